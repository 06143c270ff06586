"""Writes values as YAML that the reader of this project reads back as they were: texts, lists and mappings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dondoc.language import glossary
from dondoc.language.glossary import Vocabulary

_PLAIN = re.compile(r"[\w…/](?:[\w…/.()–%;+°?“”‘’!= ,-]*[\w…/.()–%;+°?“”‘’!=-])?")
_PLAIN_IN_BRACES = re.compile(r"[^,?]*")
_READ_OTHERWISE = frozenset({"null"})  # plain, it would be nothing


@dataclass(frozen=True, slots=True)
class Line:
    """A mapping on one line, by English keys."""

    entries: "Written"


@dataclass(frozen=True, slots=True)
class Lines:
    """A list of mappings, each on a line of its own."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Mappings by their slugs."""

    entries: tuple[tuple[str, "Written"], ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """Values under words that are no keys of the glossary."""

    values: tuple[tuple[str, str], ...]


Value = str | tuple[str, ...] | Line | Lines | Section | Settings
Written = tuple[tuple[str, Value], ...]  # English keys in the order in which they are written


def yaml_of(written: Written, vocabulary: Vocabulary) -> str:
    """The text of a file: the keys in one vocabulary, an empty line between its sections."""
    return "\n".join(_block(written, vocabulary, "")) + "\n"


def scalar(text: str, *, in_braces: bool = False) -> str:
    """A text as it stands on one line, in quotation marks where it would be read as something else without."""
    is_plain = _PLAIN.fullmatch(text) is not None and text not in _READ_OTHERWISE
    if is_plain and (not in_braces or _PLAIN_IN_BRACES.fullmatch(text)):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _block(written: Written, vocabulary: Vocabulary, indent: str) -> Iterator[str]:
    for key, value in written:
        word = glossary.BY_ENGLISH[key].word(vocabulary)
        if isinstance(value, Section):
            yield from ("", f"{indent}{word}:") if not indent else (f"{indent}{word}:",)
            for slug, entry in value.entries:
                yield f"{indent}  {scalar(slug)}:"
                yield from _block(entry, vocabulary, f"{indent}    ")
        elif isinstance(value, Settings):
            yield f"{indent}{word}:"
            yield from (f"{indent}  {name}: {scalar(text)}" for name, text in value.values)
        elif isinstance(value, Lines):
            yield f"{indent}{word}:"
            yield from (f"{indent}  - {_in_braces(line, vocabulary)}" for line in value.lines)
        else:
            yield f"{indent}{word}: {_inline(value, vocabulary, in_braces=False)}"


def _inline(value: str | tuple[str, ...] | Line, vocabulary: Vocabulary, *, in_braces: bool) -> str:
    if isinstance(value, Line):
        return _in_braces(value, vocabulary)
    if isinstance(value, str):
        return scalar(value, in_braces=in_braces)
    listed = ", ".join(scalar(each, in_braces=True) for each in value)
    return listed if len(value) == 1 else f"[{listed}]"


def _in_braces(line: Line, vocabulary: Vocabulary) -> str:
    pairs = []
    for key, value in line.entries:
        if isinstance(value, str | tuple | Line):
            pairs.append(
                f"{glossary.BY_ENGLISH[key].word(vocabulary)}: {_inline(value, vocabulary, in_braces=True)}"
            )
    return f"{{{', '.join(pairs)}}}"
