"""Consolidating reports: what they are made of now, what they were made of when they went up, and who waits."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

from dondoc.actions.drafts import Matter
from dondoc.actions.waking import rewake_where
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store.batches import batches
from dondoc.store.contents import insert_snapshot, read_snapshots
from dondoc.store.dossiers import read_dossiers
from dondoc.store.reads import read_obligations
from dondoc.store.rows import Followed
from dondoc.store.tables import OBLIGATION
from dondoc.tracking.assess import RECEIPTS, assess
from dondoc.tracking.consolidations import Level, Snapshot, levels, levels_then, reports_behind
from dondoc.tracking.obligations import Event, Obligation

_IS_FOLLOWED = OBLIGATION.c.withdrawn_at.is_(None)


def levels_of(
    connection: Connection, followed: Followed, obligation: Obligation, calendar: WorkCalendar, *, now: datetime
) -> tuple[Level, ...]:
    """What a consolidating report is made of in its period, the nearest level first; nothing for any other."""
    if obligation.consolidates is None:
        return ()
    behind = reports_behind(obligation.report, _consolidates(connection, followed.plan.slug))
    same = (OBLIGATION.c.report.in_(behind), _in_period(obligation), _IS_FOLLOWED)
    dossiers = read_dossiers(connection, followed, *same)
    return levels(behind, ((d.obligation, assess(d.obligation, d.facts, calendar, now=now)) for d in dossiers))


def take_snapshot(connection: Connection, matter: Matter, event: Event) -> tuple[Level, ...]:
    """Keeps, with the receipt of a consolidating report, who was missing; gives the levels that were kept."""
    if event.kind not in RECEIPTS:
        return ()
    found = levels_of(connection, matter.followed, matter.obligation, matter.calendar, now=matter.now)
    if found:
        received = tuple(row.id for level in found for row in level.received)
        missing = tuple(row.id for level in found for row in level.missing)
        insert_snapshot(connection, Snapshot(matter.obligation.id, event.id, received, missing, matter.now))
    return found


def snapshots_of(connection: Connection, obligation_id: str) -> tuple[tuple[Snapshot, tuple[Level, ...]], ...]:
    """Every snapshot of a report with its levels, in the order of time."""
    snapshots = read_snapshots(connection, obligation_id)
    ids = {id_ for one in snapshots for id_ in (*one.received, *one.missing)}
    rows = {row.id: row for row in _rows(connection, sorted(ids))}
    return tuple((one, levels_then(one, rows)) for one in snapshots)


def rewake_above(connection: Connection, matter: Matter) -> None:
    """Looks anew at the consolidating reports that wait for what was just recorded."""
    plan, obligation = matter.followed.plan, matter.obligation
    if not plan.waiting:
        return
    above = (OBLIGATION.c.consolidates == obligation.report, OBLIGATION.c.report.in_(plan.waiting))
    scope: tuple[ColumnElement[bool], ...] = (*above, _in_period(obligation), _IS_FOLLOWED)
    rewake_where(connection, matter.followed, *scope, calendar=matter.calendar, now=matter.now)


def _in_period(obligation: Obligation) -> ColumnElement[bool]:
    period = OBLIGATION.c.period
    return period.is_(None) if obligation.period is None else period == obligation.period


def _consolidates(connection: Connection, plan: str) -> dict[str, str]:
    query = select(OBLIGATION.c.report, OBLIGATION.c.consolidates).distinct()
    is_meant = (OBLIGATION.c.plan == plan, OBLIGATION.c.consolidates.is_not(None), _IS_FOLLOWED)
    return {row[0]: row[1] for row in connection.execute(query.where(*is_meant))}


def _rows(connection: Connection, ids: list[str]) -> Iterable[Obligation]:
    for batch in batches(ids):
        yield from read_obligations(connection, OBLIGATION.c.id.in_(batch))
