"""How an obligation stands at a moment: derived from what was recorded by then, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from dondoc.calendar import VIETNAM
from dondoc.calendar.deadlines import due_instant
from dondoc.calendar.workdays import WorkCalendar
from dondoc.language.directory import Relation
from dondoc.tracking.ladders import MORNING
from dondoc.tracking.obligations import (
    FIRST_ROUND,
    Event,
    EventKind,
    Facts,
    Gate,
    Hold,
    Obligation,
    Round,
    Standing,
    State,
)

RETURN_WORKDAYS = 3  # a return without a day of its own gives so many working days
IN_ADVANCE_WORKDAYS = 3  # so long does a photo of the paper quiet levels 1 and 2

RECEIPTS = frozenset({EventKind.SUBMITTED, EventKind.NIL_RETURN, EventKind.CREDITED})
_OPENERS = frozenset({EventKind.RETURNED, EventKind.EXTENDED})
_CLOCKED = frozenset({Gate.DATED, Gate.OBSERVED})
_WAITING = {
    Gate.UNRESOLVED: State.UNRESOLVED,
    Gate.PROPOSED: State.PROPOSED,
    Gate.AWAITING_EVENT: State.AWAITING_EVENT,
    Gate.CONTINUING: State.CONTINUING,
}


@dataclass(frozen=True, slots=True)
class _Term:
    """The days that hold since `event` was recorded; the plan's own days if None."""

    event: Event | None
    last_day: date
    due: datetime
    target: date


def assess(obligation: Obligation, facts: Facts, calendar: WorkCalendar, *, now: datetime) -> Standing:
    """How the obligation stands at `now`, by what was recorded up to `now`."""
    known = known_facts(facts, now=now)
    return standing_at(obligation, known, rounds_of(obligation, known, calendar), calendar, at=now)


def rounds(obligation: Obligation, facts: Facts, calendar: WorkCalendar, *, now: datetime) -> tuple[Round, ...]:
    """The rounds opened up to `now`, the first one by activation; none where nothing is dated or active."""
    return rounds_of(obligation, known_facts(facts, now=now), calendar)


def known_facts(facts: Facts, *, now: datetime) -> Facts:
    """What was recorded up to `now`, without voided events, in the order of recording."""
    is_begun = facts.activated_at is None or facts.activated_at <= now
    return Facts(
        activated_at=facts.activated_at if is_begun else None,
        in_effect_from=facts.in_effect_from if is_begun else None,
        events=_live(facts.events, now) if facts.events else (),
        closings=tuple([closing for closing in facts.closings if closing.recorded_at <= now]),
        holds=tuple([_as_known(hold, now) for hold in facts.holds if hold.recorded_at <= now]),
        releases=tuple([release for release in facts.releases if release.recorded_at <= now]),
        awaited=facts.awaited,
    )


def is_gathering(facts: Facts, calendar: WorkCalendar, *, now: datetime) -> bool:
    """Something that a consolidating report waits for is still owed."""
    return any(assess(one.obligation, one.facts, calendar, now=now).is_open for one in facts.awaited)


def _as_known(hold: Hold, now: datetime) -> Hold:
    is_lifted = hold.lifted_at is not None and hold.lifted_at <= now
    return hold if is_lifted or hold.lifted_at is None else replace(hold, lifted_at=None)


def taken_back_at(facts: Facts, *, now: datetime) -> datetime | None:
    """When something recorded was voided last, up to `now`."""
    voids = (event.recorded_at for event in facts.events if event.kind is EventKind.VOIDED)
    return max((moment for moment in voids if moment <= now), default=None)


def rounds_of(obligation: Obligation, known: Facts, calendar: WorkCalendar) -> tuple[Round, ...]:
    """The same as `rounds`, of facts that `known_facts` has gone through."""
    activated_at = known.activated_at
    if activated_at is None:
        return ()
    return tuple(
        Round(
            key=FIRST_ROUND if term.event is None else term.event.id,
            number=number,
            opened_at=activated_at if term.event is None else max(activated_at, term.event.recorded_at),
            last_day=term.last_day,
            due=term.due,
            target=term.target,
            opened_by=term.event,
        )
        for number, term in enumerate(_terms(obligation, known.events, calendar), start=1)
    )


def standing_at(
    obligation: Obligation, known: Facts, opened: tuple[Round, ...], calendar: WorkCalendar, *, at: datetime
) -> Standing:
    """How things stand at a moment if nothing more is recorded until then."""
    now_round = opened[-1] if opened else None
    kinds = {event.kind for event in known.events}
    if EventKind.EXEMPTED in kinds:
        return Standing(State.EXEMPT, now_round)
    if EventKind.WITHDRAWN in kinds:
        return Standing(State.WITHDRAWN, now_round)
    if receipt := _receipt(known.events):
        return _met(obligation, known, receipt, now_round, calendar)
    return _open(obligation, known, now_round, calendar, at)


def closed_at(obligation: Obligation, known: Facts, last_day: date) -> datetime | None:
    """When the receiver closed its register through a day (+07:00); None while it is open."""
    closings = [
        closing.recorded_at
        for closing in known.closings
        if closing.body == obligation.receiver and closing.through >= last_day
    ]
    return min(closings).astimezone(VIETNAM) if closings else None


def has_ended(obligation: Obligation, at: datetime) -> bool:
    """The agency is no more, and nobody has decided yet what becomes of its debt."""
    last = obligation.agency_until
    return last is not None and at.astimezone(VIETNAM).date() > last


