"""`dondoc up`: everything is started in order, watched, and stopped however far it came."""

import signal
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import httpx

from dondoc.settings import Settings
from flows import processes
from flows.claim import claimed
from flows.reporting import Reporter, Say
from flows.server import ServerDied, require_free, site
from flows.supervisor import Supervisor

_GRACE = 8.0  # seconds, for what a killed `up` left behind
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopAsked(BaseException):
    """Ctrl-C, SIGTERM or a closed terminal: no error, so that no `except Exception` holds it up."""


def up(settings: Settings, *, port: int, rehearsal: bool | None, report: Reporter) -> None:
    """Starts everything, says the address last when all is healthy, and watches until it is asked to stop.

    Raises Refused when another `up` has the var folder, Misconfigured when the port is taken.
    """
    place, say = site(settings, port=port), report.say
    with claimed(place.var, port=port) as claim:
        supervisor = Supervisor(place, say)
        with stoppable(supervisor):
            if ended := processes.end(place.mark, grace=_GRACE):
                say(f"Đã kết thúc {ended} tiến trình còn sót của lần chạy trước.")
            require_free(port)
            _keep_last_logs(place.var / "log")
            _start(settings, supervisor, rehearsal=rehearsal, say=say)
            say(place.address)
            report.done({"address": place.address})
            claim.publish(is_ready=True)
            supervisor.watch()


def _start(settings: Settings, supervisor: Supervisor, *, rehearsal: bool | None, say: Say) -> None:
    """Brings everything up; the server, the slowest to start, does so while the database is made ready."""
    say("Đang khởi động máy chủ Prefect…")
    supervisor.launch_server()
    from flows.prepare import prepare

    prepare(settings, rehearsal=rehearsal, say=say)
    # Only now: the forms read the synced plans while they are imported.
    from flows.manifest import write_manifest

    manifest = supervisor.place.var / "prefect.yaml"
    names = write_manifest(settings, manifest)
    say("Đang chờ máy chủ Prefect sẵn sàng…")
    supervisor.await_server()
    try:
        _deploy_and_run(supervisor, manifest, names, say)
    except httpx.HTTPError as error:
        log = supervisor.place.log("server")
        raise ServerDied(f"Máy chủ Prefect không trả lời ({type(error).__name__}); xem nhật ký {log}.") from error


def _deploy_and_run(supervisor: Supervisor, manifest: Path, names: Collection[str], say: Say) -> None:
    from flows.api import open_client
    from flows.deploy import begin_deploying, create_pool, finish_deploying, remove_gone
    from flows.first_runs import run_each_once

    place = supervisor.place
    say("Đang khai báo các kế hoạch và biểu mẫu…")
    with open_client(place) as client:
        create_pool(client)
        deploying = begin_deploying(place, manifest)
        supervisor.launch_worker()
        finish_deploying(place, deploying)
        if gone := remove_gone(client, wanted=names):
            say(f"Đã bỏ khỏi Prefect {len(gone)} mục không còn dùng: {', '.join(gone)}.")
        run_each_once(client, say=say)


@contextmanager
def stoppable(supervisor: Supervisor) -> Iterator[None]:
    """Stops everything when the body ends for any reason; a second signal stops it at once."""

    def ask(_number: int, _frame: FrameType | None) -> None:
        raise StopAsked

    before = {number: signal.signal(number, ask) for number in _SIGNALS}
    try:
        try:
            yield
        except StopAsked:
            supervisor.say("Đang dừng…")
        finally:
            supervisor.stop()
    except StopAsked:
        supervisor.say("Dừng ngay.")
    finally:
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        processes.end(supervisor.place.mark, grace=0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _keep_last_logs(folder: Path) -> None:
    """The logs of the last start stay readable as *.1.log."""
    folder.mkdir(parents=True, exist_ok=True)
    for log in folder.glob("*.log"):
        if not log.name.endswith(".1.log"):
            log.replace(log.with_suffix(".1.log"))
