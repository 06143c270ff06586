"""wake_at proved against looking every quarter of an hour; what next_nudges says once, it never says again."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.calendar import VIETNAM
from dondoc.calendar.deadlines import due_instant
from dondoc.calendar.workdays import WorkCalendar
from dondoc.tracking.ladder import Nudge, RungSlug, Told
from dondoc.tracking.nudges import Look, look, next_nudges, still_true, wake_at
from dondoc.tracking.obligations import (
    Decision,
    Event,
    EventKind,
    Facts,
    Hold,
    Obligation,
    RegisterClosing,
    ReleaseDecision,
)
from tests.factories import a_plan, due_on

CALENDAR = WorkCalendar()
PLAN = a_plan(consolidators={"dinh-ky": ("cong-an-tx-duc-pho",)})
Decided = dict[datetime, tuple[Nudge, ...]]
QUARTER = timedelta(minutes=15)
# A Wednesday, a Saturday, a day whose letter falls into the days around Tết, the last day before them.
LAST_DAYS = (date(2022, 6, 15), date(2024, 6, 15), date(2025, 1, 16), date(2025, 1, 24))
AGENCIES = ("phong-tu-phap", "hoi-phu-nu", "toa-an")
BEFORE, BEHIND = timedelta(days=12), timedelta(days=24)
KINDS = tuple(kind for kind in EventKind if kind is not EventKind.VOIDED)


@dataclass(frozen=True, slots=True)
class Life:
    """One obligation with everything that is ever recorded about it, and how long a message takes."""

    obligation: Obligation
    facts: Facts
    starts: datetime
    ends: datetime
    delay: timedelta

    @property
    def changes(self) -> set[datetime]:
        """When something is recorded."""
        facts = self.facts
        lifted = {hold.lifted_at for hold in facts.holds if hold.lifted_at}
        recorded = {event.recorded_at for event in facts.events}
        recorded |= {closing.recorded_at for closing in facts.closings}
        recorded |= {hold.recorded_at for hold in facts.holds}
        recorded |= {release.recorded_at for release in facts.releases}
        return recorded | lifted | {facts.activated_at or self.starts}

    def told_at(self, decided_at: datetime) -> datetime:
        """When a message that was decided on is accepted by somebody's server."""
        return CALENDAR.office_moment(decided_at) + self.delay


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """An agency, a deadline, and up to six things that happen around it, on quarters of an hour."""
    last_day = draw(st.sampled_from(LAST_DAYS))
    middle = datetime.combine(last_day, time(), VIETNAM)
    starts, ends = middle - BEFORE, middle + BEHIND
    quarters = st.integers(0, (ends - starts) // QUARTER).map(lambda n: starts + n * QUARTER)
    obligation = _owed(draw(st.sampled_from(AGENCIES)), last_day, draw(st.sampled_from((None, time(9), time(16)))))
    events = [draw(_events(quarters, number, last_day)) for number in range(draw(st.integers(0, 4)))]
    voids = [_void(draw(quarters), event) for event in events if draw(st.integers(0, 3)) == 0]
    closing = RegisterClosing("cong-an-tx-duc-pho", last_day + BEHIND, draw(quarters), "x")
    facts = Facts(
        activated_at=draw(st.just(starts) | quarters),
        in_effect_from=starts.date(),
        events=tuple(sorted([*events, *voids], key=lambda event: event.recorded_at)),
        closings=(closing,) if draw(st.integers(0, 3)) else (),
        holds=tuple(draw(st.lists(_holds(quarters), max_size=2))),
        releases=tuple(draw(st.lists(_releases(quarters, obligation.id), max_size=2))),
    )
    delay = draw(st.sampled_from((timedelta(), 3 * QUARTER, timedelta(days=3))))
    return Life(obligation, facts, starts, ends, delay)


def _owed(agency: str, last_day: date, hour: time | None) -> Obligation:
    due = due_instant(last_day, hour)
    return replace(due_on(last_day, agency=agency, target=CALENDAR.roll_back(last_day)), due=due)


@st.composite
def _events(draw: st.DrawFn, quarters: st.SearchStrategy[datetime], number: int, last_day: date) -> Event:
    at, kind = draw(quarters), draw(st.sampled_from(KINDS))
    day = last_day + timedelta(days=draw(st.integers(-3, 9)))
    return Event(
        id=f"e{number}",
        obligation_id="x",
        kind=kind,
        received_on=min(at.date(), last_day + timedelta(days=draw(st.integers(-2, 2)))),
        recorded_at=at,
        recorded_by="x",
        new_last_day=day if kind in (EventKind.EXTENDED, EventKind.RETURNED, EventKind.PROMISED) else None,
        by_amendment=draw(st.booleans()),
    )


def _void(at: datetime, event: Event) -> Event:
    void = replace(event, id=f"v-{event.id}", kind=EventKind.VOIDED, recorded_at=max(at, event.recorded_at))
    return replace(void, voids=event.id, new_last_day=None)


@st.composite
def _holds(draw: st.DrawFn, quarters: st.SearchStrategy[datetime]) -> Hold:
    at = draw(quarters)
    starts = at.date() + timedelta(days=draw(st.integers(0, 2)))
    ends = starts + timedelta(days=draw(st.integers(0, 6)))
    lifted_at = draw(st.none() | quarters.map(lambda moment: max(moment, at)))
    return Hold(f"h{at}", None, (), starts, ends, "bão", at, "x", lifted_at)


@st.composite
def _releases(draw: st.DrawFn, quarters: st.SearchStrategy[datetime], obligation_id: str) -> ReleaseDecision:
    decision = draw(st.sampled_from(Decision))
    return ReleaseDecision(obligation_id, "1", RungSlug.LANH_DAO, decision, draw(quarters), "x")


def told_by(life: Life, decided: Decided, now: datetime) -> tuple[Told, ...]:
    """What was decided on so far; told as soon as its message was accepted."""
    return tuple(
        Told(nudge, at if (at := life.told_at(decided_at)) <= now else None)
        for decided_at, nudges in decided.items()
        for nudge in nudges
    )


def decide(life: Life, decided: Decided, now: datetime) -> None:
    """Decide what is to be said now."""
    told = told_by(life, decided, now)
    nudges = next_nudges(PLAN, life.obligation, life.facts, told, CALENDAR, now=now)
    if nudges:
        decided[now] = nudges


def by_looking_always(life: Life) -> Decided:
    """What is said when, if somebody looks every quarter of an hour."""
    decided: Decided = {}
    now = life.starts
    while now <= life.ends:
        decide(life, decided, now)
        now += QUARTER
    return decided


def by_waking(life: Life) -> Decided:
    """What is said when, if somebody looks only when woken; the wake is worked out anew with every fact."""
    decided: Decided = {}
    now: datetime | None = life.starts
    while now is not None and now <= life.ends:
        decide(life, decided, now)
        told = told_by(life, decided, now)
        wake = wake_at(PLAN, life.obligation, life.facts, told, CALENDAR, now=now)
        settled = {life.told_at(at) for at in decided}
        now = min((at for at in (*life.changes, *settled, wake) if at is not None and at > now), default=None)
    return decided


@settings(max_examples=25, deadline=None, derandomize=True)
@given(lives())
def test_stepping_from_wake_to_wake_misses_nothing(life: Life) -> None:
    assert by_waking(life) == by_looking_always(life)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(lives())
def test_what_was_decided_is_not_decided_again_and_may_be_said_at_once(life: Life) -> None:
    decided: Decided = {}
    for now, nudges in by_waking(life).items():
        decided[now] = nudges
        told = told_by(life, decided, now)
        assert not next_nudges(PLAN, life.obligation, life.facts, told, CALENDAR, now=now)
        assert len({nudge.key for nudge in nudges}) == len(nudges)
        wake = wake_at(PLAN, life.obligation, life.facts, told, CALENDAR, now=now)
        before = tuple(one for one in told if one.nudge not in nudges)
        assert look(PLAN, life.obligation, life.facts, before, CALENDAR, now=now) == Look(nudges, wake)
        for nudge in nudges:
            assert still_true(PLAN, life.obligation, life.facts, told, CALENDAR, nudge=nudge, now=now)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(lives(), st.data())
def test_a_replay_at_a_moment_equals_what_was_known_then(life: Life, data: st.DataObject) -> None:
    now = life.starts + data.draw(st.integers(0, (life.ends - life.starts) // QUARTER)) * QUARTER
    facts = life.facts
    by_then = replace(
        facts,
        events=tuple(event for event in facts.events if event.recorded_at <= now),
        closings=tuple(closing for closing in facts.closings if closing.recorded_at <= now),
        holds=tuple(
            replace(hold, lifted_at=hold.lifted_at if hold.lifted_at and hold.lifted_at <= now else None)
            for hold in facts.holds
            if hold.recorded_at <= now
        ),
        releases=tuple(release for release in facts.releases if release.recorded_at <= now),
    )
    for known in (facts, by_then):
        said = next_nudges(PLAN, life.obligation, known, (), CALENDAR, now=now)
        assert said == next_nudges(PLAN, life.obligation, facts, (), CALENDAR, now=now)
        wake = wake_at(PLAN, life.obligation, known, (), CALENDAR, now=now)
        assert wake == wake_at(PLAN, life.obligation, facts, (), CALENDAR, now=now)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(lives(), st.data())
def test_the_zone_in_which_a_moment_is_told_changes_nothing(life: Life, data: st.DataObject) -> None:
    now = life.starts + data.draw(st.integers(0, (life.ends - life.starts) // QUARTER)) * QUARTER
    here = look(PLAN, life.obligation, life.facts, (), CALENDAR, now=now)
    assert look(PLAN, life.obligation, in_utc(life.facts), (), CALENDAR, now=now.astimezone(UTC)) == here


def in_utc(facts: Facts) -> Facts:
    return replace(
        facts,
        events=tuple(replace(one, recorded_at=one.recorded_at.astimezone(UTC)) for one in facts.events),
        closings=tuple(replace(one, recorded_at=one.recorded_at.astimezone(UTC)) for one in facts.closings),
        releases=tuple(replace(one, recorded_at=one.recorded_at.astimezone(UTC)) for one in facts.releases),
    )
