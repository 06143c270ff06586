"""What can go wrong, in two kinds: a Problem is a value (somebody wrote it wrongly), an error is raised."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error stops a sync, a warning and a question do not."""

    ERROR = "lỗi"
    WARNING = "cảnh báo"
    QUESTION = "cần làm rõ"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a user wrote wrongly, where, and what to do about it (all in Vietnamese)."""

    position: Position
    severity: Severity
    message: str
    hint: str = ""

    @property
    def is_error(self) -> bool:
        """It stops a sync."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        first = f"{self.position}: {self.severity}: {self.message}"
        return f"{first}\n    {self.hint}" if self.hint else first


class DondocError(Exception):
    """What the world did; its text is one Vietnamese sentence fit to be shown to a secretary."""


class NotFound(DondocError):
    """Nothing in the store answers to what was asked for; the text names the nearest ones."""


class Ambiguous(DondocError):
    """More than one thing answers to what was asked for; `candidates` are lines to choose from."""

    def __init__(self, message: str, candidates: Sequence[str]) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


class Refused(DondocError):
    """A rule forbids what was asked; the text names the rule and what to do instead."""


class Misconfigured(DondocError):
    """A setting is missing or wrong; the text names the setting."""


class Unavailable(DondocError):
    """The database is busy, full or out of reach; nothing of what was asked has been done."""
