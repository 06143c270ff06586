"""Whether the plans of a folder fit together: a plan and the one above it, and plans that name each other."""

from collections.abc import Collection, Iterator, Mapping

from dondoc.calendar.deadlines import Deadline
from dondoc.errors import Problem, Severity
from dondoc.language.directory import Directory
from dondoc.language.senders import senders_of
from dondoc.language.slugs import nearest
from dondoc.language.spec import Named, PlanSpec, ReportSpec


def check_relations(
    specs: Mapping[str, PlanSpec], directory: Directory, known: Collection[str]
) -> Iterator[Problem]:
    """What the plans of a folder say of each other that can't be; `known` are the slugs of all its files."""
    for spec in specs.values():
        yield from _unknown_plans(spec, known)
        parent = specs.get(spec.parent or "")
        if parent is None:
            continue
        if parent.parent == spec.slug and spec.slug < parent.slug:
            message = f"`{spec.slug}` và `{parent.slug}` ghi nhau là kế hoạch cấp trên"
            yield _warning(spec, message, "Bỏ `ke_hoach_cap_tren` ở kế hoạch của cấp trên.")
        elif parent.parent != spec.slug:
            yield from _later_than_parent(spec, parent, directory)


def _unknown_plans(spec: PlanSpec, known: Collection[str]) -> Iterator[Problem]:
    """Plans that are named and have no file; one that was replaced may have been put away."""
    for reference in spec.references:
        if reference.named is not Named.PLAN or reference.slug in known:
            continue
        like = nearest(reference.slug, (slug for slug in known if slug != spec.slug))
        if like is None and reference.slug != spec.parent:
            continue
        hint = f"Có phải `{like}`?" if like else "Kế hoạch ấy không theo dõi ở đây thì xoá `ke_hoach_cap_tren`."
        message = f"thư mục không có kế hoạch `{reference.slug}`"
        yield Problem(reference.position, Severity.WARNING, message, hint)


def _later_than_parent(spec: PlanSpec, parent: PlanSpec, directory: Directory) -> Iterator[Problem]:
    """Reports of a period that come in after the day on which the plan above wants them, or consolidates them.

    A level below must be through before the level above is (Nghị định 09/2019/NĐ-CP, Điều 8 khoản 5).
    """
    above = _days_above(spec, parent, directory)
    for report in spec.reports.values():
        for period in report.periods:
            limit = above.get((period.year, period.slug))
            if limit is None or period.deadline is None or period.deadline.last_day <= limit[1].last_day:
                continue
            wanted, deadline = limit
            message = (
                f"hạn {period.deadline.last_day:%d/%m/%Y} sau hạn {deadline.last_day:%d/%m/%Y} của cùng kỳ "
                f"trong kế hoạch cấp trên (`{parent.slug}`, báo cáo `{wanted}`)"
            )
            hint = "Cấp dưới phải xong trước cấp trên: xem lại hạn này, hoặc hỏi cấp trên."
            yield Problem(period.words.position, Severity.WARNING, message, hint)


def _days_above(
    spec: PlanSpec, parent: PlanSpec, directory: Directory
) -> dict[tuple[int, str], tuple[str, Deadline]]:
    """By year and period: the first day by which the plan above needs what this plan collects, and its report."""
    found: dict[tuple[int, str], tuple[str, Deadline]] = {}
    for report in parent.reports.values():
        if report.consolidates is None and not _is_asked_of(report, spec, parent, directory):
            continue
        for period in report.periods:
            key = (period.year, period.slug)
            if period.deadline is not None and (
                key not in found or period.deadline.last_day < found[key][1].last_day
            ):
                found[key] = (report.slug, period.deadline)
    return found


def _is_asked_of(report: ReportSpec, spec: PlanSpec, parent: PlanSpec, directory: Directory) -> bool:
    """The plan above asks this report of the body that issued or follows the plan below."""
    slugs = senders_of(parent, report)
    if not all(slug in directory.agencies or slug in directory.groups for slug in slugs):
        return False
    on = parent.issued_on.latest if parent.issued_on else parent.effect.starts
    senders = {agency.slug for agency in directory.resolve(slugs, on)}
    return bool(senders & {spec.issuer, spec.standing_body})


def _warning(spec: PlanSpec, message: str, hint: str) -> Problem:
    place = next(each.position for each in spec.references if each.slug == spec.parent)
    return Problem(place, Severity.WARNING, message, hint)
