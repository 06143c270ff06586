"""Obligations that aren't reports: tasks, days and campaigns, and the plans that addressees issue themselves."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dondoc.calendar.deadlines import due_instant
from dondoc.language.spec import CampaignSpec, OwnPlanSpec, TaskSpec
from dondoc.tracking.duties import (
    Addressee,
    Days,
    Duty,
    Workbench,
    addressee,
    agencies_of,
    obligation,
    open_groups_of,
    owners_of,
)
from dondoc.tracking.naming import lower_first
from dondoc.tracking.obligations import Gate, Kind, Obligation


def own_plan_rows(bench: Workbench, own: OwnPlanSpec) -> Iterator[Obligation]:
    """One row per agency, groups opened; without a day it waits for an answer, or for an event."""
    bare = Duty(bench.spec.slug, own.slug, Kind.OWN_PLAN, lower_first(own.name), Gate.UNRESOLVED, own.words)
    duty = _paper(bench, bare.dated(bench.days(own.deadline), own.within, proposed=own.proposed))
    yield from _opened(bench, duty, own.agencies)


def task_rows(bench: Workbench, task: TaskSpec) -> Iterator[Obligation]:
    """One row per lead, else per executor; only a dated task opens groups, since only it is urged.

    A task that names nobody is listed with the standing body and waits for an answer.
    """
    name = lower_first(task.content)
    bare = Duty(bench.spec.slug, task.slug, Kind.TASK, name, Gate.UNRESOLVED, task.words)
    has_clock = task.deadline is not None or task.within is not None
    duty = bare.dated(bench.days(task.deadline), task.within, proposed=task.proposed)
    responsible = task.leads or task.executors
    if not responsible:
        yield obligation(duty.in_question, addressee(bench.directory.agencies[bench.spec.standing_body]))
    elif has_clock:
        yield from _opened(bench, _paper(bench, duty), responsible)
    else:
        waiting = replace(duty, gate=Gate.CONTINUING) if task.continuing else duty
        yield from _rows(bench, waiting, owners_of(responsible, bench.directory, bench.on))


def campaign_rows(bench: Workbench, campaign: CampaignSpec) -> Iterator[Obligation]:
    """One row per lead, else per executor; observed, or waiting for the event that starts it. Days never roll."""
    ends = campaign.span.ends
    duty = Duty(
        plan=bench.spec.slug,
        entry=campaign.slug,
        kind=Kind.DAY if campaign.is_day else Kind.CAMPAIGN,
        name=campaign.name if campaign.is_day else lower_first(campaign.name),  # a day's name is a proper name
        gate=Gate.AWAITING_EVENT if campaign.after else Gate.OBSERVED,
        words=campaign.words,
        days=Days(ends, due_instant(ends, None), bench.calendar.roll_back(ends), strict=False),
        awaits=campaign.after_event if campaign.after else None,
    )
    responsible = campaign.leads or campaign.executors or (bench.spec.standing_body,)
    yield from _rows(bench, duty, owners_of(responsible, bench.directory, bench.on))


def _opened(bench: Workbench, duty: Duty, slugs: tuple[str, ...]) -> Iterator[Obligation]:
    """The rows of all who are named or in a named group, then one for each group of which nobody is known."""
    yield from _rows(bench, duty, agencies_of(slugs, bench.directory, bench.on))
    yield from _rows(bench, duty.in_question, open_groups_of(slugs, bench.directory))


def _rows(bench: Workbench, duty: Duty, who: Iterable[Addressee]) -> Iterator[Obligation]:
    """The rows of a duty; whom a question of the file names, all where it names none, waits for its answer."""
    waiting = bench.in_question(duty.entry)
    all_wait = bench.is_in_question(duty.entry)
    for each in who:
        yield obligation(duty.in_question if all_wait or each.slug in waiting else duty, each)


def _paper(bench: Workbench, duty: Duty) -> Duty:
    """A paper that no line sends anywhere else goes to the issuer, through the standing body."""
    return replace(duty, to=bench.spec.issuer, via=bench.spec.standing_body)
