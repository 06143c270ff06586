from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from dondoc.actions.contacts import sync_contacts
from dondoc.actions.finding import find_agency
from dondoc.actions.history import history
from dondoc.actions.plans import activate, difference, plans, sync, synced
from dondoc.actions.reports import submit, void
from dondoc.actions.resyncing import resync
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import NotFound, Refused
from dondoc.store import Store
from dondoc.store.reads import read_events
from dondoc.store.tables import EVENT, OBLIGATION
from dondoc.tracking.compiler import Compiled
from dondoc.tracking.obligations import EventKind, Round, State
from tests.factories import a_plan
from tests.integration.actions.stories import (
    BY,
    EVERYBODY,
    SLUG,
    TEXT,
    Carrier,
    at,
    compiled,
    follow,
    id_of,
    moved,
    seated,
    tick_and_send,
    unequal,
)


def test_a_first_sync_adds_everything_and_wakes_nobody(store: Store, calendar: WorkCalendar) -> None:
    shown = difference(store, compiled(), TEXT, calendar=calendar)
    done = sync(store, compiled(), text=TEXT, calendar=calendar, by=BY, now=at(1, 5))

    assert shown == done
    assert (done.is_first, done.version, len(done.new)) == (True, 1, 8)
    with store.reading() as connection:
        assert set(connection.execute(select(OBLIGATION.c.wake_at)).scalars()) == {None}
    assert synced(store, SLUG).obligations == compiled().obligations
    assert synced(store, SLUG).plan == compiled().plan
    assert plans(store)[0].obligations == 8


def test_the_same_text_again_changes_nothing(store: Store, calendar: WorkCalendar) -> None:
    sync(store, compiled(), text=TEXT, calendar=calendar, by=BY, now=at(1, 5))
    again = sync(store, compiled(), text=TEXT, calendar=calendar, by=BY, now=at(2, 5))

    assert again.is_empty
    assert again.version == 1
    assert synced(store, SLUG).synced_at == at(1, 5)


def test_instants_come_back_aware_in_vietnam(store: Store, calendar: WorkCalendar) -> None:
    sync(store, compiled(), text=TEXT, calendar=calendar, by=BY, now=at(1, 5))
    due = synced(store, SLUG).obligations[0].due
    assert due is not None
    assert due.isoformat() == "2022-06-16T00:00:00+07:00"


def test_activation_wakes_what_is_owed(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(20, 4))
    with store.reading() as connection:
        assert None not in connection.execute(select(OBLIGATION.c.wake_at)).scalars().all()
    assert unequal(store, calendar, now=at(20, 4)) == {}
    assert synced(store, SLUG).in_effect_from == date(2022, 4, 30)


def test_a_blank_number_must_be_entered_or_waived(store: Store, calendar: WorkCalendar) -> None:
    sync(store, compiled(), text=TEXT, calendar=calendar, by=BY, now=at(1, 5))
    with pytest.raises(Refused, match="để trống số ký hiệu"):
        activate(store, SLUG, calendar=calendar, by=BY, now=at(2, 5))
    assert synced(store, SLUG).activated_at is None


def test_a_number_may_be_entered_later(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(20, 4))
    late = activate(store, SLUG, calendar=calendar, by=BY, now=at(5, 5), number="144", issued_on=date(2022, 4, 8))

    assert (late.plan.number, late.plan.issued) == ("144/KH-UBND", "08/4/2022")
    assert late.activated_at == at(20, 4)
    assert synced(store, SLUG).in_effect_from == date(2022, 4, 20)
    assert unequal(store, calendar, now=at(5, 5)) == {}
    with pytest.raises(Refused, match="đã có số 144/KH-UBND"):
        activate(store, SLUG, calendar=calendar, by=BY, now=at(6, 5), number="145/KH-UBND")


@pytest.mark.parametrize("day", [date(2022, 3, 30), date(2022, 5, 1), date(2022, 6, 1)])
def test_a_day_of_issue_that_contradicts_the_document_is_refused(
    store: Store, calendar: WorkCalendar, day: date
) -> None:
    sync(store, compiled(), text=TEXT, calendar=calendar, by=BY, now=at(1, 5))
    with pytest.raises(Refused):
        activate(store, SLUG, calendar=calendar, by=BY, now=at(2, 5), number="144", issued_on=day)


def test_activating_twice_is_once(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(20, 4))
    again = activate(store, SLUG, calendar=calendar, by="Ai khác", now=at(2, 5))
    assert again.is_repeat
    assert again.activated_at == at(20, 4)


