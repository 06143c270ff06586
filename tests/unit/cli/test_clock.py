"""The rehearsal clock: one setting, one time, in every process; never for a real database."""

from datetime import UTC, datetime, timedelta

import pytest

from dondoc import clock
from dondoc.calendar import VIETNAM
from dondoc.clock import RehearsalClock, choose_clock
from dondoc.errors import Misconfigured, Refused

START = datetime(2022, 6, 8, 8, 0, tzinfo=VIETNAM)


class Anchors:
    """What a rehearsal database remembers: the first moment at which a setting was used."""

    def __init__(self) -> None:
        self.first: dict[str, datetime] = {}

    def __call__(self, setting: str, present: datetime) -> datetime:
        return self.first.setdefault(setting, present)


def _forbidden(setting: str, present: datetime) -> datetime:
    raise AssertionError("nothing to remember")


def test_without_a_setting_time_is_the_real_one() -> None:
    assert choose_clock(None, is_rehearsal=False, anchor=_forbidden) is clock.now
    assert clock.now().tzinfo is VIETNAM


def test_a_real_database_refuses_another_clock() -> None:
    with pytest.raises(Refused, match="diễn tập"):
        choose_clock("2022-06-08T08:00", is_rehearsal=False, anchor=_forbidden)


def test_a_rehearsal_starts_where_it_is_told_and_runs_at_its_rate() -> None:
    rehearsed = RehearsalClock(START, clock.now() - timedelta(minutes=1), 60.0)
    assert timedelta(hours=1) <= rehearsed() - START < timedelta(hours=2)
    assert rehearsed().tzinfo is VIETNAM


def test_two_processes_with_one_setting_agree() -> None:
    anchors = Anchors()
    first = choose_clock("2022-06-08T08:00:00+07:00,3600", is_rehearsal=True, anchor=anchors)
    second = choose_clock("2022-06-08T08:00:00+07:00,3600", is_rehearsal=True, anchor=anchors)
    assert first == second


def test_a_rate_of_zero_stands_still() -> None:
    rehearsed = choose_clock("2022-06-08T01:00:00Z,0", is_rehearsal=True, anchor=Anchors())
    assert rehearsed() == rehearsed() == START


@pytest.mark.parametrize(
    "setting",
    ["hôm qua", "2022-06-08,nhanh", "2022-06-08,-1", "2022-06-08,nan", "2022-06-08,inf", "2022-02-30", ""],
)
def test_a_setting_that_cannot_be_read_is_named(setting: str) -> None:
    with pytest.raises(Misconfigured, match="DONDOC_CLOCK"):
        choose_clock(setting, is_rehearsal=True, anchor=_forbidden)


def test_utc_and_naive_starts_mean_vietnam_time() -> None:
    naive = choose_clock("2022-06-08T08:00,0", is_rehearsal=True, anchor=Anchors())
    aware = choose_clock(f"{START.astimezone(UTC).isoformat()},0", is_rehearsal=True, anchor=Anchors())
    assert naive() == aware()
