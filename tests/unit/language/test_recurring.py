"""Periods that one line stands for: every quarter, every Friday, twice a day, on a list of days."""

from datetime import date, time
from pathlib import Path

import pytest

from dondoc.calendar.spans import Span
from dondoc.language.reader import read_plan_text
from dondoc.language.spec import PeriodSpec
from tests.unit.language.plan_texts import PLAN, plan_with, read_in, shown

LINE = "\n      - {ma: quy-1, ten: Quý I, truoc: 16/3}\n"


def written(line: str, effect: str = "2022") -> str:
    return PLAN.replace(LINE, f" {line}\n").replace("hieu_luc: 2022", f"hieu_luc: {effect}")


def periods(line: str, effect: str = "2022") -> tuple[PeriodSpec, ...]:
    reading = read_plan_text(written(line, effect), file="thu.yaml")
    assert reading.spec is not None, [shown(problem) for problem in reading.problems]
    return reading.spec.reports["dinh-ky"].periods


def days(found: tuple[PeriodSpec, ...]) -> list[tuple[str, str]]:
    return [(f"{p.year}-{p.slug}", f"{p.deadline.last_day:%d/%m/%Y}" if p.deadline else "") for p in found]


def test_every_quarter() -> None:
    found = periods("{lap: hang_quy, truoc: ngày 15 của tháng cuối quý}")
    assert days(found) == [
        ("2022-quy-1", "14/03/2022"),
        ("2022-quy-2", "14/06/2022"),
        ("2022-quy-3", "14/09/2022"),
        ("2022-quy-4", "14/12/2022"),
    ]
    assert [period.name for period in found] == ["Quý I", "Quý II", "Quý III", "Quý IV"]
    assert {period.words.phrase for period in found} == {"trước ngày 15 của tháng cuối quý"}
    assert found[0].deadline is not None
    assert found[0].deadline.strict
    assert (found[1].data, found[1].data_inferred) == (Span(date(2022, 3, 15), date(2022, 6, 14)), True)


def test_months_quarters_and_years_stand_beside_single_periods() -> None:
    found = periods(
        "\n      - {lap: [6_thang, 9_thang], cham_nhat: ngày 20 của tháng cuối kỳ}"
        "\n      - {lap: hằng năm, truoc: 15/12, de_xuat: có}"
        "\n      - {ma: so-ket, ten: Sơ kết, truoc: 1/8}"
    )
    assert days(found) == [
        ("2022-6-thang", "20/06/2022"),
        ("2022-9-thang", "20/09/2022"),
        ("2022-nam", "14/12/2022"),
        ("2022-so-ket", "31/07/2022"),
    ]
    assert [period.proposed for period in found] == [False, False, True, False]
    assert found[2].words.phrase == "trước ngày 15/12 hằng năm"


def test_a_plan_of_several_years_names_the_year_of_each_period() -> None:
    found = periods("{lap: hang_quy, truoc: ngày 15 của tháng cuối quý}", "2016-2020")
    assert len(found) == 20
    assert (found[4].name, days(found)[4]) == ("Quý I/2017", ("2017-quy-1", "14/03/2017"))
    assert found[4].data == Span(date(2016, 12, 15), date(2017, 3, 14))


def test_the_days_of_effect_bound_the_periods() -> None:
    found = periods("{lap: hang_thang, truoc: ngày 25 hằng tháng, tu: 1/4, den: 30/6}")
    assert [name for name, _ in days(found)] == ["2022-thang-04", "2022-thang-05", "2022-thang-06"]
    after = periods("{lap: hang_thang, cham_nhat: ngày 5 của tháng sau, tu: 1/11}")
    assert days(after) == [("2022-thang-11", "05/12/2022"), ("2022-thang-12", "05/01/2023")]
    year = periods("{lap: hang_nam, truoc: 15/12}", "{tu: 15/4/2022, den: 20/12/2022}")
    assert days(year) == [("2022-nam", "14/12/2022")]


def test_every_week_is_brief_and_has_its_days_in_its_name() -> None:
    found = periods("{lap: hang_tuan, cham_nhat: 16 giờ thứ sáu, tu: 1/8, den: 14/8}")
    assert days(found) == [("2022-tuan-31", "05/08/2022"), ("2022-tuan-32", "12/08/2022")]
    assert [period.name for period in found] == ["Tuần 31 (01/08–07/08/2022)", "Tuần 32 (08/08–14/08/2022)"]
    assert all(period.is_brief and period.data is None for period in found)
    assert {period.deadline.hour for period in found if period.deadline} == {time(16)}
    assert found[0].words.phrase == "chậm nhất 16 giờ thứ sáu hằng tuần"


