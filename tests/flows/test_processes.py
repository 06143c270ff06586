"""Processes carry a mark, so that a later start finds what a killed one left."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import processes
from tests.waiting import until

ASLEEP = "import time; time.sleep(600)"
AWAKE = f"print('awake', flush=True); {ASLEEP}"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); {ASLEEP}"
PARENT = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {ASLEEP!r}]); {ASLEEP}"


@pytest.fixture
def mark(tmp_path: Path) -> Iterator[str]:
    value = processes.mark_of(tmp_path)
    yield value
    processes.end(value, grace=0)


def start(tmp_path: Path, program: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, processes.MARK: processes.mark_of(tmp_path)}
    command = [sys.executable, "-c", program]
    return processes.spawn(command, environment=environment, log=tmp_path / "log" / "child.log", cwd=tmp_path)


def test_a_child_of_a_child_carries_the_mark_too(tmp_path: Path, mark: str) -> None:
    start(tmp_path, PARENT)
    until(lambda: len(processes.marked(mark)) == 2)
    assert processes.end(mark, grace=5) == 2
    assert processes.marked(mark) == ()


def test_a_process_that_is_deaf_to_sigterm_is_killed(tmp_path: Path, mark: str) -> None:
    child = start(tmp_path, DEAF)
    until(lambda: b"deaf" in (tmp_path / "log" / "child.log").read_bytes())
    processes.end(mark, grace=0.2)
    assert child.wait(5) == -signal.SIGKILL


def test_processes_of_another_folder_and_spared_ones_live_on(tmp_path: Path, mark: str) -> None:
    child = start(tmp_path, ASLEEP)
    until(lambda: processes.marked(mark) == (child.pid,))
    assert processes.end(processes.mark_of(tmp_path / "other"), grace=0) == 0
    assert processes.end(mark, grace=0, spare=(child.pid,)) == 0
    assert child.poll() is None


def test_waiting_for_processes_tells_whether_they_ended_by_themselves(tmp_path: Path, mark: str) -> None:
    child = start(tmp_path, ASLEEP)
    until(lambda: processes.marked(mark) == (child.pid,))
    assert not processes.wait_until_gone(mark, spare=(), patience=0.2)
    child.kill()
    assert processes.wait_until_gone(mark, spare=(), patience=10)


def test_a_child_dies_with_its_parent_however_that_dies(tmp_path: Path, mark: str) -> None:
    program = (
        "import os, sys, time; from pathlib import Path; from flows import processes; "
        f"processes.spawn([sys.executable, '-c', {ASLEEP!r}], environment=os.environ, "
        f"log=Path({str(tmp_path / 'grandchild.log')!r}), cwd=Path.cwd()); time.sleep(600)"
    )
    environment = {**os.environ, processes.MARK: mark}
    parent = subprocess.Popen([sys.executable, "-c", program], env=environment)
    until(lambda: len(processes.marked(mark)) == 2)
    until(lambda: all(b"flows.child" not in _command(pid) for pid in processes.marked(mark)))
    parent.kill()
    parent.wait()
    until(lambda: processes.marked(mark) == ())


def test_a_child_can_be_interrupted_even_if_this_process_ignores_ctrl_c(tmp_path: Path, mark: str) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a shell does for a background job
    try:
        child = start(tmp_path, AWAKE)
    finally:
        signal.signal(signal.SIGINT, before)
    until(lambda: b"awake" in (tmp_path / "log" / "child.log").read_bytes())
    assert processes.marked(mark) == (child.pid,)
    child.send_signal(signal.SIGINT)
    assert child.wait(10) != 0


def _command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()
