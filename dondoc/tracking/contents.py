"""What a plan wants in its papers, beside who owes them by when: figures, outlines, who supports, who waits."""

from dataclasses import replace

from dondoc.language.spec import CampaignSpec, PlanSpec, TaskSpec, WhenMissing
from dondoc.tracking.figures import metric_of
from dondoc.tracking.plan import Plan


def with_contents(plan: Plan, spec: PlanSpec) -> Plan:
    """The plan with its metrics, the outlines of its reports, and what waits for reports that are missing."""
    reports = spec.reports.values()
    activities: tuple[TaskSpec | CampaignSpec, ...] = (*spec.tasks.values(), *spec.campaigns.values())
    return replace(
        plan,
        metrics=tuple(metric_of(metric) for metric in spec.metrics.values()),
        outlines={report.slug: report.outline for report in reports if report.outline},
        waiting=tuple(
            report.slug for report in reports if report.consolidates and report.when_missing is WhenMissing.WAIT
        ),
        supporting={one.slug: one.supporting for one in activities if one.supporting},
    )
