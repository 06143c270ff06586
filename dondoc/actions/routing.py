"""Where what waits goes: to its own desk, to the secretariat if nobody can be reached there, else nowhere yet."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from dondoc.store.outbox_tables import IS_WAITING, NUDGE
from dondoc.store.reads import read_all_followed
from dondoc.store.rows import recipient_of
from dondoc.store.seats import Seats
from dondoc.tracking.ladder import Recipient
from dondoc.tracking.notices import Person, desk_for
from dondoc.tracking.plan import Plan


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Nobody can be told what waits for a desk of a plan, nor can its secretariat."""

    plan: str
    standing_body_name: str
    desk: str


def addressee(seats: Seats, desk: Recipient, plan: str, refused: str) -> Person | None:
    """Who can be written to at a desk; `refused` holds the addresses, with spaces between, that refused before."""
    person = seats.addressee(desk, plan)
    return person if person is not None and person.email not in refused.split() else None


def route(connection: Connection, seats: Seats) -> tuple[Unreachable, ...]:
    """Moves what waits to the desk where it can be read now; returns what can be read nowhere."""
    plans = {one.plan.slug: one.plan for one in read_all_followed(connection)}
    columns = (NUDGE.c.plan, NUDGE.c.recipient, NUDGE.c.desk, NUDGE.c.refused_address)
    lost = []
    for row in connection.execute(select(*columns).where(IS_WAITING).distinct().order_by(*columns)).all():
        plan, recipient = plans[row.plan], recipient_of(row.recipient)
        desk = _desk(seats, plan, recipient, row.refused_address)
        if desk is None:
            lost.append(Unreachable(row.plan, plan.standing_body_name, row.recipient))
            desk = recipient
        if str(desk) != row.desk:
            same = [IS_WAITING, *(column == value for column, value in zip(columns, row, strict=True))]
            missing = "" if desk == recipient else str(recipient.role)
            connection.execute(NUDGE.update().where(*same).values(desk=str(desk), missing_role=missing))
    return tuple(dict.fromkeys(lost))


def _desk(seats: Seats, plan: Plan, recipient: Recipient, refused: str) -> Recipient | None:
    return desk_for(recipient, plan, lambda desk: addressee(seats, desk, plan.slug, refused) is not None)
