"""Working days of the public sector of Việt Nam: the `holidays` package, corrected by dated rows of our own."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from dondoc.calendar import VIETNAM
from dondoc.calendar.national import National, national
from dondoc.calendar.overrides import Certainty, Kind, Override, read_overrides
from dondoc.errors import Misconfigured

OFFICE_HOURS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))
TET_QUIET_DAYS_BEFORE = 8
TET_QUIET_WORKDAYS_AFTER = 2


@dataclass(frozen=True, slots=True)
class _Year:
    """What one civil year needs for an answer without arithmetic."""

    workdays: tuple[date, ...]  # in order
    known: frozenset[date]  # the same, for membership
    provisional: frozenset[date]


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Working days (civil days, Asia/Ho_Chi_Minh). Two calendars with the same overrides are equal.

    Years are worked out when they are first asked for, and kept.
    """

    overrides: tuple[Override, ...] = ()
    _years: dict[int, _Year] = field(default_factory=dict, init=False, compare=False, repr=False)

    def is_workday(self, day: date) -> bool:
        """Offices are open: no weekend, no day off, or a day that is worked in exchange."""
        return day in self._year(day.year).known

    def is_provisional(self, day: date) -> bool:
        """Whether it is a day off is still a guess: no decision has been published."""
        return day in self._year(day.year).provisional

    def add_workdays(self, day: date, n: int) -> date:
        """The n-th working day strictly after `day` (strictly before it if n is negative); `day` itself for 0."""
        if n == 0:
            return day
        year, workdays = day.year, self._year(day.year).workdays
        place = bisect_right(workdays, day) + n - 1 if n > 0 else bisect_left(workdays, day) + n
        while place >= len(workdays):
            place -= len(workdays)
            year, workdays = year + 1, self._year(year + 1).workdays
        while place < 0:
            year, workdays = year - 1, self._year(year - 1).workdays
            place += len(workdays)
        return workdays[place]

    def roll_back(self, day: date) -> date:
        """The last working day on or before `day`."""
        return day if self.is_workday(day) else self.add_workdays(day, -1)

    def roll_forward(self, day: date) -> date:
        """The first working day on or after `day`."""
        return day if self.is_workday(day) else self.add_workdays(day, 1)

    def workdays_between(self, a: date, b: date) -> int:
        """How many working days lie in (a, b]; negative when b is before a."""
        if b < a:
            return -self.workdays_between(b, a)
        whole = sum(len(self._year(year).workdays) for year in range(a.year, b.year))
        return whole + bisect_right(self._year(b.year).workdays, b) - bisect_right(self._year(a.year).workdays, a)

    def office_moment(self, instant: datetime) -> datetime:
        """`instant` itself (+07:00) within office hours of a working day, else the start of the next window.

        Office hours are 07:30–11:30 and 13:30–17:00, both ends included. `instant` must be aware.
        """
        local = instant.astimezone(VIETNAM)
        if self.is_workday(local.date()):
            for opens, closes in OFFICE_HOURS:
                if local.time() <= closes:
                    return max(local, datetime.combine(local.date(), opens, VIETNAM))
        return datetime.combine(self.add_workdays(local.date(), 1), OFFICE_HOURS[0][0], VIETNAM)

    def tet_quiet(self, day: date) -> bool:
        """Heads get no letter: from 8 days before lunar new year's day to the 2nd working day after Tết."""
        new_year = national(day.year).lunar_new_year
        if day < new_year:
            return new_year - day <= timedelta(days=TET_QUIET_DAYS_BEFORE)
        back_at_work = self.roll_forward(new_year)
        return day <= self.add_workdays(back_at_work, TET_QUIET_WORKDAYS_AFTER - 1)

    def _year(self, year: int) -> _Year:
        known = self._years.get(year)
        if known is None:
            known = self._years[year] = _work_out(national(year), _of(self.overrides, year), year)
        return known


def load_calendar(folder: Path | None) -> WorkCalendar:
    """The calendar with the overrides of every *.csv in a folder (None, or no such folder: without overrides).

    Raises Misconfigured that lists every bad row with its file and line.
    """
    if folder is None:
        return WorkCalendar()
    overrides, problems = read_overrides(folder)
    if problems:
        raise Misconfigured("\n".join(str(problem) for problem in problems))
    return WorkCalendar(overrides)


def _of(overrides: tuple[Override, ...], year: int) -> dict[date, Override]:
    return {row.day: row for row in overrides if row.day.year == year}


def _work_out(nation: National, rows: dict[date, Override], year: int) -> _Year:
    workdays = tuple(day for day in _days(year) if _is_worked(day, nation, rows.get(day)))
    guessed = {day for day, row in rows.items() if row.certainty is Certainty.PROVISIONAL}
    return _Year(workdays, frozenset(workdays), frozenset(guessed | (nation.guessed - rows.keys())))


def _is_worked(day: date, nation: National, row: Override | None) -> bool:
    if row is not None:
        return row.kind is Kind.WORK
    return nation.is_workday(day)


def _days(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    return (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
