"""The preview: every obligation as if the plan started on a day."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.workdays import WorkCalendar, load_calendar
from dondoc.language.spec import PlanSpec
from dondoc.tracking.compiler import compile_plan
from dondoc.tracking.obligations import State
from dondoc.tracking.preview import PreviewRow, planned_days, preview_rows
from tests.spec_samples import (
    HALF_YEAR,
    campaign,
    consolidation,
    directory,
    issued,
    own_plan,
    period,
    plan,
    question,
    report,
    task,
)

CALENDAR = WorkCalendar()
COLUMNS = "id report period agency kind due last_day target strict phrase clause data_from data_to state requested"


def rows(spec: PlanSpec, at: date | None = None) -> tuple[PreviewRow, ...]:
    return preview_rows(compile_plan(spec, directory(), CALENDAR), CALENDAR, at=at)


def states(spec: PlanSpec, at: date | None = None) -> dict[str, State]:
    return {row.id.removeprefix("ke-hoach/"): row.state for row in rows(spec, at)}


def test_a_row_as_json_has_every_column_in_order_and_its_instant_with_the_offset() -> None:
    first = rows(plan(report()))[0].as_json()
    assert " ".join(first) == COLUMNS
    assert json.loads(json.dumps(first)) == {
        "id": "ke-hoach/dinh-ky/2022-6-thang/phong-tu-phap",
        "report": "dinh-ky",
        "period": "2022-6-thang",
        "agency": "phong-tu-phap",
        "kind": "report",
        "due": "2022-06-16T00:00:00+07:00",
        "last_day": "2022-06-15",
        "target": "2022-06-15",
        "strict": True,
        "phrase": "trước ngày 16/6",
        "clause": "III.1",
        "data_from": None,
        "data_to": None,
        "state": "trong_han",
        "requested": False,
    }


def test_associations_and_outside_bodies_are_requested() -> None:
    spec = plan(report(senders=("phong-y-te", "hoi-phu-nu", "toa-an"), periods=(HALF_YEAR,)))
    assert {row.agency: row.requested for row in rows(spec)} == {
        "phong-y-te": False,
        "hoi-phu-nu": True,
        "toa-an": True,
    }


def test_each_gate_shows_as_its_state() -> None:
    spec = plan(
        report(senders=("phong-y-te",), periods=(HALF_YEAR, replace(HALF_YEAR, slug="khac", proposed=True))),
        consolidation(periods=()),
        question("ai", "dinh-ky", "toa-an"),
        own_plan(agencies=("phong-y-te",)),
        task(leads=("cong-an",)),
        campaign("ngay", is_day=True),
        campaign("dot", after="có chỉ đạo"),
    )
    assert states(spec) == {
        "dinh-ky/2022-6-thang/phong-y-te": State.OPEN,
        "dinh-ky/2022-khac/phong-y-te": State.PROPOSED,
        "dinh-ky/toa-an": State.UNRESOLVED,
        "tong-hop/2022-6-thang/bcd-thi-xa": State.UNRESOLVED,
        "tong-hop/2022-khac/bcd-thi-xa": State.UNRESOLVED,
        "ke-hoach-rieng/phong-y-te": State.UNRESOLVED,
        "tap-huan/cong-an": State.CONTINUING,
        "ngay/cong-an": State.OPEN,
        "dot/cong-an": State.AWAITING_EVENT,
    }


@pytest.mark.parametrize(
    ("day_of_issue", "at", "state"),
    [
        ("10/01/2022", None, State.OPEN),
        ("15/6/2022", None, State.OPEN),  # the last day itself
        ("16/6/2022", None, State.BEFORE_EFFECT),
        ("__/6/2022", None, State.BEFORE_EFFECT),  # perhaps issued as late as 30/6
        ("__/5/2022", None, State.OPEN),
        ("__/6/2022", date(2022, 6, 1), State.BEFORE_EFFECT),
        ("10/01/2022", date(2022, 6, 16), State.BEFORE_EFFECT),  # activated in mid-year
        (None, None, State.OPEN),
        (None, date(2022, 7, 1), State.BEFORE_EFFECT),
    ],
)
def test_what_ended_before_the_plan_was_issued_or_activated_is_never_chased(
    day_of_issue: str | None, at: date | None, state: State
) -> None:
    spec = plan(
        report(senders=("phong-y-te",), periods=(HALF_YEAR,)),
        issued_on=issued(day_of_issue) if day_of_issue else None,
    )
    assert [row.state for row in rows(spec, at)] == [state]


def test_the_same_plan_gives_the_same_rows() -> None:
    assert rows(plan(report(), consolidation())) == rows(plan(report(), consolidation()))


def test_the_days_of_a_year_come_in_order_one_line_for_all_agencies_of_a_period() -> None:
    spec = plan(report(), consolidation(), task(leads=("cong-an",)), campaign())
    found = planned_days(compile_plan(spec, directory(), CALENDAR), CALENDAR)
    assert [(line.last_day, line.name, line.agencies) for line in found] == [
        (date(2022, 6, 15), "báo cáo 6 tháng", 3),
        (date(2022, 9, 30), "cao điểm tấn công", 1),
        (date(2022, 12, 15), "báo cáo tổng kết năm", 3),
    ]
    assert (found[0].phrase, found[0].clause, found[0].entry) == ("trước ngày 16/6", "III.1", "dinh-ky")


def test_a_day_that_may_still_become_a_day_off_is_marked() -> None:
    calendar = load_calendar(Path(__file__).parents[3] / "plan_specs" / "calendar")
    in_tet = replace(period("tet", "Tết", "16/6"), deadline=Deadline(date(2027, 2, 10), strict=False))
    after = replace(period("sau", "Sau Tết", "16/6"), deadline=Deadline(date(2027, 3, 15), strict=False))
    spec = plan(report(periods=(in_tet, after)))
    found = planned_days(compile_plan(spec, directory(), calendar), calendar)
    assert [(line.target, line.is_provisional) for line in found] == [
        (date(2027, 2, 3), True),
        (date(2027, 3, 15), False),
    ]
