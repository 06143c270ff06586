"""Everything that happened around one obligation: entries, decisions to tell, messages and their tries."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from dondoc.actions.consolidation import levels_of, snapshots_of
from dondoc.actions.drafts import Matter
from dondoc.actions.lineage import NOBODY_ENDED, Lineage, lineage_of
from dondoc.actions.recording import open_matter
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store.engine import Store
from dondoc.store.outbox_tables import ATTEMPT, NOTICE, NUDGE, NoticeState, NudgeState
from dondoc.store.rows import NUDGE_COLUMNS, NUDGE_FIELDS, nudge_of
from dondoc.tracking.assess import known_facts, rounds
from dondoc.tracking.consolidations import Level
from dondoc.tracking.ladder import Nudge
from dondoc.tracking.obligations import Event, Obligation, Round, Standing
from dondoc.tracking.outcomes import Fate
from dondoc.tracking.outlines import Checked


@dataclass(frozen=True, slots=True)
class Entry:
    """A recorded fact. `is_live`: it counts; nobody took it back (and it is itself no taking back)."""

    event: Event
    is_live: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """A decision to tell a desk, and what became of it. `desk` is where it went, or waits."""

    nudge: Nudge
    desk: str
    state: NudgeState
    told_at: datetime | None
    remark: str
    notice_id: int | None


@dataclass(frozen=True, slots=True)
class Try:
    """One try to send a message, and what the carrier said."""

    ended_at: datetime
    fate: Fate
    reason: str
    reference: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A message about the obligation, as it was written."""

    id: int
    desk: str
    to_name: str
    to_address: str
    subject: str
    text: str
    written_at: datetime
    state: NoticeState
    tries: tuple[Try, ...]


@dataclass(frozen=True, slots=True)
class WentUp:
    """What a consolidating report was made of when its receipt was recorded, level by level."""

    event_id: str
    taken_at: datetime
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class History:
    """Everything about one obligation, each list in the order of time.

    `awaited`: the part that is asked for and has not come. `made_of`: what a consolidating report has now.
    """

    obligation: Obligation
    standing: Standing
    rounds: tuple[Round, ...]
    entries: tuple[Entry, ...]
    tellings: tuple[Telling, ...]
    sent: tuple[Sent, ...]
    awaited: Event | None = None
    outline: tuple[Checked, ...] = ()
    made_of: tuple[Level, ...] = ()
    went_up: tuple[WentUp, ...] = ()
    supporting: tuple[str, ...] = ()  # names of those who support the task
    lineage: Lineage = NOBODY_ENDED


def history(store: Store, obligation_id: str, *, calendar: WorkCalendar, now: datetime) -> History:
    """The history of an obligation. Raises NotFound."""
    with store.reading() as connection:
        matter = open_matter(connection, obligation_id, calendar, now=now)
        tellings = _tellings(connection, obligation_id)
        sent = _sent(connection, [one.notice_id for one in tellings if one.notice_id is not None])
        snapshots = [one for one in snapshots_of(connection, obligation_id) if one[0].taken_at <= now]
        lineage = lineage_of(connection, matter.obligation)
        made_of = levels_of(connection, matter.followed, matter.obligation, calendar, now=now)
    facts = matter.dossier.facts
    live = set(known_facts(facts, now=now).events)
    return History(
        obligation=matter.obligation,
        standing=matter.standing,
        rounds=rounds(matter.obligation, facts, calendar, now=now),
        entries=tuple(Entry(event, event in live) for event in facts.events),
        tellings=tellings,
        sent=sent,
        awaited=matter.awaited,
        outline=matter.outline,
        made_of=made_of,
        went_up=tuple(WentUp(one.event_id, one.taken_at, levels) for one, levels in snapshots),
        supporting=_supporting(matter),
        lineage=lineage,
    )


def _supporting(matter: Matter) -> tuple[str, ...]:
    plan = matter.followed.plan
    return tuple(plan.agency_names.get(slug, slug) for slug in plan.supporting.get(matter.obligation.report, ()))


def _tellings(connection: Connection, obligation_id: str) -> tuple[Telling, ...]:
    columns = (NUDGE.c.desk, NUDGE.c.state, NUDGE.c.told_at, NUDGE.c.remark, NUDGE.c.notice_id)
    query = select(*NUDGE_COLUMNS, *columns).where(NUDGE.c.obligation_id == obligation_id)
    rows = connection.execute(query.order_by(NUDGE.c.moment, NUDGE.c.recipient))
    return tuple(Telling(nudge_of(row), *row[len(NUDGE_FIELDS) :]) for row in rows)


def _sent(connection: Connection, ids: list[int]) -> tuple[Sent, ...]:
    notices = connection.execute(select(NOTICE).where(NOTICE.c.id.in_(ids)).order_by(NOTICE.c.written_at)).all()
    attempts = connection.execute(
        select(ATTEMPT).where(ATTEMPT.c.notice_id.in_(ids)).order_by(ATTEMPT.c.number)
    ).all()
    return tuple(
        Sent(
            id=row.id,
            desk=row.recipient,
            to_name=row.to_name,
            to_address=row.to_address,
            subject=row.subject,
            text=row.text,
            written_at=row.written_at,
            state=row.state,
            tries=tuple(
                Try(one.ended_at, one.fate, one.reason, one.reference)
                for one in attempts
                if one.notice_id == row.id
            ),
        )
        for row in notices
    )
