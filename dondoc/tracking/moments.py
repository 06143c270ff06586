"""When each rung of one obligation may speak, by what is known; the waits of levels, letters and holds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from dondoc.calendar import VIETNAM
from dondoc.calendar.deadlines import due_instant
from dondoc.calendar.workdays import WorkCalendar
from dondoc.tracking.assess import closed_at, in_round, morning_after, pause_ends
from dondoc.tracking.ladder import Anchor, Ladder, Release, Role, Rung, RungSlug, Side, Told, Unit
from dondoc.tracking.ladders import SHORT_RUNGS
from dondoc.tracking.obligations import Decision, Event, EventKind, Facts, Obligation, Round, Standing
from dondoc.tracking.plan import Plan

CLIMB_WORKDAYS = 2  # so long ago must the level below have been told, counted in days
PROMISE_WORKDAYS = 2  # a promise may hold level 2 by so much
PAUSED_LEVELS = frozenset({1, 2})
QUIET_LEVEL = 2  # promises and the days around Tết hold it
_BEFORE_THE_HOUR = timedelta(hours=2)
_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Case:
    """One obligation in its present round, with everything known about it at one moment.

    `told` holds the nudges of this round; `taken_back` is when something recorded was voided last. `presumed` is
    the moment at which a nudge that was decided on but not sent yet is taken to be told: None for what may be
    said, the present for when to look again.
    """

    plan: Plan
    obligation: Obligation
    ladder: Ladder
    known: Facts
    standing: Standing  # whether it is owed does not change by time alone
    round: Round
    events: tuple[Event, ...]  # of this round
    pause: datetime | None
    closed: datetime | None  # when the register was closed through the last day
    told: tuple[Told, ...]
    calendar: WorkCalendar
    taken_back: datetime | None
    presumed: datetime | None = None
    silent_until: datetime | None = None  # a report that waits for others is reminded only from its day on
    _reached: dict[str, datetime | None] = field(
        default_factory=dict, repr=False, compare=False
    )  # worked out so far


def is_short(obligation: Obligation) -> bool:
    """A report with a period of a week or less: its plan says so, or its data window does."""
    if obligation.is_brief:
        return True
    if obligation.data_from is None or obligation.data_to is None:
        return False
    return obligation.data_to - obligation.data_from < _A_WEEK


def ladder_for(plan: Plan, obligation: Obligation) -> Ladder:
    """The plan's ladder for an addressee; of a short report only one reminder and one list."""
    ladder = plan.ladders[obligation.relation]
    if not is_short(obligation):
        return ladder
    return Ladder({slug: rung for slug, rung in ladder.rungs.items() if slug in SHORT_RUNGS})


def case_of(
    plan: Plan,
    obligation: Obligation,
    known: Facts,
    standing: Standing,
    told: tuple[Told, ...],
    *,
    calendar: WorkCalendar,
    taken_back: datetime | None,
    silent_until: datetime | None = None,
) -> Case:
    """The case of facts that `known_facts` has gone through; raises ValueError where no round is open."""
    now_round = standing.round
    if now_round is None:
        raise ValueError(f"{obligation.id} has no round")
    events = in_round(known.events, now_round)
    return Case(
        plan=plan,
        obligation=obligation,
        ladder=ladder_for(plan, obligation),
        known=known,
        standing=standing,
        round=now_round,
        events=events,
        pause=pause_ends(events, calendar),
        closed=closed_at(obligation, known, now_round.last_day),
        told=tuple(one for one in told if one.nudge.round_key == now_round.key),
        calendar=calendar,
        taken_back=taken_back,
        silent_until=silent_until,
    )


def at_hour_of(rung: Rung, day: date) -> datetime:
    """A rung's hour on a civil day (+07:00)."""
    return datetime.combine(day, rung.hour, VIETNAM)


def printed(case: Case, rung: Rung) -> datetime:
    """The moment that the ladder gives, whatever stands in its way."""
    if _is_list_of_the_day(case, rung):
        return at_hour_of(rung, _day_of_list(case))
    last_day = case.round.last_day + timedelta(days=case.plan.grace_days)
    anchor = case.round.target if rung.anchor is Anchor.TARGET else last_day
    if rung.unit is Unit.DAY:
        return at_hour_of(rung, anchor + timedelta(days=rung.offset))
    moment = at_hour_of(rung, case.calendar.add_workdays(anchor, rung.offset))
    return _ahead_of_the_hour(case, moment) if rung.slug == RungSlug.HOM_NAY else moment


