"""What commands print: JSON alone on stdout, or a table for people; words about it go to stderr."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from dondoc.calendar import VIETNAM
from dondoc.tracking.obligations import STATE_LABELS, State

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

T = TypeVar("T")
WIDE = 180  # columns of a table that is written into a file or a pipe

STATE_STYLES = {
    State.OVERDUE: "bold red",
    State.AWAITING_REGISTER: "yellow",
    State.RETURNED: "yellow",
    State.ENDED: "yellow",
    State.ON_TIME: "green",
    State.LATE: "magenta",
    State.UNRESOLVED: "cyan",
}


class Format(StrEnum):
    """How the answer is written."""

    TABLE = "table"
    JSON = "json"


FormatOption = Annotated[
    Format, typer.Option("--format", help="Bảng cho người đọc, hoặc JSON cho chương trình khác.")
]


def write_json(value: object) -> None:
    """One JSON document on stdout; instants are ISO 8601 with +07:00, days ISO 8601."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, default=_plain)
    sys.stdout.write("\n")


def _plain(value: object) -> str:
    match value:
        case datetime():
            return value.astimezone(VIETNAM).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case Enum():
            return str(value.value)
        case _:
            raise TypeError(f"{type(value).__name__} has no JSON form")


def write_table(headers: Sequence[str], rows: Iterable[Sequence[str | State]], *, title: str = "") -> None:
    """A table on stdout, as wide as the terminal; wide when it goes into a file or a pipe."""
    from rich import box
    from rich.table import Table

    table = Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for header in headers:
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    terminal(to_stderr=False).print(table)


def _cell(value: str | State) -> "Text":
    from rich.text import Text

    if isinstance(value, State):
        return Text(STATE_LABELS[value], style=STATE_STYLES.get(value, ""))
    return Text(value)


def terminal(*, to_stderr: bool) -> "Console":
    """Where tables go: as wide as the terminal; wide where there is none."""
    from rich.console import Console

    console = Console(stderr=to_stderr, highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = WIDE
    return console


def say(sentence: str) -> None:
    """One sentence to the person, on stderr, so that stdout stays clean."""
    typer.echo(sentence, err=True)


def ask(question: str) -> bool:
    """Whether the person agrees; no answer (nobody there, or an empty line) is a no."""
    typer.echo(f"{question} [c/K] ", err=True, nl=False)
    answer = sys.stdin.readline().strip().casefold()
    return answer in {"c", "có", "co", "y", "yes"}


def watched(items: Iterable[T], *, label: str, total: int, reached: Callable[[T], int]) -> Iterator[T]:
    """The items again, with a progress bar on a terminal's stderr; silent elsewhere.

    `reached` says how far towards `total` an item is.
    """
    from rich.progress import Progress

    console = terminal(to_stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task(label, total=total)
        for item in items:
            progress.update(bar, completed=reached(item))
            yield item


@contextmanager
def waiting(label: str) -> Iterator[None]:
    """Shows on a terminal's stderr that something long is going on; silent elsewhere."""
    if not sys.stderr.isatty():
        yield
        return
    with terminal(to_stderr=True).status(label):
        yield
