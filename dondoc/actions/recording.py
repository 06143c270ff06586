"""Recording a fact about an obligation: checked, once, with how it stood before and stands after."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

from dondoc.actions.consolidation import rewake_above, take_snapshot
from dondoc.actions.drafts import Draft, Matter, completed, is_same_fact
from dondoc.actions.following import followed_plan
from dondoc.actions.waking import rewake
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import NotFound
from dondoc.store.contents import read_marks
from dondoc.store.dossiers import Dossier, lock_dossiers, read_dossiers
from dondoc.store.engine import Store
from dondoc.store.reads import read_events
from dondoc.store.rows import Followed
from dondoc.store.tables import EVENT, OBLIGATION
from dondoc.store.writes import insert_event
from dondoc.tracking.assess import RECEIPTS, assess, known_facts
from dondoc.tracking.consolidations import Level
from dondoc.tracking.obligations import Event, Obligation, Standing
from dondoc.tracking.outlines import Checked, checklist

_Load = Callable[[Connection, Followed, ColumnElement[bool]], tuple[Dossier, ...]]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact and what it changed. `is_repeat`: it was recorded before, nothing was written.

    `awaited`: the part that is asked for and has not come. `made_of`: what a consolidating report that has just
    come in was made of.
    """

    event: Event
    obligation: Obligation
    before: Standing
    after: Standing
    is_repeat: bool
    awaited: Event | None = None
    made_of: tuple[Level, ...] = ()


def record(
    store: Store, draft: Draft, *, calendar: WorkCalendar, by: str, now: datetime, key: str | None = None
) -> Recorded:
    """Records a fact and wakes the obligation accordingly, in one transaction.

    The same `key` again, or the same paper again, is a repeat. Raises Refused where a rule forbids the
    fact, NotFound for an obligation that no synced plan has.
    """
    with store.writing() as connection:
        matter = lock_matter(connection, draft.obligation_id, calendar, now=now)
        known = repeated(connection, draft, matter, key)
        return known or write(connection, matter, completed(draft, matter), by=by, key=key)


def recorded_before(store: Store, key: str | None, *, calendar: WorkCalendar, now: datetime) -> Recorded | None:
    """What was recorded under a key, as a repeat answers it; None if nothing was.

    Asked before the words of a form that runs again are read: by now they may mean another obligation.
    """
    with store.reading() as connection:
        known = keyed(connection, key)
        if known is None:
            return None
        return repeat(connection, known, open_matter(connection, known.obligation_id, calendar, now=now))


def open_matter(connection: Connection, obligation_id: str, calendar: WorkCalendar, *, now: datetime) -> Matter:
    """An obligation with what drafts about it are judged by. Raises NotFound."""
    return _matter(connection, obligation_id, calendar, now, read_dossiers)


def lock_matter(connection: Connection, obligation_id: str, calendar: WorkCalendar, *, now: datetime) -> Matter:
    """The same for a writer: nobody else changes it before the transaction ends."""
    return _matter(connection, obligation_id, calendar, now, lock_dossiers)


def write(connection: Connection, matter: Matter, draft: Draft, *, by: str, key: str | None) -> Recorded:
    """Writes a completed draft, and the moment at which the obligation is looked at again."""
    values = {field.name: getattr(draft, field.name) for field in fields(Draft)}
    event = insert_event(connection, Event(id="", recorded_at=matter.now, recorded_by=by, **values), key=key)
    after = lock_matter(connection, draft.obligation_id, matter.calendar, now=matter.now)
    rewake(connection, after.followed, (after.dossier,), matter.calendar, now=matter.now)
    rewake_above(connection, after)
    made_of = take_snapshot(connection, after, event)
    before, standing, awaited = matter.standing, after.standing, after.awaited
    return Recorded(event, matter.obligation, before, standing, is_repeat=False, awaited=awaited, made_of=made_of)


def repeated(connection: Connection, draft: Draft, matter: Matter, key: str | None) -> Recorded | None:
    """What a repeat answers, where the same key or the same paper was recorded before."""
    known = keyed(connection, key) or _same_receipt(draft, matter)
    return repeat(connection, known, matter) if known is not None else None


def keyed(connection: Connection, key: str | None) -> Event | None:
    """The fact that was recorded under a key before."""
    found = read_events(connection, EVENT.c.key == key) if key else ()
    return found[0] if found else None


def repeat(connection: Connection, event: Event, matter: Matter) -> Recorded:
    """What a repeat answers: the fact that is there, and how its obligation stands."""
    if event.obligation_id != matter.obligation.id:
        matter = open_matter(connection, event.obligation_id, matter.calendar, now=matter.now)
    standing = matter.standing
    return Recorded(event, matter.obligation, standing, standing, is_repeat=True, awaited=matter.awaited)


def _same_receipt(draft: Draft, matter: Matter) -> Event | None:
    return matter.standing.met_by if draft.kind in RECEIPTS and is_same_fact(draft, matter) else None


def _matter(
    connection: Connection, obligation_id: str, calendar: WorkCalendar, now: datetime, load: _Load
) -> Matter:
    plan = select(OBLIGATION.c.plan).where(OBLIGATION.c.id == obligation_id)
    slug = connection.execute(plan).scalar_one_or_none()
    if slug is None:
        raise NotFound(f"Không có đầu việc “{obligation_id}” trong các kế hoạch đã đồng bộ.")
    followed = followed_plan(connection, slug)
    (dossier,) = load(connection, followed, OBLIGATION.c.id == obligation_id)
    standing = assess(dossier.obligation, dossier.facts, calendar, now=now)
    return Matter(followed, dossier, standing, calendar, now, _outline(connection, followed, dossier, now))


def _outline(connection: Connection, followed: Followed, dossier: Dossier, now: datetime) -> tuple[Checked, ...]:
    sections = followed.plan.outlines.get(dossier.obligation.report)
    if not sections:
        return ()
    events = known_facts(dossier.facts, now=now).events
    return checklist(sections, read_marks(connection, dossier.obligation.id), events, now=now)
