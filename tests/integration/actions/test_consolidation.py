"""Reports that are made of others, over two levels: who was missing when one went up, and who waits for whom."""

from dataclasses import replace
from datetime import date

import pytest

from dondoc.actions import reports
from dondoc.actions.history import history
from dondoc.actions.ticks import tick
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store import Store
from dondoc.tracking.compiler import Compiled
from dondoc.tracking.obligations import Obligation
from tests.factories import a_plan
from tests.integration.actions.stories import (
    BY,
    SLUG,
    at,
    compiled,
    follow,
    id_of,
    in_period,
    nudge_states,
    unequal,
)

COMMITTEE = "duc-pho-2022/tong-hop/2022-6-thang/cong-an-tx-duc-pho"
PROVINCE = "duc-pho-2022/len-tinh/2022-6-thang/ubnd-tx-duc-pho"
JUNE_20 = date(2022, 6, 20)


def _above(report: str, agency: str, consolidates: str, last_day: date) -> Obligation:
    row = in_period(agency, "6-thang", last_day)
    id_ = f"duc-pho-2022/{report}/2022-6-thang/{agency}"
    name = f"báo cáo tổng hợp của {row.agency_name}"
    return replace(row, id=id_, report=report, name=name, consolidates=consolidates, via=None, to="bcd-138")


def levelled(waiting: tuple[str, ...] = ()) -> Compiled:
    """The reports of the half-year, consolidated by the police, and that by the committee."""
    base = compiled()
    rows = (
        *base.obligations,
        _above("tong-hop", "cong-an-tx-duc-pho", "dinh-ky", JUNE_20),
        _above("len-tinh", "ubnd-tx-duc-pho", "tong-hop", date(2022, 6, 24)),
    )
    return replace(base, obligations=rows, plan=a_plan(waiting=waiting))


@pytest.fixture
def active(store: Store, calendar: WorkCalendar) -> Store:
    follow(store, calendar, now=at(20, 4), version=levelled())
    return store


def _submit(store: Store, calendar: WorkCalendar, obligation_id: str, day: int) -> reports.Recorded:
    received_on = date(2022, 6, day)
    return reports.submit(store, obligation_id, received_on=received_on, calendar=calendar, by=BY, now=at(day))


def test_what_goes_up_names_who_is_missing_and_keeps_it(active: Store, calendar: WorkCalendar) -> None:
    for agency in ("phong-tu-phap", "hoi-phu-nu"):
        _submit(active, calendar, id_of(agency), 14)
    reports.exempt(active, id_of("phong-ldtbxh"), calendar=calendar, by=BY, now=at(14))
    done = _submit(active, calendar, COMMITTEE, 20)
    (level,) = done.made_of
    assert (level.name, level.expected) == ("báo cáo 6 tháng", 3)
    assert [row.agency for row in level.missing] == ["phuong-pho-van"]

    _submit(active, calendar, id_of("phuong-pho-van"), 21)
    told = history(active, COMMITTEE, calendar=calendar, now=at(22))
    assert [len(one.missing) for one in told.made_of] == [0]
    (went_up,) = told.went_up
    assert (went_up.event_id, went_up.taken_at) == (done.event.id, at(20))
    assert [row.agency for row in went_up.levels[0].missing] == ["phuong-pho-van"]
    assert history(active, COMMITTEE, calendar=calendar, now=at(19)).went_up == ()
    assert unequal(active, calendar, now=at(22)) == {}


def test_the_second_level_names_those_of_the_first_too(active: Store, calendar: WorkCalendar) -> None:
    _submit(active, calendar, id_of("phong-tu-phap"), 14)
    _submit(active, calendar, COMMITTEE, 20)
    done = _submit(active, calendar, PROVINCE, 21)
    names = [(level.name, len(level.received), len(level.missing)) for level in done.made_of]
    assert names == [("báo cáo tổng hợp của Công an thị xã Đức Phổ", 1, 0), ("báo cáo 6 tháng", 1, 3)]
    (went_up,) = history(active, PROVINCE, calendar=calendar, now=at(22)).went_up
    assert went_up.levels == done.made_of


def test_a_report_that_is_made_of_no_other_has_no_snapshot(active: Store, calendar: WorkCalendar) -> None:
    assert _submit(active, calendar, id_of(), 14).made_of == ()
    assert history(active, id_of(), calendar=calendar, now=at(15)).went_up == ()


def test_a_photo_or_a_word_given_takes_no_snapshot_and_a_second_receipt_takes_another(
    active: Store, calendar: WorkCalendar
) -> None:
    reports.promise(active, COMMITTEE, promised_day=JUNE_20, calendar=calendar, by=BY, now=at(14))
    first = _submit(active, calendar, COMMITTEE, 15)
    reports.void(active, first.event.id, calendar=calendar, by=BY, now=at(16))
    _submit(active, calendar, id_of(), 17)
    _submit(active, calendar, COMMITTEE, 20)
    told = history(active, COMMITTEE, calendar=calendar, now=at(21)).went_up
    assert [len(one.levels[0].missing) for one in told] == [4, 3]


def _reminded(store: Store, calendar: WorkCalendar, day: int, hour: int = 9) -> set[str]:
    """By which rungs the police were reminded of their report up to a tick in June."""
    tick(store, SLUG, calendar, now=at(day, 6, hour))
    assert unequal(store, calendar, now=at(day, 6, hour)) == {}
    desk = "contact@cong-an-tx-duc-pho"
    return {key.split()[0] for key in nudge_states(store) if key.endswith(f" {desk}")} - {"mo_dau"}


@pytest.fixture
def patient(store: Store, calendar: WorkCalendar) -> Store:
    """The plan says that the police wait for everybody (`khi_thieu: cho`)."""
    follow(store, calendar, now=at(20, 4), version=levelled(waiting=("tong-hop",)))
    return store


def test_what_waits_is_reminded_only_on_its_day(patient: Store, calendar: WorkCalendar) -> None:
    assert _reminded(patient, calendar, 13) == set()
    assert _reminded(patient, calendar, 17) == set()
    assert _reminded(patient, calendar, 20) == {"hom_nay"}


def test_what_waits_is_reminded_as_soon_as_all_are_in(patient: Store, calendar: WorkCalendar) -> None:
    for agency in ("phong-tu-phap", "hoi-phu-nu", "phuong-pho-van"):
        _submit(patient, calendar, id_of(agency), 14)
    assert _reminded(patient, calendar, 14, 10) == set()
    last = _submit(patient, calendar, id_of("phong-ldtbxh"), 15)
    assert _reminded(patient, calendar, 15, 10) == {"bao_truoc"}
    reports.void(patient, last.event.id, calendar=calendar, by=BY, now=at(15, 6, 11))
    assert _reminded(patient, calendar, 17) == {"bao_truoc"}
    reports.exempt(patient, id_of("phong-ldtbxh"), calendar=calendar, by=BY, now=at(17, 6, 10))
    assert _reminded(patient, calendar, 17, 11) == {"bao_truoc", "nhac"}


def test_what_goes_up_on_its_day_waits_for_nobody(active: Store, calendar: WorkCalendar) -> None:
    assert _reminded(active, calendar, 13) == {"bao_truoc"}
