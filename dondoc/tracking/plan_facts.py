"""What was recorded about a plan beside its file, and the plan as it reads with that. All pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from dondoc.calendar.deadlines import Deadline, deadline_within
from dondoc.calendar.workdays import WorkCalendar
from dondoc.language.spec import (
    CampaignSpec,
    Handover,
    OwnPlanSpec,
    PeriodSpec,
    PlanSpec,
    ReportSpec,
    TaskSpec,
    Words,
)
from dondoc.tracking.answered import Answer, with_answer
from dondoc.tracking.open_questions import open_question
from dondoc.tracking.succession import with_replacement

OPENED_PERIOD = "dot-xuat"
_NAME_PREFIX = "báo cáo "


class FactKind(StrEnum):
    """What may be recorded about a plan."""

    ANSWERED = "answered"
    OCCURRED = "occurred"
    OPENED = "opened"
    HANDED_OVER = "handed_over"  # a debt of a body that ended
    REPLACED = "replaced"  # a body that ended, in what it is to the plan: issuer, standing body, receiver
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class Opening:
    """An ad hoc report that is asked for by a day; `of_report` is the report of the file that foresees it.

    `agencies` are slugs of agencies and groups; empty: the senders of that report.
    """

    name: str
    deadline: Deadline
    phrase: str
    agencies: tuple[str, ...] = ()
    of_report: str | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What an event was called when it was recorded, and what was noted with it."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlanFact:
    """A fact about a plan, never edited, only voided.

    `subject` is the slug of the question, event or report that it is about. `occurred_on` (civil day) is when it
    happened, `recorded_at` decides what was known.
    """

    id: str  # "f12"
    plan: str
    kind: FactKind
    subject: str
    occurred_on: date
    recorded_at: datetime
    recorded_by: str
    content: Answer | Opening | Occurrence | Handover | None = None
    document_number: str = ""
    document_date: date | None = None
    voids: str | None = None  # VOIDED: the id of the fact it takes back
    note: str = ""  # VOIDED: why


def live_facts(facts: Iterable[PlanFact], *, now: datetime | None = None) -> tuple[PlanFact, ...]:
    """The facts that nobody took back, in the order of recording; as known at `now` where one is given."""
    known = [fact for fact in facts if now is None or fact.recorded_at <= now]
    voided: set[str] = set()
    live: list[PlanFact] = []
    for fact in reversed(known):
        if fact.id in voided:
            continue
        if fact.kind is FactKind.VOIDED:
            voided.add(fact.voids or "")
        else:
            live.append(fact)
    return tuple(reversed(live))


def agencies_named(fact: PlanFact) -> tuple[str, ...]:
    """The slugs of agencies and groups that a fact names."""
    content = fact.content
    if isinstance(content, Handover):
        return content.successors
    return content.agencies if isinstance(content, Answer | Opening) else ()


def with_facts(spec: PlanSpec, facts: Iterable[PlanFact], calendar: WorkCalendar) -> PlanSpec:
    """The plan as it reads with what was recorded about it.

    A fact about something that the file no longer says changes nothing.
    """
    for fact in live_facts(facts):
        if fact.kind is FactKind.OCCURRED:
            spec = _with_event(spec, fact, calendar)
        elif fact.kind is FactKind.REPLACED and isinstance(fact.content, Handover):
            spec = with_replacement(spec, fact.subject, fact.content.successors)
        elif isinstance(fact.content, Handover):
            spec = replace(spec, handovers={**spec.handovers, fact.content.debt: fact.content})
        elif isinstance(fact.content, Opening):
            spec = _with_opening(spec, fact, fact.content)
        elif isinstance(fact.content, Answer) and (question := open_question(spec, fact.subject)):
            spec = with_answer(spec, question, fact.content)
    return spec


T = TypeVar("T", PeriodSpec, TaskSpec, OwnPlanSpec)


@dataclass(frozen=True, slots=True)
class _Clock:
    """An event that happened on a day: every deadline that is counted from it is known."""

    event: str
    day: date
    calendar: WorkCalendar

    def started(self, entry: T) -> T:
        """The entry with its day, if it waits for this event."""
        within = entry.within
        if within is None or within.event != self.event:
            return entry
        return replace(entry, within=None, deadline=deadline_within(within, self.day, self.calendar))

    def started_report(self, report: ReportSpec) -> ReportSpec:
        """The report with the days of the periods that wait for this event."""
        return replace(report, periods=tuple(self.started(period) for period in report.periods))

    def started_campaign(self, campaign: CampaignSpec) -> CampaignSpec:
        """The campaign without its condition, if it is this event."""
        return replace(campaign, after=None, after_event=None) if campaign.after_event == self.event else campaign


def _with_event(spec: PlanSpec, fact: PlanFact, calendar: WorkCalendar) -> PlanSpec:
    clock = _Clock(fact.subject, fact.occurred_on, calendar)
    return replace(
        spec,
        reports={slug: clock.started_report(report) for slug, report in spec.reports.items()},
        tasks={slug: clock.started(task) for slug, task in spec.tasks.items()},
        own_plans={slug: clock.started(own) for slug, own in spec.own_plans.items()},
        campaigns={slug: clock.started_campaign(campaign) for slug, campaign in spec.campaigns.items()},
    )


def _with_opening(spec: PlanSpec, fact: PlanFact, opening: Opening) -> PlanSpec:
    """The opened report is an entry of its own; where the file has one by this slug, the file's stays."""
    reports: Mapping[str, ReportSpec] = spec.reports
    foreseen = reports.get(opening.of_report or "")
    if fact.subject in reports or not (opening.agencies or foreseen):
        return spec
    words = Words(foreseen.words.clause if foreseen else "", opening.phrase, quoted=False, position=spec.position)
    opened = ReportSpec(
        slug=fact.subject,
        name=opening.name,
        words=words,
        senders=opening.agencies or (foreseen.senders if foreseen else ()),
        to=foreseen.to if foreseen else spec.issuer,
        via=foreseen.via if foreseen else spec.standing_body,
        drafter=foreseen.drafter if foreseen else None,
        consolidates=None,
        periods=(_opened_period(fact, opening, words),),
        undated=None,
        outline=foreseen.outline if foreseen else (),
        of_activity=foreseen.of_activity if foreseen and not opening.agencies else None,
    )
    return replace(spec, reports={**reports, fact.subject: opened})


def _opened_period(fact: PlanFact, opening: Opening, words: Words) -> PeriodSpec:
    """The only period of an opened report carries its name, so that a message says which report it is."""
    name = opening.name
    return PeriodSpec(
        slug=OPENED_PERIOD,
        name=name[len(_NAME_PREFIX) :] if name.casefold().startswith(_NAME_PREFIX) else name,
        year=fact.occurred_on.year,
        deadline=opening.deadline,
        data=None,
        data_inferred=False,
        words=words,
    )
