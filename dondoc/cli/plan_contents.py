"""What a plan's papers come to, a line each: consolidations, plans of the agencies' own, figures."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dondoc.cli.figures import progress_text
from dondoc.cli.recorded import level_text
from dondoc.tracking.consolidations import levels
from dondoc.tracking.figures import Progress
from dondoc.tracking.obligations import Kind, State

if TYPE_CHECKING:
    from dondoc.actions.overview import Row

_Source = tuple[str | None, str | None]  # slugs of a report and of a period
_LISTED = 10  # of those who are missing: they stand in the table, too
_LATE = frozenset({State.OVERDUE, State.AWAITING_REGISTER})
_NOT_ASKED = frozenset({State.EXEMPT, State.WITHDRAWN, State.BEFORE_EFFECT})


def plan_lines(rows: Sequence["Row"], progress: Iterable[Progress]) -> Iterator[str]:
    """Who is missing for what goes up, how many have issued a plan of their own, how far each metric has come."""
    above = [row for row in rows if row.obligation.consolidates and row.standing.met_by is None]
    behind: dict[_Source, list[Row]] = {(row.obligation.consolidates, row.obligation.period): [] for row in above}
    for row in rows:
        behind.get((row.obligation.report, row.obligation.period), []).append(row)
    for row in above:
        yield from _gathering(row, behind[row.obligation.consolidates, row.obligation.period])
    yield from paper_lines(rows, progress)


def paper_lines(rows: Sequence["Row"], progress: Iterable[Progress]) -> Iterator[str]:
    """How many have issued a plan of their own, what is still to come of reports, how far each metric has come."""
    yield from _own_plans(rows)
    yield from _awaited(rows)
    listed = tuple(progress)
    known = [one for one in listed if one.latest is not None or one.agencies[1]]
    for one in known:
        yield f"Chỉ tiêu: {progress_text(one)}."
    if len(known) < len(listed):
        yield f"Còn {len(listed) - len(known):02d} chỉ tiêu chưa có số liệu: ghi bằng `dondoc figures set`."


def _gathering(consolidation: "Row", same: Sequence["Row"]) -> Iterator[str]:
    """Once anything has come for it, or is late."""
    mine = consolidation.obligation
    if not any(row.standing.met_by or row.standing.state in _LATE for row in same):
        return
    for level in levels((mine.consolidates or "",), ((row.obligation, row.standing) for row in same)):
        yield f"{mine.name[:1].upper()}{mine.name[1:]}, {mine.agency_name}: {level_text(level, listed=_LISTED)}."


def _awaited(rows: Sequence["Row"]) -> Iterator[str]:
    names = [f"{row.obligation.agency_name} ({row.obligation.name})" for row in rows if row.awaited]
    if names:
        yield f"Chờ bổ sung {len(names):02d} báo cáo: {', '.join(names)}."


def _own_plans(rows: Sequence["Row"]) -> Iterator[str]:
    own = [row for row in rows if row.obligation.kind is Kind.OWN_PLAN and row.standing.state not in _NOT_ASKED]
    for slug in dict.fromkeys(row.obligation.report for row in own):
        mine = [row for row in own if row.obligation.report == slug]
        issued = sum(row.standing.met_by is not None for row in mine)
        name = mine[0].obligation.name
        yield f"{name[:1].upper()}{name[1:]}: đã có {issued:02d}/{len(mine):02d} đơn vị."
