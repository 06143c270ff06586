"""Parts of a year in words: giữa, cuối tháng, giữa, cuối năm (BLDS 2015, Điều 146), and what is due within one."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.spans import Span
from dondoc.calendar.words import MONTH, QUARTER, month_number, plain_words, quarter_number, shown

_OF_YEAR = r"(?: nam)?(?: ([0-9]{4}))?"
_MONTH = re.compile(rf"thang {MONTH}{_OF_YEAR}")
_QUARTER = re.compile(rf"quy {QUARTER}{_OF_YEAR}")
_YEAR = re.compile(r"nam(?: ([0-9]{4}))?")
_FIRST_MONTHS = re.compile(r"(?:0?(6|9)|(sau)|(chin)) thang(?: dau nam)?(?: (?:nam )?([0-9]{4}))?")
_LAST_MONTHS = re.compile(r"(?:0?6|sau) thang cuoi nam(?: (?:nam )?([0-9]{4}))?")
_POINT = re.compile(
    r"(?:(?:vao|den|thoi diem) )*(dau|giua|cuoi|het|ngay cuoi(?: cung)?(?: cua)?) ((?:thang|quy|nam)\b.*)"
)
_YEARS = range(1990, 2099)
_MID_MONTH = 15
_DECEMBER = 12

Months = tuple[int, int]


def read_point(text: str, *, effect: Span | None) -> date | str | None:
    """The day that words like `cuối tháng 6` mean, or the problem in one sentence; None for other words.

    Đầu, giữa, cuối of a month are its 1st, 15th and last day; of a year 1/1, 30/6 and 31/12 (BLDS 2015, Điều 146).
    A year that isn't written is the only year of `effect`.
    """
    found = _POINT.fullmatch(plain_words(text))
    part = _part(found[2]) if found else None
    if found is None or part is None:
        return None
    months, year = part
    if found[1] == "giua" and months not in ((1, _DECEMBER), (months[0], months[0])):
        return f"không rõ “{shown(text)}” là ngày nào; viết ngày/tháng, ví dụ 15/5"
    return _in_year(lambda in_year: _point(found[1], months, in_year), year, effect, text)


def read_completion(text: str, *, effect: Span) -> Deadline | str:
    """What is to be done within a month, a quarter, a half-year or a year ends with its last day, inclusive."""
    part = _part(plain_words(text).removeprefix("trong "))
    if part is None:
        return f"không hiểu “{shown(text)}”; viết tháng, quý hoặc năm, ví dụ tháng 6, quý II/2024, năm 2024"
    months, year = part
    last = _in_year(lambda in_year: _last_day(in_year, months[1]), year, effect, text)
    return last if isinstance(last, str) else Deadline(last, strict=False)


def is_whole_part(text: str) -> bool:
    """The text names a month, a quarter or a year, and no day of it."""
    return _part(plain_words(text).removeprefix("trong ")) is not None


def includes_its_end(text: str) -> bool:
    """The words count the last day in, whichever key they stand under: "hết tháng 6"."""
    found = _POINT.fullmatch(plain_words(text))
    return found is not None and found[1] == "het"


def _part(words: str) -> tuple[Months, int | None] | None:
    """First and last month, and the year where one is written."""
    if found := _MONTH.fullmatch(words):
        month = month_number(found[1])
        return (month, month), _number(found[2])
    if found := _QUARTER.fullmatch(words):
        last = 3 * quarter_number(found[1])
        return (last - 2, last), _number(found[2])
    if found := _FIRST_MONTHS.fullmatch(words):
        return (1, 9 if found[3] or found[1] == "9" else 6), _number(found[4])
    if found := _LAST_MONTHS.fullmatch(words):
        return (7, _DECEMBER), _number(found[1])
    if found := _YEAR.fullmatch(words):
        return (1, _DECEMBER), _number(found[1])
    return None


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _point(word: str, months: Months, year: int) -> date:
    if word == "dau":
        return date(year, months[0], 1)
    if word == "giua":
        return date(year, 6, 30) if months == (1, _DECEMBER) else date(year, months[0], _MID_MONTH)
    return _last_day(year, months[1])


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _in_year(day_in: Callable[[int], date], year: int | None, effect: Span | None, text: str) -> date | str:
    """The day in the written year, else in the only year of the effect that has it."""
    if year is not None:
        if year in _YEARS:
            return day_in(year)
        return f"năm trong “{shown(text)}” phải từ 1990 đến 2098; xem lại năm"
    if effect is None:
        return f"“{shown(text)}” thiếu năm; viết đủ, ví dụ {_with_year(text, 2024)}"
    years = range(effect.starts.year, effect.ends.year + 1)
    fitting = [day for each in years if (day := day_in(each)) in effect]
    if len(years) == 1:
        return day_in(years[0])
    if len(fitting) == 1:
        return fitting[0]
    example = _with_year(text, (fitting or [effect.starts])[0].year)
    return f"không rõ “{shown(text)}” của năm nào trong {years[0]}–{years[-1]}; viết cả năm, ví dụ {example}"


def _with_year(text: str, year: int) -> str:
    return f"{shown(text)} {year}" if plain_words(text).endswith("nam") else f"{shown(text)}/{year}"
