"""`dondoc demo`: a year of Đức Phổ 2022 in virtual time, with Prefect's pages of its own to look at afterwards."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from dondoc.cli.output import Format, watched
from dondoc.errors import DondocError, Refused
from dondoc.settings import Settings
from flows import processes
from flows.claim import LOCK, claimed, holder
from flows.demo_rehearsal import ENDS, SLUG, STARTS, Rehearsal, open_rehearsal, rehearsal_settings
from flows.demo_summary import show
from flows.demo_year import Look
from flows.server import require_free, site
from flows.supervisor import Supervisor
from flows.up import stoppable

Say = Callable[[str], None]

_GRACE = 8.0  # seconds, for what a killed demo left behind
_QUIET = {"PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL"}  # the pages keep the logs of all runs


def demo(settings: Settings, *, port: int, serves: bool, say: Say, output: Format, ends: date = ENDS) -> None:
    """Rehearses the year and shows what it was like; `serves`: then keeps its pages until it is asked to stop.

    The year goes up to the day `ends`. Everything lies in `demo` of the var folder, and is wiped first. Raises
    Refused when another demo runs there, Misconfigured when the port is taken.
    """
    own = rehearsal_settings(settings)
    place = site(own, port=port, caller=_callers_environment() | _QUIET)
    if found := holder(place.var):
        raise Refused(
            f"Một buổi diễn tập khác đang chạy (tiến trình {found.pid}, {found.address}); "
            "hãy dừng nó trước bằng Ctrl-C ở cửa sổ của nó."
        )
    with claimed(place.var, port=port) as claim:
        supervisor = Supervisor(place, say)
        with stoppable(supervisor), _surroundings(place.environment):
            processes.end(place.mark, grace=_GRACE)
            require_free(port, command="dondoc demo")
            _wipe(place.var)
            _rehearse(own, supervisor, output, ends)
            if serves:
                say("Mở địa chỉ dưới đây để xem các trang; Ctrl-C để dừng.")
                say(place.address)
                claim.publish(is_ready=True)
                supervisor.watch()


def _rehearse(own: Settings, supervisor: Supervisor, output: Format, ends: date) -> None:
    supervisor.say("Đang khởi động máy chủ Prefect của buổi diễn tập…")
    supervisor.launch_server()
    with open_rehearsal(own, ends=ends) as rehearsal:
        supervisor.await_server()
        supervisor.say(f"Đang diễn tập kế hoạch {SLUG}, chừng hai phút…")
        _live(rehearsal)
        show(rehearsal.summary(), output)
    supervisor.say(f"Mỗi thông báo là một tệp .eml trong {own.outbox}.")


def _live(rehearsal: Rehearsal) -> None:
    from prefect.logging.handlers import APILogHandler

    moments = rehearsal.live(_look_in_prefect())
    try:
        for _ in watched(moments, label="Năm 2022", total=_days_to(rehearsal.ends), reached=_days_lived):
            pass
    finally:
        APILogHandler().flush()  # while there is a server to take the logs


def _days_to(day: date) -> int:
    return (day - STARTS).days + 1


def _days_lived(now: datetime) -> int:
    return _days_to(now.date())


def _look_in_prefect() -> Look:
    """A look is a run of the plan's own flow, on a clock that stands still at the moment."""
    from flows.plans import plan_flow

    look_over = plan_flow(SLUG)

    def look(now: datetime) -> None:
        os.environ["DONDOC_CLOCK"] = f"{now.isoformat()},0"
        state = look_over(return_state=True)
        if not state.is_completed():
            raise DondocError(f"Lượt rà soát lúc {now:%H:%M ngày %d/%m/%Y} không xong: {state.message}")

    return look


def _callers_environment() -> dict[str, str]:
    """Without settings of dondoc: those of the office mean its real work."""
    return {name: value for name, value in os.environ.items() if not name.startswith("DONDOC_")}


@contextmanager
def _surroundings(environment: Mapping[str, str]) -> Iterator[None]:
    """This process with the environment of the demo's runs, which it is about to make itself."""
    before = dict(os.environ)
    try:
        os.environ.clear()
        os.environ.update(environment)
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _wipe(var: Path) -> None:
    """Nothing of an earlier demo stays, but for the lock that this one holds."""
    for path in var.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != LOCK:
            path.unlink()
