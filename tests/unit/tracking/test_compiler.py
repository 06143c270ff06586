"""What a plan's lines become: whose duties, by which days, and what stays open."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from dondoc.calendar import VIETNAM
from dondoc.calendar.deadlines import Deadline, Roll
from dondoc.calendar.spans import Span
from dondoc.calendar.workdays import WorkCalendar
from dondoc.language.directory import Relation
from dondoc.language.spec import OwnPlanSpec, PlanSpec, ReportSpec, RungSpec, TaskSpec
from dondoc.tracking.compiler import Compiled, compile_plan
from dondoc.tracking.obligations import Gate, Kind, Obligation
from tests.spec_samples import (
    HALF_YEAR,
    WHOLE_YEAR,
    agency,
    before,
    campaign,
    consolidation,
    directory,
    issued,
    own_plan,
    period,
    plan,
    question,
    report,
    task,
    words,
)

CALENDAR = WorkCalendar()


def compiled(spec: PlanSpec) -> Compiled:
    return compile_plan(spec, directory(), CALENDAR)


def rows(spec: PlanSpec) -> tuple[Obligation, ...]:
    return compiled(spec).obligations


def only(spec: PlanSpec) -> Obligation:
    (row,) = rows(spec)
    return row


def test_each_period_and_sender_is_a_row_by_period_then_in_protocol_order() -> None:
    assert [row.id for row in rows(plan(report()))] == [
        "ke-hoach/dinh-ky/2022-6-thang/phong-tu-phap",
        "ke-hoach/dinh-ky/2022-6-thang/phong-y-te",
        "ke-hoach/dinh-ky/2022-6-thang/hoi-phu-nu",
        "ke-hoach/dinh-ky/2022-nam/phong-tu-phap",
        "ke-hoach/dinh-ky/2022-nam/phong-y-te",
        "ke-hoach/dinh-ky/2022-nam/hoi-phu-nu",
    ]


def test_a_row_carries_its_days_words_and_ways() -> None:
    row = rows(plan(report()))[0]
    assert (row.last_day, row.target, row.strict) == (date(2022, 6, 15), date(2022, 6, 15), True)
    assert row.due == datetime(2022, 6, 16, tzinfo=VIETNAM)
    assert (row.phrase, row.clause, row.phrase_quoted) == ("trước ngày 16/6", "III.1", False)
    assert (row.to, row.via, row.receiver) == ("ubnd", "cong-an", "cong-an")
    assert (row.kind, row.gate, row.name, row.period_name) == (
        Kind.REPORT,
        Gate.DATED,
        "báo cáo 6 tháng",
        "6 tháng",
    )
    assert (row.relation, row.membership_proposed, row.head_title) == (Relation.SUBORDINATE, True, "Trưởng phòng")


def test_the_standing_body_reports_to_itself_only_if_the_plan_names_it() -> None:
    assert "cong-an" not in {row.agency for row in rows(plan(report()))}
    named = rows(plan(report(senders=("phong-ban", "cong-an"))))
    assert [row.agency for row in named if row.period == "2022-nam"] == ["cong-an", "phong-tu-phap", "phong-y-te"]
    assert {row.agency: row.membership_proposed for row in named}["cong-an"] is False


def test_a_group_is_read_as_of_the_latest_possible_day_of_issue() -> None:
    gone = replace(agency("phong-cu", 15), valid_to=date(2022, 4, 30))
    new = replace(agency("phong-moi", 16), valid_from=date(2022, 5, 1))
    senders = [
        {
            row.agency
            for row in compile_plan(plan(report(), issued_on=day), directory(gone, new), CALENDAR).obligations
        }
        for day in (issued("__/4/2022"), issued("01/5/2022"), None)
    ]
    assert ["phong-cu" in each for each in senders] == [True, False, True]
    assert ["phong-moi" in each for each in senders] == [False, True, False]


@pytest.mark.parametrize(
    ("roll", "printed", "last_day", "target"),
    [
        (Roll.NONE, "16/6/2024", date(2024, 6, 15), date(2024, 6, 14)),
        (Roll.NEXT, "16/6/2024", date(2024, 6, 17), date(2024, 6, 17)),
        (Roll.NONE, "16/3/2025", date(2025, 3, 15), date(2025, 3, 14)),
        (Roll.NEXT, "16/3/2025", date(2025, 3, 17), date(2025, 3, 17)),
        (Roll.NEXT, "16/6/2022", date(2022, 6, 15), date(2022, 6, 15)),
        (Roll.NONE, "12/2/2024", date(2024, 2, 11), date(2024, 2, 7)),  # Tết
    ],
)
def test_a_last_day_off_stays_unless_the_plan_rolls_it(
    roll: Roll, printed: str, last_day: date, target: date
) -> None:
    one = period("ky", "Kỳ", printed)
    row = only(plan(report(senders=("phong-y-te",), periods=(one,)), roll=roll))
    assert (row.last_day, row.target, row.phrase) == (last_day, target, f"trước ngày {printed}")
    assert row.due is not None
    assert (row.due - datetime.combine(last_day, time(), VIETNAM)).days == 1


@pytest.mark.parametrize(
    ("roll", "due"),
    [
        (Roll.NONE, datetime(2024, 6, 15, 17, tzinfo=VIETNAM)),
        (Roll.NEXT, datetime(2024, 6, 17, 17, tzinfo=VIETNAM)),
    ],
)
def test_a_stated_hour_ends_the_last_day(roll: Roll, due: datetime) -> None:
    at_five = replace(HALF_YEAR, deadline=Deadline(date(2024, 6, 15), strict=True, hour=time(17)))
    row = only(plan(report(senders=("phong-y-te",), periods=(at_five,)), roll=roll))
    assert row.due == due


def test_a_question_leaves_one_undated_row_for_each_agency_it_names_whether_a_group_holds_it_or_not() -> None:
    spec = plan(report(), question("ai-bao-cao", "dinh-ky", "toa-an", "hoi-phu-nu"))
    waiting = [row for row in rows(spec) if row.gate is Gate.UNRESOLVED]
    assert [row.id for row in waiting] == ["ke-hoach/dinh-ky/hoi-phu-nu", "ke-hoach/dinh-ky/toa-an"]
    assert rows(spec)[-2:] == tuple(waiting)
    for row in waiting:
        assert (row.period, row.last_day, row.due, row.target) == (None, None, None, None)
        assert (row.phrase, row.clause, row.name) == ("báo cáo kết quả thực hiện", "III.1", "báo cáo định kỳ")
    assert [row.membership_proposed for row in waiting] == [True, False]


def test_a_question_about_the_whole_report_makes_every_period_wait() -> None:
    spec = plan(report(), question("ngay-nao", "dinh-ky"))
    assert {(row.gate, row.last_day) for row in rows(spec)} == {(Gate.UNRESOLVED, None)}
    assert len(rows(spec)) == 6


def test_a_question_about_another_report_leaves_this_one_alone() -> None:
    asked = question("ngay-nao", "tong-hop", "phong-y-te")
    spec = plan(report(), consolidation(), asked)
    assert [row.gate for row in rows(spec) if row.report == "dinh-ky"] == [Gate.DATED] * 6


def test_a_consolidation_without_dates_takes_the_periods_of_its_source_undated() -> None:
    found = [row for row in rows(plan(report(), consolidation())) if row.report == "tong-hop"]
    assert [row.id for row in found] == [
        "ke-hoach/tong-hop/2022-6-thang/bcd-thi-xa",
        "ke-hoach/tong-hop/2022-nam/bcd-thi-xa",
    ]
    for row in found:
        assert (row.gate, row.last_day, row.consolidates, row.to) == (Gate.UNRESOLVED, None, "dinh-ky", "bcd-tinh")
        assert (row.phrase, row.clause) == ("theo quy định", "III.2")
    assert [row.name for row in found] == ["báo cáo tổng hợp 6 tháng", "báo cáo tổng hợp năm"]


def test_a_consolidation_of_a_consolidation_finds_the_periods_at_the_bottom() -> None:
    top = consolidation(slug="len-tren", consolidates="tong-hop")
    found = [row.period for row in rows(plan(report(), consolidation(), top)) if row.report == "len-tren"]
    assert found == ["2022-6-thang", "2022-nam"]


def test_a_consolidation_with_dates_of_its_own_keeps_them() -> None:
    own = consolidation(periods=(period("6-thang", "6 tháng", "20/6"),))
    (row,) = (row for row in rows(plan(report(), own)) if row.report == "tong-hop")
    assert (row.gate, row.last_day, row.consolidates) == (Gate.DATED, date(2022, 6, 19), "dinh-ky")


def test_a_data_window_passes_to_the_row_and_to_what_consolidates_it() -> None:
    window = Span(date(2021, 12, 15), date(2022, 6, 14))
    stated = replace(HALF_YEAR, data=window, data_inferred=False)
    inferred = replace(WHOLE_YEAR, data=window, data_inferred=True)
    found = rows(plan(report(senders=("phong-y-te",), periods=(stated, inferred)), consolidation()))
    assert [(row.data_from, row.data_to) for row in found] == [(window.starts, window.ends)] * 4
    assert [row.data_inferred for row in found] == [False, True, True, True]


def test_a_proposed_date_is_shown_but_waits() -> None:
    row = only(plan(report(senders=("phong-y-te",), periods=(replace(HALF_YEAR, proposed=True),))))
    assert (row.gate, row.last_day) == (Gate.PROPOSED, date(2022, 6, 15))


def test_a_report_without_periods_is_one_undated_row_per_agency() -> None:
    found = rows(plan(report(periods=())))
    assert [row.id for row in found] == [
        "ke-hoach/dinh-ky/phong-tu-phap",
        "ke-hoach/dinh-ky/phong-y-te",
        "ke-hoach/dinh-ky/hoi-phu-nu",
    ]
    assert {row.gate for row in found} == {Gate.UNRESOLVED}


@pytest.mark.parametrize(
    ("leads", "executors", "owners"),
    [
        (("phong-tu-phap",), ("phong-ban",), ["phong-tu-phap"]),
        ((), ("phong-ban", "toa-an", "cong-an"), ["cong-an", "toa-an"]),
        ((), ("phong-ban", "hoi-doan-the"), ["phong-ban", "hoi-doan-the"]),
    ],
)
def test_a_continuing_task_is_listed_with_its_lead_else_its_named_executors_else_its_groups(
    leads: tuple[str, ...], executors: tuple[str, ...], owners: list[str]
) -> None:
    found = rows(plan(task(leads=leads, executors=executors)))
    assert [row.id for row in found] == [f"ke-hoach/tap-huan/{owner}" for owner in owners]
    for row in found:
        assert (row.kind, row.gate, row.last_day) == (Kind.TASK, Gate.CONTINUING, None)
        assert (row.name, row.phrase, row.clause) == ("tổ chức tập huấn", "thường xuyên", "II.1.d")


def test_a_group_as_one_row_has_its_printed_name() -> None:
    row = only(plan(task(executors=("phong-ban",))))
    assert (row.agency, row.agency_name, row.relation) == ("phong-ban", "Các phòng, ban", Relation.SUBORDINATE)
    assert row.membership_proposed is False


def test_a_dated_task_is_owed_by_each_agency_of_a_group() -> None:
    found = rows(plan(task(executors=("phong-ban",), continuing=False, deadline=before("01/8"))))
    assert [row.agency for row in found] == ["cong-an", "phong-tu-phap", "phong-y-te"]
    assert {(row.gate, row.last_day, row.receiver) for row in found} == {
        (Gate.DATED, date(2022, 7, 31), "cong-an")
    }
    assert {row.target for row in found} == {date(2022, 7, 29)}


def test_a_task_without_day_or_owner_waits_with_the_standing_body() -> None:
    row = only(plan(task(continuing=False)))
    assert (row.agency, row.gate) == ("cong-an", Gate.UNRESOLVED)


def test_a_day_is_observed_and_never_rolls() -> None:
    day = date(2022, 7, 30)  # a Saturday
    row = only(plan(campaign(span=Span(day, day), is_day=True), roll=Roll.NEXT))
    assert (row.kind, row.gate, row.last_day, row.target) == (Kind.DAY, Gate.OBSERVED, day, date(2022, 7, 29))
    assert (row.agency, row.strict, row.receiver) == ("cong-an", False, None)
    assert row.name == "Cao điểm tấn công"  # a day keeps its name as it is printed


def test_a_conditional_campaign_waits_for_its_event() -> None:
    row = only(plan(campaign(after="có chỉ đạo của cấp trên")))
    assert (row.kind, row.gate, row.last_day) == (Kind.CAMPAIGN, Gate.AWAITING_EVENT, date(2022, 9, 30))
    assert only(plan(campaign())).gate is Gate.OBSERVED


def test_own_plans_are_a_row_per_agency_and_wait_while_undated() -> None:
    found = rows(plan(own_plan()))
    assert [row.agency for row in found] == ["cong-an", "phong-tu-phap", "phong-y-te"]
    assert {(row.kind, row.gate, row.last_day) for row in found} == {(Kind.OWN_PLAN, Gate.UNRESOLVED, None)}
    dated = rows(plan(own_plan(deadline=before("01/3"))))
    assert {(row.gate, row.last_day, row.receiver) for row in dated} == {
        (Gate.DATED, date(2022, 2, 28), "cong-an")
    }


def test_every_row_has_its_clause_and_words() -> None:
    everything = plan(
        report(), consolidation(), task(), own_plan(), campaign(), question("ai", "dinh-ky", "toa-an")
    )
    assert all(row.clause and row.phrase for row in rows(everything))
    assert len({row.id for row in rows(everything)}) == len(rows(everything))


@pytest.mark.parametrize(
    ("printed", "shown", "latest"),
    [
        ("07/3/2022", "07/3/2022", date(2022, 3, 7)),
        ("__/4/2022", "tháng 4/2022", date(2022, 4, 30)),
        ("__/__/2022", "năm 2022", date(2022, 12, 31)),
    ],
)
def test_a_plan_says_its_day_of_issue_as_far_as_it_is_known(printed: str, shown: str, latest: date) -> None:
    found = compiled(plan(issued_on=issued(printed))).plan
    assert (found.issued, found.latest_issue) == (shown, latest)


def test_a_plan_knows_its_parties_by_name() -> None:
    spec = plan(report(senders=("phong-y-te",)), campaign(), number=None, number_printed="…/KH-UBND")
    found = compiled(spec).plan
    assert (found.number, found.number_is_blank) == ("…/KH-UBND", True)
    assert (found.issuer_name, found.standing_body_name) == ("Ubnd", "Cong an")
    assert found.agency_names == {"cong-an": "Cong an", "phong-y-te": "Phong y te", "ubnd": "Ubnd"}


@pytest.mark.parametrize(("drafter", "writers"), [("cong-an", ("cong-an",)), (None, ("bcd-thi-xa",))])
def test_a_plan_knows_who_waits_for_a_report(drafter: str | None, writers: tuple[str, ...]) -> None:
    found = compiled(plan(report(), consolidation(drafter=drafter))).plan
    assert found.consolidators == {"dinh-ky": writers}
    assert compiled(plan(report())).plan.consolidators == {}


def test_a_plan_changes_only_the_rungs_it_writes() -> None:
    usual = compiled(plan()).plan.ladders[Relation.SUBORDINATE].rungs
    own = compiled(plan(rungs={"nhac": RungSpec("nhac", -3, "wd", time(9))})).plan.ladders
    changed = own[Relation.SUBORDINATE].rungs
    assert (changed["nhac"].offset, changed["nhac"].hour) == (-3, time(9))
    assert {slug for slug in usual if usual[slug] != changed[slug]} == {"nhac"}


def asked(spec: PlanSpec) -> dict[str, str]:
    return {each.slug: each.ask for each in compiled(spec).questions}


def test_a_plan_that_says_everything_asks_nothing() -> None:
    assert asked(plan(report(), task(leads=("cong-an",)), campaign())) == {}


def test_what_the_document_leaves_blank_is_asked() -> None:
    blank = plan(number=None, number_printed="…/KH-UBND", issued_on=issued("__/4/2022"), partial=True)
    assert asked(blank) == {
        "so-ky-hieu": "Bản lưu để trống số ký hiệu (…/KH-UBND): kế hoạch số bao nhiêu?",
        "ngay-ban-hanh": "Bản lưu để trống ngày ban hành (__/4/2022): kế hoạch ban hành ngày nào?",
        "ban-luu-thieu": (
            "Bản lưu bị thiếu phần cuối: phần thiếu có giao nhiệm vụ hoặc chế độ báo cáo nào không?"
        ),
    }
    assert asked(plan(issued_on=None)) == {"ngay-ban-hanh": "Kế hoạch ban hành ngày nào?"}


@pytest.mark.parametrize(
    ("entry", "slug", "ask"),
    [
        (
            consolidation(),
            "tong-hop-khong-ngay",
            "Báo cáo tổng hợp (mục III.2) không nêu ngày gửi: gửi trước ngày nào?",
        ),
        (
            report(periods=(period("quy-1", "Quý I", None),)),
            "dinh-ky-quy-1",
            "Báo cáo quý I (mục III.1) không nêu ngày gửi: gửi trước ngày nào?",
        ),
        (
            report(periods=(replace(HALF_YEAR, proposed=True),)),
            "dinh-ky-6-thang",
            "Báo cáo 6 tháng (mục III.1) mới có ngày đề xuất (trước ngày 16/6): có lấy ngày này không?",
        ),
        (
            own_plan(),
            "ke-hoach-rieng-khong-ngay",
            "Kế hoạch của đơn vị (mục III.1) không nêu thời hạn: hoàn thành trước ngày nào?",
        ),
        (
            task(),
            "tap-huan-khong-don-vi",
            "Nhiệm vụ “tổ chức tập huấn” (mục II.1.d) không nêu đơn vị thực hiện: giao cho đơn vị nào?",
        ),
        (
            task(leads=("cong-an",), continuing=False),
            "tap-huan-khong-ngay",
            "Nhiệm vụ “tổ chức tập huấn” (mục II.1.d) không nêu thời hạn: "
            "thường xuyên hay hoàn thành trước ngày nào?",
        ),
    ],
)
def test_what_a_line_leaves_open_is_asked(entry: ReportSpec | TaskSpec | OwnPlanSpec, slug: str, ask: str) -> None:
    spec = plan(report(), entry)
    assert asked(spec) == {slug: ask}
    assert compiled(spec).questions[0].about_entry == entry.slug


def test_the_writers_own_question_stands_instead_of_the_compilers() -> None:
    spec = plan(report(), consolidation(), question("ngay-tong-hop", "tong-hop"))
    assert asked(spec) == {"ngay-tong-hop": "Có phải báo cáo không?"}


def test_questions_are_problems_that_stop_nothing_in_the_order_of_the_file() -> None:
    late = task("sau", words=words(line=9))
    early = task("truoc", words=words(line=3))
    found = compiled(plan(late, early)).problems
    assert [problem.position.line for problem in found] == [3, 9]
    assert not any(problem.is_error for problem in found)


def test_agencies_keep_the_other_names_that_the_directory_has_for_them() -> None:
    book = directory()
    law = replace(book.agencies["phong-tu-phap"], aliases=("Tư pháp",))
    named = replace(book, agencies={**book.agencies, law.slug: law})
    assert compile_plan(plan(report()), named, CALENDAR).plan.agency_aliases["phong-tu-phap"] == ("Tư pháp",)
