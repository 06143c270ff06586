"""What can be told at one desk now: judged anew, out of date dropped, one person's copies told with the rest."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from dondoc.actions.following import followed_plan
from dondoc.actions.forgetting import ROLE_NAMES
from dondoc.actions.routing import addressee
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store.batches import batches
from dondoc.store.dossiers import Dossier, lock_dossiers
from dondoc.store.notices import Key, key_of
from dondoc.store.outbox_tables import IS_WAITING, NUDGE
from dondoc.store.rows import NUDGE_COLUMNS, NUDGE_FIELDS, Followed, nudge_of, recipient_of
from dondoc.store.seats import Seats
from dondoc.store.tables import OBLIGATION
from dondoc.tracking.ladder import Nudge, Recipient, Role, Told
from dondoc.tracking.notices import Person, bundle_of
from dondoc.tracking.nudges import Verdict, verdict


@dataclass(frozen=True, slots=True)
class Waiting:
    """A nudge that waits at a desk, as its row has it."""

    nudge: Nudge
    plan: str
    missing_role: str
    refused_address: str
    remark: str

    @property
    def missing(self) -> str:
        """Why it goes to the secretariat, as its list says it; empty where it goes to its own desk."""
        if not self.missing_role or not self.refused_address:
            return self.missing_role
        return f"{ROLE_NAMES[Role(self.missing_role)]}: {self.remark}"


@dataclass(frozen=True, slots=True)
class Ready:
    """A nudge that may be said now to a person; `twins` are the same words for other desks of that person."""

    waiting: Waiting
    followed: Followed
    dossier: Dossier
    person: Person
    twins: tuple[Nudge, ...]

    @property
    def nudge(self) -> Nudge:
        """The nudge itself."""
        return self.waiting.nudge

    @property
    def keys(self) -> tuple[Key, ...]:
        """The rows that are told by saying it."""
        return tuple(key_of(nudge) for nudge in (self.nudge, *self.twins))


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a desk has: bundles of one message each, what is out of date, what its person was told before."""

    bundles: tuple[tuple[Ready, ...], ...]
    dropped: tuple[Waiting, ...]
    told_before: tuple[tuple[Waiting, Told], ...]


def gather(connection: Connection, desk: str, seats: Seats, calendar: WorkCalendar, *, now: datetime) -> Gathered:
    """Judges everything that waits at a desk, across plans; who calls holds a writing transaction."""
    waiting = _waiting(connection, desk)
    dropped: list[Waiting] = []
    told_before: list[tuple[Waiting, Told]] = []
    bundles: dict[tuple[Person, Recipient, bool], list[Ready]] = defaultdict(list)
    for slug in dict.fromkeys(one.plan for one in waiting):
        mine = [one for one in waiting if one.plan == slug]
        followed = followed_plan(connection, slug)
        dossiers, told = _read_told(connection, followed, mine)
        bench = _Bench(followed, recipient_of(desk), dossiers, told, seats, calendar, now)
        for one in mine:
            judged = bench.judge(one)
            if isinstance(judged, Ready):
                bundles[(judged.person, *bundle_of(one.nudge, bench.desk))].append(judged)
            elif isinstance(judged, Told):
                told_before.append((one, judged))
            elif judged is Verdict.DROP:
                dropped.append(one)
    ordered = sorted(bundles.items(), key=lambda bundle: (bundle[0][2], bundle[0][0].email))
    return Gathered(tuple(tuple(bundle) for _, bundle in ordered), tuple(dropped), tuple(told_before))


@dataclass(frozen=True, slots=True)
class _Bench:
    """What nudges of one plan at one desk are judged by; `told` changes as some are dropped."""

    followed: Followed
    desk: Recipient
    dossiers: dict[str, Dossier]
    told: dict[str, list[Told]]
    seats: Seats
    calendar: WorkCalendar
    now: datetime

    def judge(self, one: Waiting) -> Ready | Told | Verdict:
        """Ready to be said; already told to the same person; out of date (DROP); or to be left (WAIT)."""
        plan, nudge = self.followed.plan, one.nudge
        if self.followed.is_silent:
            return Verdict.DROP
        dossier, told = self.dossiers[nudge.obligation_id], self.told[nudge.obligation_id]
        found = verdict(plan, dossier.obligation, dossier.facts, told, self.calendar, nudge=nudge, now=self.now)
        if found is Verdict.DROP:
            told[:] = [other for other in told if other.nudge.key != nudge.key]
        if found is not Verdict.SAY:
            return found
        person = addressee(self.seats, self.desk, plan.slug, one.refused_address)
        if person is None:
            return Verdict.WAIT
        twins = self._twins(one, person)
        first = min((nudge, *(twin.nudge for twin in twins)), key=lambda n: (n.is_copy, str(n.recipient)))
        if first == nudge:
            return Ready(one, self.followed, dossier, person, tuple(twin.nudge for twin in twins))
        return next((twin for twin in twins if twin.nudge == first and twin.told_at), Verdict.WAIT)

    def _twins(self, one: Waiting, person: Person) -> list[Told]:
        """The same words for other desks at which the same person is written to."""
        if one.missing_role:
            return []
        nudge, plan = one.nudge, self.followed.plan
        return [
            other
            for other in self.told[nudge.obligation_id]
            if (other.nudge.round_key, other.nudge.occasion) == (nudge.round_key, nudge.occasion)
            and other.nudge.recipient != nudge.recipient
            and not other.is_redirected
            and (sitter := self.seats.addressee(other.nudge.recipient, plan.slug)) is not None
            and sitter.email.casefold() == person.email.casefold()
        ]


def _read_told(
    connection: Connection, followed: Followed, waiting: Sequence[Waiting]
) -> tuple[dict[str, Dossier], dict[str, list[Told]]]:
    """The obligations that are waited for, locked, and what was decided about each."""
    ids = sorted({one.nudge.obligation_id for one in waiting})
    dossiers = {
        dossier.obligation.id: dossier
        for batch in batches(ids)
        for dossier in lock_dossiers(connection, followed, OBLIGATION.c.id.in_(batch))
    }
    return dossiers, {id_: list(dossier.told) for id_, dossier in dossiers.items()}


def _waiting(connection: Connection, desk: str) -> list[Waiting]:
    columns = (NUDGE.c.plan, NUDGE.c.missing_role, NUDGE.c.refused_address, NUDGE.c.remark)
    query = select(*NUDGE_COLUMNS, *columns).where(IS_WAITING, NUDGE.c.desk == desk)
    order = (NUDGE.c.plan, NUDGE.c.moment, NUDGE.c.obligation_id, NUDGE.c.recipient)
    rows = connection.execute(query.order_by(*order).with_for_update())
    return [Waiting(nudge_of(row), *row[len(NUDGE_FIELDS) :]) for row in rows]
