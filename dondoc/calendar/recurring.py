"""Deadlines that come again with each period: "trước ngày 15 của tháng cuối quý", "thứ sáu", "9h00, 16h00"."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.phrases import WORDS, Clock, Key, deadline_on, split_hour
from dondoc.calendar.spans import Span
from dondoc.calendar.stretches import Every, Stretch, stretches
from dondoc.calendar.words import plain_words, shown

MOST_PERIODS = 800
_DECEMBER = 12
_MID_MONTH = 15
_SUNDAY = 6
_MOST_HOURS = 12
_MOST_LETTERS = 200

_UNIT = r"(?:thang|quy|ky|nam|6 thang|9 thang)"
_BARE_DAY = re.compile(r"(?:ngay )?0?([0-9]{1,2})(?: (?:hang thang|moi thang|cua thang|trong thang))?")
_LAST_MONTH = re.compile(
    rf"(?:ngay )?0?([0-9]{{1,2}}) (?:cua )?thang cuoi(?: cung)?(?: (?:cua |moi |hang )?({_UNIT}))?(?: bao cao)?"
)
_NEXT_MONTH = re.compile(
    r"(?:ngay )?0?([0-9]{1,2}) (?:cua )?thang "
    r"(?:(?:sau|ke tiep|tiep theo|lien ke)(?: (?:quy|ky))?|dau (?:cua )?(?:quy|ky) (?:sau|ke tiep|tiep theo))"
)
_END = re.compile(rf"(?:cuoi|het|ngay cuoi(?: cung)?(?: cua)?) ({_UNIT}|thang cuoi (?:quy|ky))(?: bao cao)?")
_DAY_OF_YEAR = re.compile(r"(?:ngay )?0?([0-9]{1,2})(?: thang)? 0?([0-9]{1,2})(?: (hang nam|moi nam|nam sau))?")
_WEEKDAY = re.compile(
    r"(?:ngay )?(?:thu (hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat))(?: (?:hang tuan|moi tuan|(?:cua )?(tuan sau)))?"
)
_END_OF_DAY = re.compile(r"(?:cuoi|het) ngay|24 (?:gio|h|g)(?: 00)?(?: (?:hang|moi) ngay)?")
_HOUR = re.compile(r"([0-9]{1,2})\s*(?:giờ|g|h|:)\s*(?:([0-9]{1,2})(?:\s*phút)?)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|;|\bvà\b)\s*")
_DAILY = re.compile(r"\s*(?:hằng|hàng|mỗi)\s+ngày\s*$", re.IGNORECASE)
_WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}
_UNITS: dict[Every, frozenset[str]] = {
    Every.MONTH: frozenset({"thang", "ky"}),
    Every.QUARTER: frozenset({"quy", "ky"}),
    Every.HALF_YEAR: frozenset({"6 thang", "ky"}),
    Every.NINE_MONTHS: frozenset({"9 thang", "ky"}),
    Every.YEAR: frozenset({"nam", "ky"}),
}
_EXAMPLES = {
    Every.MONTH: "ngày 25 hằng tháng, ngày 5 của tháng sau, cuối tháng",
    Every.QUARTER: "ngày 15 của tháng cuối quý, ngày 5 của tháng sau, cuối quý",
    Every.HALF_YEAR: "15/6, ngày 15 của tháng cuối kỳ",
    Every.NINE_MONTHS: "15/9, ngày 15 của tháng cuối kỳ",
    Every.YEAR: "15/12, 15/1 năm sau, cuối năm",
    Every.WEEK: "thứ sáu, 16 giờ thứ sáu, thứ hai tuần sau",
    Every.DAY: '"9h00, 16h00"; hết ngày thì viết `cham_nhat: hết ngày`',
}

DayIn = Callable[[Stretch], date | str]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One period of a report that comes again; `deadline` is None where the document gives no day."""

    stretch: Stretch
    deadline: Deadline | None
    phrase: str


@dataclass(frozen=True, slots=True)
class Rule:
    """The day of each period, and the hours of it; without hours the day ends it."""

    key: Key
    day_in: DayIn
    clocks: tuple[Clock, ...]
    phrase: str


