"""Syncing a plan: its new version becomes rows and facts. It never sends, and never deletes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select

from dondoc.actions.differences import Difference, Move, Stored, compare, is_moved, is_reworded
from dondoc.actions.following import followed_plan
from dondoc.actions.waking import rewake_where
from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Refused
from dondoc.store.batches import batches
from dondoc.store.dossiers import Dossier, read_dossiers
from dondoc.store.engine import Store
from dondoc.store.reads import read_events, read_followed, read_version_plan, read_version_text
from dondoc.store.rows import OBLIGATION_COLUMNS, OBLIGATION_FIELDS, Followed, obligation_of
from dondoc.store.tables import EVENT, OBLIGATION, PLAN
from dondoc.store.writes import (
    insert_events,
    insert_obligations,
    insert_plan,
    insert_version,
    overwrite_obligations,
    reword_obligations,
    upsert_agencies,
    withdraw_obligations,
)
from dondoc.tracking.assess import assess
from dondoc.tracking.compiler import Compiled
from dondoc.tracking.obligations import Event, EventKind, Obligation, State
from dondoc.tracking.plan import Plan

_LISTED = 5
_SETTLED = frozenset({State.EXEMPT, State.WITHDRAWN, State.ON_TIME, State.LATE})
Placed = tuple[int, Obligation]


def difference(store: Store, compiled: Compiled, text: str) -> Difference:
    """What syncing this version would change."""
    with store.reading() as connection:
        return _difference(connection, compiled, text)


def sync(
    store: Store,
    compiled: Compiled,
    *,
    text: str,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    reason: str = "",
) -> Difference:
    """Makes a compiled plan the version that everything runs on; the same text again changes nothing.

    `reason` names the amending document. Raises Refused when an active plan's deadline would move without
    one, from a day that is past, or to one.
    """
    slug = compiled.plan.slug
    with store.writing() as connection:
        connection.execute(select(PLAN.c.slug).where(PLAN.c.slug == slug).with_for_update())
        changes = _difference(connection, compiled, text)
        if changes.is_empty:
            return changes
        if changes.is_first:
            insert_plan(connection, slug)
        before = read_followed(connection, slug)
        if before is not None and before.is_active:
            _refuse_moves(changes, reason, now)
        questions = tuple(question.ask for question in compiled.questions)
        insert_version(connection, compiled.plan, text=text, questions=questions, reason=reason, by=by, now=now)
        upsert_agencies(connection, store.dialect, compiled.plan)
        version = _Version(connection, followed_plan(connection, slug), calendar, reason, by, now)
        _apply(version, changes, compiled.obligations)
    return changes


def _difference(connection: Connection, compiled: Compiled, text: str) -> Difference:
    slug = compiled.plan.slug
    followed = read_followed(connection, slug)
    return compare(
        slug,
        followed.version if followed else 0,
        _stored(connection, slug),
        compiled.obligations,
        is_same_file=_is_synced(connection, compiled.plan, text),
    )


def _is_synced(connection: Connection, plan: Plan, text: str) -> bool:
    """The file is the synced one, and so is what the directory adds to it (names, aliases)."""
    return read_version_text(connection, plan.slug) == text and read_version_plan(connection, plan.slug) == plan


def _stored(connection: Connection, slug: str) -> list[Stored]:
    columns = (OBLIGATION.c.position, OBLIGATION.c.version_last_day, OBLIGATION.c.version_due)
    query = select(*OBLIGATION_COLUMNS, *columns, OBLIGATION.c.withdrawn_at).where(OBLIGATION.c.plan == slug)
    rows = connection.execute(query.order_by(OBLIGATION.c.position))
    behind = len(OBLIGATION_FIELDS)
    return [
        Stored(obligation_of(row), row[behind], row[behind + 1], row[behind + 2], row[behind + 3] is not None)
        for row in rows
    ]


def _refuse_moves(changes: Difference, reason: str, now: datetime) -> None:
    """An active plan's deadlines move by a document, and never out of the past or into it."""
    dated = [move for move in changes.moved if move.old_due is not None]
    past = [move for move in dated if _is_past(move, now)]
    if past:
        raise Refused(
            f"Hạn đã qua thì không dời được ({_listed(past)}). Hãy giữ nguyên ngày cũ trong tệp kế hoạch; "
            "nếu được gia hạn, ghi nhận bằng `dondoc extend`."
        )
    if dated and not reason.strip():
        raise Refused(
            f"Bản mới dời hạn của kế hoạch đang theo dõi ({_listed(dated)}). "
            'Hãy nêu văn bản sửa đổi bằng `--reason`, ví dụ `--reason "CV 123/UBND ngày 05/7/2022"`.'
        )


