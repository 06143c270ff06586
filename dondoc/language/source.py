"""A YAML file as texts with places: the C parser's events, an own builder, and an answer to every trap.

Nothing is typed here (`16/3`, `07` and `no` stay as written), nothing is aliased, tagged or merged, and nothing
recurses without a bound. What the parser cannot read is told in plain words; where the line can be put right
surely, reading goes on with the line put right, so that the next mistake is told as well.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import yaml

from dondoc.errors import Problem
from dondoc.language import letters, syntax
from dondoc.language.builder import Builder
from dondoc.language.findings import Enough, Findings
from dondoc.language.nodes import Entry, Items, Node, Table

MOST_CORRECTIONS = 30

Inserted = Mapping[int, tuple[int, ...]]  # by line (from 1): columns (from 0) of the quotation marks put in


class Source(NamedTuple):
    """What was read: the top node (None where nothing could be), and every problem, in the file's order."""

    node: Node | None
    problems: tuple[Problem, ...]


def read(source: Path | str, *, file: str = "") -> Source:
    """Read a file, or a text that is shown under the name `file`. Raises OSError if the file can't be opened."""
    if isinstance(source, str):
        return read_bytes(source.encode("utf-8", "surrogatepass"), file=file or "(văn bản)")
    return read_bytes(source.read_bytes(), file=file or str(source))


def read_bytes(data: bytes, *, file: str) -> Source:
    """Read the bytes of a file that is shown under the name `file`."""
    findings = Findings(file)
    node: Node | None = None
    try:
        text = letters.decode(data, findings)
        if text is not None:
            node = _parse(letters.clean(text, findings), file, findings)
    except Enough:
        node = None
    return Source(node, findings.problems)


def _parse(text: str, file: str, findings: Findings) -> Node | None:
    """Parse; on an error put the line right, if that is sure, and parse again. No line is put right twice."""
    lines = text.split("\n")
    inserted: dict[int, tuple[int, ...]] = {}
    while True:
        attempt = Findings(file)
        complaint = None
        node: Node | None = None
        try:
            node = Builder(text, lines, attempt).build()
        except Enough:
            pass
        except yaml.YAMLError as error:
            complaint = syntax.explain(error, lines)
            findings.error_at(complaint.line, complaint.column, complaint.message, complaint.hint)
        if complaint is None or complaint.correction is None or _is_final(complaint.line, inserted):
            break
        lines[complaint.line - 1] = complaint.correction.line
        inserted[complaint.line] = complaint.correction.inserted
        text = "\n".join(lines)
    for problem in attempt.problems:
        findings.add(_as_written(problem, inserted))
    return _moved(node, inserted) if node is not None and inserted else node


def _is_final(line: int, inserted: Inserted) -> bool:
    return line in inserted or len(inserted) >= MOST_CORRECTIONS


def _as_written(problem: Problem, inserted: Inserted) -> Problem:
    position = problem.position
    column = _column(position.line, position.column, inserted)
    return replace(problem, position=replace(position, column=column))


def _column(line: int, column: int, inserted: Inserted) -> int:
    """The column as it was before quotation marks were put into the line."""
    return column - sum(at < column - 1 for at in inserted.get(line, ()))


def _moved(node: Node, inserted: Inserted) -> Node:
    """The node with the columns that its file has."""
    column = _column(node.line, node.column, inserted)
    if isinstance(node, Table):
        entries = {
            word: Entry(entry.key._replace(column=_column(entry.key.line, entry.key.column, inserted)), value)
            for word, entry in node.entries.items()
            for value in (_moved(entry.value, inserted),)
        }
        return node._replace(column=column, entries=entries)
    if isinstance(node, Items):
        return node._replace(column=column, items=[_moved(item, inserted) for item in node.items])
    return node._replace(column=column)
