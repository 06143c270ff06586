"""Writing notices: the final words of everything that a desk is told now, committed before they go."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection

from dondoc.actions.following import followed_plan
from dondoc.actions.gathering import Gathered, Ready, gather
from dondoc.actions.waking import rewake_ids
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store.dossiers import read_dossiers
from dondoc.store.notices import Written, insert_notice, key_of, set_nudges, take_nudges
from dondoc.store.outbox_tables import NudgeState
from dondoc.store.rows import recipient_of
from dondoc.store.seats import Seats
from dondoc.store.tables import OBLIGATION
from dondoc.tracking.assess import assess
from dondoc.tracking.items import Missing, item_of, missing_of
from dondoc.tracking.ladder import Recipient, Role, RungSlug
from dondoc.tracking.notices import Entry, Item, Message, Notice, Person, group
from dondoc.tracking.outcomes import Envelope
from dondoc.tracking.recipients import secretariat

LEASE = timedelta(minutes=5)
"""So long may a dispatcher be at a desk or a message; after that it is taken to be dead."""

Compose = Callable[[Notice], Message]


@dataclass(frozen=True, slots=True)
class Writer:
    """What writing needs beside the desk. `domain` stands behind the @ of every Message-ID."""

    seats: Seats
    calendar: WorkCalendar
    compose: Compose
    owner: str
    domain: str


@dataclass(frozen=True, slots=True)
class DeskWork:
    """What came of looking at a desk: the notices to send now, and how many nudges were out of date."""

    written: tuple[Written, ...]
    dropped: int


def write_desk(connection: Connection, desk: str, writer: Writer, *, now: datetime) -> DeskWork:
    """Judges what waits at a leased desk and writes its notices; who calls commits, then sends them."""
    gathered = gather(connection, desk, writer.seats, writer.calendar, now=now)
    _let_go(connection, gathered, writer.calendar, now=now)
    written = [_write(connection, recipient_of(desk), bundle, writer, now) for bundle in gathered.bundles]
    return DeskWork(tuple(written), len(gathered.dropped))


def rewake_obligations(
    connection: Connection, ids: Iterable[tuple[str, str]], calendar: WorkCalendar, *, now: datetime
) -> None:
    """Rebuilds `wake_at` of obligations given as (plan, id)."""
    by_plan: dict[str, set[str]] = {}
    for plan, obligation_id in ids:
        by_plan.setdefault(plan, set()).add(obligation_id)
    for plan, listed in sorted(by_plan.items()):
        rewake_ids(connection, followed_plan(connection, plan), sorted(listed), calendar, now=now)


def _let_go(connection: Connection, gathered: Gathered, calendar: WorkCalendar, *, now: datetime) -> None:
    """Settles what needs no message: out of date, or told to the same person at another desk."""
    dropped = [key_of(one.nudge) for one in gathered.dropped]
    set_nudges(connection, dropped, {"state": NudgeState.DROPPED, "remark": "không còn cần nhắc"})
    for one, told in gathered.told_before:
        remark = f"cùng người nhận với {told.nudge.recipient}"
        values = {"state": NudgeState.TOLD, "told_at": told.told_at, "remark": remark}
        set_nudges(connection, [key_of(one.nudge)], values)
    settled = (*gathered.dropped, *(one for one, _ in gathered.told_before))
    rewake_obligations(connection, ((one.plan, one.nudge.obligation_id) for one in settled), calendar, now=now)


def _write(
    connection: Connection, desk: Recipient, bundle: Sequence[Ready], writer: Writer, now: datetime
) -> Written:
    plans = {ready.followed.plan.slug: ready.followed.plan for ready in bundle}
    reply_to = {slug: writer.seats.person(secretariat(plan), slug) for slug, plan in plans.items()}
    entries = [Entry(ready.followed.plan, _item(connection, ready, writer, now)) for ready in bundle]
    people = {slug: person for slug, person in reply_to.items() if person is not None}
    notice = group(desk, entries, at=now, reply_to=people)
    message = writer.compose(notice)
    answer = people.get(notice.sections[0].plan.slug)
    envelope = Envelope(
        message_id=f"{uuid4().hex}@{writer.domain}",
        to_name=bundle[0].person.name,
        to_address=bundle[0].person.email,
        reply_to=_address(answer),
        written_at=now,
        subject=message.subject,
        text=message.text,
        html=message.html,
    )
    written = insert_notice(
        connection,
        envelope,
        recipient=str(desk),
        is_copy=notice.is_copy,
        owner=writer.owner,
        until=now + LEASE,
    )
    take_nudges(connection, (key for ready in bundle for key in ready.keys), written.id)
    return written


def _address(person: Person | None) -> str:
    """Where answers go; nowhere in particular if the secretariat has no address."""
    if person is None or not person.email:
        return ""
    return f"{person.name} <{person.email}>" if person.name else person.email


def _item(connection: Connection, ready: Ready, writer: Writer, now: datetime) -> Item:
    plan, obligation, nudge = ready.followed.plan, ready.dossier.obligation, ready.nudge
    is_about_another = nudge.recipient.agency != obligation.agency
    at_agency = Recipient(Role.CONTACT, obligation.agency)
    return item_of(
        plan,
        obligation,
        ready.dossier.facts,
        ready.dossier.told,
        writer.calendar,
        nudge=nudge,
        now=now,
        contact=writer.seats.person(at_agency, plan.slug) if is_about_another else None,
        missing_role=ready.waiting.missing,
        missing=_missing(connection, ready, writer, now) if nudge.rung == RungSlug.TONG_HOP else None,
    )


def _missing(connection: Connection, ready: Ready, writer: Writer, now: datetime) -> Missing:
    """How the same report of the same period stands with everybody."""
    mine = ready.dossier.obligation
    same = (OBLIGATION.c.report == mine.report, OBLIGATION.c.period == mine.period)
    dossiers = read_dossiers(connection, ready.followed, *same, OBLIGATION.c.withdrawn_at.is_(None))
    stand = ((d.obligation, assess(d.obligation, d.facts, writer.calendar, now=now)) for d in dossiers)
    return missing_of(mine, stand)
