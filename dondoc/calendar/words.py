"""Vietnamese words about days, made comparable: without diacritics, without signs, numbers in any writing."""

import re
import unicodedata

QUARTER = r"([1-4]|i{1,3}|iv|mot|hai|ba|tu|bon)"
MONTH = r"(0?[1-9]|1[0-2]|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi(?: mot| hai)?)"

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_COUNTED = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai")
_WORDS = {"tu": 4} | {word: number for number, word in enumerate(_COUNTED, start=1)}
_LONGEST_SHOWN = 60


def plain_words(text: str) -> str:
    """Lower case without diacritics, words apart by one space: "Quý III/2022" → "quy iii 2022"."""
    bare = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    letters = "".join(mark for mark in bare if not unicodedata.combining(mark))
    return " ".join(re.split(r"[^a-z0-9]+", letters)).strip()


def quarter_number(word: str) -> int:
    """The number of a quarter that `QUARTER` matched: "iii" → 3."""
    return _ROMAN.get(word) or month_number(word)


def month_number(word: str) -> int:
    """The number of a month that `MONTH` matched: "06" → 6, "sau" → 6."""
    return _WORDS.get(word) or int(word)


def shown(text: str) -> str:
    """The words as a sentence quotes them: on one line, cut where they are long."""
    written = " ".join(text[: 2 * _LONGEST_SHOWN].split())
    return written if len(written) <= _LONGEST_SHOWN else f"{written[:_LONGEST_SHOWN]}…"
