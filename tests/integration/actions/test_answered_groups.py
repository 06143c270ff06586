"""Who a group is, answered by paper: from then on its agencies are chased, in the next version too."""

from pathlib import Path

from dondoc.actions.answers import Answered, answer
from dondoc.actions.plan_changes import void_plan_fact
from dondoc.actions.plans import activate, sync
from dondoc.actions.questions import questions
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store import Store
from dondoc.tracking.compiler import compile_plan
from dondoc.tracking.obligations import State
from tests.integration.actions.asking import OPEN_PLAN, SLUG, Desk
from tests.integration.actions.stories import BY, at, unequal
from tests.unit.language.plan_texts import DIRECTORY, read_in

WITH_GROUP = DIRECTORY + '  lien-quan: {ten: Các cơ quan liên quan, co_quan: "?"}\n'
PLAN = OPEN_PLAN.replace("don_vi_bao_cao: [phong-a]", "don_vi_bao_cao: lien-quan").replace(
    "trong_vong: 5 ngày làm việc kể từ chi-dao", "truoc: 21/11"
)
ASKED = "sau-chi-dao-gom-lien-quan"


def follow(desk: Desk, text: str = PLAN, *, month: int = 5) -> None:
    """Syncs a version of the plan with the open group, on the third of a month."""
    folder = read_in(desk.folder, text, WITH_GROUP)
    compiled = compile_plan(folder.plans[SLUG].spec, folder.directory, desk.calendar)
    sync(desk.store, compiled, text=text, calendar=desk.calendar, by=BY, now=at(3, month))


def test_an_open_group_is_answered_survives_a_sync_and_is_taken_back(
    store: Store, calendar: WorkCalendar, tmp_path: Path
) -> None:
    desk = Desk(store, tmp_path, calendar)
    follow(desk)
    activate(store, SLUG, calendar=calendar, by=BY, now=at(3, 5), without_number=True)
    assert desk.states(at(4, 5))["sau-chi-dao/lien-quan"] is State.UNRESOLVED
    asked = {each.question.slug: each for each in questions(store, SLUG, calendar=calendar)}
    assert [duty.agency for duty in asked[ASKED].waiting] == ["lien-quan"]

    given = Answered(agencies=("Phòng A", "hoi-b"))
    done = answer(store, SLUG, ASKED, given, calendar=calendar, by=BY, now=at(10, 5), document_number="12/UBND-NC")
    follow(desk, PLAN.replace("Rà soát địa bàn", "Rà soát tuyến"), month=6)

    states = desk.states(at(4, 6))
    assert (states["sau-chi-dao/2022-mot/phong-a"], states["sau-chi-dao/2022-mot/hoi-b"]) == (State.OPEN,) * 2
    assert states.get("sau-chi-dao/lien-quan") in (None, State.WITHDRAWN)
    assert ASKED not in {each.question.slug for each in questions(store, SLUG, calendar=calendar)}
    assert unequal(store, calendar, now=at(4, 6)) == {}

    void_plan_fact(store, done.fact.id, calendar=calendar, by=BY, now=at(5, 6), note="Ghi nhầm")
    assert ASKED in {each.question.slug for each in questions(store, SLUG, calendar=calendar)}
