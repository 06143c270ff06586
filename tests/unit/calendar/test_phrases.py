"""Days and hours as plans write them."""

from datetime import date, time
from typing import get_args

import pytest

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.phrases import Key, compose_phrase, read_date, read_deadline, read_issue_day
from dondoc.calendar.spans import Span

IN_2022 = Span(date(2022, 1, 1), date(2022, 12, 31))
IN_2023 = Span(date(2023, 1, 1), date(2023, 12, 31))
IN_2024 = Span(date(2024, 1, 1), date(2024, 12, 31))
OVER_TWO_YEARS = Span(date(2026, 10, 1), date(2027, 12, 31))


def test_before_a_day_is_strict_and_by_a_day_includes_it() -> None:
    assert read_deadline("truoc", "16/3", effect=IN_2022) == Deadline(date(2022, 3, 15), strict=True)
    assert read_deadline("cham_nhat", "16/3", effect=IN_2022) == Deadline(date(2022, 3, 16), strict=False)


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("16/6", date(2022, 6, 15)),
        ("16/6/2022", date(2022, 6, 15)),
        ("ngày 16/06/2022", date(2022, 6, 15)),
        (" 16 / 6 ", date(2022, 6, 15)),
        ("1/1", date(2021, 12, 31)),  # the day before the first day of the year
        ("1/3", date(2022, 2, 28)),
        ("1/3/2024", date(2024, 2, 29)),  # a leap year
        ("16/3/2023", date(2023, 3, 15)),  # a written year stands, whatever the effect
    ],
)
def test_the_last_day_before_a_printed_day(text: str, last_day: date) -> None:
    assert read_deadline("truoc", text, effect=IN_2022) == Deadline(last_day, strict=True)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("17 giờ 16/3", time(17)),
        ("17h00 16/3/2022", time(17)),
        ("17h 16/3", time(17)),
        ("9h30 ngày 16/3", time(9, 30)),
        ("17:30 16/3", time(17, 30)),
        ("16 giờ 30 phút, ngày 16/3/2022", time(16, 30)),
        ("16 giờ 30 16/3", time(16, 30)),
        ("17g30 16/3", time(17, 30)),
    ],
)
@pytest.mark.parametrize("key", get_args(Key))
def test_a_stated_hour_ends_its_own_day(key: Key, text: str, hour: time) -> None:
    deadline = read_deadline(key, text, effect=IN_2022)
    assert deadline == Deadline(date(2022, 3, 16), strict=key == "truoc", hour=hour)


def test_midnight_is_the_end_of_one_day_or_of_the_day_before() -> None:
    assert read_deadline("truoc", "24 giờ 16/3", effect=IN_2022) == Deadline(date(2022, 3, 16), strict=False)
    assert read_deadline("truoc", "0 giờ 16/3", effect=IN_2022) == Deadline(date(2022, 3, 15), strict=True)


@pytest.mark.parametrize(
    ("text", "effect", "expected"),
    [
        ("15/3", OVER_TWO_YEARS, date(2027, 3, 15)),  # 15/3/2026 lies before the effect
        ("30/9", OVER_TWO_YEARS, date(2027, 9, 30)),
        ("29/2", IN_2024, date(2024, 2, 29)),
    ],
)
def test_a_day_without_a_year_takes_the_only_year_it_fits(text: str, effect: Span, expected: date) -> None:
    assert read_date(text, effect=effect) == expected


@pytest.mark.parametrize(
    ("text", "effect", "sentence"),
    [
        ("31/6", IN_2022, "không có ngày 31/6/2022: tháng 6/2022 chỉ có 30 ngày; xem lại ngày trong văn bản"),
        ("31/6/2022", IN_2022, "không có ngày 31/6/2022: tháng 6/2022 chỉ có 30 ngày; xem lại ngày trong văn bản"),
        ("29/2/2023", IN_2022, "không có ngày 29/2/2023: tháng 2/2023 chỉ có 28 ngày; xem lại ngày trong văn bản"),
        ("29/2", IN_2023, "không có ngày 29/2/2023: tháng 2/2023 chỉ có 28 ngày; xem lại ngày trong văn bản"),
        ("16/13", IN_2022, "không có tháng 13; viết ngày trước, tháng sau, ví dụ 16/3/2022"),
        ("0/3", IN_2022, "không có ngày 0/3/2022: tháng 3/2022 chỉ có 31 ngày; xem lại ngày trong văn bản"),
        (
            "15/11",
            OVER_TWO_YEARS,
            "ngày 15/11 không rõ năm nào trong 2026–2027; viết cả năm, ví dụ 15/11/2026",
        ),
        ("16/3", None, "ngày 16/3 thiếu năm; viết đủ, ví dụ 16/3/2022"),
        ("16/3/22", IN_2022, "năm trong “16/3/22” phải đủ bốn chữ số, từ 1990 đến 2098; viết như 16/3/2024"),
        ("0/0/0000", IN_2022, "năm trong “0/0/0000” phải đủ bốn chữ số, từ 1990 đến 2098; viết như 16/3/2024"),
        ("2022-03-16", IN_2022, "“2022-03-16” viết theo kiểu năm-tháng-ngày; viết 16/3/2022"),
        (
            "đầu hè",
            IN_2022,
            "không hiểu ngày “đầu hè”; viết ngày/tháng hoặc ngày/tháng/năm, ví dụ 16/3 hoặc 16/3/2022",
        ),
        (
            "16/3 17 giờ",
            IN_2022,
            "không hiểu “16/3 17 giờ”; viết giờ trước rồi đến ngày, ví dụ 17 giờ 16/3 hoặc 17h00 16/3/2022",
        ),
        ("", IN_2022, "không hiểu ngày “”; viết ngày/tháng hoặc ngày/tháng/năm, ví dụ 16/3 hoặc 16/3/2022"),
    ],
)
def test_what_cannot_be_a_day_is_answered_with_how_to_write_it(
    text: str, effect: Span | None, sentence: str
) -> None:
    assert read_date(text, effect=effect) == sentence
    if effect is not None:
        assert read_deadline("truoc", text, effect=effect) == sentence


