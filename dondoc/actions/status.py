"""What stands in the way and waits for a person, across plans."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from dondoc.actions.calendar import count_stale
from dondoc.actions.closing import ToClose, plans_to_close
from dondoc.actions.contacts import EmptyDesk, empty_desks
from dondoc.actions.holds import holds
from dondoc.actions.register import OpenRegister, open_registers
from dondoc.actions.releases import Letter, pending
from dondoc.actions.reviews import Review, review
from dondoc.actions.settling import MAIL
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store.channels import HeldChannel, read_channel
from dondoc.store.engine import Store
from dondoc.store.notices import count_left
from dondoc.store.outbox_tables import NOTICE, NoticeState
from dondoc.tracking.obligations import Hold


@dataclass(frozen=True, slots=True)
class Attention:
    """What waits for a person: registers, letters, desks without anybody, wrong settings; and what waits to go.

    `to_close`: plans that are over. `review`: what waits because a body ended. `stale`: how many deadlines the
    calendar has moved since. `left`: nudges that wait for a message or its fate. `last_sent_at`: when the last
    message was accepted.
    """

    registers: tuple[OpenRegister, ...]
    letters: tuple[Letter, ...]
    holds: tuple[Hold, ...]
    empty_desks: tuple[EmptyDesk, ...]
    review: Review
    to_close: tuple[ToClose, ...]
    stale: int
    mail: HeldChannel | None
    left: int
    last_sent_at: datetime | None


def attention(store: Store, *, calendar: WorkCalendar, now: datetime) -> Attention:
    """Everything that a person should know or do now."""
    with store.reading() as connection:
        mail, left = read_channel(connection, MAIL), count_left(connection)
        latest = select(NOTICE.c.settled_at).where(NOTICE.c.state == NoticeState.ACCEPTED)
        newest = connection.execute(latest.order_by(NOTICE.c.id.desc()).limit(1)).scalar_one_or_none()
    return Attention(
        registers=open_registers(store, calendar=calendar, now=now),
        letters=pending(store, calendar=calendar, now=now),
        holds=holds(store, now=now),
        empty_desks=empty_desks(store),
        stale=count_stale(store, calendar, now=now),
        to_close=plans_to_close(store, calendar=calendar, now=now),
        review=review(store, calendar=calendar, now=now),
        mail=mail,
        left=left,
        last_sent_at=newest,
    )
