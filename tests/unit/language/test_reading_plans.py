"""What stands in a plan file comes out as values."""

from datetime import date, time

import pytest

from dondoc.calendar.deadlines import Deadline, Roll
from dondoc.calendar.spans import IssueDay, Span
from dondoc.language.reader import read_plan_text
from dondoc.language.spec import Basis, PeriodSpec, PlanSpec, RungSpec, Undated
from tests.unit.language.plan_texts import PLAN, plan_with

TWO_YEARS = plan_with("hieu_luc: 2022", "hieu_luc: {tu: 01/10/2026, den: 31/12/2027}")


def spec_of(text: str) -> PlanSpec:
    reading = read_plan_text(text, file="thu.yaml")
    assert reading.spec is not None, [str(problem) for problem in reading.problems]
    return reading.spec


def period_of(text: str) -> PeriodSpec:
    return spec_of(text).reports["dinh-ky"].periods[0]


def first_period(period: str, plan: str = PLAN) -> PeriodSpec:
    return period_of(plan.replace("{ma: quy-1, ten: Quý I, truoc: 16/3}", period))


@pytest.mark.parametrize(
    ("written", "effect"),
    [
        ("2022", Span(date(2022, 1, 1), date(2022, 12, 31))),
        ("2016-2020", Span(date(2016, 1, 1), date(2020, 12, 31))),
        ("2016 – 2020", Span(date(2016, 1, 1), date(2020, 12, 31))),
        ("01/10/2026 - 31/12/2027", Span(date(2026, 10, 1), date(2027, 12, 31))),
        ("từ 01/10/2026 đến 31/12/2027", Span(date(2026, 10, 1), date(2027, 12, 31))),
        ("{starts: 01/10/2026, ends: 31/12/2027}", Span(date(2026, 10, 1), date(2027, 12, 31))),
        ("năm 2022", Span(date(2022, 1, 1), date(2022, 12, 31))),
        ("Giai đoạn 2021-2025", Span(date(2021, 1, 1), date(2025, 12, 31))),
    ],
)
def test_the_effect_of_a_plan(written: str, effect: Span) -> None:
    plan = plan_with("hieu_luc: 2022", f"hieu_luc: {written}").replace("truoc: 16/3", 'truoc: "?", nam: 2026')
    assert spec_of(plan).effect == effect


@pytest.mark.parametrize(
    ("written", "number", "printed"),
    [
        ("144/KH-UBND", "144/KH-UBND", "144/KH-UBND"),
        ("…/KH-UBND", None, "…/KH-UBND"),
        ("___/KH-UBND", None, "…/KH-UBND"),
        ("/KH-UBND", None, "…/KH-UBND"),
        ("07/KH-BCĐ", "07/KH-BCĐ", "07/KH-BCĐ"),
        ("Số 07/KH-BCĐ", "07/KH-BCĐ", "07/KH-BCĐ"),
        ('"số: …/KH-UBND"', None, "…/KH-UBND"),
        ('"..."', None, "…"),
    ],
)
def test_a_number_may_be_blank(written: str, number: str | None, printed: str) -> None:
    spec = spec_of(PLAN + f"so_ky_hieu: {written}\n")
    assert (spec.number, spec.number_printed) == (number, printed)


def test_a_plan_without_a_number_has_a_blank_one() -> None:
    assert (spec_of(PLAN).number, spec_of(PLAN).number_printed) == (None, "…")


def test_the_head_of_a_plan() -> None:
    spec = spec_of(
        PLAN
        + "ngay_ban_hanh: __/4/2022\nnguoi_ky: Vũ Minh Tâm\nmau: có\nthieu_trang: có\ndo_mat: thuong\n"
        + "doi_ngay: ke_tiep\nso_ngay_cho: 2\ncan_cu: [{so: 07/KH-UBND, cua: UBND tỉnh, ngay: 17/02/2022}]\n"
    )
    assert spec.issued_on == IssueDay("__/4/2022", date(2022, 4, 1), date(2022, 4, 30))
    assert spec.signer == "Vũ Minh Tâm"
    assert spec.basis == (Basis("07/KH-UBND", "UBND tỉnh", "17/02/2022"),)
    assert (spec.sample, spec.partial, spec.roll, spec.grace_days) == (True, True, Roll.NEXT, 2)


def test_a_period_keeps_its_words_beside_its_days() -> None:
    period = first_period("{ma: quy-1, ten: Quý I, truoc: 17 giờ 16/3, nguyen_van: trước 17 giờ ngày 16/3}")
    assert period.deadline == Deadline(date(2022, 3, 16), strict=True, hour=time(17))
    assert (period.words.phrase, period.words.quoted, period.words.clause) == (
        "trước 17 giờ ngày 16/3",
        True,
        "III.1",
    )


def test_words_that_no_document_gives_are_composed_and_not_quoted() -> None:
    period = period_of(PLAN)
    assert (period.words.phrase, period.words.quoted) == ("trước ngày 16/3", False)
    by = first_period("{ma: quy-1, ten: Quý I, cham_nhat: 16/3/2022, dieu_khoan: III.2}")
    assert (by.words.phrase, by.words.clause) == ("chậm nhất ngày 16/3/2022", "III.2")
    assert by.deadline == Deadline(date(2022, 3, 16), strict=False)


