"""The five plans over the whole of their effect, nobody reporting: who is told, and of what nobody ever is."""

from functools import cache

import pytest

from dondoc.tracking.obligations import Gate, Obligation, State
from dondoc.tracking.preview import preview_rows
from dondoc.tracking.simulation import simulate
from tests.plans.reading import CALENDAR, compiled

FIVE = ("duc-pho-2022", "gia-lai-836-2025", "lai-chau-bcd-2024", "lao-cai-144-2024", "tuyen-quang-14-2016")
SILENT = ("lai-chau-bcd-2024", "lao-cai-144-2024", "tuyen-quang-14-2016")


@cache
def spoken_of(slug: str) -> dict[str, Obligation]:
    """Every obligation that some message of the plan's time is about, by id."""
    sent = simulate([compiled(slug)], CALENDAR)
    return {item.obligation.id: item.obligation for each in sent for item in each.notice.items}


@pytest.mark.parametrize("slug", FIVE)
def test_nobody_is_told_of_what_has_no_day_or_waits_or_was_due_before_the_plan(slug: str) -> None:
    states = {row.id: row.state for row in preview_rows(compiled(slug), CALENDAR)}
    for row in spoken_of(slug).values():
        assert row.gate is Gate.DATED
        assert row.last_day is not None
        assert states[row.id] is State.OPEN


@pytest.mark.parametrize("slug", SILENT)
def test_a_plan_without_a_confirmed_day_sends_nothing(slug: str) -> None:
    assert spoken_of(slug) == {}


@pytest.mark.parametrize(("slug", "dated"), [("duc-pho-2022", 3 * 33), ("gia-lai-836-2025", 31)])
def test_everything_dated_and_owed_is_spoken_of(slug: str, dated: int) -> None:
    owed = {row.id for row in preview_rows(compiled(slug), CALENDAR) if row.state is State.OPEN and row.period}
    assert set(spoken_of(slug)) == owed
    assert len(owed) == dated


def test_all_states_in_which_nobody_is_told_occur_in_the_five() -> None:
    states = {row.state for slug in FIVE for row in preview_rows(compiled(slug), CALENDAR)}
    quiet = {State.UNRESOLVED, State.PROPOSED, State.AWAITING_EVENT, State.BEFORE_EFFECT, State.CONTINUING}
    assert states == quiet | {State.OPEN}
