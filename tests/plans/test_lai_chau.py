"""The plan of Lai Châu 2024: a steering committee asks for reports and gives no day; days are only proposed."""

from collections import Counter
from datetime import date

from dondoc.tracking.obligations import Kind, State
from dondoc.tracking.preview import preview_rows
from tests.plans.reading import CALENDAR, FOLDER, compiled

SLUG = "lai-chau-bcd-2024"
SPEC = FOLDER.plans[SLUG].spec
ROWS = preview_rows(compiled(SLUG), CALENDAR)
POLICE, COMMITTEE = "cong-an-tp-lai-chau", "bcd-mo-hinh-lai-chau"


def test_it_says_what_its_document_says() -> None:
    assert (SPEC.number, SPEC.number_printed, SPEC.signer) == (None, "…/KH-BCĐ", "Trần Đình Tiến")
    assert [basis.number for basis in SPEC.basis] == ["1877/KH-UBND", "1284/QĐ-UBND"]
    assert (SPEC.issuer, SPEC.standing_body) == (COMMITTEE, POLICE)
    assert [(metric.words.clause[:4], metric.reaches) for metric in SPEC.metrics.values()] == [
        ("I.3", "100%"),
        ("I.5", "07/07 xã, phường"),
        ("II.2", "100%"),
    ]


def test_both_periods_are_proposed_after_the_cut_off_of_the_decree() -> None:
    proposed = [row for row in ROWS if row.state is State.PROPOSED]
    assert Counter((row.report, row.period, row.last_day, row.data_to) for row in proposed) == {
        ("dinh-ky", "2024-6-thang", date(2024, 6, 17), date(2024, 6, 14)): 10,
        ("dinh-ky", "2024-nam", date(2024, 12, 16), date(2024, 12, 14)): 10,
    }
    assert all(period.data_inferred for period in SPEC.reports["dinh-ky"].periods)
    for row in proposed:
        assert row.last_day is not None
        assert row.data_to is not None
        assert CALENDAR.workdays_between(row.data_to, row.last_day) == 1
    assert (SPEC.reports["dinh-ky"].to, SPEC.reports["dinh-ky"].via) == (COMMITTEE, POLICE)


def test_the_ad_hoc_report_owes_nothing_until_it_is_opened() -> None:
    assert SPEC.reports["dot-xuat"].ad_hoc
    assert not [row for row in ROWS if row.report == "dot-xuat"]


def test_the_consolidation_the_reviews_of_the_communes_and_the_own_plans_have_no_day() -> None:
    undated = Counter((row.report, row.kind) for row in ROWS if row.state is State.UNRESOLVED)
    assert undated["tong-hop", Kind.REPORT] == 2
    assert undated["so-ket-tong-ket", Kind.TASK] == 1
    assert undated["ke-hoach-thanh-vien", Kind.OWN_PLAN] == 1
    assert undated["dinh-ky", Kind.REPORT] == 1  # whether the members of the committee report is asked
    assert SPEC.reports["tong-hop"].to == "thanh-uy-ubnd-tp-lai-chau"


def test_fifteen_lines_are_given_to_five_and_nine_to_nobody() -> None:
    tasks = SPEC.tasks.values()
    given = [task for task in tasks if task.words.clause.startswith("III.")]
    assert Counter((*task.leads, *task.executors) for task in given) == {
        (POLICE,): 4,
        ("hoi-phu-nu-tp-lai-chau",): 4,
        ("ban-dan-van-lai-chau",): 2,
        ("phong-ld-tb-xh-lai-chau",): 3,
        ("thanh-vien-bcd-lai-chau",): 2,
    }
    nobodys = [task for task in tasks if task.words.clause.startswith("II.")]
    assert len(nobodys) == 9
    assert not any(task.leads or task.executors for task in nobodys)
    assert all(task.continuing for task in (*given, *nobodys))


def test_there_are_seven_communes_and_nothing_at_all_is_due() -> None:
    assert len(FOLDER.directory.resolve(("ubnd-xa-phuong-lai-chau",), date(2024, 1, 31))) == 7
    assert {row.state for row in ROWS} == {State.PROPOSED, State.UNRESOLVED, State.CONTINUING}


def test_every_open_point_of_the_document_is_asked() -> None:
    asked = [question.slug for question in compiled(SLUG).questions]
    assert {"cac-don-vi-bao-cao", "so-ket-tong-ket-gui-cho-ai", "so-ky-hieu", "ngay-ban-hanh"} <= set(asked)
    assert {"dinh-ky-6-thang", "dinh-ky-nam", "tong-hop-khong-ngay", "so-ket-tong-ket-khong-ngay"} <= set(asked)
    assert sum(slug.endswith("-khong-don-vi") for slug in asked) == 9
