"""Letters to heads of agencies: shown to the secretariat first, then held or released."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select

from dondoc.actions.drafts import Matter
from dondoc.actions.recording import lock_matter
from dondoc.actions.scopes import standings
from dondoc.actions.waking import rewake
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Refused
from dondoc.store.dossiers import Dossier
from dondoc.store.engine import Store
from dondoc.store.outbox_tables import NUDGE, NudgeState
from dondoc.store.tables import OBLIGATION, RELEASE_DECISION
from dondoc.store.writes import insert_decision
from dondoc.tracking.ladder import Release, Rung, RungSlug, Told
from dondoc.tracking.moments import ladder_for
from dondoc.tracking.nudges import letter_of
from dondoc.tracking.obligations import Decision, Obligation, ReleaseDecision, Round, Standing
from dondoc.tracking.plan import Plan


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to a head that has not gone. `goes_at` (+07:00): when it goes; None while it waits for a person."""

    obligation: Obligation
    standing: Standing
    rung: str
    goes_at: datetime | None
    decision: ReleaseDecision | None


@dataclass(frozen=True, slots=True)
class Decided:
    """A letter after a decision. `is_repeat`: the same was decided before, nothing was written."""

    letter: Letter
    is_repeat: bool


def pending(store: Store, *, calendar: WorkCalendar, now: datetime, plan: str | None = None) -> tuple[Letter, ...]:
    """The letters that the secretariat was shown and that have not gone, with those it decided on."""
    shown = select(NUDGE.c.obligation_id).where(
        NUDGE.c.rung == RungSlug.XEM_TRUOC, NUDGE.c.state != NudgeState.DROPPED
    )
    decided = select(RELEASE_DECISION.c.obligation_id)
    conditions = [or_(OBLIGATION.c.id.in_(shown), OBLIGATION.c.id.in_(decided))]
    if plan is not None:
        conditions.append(OBLIGATION.c.plan == plan)
    found = []
    with store.reading() as connection:
        for followed, dossier, standing in standings(connection, *conditions, calendar=calendar, now=now):
            letter = _letter(followed.plan, dossier, standing, calendar, now=now)
            if letter is not None and (letter.decision or _is_shown(dossier, standing.round)):
                found.append(letter)
    return tuple(found)


def decide(
    store: Store,
    obligation_ids: Sequence[str],
    *,
    decision: Decision,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
) -> tuple[Decided, ...]:
    """Holds or releases the letters about obligations, all of them or, on any error, none.

    Raises NotFound for an unknown obligation, Refused where no letter is to come or it has gone.
    """
    with store.writing() as connection:
        return tuple(
            _decide(connection, obligation_id, decision, calendar, by=by, now=now)
            for obligation_id in obligation_ids
        )


def _decide(
    connection: Connection,
    obligation_id: str,
    decision: Decision,
    calendar: WorkCalendar,
    *,
    by: str,
    now: datetime,
) -> Decided:
    matter = lock_matter(connection, obligation_id, calendar, now=now)
    letter = _letter_of(matter)
    if letter is None or matter.standing.round is None:
        raise Refused(
            f"Không có thư gửi lãnh đạo nào về {matter.what} đang chờ: chưa có, đã gửi, hoặc không phải gửi."
        )
    if letter.decision is not None and letter.decision.decision is decision:
        return Decided(letter, is_repeat=True)
    key = matter.standing.round.key
    insert_decision(connection, ReleaseDecision(obligation_id, key, letter.rung, decision, now, by))
    after = lock_matter(connection, obligation_id, calendar, now=now)
    rewake(connection, after.followed, (after.dossier,), calendar, now=now)
    return Decided(_letter_of(after) or letter, is_repeat=False)


def _letter_of(matter: Matter) -> Letter | None:
    return _letter(matter.followed.plan, matter.dossier, matter.standing, matter.calendar, now=matter.now)


def _letter(
    plan: Plan, dossier: Dossier, standing: Standing, calendar: WorkCalendar, *, now: datetime
) -> Letter | None:
    """The letter of the present round that has not gone; None if there is none."""
    rung = _letter_rung(plan, dossier.obligation)
    if rung is None or standing.round is None or not standing.is_owed:
        return None
    if any(one.told_at for one in _of_rung(dossier, standing.round, rung.slug)):
        return None
    made = [
        release
        for release in dossier.facts.releases
        if release.round_key == standing.round.key and release.rung == rung.slug
    ]
    decision = max(reversed(made), key=lambda release: release.recorded_at, default=None)  # a tie: the later entry
    waits = decision is not None and decision.decision is Decision.HELD
    waits = waits or (decision is None and rung.release is Release.HAND)
    goes_at = letter_of(plan, dossier.obligation, dossier.facts, dossier.told, calendar, now=now)
    return Letter(dossier.obligation, standing, rung.slug, None if waits else goes_at, decision)


def _letter_rung(plan: Plan, obligation: Obligation) -> Rung | None:
    rungs = ladder_for(plan, obligation).rungs.values()
    return next((rung for rung in rungs if rung.release is not Release.AUTO), None)


def _is_shown(dossier: Dossier, now_round: Round | None) -> bool:
    return now_round is not None and any(_of_rung(dossier, now_round, RungSlug.XEM_TRUOC))


def _of_rung(dossier: Dossier, now_round: Round, rung: str) -> Iterator[Told]:
    """What was decided on by a rung in a round."""
    return (one for one in dossier.told if one.nudge.rung == rung and one.nudge.round_key == now_round.key)
