"""Days and hours as people type and read them: `15/6/2022`, `2022-06-15`, `08:00 15/6/2022`."""

import re
from datetime import date, datetime, time

import typer

from dondoc.calendar import VIETNAM

DAY = "NGÀY"
MOMENT = "THỜI_ĐIỂM"
HOUR = "GIỜ"
_VIETNAMESE = re.compile(r"(?P<day>[0-9]{1,2})[/.-](?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4})")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK_FIRST = re.compile(r"(?P<clock>[0-9]{1,2}[:h][0-9]{2})\s+(?P<day>\S+)")
_DAY_FIRST = re.compile(r"(?P<day>\S+)\s+(?P<clock>[0-9]{1,2}[:h][0-9]{2})")
_HOUR = re.compile(r"(?P<hour>[0-9]{1,2})(?:[:h](?P<minute>[0-9]{2})?)?")
_YEARS = range(1990, 2099)  # of plans; the calendar knows no lunar year far beyond


def read_day(text: str) -> date:
    """A civil day from `15/6/2022` or `2022-06-15`; raises BadParameter with what to write instead."""
    day = _day(text.strip())
    if day is None:
        raise typer.BadParameter(f"“{text[:60]}” không phải một ngày có thật; viết như 15/6/2022.")
    _refuse_far(day)
    return day


def read_moment(text: str) -> datetime:
    """An instant (+07:00 unless it says otherwise): a day (its first minute), `08:00 15/6/2022`, or ISO 8601."""
    moment = _moment(text.strip())
    if moment is None:
        raise typer.BadParameter(
            f"“{text[:60]}” không phải một thời điểm; viết như 15/6/2022 hoặc “08:00 15/6/2022”."
        )
    _refuse_far(moment.date())
    return moment


def _refuse_far(day: date) -> None:
    if day.year not in _YEARS:
        raise typer.BadParameter(f"năm {day.year:04d} quá xa; năm phải từ {_YEARS[0]} đến {_YEARS[-1]}.")


def day_text(day: date | None) -> str:
    """`15/6/2022`, or a dash."""
    return f"{day.day}/{day.month}/{day.year}" if day else "–"


def read_hour(text: str) -> time:
    """An hour of a day from `17:00`, `17h00`, `17h` or `17`; raises BadParameter with what to write instead."""
    hour = hour_of(text)
    if hour is None:
        raise typer.BadParameter(f"“{text[:60]}” không phải một giờ trong ngày; viết như 17:00.")
    return hour


def hour_of(text: str) -> time | None:
    """The same without raising: None for what is no hour of a day."""
    written = _HOUR.fullmatch(text.strip())
    try:
        return time(int(written["hour"]), int(written["minute"] or 0)) if written else None
    except ValueError:
        return None


def moment_text(moment: datetime | None) -> str:
    """`08:00 15/6/2022` in Vietnam's time, or a dash."""
    if moment is None:
        return "–"
    local = moment.astimezone(VIETNAM)
    return f"{local:%H:%M} {day_text(local.date())}"


def _day(text: str) -> date | None:
    written = _VIETNAMESE.fullmatch(text)
    try:
        if written:
            return date(int(written["year"]), int(written["month"]), int(written["day"]))
        return date.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    day = _day(text)
    if day is not None:
        return datetime.combine(day, time(), VIETNAM)
    spoken = _CLOCK_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    try:
        if spoken and (day := _day(spoken["day"])) is not None:
            return datetime.combine(day, time.fromisoformat(spoken["clock"].replace("h", ":").zfill(5)), VIETNAM)
        moment = datetime.fromisoformat(text)
        return moment.astimezone(VIETNAM) if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
    except (ValueError, OverflowError):  # the first or the last hours of all years lie in no other time zone
        return None
