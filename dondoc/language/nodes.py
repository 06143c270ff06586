"""What a file holds, before it means anything: texts, lists and tables, each with its place.

These are named tuples, not dataclasses: one is made for every scalar, and a tuple is made three times faster.
"""

from typing import NamedTuple


class Text(NamedTuple):
    """One scalar as it is written: `07` stays "07", `16/3` stays "16/3". Line and column count from 1."""

    value: str
    line: int
    column: int
    is_plain: bool  # written without quotation marks


class Items(NamedTuple):
    """A list, in order."""

    items: list["Node"]
    line: int
    column: int


class Entry(NamedTuple):
    """A key with its value."""

    key: Text
    value: "Node"


class Table(NamedTuple):
    """A mapping, in order, without duplicate keys."""

    entries: dict[str, Entry]
    line: int
    column: int
    is_flow: bool  # written in braces


class Broken(NamedTuple):
    """A value that was already complained about: whoever meets it says nothing more."""

    line: int
    column: int


Node = Text | Items | Table | Broken
