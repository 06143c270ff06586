"""Writes a plan as the text of its file: what is read from that text is the same plan.

Comments, layout and the words of single values are not kept. What answers have added to a plan is no part of it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from dondoc.calendar.deadlines import Roll
from dondoc.calendar.spans import Span
from dondoc.language.glossary import Vocabulary
from dondoc.language.printed_periods import printed_periods
from dondoc.language.printed_terms import event_word, printed_day, printed_term
from dondoc.language.slugs import slug_of
from dondoc.language.spec import (
    Amendment,
    Basis,
    CampaignSpec,
    MetricSpec,
    OutlineSection,
    OwnPlanSpec,
    PlanEventSpec,
    PlanSpec,
    QuestionKind,
    QuestionSpec,
    ReportSpec,
    RungSpec,
    Supersession,
    TaskSpec,
    WhenMissing,
    Words,
)
from dondoc.language.yaml_text import Line, Lines, Section, Settings, Value, Written, yaml_of

_DAYS = re.compile(r"(?:từ ngày (?P<first>\S.*?) đến ngày (?P<last>\S.*?)|ngày (?P<only>\S.*?))(?:, sau khi .*)?")
_CONTINUING = "thường xuyên, "
_YES = "có"

Pair = tuple[str, Value]


def print_plan(spec: PlanSpec, vocabulary: Vocabulary = Vocabulary.VIETNAMESE) -> str:
    """The text of a plan's file, its keys in one vocabulary; values are Vietnamese in both."""
    sections: tuple[tuple[str, Iterable[tuple[str, Written]]], ...] = (
        ("report", ((slug, _report(spec, each)) for slug, each in spec.reports.items())),
        ("own_plan", ((slug, _own_plan(spec, each)) for slug, each in spec.own_plans.items())),
        ("task", ((slug, _task(spec, each)) for slug, each in spec.tasks.items())),
        ("campaign", ((slug, _campaign(spec, each)) for slug, each in spec.campaigns.items())),
        ("metric", ((slug, _metric(each)) for slug, each in spec.metrics.items())),
        ("event", ((slug, _event(each)) for slug, each in spec.events.items() if each.words.clause)),
        ("question", ((slug, _question(spec, each)) for slug, each in spec.questions.items())),
    )
    printed = ((key, Section(tuple(entries))) for key, entries in sections)
    filled = tuple((key, section) for key, section in printed if section.entries)
    return yaml_of((*_head(spec), *filled), vocabulary)


def _given(*pairs: tuple[str, Value | None]) -> Written:
    """The pairs that have something to say."""
    return tuple((key, value) for key, value in pairs if value)


def _head(spec: PlanSpec) -> Iterator[Pair]:
    yield from _given(
        ("plan", spec.slug),
        ("sample", _YES if spec.sample else None),
        ("title", spec.title),
        ("number", spec.number_printed if spec.number_printed != "…" else None),
        ("issued_on", spec.issued_on.printed if spec.issued_on is not None else None),
        ("signer", spec.signer),
        ("issuer", spec.issuer),
        ("standing_body", spec.standing_body),
        ("effect", _effect(spec.effect)),
        ("roll", "ke_tiep" if spec.roll is Roll.NEXT else None),
        ("grace_days", str(spec.grace_days) if spec.grace_days else None),
        ("partial", _YES if spec.partial else None),
        ("parent", spec.parent),
        ("basis", _lines(_basis(each) for each in spec.basis)),
        ("supersedes", _lines(_supersession(each) for each in spec.supersedes)),
        ("amendment", _lines(_amendment(each, spec) for each in spec.amendments)),
        ("ladder", _ladder(spec.rungs)),
    )


def _effect(effect: Span) -> Value:
    starts, ends = effect.starts, effect.ends
    if (starts.month, starts.day, ends.month, ends.day) == (1, 1, 12, 31):
        return str(starts.year) if starts.year == ends.year else f"{starts.year}-{ends.year}"
    return Line((("starts", _plain(starts)), ("ends", _plain(ends))))


