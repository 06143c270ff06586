"""What becomes of a notice after a try, by what the carrier said."""

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, func, select

from dondoc.actions.writing import rewake_obligations
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store.channels import HeldChannel, clear_channel, hold_channel, read_channel
from dondoc.store.engine import Store
from dondoc.store.notices import Written, obligations_of, refuse_nudges_of, set_nudges_of, settle_notice
from dondoc.store.outbox_tables import ATTEMPT, NOTICE, NoticeState, NudgeState
from dondoc.tracking.outcomes import Fate, Outcome

MAIL = "mail"
PATIENCE = timedelta(hours=24)
"""So long is an address tried that always says "later", while others are reached."""
PROBE = timedelta(hours=1)
"""So often is a channel tried whose settings are wrong."""

_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=1), timedelta(minutes=30)
_STATES = {
    Fate.ACCEPTED: NoticeState.ACCEPTED,
    Fate.RETRY: NoticeState.AGAIN,
    Fate.DEFER: NoticeState.AGAIN,
    Fate.AMBIGUOUS: NoticeState.UNSURE,
    Fate.PERMANENT: NoticeState.REFUSED,
    Fate.CONFIGURATION: NoticeState.FREED,
}
_WAIT_ANEW: dict[str, Any] = {"state": NudgeState.WAITING, "notice_id": None}


def settle(
    store: Store, written: Written, outcome: Outcome, calendar: WorkCalendar, *, now: datetime
) -> Outcome | None:
    """Writes what became of a notice, and what that means for its nudges and the channel.

    Returns the outcome as it counts: an address that has said "later" for a day is taken to refuse. None if
    somebody else has taken the notice over: then nothing is written.
    """
    with store.writing() as connection:
        counted = _given_up(connection, written, outcome, now)
        state, not_before = _STATES[counted.fate], next_try(written, counted, now=now)
        if not settle_notice(connection, written, counted, state=state, not_before=not_before, now=now):
            return None
        _settle_nudges(connection, written, counted, calendar, now)
        _settle_channel(connection, store, counted, now)
    return counted


def next_try(written: Written, outcome: Outcome, *, now: datetime) -> datetime:
    """When a notice goes again: as the carrier asked, else after a pause that doubles from try to try.

    The pauses of different notices differ by up to a half, worked out from their ids.
    """
    if outcome.fate is Fate.DEFER and outcome.not_before is not None:
        return max(outcome.not_before, now)
    doubled = _FIRST_PAUSE * (1 << min(written.attempts - 1, 10))
    pause = min(doubled, _LONGEST_PAUSE)
    mark = sha256(f"{written.message_id} {written.attempts}".encode()).digest()
    return now + pause * (0.75 + mark[0] / 512)


def _settle_nudges(
    connection: Connection, written: Written, outcome: Outcome, calendar: WorkCalendar, now: datetime
) -> None:
    if outcome.fate is Fate.ACCEPTED:
        told = obligations_of(connection, written.id)
        set_nudges_of(connection, written.id, {"state": NudgeState.TOLD, "told_at": now})
        rewake_obligations(connection, told, calendar, now=now)
    elif outcome.fate is Fate.PERMANENT:
        refuse_nudges_of(connection, written.id, written.to_address, outcome.reason)
    elif outcome.fate is Fate.CONFIGURATION:
        set_nudges_of(connection, written.id, _WAIT_ANEW)


def _settle_channel(connection: Connection, store: Store, outcome: Outcome, now: datetime) -> None:
    """Wrong settings stop the channel; whoever gets through lets it run."""
    if outcome.fate is Fate.CONFIGURATION:
        hold_channel(connection, store.dialect, MAIL, HeldChannel(now, now + PROBE, outcome.reason))
    elif outcome.fate in (Fate.ACCEPTED, Fate.PERMANENT) and read_channel(connection, MAIL):
        clear_channel(connection, MAIL)


def _given_up(connection: Connection, written: Written, outcome: Outcome, now: datetime) -> Outcome:
    """An address that only ever says "later" is given up when it has done so for a day and others were reached."""
    if outcome.fate is not Fate.RETRY:
        return outcome
    tries = select(ATTEMPT.c.ended_at, ATTEMPT.c.fate).join(NOTICE, NOTICE.c.id == ATTEMPT.c.notice_id)
    to_it = tries.where(NOTICE.c.to_address == written.to_address).order_by(ATTEMPT.c.number.desc())
    since = now
    for row in connection.execute(to_it):
        if row.fate is not Fate.RETRY:
            break
        since = row.ended_at
    reached = select(func.count()).where(ATTEMPT.c.fate == Fate.ACCEPTED, ATTEMPT.c.ended_at >= since)
    if now - since < PATIENCE or not connection.execute(reached).scalar_one():
        return outcome
    return replace(outcome, fate=Fate.PERMANENT, reason=f"thử mãi không gửi được: {outcome.reason}")
