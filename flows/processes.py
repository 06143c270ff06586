"""Processes that `dondoc up` starts; each carries a mark, so a later start finds what a killed one left.

The mark is an environment variable, which children of children inherit. Unlike a file of process ids it can't
be stale, can't miss a process born a moment ago, and can't point at a stranger that got an old id.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

MARK = "DONDOC_UP"  # its value is the absolute path of the var folder
_PROC = Path("/proc")
_LOOK_EVERY = 0.05  # seconds


def mark_of(var: Path) -> str:
    """The value that processes of this var folder carry."""
    return str(var.resolve())


def spawn(
    command: Sequence[str], *, environment: Mapping[str, str], log: Path, cwd: Path
) -> subprocess.Popen[bytes]:
    """Starts a command in a session of its own, so that the terminal's Ctrl-C reaches only its parent.

    The first word is an absolute path. Output goes to the end of `log`; SIGTERM comes when this process is gone.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as sink:
        return subprocess.Popen(  # noqa: S603 - the command is our own
            [sys.executable, "-m", "flows.child", *command],
            env=dict(environment),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def marked(mark: str, *, spare: Collection[int] = ()) -> tuple[int, ...]:
    """Ids of the living processes that carry the mark, this one and the spared ones excepted."""
    spared = {os.getpid(), *spare}
    ids = (int(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit())
    return tuple(pid for pid in ids if pid not in spared and _carries(pid, mark))


def end(mark: str, *, grace: float, spare: Collection[int] = ()) -> int:
    """Ends every process with the mark, also those born meanwhile; after `grace` seconds it kills.

    Returns how many it asked to end.
    """
    deadline = time.monotonic() + grace
    asked: set[int] = set()
    while remaining := marked(mark, spare=spare):
        is_late = time.monotonic() >= deadline
        for pid in remaining if is_late else set(remaining) - asked:
            _send(pid, mark, signal.SIGKILL if is_late else signal.SIGTERM)
        asked.update(remaining)
        time.sleep(_LOOK_EVERY)
    return len(asked)


def wait_until_gone(mark: str, *, spare: Collection[int], patience: float) -> bool:
    """Whether all processes with the mark end by themselves within `patience` seconds."""
    deadline = time.monotonic() + patience
    while marked(mark, spare=spare):
        if time.monotonic() >= deadline:
            return False
        time.sleep(_LOOK_EVERY)
    return True


def stop(process: subprocess.Popen[bytes], *, grace: float) -> None:
    """Ends one child of this process and reaps it; after `grace` seconds it kills."""
    process.terminate()
    try:
        process.wait(grace)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _carries(pid: int, mark: str) -> bool:
    try:
        environment = (_PROC / str(pid) / "environ").read_bytes()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return False  # gone, or somebody else's
    return f"{MARK}={mark}".encode() in environment.split(b"\0")


def _send(pid: int, mark: str, number: signal.Signals) -> None:
    """Signals the process if it still is the marked one; a reused id is never hit."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        if _carries(pid, mark):
            signal.pidfd_send_signal(handle, number)
    except ProcessLookupError:
        return
    finally:
        os.close(handle)
