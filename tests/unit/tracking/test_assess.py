"""How an obligation stands: the first state that applies, by what was recorded up to a moment."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from dondoc.calendar.workdays import WorkCalendar
from dondoc.tracking.assess import assess, rounds
from dondoc.tracking.obligations import (
    STATE_LABELS,
    Event,
    EventKind,
    Facts,
    Gate,
    Obligation,
    RegisterClosing,
    Round,
    Standing,
    State,
)
from tests.factories import LAST_DAY, an_obligation, instant

CALENDAR = WorkCalendar()
OWED = an_obligation()
ACTIVE = Facts(instant(date(2022, 4, 30), time()), date(2022, 4, 30))
CLOSED = RegisterClosing("cong-an-tx-duc-pho", LAST_DAY, instant(date(2022, 6, 16), time(9)), "Bình")


def june(day: int, hour: int = 8) -> datetime:
    return instant(date(2022, 6, day), time(hour))


def event(kind: EventKind, recorded_at: datetime, **facts: Any) -> Event:
    known: dict[str, Any] = {"id": "e1", "received_on": recorded_at.date()} | facts
    return Event(obligation_id=OWED.id, kind=kind, recorded_at=recorded_at, recorded_by="Bình", **known)


def stands(
    *events: Event, at: datetime, owed: Obligation = OWED, closings: Sequence[RegisterClosing] = (CLOSED,)
) -> Standing:
    facts = replace(ACTIVE, events=events, closings=tuple(closings))
    return assess(owed, facts, CALENDAR, now=at)


def opened(*events: Event, at: datetime) -> tuple[Round, ...]:
    return rounds(OWED, replace(ACTIVE, events=events), CALENDAR, now=at)


def test_it_is_open_to_the_last_second_then_waits_for_the_register_then_is_overdue() -> None:
    assert stands(at=instant(LAST_DAY, time(23, 59, 59))).state is State.OPEN
    assert stands(at=june(16, 0)).state is State.AWAITING_REGISTER
    assert stands(at=june(16, 9)) == Standing(State.OVERDUE, opened(at=june(16))[0], None, 1)
    assert stands(at=june(20)).working_days_late == 3


def test_a_register_closed_through_an_earlier_day_or_by_another_body_decides_nothing() -> None:
    for closing in (replace(CLOSED, through=date(2022, 6, 14)), replace(CLOSED, body="ubnd-tx-duc-pho")):
        assert stands(at=june(17), closings=[closing]).state is State.AWAITING_REGISTER


def test_without_a_via_the_addressee_closes_the_register() -> None:
    owed = replace(OWED, via=None)
    assert stands(at=june(17), owed=owed).state is State.AWAITING_REGISTER
    assert (
        stands(at=june(17), owed=owed, closings=[replace(CLOSED, body="ubnd-tx-duc-pho")]).state is State.OVERDUE
    )


def test_what_nobody_receives_needs_no_register() -> None:
    assert stands(at=june(17), owed=replace(OWED, to=None, via=None), closings=()).state is State.OVERDUE


def test_an_outside_body_is_never_overdue() -> None:
    assert stands(at=june(30), owed=an_obligation("toa-an")).state is State.AWAITING_REGISTER


@pytest.mark.parametrize("kind", [EventKind.SUBMITTED, EventKind.NIL_RETURN, EventKind.CREDITED])
def test_the_day_of_receipt_decides_and_not_the_day_of_recording(kind: EventKind) -> None:
    in_time = event(kind, june(20), received_on=LAST_DAY)
    late = event(kind, june(20), received_on=date(2022, 6, 17))
    assert stands(in_time, at=june(20)).state is State.ON_TIME
    assert stands(late, at=june(20)) == Standing(State.LATE, opened(at=june(20))[0], late, 2)
    assert stands(in_time, at=june(17)).state is State.OVERDUE


def test_of_two_receipts_the_earlier_one_counts() -> None:
    first, second = (
        event(EventKind.SUBMITTED, june(20), id=f"e{day}", received_on=date(2022, 6, day)) for day in (16, 15)
    )
    assert stands(first, second, at=june(20)).met_by == second


def test_a_supplement_changes_nothing() -> None:
    paper = event(EventKind.SUBMITTED, june(14))
    asked = event(EventKind.SUPPLEMENT_REQUESTED, june(15), id="e2")
    assert stands(paper, asked, at=june(20)).state is State.ON_TIME
    assert len(opened(paper, asked, at=june(20))) == 1


def test_a_return_is_a_state_until_its_own_day_is_over() -> None:
    paper = event(EventKind.SUBMITTED, june(14))
    back = event(EventKind.RETURNED, june(15, 10), id="e2", new_last_day=date(2022, 6, 20))
    assert stands(paper, back, at=june(20)).state is State.RETURNED
    assert stands(paper, back, at=june(21, 0)).state is State.AWAITING_REGISTER
    again = event(EventKind.SUBMITTED, june(20, 9), id="e3")
    assert stands(paper, back, again, at=june(21)).state is State.ON_TIME


def test_a_return_without_a_day_gives_three_working_days() -> None:
    back = event(EventKind.RETURNED, june(17))
    assert opened(back, at=june(17))[-1].last_day == date(2022, 6, 22)


def test_a_round_is_named_after_the_event_that_opened_it_at_the_moment_of_recording() -> None:
    moved = event(EventKind.EXTENDED, june(14, 10), id="17", new_last_day=date(2022, 6, 25))
    first, second = opened(moved, at=june(14, 10))
    assert (first.key, first.number, first.last_day) == ("1", 1, LAST_DAY)
    assert (second.key, second.number, second.opened_at, second.opened_by) == ("17", 2, june(14, 10), moved)
    assert (second.last_day, second.target) == (date(2022, 6, 25), date(2022, 6, 24))
    assert opened(moved, at=june(14, 9)) == (first,)


def test_the_paper_of_an_oral_extension_opens_no_round_unless_it_names_another_day() -> None:
    oral = event(EventKind.EXTENDED, june(14), id="e1", new_last_day=date(2022, 6, 22), oral=True)
    same = event(EventKind.EXTENDED, june(16), id="e2", new_last_day=date(2022, 6, 22))
    other = replace(same, new_last_day=date(2022, 6, 24))
    assert [one.key for one in opened(oral, same, at=june(17))] == ["1", "e1"]
    assert [one.key for one in opened(oral, other, at=june(17))] == ["1", "e1", "e2"]


def test_a_deadline_moves_to_an_hour_of_a_day() -> None:
    hour = event(EventKind.EXTENDED, june(14), id="e1", new_last_day=LAST_DAY, new_hour=time(17))
    (first, second) = opened(hour, at=june(14))
    assert (second.last_day, second.due) == (first.last_day, june(15, 17))
    assert stands(hour, at=june(15, 16)).state is State.OPEN
    assert stands(hour, at=june(15, 17)).state is State.AWAITING_REGISTER
    later = event(EventKind.EXTENDED, june(15), id="e2", new_last_day=LAST_DAY, new_hour=time(20))
    assert opened(hour, later, at=june(15))[-1].due == june(15, 20)


GRANTED = {
    "an extension": (event(EventKind.EXTENDED, june(8), id="e1", new_last_day=date(2022, 6, 30)),),
    "a return": (
        event(EventKind.SUBMITTED, june(7), id="e0"),
        event(EventKind.RETURNED, june(8), id="e1", new_last_day=date(2022, 6, 30)),
    ),
}


@pytest.mark.parametrize("granted", GRANTED.values(), ids=GRANTED)
def test_what_an_agency_was_granted_for_itself_no_later_amendment_shortens(granted: tuple[Event, ...]) -> None:
    shorter = event(EventKind.EXTENDED, june(9), id="e2", new_last_day=date(2022, 6, 24), by_amendment=True)
    longer = event(EventKind.EXTENDED, june(10), id="e3", new_last_day=date(2022, 7, 5), by_amendment=True)
    back = event(EventKind.EXTENDED, june(13), id="e4", new_last_day=date(2022, 6, 20), by_amendment=True)

    assert [each.key for each in opened(*granted, shorter, at=june(9))] == ["1", "e1"]
    assert [each.last_day.day for each in opened(*granted, shorter, longer, at=june(10))] == [15, 30, 5]
    assert opened(*granted, shorter, longer, back, at=june(13))[-1].last_day == date(2022, 6, 30)


def test_without_the_extension_that_was_taken_back_the_amendment_holds() -> None:
    granted = event(EventKind.EXTENDED, june(8), id="e1", new_last_day=date(2022, 6, 30))
    shorter = event(EventKind.EXTENDED, june(9), id="e2", new_last_day=date(2022, 6, 24), by_amendment=True)
    void = event(EventKind.VOIDED, june(10), id="e3", voids="e1")
    assert opened(granted, shorter, void, at=june(10))[-1].last_day == date(2022, 6, 24)


def test_an_extension_after_a_late_receipt_judges_it_by_the_new_day() -> None:
    paper = event(EventKind.SUBMITTED, june(17))
    moved = event(EventKind.EXTENDED, june(20), id="e2", new_last_day=date(2022, 6, 20))
    assert stands(paper, at=june(20)).state is State.LATE
    assert stands(paper, moved, at=june(20)).state is State.ON_TIME


def test_a_photo_is_a_state_for_three_working_days() -> None:
    photo = event(EventKind.RECEIVED_IN_ADVANCE, june(15))
    assert stands(photo, at=june(15)).state is State.IN_ADVANCE
    assert stands(photo, at=june(21, 7)).state is State.IN_ADVANCE
    assert stands(photo, at=june(21)).state is State.OVERDUE


def test_what_is_voided_was_never_there_and_a_void_may_be_voided() -> None:
    paper = event(EventKind.SUBMITTED, june(14))
    void = event(EventKind.VOIDED, june(15), id="v1", voids="e1")
    again = event(EventKind.VOIDED, june(15, 9), id="v2", voids="v1")
    assert stands(paper, void, at=june(14)).state is State.ON_TIME
    assert stands(paper, void, at=june(15)).state is State.OPEN
    assert stands(paper, void, again, at=june(15, 9)).state is State.ON_TIME


def test_exempted_and_withdrawn_come_before_everything() -> None:
    paper = event(EventKind.SUBMITTED, june(20))
    for kind, found in ((EventKind.EXEMPTED, State.EXEMPT), (EventKind.WITHDRAWN, State.WITHDRAWN)):
        assert stands(paper, event(kind, june(21), id="e2"), at=june(21)).state is found


def test_what_was_due_before_the_plan_took_effect_is_listed_but_a_receipt_still_counts() -> None:
    facts = replace(ACTIVE, in_effect_from=date(2022, 6, 16))
    paper = event(EventKind.SUBMITTED, june(14))
    assert assess(OWED, facts, CALENDAR, now=june(20)).state is State.BEFORE_EFFECT
    assert assess(OWED, replace(facts, events=(paper,)), CALENDAR, now=june(20)).state is State.ON_TIME
    assert assess(OWED, replace(facts, in_effect_from=LAST_DAY), CALENDAR, now=june(14)).state is State.OPEN


@pytest.mark.parametrize(
    ("gate", "found"),
    [
        (Gate.UNRESOLVED, State.UNRESOLVED),
        (Gate.PROPOSED, State.PROPOSED),
        (Gate.AWAITING_EVENT, State.AWAITING_EVENT),
        (Gate.CONTINUING, State.CONTINUING),
    ],
)
def test_what_has_no_clock_stays_as_it_is_until_a_paper_comes(gate: Gate, found: State) -> None:
    owed = replace(OWED, gate=gate)
    assert stands(at=june(30), owed=owed).state is found
    paper = event(EventKind.SUBMITTED, june(29))
    assert stands(paper, at=june(30), owed=owed).state is State.ON_TIME


def test_a_day_or_campaign_is_open_to_its_end_and_then_no_longer_followed() -> None:
    day = replace(OWED, gate=Gate.OBSERVED)
    assert stands(at=june(15), owed=day).state is State.OPEN
    assert stands(at=june(16, 0), owed=day).state is State.WITHDRAWN
    assert stands(event(EventKind.SUBMITTED, june(15)), at=june(16), owed=day).state is State.ON_TIME


def test_a_plan_that_is_not_active_yet_owes_nothing_but_keeps_its_receipts() -> None:
    asleep = Facts(activated_at=None, in_effect_from=None)
    assert assess(OWED, asleep, CALENDAR, now=june(20)) == Standing(State.INACTIVE, None)
    late = event(EventKind.SUBMITTED, june(17))
    assert assess(OWED, replace(asleep, events=(late,)), CALENDAR, now=june(20)).state is State.LATE
    assert assess(OWED, replace(ACTIVE, activated_at=june(21)), CALENDAR, now=june(20)).state is State.INACTIVE


def test_a_stated_hour_ends_the_day() -> None:
    owed = replace(OWED, due=instant(LAST_DAY, time(17)))
    assert stands(at=june(15, 16), owed=owed).state is State.OPEN
    assert stands(at=june(15, 17), owed=owed).state is State.AWAITING_REGISTER


def test_every_state_has_a_label() -> None:
    assert set(STATE_LABELS) == set(State)
