"""Rows of the outbox: desks that are leased, nudges that are taken, notices that are written and settled.

A notice is committed before it is sent, and settled only by the holder of its present fence.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, exists, func, literal, or_, select

from dondoc.store.dialects import Dialect, insert_or_ignore
from dondoc.store.outbox_tables import (
    ATTEMPT,
    DESK,
    IS_UNSETTLED,
    IS_WAITING,
    NOTICE,
    NUDGE,
    UNSETTLED,
    NoticeState,
    NudgeState,
)
from dondoc.store.rows import NUDGE_COLUMNS, NUDGE_FIELDS, nudge_of
from dondoc.tracking.ladder import Nudge
from dondoc.tracking.outcomes import Envelope, Outcome

Key = tuple[str, str, str, str]
"""Primary key of a nudge: obligation, round, occasion, recipient."""


@dataclass(frozen=True, slots=True)
class Written:
    """A notice with its final words, held by the fence it was claimed with; `state` is that before the claim."""

    id: int
    recipient: str
    to_name: str
    to_address: str
    reply_to: str
    message_id: str
    written_at: datetime
    subject: str
    text: str
    html: str
    fence: int
    attempts: int
    state: NoticeState

    @property
    def envelope(self) -> Envelope:
        """The message as it goes, byte for byte the same each time."""
        return Envelope(
            message_id=self.message_id,
            to_name=self.to_name,
            to_address=self.to_address,
            reply_to=self.reply_to,
            written_at=self.written_at,
            subject=self.subject,
            text=self.text,
            html=self.html,
        )


_WRITTEN = tuple(NOTICE.c[field.name] for field in fields(Written))


def key_of(nudge: Nudge) -> Key:
    """The primary key of a nudge's row."""
    return nudge.obligation_id, nudge.round_key, nudge.occasion, str(nudge.recipient)


def note_desks(connection: Connection, dialect: Dialect) -> None:
    """Makes sure that every desk for which something waits can be leased."""
    waiting = select(NUDGE.c.desk, literal("")).where(IS_WAITING).distinct()
    connection.execute(insert_or_ignore(dialect, DESK).from_select(["desk", "owner"], waiting))


def lease_desk(connection: Connection, *, after: str, owner: str, now: datetime, until: datetime) -> str | None:
    """Leases the next desk after `after` for which something waits; None if there is no other.

    A desk is passed over while somebody else holds it, or while its last message may not be tried again yet.
    """
    something_waits = exists().where(NUDGE.c.desk == DESK.c.desk, IS_WAITING)
    backs_off = exists().where(
        IS_UNSETTLED,
        NOTICE.c.recipient == DESK.c.desk,
        NOTICE.c.state == NoticeState.AGAIN,
        NOTICE.c.not_before > now,
    )
    is_free = or_(DESK.c.lease_until.is_(None), DESK.c.lease_until <= now)
    chosen = (
        select(DESK.c.desk)
        .where(DESK.c.desk > after, is_free, something_waits, ~backs_off)
        .order_by(DESK.c.desk)
        .limit(1)
        .with_for_update(skip_locked=True, of=DESK)
        .scalar_subquery()
    )
    lease = DESK.update().where(DESK.c.desk == chosen).values(owner=owner, lease_until=until)
    return connection.execute(lease.returning(DESK.c.desk)).scalar_one_or_none()


def release_desk(connection: Connection, desk: str, *, owner: str, until: datetime | None = None) -> None:
    """Gives a desk back, at once or at a later moment."""
    is_mine = and_(DESK.c.desk == desk, DESK.c.owner == owner)
    connection.execute(DESK.update().where(is_mine).values(owner="", lease_until=until))


def insert_notice(
    connection: Connection, envelope: Envelope, *, recipient: str, is_copy: bool, owner: str, until: datetime
) -> Written:
    """Writes a notice that is about to be sent by `owner`, before `until`."""
    values: dict[str, Any] = {field.name: getattr(envelope, field.name) for field in fields(Envelope)}
    values |= {"recipient": recipient, "is_copy": is_copy, "owner": owner, "not_before": until}
    values |= {"state": NoticeState.SENDING, "fence": 1, "attempts": 1}
    values |= {"reason": "", "reference": "", "settled_at": None}
    return Written(*connection.execute(NOTICE.insert().values(values).returning(*_WRITTEN)).one())


def claim_notice(
    connection: Connection, *, after: int, owner: str, now: datetime, until: datetime
) -> Written | None:
    """Takes over the next notice after `after` whose time has come, or whose sender died."""
    is_due = and_(IS_UNSETTLED, NOTICE.c.id > after, NOTICE.c.not_before <= now)
    query = select(*_WRITTEN).where(is_due).order_by(NOTICE.c.id).limit(1).with_for_update(skip_locked=True)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    taken = NOTICE.update().where(NOTICE.c.id == row.id)
    connection.execute(
        taken.values(
            state=NoticeState.SENDING,
            fence=NOTICE.c.fence + 1,
            attempts=NOTICE.c.attempts + 1,
            owner=owner,
            not_before=until,
        )
    )
    values = row._asdict()
    return Written(**values | {"fence": row.fence + 1, "attempts": row.attempts + 1})


