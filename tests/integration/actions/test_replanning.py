"""A day off is decided or moved: what is open is planned anew, once, and what moved is said."""

from datetime import date
from pathlib import Path

import pytest

from dondoc.actions.calendar import count_stale, outlook, replan
from dondoc.actions.history import history
from dondoc.actions.overview import overview
from dondoc.actions.reports import submit
from dondoc.actions.ticks import tick
from dondoc.calendar.overrides import Certainty, Kind, Override
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store import Store
from tests.integration.actions.reform import BY, PLAN, SLUG, follow, id_of, moment
from tests.integration.actions.stories import unequal

FIRST = id_of("so-y-te")  # last day Thursday 19/6/2025
OCTOBER = id_of("so-y-te", "2025-bo-sung")  # last day Wednesday 15/10/2025
ROLLING = PLAN.replace("hieu_luc:", "doi_ngay: ke_tiep\nhieu_luc:")


def off(*days: tuple[int, int], kind: Kind = Kind.OFF) -> WorkCalendar:
    """The national calendar with some more days off in 2025."""
    rows = (
        Override(date(2025, month, day), kind, "nghỉ riêng", "CV 77/UBND", Certainty.CERTAIN)
        for day, month in days
    )
    return WorkCalendar(tuple(rows))


def row_of(store: Store, calendar: WorkCalendar, duty: str) -> tuple[date | None, date | None]:
    """The last day and the target in force."""
    rows = {row.obligation.id: row for row in overview(store, SLUG, calendar, now=moment(2, 6))}
    now_round = rows[duty].standing.round
    assert now_round is not None
    return now_round.last_day, now_round.target


@pytest.fixture
def followed(store: Store, calendar: WorkCalendar, tmp_path: Path) -> Store:
    follow(store, calendar, tmp_path / "plans", now=moment(7, 4))
    return store


@pytest.fixture
def rolling(store: Store, calendar: WorkCalendar, tmp_path: Path) -> Store:
    follow(store, calendar, tmp_path / "plans", now=moment(7, 4), plan=ROLLING)
    return store


def test_the_same_calendar_moves_nothing(followed: Store, calendar: WorkCalendar) -> None:
    assert replan(followed, calendar, by=BY, now=moment(2, 6)).shifts == ()
    assert count_stale(followed, calendar, now=moment(2, 6)) == 0


def test_a_printed_day_stays_and_its_target_moves(followed: Store, calendar: WorkCalendar) -> None:
    changed = off((19, 6))
    assert count_stale(followed, changed, now=moment(2, 6)) == 4
    found = replan(followed, changed, by=BY, now=moment(2, 6))
    shift = next(shift for shift in found.shifts if shift.obligation.id == FIRST)
    assert (shift.old_last_day, shift.new_last_day) == (date(2025, 6, 19), date(2025, 6, 19))
    assert (shift.old_target, shift.new_target) == (date(2025, 6, 19), date(2025, 6, 18))
    assert len(found.shifts) == 4
    assert row_of(followed, changed, FIRST) == (date(2025, 6, 19), date(2025, 6, 18))
    assert unequal(followed, changed, now=moment(2, 6)) == {}


def test_a_second_time_nothing_moves_and_a_day_taken_back_moves_all_back(
    followed: Store, calendar: WorkCalendar
) -> None:
    changed = off((19, 6))
    replan(followed, changed, by=BY, now=moment(2, 6))
    assert replan(followed, changed, by=BY, now=moment(2, 6)).shifts == ()
    assert count_stale(followed, changed, now=moment(2, 6)) == 0
    assert len(replan(followed, calendar, by=BY, now=moment(3, 6)).shifts) == 4
    assert row_of(followed, calendar, FIRST) == (date(2025, 6, 19), date(2025, 6, 19))


def test_an_outlook_writes_nothing(followed: Store, calendar: WorkCalendar) -> None:
    assert len(outlook(followed, off((19, 6)), now=moment(2, 6)).shifts) == 4
    assert row_of(followed, calendar, FIRST)[1] == date(2025, 6, 19)
    assert outlook(followed, calendar, now=moment(2, 6)).shifts == ()


def test_a_rolling_day_moves_with_a_notice_of_its_own(rolling: Store) -> None:
    changed = off((15, 10))
    found = replan(rolling, changed, by=BY, now=moment(2, 6), reason="CV 77/UBND")
    assert {(shift.old_last_day, shift.new_last_day) for shift in found.shifts} == {
        (date(2025, 10, 15), date(2025, 10, 16))
    }
    assert row_of(rolling, changed, OCTOBER) == (date(2025, 10, 16), date(2025, 10, 16))
    told = history(rolling, OCTOBER, calendar=changed, now=moment(2, 6))
    (moved,) = (entry.event for entry in told.entries)
    assert (moved.by_amendment, moved.new_last_day, moved.document_number) == (
        True,
        date(2025, 10, 16),
        "CV 77/UBND",
    )
    tick(rolling, SLUG, changed, now=moment(3, 6, 8))
    rungs = {one.nudge.rung for one in history(rolling, OCTOBER, calendar=changed, now=moment(3, 6)).tellings}
    assert "thay_doi" in rungs
    assert unequal(rolling, changed, now=moment(3, 6)) == {}
    assert replan(rolling, changed, by=BY, now=moment(3, 6)).shifts == ()


def test_a_deadline_that_is_over_stays_as_it_was(rolling: Store, calendar: WorkCalendar) -> None:
    found = replan(rolling, off((19, 6)), by=BY, now=moment(23, 6))
    assert found.shifts == ()
    assert {shift.obligation.period for shift in found.past} == {"2025-lan-1"}
    assert row_of(rolling, calendar, FIRST)[0] == date(2025, 6, 19)


def test_what_is_settled_is_not_said_to_move(followed: Store, calendar: WorkCalendar) -> None:
    submit(followed, FIRST, received_on=date(2025, 5, 30), calendar=calendar, by=BY, now=moment(30, 5))
    found = replan(followed, off((19, 6)), by=BY, now=moment(2, 6))
    assert FIRST not in {shift.obligation.id for shift in found.shifts}
    assert count_stale(followed, off((19, 6)), now=moment(2, 6)) == 0
