"""Answers to a plan's questions, and the plan as it reads with one. All pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.periods import period_window
from dondoc.calendar.spans import IssueDay, printed_day
from dondoc.language.senders import senders_of
from dondoc.language.slugs import slug_of
from dondoc.language.spec import (
    Exclusion,
    OwnPlanSpec,
    PeriodSpec,
    PlanSpec,
    QuestionKind,
    QuestionSpec,
    ReportSpec,
    TaskSpec,
)

ONCE = "mot-lan"
"""The period of a report that an answer gives one day and no period."""

Timed = TypeVar("Timed", PeriodSpec, TaskSpec, OwnPlanSpec)
Shared = TypeVar("Shared", ReportSpec, TaskSpec, OwnPlanSpec)


@dataclass(frozen=True, slots=True)
class GivenDay:
    """A day that an answer gives; `period` is the name or slug of the period it is for, empty where there is one.

    `phrase` is the day as a message says it: "trước ngày 16/3".
    """

    deadline: Deadline
    phrase: str
    period: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered; each part is empty where the question doesn't ask for it.

    `is_yes`: the proposed day holds, the agencies owe it. `agencies`: to whom a task is given, or for whom the
    yes or no holds (none: all that the question names). `text` is kept with the answer, and changes nothing.
    """

    is_yes: bool | None = None
    days: tuple[GivenDay, ...] = ()
    agencies: tuple[str, ...] = ()
    is_continuing: bool = False
    number: str = ""
    issued_on: date | None = None
    text: str = ""


def with_answer(spec: PlanSpec, question: QuestionSpec, answer: Answer) -> PlanSpec:
    """The plan as it reads once a question of it is answered."""
    spec = _with_document(_without_question(spec, question, answer), question, answer)
    spec = _with_exclusion(spec, question, answer)
    entry = question.about_entry or ""
    if question.kind is QuestionKind.OWNER and question.about_agencies:
        return _with_members(spec, entry, question, answer)
    if entry in spec.reports:
        report = _answered_report(spec, spec.reports[entry], question, answer)
        return replace(spec, reports={**spec.reports, entry: report})
    if entry in spec.tasks:
        task = _answered_task(spec, spec.tasks[entry], question, answer)
        return replace(spec, tasks={**spec.tasks, entry: task})
    if entry in spec.own_plans:
        own = _joined(_timed(spec.own_plans[entry], answer), question, answer)
        return replace(spec, own_plans={**spec.own_plans, entry: own})
    return spec


def _with_members(spec: PlanSpec, entry: str, question: QuestionSpec, answer: Answer) -> PlanSpec:
    """The agencies that a group stands for, named in its place."""

    def named(slugs: tuple[str, ...]) -> tuple[str, ...]:
        each = (answer.agencies if slug in question.about_agencies else (slug,) for slug in slugs)
        return tuple(dict.fromkeys(slug for slugs in each for slug in slugs))

    if report := spec.reports.get(entry):
        known = replace(report, senders=named(senders_of(spec, report)))
        return replace(spec, reports={**spec.reports, entry: known})
    if task := spec.tasks.get(entry):
        done = replace(task, leads=named(task.leads), executors=named(task.executors))
        return replace(spec, tasks={**spec.tasks, entry: done})
    own = spec.own_plans[entry]
    return replace(spec, own_plans={**spec.own_plans, entry: replace(own, agencies=named(own.agencies))})


def periods_to_date(spec: PlanSpec, question: QuestionSpec) -> tuple[PeriodSpec, ...]:
    """The periods whose day a question asks for: the named one, the report's own, or those it consolidates."""
    report = spec.reports.get(question.about_entry or "")
    if report is None:
        return ()
    own = report.periods or tuple(_behind(spec, report))
    if question.about_period is None:
        return own
    return tuple(period for period in own if f"{period.year}-{period.slug}" == question.about_period)


def fits(period: PeriodSpec, named: str) -> bool:
    """Whether a person means this period by a text: its slug, with its year or without, or its name."""
    slug = slug_of(named)
    return slug in (period.slug, f"{period.year}-{period.slug}", slug_of(period.name))


def _without_question(spec: PlanSpec, question: QuestionSpec, answer: Answer) -> PlanSpec:
    """The question is gone; one that was answered for some of its agencies waits for the others."""
    rest = tuple(slug for slug in question.about_agencies if answer.agencies and slug not in answer.agencies)
    questions = {slug: each for slug, each in spec.questions.items() if slug != question.slug}
    if rest and question.kind is QuestionKind.DUTY:
        left = replace(question, about_agencies=rest)
        questions = {**spec.questions, question.slug: left}
    return replace(spec, questions=questions)


