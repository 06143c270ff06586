"""The tables that a run leaves on Prefect's pages."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from dondoc.actions.overview import Row
from dondoc.cli.dates import day_text
from dondoc.tracking.obligations import Gate
from flows.graph import Graph
from flows.names import moment
from flows.standings import Verdict, current_last_day, gravity, state_name

MOST_ROWS = 500
_LONGEST_NAME = 60
_LISTED = frozenset({Gate.DATED, Gate.UNRESOLVED, Gate.PROPOSED})


def table(rows: Sequence[Row]) -> list[dict[str, str]]:
    """Agency × period, debtors first, at most 500 rows; five narrow columns, because Prefect cuts wide tables."""
    listed = sorted((row for row in rows if row.obligation.gate in _LISTED), key=gravity)
    lines = [_line(row) for row in listed[:MOST_ROWS]]
    if len(listed) > MOST_ROWS:
        left_out = len(listed) - MOST_ROWS + 1
        lines[-1] = dict.fromkeys(lines[-1], "…") | {"Đơn vị": f"… và {left_out} dòng khác"}
    return lines


def heading(found: Verdict, graph: Graph, contents: Iterable[str] = (), *, now: datetime) -> str:
    """The verdict with its moment, who is missing for each consolidation that the run shows, what papers contain.

    Markdown, a paragraph each.
    """
    lines = [f"**{found.name}**, lúc {moment(now)}."]
    lines += (f"{gathering.node.label}: {gathering.node.message}" for gathering in graph.gatherings)
    return "\n\n".join((*lines, *contents))


def _line(row: Row) -> dict[str, str]:
    name = row.obligation.name
    return {
        "Đơn vị": row.obligation.agency_name,
        "Việc": name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…",
        "Tình trạng": f"{state_name(row.standing)}, chờ bổ sung" if row.awaited else state_name(row.standing),
        "Ngày cuối": day_text(current_last_day(row)),
        "Nhắc gần nhất": day_text(row.told_on[-1] if row.told_on else None),
    }
