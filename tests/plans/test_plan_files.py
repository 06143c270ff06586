"""Every file in plan_specs is read without errors; what is asked or warned of is expected here."""

import re
from datetime import date
from pathlib import Path

import pytest

from dondoc.calendar.overrides import Certainty, read_overrides
from dondoc.language.contacts import read_contacts
from dondoc.language.directory import Relation
from dondoc.language.folder import check_contacts
from dondoc.language.slugs import is_slug
from dondoc.language.spec import PlanSpec, Words
from dondoc.tracking.compiler import compile_plan
from dondoc.tracking.obligations import Gate, Kind
from tests.plans.reading import CALENDAR, FOLDER, PLANS

CONTACTS = PLANS / "contacts.example.yaml"
DUC_PHO = FOLDER.plans["duc-pho-2022"].spec
SAMPLE = FOLDER.plans["mau-2026"].spec

# Bodies that a document names together; no letter has one of them as its addressee.
COLLECTIVE = {
    "co-so-giao-duc-duc-pho",
    "cong-an-huyen-xa-lao-cai",
    "co-quan-bao-chi-lao-cai",
    "thanh-uy-ubnd-tp-lai-chau",
    "thanh-vien-bcd-lai-chau",
}
LONGEST_QUOTE = 110  # official text stays out but for short phrases


def words_of(spec: PlanSpec) -> list[Words]:
    sections = (spec.reports, spec.tasks, spec.campaigns, spec.own_plans, spec.metrics)
    entries = [entry.words for section in sections for entry in section.values()]
    return entries + [period.words for report in spec.reports.values() for period in report.periods]


def test_every_plan_is_read_without_an_error() -> None:
    assert [str(problem) for problem in FOLDER.problems if problem.is_error] == []
    assert {Path(problem.position.file).stem for problem in FOLDER.problems} == {"gia-lai-836-2025"}
    assert set(FOLDER.plans) == {path.stem for path in PLANS.glob("*.yaml")} - {"contacts.example"}


@pytest.mark.parametrize("spec", [plan.spec for plan in FOLDER.plans.values()], ids=lambda spec: spec.slug)
def test_every_entry_has_its_clause_and_short_words(spec: PlanSpec) -> None:
    for words in words_of(spec):
        assert re.match(r"[IVX]+\.[0-9]", words.clause)
        assert words.phrase
        assert not words.quoted or len(words.phrase) <= LONGEST_QUOTE


def test_only_the_samples_activate_themselves() -> None:
    assert {slug for slug, plan in FOLDER.plans.items() if plan.spec.sample} == {"mau-2026"}


def test_duc_pho_says_what_its_document_says() -> None:
    assert (DUC_PHO.number, DUC_PHO.number_printed) == (None, "…/KH-UBND")
    assert DUC_PHO.issued_on is not None
    assert DUC_PHO.issued_on.latest == date(2022, 4, 30)
    assert DUC_PHO.signer == "Vũ Minh Tâm"
    assert [basis.number for basis in DUC_PHO.basis] == ["07/KH-UBND", "1373/KH-UBND", "11/KH-UBND"]
    assert [metric.reaches for metric in DUC_PHO.metrics.values()] == [
        "100%",
        "trên 90%",
        "trên 90%",
        "95%",
        "90%",
    ]
    assert all(period.words.quoted for period in DUC_PHO.reports["dinh-ky"].periods)


def test_no_task_of_duc_pho_has_a_date_of_its_own() -> None:
    tasks = DUC_PHO.tasks.values()
    assert {(task.continuing, task.continuing_until, task.deadline) for task in tasks} == {
        (True, date(2022, 12, 31), None)
    }
    clauses = [task.clause for task in (each.words for each in tasks)]
    assert len([clause for clause in clauses if clause.startswith("II.")]) == 17
    leads = {task.words.clause: task.leads for task in tasks if task.leads}
    assert leads == {
        "II.1.b": ("cong-an-tx-duc-pho",),
        "II.1.c": ("phong-tu-phap",),
        "II.2.a (gạch đầu dòng thứ ba)": ("phong-ld-tb-xh",),
        "II.2.a (gạch đầu dòng thứ tư)": ("phong-gd-dt",),
    }