def settle_notice(
    connection: Connection,
    written: Written,
    outcome: Outcome,
    *,
    state: NoticeState,
    not_before: datetime,
    now: datetime,
) -> bool:
    """Writes what became of a notice; False, with nothing written, if somebody has taken it over."""
    settled = connection.execute(
        NOTICE.update()
        .where(_is_held(written))
        .values(
            state=state,
            not_before=not_before,
            reason=outcome.reason,
            reference=outcome.reference,
            settled_at=None if state in UNSETTLED else now,
        )
    )
    if not settled.rowcount:
        return False
    connection.execute(
        ATTEMPT.insert().values(
            notice_id=written.id,
            fence=written.fence,
            ended_at=now,
            fate=outcome.fate,
            reason=outcome.reason,
            reference=outcome.reference,
        )
    )
    return True


def end_notice(
    connection: Connection, written: Written, *, state: NoticeState, reason: str, now: datetime
) -> None:
    """Ends a notice that was claimed and is not sent after all."""
    ended = NOTICE.update().where(_is_held(written))
    connection.execute(ended.values(state=state, reason=reason, settled_at=now))


def put_back_notice(connection: Connection, written: Written, *, state: NoticeState, not_before: datetime) -> None:
    """Gives back a notice that was claimed and cannot go yet."""
    back = NOTICE.update().where(_is_held(written))
    connection.execute(back.values(state=state, not_before=not_before))


def take_nudges(connection: Connection, keys: Iterable[Key], notice_id: int) -> None:
    """Gives waiting nudges to the notice that says them."""
    set_nudges(connection, keys, {"state": NudgeState.TAKEN, "notice_id": notice_id})


def set_nudges(connection: Connection, keys: Iterable[Key], values: dict[str, Any]) -> None:
    """Changes nudges named by their keys, as far as they wait."""
    rows = [dict(zip(("o", "r", "c", "d"), key, strict=True)) for key in keys]
    if rows:
        is_it = and_(
            IS_WAITING,
            NUDGE.c.obligation_id == bindparam("o"),
            NUDGE.c.round_key == bindparam("r"),
            NUDGE.c.occasion == bindparam("c"),
            NUDGE.c.recipient == bindparam("d"),
        )
        connection.execute(NUDGE.update().where(is_it).values(values), rows)


def set_nudges_of(connection: Connection, notice_id: int, values: dict[str, Any]) -> None:
    """Changes the nudges that a notice carries."""
    connection.execute(NUDGE.update().where(_is_carried(notice_id)).values(values))


def refuse_nudges_of(connection: Connection, notice_id: int, address: str, reason: str) -> None:
    """Lets the nudges that a notice carries wait anew, noting that an address refused them and why."""
    refused = func.trim(NUDGE.c.refused_address + " " + address)
    values = {"state": NudgeState.WAITING, "notice_id": None, "refused_address": refused, "remark": reason}
    set_nudges_of(connection, notice_id, values)


def obligations_of(connection: Connection, notice_id: int) -> tuple[tuple[str, str], ...]:
    """The obligations that a notice speaks of, each as (plan, id)."""
    query = select(NUDGE.c.plan, NUDGE.c.obligation_id).where(NUDGE.c.notice_id == notice_id).distinct()
    return tuple((row.plan, row.obligation_id) for row in connection.execute(query))


def carried_nudges(connection: Connection, notice_id: int) -> dict[str, list[Nudge]]:
    """What a notice says, by plan."""
    query = select(*NUDGE_COLUMNS, NUDGE.c.plan).where(_is_carried(notice_id)).order_by(NUDGE.c.plan)
    found: dict[str, list[Nudge]] = {}
    for row in connection.execute(query):
        found.setdefault(row[len(NUDGE_FIELDS)], []).append(nudge_of(row))
    return found


def count_left(connection: Connection) -> int:
    """How many nudges wait for a message, or for what becomes of one."""
    carried = NUDGE.c.notice_id.in_(select(NOTICE.c.id).where(IS_UNSETTLED))
    counts = (select(func.count()).select_from(NUDGE).where(which) for which in (IS_WAITING, carried))
    return sum(connection.execute(count).scalar_one() for count in counts)


def _is_held(written: Written) -> ColumnElement[bool]:
    is_it = and_(NOTICE.c.id == written.id, NOTICE.c.fence == written.fence)
    return and_(is_it, NOTICE.c.state == NoticeState.SENDING)


def _is_carried(notice_id: int) -> ColumnElement[bool]:
    return and_(NUDGE.c.notice_id == notice_id, NUDGE.c.state == NudgeState.TAKEN)
