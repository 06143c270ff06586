"""By when a duty is due: a day in words, a part of the year, so many days from an event."""

from datetime import date
from pathlib import Path

import pytest

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.workdays import WorkCalendar
from dondoc.language.reader import read_plan_text
from dondoc.language.spec import PeriodSpec, PlanSpec, Within
from dondoc.tracking.compiler import compile_plan
from dondoc.tracking.obligations import Gate, Obligation
from tests.unit.language.plan_texts import PLAN, plan_with, read_in, shown

EVENTS = """\
su_kien:
  co-chi-dao: {dieu_khoan: II.3, ten: Có chỉ đạo của cấp trên}
"""


def spec_of(text: str) -> PlanSpec:
    reading = read_plan_text(text, file="thu.yaml")
    assert reading.spec is not None, [str(problem) for problem in reading.problems]
    return reading.spec


def first_period(term: str) -> PeriodSpec:
    return spec_of(EVENTS + plan_with("truoc: 16/3", term)).reports["dinh-ky"].periods[0]


@pytest.mark.parametrize(
    ("term", "deadline", "phrase"),
    [
        ("truoc: cuối tháng 3", Deadline(date(2022, 3, 30), strict=True), "trước cuối tháng 3"),
        ("cham_nhat: cuối tháng 3", Deadline(date(2022, 3, 31), strict=False), "chậm nhất cuối tháng 3"),
        ("cham_nhat: giữa tháng 6/2022", Deadline(date(2022, 6, 15), strict=False), "chậm nhất giữa tháng 6/2022"),
        ("cham_nhat: cuối năm", Deadline(date(2022, 12, 31), strict=False), "chậm nhất cuối năm"),
        ("hoan_thanh_trong: tháng 3", Deadline(date(2022, 3, 31), strict=False), "hoàn thành trong tháng 3"),
        ("within_period: quý II", Deadline(date(2022, 6, 30), strict=False), "hoàn thành trong quý II"),
        ("hoan_thanh_trong: năm 2022", Deadline(date(2022, 12, 31), strict=False), "hoàn thành trong năm 2022"),
    ],
)
def test_a_day_in_words_and_a_part_of_the_year(term: str, deadline: Deadline, phrase: str) -> None:
    period = first_period(term)
    assert (period.deadline, period.within, period.words.phrase) == (deadline, None, phrase)


@pytest.mark.parametrize(
    ("term", "within", "phrase"),
    [
        (
            "trong_vong: 5 ngày làm việc kể từ co-chi-dao",
            Within(5, True, "co-chi-dao"),
            "trong vòng 5 ngày làm việc kể từ khi có chỉ đạo của cấp trên",
        ),
        (
            'within_days: "05 ngày, kể từ khi nhận được văn bản"',
            Within(5, False, "nhan-duoc-van-ban"),
            "trong vòng 5 ngày kể từ khi nhận được văn bản",
        ),
        (
            "trong_vong: 10 ngày kể từ ngày ký",
            Within(10, False, "ngay-ky"),
            "trong vòng 10 ngày kể từ ngày ký",
        ),
    ],
)
def test_a_term_from_an_event_has_no_day_yet(term: str, within: Within, phrase: str) -> None:
    period = first_period(term)
    assert (period.deadline, period.within, period.words.phrase) == (None, within, phrase)


def test_an_event_in_words_becomes_an_event_of_the_plan() -> None:
    spec = spec_of(plan_with("truoc: 16/3", "trong_vong: 5 ngày kể từ khi nhận được văn bản"))
    assert spec.events["nhan-duoc-van-ban"].name == "nhận được văn bản"


DUTIES = (
    EVENTS
    + """\
nhiem_vu:
  tap-huan: {dieu_khoan: II.1, noi_dung: Tập huấn, chu_tri: phong-hoi, hoan_thanh_trong: quý II}
  kiem-tra: {dieu_khoan: II.2, noi_dung: Kiểm tra, chu_tri: phong-hoi, trong_vong: 5 ngày kể từ co-chi-dao}
  ra-soat: {dieu_khoan: II.3, noi_dung: Rà soát, chu_tri: phong-hoi, cham_nhat: 15/7, de_xuat: có}
ke_hoach_rieng:
  rieng: {dieu_khoan: III.3, ten: Kế hoạch của đơn vị, thuc_hien: phong-a, trong_vong: 3 ngày kể từ co-chi-dao}
  de-xuat: {dieu_khoan: III.4, ten: Chỉ thị, thuc_hien: phong-a, truoc: 30/4, de_xuat: có}
"""
)


