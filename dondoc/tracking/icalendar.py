"""A plan's days as an iCalendar file (RFC 5545), for the calendar of a phone or of a mail program."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from dondoc.tracking.obligations import STATE_LABELS, State
from dondoc.tracking.plan import Plan
from dondoc.tracking.year_calendar import CalendarLine

LONGEST_LINE = 75  # octets, without the line break (RFC 5545, 3.1)
_MOST_NAMED = 60
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_TENTATIVE = frozenset({State.PROPOSED, State.AWAITING_EVENT, State.UNRESOLVED})


def calendar_file(plan: Plan, lines: Iterable[CalendarLine], *, now: datetime) -> str:
    """The text of the file, with CRLF line ends: one event a line that has a day. `now` is when it is written."""
    content = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//dondoc//dondoc preview//VI",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(plan.title)}",
    ]
    for line in lines:
        if line.last_day is not None:
            content += _event(plan, line, now)
    content.append("END:VCALENDAR")
    return "".join(f"{_folded(each)}\r\n" for each in content)


def _event(plan: Plan, line: CalendarLine, now: datetime) -> Iterator[str]:
    """One event: the whole last day, or the instant at which it ends; it takes nobody's time."""
    yield "BEGIN:VEVENT"
    yield f"UID:{plan.slug}/{line.report}/{line.period or '-'}@dondoc"
    yield f"DTSTAMP:{_instant(now)}"
    if line.hour is not None:
        yield f"DTSTART:{_instant(line.hour)}"
    else:
        yield f"DTSTART;VALUE=DATE:{line.last_day:%Y%m%d}"
    yield f"SUMMARY:{_text(f'Hạn {line.name}')}"
    yield f"DESCRIPTION:{_text(_description(plan, line))}"
    yield f"STATUS:{'TENTATIVE' if line.state in _TENTATIVE else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(plan: Plan, line: CalendarLine) -> str:
    more = len(line.agencies) - _MOST_NAMED
    named = ", ".join(line.agencies[:_MOST_NAMED]) + (f" và {more} đơn vị khác" if more > 0 else "")
    written = [f"Kế hoạch {plan.number}: {plan.title}", f"Mục {line.clause}: {line.phrase}"]
    if line.target is not None and line.target != line.last_day:
        written.append(f"Ngày cuối cùng là ngày nghỉ; nhắc việc lấy ngày {line.target:%d/%m/%Y}")
    return "\n".join([*written, f"Tình trạng: {STATE_LABELS[line.state]}", f"Đơn vị: {named}"])


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    return value.translate(_ESCAPES)


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, no letter cut; each further piece begins with a space."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode("utf-8"))
        if size + octets > LONGEST_LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    return "\r\n".join([*pieces, piece])
