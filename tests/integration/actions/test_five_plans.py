"""The plans of the folder as the office follows them: what is stored of each, and when the bodies of one end."""

from datetime import date, datetime, time

import pytest

from dondoc.actions.activation import activate
from dondoc.actions.overview import overview
from dondoc.actions.plans import sync
from dondoc.actions.reviews import review
from dondoc.actions.ticks import tick
from dondoc.calendar import VIETNAM
from dondoc.store import Store
from tests.plans.acceptance_rows import ROWS
from tests.plans.reading import CALENDAR, FOLDER, compiled

BY = "Nguyễn Thị Hoa"
AFTER_THE_REFORM = datetime(2026, 11, 20, 8, tzinfo=VIETNAM)
OUTLIVED = sorted(set(ROWS) - {"gia-lai-836-2025", "duc-pho-2022"})


def follow(store: Store, slug: str) -> None:
    """Syncs a plan of the folder and activates it on its latest possible day of issue."""
    issued = compiled(slug).plan.latest_issue
    assert issued is not None
    now = datetime.combine(issued, time(8), VIETNAM)
    sync(store, compiled(slug), text=FOLDER.plans[slug].text, calendar=CALENDAR, by=BY, now=now)
    activate(store, slug, calendar=CALENDAR, by=BY, now=now, without_number=True)


@pytest.mark.parametrize("slug", ROWS)
def test_every_plan_is_stored_as_it_is_compiled(store: Store, slug: str) -> None:
    follow(store, slug)
    rows = overview(store, slug, CALENDAR, now=AFTER_THE_REFORM)
    assert {row.obligation.id for row in rows} == {row.id for row in compiled(slug).obligations}
    assert not tick(store, slug, CALENDAR, now=AFTER_THE_REFORM).unjudged


@pytest.mark.parametrize("slug", OUTLIVED)
def test_bodies_that_end_after_a_plan_whose_dated_work_is_done_need_no_successors(store: Store, slug: str) -> None:
    follow(store, slug)
    assert review(store, calendar=CALENDAR, now=AFTER_THE_REFORM).parts == ()


def test_what_the_districts_of_gia_lai_still_owe_on_1_july_waits_for_a_person(store: Store) -> None:
    follow(store, "gia-lai-836-2025")
    on_the_day = datetime(2025, 7, 1, 8, tzinfo=VIETNAM)
    found = review(store, calendar=CALENDAR, now=on_the_day)
    assert len(found.debts) == 31
    assert {debt.last_day for debt in found.debts} == {date(2025, 6, 19)}
    pleiku = next(debt for debt in found.debts if debt.obligation.agency == "ubnd-tp-pleiku")
    assert len(pleiku.ending.proposals) == 7
    assert [part.ending.agency for part in found.parts] == ["ubnd-tinh-gia-lai", "cong-an-tinh-gia-lai"]
