"""`dondoc up` is stopped or killed at any moment; the next start works and nothing is lost.

Three times in the suite, thirty with `make soak`.
"""

import random
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from dondoc import clock
from flows import processes
from tests.flows.running import Up, running
from tests.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kill")]

SEED = 2026
ROUNDS, ROUNDS_IN_SUITE = 15, 1  # of two strikes each; the last start is stopped by `dondoc down`
TICK_WITHIN = timedelta(minutes=1)
TICK_WITHIN_IN_SUITE = timedelta(minutes=5)  # other tests keep both cores busy
LATE_RUNS = 30
PLAN, TODAY = "mau-2026", "2026-12-14"
FORM = "Ghi nhận báo cáo"
AGENCIES = (
    *("so-tu-phap-an-mau", "so-tai-chinh-an-mau", "so-khcn-an-mau", "hoi-phu-nu-an-mau", "tinh-doan-an-mau"),
    *("ubnd-phuong-mau-thanh", "ubnd-xa-mau-an", "ubnd-xa-mau-binh"),
)
PERIODS = ("quy-4", "quy-1")


@pytest.fixture
def up(tmp_path: Path) -> Iterator[Up]:
    settings = {"DONDOC_CLOCK": f"{TODAY}T09:00:00", "DONDOC_CONTACTS": "plan_specs/contacts.example.yaml"}
    yield from running(tmp_path / "var", settings=settings, options=("--rehearsal",))


def test_soak_up_may_be_killed_at_any_moment_and_the_next_start_loses_nothing(up: Up, is_soak: bool) -> None:
    chance = random.Random(SEED)
    papers = [
        {"plan": PLAN, "agency": agency, "report": period, "day": TODAY, "by": "Trần Thị Bình"}
        for period, agency in product(PERIODS, AGENCIES)
    ]
    forms: list[str] = []
    within = TICK_WITHIN if is_soak else TICK_WITHIN_IN_SUITE
    start_and_wait_for_a_tick(up, within=TICK_WITHIN_IN_SUITE)  # the server makes its tables
    owed = obligations(up)
    assert_everything_is_there(up)
    for number in range(ROUNDS if is_soak else ROUNDS_IN_SUITE):
        pile_up_late_runs(up)
        forms.append(up.submit(FORM, papers[number]))
        wait(chance.uniform(0, 6))
        strike(up, signal.SIGKILL if number % 2 == 0 else signal.SIGTERM)

        up.start()
        wait(chance.uniform(0.2, 25), unless_ended=up)
        strike(up, signal.SIGINT if number % 2 == 0 else signal.SIGKILL)

        start_and_wait_for_a_tick(up, within=within)
        wait_until_recorded(up, forms[-1])
    assert up.run("down").returncode == 0
    assert not up.left_unfinished()
    assert obligations(up) == owed
    assert [recorded(up, form) for form in forms] == [1] * len(forms)


def start_and_wait_for_a_tick(up: Up, *, within: timedelta) -> None:
    started = clock.now()
    up.start()
    up.wait_ready()
    ended = [datetime.fromisoformat(run["end_time"]) for run in up.runs(PLAN) if run["state_type"] == "COMPLETED"]
    assert started < max(ended) < started + within


def assert_everything_is_there(up: Up) -> None:
    """Every plan and the dispatch have a schedule and a completed run; forms wait to be filled in."""
    deployments = up.deployments()
    scheduled = {name for name, each in deployments.items() if each["schedules"]}
    assert {PLAN, "duc-pho-2022"} < scheduled
    assert FORM in deployments.keys() - scheduled
    for name in scheduled:
        assert [run["state_type"] for run in up.runs(name)][:1] == ["COMPLETED"], name
    second = up.run("up", "--port", str(up.port + 1))
    assert (second.returncode, len(second.stderr.splitlines())) == (1, 1)
    assert up.address in second.stderr


def pile_up_late_runs(up: Up) -> None:
    """As after a weekend without power."""
    id_ = up.deployments()[PLAN]["id"]
    long_ago = (clock.now() - timedelta(hours=1)).isoformat()
    late = {"state": {"type": "SCHEDULED", "name": "Late", "state_details": {"scheduled_time": long_ago}}}
    for _ in range(LATE_RUNS):
        up.ask("POST", f"/deployments/{id_}/create_flow_run", late)


def strike(up: Up, how: signal.Signals) -> None:
    if how is signal.SIGKILL:
        up.kill_everything()
    else:
        assert up.stop(how) == 0, up.output
        assert not processes.marked(up.mark)


def wait(seconds: float, *, unless_ended: Up | None = None) -> None:
    """The moment of a blow is what this test varies, so here time itself is the condition."""
    deadline = time.monotonic() + seconds
    until(lambda: time.monotonic() >= deadline, within=seconds + 10)
    assert unless_ended is None or unless_ended.process is None or unless_ended.process.poll() is None


def wait_until_recorded(up: Up, form: str) -> None:
    """A form that was refused is told at once, in the words of its run."""

    def is_over() -> bool:
        state = up.ask("GET", f"/flow_runs/{form}")["state"]
        assert state["type"] not in ("FAILED", "CANCELLED"), state
        return recorded(up, form) == 1

    until(is_over, within=240, what="the form that was cut off is recorded")


def obligations(up: Up) -> list[str]:
    with closing(sqlite3.connect(up.folder / "dondoc.db")) as connection:
        return [id_ for (id_,) in connection.execute("SELECT id FROM obligation ORDER BY id")]


def recorded(up: Up, form: str) -> int:
    """How many events a form's run recorded."""
    with closing(sqlite3.connect(up.folder / "dondoc.db")) as connection:
        query = "SELECT count(*) FROM event WHERE key LIKE ?"
        count: int = connection.execute(query, [f"%{form}"]).fetchone()[0]
        return count
