"""Writing plans, obligations and events. Who calls holds a writing transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, select

from dondoc.store.batches import batches
from dondoc.store.dialects import Dialect, upsert
from dondoc.store.rows import event_id, event_values, hold_id, hold_number, plan_as_json, values_of
from dondoc.store.tables import (
    AGENCY,
    EVENT,
    HOLD,
    OBLIGATION,
    PLAN,
    PLAN_VERSION,
    REGISTER_CLOSING,
    RELEASE_DECISION,
    SETTING,
)
from dondoc.tracking.obligations import Event, Hold, Obligation, RegisterClosing, ReleaseDecision
from dondoc.tracking.plan import Plan

_DAYS = ("last_day", "due", "target")


def insert_plan(connection: Connection, slug: str) -> None:
    """A plan that nobody has followed before: version 0, not activated."""
    connection.execute(
        PLAN.insert().values(
            slug=slug,
            version=0,
            activated_at=None,
            activated_by="",
            in_effect_from=None,
            number="",
            issued_on=None,
            without_number=False,
        )
    )


def insert_version(
    connection: Connection,
    plan: Plan,
    *,
    text: str,
    questions: tuple[str, ...],
    reason: str,
    by: str,
    now: datetime,
    directory: str = "",
    amended_by: str = "",
    amended_on: date | None = None,
) -> int:
    """Adds a version and makes it the current one; returns its number. `directory` is its JSON."""
    newest = select(func.max(PLAN_VERSION.c.version)).where(PLAN_VERSION.c.plan == plan.slug)
    version = (connection.execute(newest).scalar_one() or 0) + 1
    connection.execute(
        PLAN_VERSION.insert().values(
            plan=plan.slug,
            version=version,
            text=text,
            compiled=plan_as_json(plan),
            directory=directory,
            questions=questions,
            amended_by=amended_by,
            amended_on=amended_on,
            reason=reason,
            synced_at=now,
            synced_by=by,
        )
    )
    connection.execute(PLAN.update().where(PLAN.c.slug == plan.slug).values(version=version))
    return version


def rewrite_version(connection: Connection, plan: Plan, *, questions: tuple[str, ...]) -> None:
    """Writes anew what the current version compiles to, after something was recorded about the plan."""
    values = {"compiled": plan_as_json(plan), "questions": questions}
    connection.execute(PLAN_VERSION.update().where(_is_current(plan.slug)).values(values))


def write_directory(connection: Connection, slug: str, directory: str) -> None:
    """Keeps a newer directory (as JSON) with the current version, which it changes nothing of."""
    connection.execute(PLAN_VERSION.update().where(_is_current(slug)).values(directory=directory))


def upsert_agencies(connection: Connection, dialect: Dialect, plan: Plan) -> None:
    """Keeps the names and aliases of the agencies of a plan up to date."""
    rows = [
        {"slug": slug, "name": name, "aliases": plan.agency_aliases.get(slug, ())}
        for slug, name in plan.agency_names.items()
    ]
    if rows:
        connection.execute(upsert(dialect, AGENCY, values=["name", "aliases"]), rows)


def insert_obligations(
    connection: Connection, obligations: Iterable[tuple[int, Obligation]], *, known_from: datetime
) -> None:
    """Adds obligations, each with its place in the plan; a tick never sees them before `wake_at` is written."""
    rows = [
        values_of(obligation)
        | _versioned(position, obligation)
        | {"known_from": known_from, "withdrawn_at": None, "wake_at": None}
        for position, obligation in obligations
    ]
    for batch in batches(rows):
        connection.execute(OBLIGATION.insert(), batch)


def overwrite_obligations(
    connection: Connection, obligations: Iterable[tuple[int, Obligation]], *, known_from: datetime
) -> None:
    """Replaces obligations by what the new version says, days included; they are known since `known_from`."""
    _update(
        connection,
        [
            values_of(obligation)
            | _versioned(position, obligation)
            | {"known_from": known_from, "withdrawn_at": None}
            for position, obligation in obligations
        ],
    )


def reword_obligations(connection: Connection, obligations: Iterable[tuple[int, Obligation]]) -> None:
    """Replaces the words of what is owed, or owed again; the days that tracking counts from stay.

    What the version prints is noted beside them.
    """
    rows = [
        values_of(obligation) | _versioned(position, obligation) | {"withdrawn_at": None}
        for position, obligation in obligations
    ]
    _update(connection, [{name: row[name] for name in row if name not in _DAYS} for row in rows])


def withdraw_obligations(connection: Connection, ids: Sequence[str], *, now: datetime) -> None:
    """Marks obligations that the new version dropped."""
    for batch in batches(ids):
        connection.execute(OBLIGATION.update().where(OBLIGATION.c.id.in_(batch)).values(withdrawn_at=now))


def write_wakes(connection: Connection, wakes: Sequence[tuple[str, datetime | None]]) -> None:
    """Sets the moments at which obligations are looked at again."""
    if wakes:
        statement = OBLIGATION.update().where(OBLIGATION.c.id == bindparam("key"))
        rows = [{"key": obligation_id, "wake_at": moment} for obligation_id, moment in wakes]
        connection.execute(statement, rows)


def write_targets(connection: Connection, targets: Sequence[tuple[str, date]]) -> None:
    """Sets the working days that reminders aim at, by obligation."""
    if targets:
        statement = OBLIGATION.update().where(OBLIGATION.c.id == bindparam("key"))
        connection.execute(statement, [{"key": obligation_id, "target": day} for obligation_id, day in targets])


def insert_event(connection: Connection, event: Event, *, key: str | None = None) -> Event:
    """Adds a fact and returns it with the id that its row got; `event.id` is not looked at."""
    inserted = connection.execute(EVENT.insert().values(key=key, **event_values(event)).returning(EVENT.c.number))
    return Event(event_id(inserted.scalar_one()), **event_values(event))


def insert_events(connection: Connection, events: Iterable[Event]) -> None:
    """Adds facts in bulk; their `id` is not looked at."""
    rows = [event_values(event) | {"key": None} for event in events]
    for batch in batches(rows):
        connection.execute(EVENT.insert(), batch)


def insert_closing(connection: Connection, closing: RegisterClosing) -> None:
    """Notes that a register was closed."""
    connection.execute(REGISTER_CLOSING.insert().values(_plain(closing)))


def insert_hold(connection: Connection, hold: Hold) -> Hold:
    """Adds a hold and returns it with the id that its row got; `hold.id` is not looked at."""
    values = {name: value for name, value in _plain(hold).items() if name != "id"}
    inserted = connection.execute(HOLD.insert().values(values | {"lifted_by": ""}).returning(HOLD.c.number))
    return replace(hold, id=hold_id(inserted.scalar_one()))


def lift_hold(connection: Connection, hold: Hold, *, by: str, now: datetime) -> None:
    """Ends a hold."""
    is_it = HOLD.c.number == hold_number(hold.id)
    connection.execute(HOLD.update().where(is_it).values(lifted_at=now, lifted_by=by))


def insert_decision(connection: Connection, decision: ReleaseDecision) -> None:
    """Adds a decision about a letter."""
    connection.execute(RELEASE_DECISION.insert().values(_plain(decision)))


def write_setting(connection: Connection, dialect: Dialect, key: str, value: str) -> None:
    """Notes something about the whole database."""
    connection.execute(upsert(dialect, SETTING, values=["value"]), {"key": key, "value": value})


def _plain(value: RegisterClosing | Hold | ReleaseDecision) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _is_current(slug: str) -> ColumnElement[bool]:
    version = select(PLAN.c.version).where(PLAN.c.slug == slug).scalar_subquery()
    return and_(PLAN_VERSION.c.plan == slug, PLAN_VERSION.c.version == version)


def _versioned(position: int, obligation: Obligation) -> dict[str, Any]:
    return {
        "position": position,
        "version_last_day": obligation.last_day,
        "version_due": obligation.due,
    }


def _update(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    names = [name for name in rows[0] if name != "id"]
    statement = (
        OBLIGATION.update()
        .where(OBLIGATION.c.id == bindparam("key"))
        .values({name: bindparam(f"new_{name}") for name in names})
    )
    for batch in batches(rows):
        connection.execute(
            statement, [{"key": row["id"]} | {f"new_{name}": row[name] for name in names} for row in batch]
        )
