"""What holds for versions of a plan and for what is recorded about them, whatever they are."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dondoc.actions.plans import difference, sync, synced
from dondoc.actions.reports import extend, submit
from dondoc.calendar import VIETNAM
from dondoc.calendar.deadlines import due_instant
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import DondocError
from dondoc.store import Store, open_store
from dondoc.store.dossiers import read_dossiers
from dondoc.store.outbox_tables import NUDGE
from dondoc.store.reads import read_all_followed, read_events
from dondoc.store.tables import EVENT, OBLIGATION, PLAN, PLAN_VERSION
from dondoc.tracking.assess import assess, rounds
from dondoc.tracking.compiler import Compiled
from dondoc.tracking.obligations import Event, EventKind, Facts, Gate, Obligation, Standing
from tests.integration.actions.office import AGENCIES, Office
from tests.integration.actions.stories import BY, SLUG, at, compiled, follow, id_of, unequal

CALENDAR = WorkCalendar()
FIRST_DAY = date(2022, 7, 1)  # every deadline of these versions lies behind the moments at which they are synced
TABLES = (PLAN, PLAN_VERSION, OBLIGATION, EVENT, NUDGE)
STEPS = 25

few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
fewer = settings(few, max_examples=5)


@contextmanager
def a_store(empty_database: Path) -> Iterator[Store]:
    """A store of its own for one example."""
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{shutil.copy(empty_database, folder)}")
        try:
            yield store
        finally:
            store.close()


@st.composite
def duties(draw: st.DrawFn, row: Obligation) -> Obligation:
    """A duty as some version prints it: another day, another hour, other words, or no day."""
    clause = draw(st.sampled_from(["III.1", "III.2"]))
    if draw(st.integers(0, 9)) == 0:
        return replace(row, clause=clause, gate=Gate.UNRESOLVED, last_day=None, due=None, target=None)
    last_day = FIRST_DAY + timedelta(days=draw(st.integers(0, 60)))
    hour = draw(st.sampled_from([None, time(17)]))
    target = CALENDAR.roll_back(last_day)
    return replace(row, clause=clause, last_day=last_day, due=due_instant(last_day, hour), target=target)


@st.composite
def versions(draw: st.DrawFn) -> Compiled:
    """A version of the plan: some of its duties, each as `duties` has it."""
    rows = compiled(AGENCIES).obligations
    kept = draw(st.lists(st.sampled_from(rows), min_size=1, unique_by=lambda row: row.id))
    in_order = [row for row in rows if row in kept]
    return replace(compiled(AGENCIES), obligations=tuple(draw(duties(row)) for row in in_order))


def takes_over(store: Store, version: Compiled, text: str, now: datetime) -> None:
    sync(store, version, text=text, calendar=CALENDAR, by=BY, now=now, reason="CV 1/UBND")


def everything(store: Store) -> dict[str, list[Any]]:
    """All that is stored of plans, as it is."""
    with store.reading() as connection:
        return {table.name: list(connection.execute(select(table)).all()) for table in TABLES}


def events_of(store: Store) -> tuple[Event, ...]:
    with store.reading() as connection:
        return read_events(connection)


@few
@given(version=versions(), is_active=st.booleans())
def test_syncing_the_same_again_changes_nothing(empty_database: Path, version: Compiled, is_active: bool) -> None:
    with a_store(empty_database) as store:
        if is_active:
            follow(store, CALENDAR, now=at(20, 4), version=version)
            version_text = "ke_hoach: duc-pho-2022"
        else:
            takes_over(store, version, version_text := "bản A", at(20, 4))
        before = everything(store)

        again = sync(store, version, text=version_text, calendar=CALENDAR, by="ai khác", now=at(1, 6))

        assert again.is_empty
        assert difference(store, version, version_text, calendar=CALENDAR).is_empty
        assert everything(store) == before


@few
@given(first=versions(), second=versions(), granted=st.integers(0, 90))
def test_there_and_back_leaves_the_obligations_of_the_first_version_and_all_that_was_recorded(
    empty_database: Path, first: Compiled, second: Compiled, granted: int
) -> None:
    with a_store(empty_database) as store:
        follow(store, CALENDAR, now=at(20, 4), version=first)
        record_something(store, first, granted)
        recorded = events_of(store)
        takes_over(store, second, "bản B", at(3, 6))
        between = events_of(store)

        takes_over(store, first, "bản A", at(6, 6))

        assert in_force(store) == {row.id: (row.last_day, row.due, row.clause) for row in first.obligations}
        assert [row.id for row in synced(store, SLUG).obligations] == [row.id for row in first.obligations]
        assert between[: len(recorded)] == recorded
        assert events_of(store)[: len(between)] == between
        texts = [row.text for row in everything(store)["plan_version"]]
        assert texts == ["ke_hoach: duc-pho-2022", "bản B", "bản A"]
        assert difference(store, first, "bản A", calendar=CALENDAR).is_empty
        assert unequal(store, CALENDAR, now=at(6, 6)) == {}


def record_something(store: Store, version: Compiled, days: int) -> None:
    """One paper comes, and one agency is granted some days; what a rule forbids is not recorded."""
    ids = [row.id for row in version.obligations]
    new = FIRST_DAY + timedelta(days=days)
    try:
        submit(store, ids[0], received_on=date(2022, 5, 20), calendar=CALENDAR, by=BY, now=at(20, 5))
        extend(store, ids[-1], new_last_day=new, calendar=CALENDAR, by=BY, now=at(20, 5))
    except DondocError:
        return


def in_force(store: Store) -> dict[str, tuple[date | None, datetime | None, str]]:
    """The days of the plan itself: without what single agencies were granted, or had already sent."""
    found = {}
    with store.reading() as connection:
        for followed in read_all_followed(connection):
            for dossier in read_dossiers(connection, followed, OBLIGATION.c.withdrawn_at.is_(None)):
                facts, row = dossier.facts, dossier.obligation
                general = tuple(e for e in facts.events if e.by_amendment)
                standing = assess(row, replace(facts, events=general), CALENDAR, now=at(6, 6))
                is_dated = row.gate is Gate.DATED and standing.round is not None
                last_day = standing.round.last_day if standing.round and is_dated else row.last_day
                due = standing.round.due if standing.round and is_dated else row.due
                found[row.id] = (last_day, due, row.clause)
    return found


@fewer
@given(seed=st.integers(0, 10_000))
def test_what_is_judged_later_of_a_moment_is_what_was_judged_then(empty_database: Path, seed: int) -> None:
    with a_store(empty_database) as store:
        office = Office(store, CALENDAR, Random(seed))
        then = []
        for _ in range(STEPS):
            office.step()
            then.append((office.now, stood(store, office.now)))
        for moment, standings in then:
            replayed = stood(store, moment)
            assert {id_: replayed[id_] for id_ in standings} == standings


def stood(store: Store, moment: datetime) -> dict[str, Standing]:
    """How everything stands by what was recorded up to a moment."""
    with store.reading() as connection:
        return {
            dossier.obligation.id: assess(dossier.obligation, dossier.facts, CALENDAR, now=moment)
            for followed in read_all_followed(connection)
            for dossier in read_dossiers(connection, followed)
        }


@fewer
@given(seed=st.integers(0, 10_000))
def test_nothing_that_people_do_loses_or_edits_an_event(empty_database: Path, seed: int) -> None:
    with a_store(empty_database) as store:
        office = Office(store, CALENDAR, Random(seed))
        before = events_of(store)
        for _ in range(STEPS):
            office.step()
            after = events_of(store)
            assert after[: len(before)] == before
            before = after


@given(
    days=st.lists(st.tuples(st.sampled_from(["extend", "amend", "return"]), st.integers(0, 40)), max_size=6),
    new=st.integers(0, 40),
)
def test_an_extension_keeps_every_round_and_every_event_before_it(
    days: Sequence[tuple[str, int]], new: int
) -> None:
    owed = compiled(AGENCIES).obligations[0]
    events = [moving(place, kind, day) for place, (kind, day) in enumerate(days)]
    facts = Facts(at(20, 4), date(2022, 4, 20), events=tuple(events))
    extended = replace(facts, events=(*events, moving(len(days), "extend", new)))

    before = rounds(owed, facts, CALENDAR, now=at(30))
    after = rounds(owed, extended, CALENDAR, now=at(30))

    assert after[: len(before)] == before
    assert len(after) - len(before) in (0, 1)
    opened = FIRST_DAY + timedelta(days=new)
    assert after[-1].last_day == (opened if len(after) > len(before) else before[-1].last_day)


def moving(place: int, kind: str, day: int) -> Event:
    recorded = datetime(2022, 6, 1, 9, tzinfo=VIETNAM) + timedelta(hours=place)
    return Event(
        id=f"e{place}",
        obligation_id=id_of(),
        kind=EventKind.RETURNED if kind == "return" else EventKind.EXTENDED,
        received_on=recorded.date(),
        recorded_at=recorded,
        recorded_by=BY,
        new_last_day=FIRST_DAY + timedelta(days=day),
        by_amendment=kind == "amend",
    )