def read_rule(every: Every, key: Key, text: str) -> Rule | str:
    """The rule that `truoc` (strict) or `cham_nhat` (inclusive) gives, or the problem in one sentence."""
    if every is Every.DAY:
        return _hours_of_day(key, text)
    clock, rest = split_hour(text.strip())
    if isinstance(clock, str):
        return clock
    plain = plain_words(rest)
    if key == "truoc" and plain.startswith("het "):
        return f"“{shown(rest)}” tính cả ngày cuối; viết dòng này với `cham_nhat`"
    day_in = _weekday(plain) if every is Every.WEEK else _day_of_months(every, plain)
    if day_in is None:
        return f"không hiểu “{shown(text)}” khi lặp {words_of(every)}; viết như {_EXAMPLES[every]}"
    hour = text.strip()[: len(text.strip()) - len(rest)].strip(" ,")
    phrase = " ".join(word for word in (WORDS[key], hour, _composed(every, rest)) if word)
    return Rule(key, day_in, (clock,) if clock else (), phrase)


def day_rule(every: Every, text: str) -> Rule | str:
    """The day of each period in the same words, for a day that is no deadline (the cut-off of the data)."""
    rule = read_rule(every, "cham_nhat", text)
    if isinstance(rule, str) or not rule.clocks:
        return rule
    return f"không ghi giờ ở “{shown(text)}”; chỉ ghi ngày"


def occurrences(every: Every, rule: Rule | None, span: Span, effect: Span) -> tuple[Occurrence, ...] | str:
    """The periods of a span with their deadlines, in order, or the problem in one sentence.

    A period belongs to the span if its deadline lies in it, or falls after it while the period itself is over.
    """
    found: list[Occurrence] = []
    for stretch in stretches(every, span, effect):
        if rule is None:
            found += [Occurrence(stretch, None, "")] if stretch.days.ends <= span.ends else []
            continue
        day = rule.day_in(stretch)
        if isinstance(day, str):
            return day
        found += (each for each in _due(rule, stretch, day) if _belongs(each, span))
        if len(found) > MOST_PERIODS:
            return f"lặp {words_of(every)} thành hơn {MOST_PERIODS} kỳ; rút ngắn bằng `tu`, `den`"
    return tuple(found)


def words_of(every: Every) -> str:
    """How often, in words: "hằng quý"."""
    months = {Every.HALF_YEAR: "6 tháng", Every.NINE_MONTHS: "9 tháng"}
    units = {Every.MONTH: "tháng", Every.QUARTER: "quý", Every.YEAR: "năm", Every.WEEK: "tuần", Every.DAY: "ngày"}
    return months.get(every) or f"hằng {units[every]}"


def _due(rule: Rule, stretch: Stretch, day: date) -> Iterator[Occurrence]:
    """A period of its own for each hour where a day has several."""
    if not rule.clocks:
        yield Occurrence(stretch, deadline_on(rule.key, day, None), rule.phrase)
    for clock in rule.clocks:
        hour = f"{clock[0]:02}h{clock[1]:02}"
        own = stretch
        if len(rule.clocks) > 1:
            name = f"{hour} {stretch.name[:1].lower()}{stretch.name[1:]}"
            own = replace(stretch, slug=f"{stretch.slug}-{hour}", name=name)
        yield Occurrence(own, deadline_on(rule.key, day, clock), rule.phrase)


def _belongs(each: Occurrence, span: Span) -> bool:
    if each.deadline is None:
        return False
    last_day = each.deadline.last_day
    return last_day in span or (last_day > span.ends and each.stretch.days.ends <= span.ends)


def _hours_of_day(key: Key, text: str) -> Rule | str:
    """The hours of every civil day."""
    if _END_OF_DAY.fullmatch(plain_words(text)):
        if key == "truoc":
            return f"“{shown(text)}” tính cả ngày; viết dòng này với `cham_nhat`"
        return Rule(key, _same_day, (), f"{WORDS[key]} hết mỗi ngày")
    clocks = _clocks(text.strip())
    if isinstance(clocks, str):
        return clocks
    hours = ", ".join(f"{hour:02}h{minute:02}" for hour, minute in clocks)
    return Rule(key, _same_day, clocks, f"{WORDS[key]} {hours} hằng ngày")


