"""A rehearsal database remembers when a clock setting was first used, once for all processes."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

from dondoc.calendar import VIETNAM
from dondoc.store import open_store
from dondoc.store.rehearsal import first_use

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=VIETNAM)
ASK = """
import sys
from dondoc.cli.opening import open_office
with open_office() as office:
    print(office.now.anchor.isoformat())
"""


def test_the_first_moment_stays_for_a_setting_and_another_setting_starts_anew(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'thu.db'}", rehearsal=True)
    assert first_use(store, "2022-06-08,60", NOON) == NOON
    assert first_use(store, "2022-06-08,60", NOON + timedelta(hours=1)) == NOON
    assert first_use(store, "2022-06-09,60", NOON + timedelta(hours=1)) == NOON + timedelta(hours=1)
    store.close()


def test_many_who_ask_at_once_hear_the_same(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'thu.db'}", rehearsal=True)
    moments = [NOON + timedelta(seconds=second) for second in range(20)]
    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(lambda moment: first_use(store, "2022-06-08,60", moment), moments))
    assert len(answers) == 1
    store.close()


def test_processes_with_one_setting_share_one_clock(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'thu.db'}"
    open_store(url, rehearsal=True).close()
    env = {"DONDOC_DATABASE_URL": url, "DONDOC_CLOCK": "2022-06-08T08:00,3600", "PATH": "/usr/bin"}
    asked = [sys.executable, "-c", ASK]
    first, second = (
        subprocess.run(asked, env=env, capture_output=True, text=True, check=True).stdout for _ in range(2)
    )
    assert first == second != ""
