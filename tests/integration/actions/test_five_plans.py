"""The plans of the folder as the office follows them: what is stored of each, and when the bodies of one end."""

from datetime import date, datetime, time

import pytest

from dondoc.actions.activation import activate
from dondoc.actions.answers import Answered, answer
from dondoc.actions.happenings import happened
from dondoc.actions.openings import Asked, open_report
from dondoc.actions.overview import overview
from dondoc.actions.plans import sync
from dondoc.actions.reviews import review
from dondoc.actions.ticks import tick
from dondoc.actions.typed_days import TypedDay
from dondoc.calendar import VIETNAM
from dondoc.store import Store
from dondoc.tracking.obligations import State
from tests.plans.acceptance_rows import ROWS
from tests.plans.reading import CALENDAR, FOLDER, compiled

BY = "Nguyễn Thị Hoa"
AFTER_THE_REFORM = datetime(2026, 11, 20, 8, tzinfo=VIETNAM)
LAI_CHAU, DUC_PHO = "lai-chau-bcd-2024", "duc-pho-2022"
OUTLIVED = sorted(set(ROWS) - {"gia-lai-836-2025", DUC_PHO})


def follow(store: Store, slug: str) -> None:
    """Syncs a plan of the folder and activates it on its latest possible day of issue."""
    issued = compiled(slug).plan.latest_issue
    assert issued is not None
    now = datetime.combine(issued, time(8), VIETNAM)
    sync(store, compiled(slug), text=FOLDER.plans[slug].text, calendar=CALENDAR, by=BY, now=now)
    activate(store, slug, calendar=CALENDAR, by=BY, now=now, without_number=True)


def standings(store: Store, slug: str, report: str, now: datetime) -> list[tuple[State, date | None]]:
    """How every obligation of an entry stands, and its last day."""
    rows = (row for row in overview(store, slug, CALENDAR, now=now) if row.obligation.report == report)
    return [(row.standing.state, row.obligation.last_day) for row in rows]


@pytest.mark.parametrize("slug", ROWS)
def test_every_plan_is_stored_as_it_is_compiled(store: Store, slug: str) -> None:
    follow(store, slug)
    rows = overview(store, slug, CALENDAR, now=AFTER_THE_REFORM)
    assert {row.obligation.id for row in rows} == {row.id for row in compiled(slug).obligations}
    assert not tick(store, slug, CALENDAR, now=AFTER_THE_REFORM).unjudged


@pytest.mark.parametrize("slug", OUTLIVED)
def test_bodies_that_end_after_a_plan_whose_dated_work_is_done_need_no_successors(store: Store, slug: str) -> None:
    follow(store, slug)
    assert review(store, calendar=CALENDAR, now=AFTER_THE_REFORM).parts == ()


def test_what_the_districts_of_gia_lai_still_owe_on_1_july_waits_for_a_person(store: Store) -> None:
    follow(store, "gia-lai-836-2025")
    on_the_day = datetime(2025, 7, 1, 8, tzinfo=VIETNAM)
    found = review(store, calendar=CALENDAR, now=on_the_day)
    assert len(found.debts) == 31
    assert {debt.last_day for debt in found.debts} == {date(2025, 6, 19)}
    pleiku = next(debt for debt in found.debts if debt.obligation.agency == "ubnd-tp-pleiku")
    assert len(pleiku.ending.proposals) == 7
    assert [part.ending.agency for part in found.parts] == ["ubnd-tinh-gia-lai", "cong-an-tinh-gia-lai"]


def test_a_proposed_day_of_lai_chau_is_chased_once_it_is_confirmed(store: Store) -> None:
    follow(store, LAI_CHAU)
    in_june = datetime(2024, 6, 10, 8, tzinfo=VIETNAM)
    assert tick(store, LAI_CHAU, CALENDAR, now=in_june).nudges == 0
    answer(
        store,
        LAI_CHAU,
        "dinh-ky-6-thang",
        Answered(is_yes=True),
        calendar=CALENDAR,
        by=BY,
        now=in_june,
        document_number="45/CV-BCĐ",
    )
    halves = standings(store, LAI_CHAU, "dinh-ky", in_june)
    assert halves.count((State.OPEN, date(2024, 6, 17))) == 10
    assert halves.count((State.PROPOSED, date(2024, 12, 16))) == 10
    assert tick(store, LAI_CHAU, CALENDAR, now=in_june.replace(day=13)).nudges > 0


def test_an_ad_hoc_report_of_lai_chau_is_opened_on_a_day_for_the_units_of_the_plan(store: Store) -> None:
    follow(store, LAI_CHAU)
    in_august = datetime(2024, 8, 5, 8, tzinfo=VIETNAM)
    asked = Asked("phụ nữ vắng mặt tại địa phương", TypedDay("cham_nhat", "16/8/2024", ""), of_report="dot-xuat")
    opened = open_report(
        store, LAI_CHAU, asked, calendar=CALENDAR, by=BY, now=in_august, document_number="52/CV-BCĐ"
    )
    owed = standings(store, LAI_CHAU, opened.fact.subject, in_august)
    assert owed == [(State.OPEN, date(2024, 8, 16))] * 10


def test_the_peak_campaign_of_duc_pho_begins_with_the_directive_from_above(store: Store) -> None:
    follow(store, DUC_PHO)
    in_july = datetime(2022, 7, 4, 8, tzinfo=VIETNAM)
    ends = date(2022, 9, 30)
    assert set(standings(store, DUC_PHO, "cao-diem-2022", in_july)) == {(State.AWAITING_EVENT, ends)}
    happened(store, DUC_PHO, "chi-dao-cap-tren", on=in_july.date(), calendar=CALENDAR, by=BY, now=in_july)
    assert set(standings(store, DUC_PHO, "cao-diem-2022", in_july)) == {(State.OPEN, ends)}