def reached(case: Case, rung: Rung) -> datetime | None:
    """When the ladder comes to a rung; None if before the round was opened, or while the register is open."""
    known = case._reached
    if rung.slug not in known:
        known[rung.slug] = _work_out(case, rung)
    return known[rung.slug]


def _work_out(case: Case, rung: Rung) -> datetime | None:
    waits_for_register = rung.after_register and case.obligation.receiver is not None
    if waits_for_register and case.closed is None:
        return None
    moment = printed(case, rung)
    is_silent = case.silent_until is not None and rung.side is Side.AGENCY and moment < case.silent_until
    if moment < case.round.opened_at or is_silent:
        return None
    return calmly(case, max(moment, case.closed) if waits_for_register and case.closed else moment)


def calmly(case: Case, moment: datetime) -> datetime:
    """Voiding sends nothing: what it makes due again speaks the next working morning, if nothing came by then."""
    if case.taken_back is None or moment > case.taken_back:
        return moment
    return max(moment, morning_after(case.taken_back.astimezone(VIETNAM).date(), case.calendar))


def speaks_at(case: Case, rung: Rung, at: datetime) -> datetime | None:
    """The first moment at which a rung may speak, as seen at `at`; None while nobody can know it."""
    first = _unreleased(case, rung, at)
    if first is None or rung.release is Release.AUTO:
        return first
    decided = decision(case, rung)
    if decided is not None:
        return max(first, decided[1]) if decided[0] is Decision.RELEASED else None
    shown = _told_day(case, RungSlug.XEM_TRUOC)
    if shown is None or rung.release is Release.HAND:
        return None
    return max(first, at_hour_of(rung, case.calendar.add_workdays(shown, 1)))


def shown_at(case: Case, letter: Rung, preview: Rung, at: datetime) -> datetime | None:
    """When the secretariat is shown a letter: the working day before it goes; None while that is unknown."""
    goes = _unreleased(case, letter, at)
    if goes is None or decision(case, letter) is not None:
        return None
    day_before = at_hour_of(preview, case.calendar.add_workdays(goes.date(), -1))
    return calmly(case, max(day_before, case.round.opened_at, case.closed or case.round.opened_at))


def letter_goes_at(case: Case, letter: Rung, at: datetime) -> datetime | None:
    """When a letter that is shown at `at` goes unless it is held."""
    goes = _unreleased(case, letter, at)
    shown = _told_day(case, RungSlug.XEM_TRUOC) or at.astimezone(VIETNAM).date()
    return None if goes is None else max(goes, at_hour_of(letter, case.calendar.add_workdays(shown, 1)))


def decision(case: Case, rung: Rung) -> tuple[Decision, datetime] | None:
    """What the secretariat decided last about a letter in this round, and when."""
    made = [
        (release.decision, release.recorded_at)
        for release in case.known.releases
        if release.round_key == case.round.key and release.rung == rung.slug
    ]
    return max(reversed(made), key=lambda one: one[1]) if made else None  # of two at one moment, the later entry


def held_until(case: Case, at: datetime) -> datetime | None:
    """The morning after the hold that covers a moment; None if nothing is held then."""
    if not case.known.holds:
        return None
    ends = at
    while (later := max(_holds_over(case, ends), default=ends)) > ends:
        ends = later
    return ends if ends > at else None


def speaks_until(case: Case, rung: Rung) -> datetime | None:
    """The moment from which a rung is out of date: what comes before the deadline, after it; None for the others.

    What names a day ("hôm nay", the call list) is out of date when that day is over.
    """
    if rung.anchor is not Anchor.TARGET:
        return None
    if rung.offset < 0:
        return case.round.due
    if _is_list_of_the_day(case, rung):
        return due_instant(_day_of_list(case), None)
    day_ends = due_instant(case.round.target, None)
    return day_ends if rung.level is None else min(case.round.due, day_ends)


