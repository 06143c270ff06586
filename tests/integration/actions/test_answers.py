from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from dondoc.actions.answers import Answered, answer
from dondoc.actions.plan_changes import PlanChange, plan_facts, void_plan_fact
from dondoc.actions.plans import sync, synced
from dondoc.actions.ticks import tick
from dondoc.actions.typed_days import TypedDay
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import NotFound, Refused
from dondoc.store import Store
from dondoc.store.outbox_tables import NUDGE
from dondoc.tracking.compiler import compile_plan
from dondoc.tracking.obligations import State
from tests.integration.actions.asking import OPEN_PLAN, SLUG, Desk
from tests.integration.actions.stories import BY, at, nudge_states, unequal
from tests.unit.language.plan_texts import read_in

PAPER = "12/UBND-NC"
START = at(3, 5)


@pytest.fixture
def desk(store: Store, calendar: WorkCalendar, tmp_path: Path) -> Desk:
    desk = Desk(store, tmp_path, calendar)
    desk.follow(now=START)
    return desk


def told(desk: Desk, question: str, given: Answered, *, on: tuple[int, int] = (10, 5), **more: Any) -> PlanChange:
    """The answer to a question, by paper, at nine o'clock of a day and month."""
    return answer(
        desk.store,
        SLUG,
        question,
        given,
        calendar=desk.calendar,
        by=BY,
        now=at(*on),
        document_number=PAPER,
        **more,
    )


def before(day: str, period: str = "") -> Answered:
    return Answered(days=(TypedDay("truoc", day, period),))


def test_a_day_that_was_missing_is_chased_from_the_answer_on(desk: Desk) -> None:
    assert desk.states(START)["dinh-ky/2022-quy-3/phong-a"] is State.UNRESOLVED

    done = told(desk, "dinh-ky-quy-3", before("16/9/2022"))

    assert desk.states(at(10, 5))["dinh-ky/2022-quy-3/phong-a"] is State.OPEN
    assert desk.days(at(10, 5))["dinh-ky/2022-quy-3/phong-a"] == "15/09/2022"
    assert (done.fact.recorded_by, done.fact.document_number, done.before_effect) == (BY, PAPER, ())
    assert unequal(desk.store, desk.calendar, now=at(10, 5)) == {}
    tick(desk.store, SLUG, desk.calendar, now=at(10, 5, 10))
    with desk.store.reading() as connection:
        is_about = NUDGE.c.obligation_id == f"{SLUG}/dinh-ky/2022-quy-3/phong-a"
        assert connection.execute(select(NUDGE.c.rung).where(is_about)).scalars().all() == ["mo_dau"]
    tick(desk.store, SLUG, desk.calendar, now=at(8, 9, 8))
    assert "bao_truoc contact@phong-a" in nudge_states(desk.store)


def test_an_answer_survives_the_next_version(desk: Desk) -> None:
    told(desk, "dinh-ky-quy-3", before("16/9/2022"))
    assert desk.sync(now=at(11, 5)).is_empty

    changes = desk.sync(OPEN_PLAN.replace("Rà soát địa bàn", "Rà soát tuyến và địa bàn"), now=at(12, 5))

    assert [obligation.report for obligation in changes.reworded] == ["ra-soat"]
    assert desk.days(at(12, 5))["dinh-ky/2022-quy-3/phong-a"] == "15/09/2022"


def test_the_file_has_the_last_word_once_it_says_so_itself(desk: Desk) -> None:
    told(desk, "dinh-ky-quy-3", before("16/9/2022"))
    version = OPEN_PLAN.replace('truoc: "?"', "truoc: 21/9")

    changes = desk.sync(version, now=at(12, 5), reason="CV 30/UBND")

    assert len(changes.moved) == 1
    assert desk.days(at(12, 5))["dinh-ky/2022-quy-3/phong-a"] == "20/09/2022"


def test_a_proposed_day_chases_nobody_before_somebody_confirms_it(desk: Desk) -> None:
    tick(desk.store, SLUG, desk.calendar, now=at(8, 12, 8))
    assert desk.states(at(8, 12))["dinh-ky/2022-nam/phong-a"] is State.PROPOSED
    assert not [one for one in nudge_states(desk.store) if one.startswith("bao_truoc")]

    told(desk, "dinh-ky-nam", Answered(is_yes=True), on=(8, 12))

    assert desk.states(at(8, 12))["dinh-ky/2022-nam/phong-a"] is State.OPEN


