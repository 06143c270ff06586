"""Who holds up whom: what a run of a plan draws of its obligations, and what it is called."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from dondoc.actions.overview import Row
from dondoc.cli.dates import day_text
from dondoc.tracking.consolidations import reports_behind
from dondoc.tracking.obligations import Gate, State
from flows.names import sentence_case
from flows.standings import current_last_day, gravity, is_owed, is_received, is_red, named, state_name
from flows.tallies import Tally, tallies

_Source = tuple[str | None, str | None]  # slugs of a report and of a period
MOST_NODES = 60  # beyond, a period is one node: Prefect spends ~11 ms on each, and nobody reads more
NEWLY = timedelta(days=7)
_DRAWN = frozenset(
    {
        State.OVERDUE,
        State.AWAITING_REGISTER,
        State.RETURNED,
        State.ENDED,
        State.IN_ADVANCE,
        State.OPEN,
        State.LATE,
        State.ON_TIME,
        State.EXEMPT,
    }
)


@dataclass(frozen=True, slots=True)
class Node:
    """One box: `state` is the name of its Prefect state, `is_red` makes that state Failed by type."""

    label: str
    state: str
    message: str
    is_red: bool


@dataclass(frozen=True, slots=True)
class Gathering:
    """A consolidation; `feeds` are places in the graph's `nodes` of what it waits for.

    `parts` are places in the graph's `gatherings`, all before its own, of the consolidations that it is made of.
    """

    node: Node
    feeds: tuple[int, ...]
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """The boxes of one run, debtors first, and the consolidations that they feed."""

    nodes: tuple[Node, ...]
    gatherings: tuple[Gathering, ...]


def draw(rows: Sequence[Row], *, now: datetime) -> Graph:
    """Per report the nearest open period, with older debts and what was settled in the last seven days.

    Above MOST_NODES boxes a period becomes one box with counts.
    """
    shown = sorted(_shown(rows, now), key=gravity)
    if len(shown) <= MOST_NODES:
        boxes = [(row.obligation.report, row.obligation.period, _node(row)) for row in shown]
    else:
        boxes = list(_one_per_period(rows, shown))
    return Graph(tuple(box[2] for box in boxes), _gatherings(rows, [box[:2] for box in boxes], now))


def _gatherings(rows: Sequence[Row], drawn: Sequence[_Source], now: datetime) -> tuple[Gathering, ...]:
    """The consolidations that the boxes feed, directly or through another one; the lower level first."""
    found: list[Gathering] = []
    below: list[_Source] = []
    for tally in _lowest_first(tallies(rows)):
        row = tally.row.obligation
        feeds, parts = (_places((row.consolidates, row.period), among) for among in (drawn, below))
        if feeds or parts or _is_debt(tally.row, now):
            found.append(Gathering(_gathering_node(tally), feeds, parts))
            below.append((row.report, row.period))
    return tuple(found)


def _places(source: _Source, among: Sequence[_Source]) -> tuple[int, ...]:
    return tuple(place for place, one in enumerate(among) if one == source)


def _lowest_first(found: Sequence[Tally]) -> list[Tally]:
    above = {tally.row.obligation.report: tally.row.obligation.consolidates or "" for tally in found}
    return sorted(found, key=lambda tally: len(reports_behind(tally.row.obligation.report, above)))


def _shown(rows: Sequence[Row], now: datetime) -> Iterator[Row]:
    drawn = [row for row in rows if row.standing.state in _DRAWN and _is_dated_source(row)]
    for _, of_report in groupby(sorted(drawn, key=_by_report), key=_by_report):
        yield from _of_report(tuple(of_report), now)


def _of_report(rows: tuple[Row, ...], now: datetime) -> Iterator[Row]:
    """The whole of the nearest period in which anything is open or new; of the others debts and news."""
    live = [row for row in rows if is_owed(row) or _is_new(row, now)]
    if not live:
        return
    nearest = min(live, key=lambda row: _distance(row, now.date())).obligation.period
    for row in rows:
        if row.obligation.period == nearest or _is_debt(row, now) or _is_new(row, now):
            yield row


def _is_dated_source(row: Row) -> bool:
    return row.obligation.gate is Gate.DATED and row.obligation.consolidates is None


def _by_report(row: Row) -> str:
    return row.obligation.report


def _plan_day(row: Row) -> date:
    return row.obligation.last_day or date.max


def _distance(row: Row, today: date) -> tuple[timedelta, date]:
    return abs(_plan_day(row) - today), _plan_day(row)


def _is_debt(row: Row, now: datetime) -> bool:
    return is_owed(row) and _plan_day(row) < now.date()


def _is_new(row: Row, now: datetime) -> bool:
    met_by = row.standing.met_by
    return met_by is not None and now - met_by.recorded_at <= NEWLY


def _node(row: Row) -> Node:
    obligation = row.obligation
    what = obligation.period_name or sentence_case(obligation.name)
    return Node(f"{what} · {obligation.agency_name}", state_name(row.standing), _facts(row), is_red(row))


def _facts(row: Row) -> str:
    """Last day, words and clause, and when the agency was told last, in one line."""
    obligation = row.obligation
    words = f"“{obligation.phrase}”" if obligation.phrase_quoted else obligation.phrase
    clause = f", mục {obligation.clause}" if obligation.clause else ""
    parts = [f"Ngày cuối cùng {day_text(current_last_day(row))} ({words}{clause})"]
    if row.standing.met_by:
        parts.append(f"nhận ngày {day_text(row.standing.met_by.received_on)}")
    elif row.told_on:
        parts.append(f"nhắc gần nhất {day_text(row.told_on[-1])}")
    return "; ".join(parts)


def _gathering_node(tally: Tally) -> Node:
    """What is missing for it; once it is itself overdue, that."""
    row = tally.row
    state = f"Thiếu {len(tally.missing)} đơn vị" if tally.missing else f"Đủ {tally.expected} đơn vị"
    state = state_name(row.standing) if is_red(row) else state
    return Node(
        f"{sentence_case(row.obligation.name)} · {row.obligation.agency_name}", state, tally.sentence, is_red(row)
    )


def _one_per_period(rows: Sequence[Row], shown: Iterable[Row]) -> Iterator[tuple[str, str | None, Node]]:
    """One box per report and period that has anything to show, in the order of the gravest in each."""
    keys = dict.fromkeys((row.obligation.report, row.obligation.period) for row in shown)
    for report, period in keys:
        of_period = [
            row
            for row in rows
            if (row.obligation.report, row.obligation.period) == (report, period) and row.standing.state in _DRAWN
        ]
        yield report, period, _period_node(of_period)


def _period_node(rows: list[Row]) -> Node:
    received = sum(is_received(row) for row in rows)
    label = f"{sentence_case(rows[0].obligation.name)} · {received} trên {len(rows)} đơn vị đã gửi"
    gravest = sorted((row for row in rows if is_owed(row)), key=gravity)
    red = [row for row in gravest if is_red(row)]
    if red:
        return Node(label, f"Quá hạn {len(red)} đơn vị", named(red), is_red=True)
    if not gravest:
        return Node(label, "Đủ", "Mọi đơn vị đã gửi.", is_red=False)
    return Node(label, state_name(gravest[0].standing), named(gravest), is_red=False)
