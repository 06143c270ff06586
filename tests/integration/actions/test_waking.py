"""Whatever people do, in whatever order: the column `wake_at` says what the facts say."""

from datetime import datetime, timedelta
from random import Random

import pytest

from dondoc.actions import reports
from dondoc.actions.holds import holds, lift
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import DondocError
from dondoc.store import Store
from dondoc.tracking.outcomes import Fate
from tests.integration.actions.office import Office
from tests.integration.actions.stories import BY, tick_and_send, unequal

STEPS = 50


@pytest.mark.parametrize("seed", range(4))
def test_the_column_says_what_the_facts_say_after_every_action(
    store: Store, calendar: WorkCalendar, seed: int
) -> None:
    office = Office(store, calendar, Random(seed))
    told: list[str] = []
    for _ in range(STEPS):
        told.append(f"{office.now:%d/%m %H:%M} {office.step()}")
        assert unequal(store, calendar, now=office.now) == {}, told


@pytest.mark.parametrize("seed", range(4, 6))
def test_nothing_is_left_over_once_everything_has_come(store: Store, calendar: WorkCalendar, seed: int) -> None:
    office = Office(store, calendar, Random(seed))
    for _ in range(STEPS // 2):
        office.step()
    for one in holds(store, now=office.now):
        lift(store, one.id, calendar=calendar, by=BY, now=office.now)
    for row in office.version.obligations:
        try:
            reports.submit(store, row.id, received_on=office.now.date(), calendar=calendar, by=BY, now=office.now)
        except DondocError:
            continue
    office.carrier.always = Fate.ACCEPTED
    before = len(office.carrier.envelopes)
    for hours in (24, 48, 72, 96, 120):
        tick_and_send(store, calendar, office.carrier, now=_morning(calendar, office.now + timedelta(hours=hours)))
    said = {line.split()[0] for one in office.carrier.envelopes[before:] for line in one.text.splitlines()}
    assert said <= {"dinh_chinh", "thay_doi"}  # what a version dropped is told to whoever had heard of it


def _morning(calendar: WorkCalendar, moment: datetime) -> datetime:
    return calendar.office_moment(moment)
