"""The plan of Lào Cai 2024: continuing tasks, one day, five targets, and what its cut copy leaves open."""

from datetime import date

from dondoc.tracking.obligations import Kind, State
from dondoc.tracking.preview import preview_rows
from tests.plans.reading import CALENDAR, FOLDER, compiled

SLUG = "lao-cai-144-2024"
SPEC = FOLDER.plans[SLUG].spec
ROWS = preview_rows(compiled(SLUG), CALENDAR)
EVERYBODY = "so-nganh-huyen-lao-cai"
POLICE = "cong-an-tinh-lao-cai"


def test_it_says_what_its_document_says() -> None:
    assert (SPEC.number, SPEC.signer, SPEC.partial) == ("144/KH-UBND", "Trịnh Xuân Trường", True)
    assert [basis.number for basis in SPEC.basis] == ["193/QĐ-TTg", "01/KH-C02-P5"]
    assert not SPEC.reports
    assert [metric.reaches for metric in SPEC.metrics.values()] == ["100%", "trên 90%", "trên 90%", "95%", "90%"]
    assert {metric.words.clause for metric in SPEC.metrics.values()} == {"I.3"}


def test_the_generic_addressees_are_one_group_of_departments_associations_and_districts() -> None:
    members = FOLDER.directory.resolve((EVERYBODY,), date(2024, 3, 7))
    assert sum(agency.kind == "huyen-lao-cai" for agency in members) == 9
    assert {agency.kind for agency in members} == {"so-lao-cai", "doan-the-lao-cai", "huyen-lao-cai"}
    assert POLICE not in {agency.slug for agency in members}


def test_five_clauses_go_on_all_year_and_the_second_paragraph_of_b_has_no_owner() -> None:
    going_on = [row for row in ROWS if row.state is State.CONTINUING]
    assert {row.clause.split(" ")[0] for row in going_on} == {"II.1", "II.2.1", "II.2.2.a", "II.2.2.b"}
    assert sum(row.clause.startswith("II.2.1") for row in going_on) == 6
    assert [row.agency for row in going_on if row.report == "phong-ngua-co-so"] == [POLICE]
    assert SPEC.tasks["phong-ngua-co-so"].executors == ("cong-an-huyen-xa-lao-cai",)
    assert SPEC.tasks["phong-ngua-nghiep-vu"].executors == (POLICE, "bo-doi-bien-phong-lao-cai")
    assert "quan-ly-an-ninh-trat-tu-khong-don-vi" in {question.slug for question in compiled(SLUG).questions}


def test_the_pilot_in_five_places_has_a_closing_review_without_a_day() -> None:
    assert len(SPEC.tasks["thi-diem-chuong-trinh"].executors) == 5
    (review,) = (row for row in ROWS if row.report == "tong-ket-thi-diem")
    assert (review.agency, review.state, review.last_day) == (POLICE, State.UNRESOLVED, None)


def test_the_only_day_is_30_july_led_by_the_police_with_everybody() -> None:
    dated = [(row.kind, row.agency, row.last_day) for row in ROWS if row.last_day]
    assert dated == [(Kind.DAY, POLICE, date(2024, 7, 30))]
    assert SPEC.campaigns["ngay-30-7"].supporting == (EVERYBODY,)


def test_the_slip_of_the_pen_and_the_missing_pages_are_asked() -> None:
    asked = {question.slug for question in compiled(SLUG).questions}
    assert asked >= {"ban-luu-thieu", "giai-doan-viet-nham", "sau-gach-dau-dong", "co-quan-thuong-truc"}
