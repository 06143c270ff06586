"""What a new version of a plan changes, before it is synced."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from itertools import chain
from operator import attrgetter

from dondoc.language.spec import Amendment
from dondoc.tracking.naming import deadline_text
from dondoc.tracking.obligations import Gate, Obligation

CLOCKED = frozenset({Gate.DATED, Gate.OBSERVED})
"""The duties whose days count: the others are listed, and wait for an answer or an event."""

DAYS = ("last_day", "due", "target")
words_of = attrgetter(*(each.name for each in fields(Obligation) if each.name not in DAYS))
"""Everything about an obligation but its day."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An obligation as the store has it. `last_day` and `due` are as the current version prints them."""

    obligation: Obligation
    position: int
    last_day: date | None
    due: datetime | None
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A last day that the new version prints differently (civil days; None: no day printed)."""

    obligation: Obligation  # as the new version has it
    old: date | None
    new: date | None
    old_due: datetime | None
    was_clocked: bool  # the old day counted; it was neither proposed nor waiting

    @property
    def is_later(self) -> bool:
        """It gives more time."""
        return self.old_due is not None and self.obligation.due is not None and self.obligation.due > self.old_due

    def __str__(self) -> str:
        days = f"{deadline_text(self.old, self.old_due)} → {deadline_text(self.new, self.obligation.due)}"
        return f"{self.obligation.name}, {self.obligation.agency_name}: {days}"


@dataclass(frozen=True, slots=True)
class Difference:
    """What a sync does. `version` is the number that the plan has after it.

    `new` holds what was never owed or is owed again (by another day: in `moved` too), `dropped` what will be
    withdrawn (never deleted), `reworded` what keeps its day. `is_empty`: the text is the synced one and
    nothing else differs. `before` has what is stored of these, by id. `amendment`: the document that the file
    names and the synced version does not. `is_active`: people were told of what the plan said until now.
    """

    slug: str
    version: int
    new: tuple[Obligation, ...]
    moved: tuple[Move, ...]
    dropped: tuple[Obligation, ...]
    reworded: tuple[Obligation, ...]
    is_first: bool
    is_empty: bool
    before: Mapping[str, Obligation] = field(default_factory=dict)
    amendment: Amendment | None = None
    is_active: bool = False
    contents: tuple[str, ...] = ()  # what else is another: targets, outlines, a line each

    @property
    def touched(self) -> tuple[Obligation, ...]:
        """Everything that is another thing afterwards, each once."""
        changed = (*self.new, *(move.obligation for move in self.moved), *self.dropped, *self.reworded)
        return tuple({obligation.id: obligation for obligation in changed}.values())


def compare(
    slug: str, version: int, stored: Sequence[Stored], compiled: Sequence[Obligation], *, is_same_file: bool
) -> Difference:
    """The difference between what is stored at `version` (0: nothing) and what was compiled."""
    known = {row.obligation.id: row for row in stored if not row.is_withdrawn}
    fresh = {obligation.id for obligation in compiled}
    new = tuple(obligation for obligation in compiled if obligation.id not in known)
    moved = tuple(_moves({row.obligation.id: row for row in stored}, compiled))
    dropped = tuple(row.obligation for row in known.values() if row.obligation.id not in fresh)
    reworded = tuple(o for o in compiled if o.id in known and is_reworded(known[o.id], o))
    is_empty = is_same_file and not (new or moved or dropped or reworded)
    touched = {o.id for o in chain(new, (move.obligation for move in moved), dropped, reworded)}
    return Difference(
        slug=slug,
        version=version if is_empty else version + 1,
        new=new,
        moved=moved,
        dropped=dropped,
        reworded=reworded,
        is_first=version == 0,
        is_empty=is_empty,
        before={row.obligation.id: _as_printed(row) for row in stored if row.obligation.id in touched},
    )


def _as_printed(row: Stored) -> Obligation:
    """The obligation with the day that the current version prints."""
    return replace(row.obligation, last_day=row.last_day, due=row.due)


def is_moved(row: Stored, obligation: Obligation) -> bool:
    """The new version prints another last day, or another hour of it."""
    return (row.last_day, row.due) != (obligation.last_day, obligation.due)


def is_reworded(row: Stored, obligation: Obligation) -> bool:
    """Anything but the day differs."""
    return words_of(row.obligation) != words_of(obligation)


def _moves(known: Mapping[str, Stored], compiled: Iterable[Obligation]) -> Iterable[Move]:
    for obligation in compiled:
        row = known.get(obligation.id)
        if row is not None and is_moved(row, obligation):
            was_clocked = row.obligation.gate in CLOCKED
            yield Move(obligation, row.last_day, obligation.last_day, row.due, was_clocked)