def test_twice_a_day() -> None:
    found = periods("{lap: hang_ngay, truoc: [9h00, 16h00], tu: 30/7, den: 31/7}")
    assert [f"{p.slug} {p.name} | {p.words.phrase}" for p in found] == [
        "ngay-07-30-09h00 09h00 ngày 30/7 | trước 09h00, 16h00 hằng ngày",
        "ngay-07-30-16h00 16h00 ngày 30/7 | trước 09h00, 16h00 hằng ngày",
        "ngay-07-31-09h00 09h00 ngày 31/7 | trước 09h00, 16h00 hằng ngày",
        "ngay-07-31-16h00 16h00 ngày 31/7 | trước 09h00, 16h00 hằng ngày",
    ]
    assert found == periods('{repeats: daily, before: "9h00, 16h00", starts: 30/7, ends: 31/7}')
    assert all(period.is_brief for period in found)


def test_a_list_of_days() -> None:
    found = periods("{cac_ngay: [15/3, 15/6]}")
    assert [(p.slug, p.name, p.words.phrase) for p in found] == [
        ("ngay-03-15", "Ngày 15/3", "chậm nhất ngày 15/3"),
        ("ngay-06-15", "Ngày 15/6", "chậm nhất ngày 15/6"),
    ]
    assert days(found)[0] == ("2022-ngay-03-15", "15/03/2022")
    strict = periods("[{truoc: [15/3, 15/6/2022]}]")
    assert days(strict) == [("2022-ngay-03-15", "14/03/2022"), ("2022-ngay-06-15", "14/06/2022")]
    assert strict[0].words.phrase == "trước ngày 15/3"


def test_a_cut_off_may_repeat_too() -> None:
    (first, *_) = periods("{lap: hang_quy, cham_nhat: 20 tháng cuối quý, chot_so_lieu: ngày 10 tháng cuối quý}")
    assert (first.data, first.data_inferred) == (Span(date(2021, 12, 15), date(2022, 3, 10)), False)


def test_the_documents_words_stand_with_every_period_and_an_undated_repetition_is_asked_about() -> None:
    found = periods('{lap: hang_quy, truoc: "?", nguyen_van: báo cáo định kỳ hằng quý, dieu_khoan: III.7}')
    assert [period.deadline for period in found] == [None] * 4
    assert {(p.words.clause, p.words.phrase, p.words.quoted) for p in found} == {
        ("III.7", "báo cáo định kỳ hằng quý", True)
    }


