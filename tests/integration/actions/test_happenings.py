from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dondoc.actions.happenings import happened
from dondoc.actions.openings import Asked, open_report
from dondoc.actions.plan_changes import PlanChange, plan_facts, void_plan_fact
from dondoc.actions.ticks import tick
from dondoc.actions.typed_days import TypedDay
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import NotFound, Refused
from dondoc.store import Store
from dondoc.tracking.obligations import State
from tests.integration.actions.asking import OPEN_PLAN, SLUG, Desk
from tests.integration.actions.stories import BY, at, nudge_states, unequal

START = at(3, 5)


@pytest.fixture
def desk(store: Store, calendar: WorkCalendar, tmp_path: Path) -> Desk:
    desk = Desk(store, tmp_path, calendar)
    desk.follow(now=START)
    return desk


def occurs(desk: Desk, on: date, *, now: tuple[int, int] = (4, 7), **more: Any) -> PlanChange:
    calendar = desk.calendar
    return happened(desk.store, SLUG, "chi-dao", on=on, calendar=calendar, by=BY, now=at(*now), **more)


def opened(desk: Desk, asked: Asked, *, on: tuple[int, int] = (15, 8), **more: Any) -> PlanChange:
    return open_report(desk.store, SLUG, asked, calendar=desk.calendar, by=BY, now=at(*on), **more)


STORM = Asked("thiệt hại do bão số 4", TypedDay("cham_nhat", "20/8/2022"), ("Phòng A",))


def test_what_is_counted_from_an_event_waits_for_it(desk: Desk) -> None:
    states = desk.states(START)
    assert states["sau-chi-dao/2022-mot/phong-a"] is State.AWAITING_EVENT
    assert states["cao-diem/phong-a"] is State.AWAITING_EVENT
    tick(desk.store, SLUG, desk.calendar, now=at(8, 7))
    assert not [one for one in nudge_states(desk.store) if one.startswith("bao_truoc")]


def test_an_event_starts_the_clock_of_all_that_is_counted_from_it(desk: Desk) -> None:
    occurs(desk, date(2022, 7, 1))

    states, days = desk.states(at(4, 7)), desk.days(at(4, 7))
    assert (states["cao-diem/phong-a"], states["sau-chi-dao/2022-mot/phong-a"]) == (State.OPEN, State.OPEN)
    assert days["sau-chi-dao/2022-mot/phong-a"] == "08/07/2022"
    assert unequal(desk.store, desk.calendar, now=at(4, 7)) == {}
    assert desk.sync(now=at(5, 7)).is_empty
    tick(desk.store, SLUG, desk.calendar, now=at(6, 7))
    assert "nhac contact@phong-a" in nudge_states(desk.store)


def test_an_event_of_long_ago_starts_nothing_that_is_over(desk: Desk) -> None:
    done = occurs(desk, date(2022, 6, 1))
    assert {one.report for one in done.before_effect} == {"sau-chi-dao"}
    assert desk.states(at(4, 7))["sau-chi-dao/2022-mot/phong-a"] is State.BEFORE_EFFECT


def test_an_event_happens_once_and_never_tomorrow(desk: Desk) -> None:
    with pytest.raises(Refused, match="chưa tới"):
        occurs(desk, date(2022, 7, 5))
    first = occurs(desk, date(2022, 7, 1))
    with pytest.raises(Refused, match="đã được ghi nhận ngày 01/07/2022"):
        occurs(desk, date(2022, 7, 2))
    with pytest.raises(NotFound, match="chi-dao"):
        happened(desk.store, SLUG, "họp", on=date(2022, 7, 1), calendar=desk.calendar, by=BY, now=at(4, 7))

    occurs(desk, date(2022, 7, 2), instead_of=first.fact.id)
    assert [fact.kind.value for fact in plan_facts(desk.store, SLUG)] == ["occurred", "voided", "occurred"]


