"""What becomes of a nudge that waits: it goes, it waits on, or it never needs to be said any more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from dondoc.calendar.workdays import WorkCalendar
from dondoc.tracking.ladder import Nudge, RungSlug, Told
from dondoc.tracking.nudges import Verdict, letter_of, next_nudges, still_true, verdict, wake_at
from dondoc.tracking.obligations import (
    Decision,
    Event,
    EventKind,
    Facts,
    Gate,
    Hold,
    RegisterClosing,
    ReleaseDecision,
)
from tests.factories import a_plan, an_obligation, instant

CALENDAR = WorkCalendar()
PLAN, OWED = a_plan(consolidators={"dinh-ky": ("cong-an-tx-duc-pho",)}), an_obligation()
CLOSED = RegisterClosing("cong-an-tx-duc-pho", date(2022, 6, 15), instant(date(2022, 6, 16), time(9)), "Bình")
ACTIVE = Facts(instant(date(2022, 6, 1), time()), date(2022, 6, 1), closings=(CLOSED,))


def june(day: int, hour: int = 8) -> datetime:
    return instant(date(2022, 6, day), time(hour))


def decided(now: datetime, *before: Told, facts: Facts = ACTIVE) -> tuple[Nudge, ...]:
    return next_nudges(PLAN, OWED, facts, before, CALENDAR, now=now)


def one(rung: str, now: datetime, *before: Told) -> Nudge:
    return next(nudge for nudge in decided(now, *before) if nudge.rung == rung)


def judged(nudge: Nudge, now: datetime, *, facts: Facts = ACTIVE, others: Sequence[Told] = ()) -> Verdict:
    told = (Told(nudge, None), *others)
    found = verdict(PLAN, OWED, facts, told, CALENDAR, nudge=nudge, now=now)
    assert still_true(PLAN, OWED, facts, told, CALENDAR, nudge=nudge, now=now) is (found is Verdict.SAY)
    return found


def told(*rungs: tuple[str, datetime]) -> tuple[Told, ...]:
    """What was told when: each rung as it was decided on at that moment."""
    heard: tuple[Told, ...] = ()
    for rung, at in rungs:
        heard += tuple(Told(nudge, at) for nudge in decided(at, *heard) if nudge.rung == rung)
    return heard


TO_QUA_HAN = (("hom_nay", june(15)), ("qua_han", june(16, 14)))
TO_PREVIEW = (*TO_QUA_HAN, ("xem_truoc", june(17)))


def with_events(*events: Event) -> Facts:
    return replace(ACTIVE, events=events)


def event(kind: EventKind, recorded_at: datetime, name: str = "e1") -> Event:
    return Event(name, OWED.id, kind, recorded_at.date(), recorded_at, "Bình")


def test_what_is_as_true_as_before_goes() -> None:
    assert judged(one("bao_truoc", june(8)), june(8, 10)) is Verdict.SAY


def test_what_was_met_meanwhile_is_dropped() -> None:
    paper = event(EventKind.SUBMITTED, june(8, 9))
    assert judged(one("bao_truoc", june(8)), june(8, 10), facts=with_events(paper)) is Verdict.DROP


def test_the_lower_word_is_dropped_once_the_higher_one_is_reached() -> None:
    assert judged(one("bao_truoc", june(8)), june(13)) is Verdict.DROP
    assert judged(one("bao_truoc", june(8)), june(10)) is Verdict.SAY


@pytest.mark.parametrize(("rung", "said"), [("hom_nay", june(15)), ("goi", june(15, 15))])
def test_what_names_a_day_is_dropped_when_the_day_is_over(rung: str, said: datetime) -> None:
    assert judged(one(rung, said), june(15, 16)) is Verdict.SAY
    assert judged(one(rung, said), june(16, 0)) is Verdict.DROP


def test_a_request_to_close_is_dropped_with_its_morning_or_with_the_closing() -> None:
    open_register = replace(ACTIVE, closings=())
    asked = next(n for n in decided(june(16), facts=open_register) if n.rung == RungSlug.CHOT_SO)
    assert judged(asked, june(16, 16), facts=open_register) is Verdict.SAY
    assert judged(asked, june(17), facts=open_register) is Verdict.DROP
    assert judged(asked, june(16, 10)) is Verdict.DROP


def test_a_second_reminder_is_dropped_when_the_agency_answers_the_first() -> None:
    promise = event(EventKind.PROMISED, june(13, 9))
    assert judged(one("nhac", june(13)), june(13, 10), facts=with_events(promise)) is Verdict.DROP


def test_what_is_held_waits_and_goes_when_the_hold_is_over() -> None:
    hold = Hold("1", None, (), date(2022, 6, 16), date(2022, 6, 17), "bão", june(16, 15), "Bình")
    facts = replace(ACTIVE, holds=(hold,))
    urged = one("qua_han", june(16, 14))
    assert judged(urged, june(16, 15), facts=facts) is Verdict.WAIT
    assert judged(urged, june(20), facts=facts) is Verdict.SAY


def test_a_photo_makes_an_urging_wait() -> None:
    photo = event(EventKind.RECEIVED_IN_ADVANCE, june(16, 15))
    assert judged(one("qua_han", june(16, 14)), june(16, 16), facts=with_events(photo)) is Verdict.WAIT


def test_a_letter_waits_while_it_is_held_and_its_preview_is_dropped() -> None:
    held = ReleaseDecision(OWED.id, "1", RungSlug.LANH_DAO, Decision.HELD, june(17, 9), "Bình")
    facts = replace(ACTIVE, releases=(held,))
    letter = one("lanh_dao", june(20), *told(*TO_PREVIEW))
    assert judged(letter, june(20, 9), facts=facts, others=told(*TO_PREVIEW)) is Verdict.WAIT
    preview = one("xem_truoc", june(17), *told(*TO_QUA_HAN))
    assert judged(preview, june(17, 10), facts=facts, others=told(*TO_QUA_HAN)) is Verdict.DROP


def test_what_belongs_to_an_earlier_round_is_dropped() -> None:
    moved = replace(event(EventKind.EXTENDED, june(16, 15)), new_last_day=date(2022, 6, 24))
    assert judged(one("qua_han", june(16, 14)), june(16, 16), facts=with_events(moved)) is Verdict.DROP


def test_a_correction_is_dropped_when_its_receipt_is_voided() -> None:
    paper = replace(event(EventKind.SUBMITTED, june(17, 9)), received_on=date(2022, 6, 15))
    void = replace(event(EventKind.VOIDED, june(17, 10), "v1"), voids="e1")
    heard = told(*TO_QUA_HAN)
    correction = next_nudges(PLAN, OWED, with_events(paper), heard, CALENDAR, now=june(17, 9))[0]
    assert correction.rung == RungSlug.DINH_CHINH
    assert judged(correction, june(17, 9), facts=with_events(paper), others=heard) is Verdict.SAY
    assert judged(correction, june(17, 10), facts=with_events(paper, void), others=heard) is Verdict.DROP


def test_a_level_waits_while_the_message_below_it_is_under_way() -> None:
    """Decided on 16/6 and not accepted yet: no preview, no letter, but another look two working days on."""
    pending = tuple(Told(nudge, None) for nudge in decided(june(16, 14)))
    assert decided(june(20), *pending) == ()
    assert wake_at(PLAN, OWED, ACTIVE, pending, CALENDAR, now=june(20)) == june(21)


def test_the_letter_goes_the_working_day_after_it_was_shown() -> None:
    heard = told(*TO_QUA_HAN)
    assert letter_of(PLAN, OWED, ACTIVE, heard, CALENDAR, now=june(17)) == june(20)
    assert letter_of(PLAN, OWED, ACTIVE, heard, CALENDAR, now=june(20)) == june(21)


def test_what_is_not_dated_is_never_looked_at_again() -> None:
    for gate in Gate:
        owed = replace(OWED, gate=gate)
        if gate is not Gate.DATED:
            assert next_nudges(PLAN, owed, ACTIVE, (), CALENDAR, now=june(16, 14)) == ()
            assert wake_at(PLAN, owed, ACTIVE, (), CALENDAR, now=june(1)) is None


def test_what_was_met_is_not_looked_at_again() -> None:
    met = with_events(event(EventKind.SUBMITTED, june(8)))
    assert wake_at(PLAN, OWED, met, (), CALENDAR, now=june(9)) is None


def test_a_nudge_about_what_is_no_longer_dated_is_dropped() -> None:
    nudge, unclear = one("nhac", june(13)), replace(OWED, gate=Gate.UNRESOLVED)
    assert verdict(PLAN, unclear, ACTIVE, (), CALENDAR, nudge=nudge, now=june(13)) is Verdict.DROP