def _with_document(spec: PlanSpec, question: QuestionSpec, answer: Answer) -> PlanSpec:
    """What was blank or missing in the stored copy."""
    if answer.number:
        return replace(spec, number=answer.number, number_printed=answer.number)
    if answer.issued_on is not None:
        day = answer.issued_on
        return replace(spec, issued_on=IssueDay(printed_day(day), day, day))
    if spec.partial and question.kind is QuestionKind.FREE and question.about_entry is None:
        is_about_the_copy = question.slug not in spec.questions and question.slug == "ban-luu-thieu"
        return replace(spec, partial=False) if is_about_the_copy else spec
    return spec


def _answered_report(spec: PlanSpec, report: ReportSpec, question: QuestionSpec, answer: Answer) -> ReportSpec:
    asked = periods_to_date(spec, question)
    if answer.days:
        dated = report.periods or tuple(_behind(spec, report))
        periods = tuple(_dated(each, answer, is_asked=each in asked, is_only=len(asked) == 1) for each in dated)
        return replace(report, periods=periods or tuple(_new_periods(spec, report, answer)), undated=None)
    if question.kind is QuestionKind.DATE and report.periods:
        periods = tuple(_timed(each, answer) if each in asked else each for each in report.periods)
        return replace(report, periods=periods)
    return _joined(report, question, answer)


def _dated(period: PeriodSpec, answer: Answer, *, is_asked: bool, is_only: bool) -> PeriodSpec:
    given = [day for day in answer.days if fits(period, day.period) or (is_only and not day.period)]
    return _with_day(period, given[-1]) if is_asked and given else period


def _new_periods(spec: PlanSpec, report: ReportSpec, answer: Answer) -> Iterator[PeriodSpec]:
    """The periods of a report that had none: as the answer names them."""
    for given in answer.days:
        slug = slug_of(given.period) or ONCE
        year = spec.effect.starts.year
        if spec.effect.ends.year != year:
            year = given.deadline.last_day.year
        data = period_window(given.period, year) if given.period else None
        words = replace(report.words, phrase=given.phrase, quoted=False)
        yield PeriodSpec(slug, given.period, year, given.deadline, data, data is not None, words)


def _behind(spec: PlanSpec, report: ReportSpec) -> Iterator[PeriodSpec]:
    """The periods of what a report consolidates, as its own and without a day."""
    seen = {report.slug}
    source = report.consolidates
    while source is not None and source in spec.reports and source not in seen:
        if spec.reports[source].periods:
            for period in spec.reports[source].periods:
                yield replace(period, deadline=None, within=None, proposed=False, words=report.words)
            return
        seen.add(source)
        source = spec.reports[source].consolidates


def _answered_task(spec: PlanSpec, task: TaskSpec, question: QuestionSpec, answer: Answer) -> TaskSpec:
    if question.kind is QuestionKind.OWNER:
        return replace(task, leads=answer.agencies)
    if answer.is_continuing:
        return replace(task, continuing=True, continuing_until=spec.effect.ends)
    return _joined(_timed(task, answer), question, answer)


def _timed(entry: Timed, answer: Answer) -> Timed:
    """The entry with the day that was given, or with its proposed day confirmed or dropped."""
    if answer.days:
        return _with_day(entry, answer.days[-1])
    if entry.proposed and answer.is_yes is not None:
        return replace(entry, proposed=False, deadline=entry.deadline if answer.is_yes else None)
    return entry


def _with_day(entry: Timed, given: GivenDay) -> Timed:
    words = replace(entry.words, phrase=given.phrase, quoted=False)
    return replace(entry, deadline=given.deadline, within=None, proposed=False, words=words)


def _joined(entry: Shared, question: QuestionSpec, answer: Answer) -> Shared:
    """The entry with the agencies that owe it after all, named now and no longer by a group alone."""
    if question.kind is QuestionKind.DATE or not answer.is_yes or question.about_period is not None:
        return entry
    joining = answer.agencies or question.about_agencies
    if isinstance(entry, ReportSpec):
        return replace(entry, senders=_each_once(entry.senders, joining))
    if isinstance(entry, TaskSpec):
        return replace(entry, executors=_each_once(entry.executors, joining))
    return replace(entry, agencies=_each_once(entry.agencies, joining))


def _each_once(known: tuple[str, ...], joining: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *joining)))


def _with_exclusion(spec: PlanSpec, question: QuestionSpec, answer: Answer) -> PlanSpec:
    """The plan without the duty of those who don't owe it (nobody does where neither side names any)."""
    if question.kind is QuestionKind.DATE or answer.is_yes is not False or question.about_entry is None:
        return spec
    agencies = answer.agencies or question.about_agencies
    left_out = Exclusion(question.about_entry, question.about_period, agencies)
    return replace(spec, excluded=(*spec.excluded, left_out))
