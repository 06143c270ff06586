"""What waits: for an opening, for an event, for the answer to a question about one entry, period or agency."""

from dataclasses import replace

import pytest

from dondoc.calendar.workdays import WorkCalendar
from dondoc.language.spec import PlanSpec, QuestionKind, QuestionSpec, Within
from dondoc.tracking.compiler import compile_plan
from dondoc.tracking.obligations import Gate, Obligation
from tests.spec_samples import (
    HALF_YEAR,
    WHOLE_YEAR,
    before,
    campaign,
    directory,
    own_plan,
    period,
    plan,
    question,
    report,
    task,
)

SIGNING = Within(5, in_workdays=True, event="ky-ket")


def rows(spec: PlanSpec) -> tuple[Obligation, ...]:
    return compile_plan(spec, directory(), WorkCalendar()).obligations


def gates(spec: PlanSpec) -> dict[str, Gate]:
    return {row.id.removeprefix("ke-hoach/"): row.gate for row in rows(spec)}


def about(entry: str, *agencies: str, period: str | None = None) -> QuestionSpec:
    return replace(question("hoi", None, *agencies), about_entry=entry, about_period=period)


def test_an_ad_hoc_report_owes_nothing_and_asks_nothing_until_it_is_opened() -> None:
    compiled = compile_plan(
        plan(report(ad_hoc=True, periods=()), question("hoi", "dinh-ky", "toa-an")), directory(), WorkCalendar()
    )
    assert compiled.obligations == ()
    assert [each.slug for each in compiled.questions] == ["hoi"]


def test_a_report_about_a_campaign_comes_from_its_executors_else_its_leads() -> None:
    about_it = report(of_activity="cao-diem", senders=(), periods=(WHOLE_YEAR,))
    by_leads = plan(campaign(), about_it)
    assert [row.agency for row in rows(by_leads) if row.report == "dinh-ky"] == ["cong-an"]
    by_executors = plan(campaign(executors=("phong-y-te", "hoi-doan-the")), about_it)
    assert [row.agency for row in rows(by_executors) if row.report == "dinh-ky"] == ["phong-y-te", "hoi-phu-nu"]
    written = plan(campaign(), replace(about_it, senders=("toa-an",)))
    assert [row.agency for row in rows(written) if row.report == "dinh-ky"] == ["toa-an"]


def test_a_report_about_a_conditional_campaign_waits_for_its_event_too() -> None:
    waiting = campaign(after="có chỉ đạo", after_event="chi-dao")
    found = rows(plan(waiting, report(of_activity="cao-diem", senders=(), periods=(WHOLE_YEAR,))))
    assert {(row.report, row.gate, row.awaits) for row in found} == {
        ("cao-diem", Gate.AWAITING_EVENT, "chi-dao"),
        ("dinh-ky", Gate.AWAITING_EVENT, "chi-dao"),
    }


def test_what_is_counted_from_an_event_waits_for_it() -> None:
    spec = plan(
        report(senders=("cong-an",), periods=(replace(period("dot-1", "Đợt 1", None), within=SIGNING),)),
        own_plan(agencies=("cong-an",), within=SIGNING),
        task(leads=("hoi-doan-the",), continuing=False, within=SIGNING),
    )
    found = rows(spec)
    assert {(row.gate, row.awaits, row.last_day) for row in found} == {(Gate.AWAITING_EVENT, "ky-ket", None)}
    assert [row.agency for row in found] == ["cong-an", "cong-an", "hoi-phu-nu"]
    assert compile_plan(spec, directory(), WorkCalendar()).questions == ()


def test_a_proposed_day_waits_for_its_confirmation() -> None:
    spec = plan(
        own_plan(agencies=("cong-an",), deadline=before("16/6"), proposed=True),
        task(leads=("hoi-doan-the",), continuing=False, deadline=before("16/6"), proposed=True),
    )
    assert set(gates(spec).values()) == {Gate.PROPOSED}
    asked = compile_plan(spec, directory(), WorkCalendar()).questions
    assert [(each.slug, each.kind, each.about_entry) for each in asked] == [
        ("ke-hoach-rieng-ngay-de-xuat", QuestionKind.DATE, "ke-hoach-rieng"),
        ("tap-huan-ngay-de-xuat", QuestionKind.DATE, "tap-huan"),
    ]


