"""Applying a plan that was compiled anew to its rows: a new version, an answer, an event, another calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Row, select

from dondoc.actions.differences import (
    CLOCKED,
    DAYS,
    Difference,
    Move,
    Stored,
    compare,
    is_moved,
    is_reworded,
    words_of,
)
from dondoc.actions.following import followed_plan
from dondoc.actions.waking import rewake_where
from dondoc.calendar import VIETNAM
from dondoc.calendar.deadlines import stated_hour
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store.batches import batches
from dondoc.store.dialects import Dialect
from dondoc.store.dossiers import Dossier, read_dossiers
from dondoc.store.outbox import set_first_round_aside
from dondoc.store.reads import read_events
from dondoc.store.rows import OBLIGATION_COLUMNS, OBLIGATION_FIELDS, Followed, obligation_of
from dondoc.store.tables import EVENT, OBLIGATION
from dondoc.store.writes import (
    insert_events,
    insert_obligations,
    overwrite_obligations,
    reword_obligations,
    rewrite_version,
    upsert_agencies,
    withdraw_obligations,
)
from dondoc.tracking.assess import assess
from dondoc.tracking.compiler import Compiled
from dondoc.tracking.obligations import Event, EventKind, Obligation

Placed = tuple[int, Obligation]
# Where things stand in a row of `_rows`.
_WORDS_OF_ROW = itemgetter(*(place for place, name in enumerate(OBLIGATION_FIELDS) if name not in DAYS))
_POSITION, _LAST_DAY, _DUE, _WITHDRAWN = range(len(OBLIGATION_FIELDS), len(OBLIGATION_FIELDS) + 4)


def difference_of(connection: Connection, compiled: Compiled, *, version: int, is_same_file: bool) -> Difference:
    """What applying a compiled plan would change in the rows of its plan."""
    slug = compiled.plan.slug
    rows = _rows(connection, slug)
    if is_same_file and _are_as_compiled(rows, compiled.obligations):
        return compare(slug, version, (), (), is_same_file=True)
    return compare(slug, version, _stored(rows), compiled.obligations, is_same_file=is_same_file)


def resync(
    connection: Connection,
    compiled: Compiled,
    *,
    dialect: Dialect,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    reason: str = "",
) -> Difference:
    """Makes the rows of a synced plan what it was compiled to; the version keeps its number.

    `reason` names the paper behind the change. Whoever calls holds a writing transaction and the plan's lock.
    """
    followed = followed_plan(connection, compiled.plan.slug)
    changes = difference_of(connection, compiled, version=followed.version, is_same_file=True)
    rewrite_version(connection, compiled.plan, questions=tuple(question.ask for question in compiled.questions))
    apply_changes(connection, compiled, changes, dialect=dialect, calendar=calendar, by=by, now=now, reason=reason)
    return replace(changes, version=followed.version)


def apply_changes(
    connection: Connection,
    compiled: Compiled,
    changes: Difference,
    *,
    dialect: Dialect,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    reason: str,
    dated: date | None = None,
    note: str = "",
) -> None:
    """Writes a difference into the rows, and what it means for people as facts.

    `reason` names the paper behind it, `dated` is the day of that paper.
    """
    upsert_agencies(connection, dialect, compiled.plan)
    followed = followed_plan(connection, changes.slug)
    version = _Version(connection, followed, calendar, reason, dated, note, by, now)
    _apply(version, changes, compiled.obligations)


def _rows(connection: Connection, slug: str) -> Sequence[Row[Any]]:
    columns = (OBLIGATION.c.position, OBLIGATION.c.version_last_day, OBLIGATION.c.version_due)
    query = select(*OBLIGATION_COLUMNS, *columns, OBLIGATION.c.withdrawn_at).where(OBLIGATION.c.plan == slug)
    query = query.where(OBLIGATION.c.carried_from.is_(None))  # no file names what another plan left behind
    return connection.execute(query.order_by(OBLIGATION.c.position)).all()


def _are_as_compiled(rows: Sequence[Row[Any]], obligations: Sequence[Obligation]) -> bool:
    """Every row says what was compiled, in the same order: told without making obligations of them."""
    if len(rows) != len(obligations):
        return False
    return all(
        row[_WITHDRAWN] is None
        and (row[_LAST_DAY], row[_DUE]) == (obligation.last_day, obligation.due)
        and _WORDS_OF_ROW(row) == words_of(obligation)
        for row, obligation in zip(rows, obligations, strict=True)
    )


def _stored(rows: Sequence[Row[Any]]) -> list[Stored]:
    return [
        Stored(obligation_of(row), row[_POSITION], row[_LAST_DAY], row[_DUE], row[_WITHDRAWN] is not None)
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class _Version:
    """The plan as it is being applied, and who does it."""

    connection: Connection
    followed: Followed
    calendar: WorkCalendar
    reason: str
    dated: date | None
    note: str
    by: str
    now: datetime

    def event(self, obligation_id: str, kind: EventKind) -> Event:
        """A fact that this version makes; its id comes from the table."""
        return Event(
            id="",
            obligation_id=obligation_id,
            kind=kind,
            received_on=self.now.astimezone(VIETNAM).date(),
            recorded_at=self.now,
            recorded_by=self.by,
            document_number=self.reason,
            document_date=self.dated,
            note=self.note,
        )


def _apply(version: _Version, changes: Difference, obligations: Sequence[Obligation]) -> None:
    placed = {obligation.id: (place, obligation) for place, obligation in enumerate(obligations)}
    rows = {row.obligation.id: row for row in _stored(_rows(version.connection, changes.slug))}
    _add(version, [placed[obligation.id] for obligation in changes.new], rows)
    redated = {move.obligation.id for move in changes.moved if not _keeps_its_rounds(version, move)}
    redated |= {obligation.id for obligation in changes.reworded if _starts_now(rows[obligation.id], obligation)}
    overwrite_obligations(version.connection, [placed[id_] for id_ in redated], known_from=version.now)
    anew = [id_ for id_ in redated if _starts_now(rows[id_], placed[id_][1])]
    set_first_round_aside(version.connection, anew, now=version.now)
    _shift(version, [move for move in changes.moved if move.obligation.id not in redated])
    kept = placed.keys() - redated - {obligation.id for obligation in changes.new}
    reword_obligations(version.connection, [placed[id_] for id_ in kept if _differs(rows[id_], *placed[id_])])
    _withdraw(version, [obligation.id for obligation in changes.dropped])
    rewake_where(version.connection, version.followed, calendar=version.calendar, now=version.now)


def _keeps_its_rounds(version: _Version, move: Move) -> bool:
    """People were told the old day: the new one is a fact that opens a round, not a correction of the row."""
    was_told = version.followed.is_active and move.was_clocked and move.old is not None
    return was_told and move.obligation.gate in CLOCKED and move.new is not None


def _starts_now(row: Stored, obligation: Obligation) -> bool:
    """Its clock begins: a day is answered or confirmed, an event occurred. It is known since now."""
    return row.obligation.gate not in CLOCKED and obligation.gate in CLOCKED


def _differs(row: Stored, place: int, obligation: Obligation) -> bool:
    return row.position != place or is_moved(row, obligation) or is_reworded(row, obligation)


def _add(version: _Version, placed: Sequence[Placed], rows: Mapping[str, Stored]) -> None:
    """What was never owed is inserted; what was withdrawn is owed as before, and the withdrawal taken back.

    What fell due while it was withdrawn was nobody's to send: it is known since now, and so never chased.
    """
    never = [one for one in placed if one[1].id not in rows]
    again = [one for one in placed if one[1].id in rows]
    insert_obligations(version.connection, never, known_from=version.now)
    fallen = _fallen_due(version, again)
    overwrite_obligations(version.connection, fallen, known_from=version.now)
    reword_obligations(version.connection, [one for one in again if one not in fallen])
    latest: dict[str, Event] = {}
    for batch in batches([obligation.id for _, obligation in again]):
        is_withdrawal = EVENT.c.kind == EventKind.WITHDRAWN
        for event in read_events(version.connection, EVENT.c.obligation_id.in_(batch), is_withdrawal):
            latest[event.obligation_id] = event
    voids = [replace(version.event(id_, EventKind.VOIDED), voids=event.id) for id_, event in latest.items()]
    insert_events(version.connection, voids)


def _fallen_due(version: _Version, again: Sequence[Placed]) -> list[Placed]:
    """Of what was withdrawn from an active plan, what fell due since."""
    if not version.followed.is_active:
        return []
    withdrawn: dict[str, datetime] = {}
    for batch in batches([obligation.id for _, obligation in again]):
        query = select(OBLIGATION.c.id, OBLIGATION.c.withdrawn_at).where(OBLIGATION.c.id.in_(batch))
        withdrawn |= {row.id: row.withdrawn_at for row in version.connection.execute(query)}
    return [
        (place, one) for place, one in again if one.due is not None and withdrawn[one.id] < one.due <= version.now
    ]


def _shift(version: _Version, moves: Sequence[Move]) -> None:
    """Records what moved for those who owe it, or would again if a receipt or an exemption were taken back.

    A day that moves forward is not recorded where a paper that has come would be late by it.
    """
    by_id = {move.obligation.id: move for move in moves}
    for batch in batches(list(by_id)):
        dossiers = read_dossiers(version.connection, version.followed, OBLIGATION.c.id.in_(batch))
        shifted = [(dossier, _shifted(version, by_id[dossier.obligation.id])) for dossier in dossiers]
        noted = [event for dossier, event in shifted if not _makes_late(version, dossier, event)]
        insert_events(version.connection, noted)


def _makes_late(version: _Version, dossier: Dossier, event: Event) -> bool:
    """A paper that has come would be later than it was, by a day that it could not know."""
    obligation, facts = dossier.obligation, dossier.facts
    before = assess(obligation, facts, version.calendar, now=version.now)
    if before.met_by is None:
        return False
    moved = replace(facts, events=(*facts.events, event))
    after = assess(obligation, moved, version.calendar, now=version.now)
    return after.working_days_late > before.working_days_late


def _shifted(version: _Version, move: Move) -> Event:
    event = version.event(move.obligation.id, EventKind.EXTENDED)
    due = move.obligation.due
    hour = stated_hour(move.new, due) if move.new and due else None
    return replace(event, old_last_day=move.old, new_last_day=move.new, new_hour=hour, by_amendment=True)


def _withdraw(version: _Version, ids: Sequence[str]) -> None:
    withdraw_obligations(version.connection, ids, now=version.now)
    insert_events(version.connection, [version.event(id_, EventKind.WITHDRAWN) for id_ in ids])