def has_addressee(case: Case, rung: Rung) -> bool:
    """Somebody may be told: nothing goes by itself to the head of the committee that issued the plan."""
    is_to_head = rung.side is Side.AGENCY and rung.to == (Role.HEAD,)
    return not (is_to_head and case.obligation.agency == case.plan.issuer)


def _unreleased(case: Case, rung: Rung, at: datetime) -> datetime | None:
    """The first moment at which a rung may speak, but for the release of a letter."""
    first = reached(case, rung)
    if first is None or rung.level is None:
        return first
    if rung.level > 1:
        climbed = _climbed_at(case, rung, rung.level - 1, at)
        if climbed is None:
            return None
        first = max(first, climbed)
    if rung.level == QUIET_LEVEL:
        first = _after_promise(case, rung, first)
    if rung.level in PAUSED_LEVELS and case.pause is not None:
        first = max(first, case.pause)
    return _after_quiet(case, rung, first) if rung.level == QUIET_LEVEL else first


def _climbed_at(case: Case, rung: Rung, level: int, at: datetime) -> datetime | None:
    """When the level below was told long enough ago; a level that nobody can hear counts as told."""
    if level == 0:
        return case.round.opened_at
    below = [r for r in case.ladder.rungs.values() if r.level == level and _can_speak(case, r)]
    if not below:
        return _climbed_at(case, rung, level - 1, at)
    highest = [r for r in below if (moment := reached(case, r)) is not None and moment <= at]
    told_on = _told_day(case, highest[-1].slug) if highest else None
    return None if told_on is None else at_hour_of(rung, case.calendar.add_workdays(told_on, CLIMB_WORKDAYS))


def _can_speak(case: Case, rung: Rung) -> bool:
    return has_addressee(case, rung) and printed(case, rung) >= case.round.opened_at


def _told_day(case: Case, slug: str) -> date | None:
    """The first day on which somebody was told by a rung of this round."""
    moments = [one.told_at or case.presumed for one in case.told if one.nudge.rung == slug]
    return min((moment.astimezone(VIETNAM).date() for moment in moments if moment), default=None)


def _after_promise(case: Case, rung: Rung, first: datetime) -> datetime:
    """A promise holds a letter until the working day after the promised one, two working days at most."""
    promises = [event for event in case.events if event.kind is EventKind.PROMISED]
    if not promises:
        return first
    limit = at_hour_of(rung, case.calendar.add_workdays(first.date(), PROMISE_WORKDAYS))
    promised = promises[-1].new_last_day
    kept = limit if promised is None else at_hour_of(rung, case.calendar.add_workdays(promised, 1))
    return max(first, min(kept, limit))


def _after_quiet(case: Case, rung: Rung, first: datetime) -> datetime:
    """The first moment outside the days around Tết and outside every hold."""
    while True:
        if case.calendar.tet_quiet(first.date()):
            first = at_hour_of(rung, case.calendar.add_workdays(first.date(), 1))
        elif (ends := held_until(case, first)) is not None:
            first = ends
        else:
            return first


def _holds_over(case: Case, at: datetime) -> Iterator[datetime]:
    """The ends of the holds that cover a moment, each the morning after its last day."""
    day = at.astimezone(VIETNAM).date()
    for hold in case.known.holds:
        is_meant = hold.plan in (None, case.plan.slug) and (
            not hold.agencies or case.obligation.agency in hold.agencies
        )
        if is_meant and hold.lifted_at is None and hold.starts <= day:
            yield morning_after(hold.ends, case.calendar)


def _is_list_of_the_day(case: Case, rung: Rung) -> bool:
    return rung.slug == RungSlug.GOI and is_short(case.obligation)


def _day_of_list(case: Case) -> date:
    """The day on which the missing of a short report are listed: of a day off, the next working day."""
    return case.calendar.roll_forward(case.round.last_day)


def _ahead_of_the_hour(case: Case, moment: datetime) -> datetime:
    """The reminder of the day, two hours ahead of a stated hour at the latest; of a short report exactly then."""
    due = case.round.due
    if due == due_instant(case.round.last_day, None) or case.round.target != case.round.last_day:
        return moment
    ahead = due - _BEFORE_THE_HOUR
    return ahead if is_short(case.obligation) else min(moment, ahead)