def in_round(events: Iterable[Event], now_round: Round) -> tuple[Event, ...]:
    """The events recorded since the round was opened, in order."""
    listed = tuple(events)
    opener = now_round.opened_by
    return listed if opener is None else listed[listed.index(opener) + 1 :]


def pause_ends(events: Iterable[Event], calendar: WorkCalendar) -> datetime | None:
    """The morning on which levels 1 and 2 speak again after the first photo of the paper; None without one."""
    days = [event.received_on for event in events if event.kind is EventKind.RECEIVED_IN_ADVANCE]
    return morning_after(calendar.add_workdays(min(days), IN_ADVANCE_WORKDAYS), calendar) if days else None


def morning_after(day: date, calendar: WorkCalendar) -> datetime:
    """08:00 of the first working day after a civil day: when what had to wait may be told (+07:00)."""
    return datetime.combine(calendar.add_workdays(day, 1), MORNING, VIETNAM)


def _live(events: tuple[Event, ...], now: datetime) -> tuple[Event, ...]:
    """The events known at `now` that nobody took back; a void may itself be voided."""
    recorded = sorted((event for event in events if event.recorded_at <= now), key=lambda event: event.recorded_at)
    voided: set[str] = set()
    live: list[Event] = []
    for event in reversed(recorded):
        if event.id in voided:
            continue
        if event.kind is EventKind.VOIDED:
            voided.add(event.voids or "")
        else:
            live.append(event)
    return tuple(reversed(live))


def _terms(obligation: Obligation, events: tuple[Event, ...], calendar: WorkCalendar) -> list[_Term]:
    """The plan's own days, then those of every return and of every extension that moves the deadline.

    What an agency was granted for itself, by an extension or a return, no later amendment shortens.
    """
    if obligation.gate not in _CLOCKED or not (obligation.last_day and obligation.due and obligation.target):
        return []
    terms = [_Term(None, obligation.last_day, obligation.due, obligation.target)]
    granted: _Term | None = None
    for event in events:
        if event.kind not in _OPENERS:
            continue
        term = _term_of(event, calendar)
        if not event.by_amendment:
            granted = term
        elif granted is not None and granted.due > term.due:
            term = replace(granted, event=event)
        if event.kind is EventKind.EXTENDED and term.due == terms[-1].due:
            continue  # the paper that confirms an oral extension moves nothing
        terms.append(term)
    return terms


def _term_of(event: Event, calendar: WorkCalendar) -> _Term:
    """The days that a return or an extension names, to the hour where it names one."""
    last_day = event.new_last_day or calendar.add_workdays(event.received_on, RETURN_WORKDAYS)
    return _Term(event, last_day, due_instant(last_day, event.new_hour), calendar.roll_back(last_day))


def _receipt(events: tuple[Event, ...]) -> Event | None:
    """The earliest receipt that was not sent back."""
    returns = [place for place, event in enumerate(events) if event.kind is EventKind.RETURNED]
    since = events[returns[-1] + 1 :] if returns else events
    return min((e for e in since if e.kind in RECEIPTS), key=lambda event: event.received_on, default=None)


def _met(
    obligation: Obligation, known: Facts, receipt: Event, now_round: Round | None, calendar: WorkCalendar
) -> Standing:
    last_day = now_round.last_day if now_round else _last_day_printed(obligation, known, calendar)
    if last_day is None or receipt.received_on <= last_day:
        return Standing(State.ON_TIME, now_round, receipt)
    days_late = calendar.workdays_between(last_day, receipt.received_on)
    return Standing(State.LATE, now_round, receipt, days_late)


def _last_day_printed(obligation: Obligation, known: Facts, calendar: WorkCalendar) -> date | None:
    """The day in force of a plan that is not active, for papers that came before it."""
    terms = _terms(obligation, known.events, calendar)
    return terms[-1].last_day if terms else None


def _open(
    obligation: Obligation, known: Facts, now_round: Round | None, calendar: WorkCalendar, at: datetime
) -> Standing:
    last_day = now_round.last_day if now_round else _last_day_printed(obligation, known, calendar)
    if last_day and known.in_effect_from and last_day < known.in_effect_from:
        return Standing(State.BEFORE_EFFECT, now_round)
    if obligation.gate not in _CLOCKED:
        return Standing(_WAITING[obligation.gate], now_round)
    if now_round is None:
        return Standing(State.INACTIVE, None)
    return _running(obligation, known, now_round, calendar, at)


def _running(
    obligation: Obligation, known: Facts, now_round: Round, calendar: WorkCalendar, at: datetime
) -> Standing:
    is_past = at >= now_round.due
    if obligation.gate is Gate.OBSERVED:
        return Standing(State.WITHDRAWN if is_past else State.OPEN, now_round)
    if has_ended(obligation, at):
        return Standing(State.ENDED, now_round)
    pause = pause_ends(in_round(known.events, now_round), calendar)
    if pause is not None and at < pause:
        return Standing(State.IN_ADVANCE, now_round)
    if not is_past:
        is_returned = now_round.opened_by is not None and now_round.opened_by.kind is EventKind.RETURNED
        return Standing(State.RETURNED if is_returned else State.OPEN, now_round)
    is_closed = obligation.receiver is None or closed_at(obligation, known, now_round.last_day) is not None
    if obligation.relation is Relation.OUTSIDE or not is_closed:
        return Standing(State.AWAITING_REGISTER, now_round)
    days_late = calendar.workdays_between(now_round.last_day, at.astimezone(VIETNAM).date())
    return Standing(State.OVERDUE, now_round, None, days_late)
