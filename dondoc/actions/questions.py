"""The questions that synced plans leave open, and who waits for each."""

from dataclasses import dataclass

from sqlalchemy import Connection

from dondoc.actions.answers import still_open
from dondoc.actions.following import followed_plan
from dondoc.actions.recompiling import as_written
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Refused
from dondoc.language.spec import QuestionSpec
from dondoc.store.engine import Store
from dondoc.store.plan_facts import read_plan_facts
from dondoc.store.reads import read_all_followed, read_obligations
from dondoc.store.rows import Followed
from dondoc.store.tables import OBLIGATION
from dondoc.tracking.asked import UNANSWERED, waits_for
from dondoc.tracking.obligations import Obligation
from dondoc.tracking.plan import PlanQuestion
from dondoc.tracking.plan_facts import with_facts
from dondoc.tracking.wanted import wanted


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question of a synced plan: what an answer to it gives, in words, and the duties that wait for it."""

    plan: str
    question: QuestionSpec
    wanted: str
    waiting: tuple[Obligation, ...]


def questions(store: Store, slug: str | None = None, *, calendar: WorkCalendar) -> tuple[OpenQuestion, ...]:
    """What a plan leaves open, or every plan that is followed, by slug; closed plans ask nothing.

    Raises NotFound for a plan that is not synced, Refused for one whose version can't be read any more.
    """
    with store.reading() as connection:
        if slug is not None:
            return _of_plan(connection, followed_plan(connection, slug), calendar)
        found: list[OpenQuestion] = []
        for followed in read_all_followed(connection):
            if not followed.is_silent:
                found += _of_readable(connection, followed, calendar)
    return tuple(found)


def asked(store: Store, slug: str) -> tuple[PlanQuestion, ...]:
    """The open questions of a plan as its last compilation noted them; raises NotFound."""
    with store.reading() as connection:
        return followed_plan(connection, slug).plan.questions


def _of_readable(connection: Connection, followed: Followed, calendar: WorkCalendar) -> tuple[OpenQuestion, ...]:
    """Nothing of a version that an older program synced: its questions are listed once it is synced again."""
    try:
        return _of_plan(connection, followed, calendar)
    except Refused:
        return ()


def _of_plan(connection: Connection, followed: Followed, calendar: WorkCalendar) -> tuple[OpenQuestion, ...]:
    slug = followed.plan.slug
    written, directory = as_written(connection, slug)
    spec = with_facts(written, read_plan_facts(connection, slug), calendar)
    is_waiting = OBLIGATION.c.gate.in_(UNANSWERED)
    duties = read_obligations(
        connection, OBLIGATION.c.plan == slug, OBLIGATION.c.withdrawn_at.is_(None), is_waiting
    )
    return tuple(
        OpenQuestion(slug, each, wanted(spec, each).words, tuple(duty for duty in duties if waits_for(each, duty)))
        for each in still_open(connection, spec, followed.plan, directory)
    )
