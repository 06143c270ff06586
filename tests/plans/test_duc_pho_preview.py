"""What the plan of Đức Phổ 2022 asks of whom: the expectations of its source document, row by row."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from dondoc.calendar.spans import Span
from dondoc.calendar.workdays import load_calendar
from dondoc.language.folder import read_folder
from dondoc.tracking.compiler import compile_plan
from dondoc.tracking.obligations import Kind, State
from dondoc.tracking.preview import PreviewRow, preview_rows

PLANS = Path(__file__).parents[2] / "plan_specs"
COLUMNS = "id report period agency kind due last_day target strict phrase clause data_from data_to state requested"
CALENDAR = load_calendar(PLANS / "calendar")
FOLDER = read_folder(PLANS / "duc-pho-2022.yaml", calendar=CALENDAR)
COMPILED = compile_plan(FOLDER.plans["duc-pho-2022"].spec, FOLDER.directory, CALENDAR)
ROWS = preview_rows(COMPILED, CALENDAR)

OPEN_BODIES = {
    "vks-tx-duc-pho",
    "toa-an-tx-duc-pho",
    "don-bien-phong-pho-quang",
    "don-bien-phong-sa-huynh",
    "mttq-tx-duc-pho",
}


def of(report: str) -> list[PreviewRow]:
    return [row for row in ROWS if row.report == report]


def in_periods(report: str) -> list[PreviewRow]:
    return [row for row in of(report) if row.period is not None]


@pytest.mark.parametrize(
    ("period", "data", "phrase", "last_day", "state"),
    [
        (
            "2022-quy-1",
            Span(date(2021, 12, 15), date(2022, 3, 14)),
            "16/3",
            date(2022, 3, 15),
            State.BEFORE_EFFECT,
        ),
        ("2022-6-thang", Span(date(2021, 12, 15), date(2022, 6, 14)), "16/6", date(2022, 6, 15), State.OPEN),
        ("2022-quy-3", Span(date(2022, 6, 15), date(2022, 9, 14)), "16/9", date(2022, 9, 15), State.OPEN),
        ("2022-nam", Span(date(2021, 12, 15), date(2022, 12, 14)), "16/12", date(2022, 12, 15), State.OPEN),
    ],
)
def test_every_reporting_agency_owes_four_reports_by_mixed_periods(
    period: str, data: Span, phrase: str, last_day: date, state: State
) -> None:
    rows = [row for row in of("dinh-ky") if row.period == period]
    agencies = {row.agency for row in rows}
    assert len(rows) == len(agencies) == 33
    assert sum(agency.startswith(("ubnd-phuong-", "ubnd-xa-")) for agency in agencies) == 15
    assert {
        (row.data_from, row.data_to, row.phrase, row.clause, row.strict, row.last_day, row.target, row.state)
        for row in rows
    } == {(data.starts, data.ends, f"trước ngày {phrase}", "III.1", True, last_day, last_day, state)}


def test_the_standing_body_owes_no_periodic_report() -> None:
    assert "cong-an-tx-duc-pho" not in {row.agency for row in of("dinh-ky")}


def test_bodies_whose_duty_is_open_have_one_row_each_without_period_and_day() -> None:
    waiting = [row for row in of("dinh-ky") if row.period is None]
    assert Counter(row.agency for row in waiting) == Counter(OPEN_BODIES)
    assert {(row.state, row.last_day, row.due, row.target) for row in waiting} == {
        (State.UNRESOLVED, None, None, None)
    }
    assert not OPEN_BODIES & {row.agency for row in in_periods("dinh-ky")}


def test_the_consolidation_has_four_undated_rows_of_the_steering_committee() -> None:
    assert [(row.period, row.agency, row.state, row.last_day) for row in of("tong-hop")] == [
        (period, "bcd-138-tx-duc-pho", State.UNRESOLVED, None)
        for period in ("2022-quy-1", "2022-6-thang", "2022-quy-3", "2022-nam")
    ]
    assert COMPILED.plan.consolidators == {"dinh-ky": ("cong-an-tx-duc-pho",)}
    consolidating = [row for row in COMPILED.obligations if row.report == "tong-hop"]
    assert {(row.consolidates, row.to) for row in consolidating} == {("dinh-ky", "bcd-138-quang-ngai")}


def test_the_day_is_observed_and_the_campaign_waits_for_its_condition() -> None:
    day = [(row.agency, row.last_day, row.state) for row in ROWS if row.kind is Kind.DAY]
    assert day == [("cong-an-tx-duc-pho", date(2022, 7, 30), State.OPEN)]
    campaign = {(row.last_day, row.state) for row in ROWS if row.kind is Kind.CAMPAIGN}
    assert campaign == {(date(2022, 9, 30), State.AWAITING_EVENT)}


@pytest.mark.parametrize(
    ("clause", "agencies"),
    [
        ("II.1.b", ["cong-an-tx-duc-pho"]),
        ("II.1.c", ["phong-tu-phap"]),
        ("II.2.a (gạch đầu dòng thứ ba)", ["phong-ld-tb-xh"]),
        ("II.2.a (gạch đầu dòng thứ tư)", ["phong-gd-dt"]),
        ("II.3.a", ["cong-an-tx-duc-pho", "don-bien-phong-pho-quang", "don-bien-phong-sa-huynh"]),
        ("II.3.b", ["cong-an-tx-duc-pho", "vks-tx-duc-pho", "toa-an-tx-duc-pho"]),
        ("II.4.a", ["cong-an-tx-duc-pho", "don-bien-phong-pho-quang", "don-bien-phong-sa-huynh"]),
        ("II.4.b", ["phong-ld-tb-xh"]),
        ("II.4.c", ["phong-tu-phap"]),
        ("II.5", ["phong-ban-nganh-dia-phuong"]),
        ("II.6", ["phong-ban-nganh-dia-phuong"]),
    ],
)
def test_a_continuing_task_is_listed_with_those_who_answer_for_it(clause: str, agencies: list[str]) -> None:
    tasks = [row for row in ROWS if row.kind is Kind.TASK and row.clause == clause]
    assert [row.agency for row in tasks] == agencies
    assert {(row.state, row.last_day) for row in tasks} == {(State.CONTINUING, None)}


def test_each_of_the_seventeen_executor_lines_is_a_task() -> None:
    entries = {row.report: row.clause for row in ROWS if row.kind is Kind.TASK and row.clause.startswith("II.")}
    assert len(entries) == 17


def test_every_addressee_issues_a_plan_of_its_own_without_a_day() -> None:
    rows = [row for row in ROWS if row.kind is Kind.OWN_PLAN]
    assert {(row.state, row.last_day) for row in rows} == {(State.UNRESOLVED, None)}
    assert {row.agency for row in rows} >= {row.agency for row in in_periods("dinh-ky")}


def test_every_row_has_its_columns_its_clause_and_its_words() -> None:
    for row in ROWS:
        assert " ".join(row.as_json()) == COLUMNS
        assert row.clause
        assert row.phrase
        assert row.id.endswith(f"/{row.agency}")
    assert len({row.id for row in ROWS}) == len(ROWS)


def test_associations_and_outside_bodies_are_asked_and_subordinates_are_told() -> None:
    asked = {row.agency for row in ROWS if row.requested}
    associations = {slug for slug, agency in FOLDER.directory.agencies.items() if agency.kind == "hoi-doan-the"}
    assert asked == OPEN_BODIES | (associations & {row.agency for row in ROWS})


def test_nothing_of_quarter_one_is_chased_whenever_the_plan_is_activated() -> None:
    for at in (date(2022, 1, 1), date(2022, 4, 20), date(2022, 12, 31)):
        states = {row.state for row in preview_rows(COMPILED, CALENDAR, at=at) if row.period == "2022-quy-1"}
        assert states == {State.BEFORE_EFFECT, State.UNRESOLVED}  # unresolved: the consolidation


def test_what_the_document_leaves_open_is_asked() -> None:
    assert [question.slug for question in COMPILED.questions] == [
        "ngoai-he-thong-bao-cao",
        "ten-don-bien-phong",
        "so-ky-hieu",
        "ngay-ban-hanh",
        "tong-hop-khong-ngay",
        "ke-hoach-don-vi-khong-ngay",
    ]