WRONG = [
    ("{lap: định kỳ, truoc: 9h00}", "`lap` không nhận giá trị “định kỳ”", "`hang_quy`"),
    ("{lap: hang ngay, truoc: 9h00}", "`lap` không nhận giá trị “hang ngay”", "Có phải `hang_ngay`?"),
    ("{lap: hang_quy}", "kỳ lặp lại thiếu ngày gửi", "`truoc: …`"),
    ("{lap: hang_quy, truoc: 15/3}", "không hiểu “15/3” khi lặp hằng quý", "ngày 15 của tháng cuối quý"),
    ("{lap: hang_thang, truoc: ngày 31 hằng tháng}", "không có ngày 31/2/2022", "cuối"),
    ("{lap: hang_thang, truoc: ngày 15 của tháng cuối quý}", "khi lặp hằng tháng", "ngày 25 hằng tháng"),
    ("{lap: hang_nam, truoc: 31/6}", "không có ngày 31/6/2022: tháng 6/2022 chỉ có 30 ngày", "Hạn vào"),
    ("{lap: hang_nam, truoc: 15/13}", "không có tháng 13", "ngày trước, tháng sau"),
    ("{lap: hang_tuan, truoc: thứ tám}", "không hiểu “thứ tám” khi lặp hằng tuần", "thứ sáu"),
    ("{lap: hang_tuan, truoc: theo quy định}", "lặp hằng tuần phải ghi ngày hoặc giờ", "16 giờ thứ sáu"),
    ("{lap: hang_ngay, truoc: sớm}", "không hiểu “sớm” khi lặp hằng ngày", "9h00, 16h00"),
    ("{lap: hang_ngay, truoc: 25h}", "không có giờ “25h”", "từ 0 đến 24"),
    ("{lap: hang_ngay, truoc: [16h, 9h]}", "phải khác nhau, giờ sớm trước", "Sửa lại thứ tự"),
    ("{lap: hang_ngay, truoc: hết ngày}", "“hết ngày” tính cả ngày", "`cham_nhat`"),
    ("{lap: hang_quy, truoc: hết quý}", "“hết quý” tính cả ngày cuối", "`cham_nhat`"),
    ("{lap: hang_ngay, truoc: [9h, 12h, 16h]}", "lặp hằng ngày thành hơn 800 kỳ", "`tu`, `den`"),
    ("{lap: hang_quy, truoc: ngày 15 tháng cuối quý, tu: 1/7, den: 1/6}", "ngày cuối trước ngày đầu", "Đổi chỗ"),
    ("{lap: hang_nam, truoc: 15/12, den: 1/6}", "không có kỳ nào từ 01/01/2022 đến 01/06/2022", "Xem lại"),
    ("{lap: hang_quy, truoc: ngày 15 tháng cuối quý, den: 1/6/2031}", "nằm ngoài thời gian", "Sửa ngày"),
    ("{lap: hang_quy, truoc: cuối quý, cham_nhat: cuối quý}", "không đi cùng nhau", "Giữ một cách"),
    ("{lap: hang_quy, truoc: cuối quý, chot_so_lieu: 9h00}", "không hiểu “9h00” khi lặp hằng quý", ""),
    ("{lap: hang_quy, truoc: cuối quý, chot_so_lieu: ngày 31 tháng cuối quý}", "không có ngày 31/6/2022", "cuối"),
    ("{lap: hang_nam, truoc: 15/6 năm sau}", "ngày cuối 14/06/2023 nằm ngoài thời gian thực hiện", "Sửa ngày"),
    ("{lap: hang_thang, truoc: cuối tháng, de_xuat: chưa}", "`de_xuat` không nhận giá trị “chưa”", "`có`"),
    (
        f"{{lap: hang_ngay, truoc: [{', '.join(f'{n}h' for n in range(1, 14))}], tu: 1/8, den: 2/8}}",
        "quá nhiều giờ",
        "12",
    ),
    ("{cac_ngay: [15/3, 31/6]}", "không có ngày 31/6/2022", "Xem lại ngày"),
    ("{cac_ngay: [15/3], den: 1/6}", "`den` chỉ đi với `lap`", "dùng `lap`"),
    ("{lap: hang_quy, cac_ngay: [15/3]}", "`lap` và `cac_ngay` không đi cùng nhau", "Giữ một cách"),
    ("{cac_ngay: [15/3], truoc: 1/6}", "không đi cùng nhau", "Giữ một cách"),
    ("[{lap: hang_quy, truoc: cuối quý}, {ma: quy-1, ten: Quý I, truoc: 1/3}]", "hai kỳ `quy-1` của năm", "Đổi"),
    ("{lap: hang_quy, truoc: cuối quý, ten: Quý}", "từ khoá `ten` không dùng ở mục kỳ lặp lại", "Ở đây dùng"),
]


@pytest.mark.parametrize(("line", "message", "hint"), WRONG, ids=[line for line, _, _ in WRONG])
def test_what_cannot_repeat_is_told_in_one_sentence(line: str, message: str, hint: str, tmp_path: Path) -> None:
    (problem,) = [problem for problem in read_in(tmp_path, written(line)).problems if problem.is_error]
    assert message in problem.message
    assert hint in problem.hint


def test_what_comes_every_day_needs_an_end_in_a_plan_of_several_years(tmp_path: Path) -> None:
    line = "{lap: hang_ngay, truoc: 9h00}"
    (problem,) = [each for each in read_in(tmp_path, written(line, "2022-2024")).problems if each.is_error]
    assert problem.message == "lặp hằng ngày phải có ngày cuối"
    assert "`den: …`" in problem.hint
    bounded = periods("{lap: hang_ngay, truoc: 9h00, tu: 1/3/2023, den: 2/3/2023}", "2022-2024")
    assert [period.name for period in bounded] == ["Ngày 01/3/2023", "Ngày 02/3/2023"]


def test_one_period_without_its_dash_is_still_told_so(tmp_path: Path) -> None:
    problems = read_in(tmp_path, plan_with(LINE, " {ma: quy-1, ten: Quý I, truoc: 16/3}\n")).problems
    assert [problem.message for problem in problems if problem.is_error] == ["`ky` phải là danh sách các kỳ"]


def test_a_line_that_stands_for_many_periods_is_warned_of_once(tmp_path: Path) -> None:
    problems = read_in(tmp_path, written("{lap: hang_ngay, truoc: 9h00, tu: 1/8, den: 14/8}")).problems
    (day_off,) = [problem for problem in problems if "ngày nghỉ" in problem.message]
    assert day_off.message.startswith("ngày cuối 06/08/2022 rơi vào ngày nghỉ")
    assert day_off.message.endswith("03 kỳ khác của dòng này cũng vậy")