def test_a_proposed_day_may_turn_out_to_be_another(desk: Desk) -> None:
    done = told(desk, "dinh-ky-nam", before("21/12/2022"))
    assert desk.days(at(10, 5))["dinh-ky/2022-nam/phong-a"] == "20/12/2022"
    assert [move.was_clocked for move in done.changes.moved] == [False]
    assert "thay_doi" not in " ".join(nudge_states(desk.store))


def test_a_proposed_day_that_is_turned_down_leaves_the_question_of_the_day(desk: Desk) -> None:
    told(desk, "dinh-ky-nam", Answered(is_yes=False))
    assert desk.states(at(10, 5))["dinh-ky/2022-nam/phong-a"] is State.UNRESOLVED
    told(desk, "dinh-ky-nam", before("16/12/2022"), on=(11, 5))
    assert desk.states(at(11, 5))["dinh-ky/2022-nam/phong-a"] is State.OPEN


@pytest.mark.parametrize("question", ["dinh-ky-quy-3", "dinh-ky-nam"])
def test_a_day_that_is_past_when_it_is_answered_is_listed_and_never_chased(desk: Desk, question: str) -> None:
    period = question.removeprefix("dinh-ky-")
    given = Answered(is_yes=True) if period == "nam" else before("16/9/2022")

    done = told(desk, question, given, on=(28, 12))

    duty = f"dinh-ky/2022-{period}/phong-a"
    assert desk.states(at(28, 12))[duty] is State.BEFORE_EFFECT
    assert f"{SLUG}/{duty}" in {one.id for one in done.before_effect}
    tick(desk.store, SLUG, desk.calendar, now=at(30, 12))
    with desk.store.reading() as connection:
        told_about = connection.execute(select(NUDGE.c.obligation_id)).scalars().all()
    assert told_about
    assert f"{SLUG}/{duty}" not in told_about


def test_a_consolidation_gets_a_day_for_each_period_that_it_consolidates(desk: Desk) -> None:
    with pytest.raises(Refused, match="của kỳ nào"):
        told(desk, "tong-hop-khong-ngay", before("20/6/2022"))
    with pytest.raises(Refused, match="Không có kỳ “Quý II”"):
        told(desk, "tong-hop-khong-ngay", before("20/6/2022", "Quý II"))

    told(desk, "tong-hop-khong-ngay", before("25/6/2022", "6 tháng"))

    states = desk.states(at(10, 5))
    assert states["tong-hop/2022-6-thang/cong-an"] is State.OPEN
    assert states["tong-hop/2022-quy-3/cong-an"] is State.UNRESOLVED
    told(desk, "tong-hop-quy-3", before("25/9/2022"), on=(11, 5))
    assert desk.days(at(11, 5))["tong-hop/2022-quy-3/cong-an"] == "24/09/2022"


def test_who_owes_after_all_is_chased_and_who_does_not_is_left_alone(desk: Desk) -> None:
    assert desk.states(START)["dinh-ky/toa-an"] is State.UNRESOLVED

    told(desk, "toa-an-bao-cao", Answered(is_yes=True, agencies=("Tòa án thử",)))
    states = desk.states(at(10, 5))
    assert states["dinh-ky/2022-6-thang/toa-an"] is State.OPEN
    assert "dinh-ky/toa-an" not in {id_ for id_, state in states.items() if state is not State.WITHDRAWN}
    assert states["dinh-ky/hoi-b"] is State.UNRESOLVED

    told(desk, "toa-an-bao-cao", Answered(is_yes=False), on=(11, 5))
    owed = {id_ for id_, state in desk.states(at(11, 5)).items() if state is not State.WITHDRAWN}
    assert not [id_ for id_ in owed if id_.endswith("/hoi-b")]
    assert "dinh-ky/2022-6-thang/toa-an" in owed
    assert desk.sync(now=at(12, 5)).is_empty


