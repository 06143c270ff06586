"""Days and hours as a plan writes them: each reader gives a value, or a Vietnamese sentence on what to write."""

import re
from calendar import monthrange
from datetime import date, time, timedelta
from typing import Literal

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.parts import includes_its_end, is_whole_part, read_point
from dondoc.calendar.spans import IssueDay, Span
from dondoc.calendar.words import plain_words, shown

Key = Literal["truoc", "cham_nhat"]
Clock = tuple[int, int]  # hour and minute

WORDS = {"truoc": "trước", "cham_nhat": "chậm nhất"}
_DAY = re.compile(r"(?:ngày\s+)?([0-9]{1,2})\s*/\s*([0-9]{1,2})(?:\s*/\s*([0-9]+))?", re.IGNORECASE)
_HOUR = re.compile(r"([0-9]{1,2})\s*(?:giờ|g|h|:)\s*(?:([0-9]{1,2})(?:\s*phút)?)?(?:,?\s+)(?=\S)", re.IGNORECASE)
_BLANK_DAY = re.compile(r"(?:ngày\s+)?[_.…]+\s*/\s*([0-9]{1,2}|[_.…]+)\s*/\s*([0-9]{4})", re.IGNORECASE)
_ISO_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ][0-9:.+Z]*)?")
_ANY_HOUR = re.compile(r"[0-9]\s*(?:giờ|[gh](?![^\W\d_])|:)", re.IGNORECASE)
# A day within other words, or written in another way: "trước ngày 16/3", "16-3-2022", "16 tháng 3 năm 2022".
_SOME_DAY = re.compile(
    r"(?<![0-9/.-])([0-9]{1,2})\s*(?:[/.-]|tháng)\s*([0-9]{1,2})(?:\s*(?:[/.-]|năm)\s*([0-9]{4}))?(?![0-9/-])",
    re.IGNORECASE,
)
_ISSUE_MONTH = re.compile(
    r"(?:ngày)?[\s_.…]*(?:/|tháng)?\s*([0-9]{1,2})\s*(?:/|tháng|năm)\s*([0-9]{4})", re.IGNORECASE
)
_AGAIN = re.compile(
    r"\b(?:thang cuoi|thang sau|tuan sau|chu nhat|thu (?:hai|ba|tu|nam|sau|bay|[2-7])"
    r"|(?:hang|moi) (?:ngay|tuan|thang|quy|nam))\b"
)
_FROM_AN_EVENT = re.compile(r"\b(?:trong vong|ke tu|tinh tu|sau khi)\b")
_MOST_LETTERS = 200
_YEARS = range(1990, 2099)  # the lunar tables behind the calendar end with 2099
_MONTHS = 12
_END_OF_DAY = 24
_LAST_MINUTE = 59


def read_deadline(key: Key, text: str, *, effect: Span) -> Deadline | str:
    """The deadline that `truoc` (strict) or `cham_nhat` (inclusive) gives, or the problem in one sentence.

    `trước ngày 16/3` ends with 15/3, `chậm nhất ngày 16/3` with 16/3, a stated hour at that hour of its day.
    """
    clock, rest = split_hour(text.strip())
    if isinstance(clock, str):
        return clock
    if key == "truoc" and includes_its_end(rest):
        return f"“{shown(rest)}” tính cả ngày cuối; viết dòng này với `cham_nhat`"
    day = read_date(rest, effect=effect)
    return day if isinstance(day, str) else deadline_on(key, day, clock)


def deadline_on(key: Key, day: date, clock: Clock | None) -> Deadline:
    """The deadline that a printed day gives, with the hour and minute that are printed beside it."""
    hours, minutes = clock or (None, 0)
    if hours is None:
        return Deadline(day - timedelta(days=1), strict=True) if key == "truoc" else Deadline(day, strict=False)
    if hours == _END_OF_DAY:  # "24 giờ ngày 16/3" is the end of that day, whichever the key
        return Deadline(day, strict=False)
    if (hours, minutes) == (0, 0):  # "0 giờ ngày 16/3" is the end of the day before
        return Deadline(day - timedelta(days=1), strict=True)
    return Deadline(day, strict=key == "truoc", hour=time(hours, minutes))


def compose_phrase(key: Key, text: str) -> str:
    """The words of a deadline where the plan quotes none: "trước ngày 16/3", "trước 17 giờ ngày 16/3"."""
    written = " ".join(text.split())
    hour = _HOUR.match(written)
    clock, day = (written[: hour.end()].strip(" ,"), written[hour.end() :]) if hour else ("", written)
    day = re.sub(r"^ngày\s+", "", day, flags=re.IGNORECASE)
    is_in_words = _DAY.fullmatch(day) is None
    return " ".join(word for word in (WORDS[key], clock, "" if is_in_words else "ngày", day) if word)


def read_date(text: str, *, effect: Span | None = None) -> date | str:
    """The civil day in `16/3`, `16/3/2022` or `cuối tháng 3`, or the problem in one sentence.

    A day without a year takes the only year of `effect` that it can lie in.
    """
    written = text.strip()
    found = _DAY.fullmatch(written)
    if found is None:
        return read_point(written, effect=effect) or _not_a_day(written)
    day, month = int(found[1]), int(found[2])
    if found[3] is None:
        return _in_effect(day, month, effect)
    if len(found[3]) != len("2022") or int(found[3]) not in _YEARS:
        example = f"{day}/{month}/2024" if _civil(day, month, 2024) else "16/3/2024"
        return f"năm trong “{shown(written)}” phải đủ bốn chữ số, từ 1990 đến 2098; viết như {example}"
    return _civil(day, month, int(found[3])) or _impossible(day, month, int(found[3]))


