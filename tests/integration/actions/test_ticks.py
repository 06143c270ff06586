import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from dondoc.actions.judging import Judge
from dondoc.actions.ticks import LATER, TickResult, overview, tick
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import NotFound
from dondoc.store import Store, open_store
from dondoc.store.dossiers import read_dossiers
from dondoc.store.outbox_tables import NUDGE
from dondoc.store.reads import read_followed
from dondoc.store.tables import OBLIGATION
from dondoc.tracking.obligations import State
from tests.integration.actions.stories import SLUG, at, compiled, follow, id_of, unequal


def nudges(store: Store) -> list[str]:
    with store.reading() as connection:
        rows = connection.execute(select(NUDGE.c.occasion, NUDGE.c.recipient).order_by(NUDGE.c.recipient))
        return [f"{row.occasion} {row.recipient}" for row in rows]


def test_a_tick_decides_once_and_then_sleeps(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(8, 6, 7), version=compiled(("phong-tu-phap",)))
    assert tick(store, SLUG, calendar, now=at(8, 6, 8)) == TickResult(looked_at=2, nudges=3)
    assert nudges(store) == ["bao_truoc contact@phong-tu-phap", *["mo_dau contact@phong-tu-phap"] * 2]
    assert tick(store, SLUG, calendar, now=at(8, 6, 9)) == TickResult(looked_at=0, nudges=0)
    assert unequal(store, calendar, now=at(8, 6, 8)) == {}


def test_batches_of_any_size_decide_the_same(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(8, 6, 7))
    assert tick(store, SLUG, calendar, now=at(8, 6, 8), batch=3) == TickResult(looked_at=8, nudges=12)
    assert unequal(store, calendar, now=at(8, 6, 8)) == {}


def test_an_inactive_plan_has_nothing_to_say(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(8, 6, 7))
    with pytest.raises(NotFound, match="dondoc sync"):
        tick(store, "khong-co", calendar, now=at(8, 6, 8))


def two_ticks_at_once(store: Store, calendar: WorkCalendar, rounds: int) -> None:
    """Two threads with stores of their own, set off together; each nudge must be there once."""
    url = str(store.engine.url)
    moments = [at(8, 5, 8) + timedelta(hours=6 * n) for n in range(rounds)]
    start = threading.Barrier(2)

    def ticker() -> int:
        own = open_store(url)
        found = 0
        for moment in moments:
            start.wait()
            found += tick(own, SLUG, calendar, now=moment, batch=2).nudges
        own.close()
        return found

    with ThreadPoolExecutor(2) as pool:
        counts = [run.result() for run in [pool.submit(ticker), pool.submit(ticker)]]
    with store.reading() as connection:
        stored = connection.execute(select(func.count()).select_from(NUDGE)).scalar_one()
    assert sum(counts) == stored
    assert unequal(store, calendar, now=moments[-1]) == {}


def test_two_ticks_at_once_decide_each_nudge_once(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(4, 5, 8))
    two_ticks_at_once(store, calendar, rounds=200)


def test_a_row_that_cannot_be_read_is_put_off_and_reported(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(8, 6, 7))
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE obligation SET gate = 'hỏng' WHERE id = ?", (id_of(),))
    done = tick(store, SLUG, calendar, now=at(8, 6, 8))
    assert done.looked_at == 8
    assert [one.obligation_id for one in done.unjudged] == [id_of()]
    assert "hỏng" in done.unjudged[0].reason
    with store.reading() as connection:
        query = select(OBLIGATION.c.wake_at).where(OBLIGATION.c.id == id_of())
        assert connection.execute(query).scalar_one() == at(8, 6, 8) + LATER
    assert "bao_truoc contact@hoi-phu-nu" in nudges(store)


def test_a_row_that_cannot_be_judged_is_put_off_and_reported(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(8, 6, 7))
    with store.writing() as connection:
        connection.execute(OBLIGATION.update().where(OBLIGATION.c.id == id_of()).values(target=date.max))
    done = tick(store, SLUG, calendar, now=at(8, 6, 8))
    assert done.looked_at == 8
    assert [one.obligation_id for one in done.unjudged] == [id_of()]
    assert tick(store, SLUG, calendar, now=at(8, 6, 8)).looked_at == 0


def test_rows_that_are_alike_are_judged_as_each_would_be_alone(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(4, 5, 8))
    with store.reading() as connection:
        followed = read_followed(connection, SLUG)
        assert followed is not None
        dossiers = read_dossiers(connection, followed)
    for moment in (at(4, 5, 8), at(8, 6, 8), at(15, 6, 15), at(16, 6, 8), at(8, 9, 8)):
        together = Judge(followed, calendar, moment)
        for dossier in dossiers:
            assert together.judge(dossier) == Judge(followed, calendar, moment).judge(dossier)


def test_an_agency_to_which_the_plan_gives_a_part_is_judged_by_itself(
    store: Store, calendar: WorkCalendar
) -> None:
    follow(store, calendar, now=at(4, 5, 8), version=compiled(("phong-tu-phap", "cong-an-tx-duc-pho")))
    with store.reading() as connection:
        followed = read_followed(connection, SLUG)
        assert followed is not None
        dossiers = read_dossiers(connection, followed)
    for agency in ("cong-an-tx-duc-pho", "phong-tu-phap"):
        plan = replace(followed.plan, consolidators={"dinh-ky": (agency,)})
        consolidated = replace(followed, plan=plan)
        together = Judge(consolidated, calendar, at(8, 6, 8))
        for dossier in dossiers:
            assert together.judge(dossier) == Judge(consolidated, calendar, at(8, 6, 8)).judge(dossier)


def test_an_overview_shows_everything_in_the_plans_order(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(4, 5, 8))
    rows = overview(store, SLUG, calendar, now=at(16, 6, 8))
    assert [row.obligation.id for row in rows] == [row.id for row in compiled().obligations]
    assert {row.standing.state for row in rows} == {State.AWAITING_REGISTER, State.OPEN}
