"""The stretches of time that a periodic report comes again with: months, quarters, weeks, days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dondoc.calendar.spans import Span

_ROMAN = ("I", "II", "III", "IV")
_ONE_DAY = timedelta(days=1)


class Every(StrEnum):
    """How often a report comes again. HALF_YEAR and NINE_MONTHS count from January, once a year."""

    MONTH = "hang_thang"
    QUARTER = "hang_quy"
    HALF_YEAR = "6_thang"
    NINE_MONTHS = "9_thang"
    YEAR = "hang_nam"
    WEEK = "hang_tuan"
    DAY = "hang_ngay"

    @property
    def is_brief(self) -> bool:
        """A week or less."""
        return self in (Every.WEEK, Every.DAY)


# How many months a stretch has, and in which months of a year one begins.
_MONTHS = {
    Every.MONTH: (1, range(1, 13)),
    Every.QUARTER: (3, range(1, 13, 3)),
    Every.HALF_YEAR: (6, range(1, 2)),
    Every.NINE_MONTHS: (9, range(1, 2)),
    Every.YEAR: (12, range(1, 2)),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """One month, quarter, week, …: civil days, both ends included. A week belongs to the year of ISO 8601."""

    slug: str
    name: str
    year: int
    days: Span


def stretches(every: Every, span: Span, effect: Span) -> Iterator[Stretch]:
    """The stretches that overlap a span, in order. Names carry the year if the effect has several."""
    named = effect.starts.year != effect.ends.year
    if every is Every.DAY:
        yield from _days(span, named=named)
    elif every is Every.WEEK:
        yield from _weeks(span)
    else:
        length, firsts = _MONTHS[every]
        for year in range(span.starts.year, span.ends.year + 1):
            for first in firsts:
                days = Span(date(year, first, 1), _end_of(year, first + length - 1))
                if days.starts <= span.ends and days.ends >= span.starts:
                    slug, name = _called(every, first)
                    joint = " năm " if every in (Every.HALF_YEAR, Every.NINE_MONTHS) else "/"
                    joint = " " if every is Every.YEAR else joint
                    yield Stretch(slug, f"{name}{joint}{year}" if named else name, year, days)


def _called(every: Every, first: int) -> tuple[str, str]:
    """Slug and name of a stretch of months by its first month."""
    if every is Every.MONTH:
        return f"thang-{first:02}", f"Tháng {first}"
    if every is Every.QUARTER:
        number = (first + 2) // 3
        return f"quy-{number}", f"Quý {_ROMAN[number - 1]}"
    return {
        Every.HALF_YEAR: ("6-thang", "6 tháng"),
        Every.NINE_MONTHS: ("9-thang", "9 tháng"),
    }.get(every, ("nam", "Năm"))


def _weeks(span: Span) -> Iterator[Stretch]:
    monday = span.starts - _ONE_DAY * span.starts.weekday()
    while monday <= span.ends:
        sunday = monday + 6 * _ONE_DAY
        year, week, _ = monday.isocalendar()
        name = f"Tuần {week:02} ({monday:%d/%m}–{sunday:%d/%m/%Y})"
        yield Stretch(f"tuan-{week:02}", name, year, Span(monday, sunday))
        monday += 7 * _ONE_DAY


def _days(span: Span, *, named: bool) -> Iterator[Stretch]:
    day = span.starts
    while day <= span.ends:
        name = f"Ngày {day.day:02}/{day.month}" + (f"/{day.year}" if named else "")
        yield Stretch(f"ngay-{day:%m-%d}", name, day.year, Span(day, day))
        day += _ONE_DAY


def _end_of(year: int, month: int) -> date:
    return (date(year, month, 28) + 4 * _ONE_DAY).replace(day=1) - _ONE_DAY
