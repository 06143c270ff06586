"""Who waits for the answer to a question of a plan."""

from collections import defaultdict
from collections.abc import Iterable

from dondoc.language.spec import QuestionSpec
from dondoc.tracking.obligations import Gate, Obligation
from dondoc.tracking.plan import PlanQuestion

UNANSWERED = frozenset({Gate.UNRESOLVED, Gate.PROPOSED})


def waits_for(asked: QuestionSpec, row: Obligation) -> bool:
    """Whether nobody is chased about a duty before this question is answered."""
    return (
        row.gate in UNANSWERED
        and row.report == asked.about_entry
        and asked.about_period in (None, row.period)
        and (not asked.about_agencies or row.agency in asked.about_agencies)
    )


def plan_questions(questions: Iterable[QuestionSpec], rows: Iterable[Obligation]) -> tuple[PlanQuestion, ...]:
    """The questions as messages and pages show them, each with the agencies that wait for it."""
    waiting: dict[str, list[Obligation]] = defaultdict(list)
    for row in rows:
        if row.gate in UNANSWERED:
            waiting[row.report].append(row)
    return tuple(
        PlanQuestion(
            slug=asked.slug,
            ask=asked.ask,
            kind=asked.kind,
            agencies=tuple(
                dict.fromkeys(row.agency for row in waiting[asked.about_entry or ""] if waits_for(asked, row))
            ),
        )
        for asked in questions
    )
