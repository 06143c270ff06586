"""`dondoc up --detach` and `dondoc down`: an `up` that no terminal holds."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from dondoc.errors import DondocError, Refused
from dondoc.settings import Settings
from flows import processes
from flows.claim import Holder, already_running, holder
from flows.reporting import Reporter, Say

_REFUSAL = "Lỗi: "  # how the command line begins a line that says why it ends
_LOOK_EVERY = 0.1  # seconds
_READY_WITHIN = 600.0
_STOPPED_WITHIN = 60.0
_GRACE = 8.0  # seconds, for what a killed `up` left behind


def up_detached(settings: Settings, *, options: Sequence[str], report: Reporter) -> None:
    """Starts `dondoc up` in the background and repeats its lines until it is healthy; log: var/up.log.

    `options` are those of the `up`. Raises Refused if one runs already, DondocError with the last line if it
    ends before it is healthy.
    """
    var = settings.var.resolve()
    if found := holder(var):
        raise Refused(already_running(var, found))
    log = var / "up.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as sink:
        child = subprocess.Popen(  # noqa: S603 - the command is our own
            [sys.executable, "-m", "flows.cli", "up", *options],
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    for line in _lines_until_ready(var, log, child):
        report.say(line)
    if found := holder(var):
        report.done({"address": found.address, "pid": found.pid, "log": str(log)})


def down(settings: Settings, *, say: Say) -> bool:
    """Stops the `up` of the var folder and waits for it; ends what a killed one left.

    Returns whether there was anything to stop; nothing is fine, too.
    """
    var = settings.var.resolve()
    found = holder(var)
    if found is not None:
        say(f"Đang dừng dondoc (tiến trình {found.pid})…")
        _stop(var, found)
    left = processes.end(processes.mark_of(var), grace=_GRACE)
    is_stopped = found is not None or left > 0
    say("Đã dừng." if is_stopped else "dondoc không chạy; không có gì để dừng.")
    return is_stopped


def _lines_until_ready(var: Path, log: Path, child: subprocess.Popen[bytes]) -> Iterator[str]:
    """The lines of a detached `up`, but for the one that says why it ended: that one is raised."""
    deadline = time.monotonic() + _READY_WITHIN
    reason = f"dondoc không khởi động được; xem {log}."
    with log.open(encoding="utf-8") as source:
        while True:
            has_ended = child.poll() is not None
            found = holder(var)
            is_ready = found is not None and found.pid == child.pid and found.is_ready
            for line in source:
                if line.startswith(_REFUSAL):
                    reason = line.removeprefix(_REFUSAL).rstrip()
                else:
                    yield line.rstrip()
            if is_ready:
                return
            if has_ended or time.monotonic() >= deadline:
                raise DondocError(reason)
            time.sleep(_LOOK_EVERY)


def _stop(var: Path, found: Holder) -> None:
    """SIGTERM, and SIGKILL if that doesn't help within a minute; a reused process id is never hit."""
    try:
        handle = os.pidfd_open(found.pid)
    except ProcessLookupError:
        return
    try:
        for number in (signal.SIGTERM, signal.SIGKILL):
            if not _is_held_by(var, found.pid):
                return
            signal.pidfd_send_signal(handle, number)
            if select.select([handle], [], [], _STOPPED_WITHIN)[0]:
                return
    finally:
        os.close(handle)


def _is_held_by(var: Path, pid: int) -> bool:
    now = holder(var)
    return now is not None and now.pid == pid
