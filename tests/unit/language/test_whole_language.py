"""Events, amendments, superseded and parent plans, ad hoc reports, outlines and questions come out as values."""

from decimal import Decimal

import pytest

from dondoc.language.reader import read_plan_text
from dondoc.language.spec import (
    Amendment,
    Comparison,
    Named,
    OutlineSection,
    PlanSpec,
    QuestionKind,
    QuestionSpec,
    Target,
    WhenMissing,
)
from dondoc.language.targets import read_target
from tests.unit.language.plan_texts import PLAN, plan_with

CAMPAIGN = "dot_cao_diem:\n  cao-diem: {dieu_khoan: II, tu: 1/7, den: 30/9, thuc_hien: phong-a, sau_khi: "
AD_HOC = "  dot-xuat: {dieu_khoan: IV, gui_ve: ubnd, dot_xuat: có}\n"
COMBINED = (
    "  tong-hop: {dieu_khoan: V, don_vi_bao_cao: cong-an, gui_ve: ubnd, tong_hop_tu: dinh-ky, ky: theo quy định"
)
TASKS = (
    "nhiem_vu:\n"
    "  khong-ai: {dieu_khoan: II.1, noi_dung: Tập huấn, truoc: 16/3}\n"
    "  khong-ngay: {dieu_khoan: II.2, noi_dung: Rà soát, thuc_hien: phong-a}\n"
    "  quanh-nam: {dieu_khoan: II.3, noi_dung: Tuyên truyền, thuc_hien: phong-a, thuong_xuyen: có}\n"
)


def spec_of(text: str) -> PlanSpec:
    reading = read_plan_text(text, file="thu.yaml")
    assert reading.spec is not None, [str(problem) for problem in reading.problems]
    return reading.spec


def test_a_campaign_may_wait_for_an_event_of_the_plan() -> None:
    events = (
        "su_kien:\n  chi-dao: {dieu_khoan: II.3, ten: có chỉ đạo của cấp trên, nguyen_van: sau khi có chỉ đạo}\n"
    )
    spec = spec_of(PLAN + CAMPAIGN + "chi-dao}\n" + events)
    event, campaign = spec.events["chi-dao"], spec.campaigns["cao-diem"]
    assert (event.name, event.words.phrase, event.words.quoted) == (
        "có chỉ đạo của cấp trên",
        "sau khi có chỉ đạo",
        True,
    )
    assert (campaign.after, campaign.after_event) == ("có chỉ đạo của cấp trên", "chi-dao")
    assert campaign.words.phrase == "từ ngày 1/7 đến ngày 30/9, sau khi có chỉ đạo của cấp trên"


def test_words_make_an_event_of_their_own() -> None:
    spec = spec_of(PLAN + CAMPAIGN + "có chỉ đạo của cấp trên}\n")
    slug = "co-chi-dao-cua-cap-tren"
    assert spec.campaigns["cao-diem"].after_event == slug
    assert (spec.events[slug].name, spec.events[slug].words.clause) == ("có chỉ đạo của cấp trên", "II")


def test_two_campaigns_in_the_same_words_wait_for_one_event() -> None:
    second = "  dot-hai: {dieu_khoan: III, ngay: 1/8, sau_khi: Có chỉ đạo}\n"
    spec = spec_of(PLAN + CAMPAIGN + "có chỉ đạo}\n" + second)
    assert list(spec.events) == ["co-chi-dao"]


def test_a_plan_names_the_documents_that_amended_it() -> None:
    written = "sua_doi:\n  - {so: 215/CV-CAT, ngay: 10/8/2022, cua: Công an tỉnh, ve_viec: lùi hạn quý III}\n"
    (amendment,) = spec_of(PLAN + written).amendments
    assert amendment == Amendment(
        "215/CV-CAT", amendment.issued_on, "Công an tỉnh", "lùi hạn quý III", amendment.position
    )
    assert (f"{amendment.issued_on:%d/%m/%Y}", amendment.position.line) == ("10/08/2022", 15)


def test_a_day_of_an_amendment_takes_the_year_of_the_effect_and_one_may_stand_without_a_list() -> None:
    (amendment,) = spec_of(PLAN + "sua_doi: {so: 215/CV-CAT, ngay: 10/8}\n").amendments
    assert (f"{amendment.issued_on:%Y-%m-%d}", amendment.issuer) == ("2022-08-10", "")


def test_a_plan_names_the_plans_that_it_replaces_and_the_one_above_it() -> None:
    written = "thay_the: [{so: 12/KH-UBND, ke_hoach: thu-2021}, {so: 9/KH-UBND}]\nke_hoach_cap_tren: tinh-2022\n"
    spec = spec_of(PLAN + written)
    assert [(old.number, old.plan) for old in spec.supersedes] == [("12/KH-UBND", "thu-2021"), ("9/KH-UBND", None)]
    assert spec.parent == "tinh-2022"
    named = [each.slug for each in spec.references if each.named is Named.PLAN]
    assert named == ["thu-2021", "tinh-2022"]


def test_an_ad_hoc_report_has_neither_periods_nor_senders() -> None:
    report = spec_of(PLAN + AD_HOC).reports["dot-xuat"]
    assert (report.ad_hoc, report.periods, report.undated, report.senders) == (True, (), None, ())
    assert report.words.phrase == "đột xuất, khi có yêu cầu"


def test_a_consolidating_report_says_what_happens_while_reports_are_missing() -> None:
    assert spec_of(PLAN + COMBINED + "}\n").reports["tong-hop"].when_missing is WhenMissing.SEND_AND_NAME
    for written in ("cho", "wait", "Cho"):
        spec = spec_of(PLAN + COMBINED + f", khi_thieu: {written}}}\n")
        assert spec.reports["tong-hop"].when_missing is WhenMissing.WAIT


