"""One `dondoc up` per var folder: a lock that the kernel lets go when its holder dies, however it dies."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from dondoc.errors import Refused

LOCK = "up.lock"
_PATIENCE = 1.0  # seconds: others hold the lock for an instant to look, a holder writes an instant after locking
_LOOK_EVERY = 0.02


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the folder. `is_ready` once everything is healthy."""

    pid: int
    port: int
    is_ready: bool

    @property
    def address(self) -> str:
        """Where Prefect's pages are."""
        return f"http://127.0.0.1:{self.port}/v2/"


class Claim:
    """The folder is ours until this process ends or `claimed` is left."""

    def __init__(self, descriptor: int, port: int) -> None:
        self._descriptor = descriptor
        self._port = port

    def publish(self, *, is_ready: bool) -> None:
        """Tells others, in the locked file, who holds the folder and how far it is."""
        holder = Holder(os.getpid(), self._port, is_ready)
        text = json.dumps(asdict(holder)).encode()
        os.pwrite(self._descriptor, text, 0)
        os.ftruncate(self._descriptor, len(text))


@contextmanager
def claimed(var: Path, *, port: int) -> Iterator[Claim]:
    """Holds the folder for this process. Refused if another one does."""
    var.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(var / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _lock(descriptor):
            other = holder(var)
            raise Refused(already_running(var, other) if other else f"Thư mục {var} đang bị khoá; hãy chạy lại.")
        claim = Claim(descriptor, port)
        claim.publish(is_ready=False)
        yield claim
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def holder(var: Path) -> Holder | None:
    """Who holds the folder now; None if nobody living does."""
    try:
        descriptor = os.open(var / LOCK, os.O_RDWR)
    except FileNotFoundError:
        return None
    deadline = time.monotonic() + _PATIENCE
    try:
        while not _try_lock(descriptor):
            if found := _read(descriptor):
                return found
            if time.monotonic() >= deadline:
                return None
            time.sleep(_LOOK_EVERY)
        return None
    finally:
        os.close(descriptor)  # lets a lock that succeeded go at once


def _lock(descriptor: int) -> bool:
    deadline = time.monotonic() + _PATIENCE
    while not _try_lock(descriptor):
        if time.monotonic() >= deadline:
            return False
        time.sleep(_LOOK_EVERY)
    return True


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(descriptor: int) -> Holder | None:
    try:
        return Holder(**json.loads(os.pread(descriptor, 1024, 0)))
    except (json.JSONDecodeError, TypeError):
        return None


def already_running(var: Path, other: Holder) -> str:
    """The sentence for somebody who starts a second one."""
    return (
        f"dondoc đang chạy với thư mục {var} (tiến trình {other.pid}, {other.address}); "
        "muốn chạy lại thì dừng trước bằng lệnh: dondoc down."
    )
