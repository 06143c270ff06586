from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from dondoc.calendar import VIETNAM
from dondoc.language.spec import Comparison, Target
from dondoc.tracking.figures import (
    WHOLE,
    Figure,
    Metric,
    Quantity,
    figure_periods,
    is_reached,
    live_figures,
    progress,
    read_quantity,
    shown_value,
)

METRIC = Metric(
    slug="tin-bao",
    measure="Tỷ lệ giải quyết",
    reaches="trên 90%",
    target=Target(Comparison.MORE, Decimal(90), "%"),
    clause="I.2",
    phrase="đạt trên 90%",
    phrase_quoted=True,
)
ALL = replace(METRIC, reaches="100%", target=Target(Comparison.AT_LEAST, Decimal(100), "%"))
SEVEN = replace(METRIC, reaches="07/07 xã, phường", target=Target(Comparison.AT_LEAST, Decimal(7), "xã, phường"))
TEN = replace(METRIC, reaches="10 cuộc", target=Target(Comparison.AT_LEAST, Decimal(10), "cuộc"))
OPEN = replace(METRIC, reaches="theo quy định", target=None)
NOON = datetime(2022, 6, 20, 12, tzinfo=VIETNAM)


def a_figure(number: int, value: str, *, period: str = "2022-6-thang", agency: str = WHOLE, **more: str) -> Figure:
    return Figure(f"s{number}", METRIC.slug, period, agency, value, "", "", NOON, "Trần Thị Bình", **more)


@pytest.mark.parametrize(
    ("text", "number", "of", "unit"),
    [
        ("92%", "92", None, "%"),
        (" 92,5 % ", "92.5", None, "%"),
        ("92.5%", "92.5", None, "%"),
        ("92.125%", "92.125", None, "%"),
        ("18/20 vụ", "18", "20", "vụ"),
        ("07/07", "7", "7", ""),
        ("1.200 lượt người", "1200", None, "lượt người"),
        ("1.200.500,5", "1200500.5", None, ""),
        ("0.125", "0.125", None, ""),
    ],
)
def test_a_figure_is_read_as_vietnamese_writes_it(text: str, number: str, of: str | None, unit: str) -> None:
    assert read_quantity(text) == Quantity(Decimal(number), Decimal(of) if of else None, unit)


@pytest.mark.parametrize("text", ["", "khoảng 90%", "cơ bản đạt", "từ 80% đến 90%", "90%%", "-5", "1/2/3", "5 10"])
def test_what_is_no_figure_is_not_guessed(text: str) -> None:
    assert read_quantity(text) is None
    assert is_reached(METRIC, text) is None


@pytest.mark.parametrize(
    ("metric", "value", "reached"),
    [
        (METRIC, "90%", False),
        (METRIC, "90,1%", True),
        (METRIC, "91", True),
        (METRIC, "19/20 vụ", True),
        (METRIC, "18/20 vụ", False),
        (METRIC, "37 vụ", None),
        (METRIC, "3/0", None),
        (ALL, "100%", True),
        (ALL, "99,9%", False),
        (SEVEN, "06/07", False),
        (SEVEN, "7 Xã, phường", True),
        (SEVEN, "7", True),
        (SEVEN, "95%", None),
        (SEVEN, "7 vụ", None),
        (SEVEN, "19/20 vụ", None),
        (SEVEN, "07/08", None),
        (TEN, "9", False),
        (TEN, "12 cuộc", True),
        (TEN, "12/15", None),
        (OPEN, "95%", None),
        (None, "95%", None),
    ],
)
def test_over_and_at_least_are_kept_apart_and_what_counts_something_else_is_not_compared(
    metric: Metric | None, value: str, reached: bool | None
) -> None:
    assert is_reached(metric, value) is reached


def test_a_part_of_a_whole_is_shown_with_its_percentage() -> None:
    assert shown_value(METRIC, "19/20 vụ") == "19/20 vụ (95%)"
    assert shown_value(METRIC, "2/3") == "2/3 (66,67%)"
    assert shown_value(SEVEN, "06/07") == "06/07"
    assert shown_value(METRIC, "cơ bản đạt") == "cơ bản đạt"


def test_the_latest_entry_counts_until_it_is_taken_back() -> None:
    entries = [a_figure(1, "80%"), a_figure(2, "93%"), a_figure(3, "70%", agency="phong-tu-phap")]
    assert [one.id for one in live_figures(entries, now=NOON)] == ["s2", "s3"]
    entries.append(a_figure(4, "", voids="s2"))
    assert [one.id for one in live_figures(entries, now=NOON)] == ["s1", "s3"]
    assert live_figures(entries, now=NOON.replace(hour=11)) == ()


def test_progress_is_that_of_the_latest_period_whenever_it_was_recorded() -> None:
    reported = [("2022-quy-3", "quý III", date(2022, 9, 14)), ("2022-6-thang", "6 tháng", date(2022, 6, 14))]
    periods = figure_periods(reported, (date(2022, 1, 1), date(2022, 12, 31)))
    assert [period.slug for period in periods] == ["2022-6-thang", "2022-quy-3", WHOLE]
    figures = [a_figure(1, "95%", period="2022-quy-3"), a_figure(2, "80%"), a_figure(3, "99%", agency="a")]
    (found,) = progress([METRIC], figures, periods)
    assert found.latest == figures[0]
    assert (found.period_name, found.is_reached, found.agencies) == ("quý III", True, (1, 1))
    (bare,) = progress([METRIC], [], periods)
    assert (bare.latest, bare.is_reached, bare.agencies) == (None, None, (0, 0))


def test_a_plan_of_several_years_takes_figures_by_year_and_names_the_year_of_a_period() -> None:
    reported = [("2022-6-thang", "6 tháng", date(2022, 6, 14)), ("2023-chua-ro", "năm 2023 (chưa rõ ngày)", None)]
    periods = figure_periods(reported, (date(2022, 1, 1), date(2023, 12, 31)))
    assert [(period.slug, period.name) for period in periods] == [
        ("2022-6-thang", "6 tháng 2022"),
        ("2022", "năm 2022"),
        ("2023", "năm 2023"),
        ("2023-chua-ro", "năm 2023 (chưa rõ ngày)"),
        (WHOLE, "cả thời gian thực hiện"),
    ]
