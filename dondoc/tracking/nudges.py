"""Who is to be told what, when to look again, and whether what waits may still be said. All pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum

from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.tracking import outside_levels
from dondoc.tracking.assess import has_ended, is_gathering, known_facts, rounds_of, standing_at, taken_back_at
from dondoc.tracking.ladder import Nudge, Release, Rung, RungSlug, Told
from dondoc.tracking.moments import (
    Case,
    case_of,
    decision,
    has_addressee,
    held_until,
    letter_goes_at,
    reached,
    shown_at,
    speaks_at,
    speaks_until,
)
from dondoc.tracking.obligations import EventKind, Facts, Gate, Obligation, Standing
from dondoc.tracking.plan import Plan
from dondoc.tracking.recipients import nudge_of, recipients_of

HIGHER_LEVELS = (2, 3)  # they speak only after the deadline


class Verdict(StrEnum):
    """What becomes of a nudge that waits: it goes now, it waits on, it never needs to be said any more."""

    SAY = "say"
    WAIT = "wait"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at an obligation finds: whom to tell now, and when to look again (later than now)."""

    nudges: tuple[Nudge, ...]
    wake_at: datetime | None


def next_nudges(
    plan: Plan,
    obligation: Obligation,
    facts: Facts,
    told: Sequence[Told],
    calendar: WorkCalendar,
    *,
    now: datetime,
) -> tuple[Nudge, ...]:
    """What is to be told at `now` and was not decided on before, by what was recorded up to `now`.

    Within a level only the highest rung reached speaks; missed lower rungs stay missed. `told` holds the nudges
    that wait, are under way or were told; what was dropped may be decided on again.
    """
    case = _case(plan, obligation, facts, told, calendar, now=now)
    return () if case is None else tuple(_sayable(case, now))


def wake_at(
    plan: Plan,
    obligation: Obligation,
    facts: Facts,
    told: Sequence[Told],
    calendar: WorkCalendar,
    *,
    now: datetime,
) -> datetime | None:
    """The next moment, `now` included, at which `next_nudges` could say something new if nothing is recorded.

    None when the obligation is met, undated, or waits for a person. A nudge that is under way is presumed
    told at `now`: nothing that waits for it can speak before that, and the look then costs nothing.
    """
    case = _case(plan, obligation, facts, told, calendar, now=now)
    if case is None:
        return None
    return now if any(_sayable(case, now)) else _next_wake(case, (), now)


def look(
    plan: Plan,
    obligation: Obligation,
    facts: Facts,
    told: Sequence[Told],
    calendar: WorkCalendar,
    *,
    now: datetime,
) -> Look:
    """What is to be told at `now`, and when to look again once that is decided; both in one go."""
    case = _case(plan, obligation, facts, told, calendar, now=now)
    if case is None:
        return Look((), None)
    nudges = tuple(_sayable(case, now))
    return Look(nudges, _next_wake(case, nudges, now))


def verdict(
    plan: Plan,
    obligation: Obligation,
    facts: Facts,
    told: Sequence[Told],
    calendar: WorkCalendar,
    *,
    nudge: Nudge,
    now: datetime,
) -> Verdict:
    """Whether a nudge that waits may go at `now`: met, superseded and out of date drop; a hold only waits."""
    others = [one for one in told if one.nudge.key != nudge.key]
    case = _case(plan, obligation, facts, others, calendar, now=now)
    if case is None:
        return Verdict.DROP
    if any(nudge.key == sayable.key for sayable in _sayable(case, now)):
        return Verdict.SAY
    return Verdict.DROP if _is_over(case, nudge, now) else Verdict.WAIT


def still_true(
    plan: Plan,
    obligation: Obligation,
    facts: Facts,
    told: Sequence[Told],
    calendar: WorkCalendar,
    *,
    nudge: Nudge,
    now: datetime,
) -> bool:
    """Whether a nudge that waits may be said at `now`."""
    return verdict(plan, obligation, facts, told, calendar, nudge=nudge, now=now) is Verdict.SAY


def letter_of(
    plan: Plan,
    obligation: Obligation,
    facts: Facts,
    told: Sequence[Told],
    calendar: WorkCalendar,
    *,
    now: datetime,
) -> datetime | None:
    """When the letter to the head that is shown to the secretariat at `now` goes, unless it is held."""
    case = _case(plan, obligation, facts, told, calendar, now=now)
    letter = _letter(case) if case else None
    return None if case is None or letter is None else letter_goes_at(case, letter, now)


def _case(
    plan: Plan,
    obligation: Obligation,
    facts: Facts,
    told: Sequence[Told],
    calendar: WorkCalendar,
    *,
    now: datetime,
) -> Case | None:
    if obligation.gate is not Gate.DATED:
        return None
    known = known_facts(facts, now=now)
    opened = rounds_of(obligation, known, calendar)
    if not opened:
        return None
    standing = standing_at(obligation, known, opened, calendar, at=now)
    taken_back = taken_back_at(facts, now=now) if facts.events else None
    return case_of(
        plan,
        obligation,
        known,
        standing,
        tuple(told),
        calendar=calendar,
        taken_back=taken_back,
        silent_until=_silent_until(standing, known, calendar, now=now),
    )


def _silent_until(standing: Standing, known: Facts, calendar: WorkCalendar, *, now: datetime) -> datetime | None:
    """The day of a report that waits for others, while any is missing: nobody reminds it before (+07:00)."""
    if standing.round is None or not is_gathering(known, calendar, now=now):
        return None
    return datetime.combine(standing.round.target, time(), VIETNAM)