def test_a_data_window_is_inferred_unless_the_plan_states_one() -> None:
    inferred = period_of(PLAN)
    assert (inferred.data, inferred.data_inferred) == (Span(date(2021, 12, 15), date(2022, 3, 14)), True)
    cutoff = first_period("{ma: quy-1, ten: Quý I, truoc: 16/3, chot_so_lieu: 10/3}")
    assert (cutoff.data, cutoff.data_inferred) == (Span(date(2021, 12, 15), date(2022, 3, 10)), False)
    stated = first_period("{ma: dot-1, ten: Đợt một, truoc: 16/3, tu: 1/1, chot_so_lieu: 10/3}")
    assert (stated.data, stated.data_inferred) == (Span(date(2022, 1, 1), date(2022, 3, 10)), False)
    unknown = first_period("{ma: dot-1, ten: Đợt một, truoc: 16/3}")
    assert (unknown.data, unknown.data_inferred) == (None, False)


@pytest.mark.parametrize(
    ("period", "year"),
    [
        ("{ma: nam, ten: Năm 2026, truoc: 16/01/2027}", 2026),
        ("{ma: nam, ten: Năm, truoc: 16/01/2027, nam: 2026}", 2026),
        ("{ma: nam, ten: Năm, truoc: 16/01/2027, tu: 1/10/2026, chot_so_lieu: 31/12/2026}", 2026),
        ("{ma: nam, ten: Năm, truoc: 16/12/2027}", 2027),
    ],
)
def test_the_year_of_a_period_in_a_plan_of_two_years(period: str, year: int) -> None:
    assert first_period(period, TWO_YEARS).year == year


@pytest.mark.parametrize(
    ("written", "undated"),
    [
        ('"?"', Undated.UNKNOWN),
        ("theo quy định", Undated.BY_REGULATION),
        ("Theo quy định.", Undated.BY_REGULATION),
    ],
)
def test_a_report_and_a_period_may_be_undated(written: str, undated: Undated) -> None:
    report = spec_of(PLAN.split("    ky:")[0] + f"    ky: {written}\n").reports["dinh-ky"]
    assert (report.periods, report.undated) == ((), undated)
    assert report.words.phrase
    period = first_period(f"{{ma: quy-1, ten: Quý I, truoc: {written}}}")
    assert period.deadline is None
    assert period.words.phrase


def test_a_report_without_a_phrase_tells_its_periods() -> None:
    assert spec_of(PLAN).reports["dinh-ky"].words.phrase == "Quý I (trước ngày 16/3)"


DUTIES = """\
nhiem_vu:
  lien-tuc: {dieu_khoan: II.1, noi_dung: Việc một, thuc_hien: phong-a, thuong_xuyen: đến 31/12/2022}
  mai: {dieu_khoan: II.2, noi_dung: Việc hai, chu_tri: phong-a, phoi_hop: [hoi-b], thuong_xuyen: có}
  co-han: {dieu_khoan: II.3, noi_dung: Việc ba, chu_tri: phong-a, cham_nhat: 20/5}
  bo-ngo: {dieu_khoan: II.4, noi_dung: Việc bốn, chu_tri: phong-a}
dot_cao_diem:
  dot: {dieu_khoan: II.5, ten: Cao điểm, tu: 01/7/2022, den: 30/9/2022, sau_khi: có chỉ đạo, thuc_hien: phong-a}
  ngay: {dieu_khoan: II.6, ten: Ngày hội, ngay: 30/7/2022, chu_tri: cong-an}
ke_hoach_rieng:
  rieng: {dieu_khoan: III.3, ten: Kế hoạch của đơn vị, thuc_hien: [phong-a, hoi-b]}
chi_tieu:
  tin-bao: {dieu_khoan: I.2, do: Tỷ lệ tiếp nhận, dat: trên 90%}
can_lam_ro:
  toa-an: {hoi: "Tòa án có phải báo cáo không?", ve: {bao_cao: dinh-ky, co_quan: [toa-an]}}
"""


def test_tasks() -> None:
    tasks = spec_of(PLAN + DUTIES).tasks
    assert (tasks["lien-tuc"].continuing, tasks["lien-tuc"].continuing_until) == (True, date(2022, 12, 31))
    assert tasks["lien-tuc"].words.phrase == "thường xuyên, đến 31/12/2022"
    assert (tasks["mai"].leads, tasks["mai"].supporting) == (("phong-a",), ("hoi-b",))
    assert tasks["mai"].continuing_until == date(2022, 12, 31)  # the end of the effect
    assert tasks["co-han"].deadline == Deadline(date(2022, 5, 20), strict=False)
    assert (tasks["bo-ngo"].continuing, tasks["bo-ngo"].deadline) == (False, None)
    assert tasks["bo-ngo"].words.phrase == "không ghi thời hạn"


