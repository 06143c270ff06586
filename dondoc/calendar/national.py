"""Days off as the `holidays` package knows them; the only place that imports it (some 100 ms, so when asked)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dondoc.errors import Refused

# The package knows the announced days off through this year; later ones are its guess.
LAST_ANNOUNCED_YEAR = 2026
_SATURDAY = 5
_TET = "Tết Nguyên Đán"
_TET_REACH = timedelta(days=9)


@dataclass(frozen=True, slots=True)
class National:
    """One year's public days off (Bộ luật Lao động 2019, Điều 112), and weekend days worked in exchange.

    `guessed`: days off around Tết and beside 2/9 that are decided year by year and not announced yet.
    """

    off: frozenset[date]
    worked_weekends: frozenset[date]
    guessed: frozenset[date]
    lunar_new_year: date

    def is_workday(self, day: date) -> bool:
        """Neither a day off nor a weekend day, unless that is worked in exchange."""
        return day in self.worked_weekends if day.weekday() >= _SATURDAY else day not in self.off


@cache
def national(year: int) -> National:
    """The days of a civil year; raises Refused beyond the lunar tables (1901–2100)."""
    from holidays import country_holidays

    known = country_holidays("VN", years=year, expand=False, language="vi")
    off = frozenset(known)
    new_year = next((day for day in off if known[day] == _TET), None)
    if new_year is None:
        raise Refused(f"lịch làm việc không tính được cho năm {year}: chỉ từ năm 1901 đến năm 2100; xem lại năm")
    is_open = year > LAST_ANNOUNCED_YEAR
    return National(
        off=off,
        worked_weekends=frozenset(day for day in known.weekend_workdays if day.year == year),
        guessed=_decided_yearly(off, new_year) if is_open else frozenset(),
        lunar_new_year=new_year,
    )


def _decided_yearly(off: frozenset[date], new_year: date) -> frozenset[date]:
    beside_national_day = {date(new_year.year, 9, 1), date(new_year.year, 9, 3)}
    return frozenset(day for day in off if abs(day - new_year) <= _TET_REACH or day in beside_national_day)