def test_what_fell_due_while_a_wrong_no_held_is_not_overdue_at_once(desk: Desk) -> None:
    yes, no = (Answered(is_yes=is_yes, agencies=("toa-an",)) for is_yes in (True, False))
    first = told(desk, "toa-an-bao-cao", yes)
    wrong = told(desk, "toa-an-bao-cao", no, on=(11, 5), instead_of=first.fact.id)
    told(desk, "toa-an-bao-cao", yes, on=(3, 10), instead_of=wrong.fact.id)
    states = desk.states(at(3, 10))
    assert states["dinh-ky/2022-6-thang/toa-an"] is State.BEFORE_EFFECT
    assert states["dinh-ky/2022-6-thang/phong-a"] is State.AWAITING_REGISTER


def test_a_directory_that_lost_a_named_agency_is_not_synced(desk: Desk) -> None:
    told(desk, "ra-soat-khong-don-vi", Answered(agencies=("hoi-b",)))
    folder = read_in(desk.folder, OPEN_PLAN)
    agencies = {slug: one for slug, one in folder.directory.agencies.items() if slug != "hoi-b"}
    poorer = replace(folder.directory, agencies=agencies, groups={})
    spec = replace(folder.plans[SLUG].spec, reports={}, questions={})
    lacking = compile_plan(spec, poorer, desk.calendar)
    with pytest.raises(Refused, match="không còn “hoi-b”"):
        sync(desk.store, lacking, text=OPEN_PLAN, calendar=desk.calendar, by=BY, now=at(12, 5))


def test_a_task_gets_its_owner_or_turns_out_to_run_all_year(desk: Desk) -> None:
    told(desk, "ra-soat-khong-don-vi", Answered(agencies=("Phòng Một",)))
    assert desk.states(at(10, 5))["ra-soat/phong-a"] is State.OPEN
    told(desk, "tap-huan-khong-ngay", Answered(is_continuing=True), on=(11, 5))
    assert desk.states(at(11, 5))["tap-huan/phong-a"] is State.CONTINUING


def test_the_number_and_the_day_of_issue_are_answers_too(desk: Desk) -> None:
    told(desk, "so-ky-hieu", Answered(number="45"))
    told(desk, "ngay-ban-hanh", Answered(issued_on=date(2022, 4, 22)))

    plan = synced(desk.store, SLUG).plan
    assert (plan.number, plan.issued) == ("45/KH-UBND", "22/4/2022")
    assert desk.sync(now=at(12, 5)).is_empty
    wrong = plan_facts(desk.store, SLUG)[-1].id
    with pytest.raises(Refused, match="không khớp với bản lưu"):
        told(desk, "ngay-ban-hanh", Answered(issued_on=date(2022, 3, 22)), on=(13, 5), instead_of=wrong)


def test_a_wrong_answer_is_taken_back_and_stays_on_record(desk: Desk) -> None:
    wrong = told(desk, "dinh-ky-quy-3", before("16/10/2022"))
    with pytest.raises(Refused, match="đã được"):
        told(desk, "dinh-ky-quy-3", before("16/9/2022"), on=(11, 5))

    void_plan_fact(desk.store, wrong.fact.id, calendar=desk.calendar, by=BY, now=at(11, 5), note="nhầm tháng")
    assert desk.states(at(11, 5))["dinh-ky/2022-quy-3/phong-a"] is State.UNRESOLVED
    told(desk, "dinh-ky-quy-3", before("16/9/2022"), on=(12, 5))

    assert desk.days(at(12, 5))["dinh-ky/2022-quy-3/phong-a"] == "15/09/2022"
    kinds = [fact.kind.value for fact in plan_facts(desk.store, SLUG)]
    assert kinds == ["answered", "voided", "answered"]
    with pytest.raises(Refused, match="đã được huỷ"):
        void_plan_fact(desk.store, wrong.fact.id, calendar=desk.calendar, by=BY, now=at(12, 5))