def test_campaigns_and_days() -> None:
    campaigns = spec_of(PLAN + DUTIES).campaigns
    assert campaigns["dot"].span == Span(date(2022, 7, 1), date(2022, 9, 30))
    assert (campaigns["dot"].after, campaigns["dot"].is_day) == ("có chỉ đạo", False)
    assert campaigns["dot"].words.phrase == "từ ngày 01/7/2022 đến ngày 30/9/2022, sau khi có chỉ đạo"
    assert campaigns["ngay"].span == Span(date(2022, 7, 30), date(2022, 7, 30))
    assert (campaigns["ngay"].after, campaigns["ngay"].is_day) == (None, True)


def test_own_plans_metrics_and_questions() -> None:
    spec = spec_of(PLAN + DUTIES)
    assert spec.own_plans["rieng"].agencies == ("phong-a", "hoi-b")
    assert spec.own_plans["rieng"].deadline is None
    assert (spec.metrics["tin-bao"].measure, spec.metrics["tin-bao"].reaches) == ("Tỷ lệ tiếp nhận", "trên 90%")
    question = spec.questions["toa-an"]
    assert (question.about_report, question.about_agencies) == ("dinh-ky", ("toa-an",))


def test_a_plan_may_move_rungs_of_the_ladder() -> None:
    rungs = spec_of(
        PLAN
        + "thang_don_doc:\n"
        + "  bao_truoc: trước 7 ngày làm việc, 8 giờ\n"
        + "  goi: trong ngày, 14h30\n"
        + "  lanh_dao: sau 4 ngày, 13:30\n"
    ).rungs
    assert rungs == {
        "bao_truoc": RungSpec("bao_truoc", -7, "wd", time(8)),
        "goi": RungSpec("goi", 0, "wd", time(14, 30)),
        "lanh_dao": RungSpec("lanh_dao", 4, "d", time(13, 30)),
    }


@pytest.mark.parametrize(
    ("rung", "message"),
    [
        ("nhac2: trước 1 ngày, 8 giờ", "không có nấc `nhac2`"),
        ("xem_truoc: trước 1 ngày, 8 giờ", "`xem_truoc` luôn đi trước thư gửi lãnh đạo"),
        ("nhac: sau 2 ngày, 8 giờ", "phải nằm trước hạn"),
        ("hom_nay: trước 1 ngày, 8 giờ", "phải nằm trong ngày cuối"),
        ("lanh_dao: trong ngày, 8 giờ", "phải nằm sau hạn"),
        ("qua_han: sau 1 ngày làm việc, 9 giờ", "sớm nhất là sau 1 ngày làm việc, 14 giờ"),
        ("qua_han: sau 2 ngày, 14 giờ", "sớm nhất là sau 1 ngày làm việc, 14 giờ"),
        ("goi: trong ngày, 20 giờ", "giờ làm việc"),
        ("goi: trong ngày, 25 giờ", "không có giờ 25:00"),
        ("phieu: sau 90 ngày, 8 giờ", "không dời quá 60 ngày"),
        ("phieu: lúc nào đó", "không hiểu thời điểm"),
        ("phieu: [8, 9]", "trên một dòng"),
        (
            "nhac: trước 9 ngày làm việc, 8 giờ\n  bao_truoc: trước 5 ngày làm việc, 8 giờ",
            "`bao_truoc` đến sau nấc",
        ),
        ("nhac: trước 9 ngày làm việc, 8 giờ", "nấc `bao_truoc` đến sau nấc `nhac`, `bao_truoc` chưa dời"),
        ("lanh_dao: sau 6 ngày làm việc, 8 giờ", "nấc `lanh_dao` đến sau nấc `cong_van`, `cong_van` chưa dời"),
        ("lanh_dao: sau 1 ngày làm việc, 8 giờ", "nấc `qua_han` đến sau nấc `lanh_dao`, `qua_han` chưa dời"),
        ("nhac:", "phải viết trên một dòng"),
    ],
)
def test_a_rung_stays_where_it_belongs(rung: str, message: str) -> None:
    problems = read_plan_text(f"{PLAN}thang_don_doc:\n  {rung}\n", file="thu.yaml").problems
    assert [message in problem.message for problem in problems] == [True]


def test_what_a_plan_names_is_kept_with_its_place() -> None:
    references = [(each.slug, each.position.line, each.position.column) for each in spec_of(PLAN).references]
    assert references == [
        ("ubnd", 3, 19),
        ("cong-an", 4, 22),
        ("phong-a", 9, 22),
        ("hoi-b", 9, 31),
        ("ubnd", 10, 13),
        ("cong-an", 11, 10),
    ]


@pytest.mark.parametrize("written", ["0000999", "0" * 5000, "61", "-1", "٣", "3 ngày"])
def test_grace_is_a_few_days(written: str) -> None:
    (problem,) = read_plan_text(f"{PLAN}so_ngay_cho: {written}\n", file="thu.yaml").problems
    assert problem.hint == "Viết một số ngày từ 0 đến 60."
