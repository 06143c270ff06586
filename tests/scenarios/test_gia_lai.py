"""The review of Gia Lai 2025 as it stands in plan_specs, nobody reporting: on 1/7/2025 its bodies end."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from dondoc.calendar.workdays import WorkCalendar, load_calendar
from dondoc.language.folder import Folder, read_folder
from dondoc.language.spec import Handover
from dondoc.tracking.compiler import Compiled, compile_plan
from dondoc.tracking.simulation import Sent, simulate

PLANS = Path(__file__).parents[2] / "plan_specs"
DISTRICT = "gia-lai-836-2025/tong-ket/2025-tong-ket/ubnd-huyen-chu-prong"
LAST = date(2025, 6, 30)


@cache
def calendar() -> WorkCalendar:
    return load_calendar(PLANS / "calendar")


@cache
def folder() -> Folder:
    return read_folder(PLANS / "gia-lai-836-2025.yaml", calendar=calendar())


def compiled(*handovers: Handover) -> Compiled:
    spec = folder().plans["gia-lai-836-2025"].spec
    decided = replace(spec, handovers={each.debt: each for each in handovers})
    return compile_plan(decided, folder().directory, calendar())


@cache
def silent_year() -> tuple[Sent, ...]:
    return tuple(simulate([compiled()], calendar(), ends=date(2025, 12, 31)))


def about(sent: Sent, duty: str) -> bool:
    return any(item.obligation.id == duty for section in sent.notice.sections for item in section.items)


def test_until_its_last_day_a_district_is_urged() -> None:
    days = [sent.at.date() for sent in silent_year() if about(sent, DISTRICT)]
    assert min(days) <= date(2025, 6, 12)
    assert date(2025, 6, 20) < max(days) <= LAST


def test_after_its_last_day_nobody_hears_of_a_body_that_ended() -> None:
    ended = {row.id for row in compiled().obligations if row.agency_until == LAST}
    assert len(ended) > 20
    assert [sent.at for sent in silent_year() if sent.at.date() > LAST] == []


def test_the_successor_that_a_person_named_is_asked_and_nobody_else() -> None:
    decided = compiled(Handover(DISTRICT, ("ubnd-xa-chu-prong-gia-lai",), date(2025, 7, 15)))
    sent = [one for one in simulate([decided], calendar(), starts=date(2025, 7, 2)) if one.at.date() > LAST]
    heard = {str(one.notice.recipient) for one in sent if one.at.date() < date(2025, 7, 15)}
    assert "contact@ubnd-xa-chu-prong-gia-lai" in heard
    assert {desk for desk in heard if "huyen" in desk} == set()
    assert not any(about(one, DISTRICT) for one in sent)
