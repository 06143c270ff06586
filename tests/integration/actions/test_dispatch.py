from dataclasses import replace
from datetime import date

import pytest

from dondoc.actions import reports
from dondoc.actions.contacts import sync_contacts
from dondoc.actions.dispatch import dispatch
from dondoc.actions.holds import hold, lift
from dondoc.actions.plans import activate, sync
from dondoc.actions.register import close_register
from dondoc.actions.ticks import tick
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store import Store
from dondoc.store.outbox_tables import NudgeState
from dondoc.tracking.notices import Message, Notice
from tests.integration.actions.stories import (
    BY,
    EVERYBODY,
    SLUG,
    Carrier,
    a_contact,
    at,
    compiled,
    follow,
    id_of,
    nudge_states,
    plain,
    seated,
    seated_but,
    send_all,
    tick_and_send,
    unequal,
)

ONE = ("phong-tu-phap",)
TU_PHAP = "contact.phong-tu-phap@office.example"
SECRETARY = "secretary.cong-an-tx-duc-pho@office.example"


@pytest.fixture
def active(store: Store, calendar: WorkCalendar) -> Store:
    """One department, told what the year asks of it."""
    follow(store, calendar, now=at(4, 5, 8), version=compiled(ONE))
    sync_contacts(store, seated(*EVERYBODY), now=at(4, 5, 8))
    tick_and_send(store, calendar, Carrier(), now=at(4, 5, 8))
    return store


def test_everything_for_one_desk_goes_in_one_message(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(4, 5, 8))
    sync_contacts(store, seated(*EVERYBODY), now=at(4, 5, 8))
    carrier = Carrier()
    done = tick_and_send(store, calendar, carrier, now=at(4, 5, 8))

    assert done.accepted == len(carrier.envelopes) == 4
    assert carrier.envelopes[0].text.splitlines() == ["mo_dau hoi-phu-nu 6 tháng", "mo_dau hoi-phu-nu quy-3"]
    assert done.left == 0
    assert unequal(store, calendar, now=at(4, 5, 8)) == {}
    assert send_all(store, calendar, carrier, now=at(4, 5, 8)).accepted == 0


def test_nothing_goes_outside_office_hours_and_nothing_is_lost(active: Store, calendar: WorkCalendar) -> None:
    carrier = Carrier()
    night = tick_and_send(active, calendar, carrier, now=at(8, 6, 12))
    assert (night.accepted, night.is_office_hours, night.left) == (0, False, 1)
    assert tick_and_send(active, calendar, carrier, now=at(8, 6, 14)).accepted == 1
    assert carrier.said == ["bao_truoc phong-tu-phap 6 tháng"]


def test_what_was_met_meanwhile_is_never_said(active: Store, calendar: WorkCalendar) -> None:
    carrier = Carrier()
    tick(active, SLUG, calendar, now=at(8, 6, 8))
    reports.submit(active, id_of(), received_on=date(2022, 6, 8), calendar=calendar, by=BY, now=at(8, 6, 9))
    done = send_all(active, calendar, carrier, now=at(8, 6, 9))
    assert (done.accepted, done.dropped, done.left) == (0, 1, 0)
    assert nudge_states(active)["bao_truoc contact@phong-tu-phap"] == NudgeState.DROPPED
    assert unequal(active, calendar, now=at(8, 6, 9)) == {}


def test_a_voided_receipt_lets_a_dropped_nudge_be_decided_again(active: Store, calendar: WorkCalendar) -> None:
    carrier = Carrier()
    tick(active, SLUG, calendar, now=at(8, 6, 8))
    wrong = reports.submit(
        active, id_of(), received_on=date(2022, 6, 8), calendar=calendar, by=BY, now=at(8, 6, 9)
    )
    send_all(active, calendar, carrier, now=at(8, 6, 9))
    reports.void(active, wrong.event.id, calendar=calendar, by=BY, now=at(8, 6, 10))
    for hour in (10, 14):
        tick_and_send(active, calendar, carrier, now=at(8, 6, hour))
    tick_and_send(active, calendar, carrier, now=at(9, 6, 8))
    assert carrier.said == ["bao_truoc phong-tu-phap 6 tháng"]
    assert unequal(active, calendar, now=at(9, 6, 8)) == {}