def test_an_event_that_did_not_happen_is_waited_for_again(desk: Desk) -> None:
    wrong = occurs(desk, date(2022, 7, 1))
    void_plan_fact(desk.store, wrong.fact.id, calendar=desk.calendar, by=BY, now=at(5, 7))
    states = desk.states(at(5, 7))
    assert states["sau-chi-dao/2022-mot/phong-a"] is State.AWAITING_EVENT
    assert states["cao-diem/phong-a"] is State.AWAITING_EVENT


def test_an_ad_hoc_report_is_owed_from_its_opening_by_whom_it_names(desk: Desk) -> None:
    assert not [id_ for id_ in desk.states(START) if "khi-co-bao" in id_]

    done = opened(desk, STORM, document_number="300/UBND")

    duty = "dot-xuat-thiet-hai-do-bao-so-4/2022-dot-xuat/phong-a"
    assert [one.id for one in done.changes.new] == [f"{SLUG}/{duty}"]
    assert [one.name for one in done.changes.new] == ["báo cáo thiệt hại do bão số 4"]
    assert (desk.states(at(15, 8))[duty], desk.days(at(15, 8))[duty]) == (State.OPEN, "20/08/2022")
    assert unequal(desk.store, desk.calendar, now=at(15, 8)) == {}
    tick(desk.store, SLUG, desk.calendar, now=at(17, 8))
    assert [one for one in nudge_states(desk.store) if one.endswith("contact@phong-a")]


def test_an_opened_report_follows_what_the_plan_foresees_and_survives_a_sync(desk: Desk) -> None:
    done = opened(desk, Asked("Báo cáo ngập lụt", TypedDay("truoc", "17 giờ 20/8/2022")))
    assert {(one.agency, one.to, one.clause) for one in done.changes.new} == {
        ("phong-a", "ubnd", "III.4"),
        ("hoi-b", "ubnd", "III.4"),
    }
    assert {f"{one.due:%H:%M}" for one in done.changes.new if one.due} == {"17:00"}
    changes = desk.sync(OPEN_PLAN.replace("Rà soát địa bàn", "Rà soát"), now=at(16, 8))
    assert (changes.new, changes.dropped) == ((), ())


def test_the_same_opening_again_is_refused_and_another_day_is_another_report(desk: Desk) -> None:
    first = opened(desk, STORM)
    with pytest.raises(Refused, match="Đã mở báo cáo"):
        opened(desk, STORM, on=(16, 8))
    other = Asked(STORM.name, TypedDay("cham_nhat", "25/8/2022"), STORM.agencies)
    assert opened(desk, other, on=(16, 8)).fact.subject == f"{first.fact.subject}-2"


def test_an_opening_that_was_a_mistake_is_no_longer_followed(desk: Desk) -> None:
    wrong = opened(desk, STORM)
    done = void_plan_fact(desk.store, wrong.fact.id, calendar=desk.calendar, by=BY, now=at(16, 8))
    assert [one.report for one in done.changes.dropped] == [wrong.fact.subject]
    assert not [id_ for id_ in desk.states(at(16, 8)) if id_.startswith("dot-xuat")]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked("bão", TypedDay("truoc", "15/8/2022"), ("phong-a",)), "đã qua"),
        (Asked("bão", TypedDay("truoc", "20/8/2030"), ("phong-a",)), "ngoài thời gian"),
        (Asked("…", TypedDay("truoc", "20/8/2022"), ("phong-a",)), "nêu tên báo cáo"),
    ],
)
def test_an_opening_that_cannot_be_is_refused(desk: Desk, asked: Asked, said: str) -> None:
    with pytest.raises(Refused, match=said):
        opened(desk, asked)


def test_nothing_is_opened_under_a_plan_that_is_not_active(
    store: Store, calendar: WorkCalendar, tmp_path: Path
) -> None:
    desk = Desk(store, tmp_path, calendar)
    desk.sync(now=START)
    with pytest.raises(Refused, match="chưa kích hoạt"):
        opened(desk, STORM)
