"""How everything in a plan stands, for tables, graphs and `dondoc status`."""

from dataclasses import dataclass
from datetime import date, datetime

from dondoc.actions.following import followed_plan
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store.dossiers import Dossier, read_dossiers
from dondoc.store.engine import Store
from dondoc.store.tables import OBLIGATION
from dondoc.tracking.assess import assess, known_facts
from dondoc.tracking.items import told_days
from dondoc.tracking.obligations import Event, Obligation, Standing
from dondoc.tracking.supplements import awaited_supplement


@dataclass(frozen=True, slots=True)
class Row:
    """An obligation and how it stands. `told_on`: the civil days on which the agency was told in this round.

    `last_event` is the last fact that nobody took back; `awaited` the part that was asked for and has not come.
    """

    obligation: Obligation
    standing: Standing
    told_on: tuple[date, ...]
    last_event: Event | None
    awaited: Event | None = None


def overview(store: Store, slug: str, calendar: WorkCalendar, *, now: datetime) -> tuple[Row, ...]:
    """What a plan asks for (without what a version withdrew), in the plan's order. Raises NotFound."""
    with store.reading() as connection:
        followed = followed_plan(connection, slug)
        dossiers = read_dossiers(connection, followed, OBLIGATION.c.withdrawn_at.is_(None))
    return tuple(row_of(dossier, calendar, now=now) for dossier in dossiers)


def row_of(dossier: Dossier, calendar: WorkCalendar, *, now: datetime) -> Row:
    """One row of the overview."""
    standing = assess(dossier.obligation, dossier.facts, calendar, now=now)
    events = known_facts(dossier.facts, now=now).events
    told = told_days(dossier.obligation, dossier.told, standing.round.key, now=now) if standing.round else ()
    return Row(dossier.obligation, standing, told, events[-1] if events else None, awaited_supplement(events))
