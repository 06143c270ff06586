"""Reads the value of a target: "trên 90%" is a comparison, a number and a unit."""

import re
from decimal import Decimal

from dondoc.language.spec import Comparison, Target

_BEFORE = (
    (Comparison.AT_LEAST, r">=|≥|từ|ít nhất|tối thiểu|không dưới|không thấp hơn|không ít hơn"),
    (Comparison.AT_MOST, r"<=|≤|tối đa|không quá|không vượt quá|nhiều nhất|không cao hơn|không trên"),
    (Comparison.MORE, r">|trên|hơn|lớn hơn|cao hơn|vượt"),
    (Comparison.LESS, r"<|dưới|nhỏ hơn|thấp hơn|ít hơn"),
)
_AFTER = ((Comparison.AT_LEAST, r"trở lên"), (Comparison.AT_MOST, r"trở xuống"))
_SHARE = r"0*(?P<part>[0-9]+)\s*/\s*0*(?P<whole>[0-9]+)"
_PLAIN = r"(?P<number>[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?)"
_FORM = re.compile(
    rf"(?:đạt\s+)?(?P<before>{'|'.join(words for _, words in _BEFORE)})?\s*(?:đạt\s+)?"
    rf"(?:{_SHARE}|{_PLAIN})(?P<unit>\s*%(?:\s+[^0-9]+?)??|\s+[^0-9%][^0-9]*?|)"
    rf"(?P<after>\s+(?:{'|'.join(words for _, words in _AFTER)}))?",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")


def read_target(text: str) -> Target | None:
    """The target in a text; None where it isn't one number: then it stays words, to be judged by people.

    "95%" must be reached (AT_LEAST); "07/07 xã, phường" is seven, all of them; a dot before three digits marks
    thousands, else a dot or a comma marks decimals.
    """
    found = _FORM.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    before, after = _meant(found["before"], _BEFORE), _meant(found["after"], _AFTER)
    if found["part"] is not None and found["part"] != found["whole"]:
        return None
    number = Decimal(found["part"]) if found["part"] is not None else _number(found["number"])
    return Target(after or before or Comparison.AT_LEAST, number, found["unit"].strip())


def _meant(word: str | None, table: tuple[tuple[Comparison, str], ...]) -> Comparison | None:
    matches = (sense for sense, words in table if word is not None and re.fullmatch(words, word.strip(), re.I))
    return next(matches, None)


def _number(written: str) -> Decimal:
    if _THOUSANDS.fullmatch(written):
        written = written.replace(".", "")
    return Decimal(written.replace(",", "."))
