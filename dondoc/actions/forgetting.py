"""Forgetting a person: the history stays, with a role in place of the name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from html import escape

from sqlalchemy import Connection, delete, func, or_, select

from dondoc.errors import NotFound
from dondoc.store.dialects import insert_or_ignore
from dondoc.store.engine import Store
from dondoc.store.outbox_tables import ATTEMPT, NOTICE, NUDGE, UNSETTLED, NoticeState, NudgeState
from dondoc.store.tables import (
    CONTACT,
    EVENT,
    FIGURE,
    FORGOTTEN,
    HOLD,
    OUTLINE_MARK,
    PLAN,
    PLAN_FACT,
    PLAN_VERSION,
    REGISTER_CLOSING,
    RELEASE_DECISION,
    SETTLEMENT,
)
from dondoc.tracking.ladder import Role
from dondoc.tracking.notices import Person

ROLE_NAMES = {
    Role.CONTACT: "đầu mối",
    Role.RECORDS: "văn thư",
    Role.HEAD: "lãnh đạo",
    Role.SECRETARY: "thư ký",
}

# Who recorded something, and where words may name a person.
SIGNED = (
    EVENT.c.recorded_by,
    REGISTER_CLOSING.c.recorded_by,
    HOLD.c.recorded_by,
    HOLD.c.lifted_by,
    RELEASE_DECISION.c.recorded_by,
    PLAN.c.activated_by,
    PLAN.c.closed_by,
    PLAN_VERSION.c.synced_by,
    PLAN_FACT.c.recorded_by,
    FIGURE.c.recorded_by,
    OUTLINE_MARK.c.recorded_by,
    SETTLEMENT.c.decided_by,
    FORGOTTEN.c.forgotten_by,
)
WORDED = (
    NOTICE.c.to_name,
    NOTICE.c.to_address,
    NOTICE.c.reply_to,
    NOTICE.c.subject,
    NOTICE.c.text,
    NOTICE.c.html,
    NOTICE.c.reason,
    ATTEMPT.c.reason,
    NUDGE.c.remark,
    NUDGE.c.refused_address,
    EVENT.c.note,
    HOLD.c.reason,
    PLAN_VERSION.c.reason,
    PLAN_FACT.c.content,
    FIGURE.c.note,
    OUTLINE_MARK.c.note,
    SETTLEMENT.c.note,
)


_SHORTEST = 5  # a shorter word would be found inside others


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was forgotten: the desks that are empty now, and how many entries and messages lost a name."""

    desks: tuple[str, ...]
    places: int


def digest(name: str, email: str) -> str:
    """What stays of a forgotten person, so that an old contacts file cannot bring them back."""
    return sha256(f"{name.casefold()}\n{email.casefold()}".encode()).hexdigest()


def forget(store: Store, who: str, *, by: str, now: datetime) -> Forgotten:
    """Takes a person, named by e-mail address or desk ("contact@phong-tu-phap"), out of the store.

    Messages and entries keep a role in place of name, address and telephone; messages that have not gone
    are written anew to whoever sits there next. Raises NotFound for somebody who is not there.
    """
    with store.writing() as connection:
        seats = _seats(connection, who.strip())
        if not seats:
            raise NotFound(
                f"Không có ai là “{who}” trong danh bạ đầu mối. "
                "Hãy ghi địa chỉ thư, hoặc vai trò và đơn vị, ví dụ contact@phong-tu-phap."
            )
        people = {person: role for person, role, _ in seats}
        for person in people:
            row = {"digest": digest(person.name, person.email), "forgotten_at": now, "forgotten_by": by}
            connection.execute(insert_or_ignore(store.dialect, FORGOTTEN), row)
            connection.execute(
                delete(CONTACT).where(CONTACT.c.name == person.name, CONTACT.c.email == person.email)
            )
            _take_back(connection, person)
        places = sum(_erase(connection, person, role) for person, role in people.items())
    store.dialect.empty_log(store.engine)
    return Forgotten(tuple(desk for _, _, desk in seats), places)


def _seats(connection: Connection, who: str) -> list[tuple[Person, Role, str]]:
    """The people who are meant, each with a role and the desks."""
    role, _, agency = who.partition("@")
    is_meant = or_(
        func.lower(CONTACT.c.email) == who.lower(), (CONTACT.c.role == role) & (CONTACT.c.agency == agency)
    )
    rows = connection.execute(select(CONTACT).where(is_meant).order_by(CONTACT.c.agency, CONTACT.c.role)).all()
    return [(Person(row.name, row.email, row.phone), Role(row.role), f"{row.role}@{row.agency}") for row in rows]


def _take_back(connection: Connection, person: Person) -> None:
    """What has not gone to the person is let go: its nudges wait for a new notice."""
    is_theirs = (NOTICE.c.to_address == person.email) & NOTICE.c.state.in_(UNSETTLED)
    ids = connection.execute(select(NOTICE.c.id).where(is_theirs)).scalars().all()
    if ids:
        freed = NUDGE.update().where(NUDGE.c.notice_id.in_(ids), NUDGE.c.state == NudgeState.TAKEN)
        connection.execute(freed.values(state=NudgeState.WAITING, notice_id=None))
        # A new fence: whoever is sending it just now cannot settle it any more.
        let_go = NOTICE.update().where(NOTICE.c.id.in_(ids))
        connection.execute(let_go.values(state=NoticeState.FREED, fence=NOTICE.c.fence + 1))


def _erase(connection: Connection, person: Person, role: Role) -> int:
    """Puts the role in place of the person, wherever they are named; returns in how many places."""
    name = ROLE_NAMES[role]
    changes = [column.table.update().where(column == person.name).values({column: name}) for column in SIGNED]
    for column in WORDED:
        for word in _words(person):
            erased = func.replace(column, word, f"({name})")
            named = column.table.update().where(column.contains(word, autoescape=True))
            changes.append(named.values({column: erased}))
    return sum(connection.execute(change).rowcount for change in changes)


def _words(person: Person) -> Iterator[str]:
    """As the person is written in plain text and in HTML."""
    for word in (person.email, person.name, person.phone):
        if len(word) >= _SHORTEST:
            yield from dict.fromkeys((word, escape(word)))
