"""A Prefect flow for every plan, made when it is asked for: `flows/plans.py:duc_pho_2022`.

One run is one look over one plan (a tick), short and idempotent. Flows hold no rules.
"""

from typing import Any

from prefect import Flow, flow, get_run_logger
from prefect.artifacts import create_table_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed

from dondoc.actions.overview import overview
from dondoc.actions.ticks import tick
from dondoc.cli.opening import Office, open_calendar, open_office
from dondoc.errors import DondocError, NotFound
from dondoc.settings import from_environment
from dondoc.tracking.compiler import Compiled
from flows.artifacts import heading, table
from flows.descriptions import description
from flows.drawing import show
from flows.graph import draw
from flows.known_plans import known_plan
from flows.names import moment, plan_flow_name
from flows.standings import verdict

PlanFlow = Flow[[], State[Any]]


def __getattr__(name: str) -> PlanFlow:
    """The flow of a plan under its identifier.

    Raises AttributeError for names of Python itself, ValueError (one clean line of `prefect deploy`) for
    a plan that is neither synced nor on disk.
    """
    if name.startswith("__"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return plan_flow(name.replace("_", "-"))
    except DondocError as problem:
        raise ValueError(str(problem)) from None


def plan_flow(slug: str) -> PlanFlow:
    """The flow of one plan; raises NotFound for a plan that is neither synced nor on disk."""
    settings = from_environment()
    compiled = known_plan(settings, slug)
    return _flow(compiled, description(compiled, open_calendar(settings)))


def _flow(compiled: Compiled, about: str) -> PlanFlow:
    slug = compiled.plan.slug

    @flow(
        name=plan_flow_name(compiled.plan.title, slug),
        flow_run_name=_run_name,
        description=about,
    )
    def look_over() -> State[Any]:
        with open_office() as office:
            return _look_over(office, slug)

    return look_over


def _run_name() -> str:
    with open_office() as office:
        return f"Rà soát lúc {moment(office.now())}"


def _look_over(office: Office, slug: str) -> State[Any]:
    now = office.now()
    try:
        result = tick(office.store, slug, office.calendar, now=now)
    except NotFound as unknown:
        return Completed(name="Chưa đồng bộ", message=str(unknown))
    get_run_logger().info("Looked at %d obligations, decided on %d nudges", result.looked_at, result.nudges)
    rows = overview(office.store, slug, office.calendar, now=now)
    show(draw(rows, now=now))
    create_table_artifact(key=slug, table=table(rows), description=heading(rows, now=now))
    found = verdict(rows, now=now)
    return Completed(name=found.name, message=found.message)
