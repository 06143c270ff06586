"""A plan's days by month, by agency, and as an iCalendar file that a strict reader takes."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.calendar.workdays import load_calendar
from dondoc.language.folder import read_folder
from dondoc.tracking import icalendar
from dondoc.tracking.compiler import Compiled, compile_plan
from dondoc.tracking.preview import preview_rows
from dondoc.tracking.year_calendar import CalendarLine, Previewed, by_agency, by_month, calendar_lines

PLANS = Path(__file__).parents[3] / "plan_specs"
CALENDAR = load_calendar(PLANS / "calendar")
FOLDER = read_folder(PLANS, calendar=CALENDAR)
NOW = datetime(2022, 4, 1, 8, tzinfo=UTC)
DUC_PHO = "duc-pho-2022"


def previewed(slug: str) -> tuple[Compiled, list[Previewed]]:
    compiled = compile_plan(FOLDER.plans[slug].spec, FOLDER.directory, CALENDAR)
    rows = preview_rows(compiled, CALENDAR)
    return compiled, list(zip(compiled.obligations, rows, strict=True))


def test_agencies_of_one_report_share_a_line_in_protocol_order() -> None:
    _, rows = previewed(DUC_PHO)
    line = next(line for line in calendar_lines(rows) if line.period == "2022-quy-1")
    assert line.last_day == date(2022, 3, 15)
    assert line.name == "báo cáo quý I"
    assert len(line.agencies) == 33
    assert line.agencies[:2] == ("Văn phòng HĐND và UBND thị xã", "Phòng Nội vụ")


def test_months_come_in_order_and_what_has_no_day_last() -> None:
    _, rows = previewed(DUC_PHO)
    months = by_month(calendar_lines(rows))
    named = [f"{month:%m/%Y}" if month else None for month, _ in months]
    assert named == ["03/2022", "06/2022", "07/2022", "09/2022", "12/2022", None]
    assert sum(len(line.agencies) for _, lines in months for line in lines) == len(rows)


def test_every_agency_has_its_rows_and_no_other() -> None:
    _, rows = previewed(DUC_PHO)
    found = by_agency(rows)
    assert sorted(row.id for _, of_agency in found for row in of_agency) == sorted(row.id for _, row in rows)
    assert all({row.agency for row in of_agency} == {each.agency} for each, of_agency in found)
    orders = [each.agency_order for each, _ in found]
    assert orders == sorted(orders)


def read_strictly(text: str) -> list[dict[str, str]]:
    """The events of an iCalendar file by RFC 5545: lines end in CRLF and have 75 octets at most, then unfold."""
    assert text.endswith("\r\n")
    physical = text.removesuffix("\r\n").split("\r\n")
    assert all(len(line.encode("utf-8")) <= 75 for line in physical)
    assert not any("\n" in line or "\r" in line for line in physical)
    lines: list[str] = []
    for line in physical:
        if line.startswith(" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    return _events(lines[1:-1])


def _events(lines: list[str]) -> list[dict[str, str]]:
    events: list[dict[str, str]] = []
    within = False
    for line in lines:
        name, _, value = line.partition(":")
        assert re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[A-Z-]+)*", name), line
        if (name, value) in (("BEGIN", "VEVENT"), ("END", "VEVENT")):
            assert within == (name == "END")
            within = name == "BEGIN"
            events += [{}] if within else []
        elif within:
            assert name not in events[-1]
            events[-1][name] = _unescaped(value)
    assert not within
    return events


def _unescaped(value: str) -> str:
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value, flags=re.DOTALL) or ":" in value, value
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


@pytest.mark.parametrize("slug", list(FOLDER.plans))
def test_every_plan_is_a_calendar_of_its_dated_lines(slug: str) -> None:
    compiled, rows = previewed(slug)
    lines = calendar_lines(rows)
    events = read_strictly(icalendar.calendar_file(compiled.plan, lines, now=NOW))
    dated = [line for line in lines if line.last_day is not None]
    assert len(events) == len(dated)
    assert len({event["UID"] for event in events}) == len(events)
    for event, line in zip(events, dated, strict=True):
        assert event["DTSTAMP"] == "20220401T080000Z"
        assert event["SUMMARY"] == f"Hạn {line.name}"
        assert line.phrase in event["DESCRIPTION"]
        if line.hour is None:
            assert event["DTSTART;VALUE=DATE"] == f"{line.last_day:%Y%m%d}"


@cache
def one_line() -> tuple[Compiled, CalendarLine]:
    """One dated line of a plan."""
    compiled, rows = previewed(DUC_PHO)
    return compiled, next(line for line in calendar_lines(rows) if line.last_day)


def only_event(line: CalendarLine) -> dict[str, str]:
    (event,) = read_strictly(icalendar.calendar_file(one_line()[0].plan, [line], now=NOW))
    return event


def test_a_deadline_with_an_hour_is_an_instant_in_utc() -> None:
    line = replace(one_line()[1], due=datetime(2022, 3, 15, 10, tzinfo=UTC))
    assert only_event(line)["DTSTART"] == "20220315T100000Z"


def test_a_last_day_that_is_a_day_off_says_at_what_reminders_aim() -> None:
    line = replace(one_line()[1], target=date(2022, 3, 14))
    assert "nhắc việc lấy ngày 14/03/2022" in only_event(line)["DESCRIPTION"]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=300))
def test_any_words_survive_escaping_and_folding(words: str) -> None:
    assert only_event(replace(one_line()[1], name=words))["SUMMARY"] == f"Hạn {words}"