def test_a_moved_deadline_is_a_fact_with_its_document(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(20, 4))
    version = moved(compiled(), id_of(), date(2022, 6, 20))
    with pytest.raises(Refused, match="--reason"):
        sync(store, version, text="khác", calendar=calendar, by=BY, now=at(1))

    done = sync(store, version, text="khác", calendar=calendar, by=BY, now=at(1), reason="CV 123/UBND")

    assert [str(move) for move in done.moved] == ["báo cáo 6 tháng, Phòng Tư pháp: 15/06/2022 → 20/06/2022"]
    with store.reading() as connection:
        (event,) = read_events(connection)
    assert (event.kind, event.by_amendment, event.document_number) == (EventKind.EXTENDED, True, "CV 123/UBND")
    assert (event.old_last_day, event.new_last_day) == (date(2022, 6, 15), date(2022, 6, 20))
    assert unequal(store, calendar, now=at(1)) == {}
    assert difference(store, version, "khác", calendar=calendar).is_empty


def test_deadlines_of_the_past_do_not_move(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(20, 4))
    for version, sentence in (
        (moved(compiled(), id_of(), date(2022, 6, 30)), "Hạn đã qua"),
        (moved(compiled(), id_of(period="2022-quy-3"), date(2022, 6, 10)), "Không dời hạn về ngày đã qua"),
    ):
        with pytest.raises(Refused, match=sentence):
            sync(store, version, text="khác", calendar=calendar, by=BY, now=at(20), reason="CV 123/UBND")
    assert synced(store, SLUG).version == 1


def test_before_activation_a_deadline_is_simply_corrected(store: Store, calendar: WorkCalendar) -> None:
    sync(store, compiled(), text=TEXT, calendar=calendar, by=BY, now=at(1, 5))
    version = moved(compiled(), id_of(), date(2022, 6, 20))
    sync(store, version, text="khác", calendar=calendar, by=BY, now=at(2, 5))
    with store.reading() as connection:
        assert read_events(connection) == ()
    assert synced(store, SLUG).obligations == version.obligations


def test_what_a_version_drops_is_withdrawn_and_may_come_back(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(20, 4))
    smaller = compiled(("phong-tu-phap", "phong-ldtbxh"))
    dropped = sync(store, smaller, text="bớt", calendar=calendar, by=BY, now=at(1, 5), reason="CV 9/UBND")

    assert len(dropped.dropped) == 4
    with store.reading() as connection:
        withdrawn = read_events(connection, EVENT.c.kind == EventKind.WITHDRAWN)
        rows = connection.execute(select(OBLIGATION.c.id)).scalars().all()
    assert len(withdrawn) == 4
    assert len(rows) == 8
    assert unequal(store, calendar, now=at(1, 5)) == {}

    back = sync(store, compiled(), text=TEXT, calendar=calendar, by=BY, now=at(2, 5))
    assert len(back.new) == 4
    assert synced(store, SLUG).obligations == compiled().obligations
    assert unequal(store, calendar, now=at(2, 5)) == {}
    with store.reading() as connection:
        assert None not in connection.execute(select(OBLIGATION.c.wake_at)).scalars().all()


def test_what_a_version_adds_late_is_not_chased_for_the_past(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(20, 4), version=compiled(("phong-tu-phap",)))
    sync(store, compiled(), text="thêm", calendar=calendar, by=BY, now=at(1, 7))
    with store.reading() as connection:
        rows = connection.execute(select(OBLIGATION.c.id, OBLIGATION.c.wake_at))
        wakes = {row.id: row.wake_at for row in rows}
    assert wakes[id_of("phuong-pho-van")] is None
    assert wakes[id_of("phuong-pho-van", "2022-quy-3")] is not None


def test_reworded_obligations_keep_their_days(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(20, 4))
    rows = tuple(replace(row, clause="III.2") for row in compiled().obligations)
    done = sync(store, replace(compiled(), obligations=rows), text="khác", calendar=calendar, by=BY, now=at(1, 5))
    assert (len(done.reworded), len(done.moved), len(done.new)) == (8, 0, 0)
    assert {row.clause for row in synced(store, SLUG).obligations} == {"III.2"}


def test_an_unknown_plan_is_answered_with_the_nearest(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(20, 4))
    with pytest.raises(NotFound, match="Gần nhất: duc-pho-2022"):
        synced(store, "duc-pho-2023")


def test_what_the_directory_adds_is_synced_though_the_file_stays_the_same(
    store: Store, calendar: WorkCalendar
) -> None:
    follow(store, calendar, now=at(20, 4))
    with pytest.raises(NotFound):
        find_agency(store, "Tư pháp huyện")
    version = replace(compiled(), plan=a_plan(agency_aliases={"phong-tu-phap": ("Tư pháp huyện",)}))

    done = sync(store, version, text=TEXT, calendar=calendar, by=BY, now=at(1, 5))

    assert (done.is_empty, done.new, done.version) == (False, (), 2)
    assert find_agency(store, "tu phap huyen") == "phong-tu-phap"
    assert difference(store, version, TEXT, calendar=calendar).is_empty


