"""Writes the keys of a file in one of the two vocabularies; nothing else of the file changes, not a space.

Keys are found by their places in the source, and only where the shapes say that a key stands: a slug that looks
like a key stays as it is.
"""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

from dondoc.errors import Problem
from dondoc.language import source
from dondoc.language.forms import Entries, Form, One, Rows, forms_of
from dondoc.language.glossary import BY_KEY, Vocabulary
from dondoc.language.letters import kept_letters
from dondoc.language.nodes import Items, Node, Table, Text
from dondoc.language.schema import SHAPES

TOP_KINDS = ("plan", "directory", "contacts")
_LINES = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


class Translation(NamedTuple):
    """A file in one vocabulary, how many keys were rewritten, and what stood in the way (then there is none)."""

    data: bytes | None
    keys: int
    problems: tuple[Problem, ...]


class _Key(NamedTuple):
    place: Text
    word: str  # as it shall be written


def translate(data: bytes, vocabulary: Vocabulary, *, file: str) -> Translation:
    """The file with its keys in a vocabulary; a file that can't be read surely is left alone, with the reasons."""
    read = source.read_bytes(data, file=file)
    errors = tuple(problem for problem in read.problems if problem.is_error)
    if read.node is None or errors:
        return Translation(None, 0, errors)
    found = _keys(read.node, kind_of(read.node, file), vocabulary)
    keys = {(key.place.line, key.place.column): key for key in found}
    lines, written = _LINES.split(data.decode("utf-8")), 0
    for _, key in sorted(keys.items(), reverse=True):
        at = key.place.line - 1
        before, lines[at] = lines[at], _rewritten(lines[at], key)
        written += lines[at] != before
    return Translation("".join(lines).encode("utf-8"), written, ())


def kind_of(node: Node, file: str) -> str:
    """What sort of file it is, by its top keys; by its folder where they don't tell."""
    words = node.entries if isinstance(node, Table) else ()
    known = {term.english for word in words if (term := BY_KEY.get(word)) is not None}
    fitting = {kind: len(known & set(SHAPES[kind].keys)) for kind in TOP_KINDS}
    best = max(fitting, key=lambda kind: fitting[kind])
    return best if fitting[best] else "directory" if Path(file).parent.name == "directory" else "plan"


def _keys(node: Node, kind: str, vocabulary: Vocabulary) -> Iterator[_Key]:
    """The keys of a mapping of a kind and of all in it that stand in the other vocabulary."""
    if not isinstance(node, Table):
        return
    for word, entry in node.entries.items():
        term = BY_KEY.get(word)
        if term is None or term.english not in SHAPES[kind].keys:
            continue
        wanted = term.word(vocabulary)
        if wanted not in node.entries:
            yield _Key(entry.key, wanted)
        for form in forms_of(kind, term.english):
            yield from _within(entry.value, form, vocabulary)


def _within(node: Node, form: Form, vocabulary: Vocabulary) -> Iterator[_Key]:
    match form, node:
        case One(kind=kind), Table():
            yield from _keys(node, kind, vocabulary)
        case Rows(kinds=kinds), Items(items=items):
            for item, kind in product(items, kinds):
                yield from _keys(item, kind, vocabulary)
        case Entries(kind=kind), Table(entries=entries):
            for entry in entries.values():
                listed = entry.value.items if isinstance(entry.value, Items) else [entry.value]
                for item in listed:
                    yield from _keys(item, kind, vocabulary)


def _rewritten(line: str, key: _Key) -> str:
    """The line with one key replaced; unchanged where the key is not written there letter by letter."""
    kept = kept_letters(line)
    starts = key.place.column - 1 + (not key.place.is_plain)  # after the quotation mark
    places = kept[starts : starts + len(key.place.value)]
    if "".join(line[place] for place in places) != key.place.value:
        return line  # written with an escape: "ke\u005fhoach"
    return f"{line[: places[0]]}{key.word}{line[places[-1] + 1 :]}"
