"""A deadline as a value: the printed words are already read, nothing here knows a language."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dondoc.calendar import VIETNAM


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


def due_instant(last_day: date, hour: time | None) -> datetime:
    """The exclusive end of a last day: its stated hour, else the midnight that ends it (+07:00)."""
    if hour is not None:
        return datetime.combine(last_day, hour, VIETNAM)
    return datetime.combine(last_day + timedelta(days=1), time(), VIETNAM)


def stated_hour(last_day: date, due: datetime) -> time | None:
    """The hour of a last day that its exclusive end tells (+07:00); None where the whole day counts."""
    local = due.astimezone(VIETNAM)
    return local.time() if local.date() == last_day else None
