"""What a plan would ask of whom, before anything is synced: rows for a table and for JSON, and the year's days."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time

from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.tracking.assess import assess
from dondoc.tracking.compiler import Compiled
from dondoc.tracking.obligations import Facts, Kind, Obligation, State
from dondoc.tracking.plan import Plan

Json = str | bool | None


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One obligation as it would stand; its fields are the columns, in this order. `due` is +07:00."""

    id: str
    report: str
    period: str | None
    agency: str
    kind: Kind
    due: datetime | None
    last_day: date | None
    target: date | None
    strict: bool
    phrase: str
    clause: str
    data_from: date | None
    data_to: date | None
    state: State
    requested: bool

    def as_json(self) -> Mapping[str, Json]:
        """The row under the same names: days as ISO 8601, `due` with its offset +07:00."""
        return {field.name: _json(getattr(self, field.name)) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One dated line of a plan: what ends on which day, in which words, and how many agencies owe it."""

    last_day: date
    target: date
    entry: str
    name: str
    phrase: str
    clause: str
    agencies: int
    is_provisional: bool  # whether the last day or the target is a working day is still a guess


def preview_rows(compiled: Compiled, calendar: WorkCalendar, *, at: date | None = None) -> tuple[PreviewRow, ...]:
    """Every obligation as if the plan were activated, with its number entered, on `at` (see `assumed_facts`)."""
    begins = assumed_start(compiled.plan, at)
    facts = assumed_facts(compiled.plan, begins)
    now = datetime.combine(begins, time(), VIETNAM)
    return tuple(
        _row(obligation, assess(obligation, facts, calendar, now=now).state) for obligation in compiled.obligations
    )


def assumed_start(plan: Plan, at: date | None) -> date:
    """When a plan is taken to start: `at`, else its latest possible day of issue, else its first day of effect."""
    return at or plan.latest_issue or plan.effect_from


def assumed_facts(plan: Plan, begins: date) -> Facts:
    """Nothing is recorded but that the plan was activated at 00:00 of a day (+07:00); no day before is chased."""
    return Facts(
        activated_at=datetime.combine(begins, time(), VIETNAM),
        in_effect_from=max(begins, plan.latest_issue or begins),
    )


def planned_days(compiled: Compiled, calendar: WorkCalendar) -> tuple[PlannedDay, ...]:
    """The dated lines of a plan in the order of their last days, one for all agencies that share it."""
    lines: dict[tuple[date, str, str | None], list[Obligation]] = {}
    for obligation in compiled.obligations:
        if obligation.last_day is not None:
            key = (obligation.last_day, obligation.report, obligation.period)
            lines.setdefault(key, []).append(obligation)
    ordered = sorted(lines.items(), key=lambda line: line[0][0])
    return tuple(_planned(last_day, rows, calendar) for (last_day, _, _), rows in ordered)


def _planned(last_day: date, rows: list[Obligation], calendar: WorkCalendar) -> PlannedDay:
    first = rows[0]
    target = first.target or last_day
    return PlannedDay(
        last_day=last_day,
        target=target,
        entry=first.report,
        name=first.name,
        phrase=first.phrase,
        clause=first.clause,
        agencies=len(rows),
        is_provisional=calendar.is_provisional(last_day) or calendar.is_provisional(target),
    )


def _row(obligation: Obligation, state: State) -> PreviewRow:
    return PreviewRow(
        id=obligation.id,
        report=obligation.report,
        period=obligation.period,
        agency=obligation.agency,
        kind=obligation.kind,
        due=obligation.due,
        last_day=obligation.last_day,
        target=obligation.target,
        strict=obligation.strict,
        phrase=obligation.phrase,
        clause=obligation.clause,
        data_from=obligation.data_from,
        data_to=obligation.data_to,
        state=state,
        requested=obligation.requested,
    )


def _json(value: date | datetime | str | bool | None) -> Json:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value