def read_issue_day(text: str) -> IssueDay | str:
    """The day of issue; a blank day (`__/4/2022`) may be any day of its month, a blank month any of its year."""
    written = text.strip()
    blank = _BLANK_DAY.fullmatch(written)
    if blank is None:
        if _DAY.fullmatch(written) is None and not _day_within(written):
            return _not_an_issue_day(written)
        day = read_date(written)
        return day if isinstance(day, str) else IssueDay(written, day, day)
    year = int(blank[2])
    if year not in _YEARS:
        return f"năm trong “{written}” phải từ 1990 đến 2098; xem lại năm ban hành"
    if not blank[1].isdigit():
        return IssueDay(written, date(year, 1, 1), date(year, _MONTHS, 31))
    month = int(blank[1])
    if not 1 <= month <= _MONTHS:
        return f"không có tháng {month} trong “{written}”; sửa lại tháng từ 1 đến 12"
    return IssueDay(written, date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def split_hour(text: str) -> tuple[Clock | str | None, str]:
    """The hour that stands before a day, or what is wrong with it in one sentence, and the rest."""
    found = _HOUR.match(text)
    if found is None:
        return None, text
    hours, minutes = int(found[1]), int(found[2] or 0)
    if hours > _END_OF_DAY or minutes > _LAST_MINUTE or (hours == _END_OF_DAY and minutes):
        return f"không có giờ “{found[0].strip()}”; viết giờ từ 0 đến 24, phút từ 0 đến 59, ví dụ 17h00 16/3", text
    return (hours, minutes), text[found.end() :]


def _in_effect(day: int, month: int, effect: Span | None) -> date | str:
    """The one day of the effect with this day and month; an effect within one year gives its year anyway."""
    if effect is None:
        return f"ngày {day}/{month} thiếu năm; viết đủ, ví dụ {day}/{month}/2022"
    years = range(effect.starts.year, effect.ends.year + 1)
    possible = [found for year in years if (found := _civil(day, month, year))]
    if not possible:
        return _impossible(day, month, years[0])
    fitting = possible if len(years) == 1 else [found for found in possible if found in effect]
    if len(fitting) == 1:
        return fitting[0]
    span = f"{effect.starts.year}–{effect.ends.year}"
    example = (fitting or possible)[0]
    return f"ngày {day}/{month} không rõ năm nào trong {span}; viết cả năm, ví dụ {_plain(example)}"


def _civil(day: int, month: int, year: int) -> date | None:
    if not (1 <= month <= _MONTHS and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def _impossible(day: int, month: int, year: int) -> str:
    if not 1 <= month <= _MONTHS:
        return f"không có tháng {month}; viết ngày trước, tháng sau, ví dụ 16/3/2022"
    longest = monthrange(year, month)[1]
    return (
        f"không có ngày {day}/{month}/{year}: tháng {month}/{year} chỉ có {longest} ngày; "
        "xem lại ngày trong văn bản"
    )


def _not_a_day(written: str) -> str:
    quoted = f"“{shown(written)}”"
    iso = _ISO_DAY.fullmatch(written)
    if iso:
        return f"{quoted} viết theo kiểu năm-tháng-ngày; viết {int(iso[3])}/{int(iso[2])}/{iso[1]}"
    if is_whole_part(written):
        part = shown(written)
        return f"{quoted} không phải một ngày; viết `hoan_thanh_trong: {part}`, hoặc viết cuối {part}"
    if (day := _HOUR.sub("", written, count=1)) != written and _DAY.fullmatch(day):
        return f"không ghi giờ ở đây, như trong {quoted}; chỉ viết {day}"
    if _ANY_HOUR.search(written):
        return f"không hiểu {quoted}; viết giờ trước rồi đến ngày, ví dụ 17 giờ 16/3 hoặc 17h00 16/3/2022"
    if meant := _day_within(written):
        return f"không hiểu ngày {quoted}; chỉ viết {meant}"
    return _another_way(written) or (
        f"không hiểu ngày {quoted}; viết ngày/tháng hoặc ngày/tháng/năm, ví dụ 16/3 hoặc 16/3/2022"
    )


def _another_way(written: str) -> str:
    """What to write for a day that comes again, or that counts from an event; empty for other words."""
    plain = plain_words(written[:_MOST_LETTERS])
    if _FROM_AN_EVENT.search(plain):
        return f"“{shown(written)}” tính từ một sự kiện; viết dòng này với `trong_vong`"
    if _AGAIN.search(plain):
        return (
            f"“{shown(written)}” lặp lại; viết trong `ky` như {{lap: hang_quy, truoc: ngày 15 của tháng cuối quý}}"
        )
    return ""


def _not_an_issue_day(written: str) -> str:
    """What to write for a day of issue that isn't whole: most often the day was left blank in another way."""
    quoted = f"không hiểu ngày ban hành “{shown(written)}”"
    if month := _ISSUE_MONTH.fullmatch(written):
        return f"{quoted}; ngày còn để trống thì viết __/{month[1]}/{month[2]}"
    return f"{quoted}; viết như 07/3/2024, hoặc __/3/2024 khi để trống ngày; chưa biết ngày nào thì xoá dòng này"


def _day_within(written: str) -> str:
    """The one real day in some words, as it should be written; empty where there is none, or more than one."""
    found = _SOME_DAY.findall(written)
    if len(found) != 1:
        return ""
    day, month, year = found[0]
    is_real = _civil(int(day), int(month), int(year or 2024)) is not None  # 29/2 is real in some year
    return "/".join(filter(None, (str(int(day)), str(int(month)), year))) if is_real else ""


def _plain(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
