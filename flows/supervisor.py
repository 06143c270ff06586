"""The two processes behind `dondoc up`, the Prefect server and the worker: started, watched, stopped."""

import subprocess
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field

import httpx

from dondoc import clock
from dondoc.errors import DondocError
from flows import processes
from flows.reporting import Say
from flows.server import Site, is_healthy, start_server, start_worker, wait_healthy

_LOOK_EVERY = 0.5  # seconds
_GRACE = 8.0  # seconds that a run, the worker or the server has to end by itself
_REVIVE_EVERY = 15.0  # seconds
_MOST_DEATHS = 5  # within _DEATHS_WITHIN seconds: then something is broken and a person must look
_DEATHS_WITHIN = 600.0


class KeepsDying(DondocError):
    """A process ends again and again; the text names its log."""


@dataclass(slots=True)
class Supervisor:
    """Owns the children of one `up`. A child is None until it was started."""

    place: Site
    say: Say
    server: subprocess.Popen[bytes] | None = None
    worker: subprocess.Popen[bytes] | None = None
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=_MOST_DEATHS))

    def launch_server(self) -> None:
        """Starts the server; `await_server` tells when it is healthy."""
        self.server = start_server(self.place)

    def await_server(self) -> None:
        """Returns when the launched server answers. Raises ServerDied if it never does."""
        if self.server is not None:
            wait_healthy(self.place, self.server)

    def launch_worker(self) -> None:
        """Puts right what no process works on any more, then starts the worker."""
        self._clear()
        self.worker = start_worker(self.place)

    def watch(self) -> None:
        """Restarts what dies, for ever. Raises KeepsDying when restarting doesn't help."""
        revived = time.monotonic()
        while True:
            if self.server is not None and self.server.poll() is not None:
                self._note_death("Máy chủ Prefect", "server", self.server.returncode)
                self.launch_server()
                self.await_server()
            if self.worker is not None and self.worker.poll() is not None:
                self._note_death("Tiến trình chạy lượt", "worker", self.worker.returncode)
                self._relaunch_worker()
            if time.monotonic() - revived >= _REVIVE_EVERY:
                self._revive_forms()
                revived = time.monotonic()
            time.sleep(_LOOK_EVERY)

    def _relaunch_worker(self) -> None:
        """Runs of the dead worker are ended first; if the server doesn't answer, the next look tries again."""
        processes.end(self.place.mark, grace=_GRACE, spare=self._ids())
        try:
            self.launch_worker()
        except httpx.HTTPError:
            self.say("Máy chủ Prefect chưa trả lời; sẽ thử lại.")

    def stop(self) -> None:
        """Ends runs, worker and server, in this order: a signalled busy worker would leave its runs Running."""
        if processes.marked(self.place.mark, spare=self._ids()):
            self.say("Đang chờ lượt đang chạy làm xong (Ctrl-C lần nữa để dừng ngay)…")
            processes.wait_until_gone(self.place.mark, spare=self._ids(), patience=_GRACE)
        processes.end(self.place.mark, grace=_GRACE, spare=self._ids())
        if self.worker is not None:
            processes.stop(self.worker, grace=_GRACE)
        processes.end(self.place.mark, grace=_GRACE, spare=self._ids())
        if self.server is not None:
            self._clear_if_possible()
            processes.stop(self.server, grace=_GRACE)

    def _ids(self) -> tuple[int, ...]:
        return tuple(child.pid for child in (self.server, self.worker) if child is not None)

    def _clear(self) -> None:
        from flows.api import open_client
        from flows.cleanup import clear_leftovers

        with open_client(self.place) as client:
            cleared = str(clear_leftovers(client, now=clock.now()))
        if cleared:
            self.say(f"Đã dọn: {cleared}.")

    def _revive_forms(self) -> None:
        """What somebody typed must not wait for the next start because one process died."""
        from flows.api import open_client
        from flows.cleanup import revive_forms

        with suppress(httpx.HTTPError), open_client(self.place) as client:
            if revived := revive_forms(client, now=clock.now()):
                self.say(f"Đã cho chạy lại {revived} phiếu có tiến trình bị chết.")

    def _clear_if_possible(self) -> None:
        """A server that isn't up yet, or no more, is put right by the next start."""
        if not is_healthy(self.place):
            return
        try:
            self._clear()
        except httpx.HTTPError:
            self.say("Chưa dọn được các lượt dở dang; lần khởi động sau sẽ dọn.")

    def _note_death(self, name: str, log: str, code: int) -> None:
        moment = time.monotonic()
        self.deaths.append(moment)
        where = self.place.log(log)
        if len(self.deaths) == _MOST_DEATHS and moment - self.deaths[0] < _DEATHS_WITHIN:
            raise KeepsDying(f"{name} dừng {_MOST_DEATHS} lần trong ít phút (mã {code}); xem nhật ký {where}.")
        self.say(f"{name} đã dừng (mã {code}), đang khởi động lại; nhật ký: {where}.")
