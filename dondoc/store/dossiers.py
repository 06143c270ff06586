"""Dossiers: obligations with everything recorded about them, read in few queries whatever their number."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, or_, select

from dondoc.store.batches import batches
from dondoc.store.outbox_tables import NUDGE, NudgeState
from dondoc.store.reads import read_events, read_holds
from dondoc.store.rows import (
    CLOSING_COLUMNS,
    NUDGE_COLUMNS,
    NUDGE_FIELDS,
    OBLIGATION_COLUMNS,
    OBLIGATION_FIELDS,
    RELEASE_COLUMNS,
    Followed,
    nudge_of,
    obligation_of,
)
from dondoc.store.tables import EVENT, HOLD, OBLIGATION, REGISTER_CLOSING, RELEASE_DECISION
from dondoc.tracking.ladder import Told
from dondoc.tracking.obligations import (
    Event,
    Facts,
    Hold,
    Obligation,
    RegisterClosing,
    ReleaseDecision,
    Source,
)

T = TypeVar("T")
_Source = tuple[str | None, str | None]  # slug of a report, and of a period


@dataclass(frozen=True, slots=True)
class Dossier:
    """An obligation with everything that the rules look at; `wake_at` as the column has it."""

    obligation: Obligation
    facts: Facts
    told: tuple[Told, ...]
    wake_at: datetime | None


def select_dossiers(*conditions: ColumnElement[bool]) -> Select[Any]:
    """The query whose rows `dossiers_of` makes whole."""
    columns = (*OBLIGATION_COLUMNS, OBLIGATION.c.known_from, OBLIGATION.c.wake_at)
    return select(*columns).where(*conditions)


def read_dossiers(
    connection: Connection, followed: Followed, *conditions: ColumnElement[bool]
) -> tuple[Dossier, ...]:
    """The dossiers of one plan that meet the conditions, in the plan's order."""
    query = select_dossiers(OBLIGATION.c.plan == followed.plan.slug, *conditions)
    rows = connection.execute(query.order_by(OBLIGATION.c.position)).all()
    return dossiers_of(connection, followed, rows)


def lock_dossiers(
    connection: Connection, followed: Followed, *conditions: ColumnElement[bool]
) -> tuple[Dossier, ...]:
    """The same for a writer: nobody else changes these rows before the transaction ends."""
    query = select_dossiers(OBLIGATION.c.plan == followed.plan.slug, *conditions)
    rows = connection.execute(query.order_by(OBLIGATION.c.id).with_for_update()).all()
    return dossiers_of(connection, followed, rows)


def dossiers_of(connection: Connection, followed: Followed, rows: Sequence[Row[Any]]) -> tuple[Dossier, ...]:
    """Rows of `select_dossiers`, each with everything recorded about it: five queries per 500 of them."""
    return tuple(chain.from_iterable(_made_whole(connection, followed, batch) for batch in batches(rows)))


def _made_whole(connection: Connection, followed: Followed, rows: Sequence[Row[Any]]) -> Iterator[Dossier]:
    obligations = [obligation_of(row) for row in rows]
    recorded = _read_recorded(connection, followed, obligations)
    behind = len(OBLIGATION_FIELDS)
    for obligation, row in zip(obligations, rows, strict=True):
        known_from, wake_at = row[behind:]
        yield Dossier(obligation, recorded.facts(obligation, known_from), recorded.told(obligation), wake_at)


@dataclass(frozen=True, slots=True)
class _Recorded:
    """What is recorded about some obligations of one plan."""

    followed: Followed
    events: Mapping[str, Sequence[Event]]
    nudges: Mapping[str, Sequence[Told]]
    releases: Mapping[str, Sequence[ReleaseDecision]]
    closings: Mapping[str, Sequence[RegisterClosing]]  # by body, in the order of recording
    holds: tuple[Hold, ...]
    sources: Mapping[_Source, tuple[Source, ...]]  # by report and period, of what waits for them

    def told(self, obligation: Obligation) -> tuple[Told, ...]:
        return tuple(self.nudges.get(obligation.id, ()))

    def facts(self, obligation: Obligation, known_from: datetime) -> Facts:
        events = tuple(self.events.get(obligation.id, ()))
        activated_at, in_effect_from = self.followed.runs_from(known_from)
        return Facts(
            activated_at=activated_at,
            in_effect_from=in_effect_from,
            events=events,
            closings=self._closings(obligation, events),
            holds=tuple(hold for hold in self.holds if not hold.agencies or obligation.agency in hold.agencies),
            releases=tuple(self.releases.get(obligation.id, ())),
            awaited=self.sources.get(_source_of(self.followed, obligation), ()),
        )

    def _closings(self, obligation: Obligation, events: tuple[Event, ...]) -> tuple[RegisterClosing, ...]:
        """For each of its last days the closing that covered it first; the others say nothing new."""
        closings = self.closings.get(obligation.receiver or "", ())
        if not closings:
            return ()
        days = sorted({day for day in (obligation.last_day, *(e.new_last_day for e in events)) if day})
        first = (next((closing for closing in closings if closing.through >= day), None) for day in days)
        return tuple(dict.fromkeys(closing for closing in first if closing))