def _plain(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _lines(lines: Iterable[Written]) -> Lines | None:
    written = tuple(Line(line) for line in lines)
    return Lines(written) if written else None


def _basis(basis: Basis) -> Written:
    return _given(("document", basis.number), ("of", basis.issuer), ("day", basis.issued_on))


def _supersession(old: Supersession) -> Written:
    return _given(("document", old.number), ("plan", old.plan))


def _amendment(amendment: Amendment, spec: PlanSpec) -> Written:
    day = printed_day(amendment.issued_on, spec)
    return _given(
        ("document", amendment.number), ("day", day), ("of", amendment.issuer), ("subject", amendment.subject)
    )


def _ladder(rungs: Mapping[str, RungSpec]) -> Value | None:
    return Settings(tuple((slug, _rung(rung)) for slug, rung in rungs.items())) if rungs else None


def _rung(rung: RungSpec) -> str:
    hour = f"{rung.hour.hour} giờ" + (f" {rung.hour.minute:02}" if rung.hour.minute else "")
    if not rung.offset and rung.unit == "wd":
        return f"trong ngày, {hour}"
    unit = "ngày làm việc" if rung.unit == "wd" else "ngày"
    return f"{'trước' if rung.offset < 0 else 'sau'} {abs(rung.offset)} {unit}, {hour}"


def _words(words: Words) -> Written:
    return _given(("clause", words.clause), ("phrase", words.phrase if words.quoted else None))


def _report(spec: PlanSpec, report: ReportSpec) -> Written:
    clause, *phrase = _words(report.words)
    is_waiting = report.when_missing is WhenMissing.WAIT
    return (
        clause,
        ("name", report.name),
        *phrase,
        *_given(
            ("ad_hoc", _YES if report.ad_hoc else None),
            ("of_activity", report.of_activity),
            ("from", report.senders),
            ("to", report.to),
            ("via", report.via),
            ("drafter", report.drafter),
            ("consolidates", report.consolidates),
            ("when_missing", report.when_missing.value if is_waiting else None),
            ("outline", _lines(_section(each) for each in report.outline)),
            ("period", None if report.ad_hoc else printed_periods(spec, report)),
        ),
    )


def _section(section: OutlineSection) -> Written:
    made = slug_of(section.number or section.title)
    own = section.slug if section.slug != made else None
    return _given(("document", section.number), ("name", section.title), ("id", own))


def _who(entry: TaskSpec | CampaignSpec) -> Written:
    return _given(("lead", entry.leads), ("supporting", entry.supporting), ("executors", entry.executors))


def _term(spec: PlanSpec, entry: TaskSpec | OwnPlanSpec) -> Written:
    term = printed_term(spec, entry.words, entry.deadline, entry.within)
    proposed: Written = (("proposed", _YES),) if entry.proposed else ()
    return (*((term,) if term is not None else ()), *proposed)


def _task(spec: PlanSpec, task: TaskSpec) -> Written:
    clause, *phrase = _words(task.words)
    how_long = (("continuing", _how_long(spec, task)),) if task.continuing else _term(spec, task)
    return (clause, ("content", task.content), *phrase, *_who(task), *how_long)


def _how_long(spec: PlanSpec, task: TaskSpec) -> str:
    """`có`, or until when; as it was written, where the words show that."""
    until = task.continuing_until
    written = task.words.phrase.removeprefix(_CONTINUING)
    if not task.words.quoted and task.words.phrase.startswith(_CONTINUING):
        return written
    return _YES if until is None or until == spec.effect.ends else f"đến {_plain(until)}"


def _own_plan(spec: PlanSpec, own: OwnPlanSpec) -> Written:
    clause, *phrase = _words(own.words)
    return (clause, ("name", own.name), *phrase, ("executors", own.agencies), *_term(spec, own))


def _campaign(spec: PlanSpec, campaign: CampaignSpec) -> Written:
    clause, *phrase = _words(campaign.words)
    after = event_word(spec, campaign.after_event or "", campaign.after or "") if campaign.after else None
    return (
        clause,
        ("name", campaign.name),
        *phrase,
        *_campaign_days(spec, campaign),
        *_given(("after", after)),
        *_who(campaign),
    )


def _campaign_days(spec: PlanSpec, campaign: CampaignSpec) -> Written:
    """The days as the composed words have them, where they are composed and still mean the same."""
    found = _DAYS.fullmatch(campaign.words.phrase) if not campaign.words.quoted else None
    as_written = found.groupdict("") if found is not None else {}
    starts, ends = campaign.span.starts, campaign.span.ends
    if campaign.is_day:
        return (("day", printed_day(starts, spec, as_written.get("only", ""))),)
    first, last = as_written.get("first", ""), as_written.get("last", "")
    return (("starts", printed_day(starts, spec, first)), ("ends", printed_day(ends, spec, last)))


def _metric(metric: MetricSpec) -> Written:
    clause, *phrase = _words(metric.words)
    return (clause, ("measure", metric.measure), ("reaches", metric.reaches), *phrase)


def _event(event: PlanEventSpec) -> Written:
    clause, *phrase = _words(event.words)
    return (clause, ("name", event.name), *phrase)


def _question(spec: PlanSpec, question: QuestionSpec) -> Written:
    is_said = question.about_entry is not None or question.kind is not QuestionKind.FREE
    return _given(
        ("ask", question.ask),
        ("clause", question.clause),
        ("about", _about(spec, question) if question.about_entry is not None else None),
        ("answer", question.kind.value if is_said else None),
    )


def _about(spec: PlanSpec, question: QuestionSpec) -> Line:
    entry = question.about_entry or ""
    sections = (("own_plan", spec.own_plans), ("campaign", spec.campaigns), ("task", spec.tasks))
    section = next((key for key, entries in sections if entry in entries), "task")
    key = "report" if question.about_report is not None else section
    return Line(_given((key, entry), ("period", question.about_period), ("agency", question.about_agencies)))
