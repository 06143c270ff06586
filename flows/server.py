"""The Prefect server that `dondoc up` starts: its environment, its health. Everything is on the loopback."""

import errno
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from dondoc.errors import DondocError, Misconfigured
from dondoc.settings import Settings
from flows import processes
from flows.names import POOL

HOST = "127.0.0.1"
RUNS_AT_ONCE = 4
ROOT = Path(__file__).resolve().parent.parent
_LAST_PORT = 65535
_PYTHON = sys.executable
_HEALTH_EVERY = 0.2  # seconds
_START_WITHIN = 180.0  # seconds; 5–20 on an idle machine, longer the first time


class ServerDied(DondocError):
    """The Prefect server ended by itself; the text names its log."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where one `up` lives: `var` is absolute, `environment` is that of every process it starts.

    `api` is the address of the server's API.
    """

    var: Path
    api: str
    environment: Mapping[str, str]

    @property
    def address(self) -> str:
        """The address of the pages."""
        return f"{self.api.removesuffix('/api')}/v2/"

    @property
    def mark(self) -> str:
        """What its processes carry in their environment."""
        return processes.mark_of(self.var)

    def log(self, name: str) -> Path:
        """The log file of one of its processes."""
        return self.var / "log" / f"{name}.log"


def site(settings: Settings, *, port: int, caller: Mapping[str, str] = os.environ) -> Site:
    """The place of an `up`, from the settings and the caller's environment."""
    var = settings.var.resolve()
    no_proxy = ",".join(filter(None, (caller.get("no_proxy") or caller.get("NO_PROXY"), HOST, "localhost")))
    prefect = _prefect(var, port)
    environment = {
        **_inherited(caller),
        **prefect,
        **_dondoc(settings),
        processes.MARK: processes.mark_of(var),
        "NO_PROXY": no_proxy,
        "no_proxy": no_proxy,
    }
    return Site(var, prefect["PREFECT_API_URL"], environment)


def foreign_site(settings: Settings, *, caller: Mapping[str, str] = os.environ) -> Site:
    """A Prefect server that somebody else runs, as the caller's environment names it; raises Misconfigured."""
    api = caller.get("PREFECT_API_URL")
    if not api:
        raise Misconfigured(
            "Chưa có máy chủ Prefect nào: hãy chạy `dondoc up` trước, hoặc đặt PREFECT_API_URL "
            "là địa chỉ API của máy chủ, ví dụ http://127.0.0.1:4200/api."
        )
    return Site(settings.var.resolve(), api, {**caller, **_dondoc(settings)})


def require_free(port: int, *, command: str = "dondoc up") -> None:
    """Raises Misconfigured, with a way out by the command that asked, if something listens on the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            why = "đang có chương trình khác dùng" if error.errno == errno.EADDRINUSE else "không mở được"
            other = port + 1 if port < _LAST_PORT else _LAST_PORT - 1
            raise Misconfigured(
                f"Cổng {port} {why}; hãy chọn cổng khác, ví dụ: {command} --port {other}."
            ) from error


def start_server(place: Site) -> subprocess.Popen[bytes]:
    """Starts the server; it is not healthy yet."""
    (place.var / "prefect").mkdir(parents=True, exist_ok=True)
    return _prefect_command(place, "server", "server", "start")


def start_worker(place: Site) -> subprocess.Popen[bytes]:
    """Starts the worker of the pool, with a limit of its own: runs of a dead one never count."""
    limit = str(RUNS_AT_ONCE)
    return _prefect_command(
        place, "worker", "worker", "start", "--pool", POOL, "--type", "process", "--name", POOL, "--limit", limit
    )


def wait_healthy(place: Site, server: subprocess.Popen[bytes]) -> None:
    """Returns when the API answers. Raises ServerDied when the process ends or stays silent."""
    deadline = time.monotonic() + _START_WITHIN
    while not is_healthy(place):
        if server.poll() is not None or time.monotonic() >= deadline:
            raise ServerDied(f"Máy chủ Prefect không khởi động được; xem nhật ký {place.log('server')}.")
        time.sleep(_HEALTH_EVERY)


def is_healthy(place: Site) -> bool:
    """Whether the API answers now. On SQLite it says 503 now and then: ask again."""
    try:
        with httpx.Client(trust_env=False, timeout=5.0) as client:
            return client.get(f"{place.api}/health").is_success
    except httpx.TransportError:
        return False


def _prefect_command(place: Site, log: str, *words: str) -> subprocess.Popen[bytes]:
    command = [_PYTHON, "-m", "prefect", "--no-prompt", *words]
    return processes.spawn(command, environment=place.environment, log=place.log(log), cwd=ROOT)


def _inherited(caller: Mapping[str, str]) -> dict[str, str]:
    """The caller's environment without Prefect's settings, which may speak of another server."""
    return {
        name: value
        for name, value in caller.items()
        if not name.startswith("PREFECT_") or name.startswith("PREFECT_LOGGING_")
    }


def _prefect(var: Path, port: int) -> dict[str, str]:
    return {
        "PREFECT_HOME": str(var / "prefect"),
        "PREFECT_API_URL": f"http://{HOST}:{port}/api",
        "PREFECT_SERVER_API_HOST": HOST,
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_UI_API_URL": "/api",  # `--port` alone leaves the pages asking port 4200
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_CLI_PROMPT": "false",
        "PREFECT_WORKER_QUERY_SECONDS": "3",  # a form is answered soon after it was sent
    }


def _dondoc(settings: Settings) -> dict[str, str]:
    """Settings as a run reads them: absolute, for its working directory is another one."""
    places = {
        "DONDOC_VAR": settings.var,
        "DONDOC_PLANS": settings.plans,
        "DONDOC_CONTACTS": settings.contacts,
        "DONDOC_OUTBOX": settings.outbox,
    }
    return {name: str(path.resolve()) for name, path in places.items()} | {
        "DONDOC_DATABASE_URL": _absolute(settings.database_url),
        "PWD": str(ROOT),  # what the manifest's pull step sets as the working directory
    }


def _absolute(url: str) -> str:
    """A SQLite address with an absolute file; any other unchanged."""
    prefix = "sqlite:///"
    if not url.startswith(prefix) or url in (prefix, f"{prefix}:memory:"):
        return url
    return prefix + str(Path(url.removeprefix(prefix)).resolve())
