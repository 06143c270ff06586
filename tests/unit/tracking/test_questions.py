"""What a plan leaves open is told with what to do about it."""

from dataclasses import replace

from dondoc.calendar.workdays import WorkCalendar
from dondoc.tracking.compiler import compile_plan
from tests.spec_samples import HALF_YEAR, consolidation, directory, own_plan, period, plan, question, report, task

UNDATED = (HALF_YEAR, replace(HALF_YEAR, slug="lan-2", proposed=True), period("quy-1", "Quý I", None))
OPEN = plan(
    report(periods=UNDATED),
    consolidation(),
    own_plan(),
    task("viec", continuing=False),
    question("toa-an", "dinh-ky", "toa-an"),
    question("ca-bao-cao", "dinh-ky"),
    question("ten-goi"),
    number=None,
    issued_on=None,
    partial=True,
)


def test_every_question_says_what_to_do_with_the_answer() -> None:
    problems = compile_plan(OPEN, directory(), WorkCalendar()).problems
    assert len(problems) == 10
    assert [problem for problem in problems if not problem.hint.endswith(".")] == []
    waiting = [
        problem for problem in problems if "ngày gửi" in problem.message or "ngày đề xuất" in problem.message
    ]
    assert all(problem.hint.startswith("Chưa ai bị nhắc về việc này.") for problem in waiting)


def test_who_waits_for_a_question_is_said() -> None:
    told = {each.slug: each.then for each in compile_plan(OPEN, directory(), WorkCalendar()).questions}
    assert told["toa-an"].startswith("Cơ quan nêu ở `ve` chưa bị nhắc.")
    assert told["ca-bao-cao"].startswith("Chưa ai bị nhắc về báo cáo này.")
    assert told["ten-goi"].startswith("Không ai phải chờ câu này.")


def test_a_consolidation_without_a_name_is_called_what_it_is() -> None:
    nameless = plan(report(), consolidation(name="Báo cáo"))
    asked = [each.ask for each in compile_plan(nameless, directory(), WorkCalendar()).questions]
    assert asked == ["Báo cáo tổng hợp (mục III.2) không nêu ngày gửi: gửi trước ngày nào?"]
