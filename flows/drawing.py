"""A graph as Prefect's task runs: one box each, debtors red, feeding the consolidations."""

from typing import Any

from prefect import allow_failure, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.logging import disable_run_logger
from prefect.states import Completed, Failed

from flows.graph import Graph, Node


def show(graph: Graph) -> None:
    """Makes the task runs of a graph one after the other: it then reads from top to bottom, debtors first.

    The run's log stays quiet meanwhile: two lines for each box would bury what the run itself has to say.
    """
    with disable_run_logger():
        boxes = [_box(node, return_state=True) for node in graph.nodes]
        made: list[State[Any]] = []
        for gathering in graph.gatherings:
            feeds = [boxes[place] for place in gathering.feeds] + [made[place] for place in gathering.parts]
            waits = [allow_failure(feed) for feed in feeds]
            made.append(_box(gathering.node, return_state=True, wait_for=waits))


def _name() -> str:
    from prefect.runtime import task_run

    node: Node = task_run.parameters["node"]
    return node.label


@task(name="Đầu việc", task_run_name=_name, cache_policy=NO_CACHE)
def _box(node: Node) -> State[None]:
    """A box of the graph; an overdue one is Failed by type, and carries data or it would arrive without any."""
    if node.is_red:
        return Failed(name=node.state, message=node.message, data=RuntimeError(node.message))
    return Completed(name=node.state, message=node.message)
