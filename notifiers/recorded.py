"""What was recorded about a duty, in words: returns, extensions, amendments, receipts."""

from datetime import date

from dondoc.calendar import VIETNAM
from dondoc.tracking.obligations import Event, EventKind, Round
from notifiers import words

_NAMED_KINDS = frozenset(
    {"NQ", "QĐ", "CT", "QC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "TTr", "CĐ", "KL"}
)
"""Kinds of document as their numbers abbreviate them (Nghị định 30/2020/NĐ-CP, Phụ lục III); a letter has none."""


def until_hour(rounded: Round | None) -> str:
    """The stated hour of a deadline that is not the end of a day: trước 17 giờ."""
    if rounded is None:
        return ""
    due = rounded.due.astimezone(VIETNAM)
    return f"trước {words.hour(due)}, " if due.date() == rounded.last_day else ""


def is_returned(rounded: Round | None) -> bool:
    """Whether the round was opened by a return: the report is awaited again."""
    return bool(rounded and rounded.opened_by and rounded.opened_by.kind is EventKind.RETURNED)


def change_of(rounded: Round | None) -> str:
    """Why the last day is another than the plan's: a return, or an extension with its paper."""
    event = rounded.opened_by if rounded else None
    if event is None:
        return ""
    if event.kind is EventKind.RETURNED:
        return f"trả lại ngày {words.full_day(event.received_on)} để hoàn thiện"
    moved = f"gia hạn từ {words.full_day(event.old_last_day)}" if event.old_last_day else "gia hạn"
    if event.oral:
        return f"{moved}, theo ý kiến trực tiếp ngày {words.full_day(event.received_on)}, chờ văn bản"
    return f"{moved}, theo văn bản {_paper(event.document_number, event.document_date)}".removesuffix(
        ", theo văn bản "
    )


def _paper(number: str, issued: date | None) -> str:
    """A document with its day; what was typed with its kind ("CV 12/UBND") is left as it is."""
    said = f"số {number}" if number[:1].isdigit() else number
    return f"{said} ngày {words.full_day(issued)}".strip() if issued else said


def _is_letter(number: str) -> bool:
    """A letter (công văn) bears issuer and unit, 45/UBND-NC; all else the kind of document, 45/QĐ-UBND."""
    kind = number.partition("/")[2].partition("-")[0].strip()
    return number[:1].isdigit() and kind not in _NAMED_KINDS


def receipt_of(event: Event | None) -> str:
    """The paper that was recorded: its number and its day, else the day of its receipt."""
    if event is None:
        return ""
    day = words.full_day(event.document_date or event.received_on)
    return f"số {event.document_number}, {day}" if event.document_number else f"văn bản ngày {day}"


def moved_short(rounded: Round | None, today: date) -> str:
    """The old and the new last day, with the hour of the new one: 15/9 → 19/9, 15/9 → trước 17 giờ, 19/9."""
    event = rounded.opened_by if rounded else None
    if rounded is None or event is None:
        return ""
    new = f"{until_hour(rounded)}{words.day_seen_from(rounded.last_day, today)}"
    return f"{words.day_seen_from(event.old_last_day, today)} → {new}" if event.old_last_day else new


def moved_from(rounded: Round | None) -> str:
    """The last day before it was moved, with its weekday."""
    old = rounded.opened_by.old_last_day if rounded and rounded.opened_by else None
    return words.weekday_day(old) if old else ""


def letter_of(event: Event | None) -> str:
    """The paper behind a change, in few words: CV số 45/UBND-NC, số 45/QĐ-UBND."""
    if event is None or not event.document_number:
        return ""
    number = event.document_number
    return f"CV số {number}" if _is_letter(number) else _paper(number, None)


def paper_of(event: Event | None) -> str:
    """The same with its day: số 45/UBND-NC ngày 05/8/2022."""
    return _paper(event.document_number, event.document_date) if event else ""
