"""Slugs: identity in lower-case ASCII with hyphens, and the nearest known one to what somebody wrote."""

import difflib
import re
import unicodedata
from collections.abc import Iterable

LONGEST = 60
FORM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CUTOFF = 0.6


def is_slug(text: str) -> bool:
    """The text may be an identity: `phong-tu-phap`, `6-thang`."""
    return len(text) <= LONGEST and FORM.fullmatch(text) is not None


def fold(text: str) -> str:
    """The text in lower case without diacritics: "Đồn Biên phòng" → "don bien phong"."""
    bare = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def slug_of(text: str) -> str:
    """The slug that a name would have; empty where no letter or digit is left."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))[:LONGEST].strip("-")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like the one written, None if none is like it."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=_CUTOFF)
    return found[0] if found else None
