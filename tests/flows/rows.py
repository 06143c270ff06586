"""Rows of an overview, as a run of a plan gets them: agencies of Đức Phổ and how they stand."""

from dataclasses import replace
from datetime import date
from typing import Any

from dondoc.actions.overview import Row
from dondoc.calendar.deadlines import due_instant
from dondoc.language.directory import Relation
from dondoc.tracking.obligations import FIRST_ROUND, Event, EventKind, Gate, Obligation, Round, Standing, State
from tests.factories import an_obligation, due_on, instant

HALF_YEAR = date(2022, 6, 15)
QUARTER_3 = date(2022, 9, 15)


def a_row(
    agency: str = "phong-tu-phap",
    state: State = State.OPEN,
    *,
    last_day: date = HALF_YEAR,
    late: int = 0,
    told_on: tuple[date, ...] = (),
    **changed: Any,
) -> Row:
    """The report of a period, standing in a state; received on the last day where the state says so."""
    obligation = due_on(last_day, agency=agency, **_period(last_day), **changed)
    met_by = _receipt(obligation, last_day) if state in {State.ON_TIME, State.LATE} else None
    return Row(obligation, Standing(state, _round(obligation), met_by, late), told_on, met_by)


def a_consolidation(last_day: date = HALF_YEAR) -> Row:
    """What Ban Chỉ đạo sends up once the reports of a period are in; the document gives it no day."""
    period = _period(last_day)
    obligation = an_obligation(
        "bcd-138",
        agency_name="Ban Chỉ đạo 138 thị xã",
        report="tong-hop",
        consolidates="dinh-ky",
        period=period["period"],
        period_name=period["period_name"],
        name=f"báo cáo tổng hợp {period['period_name']}",
        last_day=None,
        due=None,
        target=None,
        gate=Gate.UNRESOLVED,
    )
    return Row(obligation, Standing(State.UNRESOLVED, None), (), None)


def outside(row: Row) -> Row:
    """The same row, owed by a body that the committee does not command."""
    return replace(row, obligation=replace(row.obligation, relation=Relation.OUTSIDE))


def _period(last_day: date) -> dict[str, Any]:
    if last_day == HALF_YEAR:
        return {"period": "2022-6-thang", "period_name": "6 tháng", "name": "báo cáo 6 tháng"}
    return {"period": "2022-quy-3", "period_name": "quý III", "name": "báo cáo quý III"}


def _round(obligation: Obligation) -> Round | None:
    if obligation.last_day is None or obligation.target is None:
        return None
    due = due_instant(obligation.last_day, None)
    return Round(FIRST_ROUND, 1, instant(date(2022, 5, 4)), obligation.last_day, due, obligation.target)


def _receipt(obligation: Obligation, on: date) -> Event:
    recorded_at = instant(on)
    return Event(f"e-{obligation.id}", obligation.id, EventKind.SUBMITTED, on, recorded_at, "Trần Thị Bình")
