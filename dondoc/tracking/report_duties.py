"""Obligations of reports: per period and sender; one undated row for each body whose duty is in question."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from dondoc.calendar.spans import Span
from dondoc.language.senders import activity_of, senders_of
from dondoc.language.spec import CampaignSpec, PeriodSpec, ReportSpec
from dondoc.tracking.duties import Addressee, Duty, Workbench, agencies_of, obligation, open_groups_of
from dondoc.tracking.naming import report_name
from dondoc.tracking.obligations import Gate, Kind, Obligation

_A_WEEK = timedelta(days=7)


def report_rows(bench: Workbench, report: ReportSpec) -> Iterator[Obligation]:
    """The rows of a report, by period, then in protocol order; those in question come last, without a period.

    An ad hoc report owes nothing: what is opened on a day is a report of its own.
    """
    if report.ad_hoc:
        return
    doubted = _doubted(bench, report)
    senders = tuple(each for each in _senders(bench, report) if each.slug not in {one.slug for one in doubted})
    for duty in _duties(bench, report):
        waiting = bench.in_question(report.slug, duty.period) if duty.period else ()
        for sender in senders:
            yield obligation(duty.in_question if sender.slug in waiting else duty, sender)
    bare = _bare_duty(bench, report)
    unknown = open_groups_of(senders_of(bench.spec, report), bench.directory)
    yield from (obligation(bare, addressee) for addressee in (*doubted, *unknown))


def _senders(bench: Workbench, report: ReportSpec) -> Iterator[Addressee]:
    """Who is named or in a named group; a body that receives or consolidates owes nothing to itself by a group."""
    receivers = {bench.spec.standing_body, report.to, report.via}
    for sender in agencies_of(senders_of(bench.spec, report), bench.directory, bench.on):
        if not (sender.proposed and sender.slug in receivers):
            yield sender


def _doubted(bench: Workbench, report: ReportSpec) -> tuple[Addressee, ...]:
    """The agencies that a question about this report names: they wait whether or not a group holds them."""
    named = bench.in_question(report.slug)
    senders = senders_of(bench.spec, report)
    held = {each.slug: each for each in agencies_of(senders, bench.directory, bench.on)}
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
    in_period = replace(
        _in_period(bench, report, period),
        words=period.words,
        data_inferred=period.data_inferred,
    )
    if bench.is_in_question(report.slug, in_period.period):
        return in_period.in_question
    duty = in_period.dated(bench.days(period.deadline), period.within, proposed=period.proposed)
    activity = activity_of(bench.spec, report)
    if isinstance(activity, CampaignSpec) and activity.after and duty.gate is Gate.DATED:
        return replace(duty, gate=Gate.AWAITING_EVENT, awaits=activity.after_event)
    return duty


def _borrowed(bench: Workbench, report: ReportSpec, period: PeriodSpec) -> Duty:
    return replace(_in_period(bench, report, period), data_inferred=period.data is not None)


def _in_period(bench: Workbench, report: ReportSpec, period: PeriodSpec) -> Duty:
    return replace(
        _bare_duty(bench, report),
        name=report_name(report, period.name),
        period=f"{period.year}-{period.slug}",
        period_name=period.name,
        data=period.data,
        is_brief=period.is_brief or _is_short(period.data),
    )


def _is_short(data: Span | None) -> bool:
    """The data are of a week or less."""
    return data is not None and data.ends - data.starts < _A_WEEK


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
