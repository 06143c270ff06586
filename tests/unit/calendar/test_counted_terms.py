"""Terms counted from an event (BLDS 2015, Điều 147 and 148)."""

from datetime import date

import pytest

from dondoc.calendar.deadlines import Deadline, deadline_within
from dondoc.calendar.terms import WrittenTerm, read_written_term
from dondoc.calendar.workdays import WorkCalendar

CALENDAR = WorkCalendar()


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("5 ngày làm việc kể từ co-chi-dao", WrittenTerm(5, True, "co-chi-dao")),
        ("10 ngày kể từ co-chi-dao", WrittenTerm(10, False, "co-chi-dao")),
        ("05 (năm) ngày, kể từ khi nhận được văn bản", WrittenTerm(5, False, "nhận được văn bản")),
        ("trong vòng 03 ngày làm việc kể từ ngày nhận", WrittenTerm(3, True, "ngày nhận")),
        ("02 tuần sau khi ban hành", WrittenTerm(14, False, "ban hành")),
    ],
)
def test_a_term_names_its_days_and_its_event(text: str, term: WrittenTerm) -> None:
    assert read_written_term(text) == term


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("5 ngày làm việc", "không hiểu “5 ngày làm việc”; viết số ngày rồi đến sự kiện, ví dụ 5 ngày làm việc"),
        ("0 ngày kể từ co-chi-dao", "số ngày trong “0 ngày kể từ co-chi-dao” phải từ 1 đến 366; xem lại văn bản"),
        ("999 ngày kể từ x", "số ngày trong “999 ngày kể từ x” phải từ 1 đến 366; xem lại văn bản"),
        ("24 giờ kể từ khi nhận", "không tính được “24 giờ kể từ khi nhận”; chỉ nhận ngày, ngày làm việc"),
        ("01 (một) tháng kể từ ngày ký", "không tính được “01 (một) tháng kể từ ngày ký”; chỉ nhận ngày"),
        ("sớm", "không hiểu “sớm”; viết số ngày rồi đến sự kiện"),
        ("9" * 5000, f"không hiểu “{'9' * 60}…”; viết số ngày"),
    ],
)
def test_what_is_no_term_is_answered_with_how_to_write_one(text: str, beginning: str) -> None:
    answer = read_written_term(text)
    assert isinstance(answer, str)
    assert answer.startswith(beginning)


@pytest.mark.parametrize(
    ("days", "in_workdays", "happened_on", "last_day"),
    [
        (5, True, date(2024, 6, 3), date(2024, 6, 10)),  # Monday; Tuesday is day 1, the weekend does not count
        (5, False, date(2024, 6, 3), date(2024, 6, 10)),  # day 5 is Saturday 8/6: ends with Monday
        (10, False, date(2024, 6, 3), date(2024, 6, 13)),
        (1, True, date(2024, 2, 7), date(2024, 2, 15)),  # over Tết 2024 (8–14/2)
        (5, False, date(2024, 2, 5), date(2024, 2, 15)),  # ends within Tết
        (3, True, date(2024, 4, 26), date(2024, 5, 4)),  # 29/4 is off, Saturday 4/5 worked in exchange
        (1, False, date(2023, 12, 31), date(2024, 1, 2)),  # New Year's Day
        (1, False, date(2024, 2, 28), date(2024, 2, 29)),  # a leap year
        (1, True, date(2024, 6, 8), date(2024, 6, 10)),  # it happened on a Saturday
    ],
)
def test_day_one_is_the_day_after_and_a_day_off_never_ends_a_term(
    days: int, in_workdays: bool, happened_on: date, last_day: date
) -> None:
    within = WrittenTerm(days, in_workdays, "co-chi-dao")
    assert deadline_within(within, happened_on, CALENDAR) == Deadline(last_day, strict=False)
