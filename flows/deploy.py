"""The pool, the deployments of a manifest, and one run of each: what a fresh server needs to be useful."""

import shlex
import subprocess
import sys
import time
from collections.abc import Collection, Iterable
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.filters import WorkPoolFilter, WorkPoolFilterName
from prefect.client.schemas.objects import FlowRun
from prefect.client.schemas.responses import DeploymentResponse
from prefect.exceptions import ObjectNotFound
from prefect.workers.process import ProcessWorker

from dondoc.errors import DondocError
from flows import processes
from flows.names import POOL
from flows.server import ROOT, Site

_LOOK_EVERY = 0.3  # seconds
_PAGE = 200


class NotDeployed(DondocError):
    """`prefect deploy` refused the manifest; the text names its log."""


def create_pool(client: SyncPrefectClient) -> None:
    """The process pool, made anew so that an earlier pause or a changed template doesn't linger.

    A run is told its command: by default Prefect starts one interpreter to prepare and another one to run,
    which doubles the seconds that every form and every tick waits.
    """
    template = ProcessWorker.get_default_base_job_template()
    template["variables"]["properties"]["command"]["default"] = f"{shlex.quote(sys.executable)} -m prefect.engine"
    client.create_work_pool(WorkPoolCreate(name=POOL, type="process", base_job_template=template), overwrite=True)


def create_pool_if_missing(client: SyncPrefectClient) -> None:
    """The process pool on a server of somebody else, who may have set it up in their own way."""
    try:
        client.read_work_pool(POOL)
    except ObjectNotFound:
        create_pool(client)


def begin_deploying(place: Site, manifest: Path) -> subprocess.Popen[bytes]:
    """Starts plain `prefect deploy --all` on a manifest; `finish_deploying` waits for it."""
    command = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all", "--prefect-file", str(manifest)]
    return processes.spawn(command, environment=place.environment, log=place.log("deploy"), cwd=ROOT)


def finish_deploying(place: Site, deploying: subprocess.Popen[bytes]) -> None:
    """Waits for the deployments. Raises NotDeployed if Prefect refused one."""
    if deploying.wait() != 0:
        raise NotDeployed(f"Không khai báo được các luồng với Prefect; xem nhật ký {place.log('deploy')}.")


def deploy(place: Site, client: SyncPrefectClient, manifest: Path, *, wanted: Collection[str]) -> tuple[str, ...]:
    """Deploys a manifest and removes what it doesn't want; returns the names of what it removed."""
    create_pool_if_missing(client)
    finish_deploying(place, begin_deploying(place, manifest))
    return remove_gone(client, wanted=wanted)


def deployments(client: SyncPrefectClient) -> list[DeploymentResponse]:
    """All deployments that use our pool."""
    ours = WorkPoolFilter(name=WorkPoolFilterName(any_=[POOL]))
    found: list[DeploymentResponse] = []
    while page := client.read_deployments(work_pool_filter=ours, limit=_PAGE, offset=len(found)):
        found += page
    return found


def remove_gone(client: SyncPrefectClient, *, wanted: Collection[str]) -> tuple[str, ...]:
    """Removes our deployments whose name is not wanted; plain `prefect deploy` would leave them."""
    gone = [deployment for deployment in deployments(client) if deployment.name not in wanted]
    for deployment in gone:
        client.delete_deployment(deployment.id)
    return tuple(deployment.name for deployment in gone)


def run_and_wait(client: SyncPrefectClient, ids: Iterable[UUID], *, patience: float) -> list[FlowRun]:
    """One run of each deployment now; returns them as they stand when all are final or patience (s) ends."""
    runs = [client.create_flow_run_from_deployment(deployment) for deployment in ids]
    deadline = time.monotonic() + patience
    while not all(_is_final(run) for run in runs) and time.monotonic() < deadline:
        time.sleep(_LOOK_EVERY)
        runs = [run if _is_final(run) else client.read_flow_run(run.id) for run in runs]
    return runs


def _is_final(run: FlowRun) -> bool:
    return run.state is not None and run.state.is_final()