def _clocks(text: str) -> tuple[Clock, ...] | str:
    """The hours of a day in their order, or the problem in one sentence."""
    parts = _BETWEEN.split(_DAILY.sub("", text[:_MOST_LETTERS]))
    if len(parts) > _MOST_HOURS or len(text) > _MOST_LETTERS:
        return f"“{shown(text)}” có quá nhiều giờ; mỗi ngày ghi nhiều nhất {_MOST_HOURS} giờ"
    clocks: list[Clock] = []
    for part in parts:
        clock = split_hour(f"{part} 1/1")[0] if _HOUR.fullmatch(part) else None
        if clock is None or clock == (0, 0):
            return f"không hiểu “{shown(text)}” khi lặp hằng ngày; viết các giờ như {_EXAMPLES[Every.DAY]}"
        if isinstance(clock, str):
            return clock
        clocks.append(clock)
    if len(set(clocks)) < len(clocks) or clocks != sorted(clocks):
        return f"các giờ trong “{shown(text)}” phải khác nhau, giờ sớm trước; sửa lại thứ tự"
    return tuple(clocks)


def _same_day(stretch: Stretch) -> date | str:
    return stretch.days.starts


def _weekday(plain: str) -> DayIn | None:
    found = _WEEKDAY.fullmatch(plain)
    if found is None:
        return None
    name = found[1]
    number = _SUNDAY if found[2] else _WEEKDAYS[name] if name in _WEEKDAYS else int(name) - 2
    ahead = timedelta(days=number + (7 if found[3] else 0))
    return lambda stretch: stretch.days.starts + ahead


def _day_of_months(every: Every, plain: str) -> DayIn | None:
    read = (_of_last_month, _of_next_month, _at_the_end, _of_the_year)
    return next((found for each in read if (found := each(every, plain)) is not None), None)


def _of_last_month(every: Every, plain: str) -> DayIn | None:
    if every is Every.MONTH and (found := _BARE_DAY.fullmatch(plain)):
        return _in_month(int(found[1]), 0)
    if every is Every.MONTH and plain == "giua thang":
        return _in_month(_MID_MONTH, 0)
    found = _LAST_MONTH.fullmatch(plain)
    return _in_month(int(found[1]), 0) if found and (found[2] or "ky") in _UNITS[every] else None


def _of_next_month(_every: Every, plain: str) -> DayIn | None:
    found = _NEXT_MONTH.fullmatch(plain)
    return _in_month(int(found[1]), 1) if found else None


def _at_the_end(every: Every, plain: str) -> DayIn | None:
    found = _END.fullmatch(plain)
    is_meant = found is not None and found[1].removeprefix("thang cuoi ") in _UNITS[every]
    return (lambda stretch: stretch.days.ends) if is_meant else None


def _of_the_year(every: Every, plain: str) -> DayIn | None:
    """A day and month, for what comes once a year."""
    found = _DAY_OF_YEAR.fullmatch(plain)
    if found is None or every in (Every.MONTH, Every.QUARTER):
        return None
    day, month, years = int(found[1]), int(found[2]), 1 if found[3] == "nam sau" else 0
    return lambda stretch: _civil(day, month, stretch.year + years)


def _in_month(day: int, later: int) -> DayIn:
    """A day of the last month of each period, or of a month so much later."""

    def day_in(stretch: Stretch) -> date | str:
        month = stretch.days.ends.month + later
        return _civil(day, (month - 1) % _DECEMBER + 1, stretch.days.ends.year + (month - 1) // _DECEMBER)

    return day_in


def _civil(day: int, month: int, year: int) -> date | str:
    if not 1 <= month <= _DECEMBER:
        return f"không có tháng {month}; viết ngày trước, tháng sau, ví dụ 15/12"
    longest = monthrange(year, month)[1]
    if not 1 <= day <= longest:
        return (
            f"không có ngày {day}/{month}/{year}: tháng {month}/{year} chỉ có {longest} ngày; "
            "hạn vào ngày cuối tháng thì viết “cuối”, nếu không thì ghi từng kỳ một dòng"
        )
    return date(year, month, day)


def _composed(every: Every, rest: str) -> str:
    """The day as a sentence says it: "25" → "ngày 25 hằng tháng", "thứ sáu" → "thứ sáu hằng tuần"."""
    written = " ".join(rest.split())
    plain = plain_words(written)
    if written[:1].isdigit():
        written = f"ngày {written}"
    if every is Every.WEEK:
        return written if "tuan" in plain else f"{written} hằng tuần"
    if every is Every.MONTH and "thang" not in plain:
        return f"{written} hằng tháng"
    is_one_day = every is Every.YEAR and _DAY_OF_YEAR.fullmatch(plain) is not None
    return f"{written} hằng năm" if is_one_day and "nam" not in plain else written
