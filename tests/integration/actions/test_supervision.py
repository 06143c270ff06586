"""Registers, holds, letters: what the secretariat does beside recording papers."""

from datetime import date

import pytest

from dondoc.actions.contacts import sync_contacts
from dondoc.actions.holds import Held, hold, holds, lift
from dondoc.actions.register import close_register, open_registers
from dondoc.actions.releases import decide, pending
from dondoc.actions.reports import submit
from dondoc.actions.status import attention
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import NotFound, Refused
from dondoc.store import Store
from dondoc.tracking.obligations import Decision
from tests.integration.actions.stories import (
    BY,
    EVERYBODY,
    Carrier,
    at,
    compiled,
    follow,
    id_of,
    seated,
    tick_and_send,
    unequal,
)

POLICE = "cong-an-tx-duc-pho"


@pytest.fixture
def active(store: Store, calendar: WorkCalendar) -> Store:
    follow(store, calendar, now=at(4, 5, 8), version=compiled(("phong-tu-phap", "phong-ldtbxh")))
    sync_contacts(store, seated(*EVERYBODY), now=at(4, 5, 8))
    tick_and_send(store, calendar, Carrier(), now=at(4, 5, 8))
    return store


@pytest.fixture
def overdue(active: Store, calendar: WorkCalendar) -> Store:
    """Nothing has come; the register was closed the morning after."""
    for day, hour in ((8, 8), (13, 8), (15, 8), (15, 15)):
        tick_and_send(active, calendar, Carrier(), now=at(day, 6, hour))
    close_register(active, body=POLICE, through=date(2022, 6, 15), calendar=calendar, by=BY, now=at(16, 6, 9))
    tick_and_send(active, calendar, Carrier(), now=at(16, 6, 14))
    return active


def test_a_closing_shows_what_is_overdue(active: Store, calendar: WorkCalendar) -> None:
    submit(active, id_of(), received_on=date(2022, 6, 15), calendar=calendar, by=BY, now=at(16, 6, 8))
    (waiting,) = open_registers(active, calendar=calendar, now=at(16, 6, 8))
    assert (waiting.body, waiting.through) == (POLICE, date(2022, 6, 15))
    assert [one.agency for one in waiting.obligations] == ["phong-ldtbxh"]

    closed = close_register(
        active, body="Công an thị xã", through=date(2022, 6, 15), calendar=calendar, by=BY, now=at(16, 6, 9)
    )

    assert [one.agency for one in closed.overdue] == ["phong-ldtbxh"]
    assert open_registers(active, calendar=calendar, now=at(16, 6, 9)) == ()
    assert unequal(active, calendar, now=at(16, 6, 9)) == {}


def test_closing_as_far_again_is_a_repeat(active: Store, calendar: WorkCalendar) -> None:
    day = date(2022, 6, 15)
    first = close_register(active, body=POLICE, through=day, calendar=calendar, by=BY, now=at(16, 6, 9))
    again = close_register(active, body=POLICE, through=day, calendar=calendar, by="Ai khác", now=at(16, 6, 10))
    assert again.is_repeat
    assert again.closing == first.closing


def test_only_a_receiver_closes_and_only_the_past(active: Store, calendar: WorkCalendar) -> None:
    with pytest.raises(Refused, match="hôm nay mới là"):
        close_register(active, body=POLICE, through=date(2022, 6, 17), calendar=calendar, by=BY, now=at(16, 6, 9))
    with pytest.raises(NotFound, match="không có sổ để chốt"):
        close_register(
            active, body="phong-tu-phap", through=date(2022, 6, 15), calendar=calendar, by=BY, now=at(16, 6, 9)
        )


def test_what_is_asked_of_a_person_is_listed(overdue: Store, calendar: WorkCalendar) -> None:
    tick_and_send(overdue, calendar, Carrier(), now=at(17, 6, 8))
    now = attention(overdue, calendar=calendar, now=at(17, 6, 8))
    assert (now.registers, now.mail, now.left) == ((), None, 0)
    assert [letter.obligation.agency for letter in now.letters] == ["phong-tu-phap", "phong-ldtbxh"]
    assert now.last_sent_at == at(17, 6, 8)
    assert now.empty_desks == ()


