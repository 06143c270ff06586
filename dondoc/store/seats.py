"""Who sits at which desk, as the contacts file said last."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dondoc.store.tables import CONTACT
from dondoc.tracking.ladder import Recipient
from dondoc.tracking.notices import Person

EVERY_PLAN = ""


@dataclass(frozen=True, slots=True)
class Seats:
    """People by (role, agency, plan); a plan's own contact comes before the one for every plan."""

    people: Mapping[tuple[str, str, str], Person]

    def person(self, desk: Recipient, plan: str) -> Person | None:
        """Who sits at a desk for a plan; None where nobody does."""
        role, agency = str(desk.role), desk.agency
        return self.people.get((role, agency, plan)) or self.people.get((role, agency, EVERY_PLAN))

    def addressee(self, desk: Recipient, plan: str) -> Person | None:
        """The same, if there is an address to write to."""
        person = self.person(desk, plan)
        return person if person is not None and person.email else None


def read_seats(connection: Connection) -> Seats:
    """Everybody in the store."""
    columns = (CONTACT.c.role, CONTACT.c.agency, CONTACT.c.plan, CONTACT.c.name, CONTACT.c.email, CONTACT.c.phone)
    rows = connection.execute(select(*columns).order_by(CONTACT.c.agency, CONTACT.c.role, CONTACT.c.plan))
    return Seats({(row.role, row.agency, row.plan): Person(row.name, row.email, row.phone) for row in rows})
