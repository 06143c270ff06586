"""What a line of a plan asks for, and of whom: an obligation is one duty of one addressee."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from dondoc.calendar.deadlines import Deadline, Roll, due_instant
from dondoc.calendar.spans import Span
from dondoc.calendar.workdays import WorkCalendar
from dondoc.language.directory import Agency, Directory, Relation
from dondoc.language.spec import PlanSpec, QuestionSpec, Within, Words
from dondoc.tracking.obligations import Gate, Kind, Obligation


@dataclass(frozen=True, slots=True)
class Days:
    """The three days of a dated duty (due with +07:00)."""

    last_day: date
    due: datetime
    target: date
    strict: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """One report of one period, or one task, campaign, day, own plan: an obligation but for who owes it."""

    plan: str
    entry: str  # slug of the report, task, …
    kind: Kind
    name: str
    gate: Gate
    words: Words
    days: Days | None = None
    period: str | None = None  # "2022-6-thang"
    period_name: str = ""
    data: Span | None = None
    data_inferred: bool = False
    to: str | None = None
    via: str | None = None
    consolidates: str | None = None
    is_brief: bool = False
    awaits: str | None = None  # slug of the event that starts its clock

    @property
    def in_question(self) -> "Duty":
        """The duty while a question about it waits for its answer: it has no days then."""
        return replace(self, gate=Gate.UNRESOLVED, days=None, awaits=None)

    def dated(self, days: Days | None, within: Within | None, *, proposed: bool = False) -> "Duty":
        """The duty with its days; without any it waits for the event that they are counted from, or an answer."""
        if within is not None and days is None:
            return replace(self, gate=Gate.AWAITING_EVENT, awaits=within.event)
        if days is None:
            return self.in_question
        return replace(self, gate=Gate.PROPOSED if proposed else Gate.DATED, days=days)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who owes: an agency, or a group that is listed as one because nobody of it is named."""

    slug: str
    name: str
    order: int
    head_title: str
    relation: Relation
    proposed: bool


@dataclass(frozen=True, slots=True)
class Workbench:
    """What compiling a line needs beside the line: the plan, the directory as of a day, the calendar."""

    spec: PlanSpec
    directory: Directory
    calendar: WorkCalendar
    on: date  # the day on which groups are read

    def is_in_question(self, entry: str, period: str | None = None) -> bool:
        """A question of the file makes all who owe this wait."""
        return any(question.concerns(entry, period) for question in self.spec.questions.values())

    def in_question(self, entry: str, period: str | None = None) -> tuple[str, ...]:
        """The agencies that a question of the file names for this entry, or for this period of it, each once."""

        def names(question: QuestionSpec) -> bool:
            return (question.about_entry, question.about_period) == (entry, period)

        asked = (question.about_agencies for question in self.spec.questions.values() if names(question))
        return tuple(dict.fromkeys(slug for slugs in asked for slug in slugs))

    def days(self, deadline: Deadline | None) -> Days | None:
        """The three days of a deadline under the plan's rule for days off."""
        return days_of(deadline, self.spec.roll, self.calendar) if deadline else None


def days_of(deadline: Deadline, roll: Roll, calendar: WorkCalendar) -> Days:
    """The days of a deadline; only `roll: next` moves one that falls on a day off (BLDS 2015, Điều 148)."""
    last_day = calendar.roll_forward(deadline.last_day) if roll is Roll.NEXT else deadline.last_day
    due = due_instant(last_day, deadline.hour)
    return Days(last_day, due, calendar.roll_back(last_day), deadline.strict)


def addressee(agency: Agency, *, proposed: bool = False) -> Addressee:
    """An agency as one who owes; proposed where only a group of the directory holds it."""
    return Addressee(agency.slug, agency.name, agency.order, agency.head_title, agency.relation, proposed=proposed)


def agencies_of(slugs: tuple[str, ...], directory: Directory, on: date) -> tuple[Addressee, ...]:
    """Agencies named or in named groups on a day, in protocol order; those by a group alone are proposed."""
    return tuple(addressee(agency, proposed=agency.slug not in slugs) for agency in directory.resolve(slugs, on))


def owners_of(slugs: tuple[str, ...], directory: Directory, on: date) -> tuple[Addressee, ...]:
    """The agencies that are named; where only groups are, each group as one addressee, listed after agencies."""
    named = tuple(slug for slug in slugs if slug in directory.agencies)
    if named:
        return agencies_of(named, directory, on)
    return tuple(_group(slug, directory) for slug in dict.fromkeys(slugs))


def open_groups_of(slugs: tuple[str, ...], directory: Directory) -> tuple[Addressee, ...]:
    """The groups of which the directory names nobody, each as one addressee who waits to be known."""
    return tuple(_group(group.slug, directory) for group in directory.open_groups(slugs))


def _group(slug: str, directory: Directory) -> Addressee:
    """A group as one addressee, listed after all agencies."""
    after_all = max((agency.order for agency in directory.agencies.values()), default=0) + 1
    return Addressee(slug, directory.name_of(slug), after_all, "", Relation.SUBORDINATE, proposed=False)


def obligation(duty: Duty, by: Addressee) -> Obligation:
    """The row of one addressee; its id is made of slugs."""
    days = duty.days
    parts = (duty.plan, duty.entry, duty.period, by.slug)
    return Obligation(
        id="/".join(part for part in parts if part is not None),
        plan=duty.plan,
        report=duty.entry,
        period=duty.period,
        period_name=duty.period_name,
        agency=by.slug,
        agency_name=by.name,
        agency_order=by.order,
        head_title=by.head_title,
        relation=by.relation,
        kind=duty.kind,
        name=duty.name,
        gate=duty.gate,
        last_day=days.last_day if days else None,
        due=days.due if days else None,
        target=days.target if days else None,
        strict=days.strict if days else False,
        phrase=duty.words.phrase,
        phrase_quoted=duty.words.quoted,
        clause=duty.words.clause,
        data_from=duty.data.starts if duty.data else None,
        data_to=duty.data.ends if duty.data else None,
        data_inferred=duty.data_inferred,
        to=duty.to,
        via=duty.via,
        consolidates=duty.consolidates,
        membership_proposed=by.proposed,
        is_brief=duty.is_brief,
        awaits=duty.awaits,
    )