def _is_past(move: Move, now: datetime) -> bool:
    was_due, is_due = move.old_due, move.obligation.due
    return (was_due is not None and was_due <= now) or (is_due is not None and is_due <= now)


def _listed(moves: Sequence[Move]) -> str:
    more = f"; và {len(moves) - _LISTED} đầu việc khác" if len(moves) > _LISTED else ""
    return "; ".join(str(move) for move in moves[:_LISTED]) + more


@dataclass(frozen=True, slots=True)
class _Version:
    """The version that is being synced, and who syncs it."""

    connection: Connection
    followed: Followed
    calendar: WorkCalendar
    reason: str
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
        )


def _apply(version: _Version, changes: Difference, obligations: Sequence[Obligation]) -> None:
    placed = {obligation.id: (place, obligation) for place, obligation in enumerate(obligations)}
    rows = {row.obligation.id: row for row in _stored(version.connection, changes.slug)}
    _add(version, [placed[obligation.id] for obligation in changes.new], rows)
    redated = {move.obligation.id for move in changes.moved if not _keeps_its_rounds(version, move)}
    overwrite_obligations(version.connection, [placed[id_] for id_ in redated], known_from=version.now)
    _shift(version, [move for move in changes.moved if move.obligation.id not in redated])
    kept = placed.keys() - redated - {obligation.id for obligation in changes.new}
    reword_obligations(version.connection, [placed[id_] for id_ in kept if _differs(rows[id_], *placed[id_])])
    _withdraw(version, [obligation.id for obligation in changes.dropped])
    rewake_where(version.connection, version.followed, calendar=version.calendar, now=version.now)


def _keeps_its_rounds(version: _Version, move: Move) -> bool:
    """People were told the old day: the new one is a fact that opens a round, not a correction of the row."""
    return version.followed.is_active and move.old is not None and move.new is not None


def _differs(row: Stored, place: int, obligation: Obligation) -> bool:
    return row.position != place or is_moved(row, obligation) or is_reworded(row, obligation)


def _add(version: _Version, placed: Sequence[Placed], rows: Mapping[str, Stored]) -> None:
    """What was never owed is inserted; what was withdrawn is owed as before, and the withdrawal taken back."""
    never = [one for one in placed if one[1].id not in rows]
    again = [one for one in placed if one[1].id in rows]
    insert_obligations(version.connection, never, known_from=version.now)
    reword_obligations(version.connection, again)
    latest: dict[str, Event] = {}
    for batch in batches([obligation.id for _, obligation in again]):
        is_withdrawal = EVENT.c.kind == EventKind.WITHDRAWN
        for event in read_events(version.connection, EVENT.c.obligation_id.in_(batch), is_withdrawal):
            latest[event.obligation_id] = event
    voids = [replace(version.event(id_, EventKind.VOIDED), voids=event.id) for id_, event in latest.items()]
    insert_events(version.connection, voids)


def _shift(version: _Version, moves: Sequence[Move]) -> None:
    """Records what moved for those who owe it, or would again if a receipt or an exemption were taken back.

    A day that moves forward leaves what is settled as it is: nobody who was in time becomes late.
    """
    by_id = {move.obligation.id: move for move in moves}
    for batch in batches(list(by_id)):
        dossiers = read_dossiers(version.connection, version.followed, OBLIGATION.c.id.in_(batch))
        unsettled = {d.obligation.id for d in dossiers if _state(version, d) not in _SETTLED}
        owed = [id_ for id_ in batch if id_ in unsettled or by_id[id_].is_later]
        insert_events(version.connection, [_shifted(version, by_id[id_]) for id_ in owed])


def _shifted(version: _Version, move: Move) -> Event:
    event = version.event(move.obligation.id, EventKind.EXTENDED)
    return replace(event, old_last_day=move.old, new_last_day=move.new, by_amendment=True)


def _withdraw(version: _Version, ids: Sequence[str]) -> None:
    withdraw_obligations(version.connection, ids, now=version.now)
    insert_events(version.connection, [version.event(id_, EventKind.WITHDRAWN) for id_ in ids])


def _state(version: _Version, dossier: Dossier) -> State:
    return assess(dossier.obligation, dossier.facts, version.calendar, now=version.now).state