def _sayable(case: Case, at: datetime) -> Iterator[Nudge]:
    """Everything that may be said at a moment and was not decided on yet."""
    if held_until(case, at) is not None:
        return
    decided = {one.nudge.key for one in case.told}
    said = _owed(case, at) if case.standing.is_owed else _settled(case, at)
    for nudge in said:
        if nudge.key not in decided:
            yield nudge


def _settled(case: Case, at: datetime) -> Iterator[Nudge]:
    yield from outside_levels.corrections(case)
    if not has_ended(case.obligation, at):
        yield from outside_levels.dropped(case)


def _owed(case: Case, at: datetime) -> Iterator[Nudge]:
    if has_ended(case.obligation, at):
        return
    yield from outside_levels.opening(case, at)
    yield from outside_levels.change(case, at)
    yield from outside_levels.restored(case, at)
    yield from outside_levels.call_list(case, at)
    yield from _level(case, 1, at)
    if at >= case.round.due:
        yield from outside_levels.register_asks(case, at)
        yield from outside_levels.missing_of_consolidation(case, at)
        yield from _preview(case, at)
        for level in HIGHER_LEVELS:
            yield from _level(case, level, at)


def _level(case: Case, level: int, at: datetime) -> Iterator[Nudge]:
    """The highest rung that may speak; the lower ones, said or missed, are silent from then on."""
    for rung in reversed(tuple(case.ladder.rungs.values())):
        if rung.level != level or (moment := speaks_at(case, rung, at)) is None or moment > at:
            continue
        if not _is_outdated(case, rung, at) and has_addressee(case, rung):
            for recipient, is_copy in recipients_of(case.plan, case.obligation, rung):
                yield nudge_of(case, rung.slug, recipient, moment, level=level, is_copy=is_copy)
        return


def _preview(case: Case, at: datetime) -> Iterator[Nudge]:
    """The letter that will go, for the secretariat to hold or release."""
    letter, preview = _letter(case), case.ladder.rungs.get(RungSlug.XEM_TRUOC)
    if letter is None or preview is None or _is_decided(case, letter):
        return
    moment = shown_at(case, letter, preview, at)
    if moment is not None and moment <= at:
        for recipient, _ in recipients_of(case.plan, case.obligation, preview):
            yield nudge_of(case, preview.slug, recipient, moment)


def _letter(case: Case) -> Rung | None:
    """The rung that does not go by itself, if this addressee has one."""
    rungs = case.ladder.rungs.values()
    return next((rung for rung in rungs if rung.release is not Release.AUTO and has_addressee(case, rung)), None)


def _is_decided(case: Case, rung: Rung) -> bool:
    return any(one.nudge.rung == rung.slug for one in case.told)


def _is_outdated(case: Case, rung: Rung, at: datetime) -> bool:
    """Past its time, or a second reminder to somebody who has answered the first."""
    until = speaks_until(case, rung)
    answers = (EventKind.PROMISED, EventKind.RECEIVED_IN_ADVANCE)
    is_answered = rung.slug == RungSlug.NHAC and any(event.kind in answers for event in case.events)
    return is_answered or (until is not None and at >= until)


def _is_over(case: Case, nudge: Nudge, at: datetime) -> bool:
    """Nothing but a new fact could make the nudge worth saying."""
    if nudge.rung == RungSlug.DINH_CHINH:
        return nudge.key not in {one.key for one in outside_levels.corrections(case)}
    if nudge.rung == RungSlug.THAY_DOI and outside_levels.turn_of(nudge) is outside_levels.Turn.DROPPED:
        return nudge.key not in {one.key for one in outside_levels.dropped(case)}
    if nudge.round_key != case.round.key or not case.standing.is_owed:
        return True
    if nudge.rung == RungSlug.XEM_TRUOC:
        letter = _letter(case)
        return letter is None or decision(case, letter) is not None or _is_decided(case, letter)
    rung = case.ladder.rungs.get(nudge.rung)
    if rung is None or rung.level is None:
        return outside_levels.is_over(case, nudge, at)
    return _is_outdated(case, rung, at) or _is_superseded(case, rung, at)


def _is_superseded(case: Case, rung: Rung, at: datetime) -> bool:
    level = [other for other in case.ladder.rungs.values() if other.level == rung.level]
    higher = level[level.index(rung) + 1 :]
    return any((moment := reached(case, other)) is not None and moment <= at for other in higher)


def _next_wake(case: Case, decided: tuple[Nudge, ...], now: datetime) -> datetime | None:
    """The next moment later than `now` at which something new may be said, after some nudges were decided on."""
    told = (*case.told, *(Told(nudge, None) for nudge in decided))
    case = replace(case, told=told, presumed=now)
    at = _next_moment(case, now)
    while at is not None and not any(_sayable(case, at)):
        at = _next_moment(case, at)
    return at


def _next_moment(case: Case, at: datetime) -> datetime | None:
    """The next moment after `at` at which anything changes by itself."""
    held = held_until(case, at)
    if held is not None:
        return held
    if not case.standing.is_owed:
        return None
    moments = [case.pause, *outside_levels.moments(case, at)]
    if at < case.round.due:
        moments.append(case.round.due)
        moments += [reached(case, rung) for rung in case.ladder.rungs.values()]
    else:
        moments += [speaks_at(case, rung, at) for rung in case.ladder.rungs.values()]
        letter, preview = _letter(case), case.ladder.rungs.get(RungSlug.XEM_TRUOC)
        if letter is not None and preview is not None:
            moments.append(shown_at(case, letter, preview, at))
    moment = min([moment for moment in moments if moment is not None and moment > at], default=None)
    return None if moment is None or has_ended(case.obligation, moment) else moment
