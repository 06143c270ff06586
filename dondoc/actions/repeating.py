"""Notices that were not settled: tried again, perhaps delivered, or left by a sender that died."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, exists, select

from dondoc.actions.following import followed_plan
from dondoc.actions.writing import LEASE, rewake_obligations
from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store.dossiers import lock_dossiers
from dondoc.store.notices import (
    Written,
    carried_nudges,
    claim_notice,
    end_notice,
    obligations_of,
    put_back_notice,
    set_nudges_of,
)
from dondoc.store.outbox_tables import IS_WAITING, NUDGE, NoticeState, NudgeState
from dondoc.store.rows import recipient_of
from dondoc.store.seats import Seats
from dondoc.store.tables import OBLIGATION
from dondoc.tracking.nudges import Verdict, verdict

WHILE_HELD = timedelta(hours=1)
"""So much later is a message looked at again whose obligations are on hold."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """An unsettled notice that was claimed. `goes`: it is to be sent now, the same bytes as before."""

    written: Written
    goes: bool


def take_over(
    connection: Connection, calendar: WorkCalendar, seats: Seats, *, after: int, owner: str, now: datetime
) -> TakenOver | None:
    """Claims the next unsettled notice whose time has come, and decides whether it goes again.

    What was surely not delivered goes again as it is only on the day it was written and to the address that
    the desk still has, while all of it holds and nothing else waits for the desk: else its nudges wait for a
    newer notice. What was perhaps delivered goes again, the same bytes, as long as any of it holds; after that
    it counts as told, so that a correction follows if it was wrong.
    """
    written = claim_notice(connection, after=after, owner=owner, now=now, until=now + LEASE)
    if written is None:
        return None
    verdicts = _verdicts(connection, written, calendar, now)
    if written.state is NoticeState.AGAIN:
        goes = verdicts == {Verdict.SAY} and _is_fresh(connection, written, seats, now)
        if not goes:
            _free(connection, written, now)
        return TakenOver(written, goes)
    if Verdict.SAY in verdicts:
        return TakenOver(written, goes=True)
    if Verdict.WAIT in verdicts:
        put_back_notice(connection, written, state=NoticeState.UNSURE, not_before=now + WHILE_HELD)
    else:
        _lapse(connection, written, calendar, now)
    return TakenOver(written, goes=False)


def _verdicts(connection: Connection, written: Written, calendar: WorkCalendar, now: datetime) -> set[Verdict]:
    found = set()
    for plan, nudges in carried_nudges(connection, written.id).items():
        followed = followed_plan(connection, plan)
        if followed.is_silent:
            found.add(Verdict.DROP)
            continue
        ids = {nudge.obligation_id for nudge in nudges}
        dossiers = lock_dossiers(connection, followed, OBLIGATION.c.id.in_(ids))
        for dossier in dossiers:
            for nudge in (one for one in nudges if one.obligation_id == dossier.obligation.id):
                found.add(
                    verdict(
                        followed.plan,
                        dossier.obligation,
                        dossier.facts,
                        dossier.told,
                        calendar,
                        nudge=nudge,
                        now=now,
                    )
                )
    return found


def _is_fresh(connection: Connection, written: Written, seats: Seats, now: datetime) -> bool:
    """Written today, to the address that the desk has now, and nothing has come to wait for the desk since."""
    if written.written_at.astimezone(VIETNAM).date() != now.astimezone(VIETNAM).date():
        return False
    desk, plans = recipient_of(written.recipient), carried_nudges(connection, written.id)
    people = (seats.addressee(desk, plan) for plan in plans)
    if not all(person is not None and person.email == written.to_address for person in people):
        return False
    others = select(exists().where(IS_WAITING, NUDGE.c.desk == written.recipient))
    return not connection.execute(others).scalar_one()


def _free(connection: Connection, written: Written, now: datetime) -> None:
    set_nudges_of(connection, written.id, {"state": NudgeState.WAITING, "notice_id": None})
    end_notice(connection, written, state=NoticeState.FREED, reason="viết lại cho đúng lúc gửi", now=now)


def _lapse(connection: Connection, written: Written, calendar: WorkCalendar, now: datetime) -> None:
    told = obligations_of(connection, written.id)
    set_nudges_of(connection, written.id, {"state": NudgeState.TOLD, "told_at": written.written_at})
    reason = "không rõ đã tới chưa, nay không cần nữa"
    end_notice(connection, written, state=NoticeState.LAPSED, reason=reason, now=now)
    rewake_obligations(connection, told, calendar, now=now)
