"""Planning anew by another calendar: a day off that is decided or moved changes targets, rolled days and waits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from dondoc.actions.differences import CLOCKED, Move
from dondoc.actions.following import lock_plan
from dondoc.actions.recompiling import recompiled
from dondoc.actions.resyncing import difference_of, resync
from dondoc.actions.waking import rewake_where
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Refused
from dondoc.store.dossiers import read_dossiers
from dondoc.store.engine import Store
from dondoc.store.reads import read_all_followed
from dondoc.store.rows import Followed
from dondoc.store.tables import OBLIGATION
from dondoc.store.writes import write_targets
from dondoc.tracking.assess import assess
from dondoc.tracking.compiler import Compiled
from dondoc.tracking.obligations import FIRST_ROUND, Gate, Obligation, State

_SETTLED = frozenset({State.EXEMPT, State.WITHDRAWN, State.ON_TIME, State.LATE, State.BEFORE_EFFECT})
BY_THE_CALENDAR = "lịch làm việc"
"""What stands for the paper behind a day that only the calendar moved, where none is named."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What the calendar moves of one obligation (civil days); where only the target moves, the last day stays."""

    obligation: Obligation
    old_last_day: date | None
    new_last_day: date | None
    old_target: date | None
    new_target: date | None


@dataclass(frozen=True, slots=True)
class Replanned:
    """What another calendar moves in every plan that runs, or waits to. `past`: deadlines that stay, being over.

    `skipped`: sentences about plans that cannot be compiled anew.
    """

    shifts: tuple[Shift, ...] = ()
    past: tuple[Shift, ...] = ()
    skipped: tuple[str, ...] = ()


def outlook(store: Store, calendar: WorkCalendar, *, now: datetime) -> Replanned:
    """What `replan` would move, without writing anything."""
    with store.reading() as connection:
        views = [_view(connection, one, calendar, now) for one in _open_plans(connection)]
    return _together(views)


def replan(store: Store, calendar: WorkCalendar, *, by: str, now: datetime, reason: str = "") -> Replanned:
    """Plans every open obligation anew; a second time nothing moves. Deadlines that are over stay as they were.

    `reason` names the paper behind the days off. A last day that moves is a fact with a notice of its own, as
    with an amended plan; reminders wait for the new days.
    """
    with store.writing() as connection:
        views = []
        for one in _open_plans(connection):
            view = _view(connection, lock_plan(connection, one.plan.slug), calendar, now)
            write_targets(connection, view.targets)
            if view.compiled is not None and view.rolled:
                paper = reason.strip() or BY_THE_CALENDAR
                resync(
                    connection,
                    view.compiled,
                    dialect=store.dialect,
                    calendar=calendar,
                    by=by,
                    now=now,
                    reason=paper,
                )
            rewake_where(connection, view.followed, calendar=calendar, now=now)  # rungs count in working days
            views.append(view)
    return _together(views)


def count_stale(store: Store, calendar: WorkCalendar, *, now: datetime) -> int:
    """How many open deadlines aim at a day that is no working day any more, or not the last one: cheap to ask."""
    coming = (OBLIGATION.c.due > now, OBLIGATION.c.withdrawn_at.is_(None), OBLIGATION.c.gate == Gate.DATED)
    days = (OBLIGATION.c.last_day, OBLIGATION.c.target)
    query = select(*days, func.count()).where(*coming).group_by(*days)
    with store.reading() as connection:
        rows = connection.execute(query).all()
    return sum(count for last_day, target, count in rows if calendar.roll_back(last_day) != target)


@dataclass(frozen=True, slots=True)
class _View:
    """What the calendar moves in one plan: last days that roll, and targets of days that stay.

    `compiled` is the plan anew, with what is over left as it was; None where it can't be compiled.
    """

    followed: Followed
    compiled: Compiled | None
    rolled: tuple[Move, ...]
    over: tuple[Move, ...]
    aimed: tuple[tuple[Obligation, bool], ...]  # as stored, with the old target; whether anybody waits for it
    skipped: str
    calendar: WorkCalendar

    @property
    def targets(self) -> list[tuple[str, date]]:
        """The working days to aim at, by obligation."""
        return [(row.id, self.calendar.roll_back(row.last_day)) for row, _ in self.aimed if row.last_day]

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """What a person should know, last days first."""
        aimed = (
            Shift(row, row.last_day, row.last_day, row.target, self.calendar.roll_back(row.last_day))
            for row, is_awaited in self.aimed
            if row.last_day is not None and is_awaited
        )
        return (*(_shift(move, self.calendar) for move in self.rolled), *aimed)


def _open_plans(connection: Connection) -> list[Followed]:
    return [one for one in read_all_followed(connection) if not one.is_silent]


def _together(views: Sequence[_View]) -> Replanned:
    return Replanned(
        shifts=tuple(shift for view in views for shift in view.shifts),
        past=tuple(_shift(move, view.calendar) for view in views for move in view.over),
        skipped=tuple(view.skipped for view in views if view.skipped),
    )


def _view(connection: Connection, followed: Followed, calendar: WorkCalendar, now: datetime) -> _View:
    try:
        compiled = recompiled(connection, followed.plan.slug, calendar)
    except Refused as refusal:
        return _View(
            followed, None, (), (), _aimed(connection, followed, (), calendar, now), str(refusal), calendar
        )
    changes = difference_of(connection, compiled, version=followed.version, is_same_file=True)
    moves = [move for move in changes.moved if move.was_clocked and move.obligation.gate in CLOCKED]
    over = tuple(move for move in moves if _is_over(move, now))
    rolled = tuple(move for move in moves if not _is_over(move, now))
    aimed = _aimed(connection, followed, moves, calendar, now)
    return _View(followed, _with_the_past(compiled, over, calendar), rolled, over, aimed, "", calendar)


def _is_over(move: Move, now: datetime) -> bool:
    """The deadline has passed, or would have."""
    new = move.obligation.due
    return (move.old_due is not None and move.old_due <= now) or (new is not None and new <= now)


def _with_the_past(compiled: Compiled, over: Sequence[Move], calendar: WorkCalendar) -> Compiled:
    """The plan with the days that are over as they were."""
    old = {move.obligation.id: move for move in over}

    def as_it_was(row: Obligation) -> Obligation:
        move = old.get(row.id)
        if move is None or move.old is None:
            return row
        return replace(row, last_day=move.old, due=move.old_due, target=calendar.roll_back(move.old))

    return replace(compiled, obligations=tuple(as_it_was(row) for row in compiled.obligations))


def _aimed(
    connection: Connection, followed: Followed, moves: Sequence[Move], calendar: WorkCalendar, now: datetime
) -> tuple[tuple[Obligation, bool], ...]:
    """What is due later, by the same day, while the working day to aim at is another; whether it is awaited."""
    moved = {move.obligation.id for move in moves}
    coming = (OBLIGATION.c.due > now, OBLIGATION.c.withdrawn_at.is_(None), OBLIGATION.c.gate == Gate.DATED)
    found = []
    for dossier in read_dossiers(connection, followed, *coming):
        row = dossier.obligation
        if row.last_day is None or row.id in moved or row.target == calendar.roll_back(row.last_day):
            continue
        standing = assess(row, dossier.facts, calendar, now=now)
        is_first = standing.round is None or standing.round.key == FIRST_ROUND
        found.append((row, is_first and standing.state not in _SETTLED))
    return tuple(found)


def _shift(move: Move, calendar: WorkCalendar) -> Shift:
    old = calendar.roll_back(move.old) if move.old else None
    return Shift(move.obligation, move.old, move.new, old, move.obligation.target)
