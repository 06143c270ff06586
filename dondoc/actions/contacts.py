"""Who sits at which desk: the contacts file in the store, and desks without anybody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, delete, select

from dondoc.actions.forgetting import Forgotten, digest, forget
from dondoc.language.contacts import Contact, Contacts
from dondoc.store.engine import Store
from dondoc.store.reads import read_agency_names, read_all_followed
from dondoc.store.seats import EVERY_PLAN, read_seats
from dondoc.store.tables import CONTACT, FORGOTTEN, OBLIGATION
from dondoc.store.writes import write_setting
from dondoc.tracking.ladder import Ladder, Recipient, Role, Side
from dondoc.tracking.notices import Person
from dondoc.tracking.obligations import Gate
from dondoc.tracking.recipients import secretariat

__all__ = [
    "EmptyDesk",
    "Forgotten",
    "Seat",
    "SyncedContacts",
    "contacts",
    "empty_desks",
    "forget",
    "sync_contacts",
]


@dataclass(frozen=True, slots=True)
class SyncedContacts:
    """How many people sit at desks now, and the desks ("contact@phong-tu-phap") whose person was forgotten."""

    people: int
    forgotten: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """One person at one desk; `plan` is None where they sit there for every plan."""

    desk: Recipient
    agency_name: str
    plan: str | None
    person: Person


@dataclass(frozen=True, slots=True)
class EmptyDesk:
    """A desk of an active plan at which nobody can be written to; what is for it goes to the secretariat."""

    desk: Recipient
    agency_name: str
    plan: str

    @property
    def is_secretariat(self) -> bool:
        """Nobody takes what is for empty desks either: all of it waits."""
        return self.desk.role is Role.SECRETARY


def sync_contacts(store: Store, listed: Contacts, *, now: datetime) -> SyncedContacts:
    """Seats exactly the people of a contacts file; somebody who was forgotten stays out, whatever it says."""
    with store.writing() as connection:
        known = set(connection.execute(select(FORGOTTEN.c.digest)).scalars())
        wanted = list(listed.desks.values())
        seated = [one for one in wanted if digest(one.name, one.email) not in known]
        connection.execute(delete(CONTACT))
        if seated:
            connection.execute(CONTACT.insert(), [_row(one) for one in seated])
        write_setting(connection, store.dialect, "contacts_synced_at", now.isoformat())
    out = tuple(f"{one.role}@{one.agency}" for one in wanted if one not in seated)
    return SyncedContacts(len(seated), out)


def contacts(store: Store) -> tuple[Seat, ...]:
    """Everybody, by agency."""
    with store.reading() as connection:
        names = read_agency_names(connection)
        seats = read_seats(connection)
    return tuple(
        Seat(Recipient(Role(role), agency), names.get(agency, agency), plan or None, person)
        for (role, agency, plan), person in seats.people.items()
    )


def empty_desks(store: Store) -> tuple[EmptyDesk, ...]:
    """The desks to which active plans write and where nobody can be reached: secretariats first."""
    found = []
    with store.reading() as connection:
        names = read_agency_names(connection)
        seats = read_seats(connection)
        for desk, plan in _desks_in_use(connection):
            if seats.addressee(desk, plan) is None:
                found.append(EmptyDesk(desk, names.get(desk.agency, desk.agency), plan))
    return tuple(sorted(found, key=lambda one: (not one.is_secretariat, one.plan, one.agency_name, one.desk.role)))


def _desks_in_use(connection: Connection) -> Iterator[tuple[Recipient, str]]:
    query = select(OBLIGATION.c.agency, OBLIGATION.c.relation).distinct()
    for followed in read_all_followed(connection):
        plan = followed.plan
        if not followed.is_active:
            continue
        yield secretariat(plan), plan.slug
        is_chased = and_(OBLIGATION.c.gate == Gate.DATED, OBLIGATION.c.withdrawn_at.is_(None))
        for agency, relation in connection.execute(query.where(OBLIGATION.c.plan == plan.slug, is_chased)):
            for role in _roles(plan.ladders[relation]):
                yield Recipient(role, agency), plan.slug


def _roles(ladder: Ladder) -> tuple[Role, ...]:
    to = (role for rung in ladder.rungs.values() if rung.side is Side.AGENCY for role in rung.to)
    return tuple(dict.fromkeys(to))


def _row(one: Contact) -> dict[str, str]:
    return {
        "agency": one.agency,
        "role": one.role,
        "plan": one.plan or EVERY_PLAN,
        "name": one.name,
        "email": one.email,
        "phone": one.phone,
    }
