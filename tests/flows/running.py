"""A `dondoc up` of a test's own: its folder, its port, its processes, and what its Prefect server knows."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from flows import processes
from tests.waiting import until

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 300.0  # seconds; about 20 on an idle machine
UNFINISHED = ("RUNNING", "PENDING", "CANCELLING")


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Up:
    """Started, stopped and killed as often as a test likes, always on the same folder."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """Of every command on this folder; the caller's own settings are left out."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DONDOC_", "PREFECT_"))}
        return {**kept, "DONDOC_VAR": str(self.folder), "DONDOC_BY": "Kiểm thử", **self.settings}

    @property
    def output(self) -> str:
        """What the last start printed so far."""
        log = self.folder / "output.txt"
        return log.read_text(encoding="utf-8") if log.exists() else ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/v2/"

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "output.txt").open("wb") as sink:
            self.process = subprocess.Popen(
                self._command("up", "--port", str(self.port), *self.options),
                env=self.environment,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_ready(self) -> None:
        assert self.process is not None
        process = self.process
        until(
            lambda: self.output.rstrip().endswith(self.address) or process.poll() is not None, within=READY_WITHIN
        )
        assert process.poll() is None, self.output

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Another command on the same folder."""
        return subprocess.run(
            self._command(*words),
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def stop(self, number: signal.Signals) -> int:
        """Signals only the parent, as a terminal or a service manager does; returns its exit code."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(60)

    def kill_everything(self) -> None:
        """SIGKILL to all its processes at once, as a loss of power does."""
        assert self.process is not None
        self.process.kill()
        for pid in processes.marked(self.mark):
            os.kill(pid, signal.SIGKILL)
        processes.end(self.mark, grace=0)
        self.process.wait(10)

    @property
    def mark(self) -> str:
        return processes.mark_of(self.folder)

    def left_unfinished(self) -> Counter[str]:
        """Flow runs and task runs that no process works on, straight from the file of the stopped server."""
        file = self.folder / "prefect" / "prefect.db"
        with closing(sqlite3.connect(file)) as connection:
            rows = connection.execute(
                "SELECT state_type FROM flow_run UNION ALL SELECT state_type FROM task_run"
            ).fetchall()
        return Counter(state for (state,) in rows if state in UNFINISHED)

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """An answer of the server's API, which on SQLite says 503 or nothing now and then: then it asks again."""
        answers: list[httpx.Response] = []

        def is_answered() -> bool:
            try:
                with httpx.Client(trust_env=False, timeout=20) as client:
                    answer = client.request(method, f"http://127.0.0.1:{self.port}/api{path}", json=body)
            except httpx.TimeoutException:
                return False
            answers.append(answer)
            return answer.status_code != httpx.codes.SERVICE_UNAVAILABLE

        until(is_answered, within=120, what=f"an answer of {path}")
        answers[-1].raise_for_status()
        return answers[-1].json() if answers[-1].content else None

    def deployments(self) -> dict[str, dict[str, Any]]:
        return {each["name"]: each for each in self.ask("POST", "/deployments/filter", {})}

    def runs(self, deployment: str) -> list[dict[str, Any]]:
        """Runs of a deployment that began or are over, the latest first."""
        found: list[dict[str, Any]] = self.ask(
            "POST",
            "/flow_runs/filter",
            {
                "deployments": {"name": {"any_": [deployment]}},
                "flow_runs": {"state": {"type": {"not_any_": ["SCHEDULED"]}}},
                "sort": "EXPECTED_START_TIME_DESC",
            },
        )
        return found

    def submit(self, deployment: str, parameters: Mapping[str, object]) -> str:
        """Starts a run as the page's form does; returns its id."""
        id_ = self.deployments()[deployment]["id"]
        run = self.ask("POST", f"/deployments/{id_}/create_flow_run", {"parameters": dict(parameters)})
        return str(run["id"])

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "flows.cli", *words]


def running(folder: Path, **fields: Any) -> Iterator[Up]:
    """For a fixture: whatever the test did, nothing of it stays alive."""
    up = Up(folder, **fields)
    try:
        yield up
    finally:
        if up.process is not None and up.process.poll() is None:
            up.process.kill()
            up.process.wait(10)
        processes.end(up.mark, grace=0)
