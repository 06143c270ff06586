"""A group of which the directory names nobody is listed, asked about, and chased once it is known."""

from dataclasses import replace
from pathlib import Path

import pytest

from dondoc.calendar.workdays import WorkCalendar
from dondoc.language.directory import Directory, Group
from dondoc.language.spec import PlanSpec, QuestionKind
from dondoc.tracking.answered import Answer, with_answer
from dondoc.tracking.compiler import Compiled, compile_plan
from dondoc.tracking.obligations import Gate
from dondoc.tracking.open_questions import open_question
from tests.spec_samples import HERE, WHOLE_YEAR, before, campaign, directory, own_plan, plan, report, task
from tests.unit.language.plan_texts import DIRECTORY, plan_with, read_in, shown

OPEN = Group("lien-quan", "Các cơ quan liên quan", (), (), HERE)


def book() -> Directory:
    known = directory()
    return replace(known, groups={**known.groups, OPEN.slug: OPEN})


def compiled(spec: PlanSpec) -> Compiled:
    return compile_plan(spec, book(), WorkCalendar())


def test_who_a_group_is_is_asked_and_the_others_are_chased() -> None:
    found = compiled(plan(report(senders=("cong-an", "lien-quan"), periods=(WHOLE_YEAR,))))
    assert [(row.id, row.gate) for row in found.obligations] == [
        ("ke-hoach/dinh-ky/2022-nam/cong-an", Gate.DATED),
        ("ke-hoach/dinh-ky/lien-quan", Gate.UNRESOLVED),
    ]
    (question,) = found.questions
    assert (question.slug, question.kind) == ("dinh-ky-gom-lien-quan", QuestionKind.OWNER)
    assert question.ask == "“Các cơ quan liên quan” (mục III.1) gồm những cơ quan nào?"
    assert found.plan.questions[0].agencies == ("lien-quan",)


@pytest.mark.parametrize(
    "entry",
    [
        report("viec", senders=("lien-quan",), periods=(WHOLE_YEAR,)),
        own_plan("viec", agencies=("lien-quan",), deadline=before("16/6")),
        task("viec", leads=("lien-quan",), continuing=False, deadline=before("16/6")),
    ],
    ids=["report", "own plan", "dated task"],
)
def test_an_answer_names_the_agencies_in_the_place_of_the_group(entry: object) -> None:
    spec = plan(entry)
    question = open_question(spec, "viec-gom-lien-quan")
    assert question is not None
    answered = with_answer(spec, question, Answer(agencies=("cong-an", "phong-y-te")))
    found = compiled(answered)
    assert {(row.agency, row.gate) for row in found.obligations} == {
        ("cong-an", Gate.DATED),
        ("phong-y-te", Gate.DATED),
    }
    assert found.questions == ()


def test_a_report_about_a_campaign_gets_senders_of_its_own() -> None:
    by_group = campaign(executors=("lien-quan", "phong-y-te"))
    spec = plan(by_group, report("viec", senders=(), of_activity="cao-diem", periods=(WHOLE_YEAR,)))
    question = open_question(spec, "viec-gom-lien-quan")
    assert question is not None
    answered = with_answer(spec, question, Answer(agencies=("cong-an",)))
    assert answered.reports["viec"].senders == ("cong-an", "phong-y-te")


def test_what_goes_on_all_year_is_listed_with_the_group_and_asks_nothing() -> None:
    found = compiled(plan(task(leads=("lien-quan",)), report(ad_hoc=True, periods=(), senders=("lien-quan",))))
    assert [(row.agency, row.gate) for row in found.obligations] == [("lien-quan", Gate.CONTINUING)]
    assert found.questions == ()


def test_a_plan_that_names_only_such_a_group_is_no_error(tmp_path: Path) -> None:
    with_group = DIRECTORY + '  lien-quan: {ten: Các cơ quan liên quan, co_quan: "?"}\n'
    folder = read_in(tmp_path, plan_with("[phong-a, hoi-b]", "lien-quan"), with_group)
    assert [shown(problem) for problem in folder.problems] == []
    assert "thu" in folder.plans


def test_such_a_group_says_so_itself(tmp_path: Path) -> None:
    empty = DIRECTORY + "  lien-quan: {ten: Các cơ quan liên quan}\n"
    assert [shown(problem) for problem in read_in(tmp_path, plan_with("qua:", "qua:"), empty).problems] == [
        "13:14: lỗi: nhóm `lien-quan` chưa có cơ quan nào | "
        'Ghi `co_quan: […]` hoặc `loai: […]`; chưa rõ gồm những ai thì `co_quan: "?"`.'
    ]
