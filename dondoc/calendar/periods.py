"""Data windows of periodic reports where the document is silent: Nghị định 09/2019/NĐ-CP, Điều 12."""

import re
from datetime import date

from dondoc.calendar.spans import Span
from dondoc.calendar.words import QUARTER, plain_words, quarter_number

_CUTOFF = 14
_FIRST = 15
# What stands before a period's name without changing it ("Báo cáo tổng kết năm 2022", "Sơ kết 6 tháng").
_AROUND = re.compile(r"^(?:(?:bao cao|dinh ky|so ket|tong ket|ky|ket qua) )+")
_YEAR = re.compile(r" ?([0-9]{4})$")
_QUARTER = re.compile(rf"quy {QUARTER}")
_MONTH = re.compile(r"thang 0?([1-9]|1[0-2])")
_FIRST_HALF = re.compile(r"(?:0?6|sau) thang(?: dau(?: nam)?)?|nua dau nam|nua nam dau")
_SECOND_HALF = re.compile(r"(?:0?6|sau) thang cuoi(?: nam)?|nua cuoi nam|nua nam cuoi")
_NINE_MONTHS = re.compile(r"(?:0?9|chin) thang(?: dau(?: nam)?)?")
_WHOLE_YEAR = re.compile(r"(?:ca )?nam|12 thang")


def period_window(period: str, year: int) -> Span | None:
    """The data window that a period's slug or name stands for in a year; None where the name says none.

    The window is inferred (Điều 12), so whoever shows it marks it so. A name with another year says none.
    """
    name = plain_words(period)
    if named_year := _YEAR.search(name):
        if int(named_year[1]) != year:
            return None
        name = name[: named_year.start()]
    bare = _AROUND.sub("", name)
    months = _months(bare) or _months(bare.removesuffix(" nam"))  # "quý II năm 2022"
    return _window(year, *months) if months else None


def _months(name: str) -> tuple[int, int] | None:
    """The first and last month of a period; "9 tháng" counts from January and so isn't "quý III"."""
    for pattern, months in (
        (_FIRST_HALF, (1, 6)),
        (_SECOND_HALF, (7, 12)),
        (_NINE_MONTHS, (1, 9)),
        (_WHOLE_YEAR, (1, 12)),
    ):
        if pattern.fullmatch(name):
            return months
    if quarter := _QUARTER.fullmatch(name):
        last = 3 * quarter_number(quarter[1])
        return last - 2, last
    if month := _MONTH.fullmatch(name):
        return int(month[1]), int(month[1])
    return None


def _window(year: int, first: int, last: int) -> Span:
    """From the 15th of the month before the first to the 14th of the last."""
    starts = date(year - 1, 12, _FIRST) if first == 1 else date(year, first - 1, _FIRST)
    return Span(starts, date(year, last, _CUTOFF))