def test_an_outline_is_a_list_of_sections_named_by_their_numbers() -> None:
    outline = (
        "de_cuong: [{so: Phần I, ten: Tình hình}, {so: II.3, ten: Điều tra}, {ma: kien-nghi, ten: Kiến nghị}]"
    )
    spec = spec_of(plan_with("    qua: cong-an\n", f"    qua: cong-an\n    {outline}\n"))
    assert spec.reports["dinh-ky"].outline == (
        OutlineSection("phan-i", "Phần I", "Tình hình"),
        OutlineSection("ii-3", "II.3", "Điều tra"),
        OutlineSection("kien-nghi", "", "Kiến nghị"),
    )


def test_a_report_may_leave_its_senders_to_a_task_or_campaign() -> None:
    report = (
        "  cua-dot: {dieu_khoan: V, gui_ve: ubnd, cua_dot: quanh-nam, ky: [{ma: dot, ten: Đợt, truoc: 1/10}]}\n"
    )
    found = spec_of(PLAN + report + TASKS).reports["cua-dot"]
    assert (found.of_activity, found.senders) == ("quanh-nam", ())


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("100%", Target(Comparison.AT_LEAST, Decimal(100), "%")),
        ("trên 90%", Target(Comparison.MORE, Decimal(90), "%")),
        ("đạt trên 90 %", Target(Comparison.MORE, Decimal(90), "%")),
        ("Đạt 95% trở lên", Target(Comparison.AT_LEAST, Decimal(95), "%")),
        ("từ 95% trở lên", Target(Comparison.AT_LEAST, Decimal(95), "%")),
        (">= 99,5%", Target(Comparison.AT_LEAST, Decimal("99.5"), "%")),
        ("≥99.5%", Target(Comparison.AT_LEAST, Decimal("99.5"), "%")),
        ("dưới 5%", Target(Comparison.LESS, Decimal(5), "%")),
        ("không quá 3 vụ", Target(Comparison.AT_MOST, Decimal(3), "vụ")),
        ("không dưới 3 vụ", Target(Comparison.AT_LEAST, Decimal(3), "vụ")),
        ("ít nhất 02 lớp tập huấn", Target(Comparison.AT_LEAST, Decimal(2), "lớp tập huấn")),
        ("1.500 lượt người trở lên", Target(Comparison.AT_LEAST, Decimal(1500), "lượt người")),
        ("07/07 xã, phường", Target(Comparison.AT_LEAST, Decimal(7), "xã, phường")),
        ("12", Target(Comparison.AT_LEAST, Decimal(12), "")),
    ],
)
def test_a_target_is_a_comparison_a_number_and_a_unit(written: str, target: Target) -> None:
    assert read_target(written) == target


@pytest.mark.parametrize(
    "written", ["giảm 5%", "5-10%", "tăng so với năm trước", "5/7 xã", "90% và 95%", "100% 5"]
)
def test_a_target_that_is_not_one_number_stays_words(written: str) -> None:
    assert read_target(written) is None


@pytest.mark.parametrize(
    ("comparison", "below", "equal", "above"),
    [
        (Comparison.AT_LEAST, False, True, True),
        (Comparison.MORE, False, False, True),
        (Comparison.AT_MOST, True, True, False),
        (Comparison.LESS, True, False, False),
    ],
)
def test_a_figure_stands_to_its_target(comparison: Comparison, below: bool, equal: bool, above: bool) -> None:
    figures = (Decimal("89.9"), Decimal("90.0"), Decimal("90.1"))
    assert [comparison.holds(figure, Decimal(90)) for figure in figures] == [below, equal, above]


def question(about: str, plan: str = PLAN) -> QuestionSpec:
    return spec_of(f"{plan}can_lam_ro:\n  q: {{hoi: Ai?{about}}}\n").questions["q"]


@pytest.mark.parametrize(
    ("about", "entry", "kind"),
    [
        ("", None, QuestionKind.FREE),
        (", tra_loi: ngay", None, QuestionKind.DATE),
        (", tra_loi: owner", None, QuestionKind.OWNER),
        (", ve: {bao_cao: dinh-ky}", "dinh-ky", QuestionKind.FREE),
        (", ve: {bao_cao: dinh-ky}, tra_loi: co_khong", "dinh-ky", QuestionKind.DUTY),
        (", ve: {bao_cao: dinh-ky, co_quan: hoi-b}", "dinh-ky", QuestionKind.DUTY),
        (", ve: {nhiem_vu: khong-ai}", "khong-ai", QuestionKind.OWNER),
        (", ve: {nhiem_vu: khong-ngay}", "khong-ngay", QuestionKind.DATE),
        (", ve: {nhiem_vu: quanh-nam}", "quanh-nam", QuestionKind.FREE),
        (", ve: {task: quanh-nam, agency: phong-a}", "quanh-nam", QuestionKind.DUTY),
    ],
)
def test_what_an_answer_is_follows_from_what_is_asked(about: str, entry: str | None, kind: QuestionKind) -> None:
    found = question(about, PLAN + TASKS)
    assert (found.about_entry, found.kind) == (entry, kind)
    assert found.about_report == (entry if entry == "dinh-ky" else None)


def test_a_question_may_be_about_one_period() -> None:
    undated = plan_with("truoc: 16/3", 'truoc: "?"')
    for written in ("quy-1", "2022-quy-1"):
        found = question(f", ve: {{bao_cao: dinh-ky, ky: {written}}}", undated)
        assert (found.about_period, found.kind) == ("2022-quy-1", QuestionKind.DATE)
    assert found.concerns("dinh-ky", "2022-quy-1")
    assert not found.concerns("dinh-ky")
    assert not found.concerns("dinh-ky", "2022-quy-2")
