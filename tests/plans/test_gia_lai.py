"""The plan of Gia Lai 2025: one review, an outline, and agencies that end while the plan goes on."""

from datetime import date

from dondoc.errors import Severity
from dondoc.tracking.obligations import Kind, State
from dondoc.tracking.preview import preview_rows
from tests.plans.reading import CALENDAR, FOLDER, compiled

SLUG = "gia-lai-836-2025"
SPEC = FOLDER.plans[SLUG].spec
REVIEW, CONSOLIDATION = SPEC.reports["tong-ket"], SPEC.reports["tong-hop"]
ROWS = preview_rows(compiled(SLUG), CALENDAR)
ISSUED, REFORMED = date(2025, 4, 5), date(2025, 7, 1)
ASKED = {"mttq-gia-lai", "hoi-phu-nu-gia-lai", "vks-gia-lai", "toa-an-gia-lai", "bo-doi-bien-phong-gia-lai"}


def test_it_says_what_its_document_says() -> None:
    assert (SPEC.number, SPEC.signer) == ("836/KH-UBND", None)
    assert [basis.number for basis in SPEC.basis] == ["172/KH-BCĐ", "368/CTr-UBND"]
    assert (REVIEW.to, REVIEW.via) == ("ubnd-tinh-gia-lai", "cong-an-tinh-gia-lai")
    assert (CONSOLIDATION.senders, CONSOLIDATION.drafter) == (("ubnd-tinh-gia-lai",), "cong-an-tinh-gia-lai")
    assert (CONSOLIDATION.to, CONSOLIDATION.consolidates) == ("bcd-138-chinh-phu", "tong-ket")


def test_departments_after_march_and_every_district_owe_one_review_by_19_june() -> None:
    due = [row for row in ROWS if row.last_day]
    assert {(row.kind, row.last_day, row.strict, row.phrase) for row in due} == {
        (Kind.REPORT, date(2025, 6, 19), True, "trước ngày 20/6/2025")
    }
    assert {(row.data_from, row.data_to) for row in due} == {(date(2021, 2, 9), date(2025, 6, 15))}
    owing = {row.agency for row in due}
    assert len(owing) == 31
    assert sum(FOLDER.directory.agencies[slug].kind == "huyen-gia-lai" for slug in owing) == 17
    assert {"so-nnmt-gia-lai", "so-dan-toc-ton-giao-gia-lai"} <= owing
    assert not {"so-ld-tb-xh-gia-lai", "so-tnmt-gia-lai", "cong-an-tinh-gia-lai"} & owing


def test_its_outline_has_the_fourteen_sections_of_the_three_parts() -> None:
    numbers = [section.number for section in REVIEW.outline]
    roman = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
    assert numbers == [
        "Phần I.I",
        "Phần I.II",
        *(f"Phần II.{each}" for each in roman),
        "Phần III.I",
        "Phần III.II",
    ]


def test_the_consolidation_has_no_day_and_other_bodies_wait_for_an_answer() -> None:
    waiting = {(row.report, row.agency) for row in ROWS if row.state is State.UNRESOLVED}
    assert waiting == {
        ("tong-hop", "ubnd-tinh-gia-lai"),
        ("tuyen-truyen-ket-qua", "cong-an-tinh-gia-lai"),
        *(("tong-ket", slug) for slug in ASKED),
    }


def test_who_ends_in_march_and_in_july_has_successors_that_begin_the_day_after() -> None:
    agencies = FOLDER.directory.agencies
    owing = [agencies[row.agency] for row in ROWS if row.last_day]
    owing += [agencies["ubnd-tinh-gia-lai"], agencies["cong-an-tinh-gia-lai"]]
    assert {agency.valid_to for agency in owing} == {date(2025, 6, 30)}
    for agency in owing:
        heirs = [agencies[slug] for slug in agency.successor_slugs]
        assert heirs
        assert {heir.valid_from for heir in heirs} == {REFORMED}
    merged = [agency for agency in agencies.values() if agency.kind == "so-gia-lai-truoc-3-2025"]
    assert {agency.valid_to for agency in merged} == {date(2025, 2, 28)}
    assert all(agencies[slug].exists_on(ISSUED) for agency in merged for slug in agency.successor_slugs)


def test_the_seventeen_districts_become_seventy_seven_communes() -> None:
    agencies = FOLDER.directory.agencies
    districts = [agency for agency in agencies.values() if agency.kind == "huyen-gia-lai"]
    heirs = {slug for district in districts for slug in district.successor_slugs}
    assert len(heirs) == 77
    assert sum(slug.startswith("ubnd-phuong-") for slug in heirs) == 8


def test_it_is_warned_of_the_bodies_that_end_within_its_effect() -> None:
    told = [each for each in FOLDER.problems if "gia-lai-836-2025" in each.position.file]
    assert {each.severity for each in told} == {Severity.WARNING}
    assert [each.message.split(" thôi ")[0] for each in told] == [
        "UBND tỉnh Gia Lai",
        "Công an tỉnh Gia Lai",
        "nhóm “Các sở, ban, ngành của tỉnh Gia Lai”: Văn phòng UBND tỉnh Gia Lai và 13 cơ quan nữa",
        "nhóm “UBND các huyện, thị xã, thành phố của tỉnh Gia Lai”: UBND thành phố Pleiku và 16 cơ quan nữa",
    ]
