"""One run of everything after a start, so that nobody waits for the next hour of a schedule."""

from collections.abc import Callable, Iterable

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import FlowRun
from prefect.client.schemas.responses import DeploymentResponse

from flows.deploy import deployments, run_and_wait
from flows.names import DISPATCH_TAG, PLAN_TAG

Say = Callable[[str], None]

_PATIENCE = 300.0  # seconds


def run_each_once(client: SyncPrefectClient, *, say: Say) -> None:
    """Runs each plan, then the dispatch of what they decided, and says how each ended."""
    ours = deployments(client)
    plans = _tagged(ours, PLAN_TAG)
    say(f"Đang rà soát một lượt {len(plans)} kế hoạch…")
    _report(run_and_wait(client, (plan.id for plan in plans), patience=_PATIENCE), say)
    say("Đang gửi một lượt…")
    dispatch = _tagged(ours, DISPATCH_TAG)
    _report(run_and_wait(client, (flow.id for flow in dispatch), patience=_PATIENCE), say)


def _tagged(ours: Iterable[DeploymentResponse], tag: str) -> list[DeploymentResponse]:
    return [deployment for deployment in ours if tag in deployment.tags]


def _report(runs: Iterable[FlowRun], say: Say) -> None:
    for run in runs:
        state = run.state
        if state is None or not state.is_final():
            say(f"  {run.name}: chưa xong, vẫn chạy tiếp.")
        elif state.is_completed():
            say(f"  {run.name}: {state.name}.")
        else:
            say(f"  {run.name}: {state.name}. {state.message or ''}".rstrip())
