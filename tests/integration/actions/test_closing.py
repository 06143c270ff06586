"""Closing a year: each debt gets a decision, and a closed plan tells nobody anything."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import pytest

from dondoc.actions.closing import Closing, Onward, close_plan, closing_sheet
from dondoc.actions.contacts import sync_contacts
from dondoc.actions.history import history
from dondoc.actions.overview import overview
from dondoc.actions.plans import activate, plans, sync, synced
from dondoc.actions.register import close_register, open_registers
from dondoc.actions.reports import submit
from dondoc.actions.ticks import next_due, tick
from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import NotFound, Refused
from dondoc.store import Store
from dondoc.tracking.closing import Choice
from dondoc.tracking.compiler import Compiled
from dondoc.tracking.obligations import EventKind, State
from tests.factories import SILENT_AGENCIES, a_plan, an_obligation
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
    send_all,
    tick_and_send,
    unequal,
)

NEXT = "duc-pho-2023"
BODY = "cong-an-tx-duc-pho"
NEW_YEAR = datetime(2023, 1, 4, 9, tzinfo=VIETNAM)
ONWARD = Onward(NEXT, date(2023, 1, 16))


def next_year() -> Compiled:
    """The plan of the year after: one report, of two agencies."""
    rows = tuple(
        an_obligation(
            agency,
            id=f"{NEXT}/dinh-ky/2023-6-thang/{agency}",
            plan=NEXT,
            period="2023-6-thang",
            last_day=date(2023, 6, 15),
            due=datetime(2023, 6, 16, tzinfo=VIETNAM),
            target=date(2023, 6, 15),
        )
        for agency in SILENT_AGENCIES[:2]
    )
    plan = a_plan(
        NEXT, latest_issue=date(2023, 1, 3), issued="03/01/2023", number="1/KH-UBND", number_is_blank=False
    )
    return Compiled(plan, rows, ())


@pytest.fixture
def year(store: Store, calendar: WorkCalendar) -> Store:
    """2022 is over: the first half is in, of the third quarter one report; the next plan runs."""
    follow(store, calendar, now=at(20, 4))
    sync_contacts(store, seated(*EVERYBODY), now=at(20, 4))
    for agency in SILENT_AGENCIES:
        submit(store, id_of(agency), received_on=date(2022, 6, 14), calendar=calendar, by=BY, now=at(14))
    third = id_of(SILENT_AGENCIES[0], "2022-quy-3")
    submit(store, third, received_on=date(2022, 9, 14), calendar=calendar, by=BY, now=at(14, 9))
    close_register(store, body=BODY, through=date(2022, 9, 20), calendar=calendar, by=BY, now=at(21, 9))
    sync(store, next_year(), text=f"ke_hoach: {NEXT}", calendar=calendar, by=BY, now=NEW_YEAR)
    activate(store, NEXT, calendar=calendar, by=BY, now=NEW_YEAR)
    return store


def debts(store: Store, calendar: WorkCalendar) -> list[str]:
    sheet = closing_sheet(store, SLUG, calendar=calendar, now=NEW_YEAR)
    return [debt.obligation.id for debt in sheet.debts]


def close(
    store: Store, calendar: WorkCalendar, choices: Mapping[str, Choice], onward: Onward | None = ONWARD
) -> None:
    closing = Closing(choices=choices, onward=onward, document_number="12/TB-UBND", note="tổng kết năm")
    close_plan(store, SLUG, closing, calendar=calendar, by=BY, now=NEW_YEAR)


def test_the_debts_are_what_is_owed_still(year: Store, calendar: WorkCalendar) -> None:
    sheet = closing_sheet(year, SLUG, calendar=calendar, now=NEW_YEAR)
    assert [debt.obligation.agency for debt in sheet.debts] == list(SILENT_AGENCIES[1:])
    assert {debt.standing.state for debt in sheet.debts} == {State.OVERDUE}
    assert (sheet.counts[State.ON_TIME], sheet.closed_at) == (5, None)


def test_every_debt_needs_a_decision(year: Store, calendar: WorkCalendar) -> None:
    some = dict.fromkeys(debts(year, calendar)[:2], Choice.LEFT)
    with pytest.raises(Refused, match="Còn 01 khoản nợ chưa có quyết định"):
        close(year, calendar, some)
    with pytest.raises(NotFound, match="Không còn khoản nợ"):
        close(year, calendar, {id_of(): Choice.LEFT})
    assert plans(year)[0].closed_at is None


def test_each_debt_becomes_what_was_decided(year: Store, calendar: WorkCalendar) -> None:
    carried, exempted, left = debts(year, calendar)
    close(year, calendar, {carried: Choice.CARRIED_OVER, exempted: Choice.EXEMPTED, left: Choice.LEFT})

    states = {id_: history(year, id_, calendar=calendar, now=NEW_YEAR) for id_ in (carried, exempted, left)}
    assert [one.standing.state for one in states.values()] == [State.WITHDRAWN, State.EXEMPT, State.OVERDUE]
    (event,) = states[carried].entries
    assert (event.event.kind, event.event.document_number) == (EventKind.WITHDRAWN, "12/TB-UBND")
    assert event.event.note == f"chuyển sang kế hoạch {NEXT}; tổng kết năm"

    sheet = closing_sheet(year, SLUG, calendar=calendar, now=NEW_YEAR)
    assert (sheet.closed_at, sheet.closed_by) == (NEW_YEAR, BY)
    decided = [debt.settlement for debt in sheet.debts if debt.settlement]
    assert [one.choice for one in decided] == [Choice.CARRIED_OVER, Choice.EXEMPTED, Choice.LEFT]
    assert {one.state for one in decided} == {State.OVERDUE}
    assert unequal(year, calendar, now=NEW_YEAR) == {}


def test_what_is_carried_over_is_owed_and_chased_under_the_next_plan(year: Store, calendar: WorkCalendar) -> None:
    ids = debts(year, calendar)
    close(year, calendar, dict.fromkeys(ids, Choice.CARRIED_OVER))

    rows = [row for row in overview(year, NEXT, calendar, now=NEW_YEAR) if row.obligation.period == "2022-quy-3"]
    assert [row.obligation.agency for row in rows] == list(SILENT_AGENCIES[1:])
    (first, *_) = rows
    assert (first.standing.state, first.obligation.last_day) == (State.OPEN, date(2023, 1, 16))
    assert first.obligation.name == "báo cáo quy-3 năm 2022"
    assert "chuyển từ Kế hoạch số …/KH-UBND" in first.obligation.phrase
    assert "mục III.1: trước ngày 16/9" in first.obligation.phrase

    carrier = Carrier()
    now = NEW_YEAR.replace(day=9, hour=8)
    tick(year, NEXT, calendar, now=now)
    send_all(year, calendar, carrier, now=now)
    assert any(line.startswith("bao_truoc phong-ldtbxh") for line in carrier.said), carrier.said
    with pytest.raises(Refused, match=f"chuyển sang kế hoạch {NEXT}"):
        submit(year, ids[0], received_on=date(2023, 1, 5), calendar=calendar, by=BY, now=now)
    came = submit(year, first.obligation.id, received_on=date(2023, 1, 9), calendar=calendar, by=BY, now=now)
    assert came.after.state is State.ON_TIME


def test_the_next_version_of_the_plan_keeps_what_was_carried_into_it(year: Store, calendar: WorkCalendar) -> None:
    close(year, calendar, dict.fromkeys(debts(year, calendar), Choice.CARRIED_OVER))
    reworded = replace(next_year(), obligations=next_year().obligations[:1])
    changes = sync(year, reworded, text="khác", calendar=calendar, by=BY, now=NEW_YEAR)
    assert [duty.period for duty in changes.dropped] == ["2023-6-thang"]
    kept = [duty.period for duty in synced(year, NEXT).obligations]
    assert kept == ["2023-6-thang", *["2022-quy-3"] * 3]


def test_a_closed_plan_tells_nobody_anything(year: Store, calendar: WorkCalendar) -> None:
    carrier = Carrier()
    tick_and_send(year, calendar, carrier, now=at(21, 9))
    assert carrier.said
    close(year, calendar, dict.fromkeys(debts(year, calendar), Choice.LEFT))
    assert next_due(year, SLUG) is None
    before = len(carrier.envelopes)
    for day in (5, 6, 9, 13):
        tick_and_send(year, calendar, carrier, now=NEW_YEAR.replace(day=day))
    assert [line for one in carrier.envelopes[before:] for line in one.text.splitlines() if "quy-3" in line] == []
    assert open_registers(year, calendar=calendar, now=NEW_YEAR) == ()


def test_what_waited_to_be_sent_when_the_plan_was_closed_is_dropped(year: Store, calendar: WorkCalendar) -> None:
    tick(year, SLUG, calendar, now=NEW_YEAR)
    close(year, calendar, dict.fromkeys(debts(year, calendar), Choice.LEFT))
    carrier = Carrier()
    result = send_all(year, calendar, carrier, now=NEW_YEAR)
    assert result.dropped
    assert [line for line in carrier.said if "quy-3" in line] == []


def test_a_late_paper_is_still_recorded_for_what_was_left(year: Store, calendar: WorkCalendar) -> None:
    ids = debts(year, calendar)
    close(year, calendar, dict.fromkeys(ids, Choice.LEFT))
    late = submit(
        year, ids[0], received_on=date(2023, 1, 5), calendar=calendar, by=BY, now=NEW_YEAR.replace(day=5)
    )
    assert late.after.state is State.LATE
    assert unequal(year, calendar, now=NEW_YEAR.replace(day=5)) == {}
    sheet = closing_sheet(year, SLUG, calendar=calendar, now=NEW_YEAR.replace(day=6))
    assert [debt.standing.state for debt in sheet.debts] == [State.LATE, State.OVERDUE, State.OVERDUE]


def test_a_plan_is_closed_once_and_synced_no_more(year: Store, calendar: WorkCalendar) -> None:
    close(year, calendar, dict.fromkeys(debts(year, calendar), Choice.LEFT))
    with pytest.raises(Refused, match="đã đóng ngày 04/01/2023"):
        close(year, calendar, {})
    with pytest.raises(Refused, match="không đồng bộ bản mới"):
        sync(year, compiled(("phong-tu-phap",)), text="khác", calendar=calendar, by=BY, now=NEW_YEAR)


@pytest.mark.parametrize(
    ("onward", "words"),
    [
        (None, "hạn mới ngày nào"),
        (Onward(SLUG, date(2023, 1, 16)), "phải là một kế hoạch khác"),
        (Onward(NEXT, date(2023, 1, 4)), "phải sau hôm nay"),
    ],
)
def test_debts_are_carried_only_to_where_they_can_be_chased(
    year: Store, calendar: WorkCalendar, onward: Onward | None, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        close(year, calendar, dict.fromkeys(debts(year, calendar), Choice.CARRIED_OVER), onward)
    assert plans(year)[0].closed_at is None
