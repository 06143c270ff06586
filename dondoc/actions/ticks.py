"""A tick: one look at every obligation of a plan that may have something to say by now."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select

from dondoc.actions.following import followed_plan
from dondoc.actions.judging import Judge
from dondoc.actions.overview import Row, overview
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store.batches import BATCH
from dondoc.store.dossiers import Dossier, dossiers_of, select_dossiers
from dondoc.store.engine import Store
from dondoc.store.outbox import insert_nudges
from dondoc.store.tables import OBLIGATION
from dondoc.store.writes import write_wakes
from dondoc.tracking.ladder import Nudge

__all__ = ["LATER", "Row", "TickResult", "Unjudged", "next_due", "overview", "tick"]

LATER = timedelta(hours=1)
"""So much later is a row looked at again that could not be judged."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A row that the rules could not judge, and why; it is looked at again an hour later."""

    obligation_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TickResult:
    """What a tick did: how many rows it looked at, what it decided to tell, what it could not judge."""

    looked_at: int
    nudges: int
    unjudged: tuple[Unjudged, ...] = ()


@dataclass(frozen=True, slots=True)
class _Look:
    """One row that was looked at."""

    obligation_id: str
    nudges: tuple[Nudge, ...]
    wake_at: datetime | None
    unjudged: Unjudged | None = None


def tick(store: Store, slug: str, calendar: WorkCalendar, *, now: datetime, batch: int = BATCH) -> TickResult:
    """Decides who is to be told what by `now`, batch after batch, each in a transaction of its own.

    It sends nothing. Two ticks at once decide everything once. Raises NotFound for a plan that is not synced.
    """
    looked_at = nudges = 0
    unjudged: list[Unjudged] = []
    while _anything_due(store, slug, now):
        looks = _batch(store, slug, calendar, now=now, size=batch)
        if not looks:
            break  # another tick has the rest
        looked_at += len(looks)
        nudges += sum(len(look.nudges) for look in looks)
        unjudged += [look.unjudged for look in looks if look.unjudged]
    return TickResult(looked_at, nudges, tuple(unjudged))


def next_due(store: Store, slug: str) -> datetime | None:
    """The moment (+07:00) of the next tick of a plan that would find anything due; None for never."""
    earliest = select(func.min(OBLIGATION.c.wake_at)).where(OBLIGATION.c.plan == slug)
    with store.reading() as connection:
        moment: datetime | None = connection.execute(earliest).scalar_one()
    return moment


def _anything_due(store: Store, slug: str, now: datetime) -> bool:
    """Asked by a reader, so that a tick with nothing to do takes nobody's turn at writing."""
    with store.reading() as connection:
        followed_plan(connection, slug)
        return bool(connection.execute(select(exists().where(_due(slug, now)))).scalar_one())


def _due(slug: str, now: datetime) -> ColumnElement[bool]:
    return and_(OBLIGATION.c.plan == slug, OBLIGATION.c.wake_at <= now)


def _batch(store: Store, slug: str, calendar: WorkCalendar, *, now: datetime, size: int) -> Sequence[_Look]:
    with store.writing() as connection:
        judge = Judge(followed_plan(connection, slug), calendar, now)
        looks = [_look(judge, one) for one in _read_due(connection, judge, size)]
        insert_nudges(connection, store.dialect, slug, [nudge for look in looks for nudge in look.nudges])
        write_wakes(connection, [(look.obligation_id, look.wake_at) for look in looks])
    return looks


def _read_due(connection: Connection, judge: Judge, size: int) -> Sequence[Dossier | Unjudged]:
    """The rows that are due, the longest first; what another tick is at is left to it."""
    due = _due(judge.followed.plan.slug, judge.now)
    query = select_dossiers(due).order_by(OBLIGATION.c.wake_at).limit(size).with_for_update(skip_locked=True)
    try:
        return dossiers_of(connection, judge.followed, connection.execute(query).all())
    except ValueError:
        ids = connection.execute(query.with_only_columns(OBLIGATION.c.id)).scalars().all()
        return [_read_alone(connection, judge, obligation_id) for obligation_id in ids]


def _read_alone(connection: Connection, judge: Judge, obligation_id: str) -> Dossier | Unjudged:
    """One of the rows that cannot be read together."""
    query = select_dossiers(OBLIGATION.c.id == obligation_id)
    try:
        (dossier,) = dossiers_of(connection, judge.followed, connection.execute(query).all())
    except ValueError as error:
        return _unjudged(obligation_id, error)
    return dossier


def _look(judge: Judge, row: Dossier | Unjudged) -> _Look:
    """What the rules say of one row. Whatever goes wrong stays with that row, and is reported."""
    if isinstance(row, Unjudged):
        return _Look(row.obligation_id, (), judge.now + LATER, row)
    try:
        judgement = judge.judge(row)
    except Exception as error:
        unjudged = _unjudged(row.obligation.id, error)
        return _Look(row.obligation.id, (), judge.now + LATER, unjudged)
    return _Look(row.obligation.id, judgement.nudges, judgement.wake_at)


def _unjudged(obligation_id: str, error: Exception) -> Unjudged:
    _log.error("obligation %s cannot be judged", obligation_id, exc_info=error)
    return Unjudged(obligation_id, f"{type(error).__name__}: {error}")
