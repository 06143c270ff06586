"""What a plan wants in its papers, beside who owes them by when: figures, outlines, who supports, who waits."""

from collections.abc import Iterator
from dataclasses import replace

from dondoc.language.spec import CampaignSpec, PlanSpec, TaskSpec, WhenMissing
from dondoc.tracking.figures import metric_of
from dondoc.tracking.outlines import named_sections
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


def content_changes(old: Plan, new: Plan) -> tuple[str, ...]:
    """What another version wants changed in papers, a line each: targets, outlines, who waits, who supports."""
    return (
        *_changed_metrics(old, new),
        *_changed_outlines(old, new),
        *(f"{slug}: nay chờ đủ báo cáo thành phần" for slug in new.waiting if slug not in old.waiting),
        *(f"{slug}: không chờ đủ báo cáo thành phần nữa" for slug in old.waiting if slug not in new.waiting),
        *_changed_support(old, new),
    )


def _changed_metrics(old: Plan, new: Plan) -> Iterator[str]:
    before, after = ({metric.slug: metric for metric in plan.metrics} for plan in (old, new))
    for slug, metric in after.items():
        if slug not in before:
            yield f"thêm chỉ tiêu: {metric.measure}, phải đạt {metric.reaches}"
        elif before[slug].measure != metric.measure:
            yield f"chỉ tiêu: {before[slug].measure} → {metric.measure}"
        elif before[slug].reaches != metric.reaches:
            yield f"chỉ tiêu {metric.measure}: phải đạt {before[slug].reaches} → {metric.reaches}"
    yield from (f"bỏ chỉ tiêu: {metric.measure}" for slug, metric in before.items() if slug not in after)


def _changed_outlines(old: Plan, new: Plan) -> Iterator[str]:
    for report in dict.fromkeys((*old.outlines, *new.outlines)):
        before, after = ({one.slug: one for one in plan.outlines.get(report, ())} for plan in (old, new))
        added = [one for slug, one in after.items() if slug not in before]
        gone = [one for slug, one in before.items() if slug not in after]
        if added:
            yield f"đề cương {report}: thêm {named_sections(added)}"
        if gone:
            yield f"đề cương {report}: bỏ {named_sections(gone)}"


def _changed_support(old: Plan, new: Plan) -> Iterator[str]:
    for slug in dict.fromkeys((*old.supporting, *new.supporting)):
        before, after = old.supporting.get(slug, ()), new.supporting.get(slug, ())
        if before != after:
            names = ", ".join(new.agency_names.get(one, one) for one in after) or "không đơn vị nào"
            yield f"{slug}: phối hợp nay là {names}"
