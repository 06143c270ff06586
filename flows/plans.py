"""A Prefect flow for every plan, made when it is asked for: `flows/plans.py:duc_pho_2022`.

One run is one look over one plan (a tick), short and idempotent. Flows hold no rules.
"""

from collections.abc import Sequence
from typing import Any

from prefect import Flow, flow, get_run_logger
from prefect.artifacts import create_table_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed

from dondoc.actions.figures import progress_of
from dondoc.actions.overview import overview
from dondoc.actions.plans import Silence, silence
from dondoc.actions.questions import asked
from dondoc.actions.ticks import Unjudged, tick
from dondoc.calendar import VIETNAM
from dondoc.cli.dates import day_text
from dondoc.cli.opening import Office, open_calendar
from dondoc.cli.plan_contents import paper_lines
from dondoc.cli.plan_recorded import question_lines
from dondoc.errors import DondocError, NotFound
from dondoc.settings import from_environment
from dondoc.tracking.compiler import Compiled
from flows.answers import failure, in_office, named_by_moment
from flows.artifacts import heading, table
from flows.descriptions import description
from flows.drawing import show
from flows.graph import draw
from flows.known_plans import known_plan
from flows.names import plan_flow_name
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
        return in_office(lambda office: _look_over(office, slug))

    return look_over


def _run_name() -> str:
    return named_by_moment("Rà soát")


def _look_over(office: Office, slug: str) -> State[Any]:
    now = office.now()
    try:
        result = tick(office.store, slug, office.calendar, now=now)
    except NotFound as unknown:
        return Completed(name="Chưa đồng bộ", message=str(unknown))
    if (ended := silence(office.store, slug)) is not None:
        return _over(ended, slug)
    get_run_logger().info("Đã xem %d đầu việc, có %d lời nhắc mới", result.looked_at, result.nudges)
    rows = overview(office.store, slug, office.calendar, now=now)
    graph, found = draw(rows, now=now), verdict(rows, now=now)
    show(graph)
    contents = [*paper_lines(rows, progress_of(office.store, slug, now=now)), *_questions(office, slug)]
    create_table_artifact(key=slug, table=table(rows), description=heading(found, graph, contents, now=now))
    if result.unjudged:
        return _out_of_order(result.unjudged)
    return Completed(name=found.name, message=found.message)


def _over(ended: Silence, slug: str) -> State[Any]:
    """A plan that is closed, or superseded, looks after nothing: its run says why."""
    if ended.closed_at is not None:
        day = day_text(ended.closed_at.astimezone(VIETNAM).date())
        return Completed(name=f"Đã đóng ngày {day}", message=f"Xem phiếu đóng: dondoc close {slug}")
    name = f"Đã được {ended.superseded_by} thay thế"
    return Completed(name=name, message=f"Quyết định các khoản nợ còn lại: dondoc close {slug}")


def _questions(office: Office, slug: str) -> list[str]:
    """What the plan leaves open, as one paragraph of Markdown."""
    lines = question_lines(asked(office.store, slug))
    return ["\n".join((lines[0], "", *lines[1:]))] if lines else []


def _out_of_order(unjudged: Sequence[Unjudged]) -> State[Any]:
    """The one case in which a run of a plan fails: the software could not judge a row. The others went on."""
    lines = "\n".join(f"- {one.obligation_id}: {one.reason}" for one in unjudged)
    return failure(f"Lỗi phần mềm: {len(unjudged)} đầu việc chưa xét được", f"Một giờ sau xét lại:\n{lines}")
