"""Reading plans, obligations, events, holds and contacts."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, select

from dondoc.store.rows import (
    EVENT_COLUMNS,
    HOLD_COLUMNS,
    OBLIGATION_COLUMNS,
    Followed,
    event_of,
    followed_of,
    hold_of,
    obligation_of,
    plan_from_json,
)
from dondoc.store.tables import AGENCY, EVENT, HOLD, OBLIGATION, PLAN, PLAN_VERSION, SETTING
from dondoc.tracking.obligations import Event, Hold, Obligation
from dondoc.tracking.plan import Plan


def read_followed(connection: Connection, slug: str) -> Followed | None:
    """A synced plan with its current version; None if it was never synced."""
    row = connection.execute(_followed().where(PLAN.c.slug == slug)).mappings().one_or_none()
    return None if row is None else followed_of(row)


def read_all_followed(connection: Connection) -> tuple[Followed, ...]:
    """Every synced plan, by slug."""
    rows = connection.execute(_followed().order_by(PLAN.c.slug)).mappings()
    return tuple(followed_of(row) for row in rows)


def read_version(connection: Connection, slug: str, version: int) -> RowMapping:
    """A row of `plan_version`; raises sqlalchemy's NoResultFound if there is none."""
    is_it = and_(PLAN_VERSION.c.plan == slug, PLAN_VERSION.c.version == version)
    return connection.execute(select(PLAN_VERSION).where(is_it)).mappings().one()


def read_version_text(connection: Connection, slug: str) -> str | None:
    """The whole text of the current version; None if the plan was never synced."""
    query = select(PLAN_VERSION.c.text).join(PLAN, _IS_CURRENT).where(PLAN.c.slug == slug)
    return connection.execute(query).scalar_one_or_none()


def read_version_directory(connection: Connection, slug: str) -> str | None:
    """The JSON of the directory that the current version was compiled with; None if it was never synced."""
    query = select(PLAN_VERSION.c.directory).join(PLAN, _IS_CURRENT).where(PLAN.c.slug == slug)
    return connection.execute(query).scalar_one_or_none()


def read_version_amendment(connection: Connection, slug: str) -> tuple[str, date | None]:
    """The number and day of the document that amended the current version last; ("", None) if none did."""
    query = select(PLAN_VERSION.c.amended_by, PLAN_VERSION.c.amended_on).join(PLAN, _IS_CURRENT)
    row = connection.execute(query.where(PLAN.c.slug == slug)).one_or_none()
    return (row[0], row[1]) if row else ("", None)


def read_version_plan(connection: Connection, slug: str) -> Plan | None:
    """What the current version compiled to, without what was entered later; None if it was never synced."""
    query = select(PLAN_VERSION.c.compiled).join(PLAN, _IS_CURRENT).where(PLAN.c.slug == slug)
    compiled = connection.execute(query).scalar_one_or_none()
    return None if compiled is None else plan_from_json(compiled)


def read_obligations(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Obligation, ...]:
    """The obligations that meet the conditions, in the order of their plans."""
    query = select(*OBLIGATION_COLUMNS).where(*conditions).order_by(OBLIGATION.c.plan, OBLIGATION.c.position)
    return tuple(obligation_of(row) for row in connection.execute(query))


def read_agency_names(connection: Connection) -> dict[str, str]:
    """The printed names of agencies, by slug."""
    return {row.slug: row.name for row in connection.execute(select(AGENCY.c.slug, AGENCY.c.name))}


def read_setting(connection: Connection, key: str) -> str | None:
    """What is noted about the whole database under a key."""
    return connection.execute(select(SETTING.c.value).where(SETTING.c.key == key)).scalar_one_or_none()


def read_events(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Event, ...]:
    """The events that meet the conditions, in the order of recording."""
    rows = connection.execute(select(*EVENT_COLUMNS).where(*conditions).order_by(EVENT.c.number))
    return tuple(event_of(row) for row in rows)


def read_holds(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Hold, ...]:
    """The holds that meet the conditions, in the order of recording."""
    rows = connection.execute(select(*HOLD_COLUMNS).where(*conditions).order_by(HOLD.c.number))
    return tuple(hold_of(row) for row in rows)


_IS_CURRENT = and_(PLAN_VERSION.c.plan == PLAN.c.slug, PLAN_VERSION.c.version == PLAN.c.version)


def _followed() -> Select[Any]:
    return select(*PLAN.c, PLAN_VERSION.c.compiled).join(PLAN_VERSION, _IS_CURRENT)
