"""A YAML file as texts with places: the C parser's events, an own builder, and an answer to every trap.

Nothing is typed here (`16/3`, `07` and `no` stay as written), nothing is aliased, tagged or merged, and nothing
recurses without a bound. What the parser cannot read is told in plain words; where the line can be put right
surely, reading goes on with the line put right, so that the next mistake is told as well.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import yaml

from dondoc.errors import Position, Problem, Severity
from dondoc.files import read_file
from dondoc.language import letters, syntax
from dondoc.language.builder import Builder
from dondoc.language.findings import Enough, Findings
from dondoc.language.nodes import Entry, Items, Node, Table

MOST_CORRECTIONS = 30
MOST_LETTERS_READ_AGAIN = 400_000  # a large file isn't read thirty times

# "Xử lý điểm nóng #3": what follows the sign is a comment to YAML. People write theirs with a space behind it.
_CUT_VALUE = re.compile(r"^[^#\n\"']*[^\s#\"',:\[{-] +(#)(?=[^\s#])", re.MULTILINE)


class Source(NamedTuple):
    """What was read: the top node (None where nothing could be), and every problem, in the file's order."""

    node: Node | None
    problems: tuple[Problem, ...]


def read(source: Path | str, *, file: str = "") -> Source:
    """Read a file, or a text that is shown under the name `file`. Raises OSError if the file can't be opened."""
    if isinstance(source, str):
        return read_bytes(source.encode("utf-8", "surrogatepass"), file=file or "(văn bản)")
    return read_bytes(read_file(source), file=file or str(source))


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


def _parse(cleaned: letters.Clean, file: str, findings: Findings) -> Node | None:
    """Parse; on an error put the line right, if that is sure, and parse again. No line is put right twice."""
    text = cleaned.text
    lines = text.split("\n")
    edits = _Edits(cleaned.indented, {})
    for problem in _cut_values(text, file):
        findings.add(edits.as_written(problem))
    letters_read = 0
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
            column = edits.column(complaint.line, complaint.column)
            findings.error_at(complaint.line, column, complaint.message, complaint.hint)
        letters_read += len(text)
        if complaint is None or complaint.correction is None or edits.are_final(complaint.line):
            break
        if letters_read > MOST_LETTERS_READ_AGAIN:
            break
        lines[complaint.line - 1] = complaint.correction.line
        edits.inserted[complaint.line] = complaint.correction.inserted
        text = "\n".join(lines)
    for problem in attempt.problems:
        findings.add(edits.as_written(problem))
    return edits.moved(node) if node is not None and edits else node


def _cut_values(text: str, file: str) -> Iterator[Problem]:
    """A warning for each value that a # cuts short."""
    for found in _CUT_VALUE.finditer(text) if " #" in text else ():
        place = Position(file, text.count("\n", 0, found.start()) + 1, found.start(1) - found.start() + 1)
        message = "từ dấu “#” đến hết dòng bị coi là ghi chú, không vào giá trị"
        hint = "Là nội dung thì đặt cả giá trị trong ngoặc kép; là ghi chú thì thêm một dấu cách sau “#”."
        yield Problem(place, Severity.WARNING, message, hint)


class _Edits(NamedTuple):
    """By line (from 1), what was put right: how far its body was moved, and where (from 0) signs were put in."""

    indented: Mapping[int, int]
    inserted: dict[int, tuple[int, ...]]

    def __bool__(self) -> bool:
        return bool(self.indented or self.inserted)

    def are_final(self, line: int) -> bool:
        """The line is not to be put right again, or enough was put right."""
        return line in self.inserted or len(self.inserted) >= MOST_CORRECTIONS

    def column(self, line: int, column: int) -> int:
        """The column (from 1) in the file, of a column in what was put right."""
        put_in = sum(at < column - 1 for at in self.inserted.get(line, ()))
        return max(column - put_in - self.indented.get(line, 0), 1)

    def as_written(self, problem: Problem) -> Problem:
        """The problem with the column that the file has."""
        place = problem.position
        return replace(problem, position=replace(place, column=self.column(place.line, place.column)))

    def moved(self, node: Node) -> Node:
        """The node with the columns that its file has."""
        column = self.column(node.line, node.column)
        if isinstance(node, Table):
            entries = {
                word: Entry(key._replace(column=self.column(key.line, key.column)), self.moved(value))
                for word, (key, value) in node.entries.items()
            }
            return node._replace(column=column, entries=entries)
        if isinstance(node, Items):
            return node._replace(column=column, items=[self.moved(item) for item in node.items])
        return node._replace(column=column)