def test_the_directory_of_duc_pho_has_its_departments_and_fifteen_communes() -> None:
    at_issue = date(2022, 4, 30)
    communes = FOLDER.directory.resolve(("xa-phuong",), at_issue)
    assert sum(agency.name.startswith("UBND phường ") for agency in communes) == 8
    assert sum(agency.name.startswith("UBND xã ") for agency in communes) == 7
    names = [agency.name for agency in communes]
    assert names[0] == "UBND phường Nguyễn Nghiêm"
    assert names[-1] == "UBND xã Phổ Thuận"
    offices = FOLDER.directory.resolve(("phong-ban-hoi-doan-the",), at_issue)
    assert sum(agency.kind == "phong-ban" for agency in offices) == 12
    assert all(agency.relation is Relation.ASSOCIATION for agency in offices if agency.kind == "hoi-doan-the")


def test_the_bodies_whose_duty_is_open_are_in_no_reporting_group() -> None:
    asked = set(DUC_PHO.questions["ngoai-he-thong-bao-cao"].about_agencies)
    reporting = FOLDER.directory.resolve(DUC_PHO.reports["dinh-ky"].senders, date(2022, 4, 30))
    assert asked.isdisjoint(agency.slug for agency in reporting)


def test_the_two_spellings_of_the_border_posts_are_names_of_the_same_body() -> None:
    posts = [FOLDER.directory.agencies[f"don-bien-phong-{name}"] for name in ("pho-quang", "sa-huynh")]
    assert [post.relation for post in posts] == [Relation.OUTSIDE, Relation.OUTSIDE]
    assert "Đoàn Biên phòng Phò Quang" in posts[0].aliases
    assert "Đoàn Biên phòng Sa Huỳnh" in posts[1].aliases


def test_every_agency_has_a_source_and_whoever_may_get_a_letter_a_title() -> None:
    for slug, agency in FOLDER.directory.agencies.items():
        assert is_slug(slug)
        assert agency.source
        assert agency.head_title or slug in COLLECTIVE


def test_the_example_contacts_reach_nobody_and_leave_some_desks_empty() -> None:
    contacts, problems = read_contacts(CONTACTS)
    assert problems == ()
    for contact in contacts.desks.values():
        assert contact.email.endswith("@example.com")
        assert contact.phone.startswith("0000 000 ")
    warned = [problem.message.split(" chưa có ")[0] for problem in check_contacts(FOLDER, CONTACTS)]
    assert warned == [
        "Phòng Y tế",
        "Hội Chữ thập đỏ thị xã",
        "UBND phường Phổ Ninh",
        "UBND xã Phổ Khánh",
        "UBND xã Mẫu Bình",
    ]


def test_the_sample_has_all_relations_and_something_due_in_december_2026() -> None:
    rows = compile_plan(SAMPLE, FOLDER.directory, CALENDAR).obligations
    assert {row.relation for row in rows} == set(Relation)
    assert {row.kind for row in rows} == set(Kind)
    assert {row.gate for row in rows} == set(Gate) - {Gate.PROPOSED}
    due = {row.last_day for row in rows if row.gate is Gate.DATED}
    assert {date(2026, 11, 30), date(2026, 12, 10), date(2026, 12, 16), date(2026, 12, 22)} <= due
    assert all(CALENDAR.is_workday(day) for day in due if day is not None)


def test_the_sample_asks_one_question_and_leaves_nothing_else_open() -> None:
    compiled = compile_plan(SAMPLE, FOLDER.directory, CALENDAR)
    assert [question.slug for question in compiled.questions] == ["bao-hiem-xa-hoi"]


def test_the_calendar_says_where_every_row_comes_from_and_what_is_a_guess() -> None:
    rows, problems = read_overrides(PLANS / "calendar")
    assert problems == ()
    guesses = {row.day for row in rows if row.certainty is Certainty.PROVISIONAL}
    assert guesses == {date(2027, 2, day) for day in range(4, 11)}
    assert not CALENDAR.is_workday(date(2026, 1, 2))
    assert CALENDAR.is_workday(date(2026, 1, 10))
    assert not CALENDAR.is_workday(date(2026, 11, 24))
