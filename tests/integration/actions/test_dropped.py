"""What a new version drops is told to those who had heard of it, and to nobody else."""

from dataclasses import replace
from datetime import date

from dondoc.actions.contacts import sync_contacts
from dondoc.actions.plans import sync
from dondoc.actions.reports import submit
from dondoc.actions.ticks import tick
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store import Store
from tests.integration.actions.stories import (
    BY,
    EVERYBODY,
    SLUG,
    Carrier,
    at,
    compiled,
    follow,
    id_of,
    seated,
    tick_and_send,
    unequal,
)


def told_of_report(carrier: Carrier, seen: int) -> list[str]:
    """What Phòng Tư pháp was told of the report of the half-year, after so many messages."""
    lines = (line for one in carrier.envelopes[seen:] for line in one.text.splitlines())
    return [line.split()[0] for line in lines if "phong-tu-phap 6 tháng" in line]


def test_who_had_heard_of_it_hears_that_it_was_dropped_and_that_it_is_asked_for_again(
    store: Store, calendar: WorkCalendar
) -> None:
    follow(store, calendar, now=at(20, 4))
    sync_contacts(store, seated(*EVERYBODY), now=at(20, 4))
    carrier = Carrier()
    tick_and_send(store, calendar, carrier, now=at(8))
    rows = tuple(row for row in compiled().obligations if row.id != id_of())
    without = replace(compiled(), obligations=rows)

    sync(store, without, text="bớt", calendar=calendar, by=BY, now=at(9), reason="CV 9/UBND")
    seen = len(carrier.envelopes)
    tick_and_send(store, calendar, carrier, now=at(9, hour=10))
    assert told_of_report(carrier, seen) == ["thay_doi"]
    assert len(carrier.envelopes) == seen + 1
    assert unequal(store, calendar, now=at(9, hour=10)) == {}
    tick_and_send(store, calendar, carrier, now=at(10))
    assert len(carrier.envelopes) == seen + 1

    sync(store, compiled(), text="đủ", calendar=calendar, by=BY, now=at(10, hour=10))
    assert unequal(store, calendar, now=at(10, hour=10)) == {}
    for day in (10, 13):
        tick_and_send(store, calendar, carrier, now=at(day, hour=11))
    assert told_of_report(carrier, seen)[1:] == ["thay_doi"]
    assert unequal(store, calendar, now=at(13, hour=11)) == {}


def test_who_had_not_heard_of_it_hears_nothing_of_its_end(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(20, 4))
    sync_contacts(store, seated(*EVERYBODY), now=at(20, 4))
    sync(store, compiled(("phong-ldtbxh",)), text="bớt", calendar=calendar, by=BY, now=at(20, 4, 10))
    carrier = Carrier()
    tick_and_send(store, calendar, carrier, now=at(20, 4, 11))
    assert {line.split()[1] for line in carrier.said} == {"phong-ldtbxh"}


def test_a_notice_of_an_end_that_was_taken_back_before_it_went_never_goes(
    store: Store, calendar: WorkCalendar
) -> None:
    follow(store, calendar, now=at(20, 4))
    sync_contacts(store, seated(*EVERYBODY), now=at(20, 4))
    carrier = Carrier()
    tick_and_send(store, calendar, carrier, now=at(8))
    rows = tuple(row for row in compiled().obligations if row.id != id_of())
    sync(store, replace(compiled(), obligations=rows), text="bớt", calendar=calendar, by=BY, now=at(9))
    tick(store, SLUG, calendar, now=at(9))
    sync(store, compiled(), text="đủ", calendar=calendar, by=BY, now=at(9, hour=10))
    seen = len(carrier.envelopes)
    tick_and_send(store, calendar, carrier, now=at(9, hour=11))
    tick_and_send(store, calendar, carrier, now=at(10))
    assert told_of_report(carrier, seen) == []
    assert unequal(store, calendar, now=at(10)) == {}


def test_who_has_sent_the_paper_hears_nothing_of_its_end(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(20, 4))
    sync_contacts(store, seated(*EVERYBODY), now=at(20, 4))
    carrier = Carrier()
    tick_and_send(store, calendar, carrier, now=at(8))
    submit(store, id_of(), received_on=date(2022, 6, 8), calendar=calendar, by=BY, now=at(8, hour=10))
    rows = tuple(row for row in compiled().obligations if row.id != id_of())
    sync(store, replace(compiled(), obligations=rows), text="bớt", calendar=calendar, by=BY, now=at(9))
    seen = len(carrier.envelopes)
    tick_and_send(store, calendar, carrier, now=at(9, hour=10))
    assert told_of_report(carrier, seen) == []
    assert unequal(store, calendar, now=at(9, hour=10)) == {}
