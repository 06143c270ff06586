"""The rehearsed year: the same as the simulated one, on real rows, and shown on real pages."""

import json
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from dondoc.actions.ticks import tick
from dondoc.cli.plan_files import open_plan, open_shelf
from dondoc.settings import from_environment
from dondoc.tracking.notices import Notice
from dondoc.tracking.obligations import EventKind
from dondoc.tracking.scenario import Recorded, Scenario
from dondoc.tracking.simulation import simulate
from flows.demo_rehearsal import ENDS, PLANS, SLUG, STARTS, open_rehearsal, rehearsal_settings
from flows.demo_summary import Summary
from tests.flows.running import READY_WITHIN, ROOT, free_port
from tests.waiting import until

MOST_RUNS = 60
SHORT = date(2022, 6, 8)  # the opening notices and the first reminder, then one more look

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

Told = tuple[datetime, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Year:
    """A year as it was rehearsed, its looks made without Prefect."""

    folder: Path
    story: Scenario
    notices: tuple[Notice, ...]
    summary: Summary
    looks: tuple[datetime, ...]


def rehearsed(folder: Path, ends: date) -> Year:
    settings = rehearsal_settings(from_environment({"DONDOC_VAR": str(folder)}))
    looks: list[datetime] = []
    with open_rehearsal(settings, ends=ends) as rehearsal:

        def look(now: datetime) -> None:
            looks.append(now)
            tick(rehearsal.store, SLUG, rehearsal.calendar, now=now)

        for _ in rehearsal.live(look):
            pass
        return Year(folder, rehearsal.story, tuple(rehearsal.notices), rehearsal.summary(), tuple(looks))


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    return rehearsed(tmp_path_factory.mktemp("year"), ENDS)


def told(at: datetime, notice: Notice) -> Told:
    said = sorted((item.obligation.id, str(item.nudge.rung)) for item in notice.items)
    return at, str(notice.recipient), tuple(said)


def test_the_rehearsal_sends_what_simulate_foretells_in_the_same_order(year: Year) -> None:
    file, calendar = open_plan(SLUG, PLANS)
    foretold = simulate([file.compiled], calendar, starts=STARTS, ends=ENDS, scenario=year.story)
    assert [told(notice.at, notice) for notice in year.notices] == [
        told(sent.at, sent.notice) for sent in foretold
    ]


def test_every_message_is_a_file_to_an_invented_address(year: Year) -> None:
    files = list(year.summary.outbox.glob("*.eml"))
    addressees = {message_from_bytes(file.read_bytes(), policy=policy.default)["To"] for file in files}
    assert len(files) == len(year.notices) == year.summary.messages
    assert all(addressee.addresses[0].domain == "example.com" for addressee in addressees)


def test_the_year_has_somebody_early_late_returned_extended_and_silent(year: Year) -> None:
    happened = {step.kind for step in year.story.steps if isinstance(step, Recorded)}
    assert happened >= {
        EventKind.RECEIVED_IN_ADVANCE,
        EventKind.RETURNED,
        EventKind.EXTENDED,
        EventKind.PROMISED,
        EventKind.SUPPLEMENT_REQUESTED,
        EventKind.EXEMPTED,
        EventKind.NIL_RETURN,
    }
    half_year, whole_year = year.summary.reports[0], year.summary.reports[-1]
    assert "Phòng Tư pháp" in half_year.on_time
    assert "Phòng Kinh tế" in half_year.late
    assert half_year.exempt == ("Hội Chữ thập đỏ thị xã",)
    assert whole_year.owing == ("Phòng Quản lý đô thị", "UBND xã Phổ Khánh")
    rungs = {kind.rung for kind in year.summary.kinds}
    assert rungs >= {"dinh_chinh", "lanh_dao", "cong_van", "phieu", "thieu_dau_moi"}


def test_an_early_agency_hears_nothing_of_that_period(year: Year) -> None:
    early = f"{SLUG}/dinh-ky/2022-6-thang/phong-tu-phap"
    rungs = {item.nudge.rung for notice in year.notices for item in notice.items if item.obligation.id == early}
    assert rungs == {"mo_dau"}


def test_so_few_looks_find_something_that_the_pages_can_show_each(year: Year) -> None:
    assert len(year.looks) <= MOST_RUNS


def test_two_rehearsals_tell_the_same(tmp_path: Path) -> None:
    once, again = (rehearsed(tmp_path / name, SHORT) for name in ("once", "again"))
    assert asdict(once.summary) | {"outbox": ""} == asdict(again.summary) | {"outbox": ""}


def test_a_story_is_no_plan() -> None:
    shelf = open_shelf(PLANS)
    assert {file.path.parent for file in shelf.plans} == {PLANS}
    assert not [problem for problem in shelf.problems if "scenarios" in problem.position.file]


IN_A_PROCESS = """
import sys
from datetime import date
from dondoc.cli.output import Format, say
from dondoc.settings import from_environment
from flows.demo import demo
var, port, ends = sys.argv[1:]
settings = from_environment({"DONDOC_VAR": var})
demo(settings, port=int(port), serves=True, say=say, output=Format.JSON, ends=date.fromisoformat(ends))
"""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A demo whose pages can be opened, and their address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/v2/"
    heard = tmp_path / "stderr.txt"
    with (tmp_path / "stdout.txt").open("wb") as out, heard.open("wb") as err:
        command = [sys.executable, "-c", IN_A_PROCESS, str(tmp_path), str(port), SHORT.isoformat()]
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=err)
    try:
        until(lambda: address in heard.read_text() or process.poll() is not None, within=READY_WITHIN)
        assert process.poll() is None, heard.read_text()
        yield process, address
    finally:
        process.terminate()
        process.wait(timeout=60)


def test_the_demo_shows_its_looks_on_pages_of_its_own_until_it_is_stopped(
    served: tuple[subprocess.Popen[bytes], str], tmp_path: Path
) -> None:
    process, _ = served
    answer = json.loads((tmp_path / "stdout.txt").read_text(encoding="utf-8"))
    expected = rehearsed(tmp_path / "without-pages", SHORT)
    assert answer["messages"] == expected.summary.messages
    assert answer["kinds"] == [asdict(kind) for kind in expected.summary.kinds]
    with closing(sqlite3.connect(tmp_path / "demo" / "prefect" / "prefect.db")) as database:
        runs = database.execute("SELECT state_type, count(*) FROM flow_run GROUP BY 1").fetchall()
        artifacts = database.execute("SELECT count(*) FROM artifact WHERE key = ?", (SLUG,)).fetchone()
    assert runs == [("COMPLETED", len(expected.looks))]
    assert artifacts == (len(expected.looks),)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0
    assert "Error" not in (tmp_path / "stderr.txt").read_text()


def test_an_occupied_port_gets_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = subprocess.run(
            [sys.executable, "-m", "flows.cli", "demo", "--port", str(port)],
            cwd=ROOT,
            env={"PATH": "/usr/bin:/bin", "DONDOC_VAR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Lỗi: Cổng {port} ")
    assert "dondoc demo --port" in refused.stderr
    assert "Traceback" not in refused.stderr
