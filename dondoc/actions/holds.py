"""Holding messages back (tạm dừng nhắc): they wait, the deadlines stay."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, true

from dondoc.actions.finding import one_agency
from dondoc.actions.following import followed_plan
from dondoc.actions.scopes import IS_AWAKE, rewake_all
from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import NotFound, Refused
from dondoc.store.engine import Store
from dondoc.store.reads import read_holds
from dondoc.store.rows import hold_number
from dondoc.store.tables import HOLD, OBLIGATION
from dondoc.store.writes import insert_hold, lift_hold
from dondoc.tracking.obligations import Hold


@dataclass(frozen=True, slots=True)
class Held:
    """A hold as it stands. `is_repeat`: the same was recorded before, nothing was written."""

    hold: Hold
    is_repeat: bool


def hold(
    store: Store,
    *,
    starts: date,
    ends: date,
    reason: str,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    plan: str | None = None,
    agencies: Sequence[str] = (),
) -> Held:
    """Holds messages back from one civil day to another, both included; the same again is a repeat.

    No agencies: all of them; no plan: all plans. Agencies are matched like any text. Raises NotFound or
    Ambiguous for what cannot be matched, Refused for days that are over or the wrong way round.
    """
    _refuse_impossible(starts, ends, reason, now)
    with store.writing() as connection:
        if plan is not None:
            followed_plan(connection, plan)
        slugs = tuple(sorted({one_agency(connection, text) for text in agencies}))
        wanted = Hold("", plan, slugs, starts, ends, reason.strip(), now, by)
        for known in read_holds(connection, HOLD.c.lifted_at.is_(None)):
            if replace(known, id="", recorded_at=now, recorded_by=by) == wanted:
                return Held(known, is_repeat=True)
        held = insert_hold(connection, wanted)
        rewake_all(connection, _scope(held), IS_AWAKE, calendar=calendar, now=now)
    return Held(held, is_repeat=False)


def lift(store: Store, hold_id: str, *, calendar: WorkCalendar, by: str, now: datetime) -> Held:
    """Ends a hold now: what waited may go. Lifted again it is a repeat. Raises NotFound for an unknown id."""
    with store.writing() as connection:
        known = _known(connection, hold_id)
        if known.lifted_at is not None:
            return Held(known, is_repeat=True)
        lift_hold(connection, known, by=by, now=now)
        rewake_all(connection, _scope(known), IS_AWAKE, calendar=calendar, now=now)
    return Held(replace(known, lifted_at=now), is_repeat=False)


def holds(store: Store, *, now: datetime) -> tuple[Hold, ...]:
    """The holds that are on or to come, in the order of recording."""
    today = now.astimezone(VIETNAM).date()
    with store.reading() as connection:
        return read_holds(connection, HOLD.c.lifted_at.is_(None), HOLD.c.ends >= today)


def _refuse_impossible(starts: date, ends: date, reason: str, now: datetime) -> None:
    today = now.astimezone(VIETNAM).date()
    if ends < starts:
        raise Refused(f"Ngày hết tạm dừng ({ends:%d/%m/%Y}) ở trước ngày bắt đầu ({starts:%d/%m/%Y}).")
    if ends < today:
        raise Refused(f"Thời gian tạm dừng đã qua (đến {ends:%d/%m/%Y}), không còn gì để giữ lại.")
    if not reason.strip():
        raise Refused("Hãy nêu lý do tạm dừng, ví dụ “nghỉ Tết”, “phòng chống bão”.")


def _known(connection: Connection, hold_id: str) -> Hold:
    number = hold_number(hold_id)
    found = read_holds(connection, HOLD.c.number == number) if number is not None else ()
    if not found:
        raise NotFound(f"Không có lần tạm dừng “{hold_id}”. Xem các lần đang có: `dondoc hold list`.")
    return found[0]


def _scope(held: Hold) -> ColumnElement[bool]:
    """The obligations whose messages wait."""
    of_plan = OBLIGATION.c.plan == held.plan if held.plan else true()
    return and_(of_plan, OBLIGATION.c.agency.in_(held.agencies) if held.agencies else true())
