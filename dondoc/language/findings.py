"""Collects the problems of one file, so that all of them are told at once."""

from dataclasses import replace

from dondoc.errors import Position, Problem, Severity
from dondoc.language.nodes import Node

MOST = 100  # a file with more problems than this is told so, and the rest stays unread


class Enough(Exception):
    """So much is wrong with a file that reading on would help nobody."""


def too_many(last: Position) -> Problem:
    """What is said after the last problem that is told."""
    message = f"tệp có quá nhiều lỗi: chỉ nêu {MOST} lỗi đầu"
    return Problem(last, Severity.ERROR, message, "Sửa những lỗi đã nêu rồi kiểm tra lại.")


class Findings:
    """The problems of one file. Raises Enough when there are too many."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._problems: list[Problem] = []

    def place(self, node: Node) -> Position:
        """Where a node stands."""
        return Position(self._file, node.line, node.column)

    def error(self, node: Node, message: str, hint: str = "") -> None:
        """Note what stops a sync."""
        self.add(Problem(self.place(node), Severity.ERROR, message, hint))

    def warning(self, node: Node, message: str, hint: str = "") -> None:
        """Note what does not stop a sync."""
        self.add(Problem(self.place(node), Severity.WARNING, message, hint))

    def wrong(self, node: Node, sentence: str) -> None:
        """Note a sentence of the calendar, "what is wrong; what to write"."""
        message, _, hint = sentence.partition("; ")
        self.error(node, message, f"{hint[:1].upper()}{hint[1:]}." if hint else "")

    def error_at(self, line: int, column: int, message: str, hint: str = "") -> None:
        """Note what stops a sync, at a place without a node; line and column count from 1."""
        self.add(Problem(Position(self._file, line, column), Severity.ERROR, message, hint))

    def add(self, problem: Problem) -> None:
        """Note a problem that was found elsewhere; what it quotes stands on one line."""
        if "\n" in problem.message:
            problem = replace(problem, message=" ".join(problem.message.split()))
        self._problems.append(problem)
        if len(self._problems) >= MOST:
            self._problems.append(too_many(problem.position))
            raise Enough

    def has_error_in(self, node: Node) -> bool:
        """Something on the line where a node begins was already complained about."""
        return any(problem.is_error and problem.position.line == node.line for problem in self._problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found, in the order of the file, each once."""
        return tuple(sorted(dict.fromkeys(self._problems), key=lambda problem: problem.position))
