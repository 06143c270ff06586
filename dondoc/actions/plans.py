"""Plans that are followed: what a new version changes, syncing, activating, and what is synced."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from dondoc.actions.activation import Activation, activate
from dondoc.actions.differences import Difference, Move
from dondoc.actions.following import followed_plan
from dondoc.actions.syncing import difference, sync
from dondoc.store.engine import Store
from dondoc.store.reads import read_all_followed, read_obligations, read_version
from dondoc.store.tables import OBLIGATION
from dondoc.tracking.obligations import Obligation
from dondoc.tracking.plan import Plan

__all__ = [
    "Activation",
    "Difference",
    "Move",
    "PlanLine",
    "Silence",
    "SyncedPlan",
    "activate",
    "difference",
    "plans",
    "silence",
    "sync",
    "synced",
]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A synced plan in a list of plans. `superseded_by`: the plan that took its place."""

    plan: Plan
    version: int
    activated_at: datetime | None
    in_effect_from: date | None
    obligations: int  # without what was withdrawn
    closed_at: datetime | None = None
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class SyncedPlan:
    """The version of a plan on which everything runs. `obligations` are without what was withdrawn."""

    plan: Plan
    version: int
    activated_at: datetime | None
    in_effect_from: date | None
    obligations: tuple[Obligation, ...]
    questions: tuple[str, ...]
    text: str
    synced_at: datetime
    synced_by: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Why nobody is told about a plan any more: it was closed, or another one took its place."""

    closed_at: datetime | None
    superseded_by: str | None


def silence(store: Store, slug: str) -> Silence | None:
    """Why a plan is silent; None while it is followed. Raises NotFound if it was never synced."""
    with store.reading() as connection:
        followed = followed_plan(connection, slug)
    return Silence(followed.closed_at, followed.superseded_by) if followed.is_silent else None


def plans(store: Store) -> tuple[PlanLine, ...]:
    """Every synced plan, by slug."""
    counted = select(OBLIGATION.c.plan, func.count()).where(OBLIGATION.c.withdrawn_at.is_(None))
    with store.reading() as connection:
        followed = read_all_followed(connection)
        rows = connection.execute(counted.group_by(OBLIGATION.c.plan))
        counts = {row[0]: row[1] for row in rows}
    return tuple(
        PlanLine(
            one.plan,
            one.version,
            one.activated_at,
            one.in_effect_from,
            counts.get(one.plan.slug, 0),
            one.closed_at,
            one.superseded_by,
        )
        for one in followed
    )


def synced(store: Store, slug: str) -> SyncedPlan:
    """The synced version of a plan; raises NotFound if there is none."""
    with store.reading() as connection:
        followed = followed_plan(connection, slug)
        version = read_version(connection, slug, followed.version)
        is_owed = OBLIGATION.c.withdrawn_at.is_(None)
        obligations = read_obligations(connection, OBLIGATION.c.plan == slug, is_owed)
    return SyncedPlan(
        plan=followed.plan,
        version=followed.version,
        activated_at=followed.activated_at,
        in_effect_from=followed.in_effect_from,
        obligations=obligations,
        questions=version["questions"],
        text=version["text"],
        synced_at=version["synced_at"],
        synced_by=version["synced_by"],
    )
