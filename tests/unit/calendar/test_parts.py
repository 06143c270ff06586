"""Days and terms that a plan gives in words: giữa, cuối, trong."""

from datetime import date

import pytest

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.parts import read_completion
from dondoc.calendar.phrases import compose_phrase, read_date, read_deadline
from dondoc.calendar.spans import Span

IN_2024 = Span(date(2024, 1, 1), date(2024, 12, 31))
FIVE_YEARS = Span(date(2016, 1, 1), date(2020, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("đầu tháng 6", date(2024, 6, 1)),
        ("giữa tháng 6", date(2024, 6, 15)),
        ("cuối tháng 6", date(2024, 6, 30)),
        ("Cuối tháng 02", date(2024, 2, 29)),  # a leap year
        ("cuối tháng 2/2023", date(2023, 2, 28)),
        ("cuối tháng sáu năm 2024", date(2024, 6, 30)),
        ("ngày cuối cùng của tháng 6", date(2024, 6, 30)),
        ("hết tháng 6", date(2024, 6, 30)),
        ("đầu quý II", date(2024, 4, 1)),
        ("cuối quý II", date(2024, 6, 30)),
        ("cuối quý 4/2024", date(2024, 12, 31)),
        ("đầu năm", date(2024, 1, 1)),
        ("giữa năm", date(2024, 6, 30)),
        ("cuối năm 2024", date(2024, 12, 31)),
        ("hết năm 2024", date(2024, 12, 31)),
    ],
)
def test_words_for_a_day(text: str, day: date) -> None:
    assert read_date(text, effect=IN_2024) == day
    assert read_deadline("cham_nhat", text, effect=IN_2024) == Deadline(day, strict=False)


def test_before_the_end_of_a_month_is_strict_and_its_words_read_well() -> None:
    assert read_deadline("truoc", "cuối tháng 6", effect=IN_2024) == Deadline(date(2024, 6, 29), strict=True)
    assert compose_phrase("truoc", "cuối tháng 6") == "trước cuối tháng 6"
    assert compose_phrase("cham_nhat", "17 giờ giữa tháng 6") == "chậm nhất 17 giờ giữa tháng 6"


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("tháng 6", date(2024, 6, 30)),
        ("trong tháng 6/2024", date(2024, 6, 30)),
        ("tháng 2", date(2024, 2, 29)),
        ("quý II", date(2024, 6, 30)),
        ("quý 1 năm 2024", date(2024, 3, 31)),
        ("6 tháng đầu năm", date(2024, 6, 30)),
        ("sáu tháng cuối năm 2024", date(2024, 12, 31)),
        ("9 tháng đầu năm 2024", date(2024, 9, 30)),
        ("năm", date(2024, 12, 31)),
        ("năm 2024", date(2024, 12, 31)),
    ],
)
def test_what_is_done_within_a_month_a_quarter_or_a_year_ends_with_its_last_day(text: str, last_day: date) -> None:
    assert read_completion(text, effect=IN_2024) == Deadline(last_day, strict=False)


@pytest.mark.parametrize(
    ("text", "effect", "sentence"),
    [
        ("giữa quý II", IN_2024, "không rõ “giữa quý II” là ngày nào; viết ngày/tháng, ví dụ 15/5"),
        (
            "cuối năm",
            FIVE_YEARS,
            "không rõ “cuối năm” của năm nào trong 2016–2020; viết cả năm, ví dụ cuối năm 2016",
        ),
        (
            "cuối tháng 6",
            FIVE_YEARS,
            "không rõ “cuối tháng 6” của năm nào trong 2016–2020; viết cả năm, ví dụ cuối tháng 6/2016",
        ),
        ("cuối tháng 6", None, "“cuối tháng 6” thiếu năm; viết đủ, ví dụ cuối tháng 6/2024"),
        ("cuối năm 9999", IN_2024, "năm trong “cuối năm 9999” phải từ 1990 đến 2098; xem lại năm"),
        (
            "tháng 6",
            IN_2024,
            "“tháng 6” không phải một ngày; viết `hoan_thanh_trong: tháng 6`, hoặc viết cuối tháng 6",
        ),
    ],
)
def test_words_that_fix_no_day_are_answered_with_what_to_write(
    text: str, effect: Span | None, sentence: str
) -> None:
    assert read_date(text, effect=effect) == sentence


def test_the_end_of_a_month_that_counts_itself_does_not_go_with_before() -> None:
    answer = read_deadline("truoc", "hết tháng 6", effect=IN_2024)
    assert answer == "“hết tháng 6” tính cả ngày cuối; viết dòng này với `cham_nhat`"


@pytest.mark.parametrize("text", ["tháng 13", "quý V", "16/6", "sớm", ""])
def test_a_day_is_no_part_of_a_year(text: str) -> None:
    answer = read_completion(text, effect=IN_2024)
    assert answer == f"không hiểu “{text}”; viết tháng, quý hoặc năm, ví dụ tháng 6, quý II/2024, năm 2024"


@pytest.mark.parametrize(
    "text", ["ngày 15 của tháng cuối quý", "thứ sáu hằng tuần", "16 giờ thứ 6", "ngày 25 hằng tháng"]
)
def test_a_day_that_comes_again_belongs_into_a_line_that_repeats(text: str) -> None:
    answer = read_deadline("truoc", text, effect=IN_2024)
    assert isinstance(answer, str)
    assert answer.endswith("lặp lại; viết trong `ky` như {lap: hang_quy, truoc: ngày 15 của tháng cuối quý}")


@pytest.mark.parametrize("text", ["trong vòng 5 ngày kể từ ngày nhận", "5 ngày sau khi có chỉ đạo"])
def test_days_from_an_event_have_a_key_of_their_own(text: str) -> None:
    answer = read_deadline("cham_nhat", text, effect=IN_2024)
    assert answer == f"“{text}” tính từ một sự kiện; viết dòng này với `trong_vong`"
