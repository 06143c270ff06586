"""Keeping the column `wake_at` equal to what the facts say; every action that touches facts ends here."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

from dondoc.calendar.workdays import WorkCalendar
from dondoc.store.batches import batches
from dondoc.store.dossiers import Dossier, lock_dossiers
from dondoc.store.rows import Followed
from dondoc.store.tables import OBLIGATION
from dondoc.store.writes import write_wakes
from dondoc.tracking.nudges import wake_at


def rewake(
    connection: Connection,
    followed: Followed,
    dossiers: Iterable[Dossier],
    calendar: WorkCalendar,
    *,
    now: datetime,
) -> None:
    """Writes the next moment of every dossier whose column says something else."""
    wakes = [(dossier, wake_of(followed, dossier, calendar, now=now)) for dossier in dossiers]
    write_wakes(connection, [(d.obligation.id, moment) for d, moment in wakes if moment != d.wake_at])


def rewake_ids(
    connection: Connection, followed: Followed, ids: Sequence[str], calendar: WorkCalendar, *, now: datetime
) -> None:
    """The same for obligations of one plan, read anew."""
    for batch in batches(ids):
        dossiers = lock_dossiers(connection, followed, OBLIGATION.c.id.in_(batch))
        rewake(connection, followed, dossiers, calendar, now=now)


def rewake_where(
    connection: Connection,
    followed: Followed,
    *conditions: ColumnElement[bool],
    calendar: WorkCalendar,
    now: datetime,
) -> None:
    """The same for the obligations of one plan that meet conditions, whatever their number."""
    query = select(OBLIGATION.c.id).where(OBLIGATION.c.plan == followed.plan.slug, *conditions)
    ids = connection.execute(query.order_by(OBLIGATION.c.id)).scalars().all()
    rewake_ids(connection, followed, ids, calendar, now=now)


def wake_of(followed: Followed, dossier: Dossier, calendar: WorkCalendar, *, now: datetime) -> datetime | None:
    """The next moment at which a tick could say something about a dossier; None where its plan is silent."""
    if followed.is_silent:
        return None
    return wake_at(followed.plan, dossier.obligation, dossier.facts, dossier.told, calendar, now=now)
