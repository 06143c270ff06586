"""What may be recorded about an obligation, a verb each."""

from datetime import date, datetime, time

from dondoc.actions.drafts import Draft
from dondoc.actions.finding import Among, find, find_agency
from dondoc.actions.recording import Recorded, keyed, lock_matter, record, recorded_before, repeat, write
from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import NotFound, Refused
from dondoc.store.engine import Store
from dondoc.store.reads import read_events
from dondoc.store.rows import event_number
from dondoc.store.tables import EVENT
from dondoc.tracking.assess import known_facts
from dondoc.tracking.obligations import Event, EventKind, Facts

__all__ = [
    "Among",
    "Draft",
    "Recorded",
    "exempt",
    "extend",
    "find",
    "find_agency",
    "nil_return",
    "promise",
    "receive_in_advance",
    "record",
    "recorded_before",
    "return_report",
    "submit",
    "supplement",
    "void",
]


def submit(
    store: Store,
    obligation_id: str,
    *,
    received_on: date,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    document_number: str = "",
    document_date: date | None = None,
    note: str = "",
    key: str | None = None,
) -> Recorded:
    """The paper came; `received_on` is the stamp of văn thư and decides whether it was in time."""
    draft = Draft(
        obligation_id=obligation_id,
        kind=EventKind.SUBMITTED,
        received_on=received_on,
        document_number=document_number,
        document_date=document_date,
        note=note,
    )
    return record(store, draft, calendar=calendar, by=by, now=now, key=key)


def nil_return(
    store: Store,
    obligation_id: str,
    *,
    received_on: date,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    document_number: str = "",
    document_date: date | None = None,
    note: str = "",
    key: str | None = None,
) -> Recorded:
    """The agency says that there is nothing to report (không phát sinh): as good as a report."""
    draft = Draft(
        obligation_id=obligation_id,
        kind=EventKind.NIL_RETURN,
        received_on=received_on,
        document_number=document_number,
        document_date=document_date,
        note=note,
    )
    return record(store, draft, calendar=calendar, by=by, now=now, key=key)


def receive_in_advance(
    store: Store,
    obligation_id: str,
    *,
    received_on: date,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    note: str = "",
    key: str | None = None,
) -> Recorded:
    """A photo or a link came ahead of the paper: levels 1 and 2 pause for three working days at most."""
    draft = Draft(
        obligation_id=obligation_id, kind=EventKind.RECEIVED_IN_ADVANCE, received_on=received_on, note=note
    )
    return record(store, draft, calendar=calendar, by=by, now=now, key=key)


def supplement(
    store: Store,
    obligation_id: str,
    *,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    requested_on: date | None = None,
    note: str = "",
    key: str | None = None,
) -> Recorded:
    """A part of the report is asked for (đề nghị bổ sung); whether it came in time stays as it is."""
    draft = Draft(
        obligation_id=obligation_id,
        kind=EventKind.SUPPLEMENT_REQUESTED,
        received_on=requested_on or _day(now),
        note=note,
    )
    return record(store, draft, calendar=calendar, by=by, now=now, key=key)


def return_report(
    store: Store,
    obligation_id: str,
    *,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    returned_on: date | None = None,
    new_last_day: date | None = None,
    note: str = "",
    key: str | None = None,
) -> Recorded:
    """The report goes back (trả lại) with a new last day, by default three working days later."""
    draft = Draft(
        obligation_id=obligation_id,
        kind=EventKind.RETURNED,
        received_on=returned_on or _day(now),
        new_last_day=new_last_day,
        note=note,
    )
    return record(store, draft, calendar=calendar, by=by, now=now, key=key)


def extend(
    store: Store,
    obligation_id: str,
    *,
    new_last_day: date,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    new_hour: time | None = None,
    extended_on: date | None = None,
    document_number: str = "",
    document_date: date | None = None,
    note: str = "",
    key: str | None = None,
) -> Recorded:
    """The deadline is put off (gia hạn), to an hour of the new day where one is given.

    Without a document number it is an oral extension, marked so.
    """
    draft = Draft(
        obligation_id=obligation_id,
        kind=EventKind.EXTENDED,
        received_on=extended_on or _day(now),
        new_last_day=new_last_day,
        new_hour=new_hour,
        document_number=document_number,
        document_date=document_date,
        oral=not document_number,
        note=note,
    )
    return record(store, draft, calendar=calendar, by=by, now=now, key=key)


def exempt(
    store: Store,
    obligation_id: str,
    *,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    document_number: str = "",
    note: str = "",
    key: str | None = None,
) -> Recorded:
    """The agency need not send this one (không phải báo cáo kỳ này)."""
    draft = Draft(
        obligation_id=obligation_id,
        kind=EventKind.EXEMPTED,
        received_on=_day(now),
        document_number=document_number,
        note=note,
    )
    return record(store, draft, calendar=calendar, by=by, now=now, key=key)


def promise(
    store: Store,
    obligation_id: str,
    *,
    promised_day: date,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    note: str = "",
    key: str | None = None,
) -> Recorded:
    """The agency said on which day it will send (hẹn gửi); the deadline stays."""
    draft = Draft(
        obligation_id=obligation_id,
        kind=EventKind.PROMISED,
        received_on=_day(now),
        new_last_day=promised_day,
        note=note,
    )
    return record(store, draft, calendar=calendar, by=by, now=now, key=key)


def void(
    store: Store,
    event_id: str,
    *,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    note: str = "",
    key: str | None = None,
) -> Recorded:
    """Takes back a wrong entry, named by its id ("e17"); it stays in the history. Taken back twice is once.

    Raises NotFound for an id that no entry has, Refused for what only a new version of the plan can undo.
    """
    with store.writing() as connection:
        number = event_number(event_id)
        found = read_events(connection, EVENT.c.number == number) if number is not None else ()
        if not found:
            raise NotFound(f"Không có ghi nhận “{event_id}”. Mã ghi nhận (như e17) có trong `dondoc history`.")
        (event,) = found
        matter = lock_matter(connection, event.obligation_id, calendar, now=now)
        _refuse_what_a_version_said(event, matter.dossier.facts)
        known = keyed(connection, key)
        if known is None and event not in known_facts(matter.dossier.facts, now=now).events:
            voids = [one for one in matter.dossier.facts.events if one.voids == event.id]
            known = voids[-1] if voids else None
        if known is not None:
            return repeat(connection, known, matter)
        draft = Draft(
            obligation_id=event.obligation_id,
            kind=EventKind.VOIDED,
            received_on=_day(now),
            voids=event.id,
            note=note,
        )
        return write(connection, matter, draft, by=by, key=key)


def _refuse_what_a_version_said(event: Event, facts: Facts) -> None:
    """A withdrawal, the taking back of one, and a move by amendment follow from the text of the plan."""
    meant = next((one for one in facts.events if one.id == event.voids), event)
    if event.by_amendment or meant.kind is EventKind.WITHDRAWN:
        raise Refused(
            f"Ghi nhận {event.id} do bản kế hoạch mới tạo ra, không huỷ riêng được. "
            "Hãy sửa tệp kế hoạch rồi chạy `dondoc sync`."
        )


def _day(now: datetime) -> date:
    return now.astimezone(VIETNAM).date()
