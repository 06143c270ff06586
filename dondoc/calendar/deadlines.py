"""A deadline as a value: the printed words are already read, nothing here knows a language."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar


class Roll(StrEnum):
    """What happens to a last day that is a day off (default: nothing, the printed day stays)."""

    NONE = "none"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The legal last day of a duty (civil date, Asia/Ho_Chi_Minh), before any roll.

    `strict` is true for "trước": the printed day is then the day after `last_day`, unless an hour is printed.
    `hour` is the stated hour of `last_day`, which is then the printed day itself.
    """

    last_day: date
    strict: bool
    hour: time | None = None

    @property
    def due(self) -> datetime:
        """The exclusive instant at which the deadline has passed."""
        return due_instant(self.last_day, self.hour)


class Counted(Protocol):
    """How many days, civil or working, a term has from the event that opens it."""

    @property
    def days(self) -> int:
        """At least one."""
        ...

    @property
    def in_workdays(self) -> bool:
        """Only working days count."""
        ...


def deadline_within(within: Counted, happened_on: date, calendar: WorkCalendar) -> Deadline:
    """The deadline of a term counted from an event: day 1 is the day after it (BLDS 2015, Điều 147).

    A term in civil days that ends on a day off ends with the next working day (Điều 148).
    """
    if within.in_workdays:
        return Deadline(calendar.add_workdays(happened_on, within.days), strict=False)
    return Deadline(calendar.roll_forward(happened_on + timedelta(days=within.days)), strict=False)


def due_instant(last_day: date, hour: time | None) -> datetime:
    """The exclusive end of a last day: its stated hour, else the midnight that ends it (+07:00)."""
    if hour is not None:
        return datetime.combine(last_day, hour, VIETNAM)
    return datetime.combine(last_day + timedelta(days=1), time(), VIETNAM)


def stated_hour(last_day: date, due: datetime) -> time | None:
    """The hour of a last day that its exclusive end tells (+07:00); None where the whole day counts."""
    local = due.astimezone(VIETNAM)
    return local.time() if local.date() == last_day else None