def test_a_question_about_one_period_holds_that_period_alone() -> None:
    spec = plan(report(senders=("cong-an", "toa-an")), about("dinh-ky", period="2022-6-thang"))
    assert gates(spec) == {
        "dinh-ky/2022-6-thang/cong-an": Gate.UNRESOLVED,
        "dinh-ky/2022-6-thang/toa-an": Gate.UNRESOLVED,
        "dinh-ky/2022-nam/cong-an": Gate.DATED,
        "dinh-ky/2022-nam/toa-an": Gate.DATED,
    }
    one = plan(report(senders=("cong-an", "toa-an")), about("dinh-ky", "toa-an", period="2022-6-thang"))
    assert [key for key, gate in gates(one).items() if gate is Gate.UNRESOLVED] == ["dinh-ky/2022-6-thang/toa-an"]


@pytest.mark.parametrize(
    "entry",
    [
        task("viec", leads=("cong-an", "toa-an"), continuing=False, deadline=before("16/6")),
        task("viec", leads=("cong-an", "toa-an")),
        own_plan("viec", agencies=("cong-an", "toa-an"), deadline=before("16/6")),
        campaign("viec", leads=("cong-an", "toa-an")),
    ],
    ids=["dated task", "continuing task", "own plan", "campaign"],
)
def test_a_question_about_any_entry_holds_it_or_the_agencies_that_it_names(entry: object) -> None:
    assert set(gates(plan(entry, about("viec"))).values()) == {Gate.UNRESOLVED}
    named = gates(plan(entry, about("viec", "toa-an")))
    assert named["viec/toa-an"] is Gate.UNRESOLVED
    assert named["viec/cong-an"] is not Gate.UNRESOLVED


def test_a_found_question_says_what_an_answer_is_and_what_it_is_about() -> None:
    spec = plan(
        report(periods=(replace(HALF_YEAR, deadline=None), replace(WHOLE_YEAR, proposed=True))),
        report("khong-ngay", periods=()),
        own_plan(),
        task(continuing=False),
        number=None,
        issued_on=None,
        partial=True,
    )
    found = compile_plan(spec, directory(), WorkCalendar()).questions
    assert [(each.slug, each.kind, each.about_entry, each.about_period) for each in found] == [
        ("so-ky-hieu", QuestionKind.NUMBER, None, None),
        ("ngay-ban-hanh", QuestionKind.ISSUE_DAY, None, None),
        ("ban-luu-thieu", QuestionKind.FREE, None, None),
        ("dinh-ky-6-thang", QuestionKind.DATE, "dinh-ky", "2022-6-thang"),
        ("dinh-ky-nam", QuestionKind.DATE, "dinh-ky", "2022-nam"),
        ("khong-ngay-khong-ngay", QuestionKind.DATE, "khong-ngay", None),
        ("ke-hoach-rieng-khong-ngay", QuestionKind.DATE, "ke-hoach-rieng", None),
        ("tap-huan-khong-don-vi", QuestionKind.OWNER, "tap-huan", None),
        ("tap-huan-khong-ngay", QuestionKind.DATE, "tap-huan", None),
    ]


def test_questions_of_a_plan_of_several_years_name_the_year() -> None:
    years = (replace(HALF_YEAR, deadline=None), replace(HALF_YEAR, deadline=None, year=2023))
    effect = replace(plan().effect, ends=plan().effect.ends.replace(year=2023))
    found = compile_plan(plan(report(periods=years), effect=effect), directory(), WorkCalendar()).questions
    assert [each.slug for each in found] == ["dinh-ky-2022-6-thang", "dinh-ky-2023-6-thang"]


def test_the_writers_question_about_a_period_stands_instead_of_the_compilers() -> None:
    years = (replace(HALF_YEAR, deadline=None), replace(WHOLE_YEAR, deadline=None))
    spec = plan(report(periods=years), about("dinh-ky", period="2022-6-thang"))
    found = compile_plan(spec, directory(), WorkCalendar()).questions
    assert [each.slug for each in found] == ["hoi", "dinh-ky-nam"]