def test_a_day_without_an_hour_says_so() -> None:
    assert read_date("17 giờ 16/3") == "không ghi giờ ở đây, như trong “17 giờ 16/3”; chỉ viết 16/3"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("trước ngày 16/3", "16/3"),
        ("16-3-2022", "16/3/2022"),
        ("16.3.2022", "16/3/2022"),
        ("ngày 16 tháng 3", "16/3"),
        ("16 tháng 03 năm 2022", "16/3/2022"),
        ("16/3 hằng năm", "16/3"),
        ("16/3.", "16/3"),
    ],
)
def test_a_day_in_other_words_is_answered_with_the_day_alone(text: str, day: str) -> None:
    assert read_deadline("truoc", text, effect=IN_2022) == f"không hiểu ngày “{text}”; chỉ viết {day}"


@pytest.mark.parametrize("text", ["31-6-2022", "từ 16/3 đến 20/3", "15/6 và 15/12"])
def test_no_day_is_proposed_where_none_or_several_are_meant(text: str) -> None:
    answer = read_deadline("truoc", text, effect=IN_2022)
    assert isinstance(answer, str)
    assert "ví dụ 16/3" in answer


def test_the_hour_of_a_timestamp_is_no_reason_to_misread_it() -> None:
    answer = read_date("2022-03-16T00:00:00", effect=IN_2022)
    assert answer == "“2022-03-16T00:00:00” viết theo kiểu năm-tháng-ngày; viết 16/3/2022"


@pytest.mark.parametrize("text", ["16/3/" + "9" * 5000, "9" * 5000, "16/3 " * 2000])
def test_no_length_makes_it_raise_or_talk_for_pages(text: str) -> None:
    for answer in (read_deadline("truoc", text, effect=IN_2022), read_issue_day(text)):
        assert isinstance(answer, str)
        assert len(answer) < 250


@pytest.mark.parametrize("text", ["25 giờ 16/3", "17h60 16/3", "24h30 16/3"])
def test_an_hour_that_no_clock_shows_is_refused(text: str) -> None:
    answer = read_deadline("cham_nhat", text, effect=IN_2022)
    assert isinstance(answer, str)
    assert answer.startswith("không có giờ")


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("07/3/2024", date(2024, 3, 7), date(2024, 3, 7)),
        ("__/4/2022", date(2022, 4, 1), date(2022, 4, 30)),
        ("…/02/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("__/__/2022", date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_a_blank_day_of_issue_is_any_day_of_its_month(text: str, earliest: date, latest: date) -> None:
    issued = read_issue_day(text)
    assert not isinstance(issued, str)
    assert (issued.printed, issued.earliest, issued.latest) == (text, earliest, latest)
    assert issued.is_exact is (earliest == latest)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("__/13/2022", "không có tháng 13 trong “__/13/2022”; sửa lại tháng từ 1 đến 12"),
        ("__/4/0022", "năm trong “__/4/0022” phải từ 1990 đến 2098; xem lại năm ban hành"),
        ("30/2/2022", "không có ngày 30/2/2022: tháng 2/2022 chỉ có 28 ngày; xem lại ngày trong văn bản"),
        ("7/3", "ngày 7/3 thiếu năm; viết đủ, ví dụ 7/3/2022"),
        ("/4/2022", "không hiểu ngày ban hành “/4/2022”; ngày còn để trống thì viết __/4/2022"),
        ("tháng 4/2022", "không hiểu ngày ban hành “tháng 4/2022”; ngày còn để trống thì viết __/4/2022"),
        (
            "ngày … tháng 4 năm 2022",
            "không hiểu ngày ban hành “ngày … tháng 4 năm 2022”; ngày còn để trống thì viết __/4/2022",
        ),
        (
            "?",
            "không hiểu ngày ban hành “?”; viết như 07/3/2024, hoặc __/3/2024 khi để trống ngày; "
            "chưa biết ngày nào thì xoá dòng này",
        ),
        ("07-3-2024", "không hiểu ngày “07-3-2024”; chỉ viết 7/3/2024"),
    ],
)
def test_a_day_of_issue_that_cannot_be_is_refused(text: str, sentence: str) -> None:
    assert read_issue_day(text) == sentence


@pytest.mark.parametrize(
    ("key", "text", "phrase"),
    [
        ("truoc", "16/3", "trước ngày 16/3"),
        ("truoc", " ngày  16/3 ", "trước ngày 16/3"),
        ("cham_nhat", "16/3/2022", "chậm nhất ngày 16/3/2022"),
        ("truoc", "17 giờ 16/3", "trước 17 giờ ngày 16/3"),
        ("cham_nhat", "17h00 ngày 16/3/2022", "chậm nhất 17h00 ngày 16/3/2022"),
        ("truoc", "16 giờ 30 phút, 16/3", "trước 16 giờ 30 phút ngày 16/3"),
    ],
)
def test_words_are_composed_from_the_key_as_the_writer_wrote_the_day(key: Key, text: str, phrase: str) -> None:
    assert compose_phrase(key, text) == phrase