def test_a_letter_goes_unless_it_is_held(overdue: Store, calendar: WorkCalendar) -> None:
    tick_and_send(overdue, calendar, Carrier(), now=at(17, 6, 8))
    shown = pending(overdue, calendar=calendar, now=at(17, 6, 9))
    assert {letter.goes_at for letter in shown} == {at(20, 6, 8)}

    (held,) = decide(overdue, [id_of()], decision=Decision.HELD, calendar=calendar, by=BY, now=at(17, 6, 9))

    assert held.letter.goes_at is None
    assert unequal(overdue, calendar, now=at(17, 6, 9)) == {}
    carrier = Carrier()
    tick_and_send(overdue, calendar, carrier, now=at(20, 6, 8))
    assert [line for line in carrier.said if line.startswith("lanh_dao")] == [
        "lanh_dao phong-ldtbxh 6 tháng",  # the copy for the contact
        "lanh_dao phong-ldtbxh 6 tháng",
    ]
    (left,) = pending(overdue, calendar=calendar, now=at(20, 6, 9))
    assert left.obligation.id == id_of()

    decide(overdue, [id_of()], decision=Decision.RELEASED, calendar=calendar, by=BY, now=at(21, 6, 9))

    assert unequal(overdue, calendar, now=at(21, 6, 9)) == {}
    released = Carrier()
    tick_and_send(overdue, calendar, released, now=at(21, 6, 9))
    assert released.said.count("lanh_dao phong-tu-phap 6 tháng") == 2
    assert pending(overdue, calendar=calendar, now=at(21, 6, 10)) == ()


def test_the_same_decision_again_is_a_repeat(overdue: Store, calendar: WorkCalendar) -> None:
    tick_and_send(overdue, calendar, Carrier(), now=at(17, 6, 8))
    for is_repeat in (False, True):
        (done,) = decide(overdue, [id_of()], decision=Decision.HELD, calendar=calendar, by=BY, now=at(17, 6, 9))
        assert done.is_repeat is is_repeat


def test_a_batch_is_decided_whole_or_not_at_all(overdue: Store, calendar: WorkCalendar) -> None:
    tick_and_send(overdue, calendar, Carrier(), now=at(17, 6, 8))
    with pytest.raises(NotFound):
        decide(overdue, [id_of(), "khong/co"], decision=Decision.HELD, calendar=calendar, by=BY, now=at(17, 6, 9))
    assert {letter.decision for letter in pending(overdue, calendar=calendar, now=at(17, 6, 10))} == {None}


def test_holds_are_listed_repeated_and_lifted(active: Store, calendar: WorkCalendar) -> None:
    def held(ends: date, reason: str = "bão") -> Held:
        return hold(
            active,
            starts=date(2022, 6, 6),
            ends=ends,
            reason=reason,
            agencies=["tư pháp"],
            calendar=calendar,
            by=BY,
            now=at(6, 6, 9),
        )

    first = held(date(2022, 6, 10))
    assert (first.hold.id, first.hold.agencies, first.is_repeat) == ("h1", ("phong-tu-phap",), False)
    assert held(date(2022, 6, 10)).is_repeat
    assert [one.id for one in holds(active, now=at(7, 6, 9))] == ["h1"]
    lifted = lift(active, "h1", calendar=calendar, by=BY, now=at(7, 6, 9))
    assert lifted.hold.lifted_at == at(7, 6, 9)
    assert lift(active, "1", calendar=calendar, by=BY, now=at(8, 6, 9)).is_repeat
    assert holds(active, now=at(8, 6, 9)) == ()
    assert unequal(active, calendar, now=at(7, 6, 9)) == {}
    with pytest.raises(Refused, match="trước ngày bắt đầu"):
        held(date(2022, 6, 1))
    with pytest.raises(Refused, match="lý do"):
        held(date(2022, 6, 10), " ")
    with pytest.raises(NotFound):
        lift(active, "h9", calendar=calendar, by=BY, now=at(8, 6, 9))
