"""One run of everything after a start, so that nobody waits for the next hour of a schedule."""

from collections.abc import Sequence

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import FlowRun
from prefect.client.schemas.responses import DeploymentResponse

from flows.deploy import deployments, run_and_wait
from flows.names import DISPATCH_TAG, PLAN_TAG
from flows.reporting import Say

_PATIENCE = 300.0  # seconds


def run_each_once(client: SyncPrefectClient, *, say: Say) -> None:
    """Runs each plan, then the dispatch of what they decided, and says how each ended."""
    ours = deployments(client)
    plans = [deployment for deployment in ours if PLAN_TAG in deployment.tags]
    say(f"Đang rà soát một lượt {len(plans)} kế hoạch…")
    _run_once(client, plans, say)
    say("Đang gửi một lượt…")
    _run_once(client, [deployment for deployment in ours if DISPATCH_TAG in deployment.tags], say)


def _run_once(client: SyncPrefectClient, wanted: Sequence[DeploymentResponse], say: Say) -> None:
    names = {deployment.id: deployment.name for deployment in wanted}
    for run in run_and_wait(client, names, patience=_PATIENCE):
        name = names[run.deployment_id] if run.deployment_id else run.name
        say(f"  {name}: {_ending(run)}")


def _ending(run: FlowRun) -> str:
    """How a run stands, in a line; what went wrong in full."""
    state = run.state
    if state is None or not state.is_final():
        return "chưa xong, vẫn chạy tiếp."
    if state.is_completed():
        return f"{state.name}."
    return f"{state.name}. {state.message or ''}".rstrip()