def test_a_hold_only_makes_messages_wait(active: Store, calendar: WorkCalendar) -> None:
    carrier = Carrier()
    tick(active, SLUG, calendar, now=at(8, 6, 8))
    held = hold(
        active,
        starts=date(2022, 6, 8),
        ends=date(2022, 6, 9),
        reason="bão",
        agencies=("Phòng Tư pháp",),
        calendar=calendar,
        by=BY,
        now=at(8, 6, 8),
    )
    assert unequal(active, calendar, now=at(8, 6, 8)) == {}
    waiting = tick_and_send(active, calendar, carrier, now=at(8, 6, 9))
    assert (waiting.accepted, waiting.dropped, waiting.left) == (0, 0, 1)
    lift(active, held.hold.id, calendar=calendar, by=BY, now=at(8, 6, 10))
    assert tick_and_send(active, calendar, carrier, now=at(8, 6, 10)).accepted == 1
    assert unequal(active, calendar, now=at(8, 6, 10)) == {}


def test_an_empty_desk_becomes_a_line_of_the_secretariats_list(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(4, 5, 8), version=compiled(ONE))
    sync_contacts(store, seated("secretary@cong-an-tx-duc-pho"), now=at(4, 5, 8))
    carrier = Carrier()
    tick_and_send(store, calendar, carrier, now=at(4, 5, 8))
    assert carrier.to == [SECRETARY]
    assert carrier.said == ["mo_dau phong-tu-phap 6 tháng [contact]", "mo_dau phong-tu-phap quy-3 [contact]"]
    assert send_all(store, calendar, carrier, now=at(4, 5, 9)).left == 0


def test_without_a_secretariat_everything_waits_and_is_reported(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(4, 5, 8), version=compiled(ONE))
    carrier = Carrier()
    nobody = tick_and_send(store, calendar, carrier, now=at(4, 5, 8))
    assert (nobody.accepted, nobody.left) == (0, 2)
    assert [one.desk for one in nobody.unreachable] == ["contact@phong-tu-phap"]
    sync_contacts(store, seated("contact@phong-tu-phap"), now=at(4, 5, 9))
    assert send_all(store, calendar, carrier, now=at(4, 5, 9)).accepted == 1
    assert carrier.to == [TU_PHAP]


def test_two_plans_with_one_contact_make_one_message(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(4, 5, 8), version=compiled(ONE))
    first = compiled(ONE)
    second = replace(
        first,
        plan=replace(first.plan, slug="khac-2022"),
        obligations=tuple(
            replace(row, id=row.id.replace(SLUG, "khac-2022"), plan="khac-2022") for row in first.obligations
        ),
    )
    sync(store, second, text="khác", calendar=calendar, by=BY, now=at(4, 5, 8))
    activate(store, "khac-2022", calendar=calendar, by=BY, now=at(4, 5, 8), without_number=True)
    sync_contacts(store, seated(*EVERYBODY), now=at(4, 5, 8))
    carrier = Carrier()
    tick(store, "khac-2022", calendar, now=at(4, 5, 8))
    assert tick_and_send(store, calendar, carrier, now=at(4, 5, 8)).accepted == 1
    assert len(carrier.said) == 4


def test_a_desk_that_cannot_be_written_to_does_not_block_the_others(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(4, 5, 8))
    sync_contacts(store, seated(*EVERYBODY), now=at(4, 5, 8))
    carrier = Carrier()

    def compose(notice: Notice) -> Message:
        if notice.recipient.agency == "hoi-phu-nu":
            raise LookupError("mẫu thư hỏng")
        return plain(notice)

    tick(store, SLUG, calendar, now=at(4, 5, 8))
    done = dispatch(store, calendar, compose=compose, send=carrier.send, now=lambda: at(4, 5, 8), owner="a")
    assert done.accepted == 3
    assert [one.desk for one in done.unwritten] == ["contact@hoi-phu-nu"]
    assert send_all(store, calendar, carrier, now=at(4, 5, 8, 30)).accepted == 0
    assert send_all(store, calendar, carrier, now=at(4, 5, 9)).accepted == 1


def test_the_same_person_at_two_desks_hears_it_once(active: Store, calendar: WorkCalendar) -> None:
    clerk = a_contact("records@phong-tu-phap", name="An", email=TU_PHAP.upper())
    sync_contacts(active, seated_but(clerk), now=at(15, 6, 8))
    carrier = Carrier()
    close_register(
        active, body="cong-an-tx-duc-pho", through=date(2022, 6, 15), calendar=calendar, by=BY, now=at(16, 6, 9)
    )
    tick_and_send(active, calendar, carrier, now=at(16, 6, 14))
    assert carrier.said.count("qua_han phong-tu-phap 6 tháng") == 1
    assert nudge_states(active)["qua_han records@phong-tu-phap"] == NudgeState.TOLD
    assert send_all(active, calendar, carrier, now=at(16, 6, 15)).left == 0
