"""The command line, put together: what a noun offers lives in the file of that noun."""

from collections.abc import Callable
from dataclasses import dataclass

import typer

from dondoc.cli import (
    backup,
    calendar,
    check,
    closing,
    contacts,
    credits,
    figures,
    fmt,
    history,
    holds,
    leniency,
    new,
    occasions,
    outlines,
    plans,
    preview,
    questions,
    receipts,
    registers,
    releases,
    reviews,
    schema,
    simulate,
    status,
    ticks,
)
from dondoc.cli.usage import Group
from dondoc.tracking.notices import Message, Notice

ABOUT = """Đôn đốc: theo dõi ai phải báo cáo gì, khi nào, và nhắc cho đến khi xong.

Thường ngày chỉ cần ba lệnh: status (xem còn ai), submit (ghi nhận báo cáo đã đến),
register close (chốt sổ văn bản đến)."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What the commands need but may not import: handed in by the composition root (flows/cli.py)."""

    compose: Callable[[Notice], Message]


def build_app(tools: Tools) -> typer.Typer:
    """All commands of the domain; the composition root adds those that need Prefect or a channel."""
    app = typer.Typer(
        name="dondoc",
        cls=Group,
        help=ABOUT,
        epilog="dondoc status\ndondoc submit --help",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    check.add_to(app)
    preview.add_to(app)
    simulate.add_to(app, tools.compose)
    new.add_to(app)
    fmt.add_to(app)
    schema.add_to(app)
    for noun in (
        plans,
        questions,
        occasions,
        closing,
        contacts,
        status,
        history,
        registers,
        releases,
        reviews,
        calendar,
        holds,
        receipts,
        leniency,
        credits,
        outlines,
        figures,
        ticks,
        backup,
    ):
        noun.add_to(app)
    return app
