"""Obligations of reports: per period and sender; one undated row for each body whose duty is in question."""

from collections.abc import Iterator
from dataclasses import replace

from dondoc.language.spec import PeriodSpec, ReportSpec
from dondoc.tracking.duties import Addressee, Duty, Workbench, agencies_of, obligation
from dondoc.tracking.naming import report_name
from dondoc.tracking.obligations import Gate, Kind, Obligation


def report_rows(bench: Workbench, report: ReportSpec) -> Iterator[Obligation]:
    """The rows of a report, by period, then in protocol order; those in question come last, without a period."""
    doubted = _doubted(bench, report)
    senders = tuple(each for each in _senders(bench, report) if each.slug not in {one.slug for one in doubted})
    for duty in _duties(bench, report):
        yield from (obligation(duty, sender) for sender in senders)
    waiting = _bare_duty(bench, report)
    yield from (obligation(waiting, addressee) for addressee in doubted)


def _senders(bench: Workbench, report: ReportSpec) -> Iterator[Addressee]:
    """Who is named or in a named group; a body that receives or consolidates owes nothing to itself by a group."""
    receivers = {bench.spec.standing_body, report.to, report.via}
    for sender in agencies_of(report.senders, bench.directory, bench.on):
        if not (sender.proposed and sender.slug in receivers):
            yield sender


def _doubted(bench: Workbench, report: ReportSpec) -> tuple[Addressee, ...]:
    """The agencies that a question about this report names: they wait whether or not a group holds them."""
    asked = (q.about_agencies for q in bench.spec.questions.values() if q.about_report == report.slug)
    named = tuple(dict.fromkeys(slug for slugs in asked for slug in slugs))
    held = {each.slug: each for each in agencies_of(report.senders, bench.directory, bench.on)}
    found = agencies_of(named, bench.directory, bench.on)
    return tuple(held.get(each.slug, each) for each in found)


def _duties(bench: Workbench, report: ReportSpec) -> Iterator[Duty]:
    """One duty per period; without periods of its own a report takes those of what it consolidates, undated."""
    if report.periods:
        yield from (_dated(bench, report, period) for period in report.periods)
    elif borrowed := _periods_behind(bench, report):
        yield from (_borrowed(bench, report, period) for period in borrowed)
    else:
        yield _bare_duty(bench, report)


def _periods_behind(bench: Workbench, report: ReportSpec) -> tuple[PeriodSpec, ...]:
    seen = {report.slug}
    source = report.consolidates
    while source is not None and source not in seen:  # `checks` refuses a cycle
        behind = bench.spec.reports[source]
        if behind.periods:
            return behind.periods
        seen.add(source)
        source = behind.consolidates
    return ()


def _dated(bench: Workbench, report: ReportSpec, period: PeriodSpec) -> Duty:
    days = bench.days(period.deadline)
    gate = Gate.PROPOSED if period.proposed else Gate.DATED
    in_period = replace(_in_period(bench, report, period), words=period.words, data_inferred=period.data_inferred)
    if days is None or _is_doubted(bench, report):
        return replace(in_period, gate=Gate.UNRESOLVED)
    return replace(in_period, days=days, gate=gate)


def _borrowed(bench: Workbench, report: ReportSpec, period: PeriodSpec) -> Duty:
    return replace(_in_period(bench, report, period), data_inferred=period.data is not None)


def _in_period(bench: Workbench, report: ReportSpec, period: PeriodSpec) -> Duty:
    return replace(
        _bare_duty(bench, report),
        name=report_name(report, period.name),
        period=f"{period.year}-{period.slug}",
        period_name=period.name,
        data=period.data,
    )


def _is_doubted(bench: Workbench, report: ReportSpec) -> bool:
    """A question about the report that names no agency makes all of it wait."""
    return any(q.about_report == report.slug and not q.about_agencies for q in bench.spec.questions.values())


def _bare_duty(bench: Workbench, report: ReportSpec) -> Duty:
    """The report without period and day: it waits for an answer."""
    return Duty(
        plan=bench.spec.slug,
        entry=report.slug,
        kind=Kind.REPORT,
        name=report_name(report),
        gate=Gate.UNRESOLVED,
        words=report.words,
        to=report.to,
        via=report.via,
        consolidates=report.consolidates,
    )
