"""Compiles a plan: every line of it becomes obligations of agencies, and what is open becomes questions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from dondoc.calendar.spans import IssueDay
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Problem, Severity
from dondoc.language.directory import Directory, Relation
from dondoc.language.spec import PlanSpec, QuestionSpec
from dondoc.tracking.asked import plan_questions
from dondoc.tracking.contents import with_contents
from dondoc.tracking.duties import Workbench
from dondoc.tracking.ladder import Ladder
from dondoc.tracking.ladders import DEFAULT_LADDERS, ladder_with
from dondoc.tracking.obligations import Obligation
from dondoc.tracking.open_questions import open_questions
from dondoc.tracking.other_duties import campaign_rows, own_plan_rows, task_rows
from dondoc.tracking.plan import Plan
from dondoc.tracking.report_duties import report_rows
from dondoc.tracking.succession import succeeded


@dataclass(frozen=True, slots=True)
class Compiled:
    """A plan, what is owed under it (in the plan's order, then period, then protocol order), and what is open.

    `spec` and `directory` are what it was compiled from, so that it can be compiled again with what was recorded
    about it; None where only the outcome is known.
    """

    plan: Plan
    obligations: tuple[Obligation, ...]
    questions: tuple[QuestionSpec, ...]
    spec: PlanSpec | None = None
    directory: Directory | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The questions as problems of severity QUESTION, in the order of their places in the file."""
        asked = (Problem(each.position, Severity.QUESTION, each.ask, each.then) for each in self.questions)
        return tuple(sorted(asked, key=lambda problem: problem.position))


def compile_plan(spec: PlanSpec, directory: Directory, calendar: WorkCalendar) -> Compiled:
    """Compiles a plan that `checks` let pass; raises KeyError for a slug of an unknown agency, group or report."""
    bench = Workbench(spec, directory, calendar, _membership_day(spec))
    rows = chain(
        chain.from_iterable(report_rows(bench, report) for report in spec.reports.values()),
        chain.from_iterable(own_plan_rows(bench, own) for own in spec.own_plans.values()),
        chain.from_iterable(task_rows(bench, task) for task in spec.tasks.values()),
        chain.from_iterable(campaign_rows(bench, campaign) for campaign in spec.campaigns.values()),
    )
    obligations = tuple(succeeded(bench, (row for row in rows if not _is_excluded(spec, row))))
    questions = open_questions(spec, directory)
    plan = replace(_plan(spec, directory, obligations), questions=plan_questions(questions, obligations))
    return Compiled(plan, obligations, questions, spec, directory)


def _is_excluded(spec: PlanSpec, row: Obligation) -> bool:
    """An answer said that this agency does not owe it."""
    return any(
        row.report == out.entry
        and out.period in (None, row.period)
        and (not out.agencies or row.agency in out.agencies)
        for out in spec.excluded
    )


def _membership_day(spec: PlanSpec) -> date:
    """Groups are read as of the latest possible day of issue, else the first day of effect."""
    return spec.issued_on.latest if spec.issued_on else spec.effect.starts


def _plan(spec: PlanSpec, directory: Directory, obligations: Iterable[Obligation]) -> Plan:
    touched = sorted(_touched(spec, obligations))
    plan = Plan(
        slug=spec.slug,
        title=spec.title,
        number=spec.number or spec.number_printed,
        number_is_blank=spec.number is None,
        issued=_issued(spec.issued_on),
        latest_issue=spec.issued_on.latest if spec.issued_on else None,
        effect_from=spec.effect.starts,
        effect_to=spec.effect.ends,
        issuer=spec.issuer,
        issuer_name=directory.name_of(spec.issued_by or spec.issuer),
        standing_body=spec.standing_body,
        standing_body_name=directory.name_of(spec.standing_body),
        sample=spec.sample,
        grace_days=spec.grace_days,
        ladders=_ladders(spec),
        agency_names={slug: directory.name_of(slug) for slug in touched},
        consolidators=_consolidators(spec, obligations),
        agency_aliases=_aliases(directory, touched),
    )
    return with_contents(plan, spec)


def _aliases(directory: Directory, slugs: Iterable[str]) -> dict[str, tuple[str, ...]]:
    named = ((slug, directory.agencies.get(slug)) for slug in slugs)
    return {slug: agency.aliases for slug, agency in named if agency is not None and agency.aliases}


def _issued(day: IssueDay | None) -> str:
    """As a message says it: "07/3/2024", "tháng 4/2022" while the day is blank, "năm 2022" with the month too."""
    if day is None:
        return ""
    if day.is_exact:
        return day.printed
    first, last = day.earliest, day.latest
    return f"tháng {first.month}/{first.year}" if first.month == last.month else f"năm {first.year}"


def _ladders(spec: PlanSpec) -> dict[Relation, Ladder]:
    rungs = tuple(spec.rungs.values())
    return {relation: ladder_with(ladder, rungs) for relation, ladder in DEFAULT_LADDERS.items()}


def _consolidators(spec: PlanSpec, obligations: Iterable[Obligation]) -> dict[str, tuple[str, ...]]:
    """Who writes the report that waits for another one: its drafter, else its senders in protocol order."""
    found: dict[str, dict[str, None]] = {}
    for row in obligations:
        if row.consolidates is not None:
            writer = spec.reports[row.report].drafter or row.agency
            found.setdefault(row.consolidates, {})[writer] = None
    return {slug: tuple(writers) for slug, writers in found.items()}


def _touched(spec: PlanSpec, obligations: Iterable[Obligation]) -> set[str]:
    found = {spec.issuer, spec.standing_body}
    for row in obligations:
        found |= {slug for slug in (row.agency, row.to, row.via) if slug}
    return found | set(_helpers(spec))


def _helpers(spec: PlanSpec) -> Iterator[str]:
    for report in spec.reports.values():
        if report.drafter:
            yield report.drafter
    yield from chain.from_iterable(task.supporting for task in spec.tasks.values())
    yield from chain.from_iterable(campaign.supporting for campaign in spec.campaigns.values())