def test_what_was_told_by_a_wrong_answer_does_not_silence_the_right_one(desk: Desk) -> None:
    wrong = told(desk, "dinh-ky-quy-3", before("16/6/2022"))
    for day in (10, 11):
        tick(desk.store, SLUG, desk.calendar, now=at(day, 5, 10))
    tick(desk.store, SLUG, desk.calendar, now=at(8))
    void_plan_fact(desk.store, wrong.fact.id, calendar=desk.calendar, by=BY, now=at(9))
    told(desk, "dinh-ky-quy-3", before("16/9/2022"), on=(10, 6))

    tick(desk.store, SLUG, desk.calendar, now=at(10, hour=10))
    tick(desk.store, SLUG, desk.calendar, now=at(8, 9))

    with desk.store.reading() as connection:
        is_about = NUDGE.c.obligation_id == f"{SLUG}/dinh-ky/2022-quy-3/phong-a"
        rows = connection.execute(select(NUDGE.c.round_key, NUDGE.c.rung, NUDGE.c.state).where(is_about)).all()
    said = {(row.round_key == "1", row.rung): str(row.state) for row in rows}
    assert said == {
        (False, "mo_dau"): "dropped",
        (False, "bao_truoc"): "dropped",
        (True, "mo_dau"): "waiting",
        (True, "bao_truoc"): "waiting",
    }
    assert unequal(desk.store, desk.calendar, now=at(8, 9)) == {}


def test_a_wrong_answer_may_be_replaced_in_one_step_and_people_hear_of_it(desk: Desk) -> None:
    wrong = told(desk, "dinh-ky-quy-3", before("16/9/2022"))
    right = told(desk, "dinh-ky-quy-3", before("21/9/2022"), on=(11, 5), instead_of=wrong.fact.id)

    assert [move.was_clocked for move in right.changes.moved] == [True]
    assert desk.days(at(11, 5))["dinh-ky/2022-quy-3/phong-a"] == "20/09/2022"


def test_the_same_form_again_records_nothing_more(desk: Desk) -> None:
    first = told(desk, "dinh-ky-quy-3", before("16/9/2022"), key="run-1")
    again = told(desk, "dinh-ky-quy-3", before("16/9/2022"), on=(11, 5), key="run-1")
    assert (again.is_repeat, again.fact) == (True, first.fact)
    assert len(plan_facts(desk.store, SLUG)) == 1


@pytest.mark.parametrize(
    ("question", "given", "said"),
    [
        ("dinh-ky-quy-3", Answered(), "cần trả lời: một ngày"),
        ("dinh-ky-quy-3", before("31/6/2022"), "tháng 6"),
        ("dinh-ky-quy-3", before("16/9/2030"), "ngoài thời gian"),
        ("toa-an-bao-cao", before("16/9/2022"), "cần trả lời: có hay không"),
        ("toa-an-bao-cao", Answered(is_yes=True, agencies=("Phòng A",)), "chỉ hỏi về"),
        ("ra-soat-khong-don-vi", Answered(is_yes=True), "cần trả lời: đơn vị"),
        ("so-ky-hieu", Answered(text="chưa rõ"), "cần trả lời: số ký hiệu"),
        ("tap-huan-khong-ngay", Answered(number="1"), "thường xuyên"),
    ],
)
def test_an_answer_that_does_not_fit_says_what_is_asked(
    desk: Desk, question: str, given: Answered, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        told(desk, question, given)
    assert plan_facts(desk.store, SLUG) == ()


def test_an_answer_without_a_paper_names_in_words_who_gave_it(desk: Desk) -> None:
    plain = before("16/9/2022")
    with pytest.raises(Refused, match="văn bản nào"):
        answer(desk.store, SLUG, "dinh-ky-quy-3", plain, calendar=desk.calendar, by=BY, now=at(10, 5))


def test_an_unknown_question_or_agency_is_named_with_the_nearest(desk: Desk) -> None:
    with pytest.raises(NotFound, match="dinh-ky-quy-3"):
        told(desk, "dinh-ky-quy3", before("16/9/2022"))
    with pytest.raises(NotFound, match="Phòng A"):
        told(desk, "ra-soat-khong-don-vi", Answered(agencies=("Phòng AA",)))


def test_answers_wait_for_activation_like_everything_else(
    store: Store, calendar: WorkCalendar, tmp_path: Path
) -> None:
    desk = Desk(store, tmp_path, calendar)
    desk.sync(now=START)
    told(desk, "dinh-ky-quy-3", before("16/9/2022"))
    assert desk.states(at(10, 5))["dinh-ky/2022-quy-3/phong-a"] is State.INACTIVE