def drop_and_take_back(store: Store, calendar: WorkCalendar, back: Compiled, *, dropped: datetime) -> None:
    """A version without Phòng Tư pháp, and the next day another one, with it."""
    rows = tuple(row for row in compiled().obligations if row.agency != "phong-tu-phap")
    without = replace(compiled(), obligations=rows)
    sync(store, without, text="bớt", calendar=calendar, by=BY, now=dropped)
    next_day = dropped + timedelta(days=1)
    sync(store, back, text="đủ", calendar=calendar, by=BY, now=next_day, reason="CV 123/UBND")


def test_a_debt_that_was_dropped_by_mistake_is_a_debt_again(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(20, 4))
    drop_and_take_back(store, calendar, compiled(), dropped=at(20))
    debt = history(store, id_of(), calendar=calendar, now=at(21))
    assert (debt.standing.state, len(debt.rounds)) == (State.AWAITING_REGISTER, 1)
    assert unequal(store, calendar, now=at(21)) == {}


def test_what_comes_back_with_another_day_is_reminded_anew(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(20, 4))
    sync_contacts(store, seated(*EVERYBODY), now=at(20, 4))
    carrier = Carrier()
    tick_and_send(store, calendar, carrier, now=at(8))
    later = moved(compiled(), id_of(), date(2022, 6, 24))
    drop_and_take_back(store, calendar, later, dropped=at(9))
    assert [(opened.last_day, opened.opened_by is None) for opened in rounds_of(store, calendar, at(10))] == [
        (date(2022, 6, 15), True),
        (date(2022, 6, 24), False),
    ]
    for day in (13, 17):
        tick_and_send(store, calendar, carrier, now=at(day))
    said = [line.split()[0] for line in carrier.said if "phong-tu-phap 6 tháng" in line]
    assert said == ["bao_truoc", "thay_doi", "bao_truoc"]
    assert unequal(store, calendar, now=at(17)) == {}


def test_what_is_past_does_not_move_by_way_of_a_version_without_it(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(20, 4))
    later = moved(compiled(), id_of(), date(2022, 6, 30))
    with pytest.raises(Refused, match="Hạn đã qua"):
        drop_and_take_back(store, calendar, later, dropped=at(20))


def rounds_of(store: Store, calendar: WorkCalendar, now: datetime) -> tuple[Round, ...]:
    return history(store, id_of(), calendar=calendar, now=now).rounds


def test_a_later_day_holds_for_a_report_that_is_taken_back_afterwards(
    store: Store, calendar: WorkCalendar
) -> None:
    follow(store, calendar, now=at(20, 4))
    came = submit(store, id_of(), received_on=date(2022, 6, 8), calendar=calendar, by=BY, now=at(8))
    later = moved(compiled(), id_of(), date(2022, 6, 24))
    sync(store, later, text="dời", calendar=calendar, by=BY, now=at(9), reason="CV 123/UBND")
    assert history(store, id_of(), calendar=calendar, now=at(9)).standing.state is State.ON_TIME

    taken_back = void(store, came.event.id, calendar=calendar, by=BY, now=at(10))

    assert taken_back.after.round is not None
    assert taken_back.after.round.last_day == date(2022, 6, 24)
    assert unequal(store, calendar, now=at(10)) == {}


def test_an_earlier_day_holds_for_a_report_that_is_taken_back_afterwards(
    store: Store, calendar: WorkCalendar
) -> None:
    follow(store, calendar, now=at(20, 4))
    came = submit(store, id_of(), received_on=date(2022, 6, 8), calendar=calendar, by=BY, now=at(8))
    earlier = moved(compiled(), id_of(), date(2022, 6, 10))
    sync(store, earlier, text="sớm", calendar=calendar, by=BY, now=at(8, hour=10), reason="CV 1/UBND")
    assert history(store, id_of(), calendar=calendar, now=at(9)).standing.state is State.ON_TIME

    taken_back = void(store, came.event.id, calendar=calendar, by=BY, now=at(9))

    assert taken_back.after.round is not None
    assert taken_back.after.round.last_day == date(2022, 6, 10)
    assert unequal(store, calendar, now=at(9)) == {}


def test_nobody_who_was_in_time_becomes_late_by_an_earlier_day(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(20, 4))
    submit(store, id_of(), received_on=date(2022, 6, 9), calendar=calendar, by=BY, now=at(9))
    earlier = moved(compiled(), id_of(), date(2022, 6, 8))
    with store.writing() as connection:
        resync(connection, earlier, dialect=store.dialect, calendar=calendar, by=BY, now=at(10))
    kept = history(store, id_of(), calendar=calendar, now=at(10))
    assert (kept.standing.state, len(kept.rounds)) == (State.ON_TIME, 1)