def rows(folder: Path, text: str) -> dict[str, list[Obligation]]:
    read = read_in(folder, text)
    assert [shown(each) for each in read.problems if each.is_error] == []
    spec = read.plans["thu"].spec
    found: dict[str, list[Obligation]] = {}
    for row in compile_plan(spec, read.directory, WorkCalendar()).obligations:
        found.setdefault(row.report, []).append(row)
    return found


def test_a_task_may_be_due_within_a_quarter_or_wait_for_an_event_or_for_a_person(tmp_path: Path) -> None:
    found = rows(tmp_path, PLAN + DUTIES)
    assert [(row.agency, row.gate, row.last_day) for row in found["tap-huan"]] == [
        ("phong-a", Gate.DATED, date(2022, 6, 30)),
        ("hoi-b", Gate.DATED, date(2022, 6, 30)),
    ]
    assert [(row.agency, row.gate, row.last_day, row.awaits) for row in found["kiem-tra"]] == [
        ("phong-a", Gate.AWAITING_EVENT, None, "co-chi-dao"),
        ("hoi-b", Gate.AWAITING_EVENT, None, "co-chi-dao"),
    ]
    assert {row.gate for row in found["ra-soat"]} == {Gate.PROPOSED}
    assert [(row.gate, row.awaits) for row in found["rieng"]] == [(Gate.AWAITING_EVENT, "co-chi-dao")]
    assert [(row.gate, row.last_day) for row in found["de-xuat"]] == [(Gate.PROPOSED, date(2022, 4, 29))]


def test_a_period_that_waits_for_an_event_names_it_and_is_not_asked_about(tmp_path: Path) -> None:
    text = EVENTS + plan_with("truoc: 16/3", "trong_vong: 5 ngày làm việc kể từ co-chi-dao")
    read = read_in(tmp_path, text)
    spec = read.plans["thu"].spec
    compiled = compile_plan(spec, read.directory, WorkCalendar())
    assert {(row.gate, row.awaits, row.due) for row in compiled.obligations} == {
        (Gate.AWAITING_EVENT, "co-chi-dao", None)
    }
    assert not [question for question in compiled.questions if question.about_report == "dinh-ky"]


@pytest.mark.parametrize(
    ("term", "message", "hint"),
    [
        ("truoc: 16/3, hoan_thanh_trong: tháng 3", "`truoc` và `hoan_thanh_trong` không đi cùng", "Giữ một cách"),
        ("truoc: hết tháng 3", "“hết tháng 3” tính cả ngày cuối", "`cham_nhat`"),
        ("truoc: tháng 3", "“tháng 3” không phải một ngày", "`hoan_thanh_trong: tháng 3`"),
        ("hoan_thanh_trong: 31/6", "không hiểu “31/6”", "quý II/2024"),
        ("hoan_thanh_trong: năm 2031", "ngày cuối 31/12/2031 nằm ngoài thời gian", "`hieu_luc`"),
        ("trong_vong: 24 giờ kể từ khi nhận", "không tính được “24 giờ kể từ khi nhận”", "Chỉ nhận ngày"),
        ("trong_vong: 5 ngày", "không hiểu “5 ngày”", "kể từ"),
        ("trong_vong: 5 ngày kể từ khi …", "không hiểu sự kiện “…” ở `trong_vong`", "lời của văn bản"),
        ("trong_vong: 5 ngày kể từ chi-dao-la", "`chi-dao-la`", ""),
    ],
)
def test_a_term_that_says_nothing_certain_is_refused_with_a_sentence(
    term: str, message: str, hint: str, tmp_path: Path
) -> None:
    read = read_in(tmp_path, EVENTS + plan_with("truoc: 16/3", term))
    (problem,) = [problem for problem in read.problems if problem.is_error]
    assert message in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("written", "until"),
    [
        ("đến 30/6", date(2022, 6, 30)),
        ("đến hết ngày 30/6/2022", date(2022, 6, 30)),
        ("đến hết 30/6", date(2022, 6, 30)),
        ("đến hết quý III", date(2022, 9, 30)),
        ("đến cuối năm 2022", date(2022, 12, 31)),
    ],
)
def test_what_goes_on_may_end_with_a_part_of_the_year(written: str, until: date) -> None:
    task = f"nhiem_vu:\n  a: {{dieu_khoan: II, noi_dung: Việc, chu_tri: phong-a, thuong_xuyen: {written}}}\n"
    assert spec_of(PLAN + task).tasks["a"].continuing_until == until
