"""What a dead run left behind on the Prefect server, put right before a worker starts.

Without this a run whose process was killed stays Running for good, and days of missed runs come all at once.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
    TaskRunFilter,
    TaskRunFilterState,
    TaskRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType, TaskRun
from prefect.states import Cancelled, Crashed, Scheduled

from flows.names import FORM_TAG

_PAGE = 200  # the server gives no more at once
_UNFINISHED = (StateType.RUNNING, StateType.PENDING, StateType.CANCELLING)
_MOST_TRIES = 5  # of a form that dies every time it runs
_CUT_OFF = "Bị ngắt giữa chừng vì dondoc dừng; lượt sau làm lại đầy đủ."
_TOO_LATE = "Đã quá giờ trong lúc dondoc không chạy; lượt sau xem lại tất cả."


@dataclass(frozen=True, slots=True)
class Cleared:
    """How many runs were found cut off, past their hour, or waiting to record what a form said."""

    cut_off: int
    too_late: int
    run_again: int

    def __str__(self) -> str:
        parts = (
            (self.cut_off, "lượt bị ngắt được đóng lại"),
            (self.too_late, "lượt quá giờ được bỏ qua"),
            (self.run_again, "phiếu được chạy lại"),
        )
        return ", ".join(f"{count} {words}" for count, words in parts if count)


def clear_leftovers(client: SyncPrefectClient, *, now: datetime) -> Cleared:
    """Ends what no process works on any more. Call it while no worker runs.

    Runs of plans and of the dispatch are short and idempotent: the cut off become Crashed, the late Cancelled.
    A form's run is the only place that holds what somebody typed: it runs again, under the same id, which is
    the key of the event that it records.
    """
    unfinished = _runs(client, _in_state(*_UNFINISHED))
    forms = [run for run in unfinished if FORM_TAG in run.tags and not _is_being_cancelled(run)]
    forms += _runs(client, _crashed_forms())
    late = [run for run in _runs(client, _scheduled_before(now)) if FORM_TAG not in run.tags]
    again = [run for run in forms if run.run_count < _MOST_TRIES]
    kept = {run.id for run in again}
    cut_off = [run for run in unfinished if run.id not in kept]
    _set(client, cut_off, lambda: Crashed(message=_CUT_OFF))
    _set(client, late, lambda: Cancelled(message=_TOO_LATE))
    _set(client, again, lambda: Scheduled(scheduled_time=now))
    _close_tasks(client)
    return Cleared(len(cut_off), len(late), len(again))


def revive_forms(client: SyncPrefectClient, *, now: datetime) -> int:
    """Runs again the forms whose process died, while everything else goes on; returns how many."""
    dead = [run for run in _runs(client, _crashed_forms()) if run.run_count < _MOST_TRIES]
    _set(client, dead, lambda: Scheduled(scheduled_time=now))
    return len(dead)


def _set(client: SyncPrefectClient, runs: Sequence[FlowRun], state: Callable[[], State[Any]]) -> None:
    """A new state for each: its id may not be used twice."""
    for run in runs:
        client.set_flow_run_state(run.id, state(), force=True)


def _close_tasks(client: SyncPrefectClient) -> None:
    """Boxes of a run's graph whose process is gone."""
    wanted = TaskRunFilter(state=TaskRunFilterState(type=TaskRunFilterStateType(any_=list(_UNFINISHED))))
    open_tasks: list[TaskRun] = []
    while page := client.read_task_runs(task_run_filter=wanted, limit=_PAGE, offset=len(open_tasks)):
        open_tasks += page
    for run in open_tasks:
        client.set_task_run_state(run.id, Crashed(message=_CUT_OFF), force=True)


def _runs(client: SyncPrefectClient, wanted: FlowRunFilter) -> list[FlowRun]:
    return [run for page in _pages(client, wanted) for run in page]


def _pages(client: SyncPrefectClient, wanted: FlowRunFilter) -> Iterator[list[FlowRun]]:
    offset = 0
    while page := client.read_flow_runs(flow_run_filter=wanted, limit=_PAGE, offset=offset):
        yield page
        offset += len(page)


def _in_state(*types: StateType) -> FlowRunFilter:
    return FlowRunFilter(state=_state(*types))


def _crashed_forms() -> FlowRunFilter:
    return FlowRunFilter(state=_state(StateType.CRASHED), tags=FlowRunFilterTags(all_=[FORM_TAG]))


def _scheduled_before(now: datetime) -> FlowRunFilter:
    past = FlowRunFilterExpectedStartTime.model_validate({"before_": now})
    return FlowRunFilter(state=_state(StateType.SCHEDULED), expected_start_time=past)


def _state(*types: StateType) -> FlowRunFilterState:
    return FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types)))


def _is_being_cancelled(run: FlowRun) -> bool:
    return run.state_type is StateType.CANCELLING
