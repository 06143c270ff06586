"""Obligations that aren't reports: tasks, days and campaigns, and the plans that addressees issue themselves."""

from collections.abc import Iterator
from dataclasses import replace

from dondoc.calendar.deadlines import due_instant
from dondoc.language.spec import CampaignSpec, OwnPlanSpec, TaskSpec
from dondoc.tracking.duties import Days, Duty, Workbench, addressee, agencies_of, obligation, owners_of
from dondoc.tracking.naming import lower_first
from dondoc.tracking.obligations import Gate, Kind, Obligation


def own_plan_rows(bench: Workbench, own: OwnPlanSpec) -> Iterator[Obligation]:
    """One row per agency, groups opened; without a day it waits for an answer."""
    duty = _paper(
        bench,
        Duty(
            plan=bench.spec.slug,
            entry=own.slug,
            kind=Kind.OWN_PLAN,
            name=lower_first(own.name),
            gate=Gate.DATED if own.deadline else Gate.UNRESOLVED,
            words=own.words,
            days=bench.days(own.deadline),
        ),
    )
    yield from (obligation(duty, each) for each in agencies_of(own.agencies, bench.directory, bench.on))


def task_rows(bench: Workbench, task: TaskSpec) -> Iterator[Obligation]:
    """One row per lead, else per executor; only a dated task opens groups, since only it is urged.

    A task that names nobody is listed with the standing body and waits for an answer.
    """
    duty = Duty(
        plan=bench.spec.slug,
        entry=task.slug,
        kind=Kind.TASK,
        name=lower_first(task.content),
        gate=_task_gate(task),
        words=task.words,
        days=bench.days(task.deadline),
    )
    responsible = task.leads or task.executors
    if not responsible:
        standing_body = addressee(bench.directory.agencies[bench.spec.standing_body])
        yield obligation(replace(duty, gate=Gate.UNRESOLVED, days=None), standing_body)
    elif duty.gate is Gate.DATED:
        who = agencies_of(responsible, bench.directory, bench.on)
        yield from (obligation(_paper(bench, duty), each) for each in who)
    else:
        yield from (obligation(duty, each) for each in owners_of(responsible, bench.directory, bench.on))


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
    )
    responsible = campaign.leads or campaign.executors or (bench.spec.standing_body,)
    yield from (obligation(duty, each) for each in owners_of(responsible, bench.directory, bench.on))


def _task_gate(task: TaskSpec) -> Gate:
    if task.deadline:
        return Gate.DATED
    return Gate.CONTINUING if task.continuing else Gate.UNRESOLVED


def _paper(bench: Workbench, duty: Duty) -> Duty:
    """A paper that no line sends anywhere else goes to the issuer, through the standing body."""
    return replace(duty, to=bench.spec.issuer, via=bench.spec.standing_body)
