"""A line of YAML as it should have been written: quotation marks and spaces put in where they are missing."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

_LONGEST_SHOWN = 200
_OPENING, _CLOSING, _QUOTES = "{[", "}]", "\"'"
_SPECIAL = "?*&!%@`|>"  # a value that begins with one of these must stand in quotation marks

_BLOCK_VALUE = re.compile(
    r"(?P<head>\s*(?:- +)*[^\s:#'\"{\[][^:#'\"{\[]*: +)(?P<value>[^\s'\"{\[].*?)(?P<tail>\s*(?:\s#.*)?)"
)
_NO_SPACE = re.compile(r"(?P<head>\s*(?:- +)*[A-Za-z_][\w-]*:)(?=[^\s/])")
_KEY_WITHIN = re.compile(r"(?<=[^\s;:])(?P<gap>\s*;\s*|\s+)(?P<key>[A-Za-z_]+):\s+(?=\S)")
_KEY_IN_BRACES = re.compile(r"\s*[^\s:'\"]+\s*:\s+")


@dataclass(frozen=True, slots=True)
class Correction:
    """A line put right, and the columns (from 0, in the new line) of every sign that was put in."""

    line: str
    inserted: tuple[int, ...]


def as_hint(line: str) -> str:
    """What to do: write the line so; one too long to be shown is described instead."""
    written = line.strip()
    return f"Viết: {written}" if len(written) <= _LONGEST_SHOWN else "Đặt cả giá trị trong ngoặc kép."


def spaced_after_colon(text: str) -> Correction | None:
    """`qua:cong-an` with its space; None if the line has one."""
    match = _NO_SPACE.match(text)
    if match is None:
        return None
    at = match.end("head")
    return Correction(f"{text[:at]} {text[at:]}", (at,))


def quoted_block_value(text: str, column: int) -> Correction | None:
    """`key: value` with the whole value in quotation marks; None if `column` (from 0) isn't in such a value."""
    match = _BLOCK_VALUE.fullmatch(text)
    if match is not None and column < match.start("value"):
        return None
    quoted = quote(match["value"]) if match is not None else None
    if match is None or quoted is None:
        return None
    return Correction(f"{match['head']}{quoted}{match['tail']}", (match.start("value"), match.end("value") + 1))


def quote(value: str) -> str | None:
    """A value in quotation marks; None where it has both kinds inside."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return f"'{value}'" if "'" not in value else None


def quoted_in_braces(text: str, *, begins_inside: bool) -> Correction | None:
    """The line with quotation marks around every value in braces that needs them; None if none does.

    `begins_inside`: the line begins inside braces that were opened above it.
    """
    done, inserted = "", list[int]()
    for piece, in_braces in _pieces(text, begins_inside=begins_inside):
        span = _span_to_quote(piece) if in_braces else None
        if span is None:
            done += piece
            continue
        start, end = span
        quoted = quote(piece[start:end])
        if quoted is None:
            return None
        inserted += [len(done) + start, len(done) + end + 1]
        done += piece[:start] + quoted + piece[end:]
    return Correction(done, tuple(inserted)) if inserted else None


def commas_before_keys(text: str, known: Container[str], *, begins_inside: bool) -> Correction | None:
    """The line with a comma before every known key in braces that lacks it; None if none lacks it."""
    done, inserted = "", list[int]()
    for piece, in_braces in _pieces(text, begins_inside=begins_inside):
        first = _KEY_IN_BRACES.match(piece) if in_braces else None
        start, at = 0, first.end() if first is not None else len(piece)
        while (found := _KEY_WITHIN.search(piece, at)) and found["key"] in known and piece[at] not in _QUOTES:
            done += piece[start : found.start("gap")]
            if ";" not in found["gap"]:
                inserted.append(len(done))
                done += ","
            done += found["gap"].replace(";", ",")
            start, at = found.start("key"), found.end()
        done += piece[start:]
    return Correction(done, tuple(inserted)) if done != text else None


def _span_to_quote(piece: str) -> tuple[int, int] | None:
    """From where to where the value of a piece (`key: value`, or `value` in a list) needs quotation marks."""
    key = _KEY_IN_BRACES.match(piece)
    start = key.end() if key is not None else len(piece) - len(piece.lstrip())
    value = piece[start:].rstrip()
    if not value or value[0] in _QUOTES or value[0] in _OPENING:
        return None
    is_odd = key is not None and (": " in value or value.endswith(":") or value == "-" or value.startswith("- "))
    return (start, start + len(value)) if value[0] in _SPECIAL or is_odd else None


def _pieces(text: str, *, begins_inside: bool) -> Iterator[tuple[str, bool]]:
    """The line cut at braces and at the commas within them, nothing lost, and whether a piece stands in braces.

    Quoted text is never cut.
    """
    start, depth, quoted_by = 0, int(begins_inside), ""
    for at, sign in enumerate(text):
        if quoted_by:
            quoted_by = "" if sign == quoted_by else quoted_by
        elif sign in _QUOTES and text[:at].rstrip()[-1:] in (":", ",", *_OPENING):
            quoted_by = sign
        elif sign in _OPENING or (depth and (sign == "," or sign in _CLOSING)):
            yield text[start:at], depth > 0
            yield sign, False
            start = at + 1
            depth += (sign in _OPENING) - (sign in _CLOSING)
    yield text[start:], depth > 0
