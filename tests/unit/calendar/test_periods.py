"""Data windows of periods (Nghị định 09/2019/NĐ-CP, Điều 12)."""

from datetime import date

import pytest

from dondoc.calendar.periods import period_window
from dondoc.calendar.spans import Span


@pytest.mark.parametrize(
    ("period", "starts", "ends"),
    [
        ("quy-1", date(2021, 12, 15), date(2022, 3, 14)),
        ("6-thang", date(2021, 12, 15), date(2022, 6, 14)),
        ("quy-3", date(2022, 6, 15), date(2022, 9, 14)),
        ("nam", date(2021, 12, 15), date(2022, 12, 14)),
    ],
)
def test_the_four_periods_of_duc_pho_2022(period: str, starts: date, ends: date) -> None:
    assert period_window(period, 2022) == Span(starts, ends)


@pytest.mark.parametrize(
    ("names", "starts", "ends"),
    [
        (("Quý I", "quý 1", "QUÝ I/2022", "Quý một", "quy-1"), date(2021, 12, 15), date(2022, 3, 14)),
        (("Quý II", "quý II năm 2022", "quy-2"), date(2022, 3, 15), date(2022, 6, 14)),
        (("Quý IV", "quý tư", "quy-4-2022"), date(2022, 9, 15), date(2022, 12, 14)),
        (
            ("6 tháng", "06 tháng đầu năm", "6 tháng đầu năm 2022", "Sơ kết 6 tháng", "Báo cáo 6 tháng"),
            date(2021, 12, 15),
            date(2022, 6, 14),
        ),
        (("6 tháng cuối năm", "6-thang-cuoi-nam"), date(2022, 6, 15), date(2022, 12, 14)),
        (("9 tháng", "9 tháng đầu năm"), date(2021, 12, 15), date(2022, 9, 14)),
        (
            ("năm", "Tổng kết năm", "Báo cáo tổng kết năm 2022", "năm 2022", "tong-ket-nam"),
            date(2021, 12, 15),
            date(2022, 12, 14),
        ),
        (("tháng 1", "Tháng 01/2022"), date(2021, 12, 15), date(2022, 1, 14)),
        (("tháng 12", "thang-12"), date(2022, 11, 15), date(2022, 12, 14)),
    ],
)
def test_a_period_is_known_by_its_slug_or_any_of_its_names(
    names: tuple[str, ...], starts: date, ends: date
) -> None:
    assert {name: period_window(name, 2022) for name in names} == dict.fromkeys(names, Span(starts, ends))


def test_nine_months_are_not_the_third_quarter() -> None:
    assert period_window("9 tháng", 2022) != period_window("quý III", 2022)


def test_a_name_with_its_letters_taken_apart_is_the_same_name() -> None:
    assert period_window("Quy\u0301 I", 2022) == period_window("Quý I", 2022)


@pytest.mark.parametrize("name", ["Đợt 1", "tháng 13", "quý V", "Báo cáo", "Việt Nam", "tuần 3", "năm 2023", ""])
def test_nothing_is_inferred_from_other_names(name: str) -> None:
    assert period_window(name, 2022) is None


def test_the_windows_of_four_quarters_make_up_the_year() -> None:
    quarters = [period_window(f"quy-{n}", 2024) for n in (1, 2, 3, 4)]
    year = period_window("nam", 2024)
    assert year is not None
    assert quarters[0] is not None
    assert quarters[3] is not None
    assert (quarters[0].starts, quarters[3].ends) == (year.starts, year.ends)
