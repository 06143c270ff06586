"""Who a report comes from where the file leaves it to the task or campaign that the report is about."""

from dondoc.language.spec import CampaignSpec, PlanSpec, ReportSpec, TaskSpec


def activity_of(spec: PlanSpec, report: ReportSpec) -> TaskSpec | CampaignSpec | None:
    """The task or campaign that a report is about; None where it names none, or none that the plan has."""
    slug = report.of_activity or ""
    return spec.campaigns.get(slug) or spec.tasks.get(slug)


def senders_of(spec: PlanSpec, report: ReportSpec) -> tuple[str, ...]:
    """The slugs of who sends a report: as written, else the executors of what it is about, else its leads."""
    activity = activity_of(spec, report)
    if report.senders or activity is None:
        return report.senders
    return activity.executors or activity.leads
