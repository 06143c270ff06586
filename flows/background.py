"""`dondoc up --detach` and `dondoc down`: an `up` that no terminal holds."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from dondoc.errors import DondocError, Refused
from dondoc.settings import Settings
from flows import processes
from flows.claim import Holder, already_running, holder

Say = Callable[[str], None]

_LOOK_EVERY = 0.1  # seconds
_READY_WITHIN = 600.0
_STOPPED_WITHIN = 60.0
_GRACE = 8.0  # seconds, for what a killed `up` left behind


def up_detached(settings: Settings, *, options: Sequence[str], say: Say) -> None:
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
        say(line)


def down(settings: Settings, *, say: Say) -> None:
    """Stops the `up` of the var folder and waits for it; ends what a killed one left. Nothing to do is fine."""
    var = settings.var.resolve()
    found = holder(var)
    if found is not None:
        say(f"Đang dừng dondoc (tiến trình {found.pid})…")
        _stop(var, found)
    left = processes.end(processes.mark_of(var), grace=_GRACE)
    say("Đã dừng." if found or left else "dondoc không chạy; không có gì để dừng.")


def _lines_until_ready(var: Path, log: Path, child: subprocess.Popen[bytes]) -> Iterator[str]:
    deadline = time.monotonic() + _READY_WITHIN
    last: str | None = None  # held back: if it is the last one ever, it is the reason
    with log.open(encoding="utf-8") as source:
        while True:
            has_ended = child.poll() is not None
            found = holder(var)
            is_ready = found is not None and found.pid == child.pid and found.is_ready
            for line in source:
                if last is not None:
                    yield last
                last = line.rstrip()
            if is_ready:
                yield last or ""
                return
            if has_ended or time.monotonic() >= deadline:
                raise DondocError((last or "").removeprefix("Lỗi: ") or f"dondoc không khởi động được; xem {log}.")
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
