"""Matching what people type: without regard to case, diacritics and punctuation."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeVar

T = TypeVar("T")

_NEAREST = 3
_LISTED = 8


def plain(text: str) -> str:
    """Lower case, without diacritics, words apart by single spaces: "Phòng Tư pháp" → "phong tu phap".

    Numbers stand without leading zeros: "ngày 05/8" is "ngày 5/8".
    """
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(word.lstrip("0") or "0" for word in re.findall(r"[a-z0-9]+", bare))


def matches(query: str, values: Mapping[T, Sequence[str]]) -> tuple[T, ...]:
    """The keys one of whose texts is the query; if none, those one of whose texts has all its words in order.

    An empty query matches nothing.
    """
    asked = plain(query)
    if not asked:
        return ()
    texts = {key: [plain(text) for text in listed] for key, listed in values.items()}
    exact = tuple(key for key, listed in texts.items() if asked in listed)
    if exact:
        return exact
    return tuple(key for key, listed in texts.items() if any(f" {asked} " in f" {text} " for text in listed))


def nearest(query: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that look most like the query, three at most."""
    by_plain = {plain(name): name for name in names}
    return tuple(by_plain[found] for found in get_close_matches(plain(query), by_plain, n=_NEAREST, cutoff=0.5))


def did_you_mean(query: str, names: Iterable[str]) -> str:
    """A sentence that names the nearest ones, or all if there are few; empty if there are none."""
    listed = tuple(names)
    found = nearest(query, listed) or (listed if len(listed) <= _LISTED else ())
    return f" Gần nhất: {', '.join(found)}." if found else ""
