"""Vietnamese numbers, days, hours and lists, as administrative documents write them."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_LAST_MONTH_WITH_ZERO = 2  # Nghị định 30/2020/NĐ-CP: days below 10 and months 1, 2 take a leading zero
_DANGLING = frozenset({"và", "về", "của", "các", "cho", "tại", "theo", "qua", "–", "-", "với", "đến", "từ"})


def count(number: int) -> str:
    """A count with a leading zero below ten: 03, 12."""
    return f"{number:02d}"


def short_day(day: date) -> str:
    """A day without its year: 05/6, 15/02."""
    month = f"{day.month:02d}" if day.month <= _LAST_MONTH_WITH_ZERO else str(day.month)
    return f"{day.day:02d}/{month}"


def full_day(day: date) -> str:
    """A day with its year: 05/6/2022."""
    return f"{short_day(day)}/{day.year}"


def day_seen_from(day: date, today: date) -> str:
    """A day, with its year only where it is another than today's."""
    return short_day(day) if day.year == today.year else full_day(day)


def weekday_day(day: date) -> str:
    """A day with its weekday: thứ Tư, 15/6/2022."""
    return f"{_WEEKDAYS[day.weekday()]}, {full_day(day)}"


def hour(moment: time | datetime) -> str:
    """An hour of the day, minutes only where there are some: 08 giờ, 17 giờ 30."""
    return f"{moment.hour:02d} giờ {moment.minute:02d}" if moment.minute else f"{moment.hour:02d} giờ"


def hour_of_day(moment: datetime, today: date) -> str:
    """An hour of a day: 14 giờ ngày 16/6."""
    return f"{hour(moment)} ngày {day_seen_from(moment.date(), today)}"


def listed(names: Sequence[str]) -> str:
    """Names in a row: A, B và C."""
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} và {names[-1]}"


def days_listed(days: Sequence[date], today: date) -> str:
    """Days in a row: 08/6, 13/6, 15/6."""
    return ", ".join(day_seen_from(day, today) for day in days)


def capital(text: str) -> str:
    """The text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """The text as it stands within a sentence; a first word in capitals (UBND) stays."""
    first_word = text.split(maxsplit=1)[0] if text.split() else ""
    return text if len(first_word) > 1 and first_word.isupper() else text[:1].lower() + text[1:]


def one_line(text: str) -> str:
    """The text in composed letters on one line, without control characters."""
    return " ".join(_CONTROL.sub(" ", unicodedata.normalize("NFC", text)).split())


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut after a whole word that may stand before an ellipsis."""
    if len(text) <= limit:
        return text
    words = text[:limit].split(" ")[:-1]
    while words and words[-1].strip(",;:(").lower() in _DANGLING | {""}:
        words.pop()
    cut = " ".join(words).rstrip(" ,;:(")
    return f"{cut}…" if cut else f"{text[: max(limit - 1, 0)]}…"
