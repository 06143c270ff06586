"""What a rehearsed year was like: how many messages of which kind to whom, and how each report ended."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import typer

from dondoc.actions.overview import Row
from dondoc.cli.dates import day_text
from dondoc.cli.output import Format, write_json, write_table
from dondoc.cli.wording import RUNG_LABELS
from dondoc.language.glossary import ROLE_LABELS
from dondoc.tracking.notices import Notice
from dondoc.tracking.obligations import Gate, State

_MESSAGE_HEADERS = ("Thông báo", "Số lượng", "Gửi đến")
_REPORT_HEADERS = ("Đầu việc", "Đúng hạn", "Gửi chậm", "Không phải gửi", "Còn nợ", "Ai gửi chậm", "Ai còn nợ")
_MISSING_DESK = "danh sách chưa có đầu mối"


@dataclass(frozen=True, slots=True)
class Kind:
    """Messages of one kind, by the gravest word in them: `to` counts them by role."""

    rung: str
    count: int
    to: dict[str, int]


@dataclass(frozen=True, slots=True)
class Ending:
    """How one report of one period ended: the agencies by name, in protocol order."""

    name: str
    on_time: tuple[str, ...]
    late: tuple[str, ...]
    exempt: tuple[str, ...]
    owing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A rehearsed year; the same at every run."""

    plan: str
    starts: date
    ends: date
    messages: int
    kinds: tuple[Kind, ...]
    reports: tuple[Ending, ...]
    outbox: Path


def summed_up(
    plan: str, starts: date, ends: date, *, notices: Sequence[Notice], rows: Iterable[Row], outbox: Path
) -> Summary:
    """The summary of the messages that went and of how everything stood on the last day."""
    return Summary(plan, starts, ends, len(notices), tuple(_kinds(notices)), tuple(_endings(rows)), outbox)


def show(summary: Summary, output: Format) -> None:
    """Writes the summary on stdout, for people or as JSON."""
    if output is Format.JSON:
        write_json(asdict(summary) | {"outbox": str(summary.outbox)})
        return
    period = f"từ {day_text(summary.starts)} đến {day_text(summary.ends)}"
    typer.echo(f"\nKế hoạch {summary.plan}, diễn tập {period}: đã gửi {summary.messages} thông báo.")
    write_table(_MESSAGE_HEADERS, map(_kind_line, summary.kinds))
    typer.echo("Đến ngày cuối cùng của năm:")
    write_table(_REPORT_HEADERS, map(_ending_line, summary.reports))


def _kinds(notices: Iterable[Notice]) -> Iterator[Kind]:
    """In the order in which the year brought them first."""
    by_lead: dict[str, Counter[str]] = defaultdict(Counter)
    for notice in notices:
        by_lead[notice.lead][notice.recipient.role] += 1
    for lead, roles in by_lead.items():
        yield Kind(str(lead), roles.total(), {str(role): count for role, count in sorted(roles.items())})


def _endings(rows: Iterable[Row]) -> Iterator[Ending]:
    """Of everything that was chased, in the plan's order."""
    followed: dict[tuple[str, str | None], list[Row]] = defaultdict(list)
    for row in rows:
        obligation = row.obligation
        if obligation.gate is Gate.DATED and row.standing.state is not State.BEFORE_EFFECT:
            followed[obligation.report, obligation.period].append(row)
    for same in followed.values():
        yield Ending(
            name=same[0].obligation.name,
            on_time=_names(same, State.ON_TIME),
            late=_names(same, State.LATE),
            exempt=_names(same, State.EXEMPT, State.WITHDRAWN),
            owing=tuple(row.obligation.agency_name for row in same if row.standing.is_owed),
        )


def _names(rows: Iterable[Row], *states: State) -> tuple[str, ...]:
    return tuple(row.obligation.agency_name for row in rows if row.standing.state in states)


def _kind_line(kind: Kind) -> tuple[str, str, str]:
    to = ", ".join(f"{ROLE_LABELS[role].lower()} {count}" for role, count in kind.to.items())
    return _capital(RUNG_LABELS.get(kind.rung, _MISSING_DESK)), str(kind.count), to


def _ending_line(ending: Ending) -> tuple[str, ...]:
    counts = (str(len(names)) for names in (ending.on_time, ending.late, ending.exempt, ending.owing))
    return _capital(ending.name), *counts, ", ".join(ending.late), ", ".join(ending.owing)


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
