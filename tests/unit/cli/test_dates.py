"""Days and hours as people type them."""

from datetime import UTC, date, datetime, time

import pytest
import typer

from dondoc.calendar import VIETNAM
from dondoc.cli.dates import day_text, moment_text, read_day, read_hour, read_moment


@pytest.mark.parametrize(
    "text", ["15/6/2022", "15/06/2022", "15-6-2022", "15.6.2022", "2022-06-15", " 15/6/2022 "]
)
def test_a_day_is_read_day_first_or_iso(text: str) -> None:
    assert read_day(text) == date(2022, 6, 15)


@pytest.mark.parametrize("text", ["31/2/2022", "6/2022", "15/6", "hôm nay", "", "2022-13-01", "15/6/22"])
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="viết như 15/6/2022"):
        read_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "08:30 15/6/2022",
        "15/6/2022 08:30",
        "8h30 15/6/2022",
        "2022-06-15T08:30",
        "2022-06-15T08:30:00+07:00",
        "2022-06-15T01:30:00Z",
        "2022-06-15 08:30",
    ],
)
def test_a_moment_is_read_in_vietnam_time(text: str) -> None:
    moment = read_moment(text)
    assert moment == datetime(2022, 6, 15, 8, 30, tzinfo=VIETNAM)
    assert moment.tzinfo is VIETNAM


def test_a_day_alone_is_its_first_minute() -> None:
    assert read_moment("15/6/2022") == datetime(2022, 6, 15, tzinfo=VIETNAM)


@pytest.mark.parametrize("text", ["25:00 15/6/2022", "08:00 31/2/2022", "sáng mai", ""])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="không phải một thời điểm"):
        read_moment(text)


def test_days_and_moments_are_shown_as_people_write_them() -> None:
    assert day_text(date(2022, 6, 5)) == "5/6/2022"
    assert moment_text(datetime(2022, 6, 15, 1, 0, tzinfo=UTC)) == "08:00 15/6/2022"
    assert (day_text(None), moment_text(None)) == ("–", "–")


@pytest.mark.parametrize("text", ["17:00", "17h00", "17h", " 17 "])
def test_an_hour_is_read_as_people_write_it(text: str) -> None:
    assert read_hour(text) == time(17)


@pytest.mark.parametrize("text", ["25:00", "17:60", "chiều", "", "17::00", "-1"])
def test_what_is_no_hour_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="17:00"):
        read_hour(text)
