"""Ranges of civil days."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """Civil days from `starts` to `ends`, both included."""

    starts: date
    ends: date

    def __contains__(self, day: date) -> bool:
        return self.starts <= day <= self.ends


@dataclass(frozen=True, slots=True)
class IssueDay:
    """The day of issue as printed; `__/4/2022` may be any day from `earliest` to `latest`."""

    printed: str
    earliest: date
    latest: date

    @property
    def is_exact(self) -> bool:
        """One day is printed, not a range."""
        return self.earliest == self.latest


def printed_day(day: date) -> str:
    """A day as a document prints it: days below 10 and the months 1 and 2 with a leading 0 ("07/3/2024")."""
    padded_months = 2
    month = f"{day.month:02}" if day.month <= padded_months else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"
