"""The days of a plan as lines of a calendar: what ends when, and for whom, by month or by agency."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from dondoc.calendar import VIETNAM
from dondoc.language.directory import alphabetical
from dondoc.tracking.obligations import Obligation, State
from dondoc.tracking.preview import Json, PreviewRow

Previewed = tuple[Obligation, PreviewRow]


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """One line of a plan on its last day, for all agencies that share it; `due` (+07:00) is None with that day."""

    report: str
    period: str | None
    name: str
    last_day: date | None
    target: date | None
    due: datetime | None
    phrase: str
    phrase_quoted: bool
    clause: str
    state: State
    agencies: tuple[str, ...]  # printed names, in protocol order

    @property
    def hour(self) -> datetime | None:
        """The instant on the last day itself at which it ends, where the document prints one (+07:00)."""
        if self.due is None or self.due.astimezone(VIETNAM).date() != self.last_day:
            return None
        return self.due.astimezone(VIETNAM)

    def as_json(self) -> Mapping[str, Json | list[str]]:
        """The line under the names of its fields: days as ISO 8601, `due` with its offset."""
        days = {name: getattr(self, name) for name in ("last_day", "target", "due")}
        return {
            "report": self.report,
            "period": self.period,
            "name": self.name,
            **{name: day.isoformat() if day else None for name, day in days.items()},
            "phrase": self.phrase,
            "clause": self.clause,
            "state": str(self.state),
            "agencies": list(self.agencies),
        }


def calendar_lines(previewed: Iterable[Previewed]) -> tuple[CalendarLine, ...]:
    """The lines in the order of their last days, then of the plan; what has no day comes last."""
    shared: dict[tuple[str, str | None, date | None], list[Previewed]] = {}
    for obligation, row in previewed:
        shared.setdefault((row.report, row.period, row.last_day), []).append((obligation, row))
    lines = [_line(rows) for rows in shared.values()]
    return tuple(sorted(lines, key=lambda line: line.last_day or date.max))


def by_month(lines: Iterable[CalendarLine]) -> tuple[tuple[date | None, tuple[CalendarLine, ...]], ...]:
    """The lines of each month that has any, under its first day; what has no day under None, at the end."""
    months = groupby(lines, key=lambda line: line.last_day.replace(day=1) if line.last_day else None)
    return tuple((month, tuple(of_month)) for month, of_month in months)


def by_agency(previewed: Iterable[Previewed]) -> tuple[tuple[Obligation, tuple[PreviewRow, ...]], ...]:
    """The rows of each agency, in protocol order, beside one of its obligations."""
    found: dict[str, list[Previewed]] = {}
    for obligation, row in previewed:
        found.setdefault(row.agency, []).append((obligation, row))
    ordered = sorted(found.values(), key=lambda rows: _place(rows[0][0]))
    return tuple((rows[0][0], tuple(row for _, row in rows)) for rows in ordered)


def _line(rows: list[Previewed]) -> CalendarLine:
    obligation, row = rows[0]
    owing = sorted((each for each, _ in rows), key=_place)
    return CalendarLine(
        report=row.report,
        period=row.period,
        name=obligation.name,
        last_day=row.last_day,
        target=row.target,
        due=row.due,
        phrase=row.phrase,
        phrase_quoted=obligation.phrase_quoted,
        clause=row.clause,
        state=row.state,
        agencies=tuple(each.agency_name for each in owing),
    )


def _place(obligation: Obligation) -> tuple[int, tuple[tuple[int, ...], str]]:
    return obligation.agency_order, alphabetical(obligation.agency_name)