def _read_recorded(connection: Connection, followed: Followed, obligations: list[Obligation]) -> _Recorded:
    ids = [obligation.id for obligation in obligations]
    bodies = {obligation.receiver for obligation in obligations if obligation.receiver}
    of_plan = or_(HOLD.c.plan.is_(None), HOLD.c.plan == followed.plan.slug)
    return _Recorded(
        followed=followed,
        events=_grouped(read_events(connection, EVENT.c.obligation_id.in_(ids)), lambda e: e.obligation_id),
        nudges=_grouped(_read_told(connection, ids), lambda told: told.nudge.obligation_id),
        releases=_grouped(_read_releases(connection, ids), lambda release: release.obligation_id),
        closings=_grouped(_read_closings(connection, bodies), lambda closing: closing.body),
        holds=read_holds(connection, of_plan),
        sources=_read_sources(connection, followed, obligations),
    )


def _source_of(followed: Followed, obligation: Obligation) -> _Source:
    """The report and period that an obligation waits for; of no report if it waits for nothing."""
    waits = obligation.report in followed.plan.waiting
    return (obligation.consolidates if waits else None, obligation.period)


def _read_sources(
    connection: Connection, followed: Followed, obligations: Iterable[Obligation]
) -> Mapping[_Source, tuple[Source, ...]]:
    """What the reports among some obligations wait for, with everything recorded about it."""
    wanted = {source for obligation in obligations if (source := _source_of(followed, obligation))[0] is not None}
    found = {}
    for report, period in wanted:
        same = OBLIGATION.c.period.is_(None) if period is None else OBLIGATION.c.period == period
        is_meant = (OBLIGATION.c.report == report, same, OBLIGATION.c.withdrawn_at.is_(None))
        dossiers = read_dossiers(connection, followed, *is_meant)
        found[report, period] = tuple(Source(dossier.obligation, dossier.facts) for dossier in dossiers)
    return found


def _read_told(connection: Connection, ids: list[str]) -> Iterable[Told]:
    """What waits, is under way or was told; what was dropped may be decided on again."""
    query = select(*NUDGE_COLUMNS, NUDGE.c.told_at, NUDGE.c.desk != NUDGE.c.recipient)
    is_meant = (NUDGE.c.obligation_id.in_(ids), NUDGE.c.state != NudgeState.DROPPED)
    told, is_redirected = len(NUDGE_FIELDS), len(NUDGE_FIELDS) + 1
    rows = connection.execute(query.where(*is_meant).order_by(NUDGE.c.moment)).all()
    return (Told(nudge_of(row), row[told], bool(row[is_redirected])) for row in rows)


def _read_releases(connection: Connection, ids: list[str]) -> Iterable[ReleaseDecision]:
    query = select(*RELEASE_COLUMNS).where(RELEASE_DECISION.c.obligation_id.in_(ids))
    return (ReleaseDecision(*row) for row in connection.execute(query.order_by(RELEASE_DECISION.c.number)))


def _read_closings(connection: Connection, bodies: set[str]) -> Iterable[RegisterClosing]:
    query = select(*CLOSING_COLUMNS).where(REGISTER_CLOSING.c.body.in_(bodies))
    return (RegisterClosing(*row) for row in connection.execute(query.order_by(REGISTER_CLOSING.c.number)))


def _grouped(values: Iterable[T], key: Callable[[T], str]) -> Mapping[str, Sequence[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for value in values:
        found[key(value)].append(value)
    return found
