"""Runs whose process died are put right on a real Prefect server."""

from uuid import UUID

import pytest
from prefect import flow
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import State, StateType
from prefect.states import Completed, Crashed, Failed

from dondoc import clock
from flows.api import open_client
from flows.cleanup import revive_forms
from flows.names import FORM_TAG
from tests.flows.pages import Pages

pytestmark = pytest.mark.slow


@flow(name="Phiếu thử")
def form() -> None:
    """Never runs: its runs are only written down."""


def state_of(client: SyncPrefectClient, run: UUID) -> StateType | None:
    return client.read_flow_run(run).state_type


def test_a_form_whose_process_died_runs_again_and_nothing_else_does(pages: Pages) -> None:
    with open_client(pages.place) as client:
        states: dict[str, State[None]] = {"died": Crashed(), "refused": Failed(), "done": Completed()}
        runs = {
            name: client.create_flow_run(form, tags=[FORM_TAG], state=state).id for name, state in states.items()
        }
        plan = client.create_flow_run(form, tags=["kế hoạch"], state=Crashed()).id
        assert revive_forms(client, now=clock.now()) == 1
        assert state_of(client, runs["died"]) is StateType.SCHEDULED
        assert state_of(client, runs["refused"]) is StateType.FAILED
        assert state_of(client, runs["done"]) is StateType.COMPLETED
        assert state_of(client, plan) is StateType.CRASHED
        assert revive_forms(client, now=clock.now()) == 0
        client.delete_flow_run(runs["died"])
