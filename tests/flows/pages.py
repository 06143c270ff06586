"""A Prefect server of the tests' own, and an office that rehearses Đức Phổ 2022 on a clock that stands still."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from prefect.settings import PREFECT_API_URL, PREFECT_HOME, PREFECT_LOGGING_TO_API_ENABLED, temporary_settings

from dondoc.actions.contacts import sync_contacts
from dondoc.actions.dispatch import dispatch
from dondoc.actions.plans import activate, sync
from dondoc.actions.register import close_register
from dondoc.actions.reports import submit
from dondoc.actions.ticks import tick
from dondoc.cli.plan_files import open_plan
from dondoc.language.contacts import read_contacts
from dondoc.settings import from_environment
from dondoc.store import Store, open_store
from dondoc.tracking.outcomes import Envelope, Fate, Outcome
from flows import processes
from flows.api import open_client
from flows.deploy import create_pool
from flows.server import Site, site, start_server, start_worker, wait_healthy
from notifiers.wording import compose
from tests.factories import instant
from tests.flows.running import ROOT, free_port
from tests.waiting import until

SLUG = "duc-pho-2022"
BY = "Trần Thị Bình"
DEBTORS = ("Phòng Tư pháp", "UBND phường Phổ Văn", "UBND xã Phổ An")
CLOCK = "2022-06-17T08:00:00+07:00,0"  # two working days after the last day of the report of 6 months


@dataclass(frozen=True, slots=True)
class Pages:
    """The server, and what it knows."""

    place: Site

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """An answer of the API. On SQLite it says 503 now and then: a raw client asks again."""
        answers: list[httpx.Response] = []

        def answered() -> bool:
            with httpx.Client(trust_env=False, timeout=20) as client:
                answers.append(client.request(method, f"{self.place.api}{path}", json=body))
            return answers[-1].status_code != httpx.codes.SERVICE_UNAVAILABLE

        until(answered)
        answers[-1].raise_for_status()
        return answers[-1].json() if answers[-1].content else None

    def deployments(self) -> dict[str, dict[str, Any]]:
        return {each["name"]: each for each in self.ask("POST", "/deployments/filter", {})}

    def send_form(self, name: str, **filled: object) -> str:
        """Starts a run as the page does; returns its id. Raises HTTPStatusError for what the server refuses."""
        id_ = self.deployments()[name]["id"]
        return str(self.ask("POST", f"/deployments/{id_}/create_flow_run", {"parameters": filled})["id"])

    def run(self, run_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.ask("GET", f"/flow_runs/{run_id}")
        return found

    def ended(self, run_id: str) -> dict[str, Any]:
        """The final state of a run."""
        final = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
        until(lambda: self.run(run_id)["state_type"] in final, within=180, what="the end of a form's run")
        state: dict[str, Any] = self.run(run_id)["state"]
        return state

    def log(self, run_id: str) -> list[str]:
        """The lines of a run's own log."""
        body = {"logs": {"flow_run_id": {"any_": [run_id]}}, "sort": "TIMESTAMP_ASC"}
        return [line["message"] for line in self.ask("POST", "/logs/filter", body)]

    def processes(self) -> set[int]:
        """The server, the worker, and the runs that are under way."""
        return set(processes.marked(self.place.mark))

    def again(self, run_id: str) -> None:
        """What `dondoc up` does with the run of a form that was cut off, once its process is gone."""
        body = {"state": {"type": "SCHEDULED"}, "force": True}
        self.ask("POST", f"/flow_runs/{run_id}/set_state", body)

    def boxes(self, run_id: str) -> list[dict[str, Any]]:
        """The task runs of a run, in the order in which they began, once the server has them all."""
        found: list[dict[str, Any]] = []

        def settled() -> bool:
            body = {"flow_runs": {"id": {"any_": [run_id]}}}
            before = len(found)
            found[:] = self.ask("POST", "/task_runs/filter", body)
            return len(found) == before > 0 and all(box["state_type"] in ("COMPLETED", "FAILED") for box in found)

        until(settled, what="the boxes of a run")
        return sorted(found, key=lambda box: str(box["start_time"]))

    def artifact(self, key: str) -> dict[str, Any]:
        found: dict[str, Any] = self.ask("GET", f"/artifacts/{key}/latest")
        return found


@contextmanager
def serving(folder: Path, settings: Mapping[str, str]) -> Iterator[Pages]:
    """A server on a loopback port, with a Prefect home of its own; this process's flows go to it."""
    caller = {name: value for name, value in os.environ.items() if not name.startswith(("DONDOC_", "PREFECT_"))}
    place = site(from_environment(settings), port=free_port(), caller={**caller, **settings})
    try:
        wait_healthy(place, start_server(place))
        own = {PREFECT_API_URL: place.api, PREFECT_HOME: folder / "prefect", PREFECT_LOGGING_TO_API_ENABLED: False}
        with temporary_settings(own):
            yield Pages(place)
    finally:
        processes.end(place.mark, grace=0)


@contextmanager
def working(pages: Pages, tree: Path) -> Iterator[str]:
    """Plain `prefect deploy --all` in a copy of the tree, and a worker; yields what the command printed."""
    for name in ("flows", "dondoc", "notifiers", "plan_specs", "prefect.yaml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tree / name)
    with open_client(pages.place) as client:
        create_pool(client)
    command = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"]
    environment = {**pages.place.environment, "PWD": str(tree)}
    told = subprocess.run(
        command, env=environment, cwd=tree, capture_output=True, text=True, check=False, timeout=300
    )
    assert told.returncode == 0, told.stdout + told.stderr
    worker = start_worker(pages.place)
    try:
        yield told.stdout
    finally:
        processes.stop(worker, grace=5)


def rehearse(database_url: str) -> None:
    """Đức Phổ 2022 up to the morning of 17/6: all sent in time but three, who were told; the register is shut."""
    plan, calendar = open_plan(SLUG, ROOT / "plan_specs")
    store = open_store(database_url, rehearsal=True)
    opened = _at(4, 5)
    sync(store, plan.compiled, text=plan.text, calendar=calendar, by=BY, now=opened)
    activate(store, SLUG, calendar=calendar, by=BY, now=opened, without_number=True)
    listed, _ = read_contacts(ROOT / "plan_specs" / "contacts.example.yaml")
    sync_contacts(store, listed, now=opened)
    for owed in plan.compiled.obligations:
        if owed.period == "2022-6-thang" and not owed.consolidates and owed.agency_name not in DEBTORS:
            submit(store, owed.id, received_on=date(2022, 6, 14), calendar=calendar, by=BY, now=_at(14))
    for moment in (_at(8), _at(13), _at(15), _at(16, hour=14)):
        if moment == _at(16, hour=14):
            body, through = "Công an thị xã Đức Phổ", date(2022, 6, 15)
            close_register(store, body=body, through=through, calendar=calendar, by=BY, now=_at(16))
        tick(store, SLUG, calendar, now=moment)
        dispatch(store, calendar, compose=compose, send=_accept, now=partial(_same, moment), owner="test")
    store.close()


def opened(database_url: str) -> Store:
    """The store of a rehearsal, to look at what was recorded."""
    return open_store(database_url, rehearsal=True)


def _accept(envelope: Envelope) -> Outcome:
    return Outcome(Fate.ACCEPTED, "ok", envelope.message_id)


def _same(moment: datetime) -> datetime:
    return moment


def _at(day: int, month: int = 6, hour: int = 10) -> datetime:
    return instant(date(2022, month, day)).replace(hour=hour)
