"""What becomes of a message after each answer of the carrier."""

from datetime import date

import pytest
from sqlalchemy import select

from dondoc.actions import reports
from dondoc.actions.contacts import sync_contacts
from dondoc.actions.dispatch import resume_channel
from dondoc.actions.ticks import tick
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store import Store
from dondoc.store.outbox_tables import ATTEMPT, NOTICE, NudgeState
from dondoc.tracking.outcomes import Envelope, Fate, Outcome
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
    seated,
    seated_but,
    send_all,
    send_by,
    tick_and_send,
    unequal,
)

TU_PHAP = "contact.phong-tu-phap@office.example"
SECRETARY = "secretary.cong-an-tx-duc-pho@office.example"


@pytest.fixture
def active(store: Store, calendar: WorkCalendar) -> Store:
    """One department, told what the year asks of it."""
    follow(store, calendar, now=at(4, 5, 8), version=compiled(("phong-tu-phap",)))
    sync_contacts(store, seated(*EVERYBODY), now=at(4, 5, 8))
    tick_and_send(store, calendar, Carrier(), now=at(4, 5, 8))
    return store


def test_an_hour_without_the_server_delays_each_message_and_sends_it_once(
    active: Store, calendar: WorkCalendar
) -> None:
    carrier = Carrier(always=Fate.RETRY)
    for minute in (0, 15, 30, 45):
        done = tick_and_send(active, calendar, carrier, now=at(8, 6, 8, minute))
        assert done.accepted == 0
        assert done.left == 1
    carrier.always = Fate.ACCEPTED
    for minute in (0, 15, 30):
        tick_and_send(active, calendar, carrier, now=at(8, 6, 9, minute))
    assert carrier.said == ["bao_truoc phong-tu-phap 6 tháng"]
    assert unequal(active, calendar, now=at(8, 6, 9, 30)) == {}


def test_a_retry_repeats_the_same_bytes(active: Store, calendar: WorkCalendar) -> None:
    seen: list[Envelope] = []

    def send(envelope: Envelope) -> Outcome:
        seen.append(envelope)
        return Outcome(Fate.RETRY if len(seen) == 1 else Fate.ACCEPTED, "421 bận")

    tick(active, SLUG, calendar, now=at(8, 6, 8))
    for minute in (0, 30):
        send_by(active, calendar, send, now=at(8, 6, 8, minute))
    assert len(seen) == 2
    assert seen[0] == seen[1]


def test_a_message_of_yesterday_is_written_anew(active: Store, calendar: WorkCalendar) -> None:
    carrier = Carrier(always=Fate.RETRY)
    tick_and_send(active, calendar, carrier, now=at(8, 6, 16, 55))
    carrier.always = Fate.ACCEPTED
    tick_and_send(active, calendar, carrier, now=at(9, 6, 8))
    (envelope,) = carrier.envelopes
    assert envelope.written_at == at(9, 6, 8)


def test_a_corrected_address_gets_the_message_that_waits(active: Store, calendar: WorkCalendar) -> None:
    carrier = Carrier(always=Fate.RETRY)
    tick_and_send(active, calendar, carrier, now=at(8, 6, 8))
    corrected = a_contact("contact@phong-tu-phap", name="Lê Thị Mai", email="mai@office.example")
    sync_contacts(active, seated_but(corrected), now=at(8, 6, 8, 20))
    carrier.always = Fate.ACCEPTED
    tick_and_send(active, calendar, carrier, now=at(8, 6, 8, 30))
    assert carrier.to == ["mai@office.example"]
    assert carrier.said == ["bao_truoc phong-tu-phap 6 tháng"]


def test_a_deferral_waits_for_the_named_time(active: Store, calendar: WorkCalendar) -> None:
    sent = []

    def send(envelope: Envelope) -> Outcome:
        sent.append(envelope)
        if len(sent) == 1:
            return Outcome(Fate.DEFER, "hạn mức trong ngày", not_before=at(8, 6, 15))
        return Outcome(Fate.ACCEPTED, "250")

    tick(active, SLUG, calendar, now=at(8, 6, 8))
    for hour in (8, 9, 14, 15):
        send_by(active, calendar, send, now=at(8, 6, hour))
        assert len(sent) == (2 if hour == 15 else 1)


def test_a_refused_address_is_told_to_the_secretariat_with_the_reason(
    active: Store, calendar: WorkCalendar
) -> None:
    carrier = Carrier(refuses=frozenset({TU_PHAP}))
    first = tick_and_send(active, calendar, carrier, now=at(8, 6, 8))
    assert (first.refused, first.left) == (1, 1)
    second = tick_and_send(active, calendar, carrier, now=at(8, 6, 8, 15))
    assert second.accepted == 1
    assert carrier.to == [SECRETARY]
    assert carrier.said == ["bao_truoc phong-tu-phap 6 tháng [đầu mối: 550 không có hộp thư này]"]


def test_a_new_address_is_tried_instead_of_the_secretariat(active: Store, calendar: WorkCalendar) -> None:
    carrier = Carrier(refuses=frozenset({TU_PHAP}))
    tick_and_send(active, calendar, carrier, now=at(8, 6, 8))
    successor = a_contact("contact@phong-tu-phap", name="Mới", email="moi@a.example")
    sync_contacts(active, seated_but(successor), now=at(8, 6, 8))
    send_all(active, calendar, carrier, now=at(8, 6, 8, 15))
    assert carrier.to == ["moi@a.example"]


