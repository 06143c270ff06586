"""Which days offices are open, 2022–2027, and how days are counted from there."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar, load_calendar
from dondoc.errors import Misconfigured, Refused

CALENDAR = load_calendar(Path(__file__).parents[3] / "plan_specs" / "calendar")


def day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=UTC).date()


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


def days_off(first: str, last: str) -> list[date]:
    span = (day(last) - day(first)).days
    return [each for n in range(span + 1) if not CALENDAR.is_workday(each := day(first) + timedelta(days=n))]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("29/01/2022", "06/02/2022"),  # Tết Nhâm Dần
        ("20/01/2023", "26/01/2023"),  # Tết Quý Mão
        ("08/02/2024", "14/02/2024"),  # Tết Giáp Thìn
        ("25/01/2025", "02/02/2025"),  # Tết Ất Tỵ
        ("14/02/2026", "22/02/2026"),  # Tết Bính Ngọ
        ("01/01/2022", "03/01/2022"),  # a new year's day on a Saturday is made up for
        ("30/04/2022", "03/05/2022"),
        ("29/04/2023", "03/05/2023"),  # Giỗ Tổ on the Saturday before 30/4
        ("27/04/2024", "01/05/2024"),  # with the exchanged 29/4
        ("30/04/2025", "04/05/2025"),  # with the exchanged 2/5
        ("01/01/2026", "04/01/2026"),  # with the exchanged 2/1, which the package lacks
        ("01/09/2022", "04/09/2022"),
        ("01/09/2023", "04/09/2023"),
        ("31/08/2024", "03/09/2024"),
        ("30/08/2025", "02/09/2025"),
        ("29/08/2026", "02/09/2026"),  # with the exchanged 31/8
    ],
)
def test_these_days_are_off_without_a_break_and_the_days_around_them_are_not(first: str, last: str) -> None:
    around = (day(first) - timedelta(days=1), day(last) + timedelta(days=1))
    assert len(days_off(first, last)) == (day(last) - day(first)).days + 1
    assert all(CALENDAR.is_workday(each) for each in around)


@pytest.mark.parametrize("worked", ["04/05/2024", "26/04/2025", "10/01/2026", "22/08/2026"])
def test_a_saturday_is_worked_in_exchange(worked: str) -> None:
    assert day(worked).weekday() == 5
    assert CALENDAR.is_workday(day(worked))


def test_the_day_of_culture_is_off_from_2026() -> None:
    assert CALENDAR.is_workday(day("24/11/2025"))
    assert not CALENDAR.is_workday(day("24/11/2026"))


def test_without_overrides_the_exchange_of_january_2026_is_unknown() -> None:
    assert load_calendar(None).is_workday(day("02/01/2026"))
    assert not load_calendar(None).is_workday(day("10/01/2026"))


def test_only_days_that_nobody_has_announced_are_provisional() -> None:
    assert all(CALENDAR.is_provisional(each) for each in days_off("04/02/2027", "10/02/2027"))
    assert CALENDAR.is_provisional(day("03/09/2027"))
    for settled in ("16/02/2026", "01/01/2027", "30/04/2027", "02/09/2027", "11/02/2027"):
        assert not CALENDAR.is_provisional(day(settled)), settled


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("15/06/2022", 0, "15/06/2022"),
        ("15/06/2022", -5, "08/06/2022"),
        ("15/06/2022", -2, "13/06/2022"),
        ("15/06/2022", 1, "16/06/2022"),
        ("15/06/2022", 3, "20/06/2022"),
        ("15/06/2022", 5, "22/06/2022"),
        ("15/06/2022", 10, "29/06/2022"),
        ("18/06/2022", 1, "20/06/2022"),  # from a Saturday
        ("18/06/2022", -1, "17/06/2022"),
        ("30/12/2022", 1, "03/01/2023"),  # over the turn of a year
        ("03/01/2023", -1, "30/12/2022"),
        ("07/02/2024", 1, "15/02/2024"),  # over Tết
        ("03/05/2024", 1, "04/05/2024"),  # a Saturday worked in exchange counts
        ("28/02/2024", 1, "29/02/2024"),  # a leap year
        ("28/02/2023", 1, "01/03/2023"),
    ],
)
def test_working_days_are_counted_strictly_after_or_before(start: str, n: int, end: str) -> None:
    assert CALENDAR.add_workdays(day(start), n) == day(end)


@pytest.mark.parametrize(
    ("fifteenth", "before", "after"),
    [
        ("15/06/2024", "14/06/2024", "17/06/2024"),
        ("15/09/2024", "13/09/2024", "16/09/2024"),
        ("15/12/2024", "13/12/2024", "16/12/2024"),
        ("15/03/2025", "14/03/2025", "17/03/2025"),
        ("15/06/2025", "13/06/2025", "16/06/2025"),
        ("15/03/2026", "13/03/2026", "16/03/2026"),
    ],
)
def test_the_six_quarters_whose_last_day_is_a_day_off(fifteenth: str, before: str, after: str) -> None:
    assert not CALENDAR.is_workday(day(fifteenth))
    assert CALENDAR.roll_back(day(fifteenth)) == day(before)
    assert CALENDAR.roll_forward(day(fifteenth)) == day(after)


def test_all_other_quarters_of_2022_to_2027_end_on_a_working_day() -> None:
    ends = [date(year, month, 15) for year in range(2022, 2028) for month in (3, 6, 9, 12)]
    assert sum(not CALENDAR.is_workday(end) for end in ends) == 6
    assert CALENDAR.roll_back(day("15/06/2022")) == CALENDAR.roll_forward(day("15/06/2022")) == day("15/06/2022")


days = st.dates(date(2021, 1, 1), date(2028, 12, 31))


@given(days, st.integers(-300, 300).filter(bool))
def test_the_nth_working_day_lies_n_working_days_away(start: date, n: int) -> None:
    end = CALENDAR.add_workdays(start, n)
    assert CALENDAR.is_workday(end)
    beyond = end if n > 0 else end - timedelta(days=1)
    assert CALENDAR.workdays_between(start if n > 0 else start - timedelta(days=1), beyond) == n


@given(days, days)
def test_working_days_between_two_days_are_those_after_the_first_through_the_second(a: date, b: date) -> None:
    first, last = sorted((a, b))
    listed = sum(CALENDAR.is_workday(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
    assert CALENDAR.workdays_between(first, last) == listed
    assert CALENDAR.workdays_between(last, first) == -listed


@pytest.mark.parametrize(
    ("instant", "office"),
    [
        ("15/06/2022 08:00", "15/06/2022 08:00"),
        ("15/06/2022 07:30", "15/06/2022 07:30"),
        ("15/06/2022 11:30", "15/06/2022 11:30"),
        ("15/06/2022 17:00", "15/06/2022 17:00"),
        ("15/06/2022 05:00", "15/06/2022 07:30"),
        ("15/06/2022 11:31", "15/06/2022 13:30"),
        ("15/06/2022 17:01", "16/06/2022 07:30"),
        ("17/06/2022 18:00", "20/06/2022 07:30"),  # Friday evening
        ("18/06/2022 09:00", "20/06/2022 07:30"),  # Saturday
        ("04/05/2024 09:00", "04/05/2024 09:00"),  # a Saturday worked in exchange
        ("07/02/2024 20:00", "15/02/2024 07:30"),  # over Tết
    ],
)
def test_messages_wait_for_office_hours(instant: str, office: str) -> None:
    assert CALENDAR.office_moment(moment(instant)) == moment(office)


def test_office_hours_are_those_of_vietnam_whatever_the_zone_of_the_instant() -> None:
    early = CALENDAR.office_moment(datetime(2022, 6, 15, 0, 15, tzinfo=UTC))  # 07:15 in Việt Nam
    assert early == moment("15/06/2022 07:30")
    assert early.utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("02/02/2024", "16/02/2024"),  # mồng một is 10/2, offices open on 15/2
        ("21/01/2025", "04/02/2025"),  # 29/1, 3/2
        ("09/02/2026", "24/02/2026"),  # 17/2, 23/2
    ],
)
def test_no_letter_goes_to_heads_around_tet(first: str, last: str) -> None:
    assert CALENDAR.tet_quiet(day(first))
    assert CALENDAR.tet_quiet(day(last))
    assert not CALENDAR.tet_quiet(day(first) - timedelta(days=1))
    assert not CALENDAR.tet_quiet(day(last) + timedelta(days=1))
    assert not CALENDAR.tet_quiet(date(day(first).year, 6, 15))
    assert not CALENDAR.tet_quiet(date(day(first).year, 12, 31))


def test_a_local_closure_is_a_row_like_any_other(tmp_path: Path) -> None:
    rows = "date,kind,label,source,certainty\n2022-09-28,off,Bão số 4,Công điện 05/CĐ-UBND,certain\n"
    (tmp_path / "quang-ngai.csv").write_text(rows, encoding="utf-8")
    local = load_calendar(tmp_path)
    assert not local.is_workday(day("28/09/2022"))
    assert local.add_workdays(day("27/09/2022"), 1) == day("29/09/2022")


def test_calendars_with_the_same_rows_are_the_same_value(tmp_path: Path) -> None:
    asked = WorkCalendar()
    assert asked.is_workday(day("15/06/2022"))
    assert asked == WorkCalendar() == load_calendar(tmp_path)
    assert hash(asked) == hash(WorkCalendar())
    assert asked != CALENDAR


def test_a_bad_row_stops_the_calendar_with_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "date,kind,label,source,certainty\n2022-13-01,off,x,y,certain\n", encoding="utf-8"
    )
    with pytest.raises(Misconfigured, match=r"a\.csv:2:1: lỗi: ngày “2022-13-01” không có trong lịch"):
        load_calendar(tmp_path)


def test_a_year_beyond_the_lunar_tables_is_refused_with_a_sentence() -> None:
    assert CALENDAR.is_workday(date(2100, 12, 31))
    with pytest.raises(Refused, match="năm 2205: chỉ từ năm 1901 đến năm 2100"):
        CALENDAR.is_workday(date(2205, 6, 15))
