"""Numbers, days and lists as administrative documents write them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifiers import words


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2022, 6, 5), "05/6/2022"),
        (date(2022, 2, 15), "15/02/2022"),
        (date(2022, 1, 1), "01/01/2022"),
        (date(2022, 12, 31), "31/12/2022"),
    ],
)
def test_days_below_ten_and_the_first_two_months_take_a_zero(day: date, written: str) -> None:
    assert words.full_day(day) == written


def test_a_weekday_stands_before_its_day() -> None:
    assert words.weekday_day(date(2022, 6, 15)) == "thứ Tư, 15/6/2022"
    assert words.weekday_day(date(2025, 6, 15)) == "Chủ nhật, 15/6/2025"


def test_the_year_is_said_only_where_it_is_another() -> None:
    assert words.day_seen_from(date(2022, 6, 5), date(2022, 12, 31)) == "05/6"
    assert words.day_seen_from(date(2023, 1, 5), date(2022, 12, 31)) == "05/01/2023"


def test_counts_below_ten_take_a_zero() -> None:
    assert [words.count(n) for n in (1, 9, 10, 27)] == ["01", "09", "10", "27"]


def test_an_hour_says_its_minutes_only_where_there_are_some() -> None:
    assert (words.hour(time(8)), words.hour(time(17, 30))) == ("08 giờ", "17 giờ 30")


def test_the_last_of_a_list_is_joined_by_and() -> None:
    assert words.listed(["A"]) == "A"
    assert words.listed(["A", "B", "C"]) == "A, B và C"


def test_a_first_word_in_capitals_stays_within_a_sentence() -> None:
    assert words.uncapital("Phòng, chống ma túy") == "phòng, chống ma túy"
    assert words.uncapital("UBND phường") == "UBND phường"


def test_a_text_is_cut_after_a_word_that_may_end_it() -> None:
    assert words.shorten("Báo cáo về phòng, chống mua bán người", 20) == "Báo cáo về phòng…"
    assert words.shorten("Báo cáo của các cơ quan", 16) == "Báo cáo…"


@given(st.text(max_size=60), st.integers(min_value=1, max_value=40))
def test_a_shortened_text_never_exceeds_its_limit(text: str, limit: int) -> None:
    assert len(words.shorten(text, limit)) <= limit


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(words.one_line(text).splitlines()) <= 1