def test_wrong_settings_stop_the_channel_and_the_operator_is_told_once(
    active: Store, calendar: WorkCalendar
) -> None:
    carrier = Carrier(always=Fate.CONFIGURATION)
    first = tick_and_send(active, calendar, carrier, now=at(8, 6, 8))
    assert (first.is_news, first.held, first.left) == (True, "250 configuration", 1)
    second = tick_and_send(active, calendar, carrier, now=at(8, 6, 8, 15))
    assert (second.is_news, bool(second.held), second.left) == (False, True, 1)
    carrier.always = Fate.ACCEPTED
    resume_channel(active)
    third = tick_and_send(active, calendar, carrier, now=at(8, 6, 8, 30))
    assert (third.accepted, third.held, third.left) == (1, "", 0)


def test_a_channel_with_wrong_settings_is_tried_again_after_an_hour(active: Store, calendar: WorkCalendar) -> None:
    carrier = Carrier(always=Fate.CONFIGURATION)
    tick_and_send(active, calendar, carrier, now=at(8, 6, 8))
    carrier.always = Fate.ACCEPTED
    assert tick_and_send(active, calendar, carrier, now=at(8, 6, 8, 45)).accepted == 0
    assert tick_and_send(active, calendar, carrier, now=at(8, 6, 9)).accepted == 1


def test_an_unknown_fate_repeats_the_same_message(active: Store, calendar: WorkCalendar) -> None:
    carrier = Carrier(answers=[Fate.AMBIGUOUS])
    tick_and_send(active, calendar, carrier, now=at(8, 6, 8))
    tick_and_send(active, calendar, carrier, now=at(9, 6, 8))
    first, second = carrier.envelopes
    assert first == second
    assert tick_and_send(active, calendar, carrier, now=at(9, 6, 9)).left == 0


def test_an_unknown_fate_is_not_repeated_once_nothing_holds(active: Store, calendar: WorkCalendar) -> None:
    carrier = Carrier(answers=[Fate.AMBIGUOUS])
    tick_and_send(active, calendar, carrier, now=at(8, 6, 8))
    reports.submit(active, id_of(), received_on=date(2022, 6, 8), calendar=calendar, by=BY, now=at(8, 6, 9))
    assert tick_and_send(active, calendar, carrier, now=at(8, 6, 9)).left == 0
    assert len(carrier.envelopes) == 1
    assert nudge_states(active)["bao_truoc contact@phong-tu-phap"] == NudgeState.TOLD
    assert unequal(active, calendar, now=at(8, 6, 9)) == {}


def test_a_sender_that_breaks_leaves_an_unknown_fate(active: Store, calendar: WorkCalendar) -> None:
    def broken(_envelope: Envelope) -> Outcome:
        raise ConnectionResetError("mất nối")

    tick(active, SLUG, calendar, now=at(8, 6, 8))
    done = send_by(active, calendar, broken, now=at(8, 6, 8))
    assert (done.retried, done.left) == (1, 1)
    with active.reading() as connection:
        fates = connection.execute(select(ATTEMPT.c.fate).order_by(ATTEMPT.c.number)).scalars().all()
    assert fates[-1] is Fate.AMBIGUOUS


def test_a_dead_server_is_left_alone_after_ten_failures(store: Store, calendar: WorkCalendar) -> None:
    agencies = [f"phuong-{n:02}" for n in range(25)]
    follow(store, calendar, now=at(4, 5, 8), version=compiled(agencies))
    sync_contacts(store, seated(*(f"contact@{agency}" for agency in agencies)), now=at(4, 5, 8))
    done = tick_and_send(store, calendar, Carrier(always=Fate.RETRY), now=at(4, 5, 8))
    assert (done.retried, done.left) == (10, 50)


def test_an_address_that_always_says_later_is_given_up_after_a_day(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(4, 5, 8))
    sync_contacts(store, seated(*EVERYBODY), now=at(4, 5, 8))
    carrier = Carrier()

    def send(envelope: Envelope) -> Outcome:
        if envelope.to_address == TU_PHAP:
            return Outcome(Fate.RETRY, "452 hộp thư đầy")
        return carrier.send(envelope)

    tick(store, SLUG, calendar, now=at(4, 5, 8))
    for moment in (at(4, 5, 8), at(4, 5, 16), at(5, 5, 9), at(5, 5, 10), at(5, 5, 11)):
        send_by(store, calendar, send, now=moment)
    assert carrier.to[-1] == SECRETARY
    assert "thử mãi không gửi được: 452 hộp thư đầy" in carrier.said[-1]


def test_every_try_is_kept_with_its_reason(active: Store, calendar: WorkCalendar) -> None:
    tick_and_send(active, calendar, Carrier(answers=[Fate.RETRY]), now=at(8, 6, 8))
    tick_and_send(active, calendar, Carrier(), now=at(8, 6, 9))
    with active.reading() as connection:
        notice = connection.execute(select(NOTICE).order_by(NOTICE.c.id.desc()).limit(1)).one()
        tries = connection.execute(select(ATTEMPT).where(ATTEMPT.c.notice_id == notice.id)).all()
    assert [(one.fate, one.reason) for one in tries] == [
        (Fate.RETRY, "250 retry"),
        (Fate.ACCEPTED, "250 accepted"),
    ]
    assert notice.attempts == 2
