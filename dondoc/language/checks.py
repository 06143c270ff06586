"""What a plan that could be read may still get wrong: a list of functions, each gives its problems."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice

from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Position, Problem, Severity
from dondoc.language.deadline_checks import deadlines_near_cutoffs, deadlines_on_days_off
from dondoc.language.directory import Directory
from dondoc.language.fields import malformed
from dondoc.language.findings import MOST, too_many
from dondoc.language.lifetime_checks import agencies_out_of_time, groups_that_shrink
from dondoc.language.senders import activity_of, senders_of
from dondoc.language.slugs import is_slug, nearest, slug_of
from dondoc.language.spec import Named, OwnPlanSpec, PeriodSpec, PlanSpec, Reference, TaskSpec

_MOST_LISTED = 12
_SEPARATORS = re.compile(r"[,;•+\n]|(?:^|\s)[-–—](?=\s|\w)")  # of names that were meant to be a list

Check = Callable[[PlanSpec, Directory, WorkCalendar], Iterable[Problem]]


def check_plan(spec: PlanSpec, directory: Directory, calendar: WorkCalendar) -> tuple[Problem, ...]:
    """What the checks have to say about a plan, in the order of its file; of very much, the beginning."""
    told = (problem for check in CHECKS for problem in check(spec, directory, calendar))
    found = list(dict.fromkeys(islice(told, MOST)))
    if len(found) == MOST:
        found.append(too_many(found[-1].position))
    return tuple(sorted(found, key=lambda problem: problem.position))


def names_for_slugs(spec: PlanSpec, directory: Directory, _calendar: WorkCalendar) -> Iterator[Problem]:
    """Agencies that are named in words; the directory knows the slugs of most."""
    by_name: Mapping[str, str] | None = None
    for reference in _references(spec, Named.AGENCY, Named.AGENCY_OR_GROUP):
        if is_slug(reference.slug):
            continue
        by_name = by_name or _by_name(directory)
        message, hint = malformed(reference.slug)
        if like := by_name.get(slug_of(reference.slug)):
            hint = f"Viết `{like}`."
        elif len(names := [name for name in map(slug_of, _SEPARATORS.split(reference.slug)) if name]) > 1:
            slugs = ", ".join(by_name.get(name, name) for name in names)
            is_list = reference.named is Named.AGENCY_OR_GROUP
            hint = f"Nhiều cơ quan thì viết [{slugs}]." if is_list else "Ở đây chỉ ghi mã của một cơ quan."
        yield _error(reference.position, message, hint)


def unknown_agencies(spec: PlanSpec, directory: Directory, _calendar: WorkCalendar) -> Iterator[Problem]:
    """Agencies and groups that the directory does not have; nothing while some of the directory can't be read."""
    if not directory.agencies or not directory.is_whole:
        return
    known = {**directory.agencies, **directory.groups}
    by_name: Mapping[str, str] | None = None  # made only when somebody is unknown
    hints: dict[str, str] = {}
    for reference in _references(spec, Named.AGENCY, Named.AGENCY_OR_GROUP):
        slug = reference.slug
        if slug in known or not is_slug(slug):
            continue
        if slug not in hints:
            by_name = by_name or _by_name(directory)
            like = by_name.get(slug) or nearest(slug, known)
            hints[slug] = f"Có phải `{like}`?" if like else "Sửa mã, hoặc thêm cơ quan vào thư mục directory/."
        yield _error(reference.position, f"danh bạ không có cơ quan hay nhóm `{slug}`", hints[slug])


def groups_for_agencies(spec: PlanSpec, directory: Directory, _calendar: WorkCalendar) -> Iterator[Problem]:
    """Groups where one agency is needed."""
    for reference in _references(spec, Named.AGENCY):
        if reference.slug in directory.groups:
            message = f"`{reference.slug}` là một nhóm; ở đây phải là một cơ quan"
            yield _error(reference.position, message, "Viết mã của cơ quan ấy.")


def unknown_entries(spec: PlanSpec, _directory: Directory, _calendar: WorkCalendar) -> Iterator[Problem]:
    """Reports, tasks, campaigns and events that the plan does not have."""
    sections: Mapping[Named, tuple[str, Collection[str]]] = {
        Named.REPORT: ("báo cáo", spec.reports),
        Named.TASK: ("nhiệm vụ", spec.tasks),
        Named.CAMPAIGN: ("đợt cao điểm", spec.campaigns),
        Named.OWN_PLAN: ("kế hoạch riêng", spec.own_plans),
        Named.ACTIVITY: ("nhiệm vụ hay đợt cao điểm", (*spec.tasks, *spec.campaigns)),
        Named.EVENT: ("sự kiện", spec.events),
    }
    for reference in _references(spec, *sections):
        label, known = sections[reference.named]
        if reference.slug not in known:
            like = nearest(reference.slug, known)
            hint = f"Có phải `{like}`?" if like else _known(reference.named, label, known)
            yield _error(reference.position, f"kế hoạch không có {label} `{reference.slug}`", hint)


def _known(named: Named, label: str, known: Collection[str]) -> str:
    """What to write instead of an unknown slug that is like none of the plan's."""
    if named is Named.EVENT:
        return "Thêm sự kiện ấy vào `su_kien`, hoặc viết bằng lời của văn bản."
    listed = ", ".join(f"`{slug}`" for slug in islice(known, _MOST_LISTED))
    return f"Các {label}: {listed}." if listed else f"Kế hoạch chưa có {label} nào: thêm, hoặc xoá chỗ này."


def consolidation_cycles(spec: PlanSpec, _directory: Directory, _calendar: WorkCalendar) -> Iterator[Problem]:
    """Reports that wait for themselves, each cycle told once, where it is first written."""
    told: set[str] = set()
    for start in spec.reports:
        path: list[str] = []
        slug: str | None = start
        while slug is not None and slug in spec.reports and slug not in path and slug not in told:
            path.append(slug)
            slug = spec.reports[slug].consolidates
        if slug is not None and slug in path:
            cycle = path[path.index(slug) :]
            first = min(cycle, key=lambda each: spec.reports[each].words.position)
            arrows = " → ".join((*cycle, slug))
            message = f"các báo cáo tổng hợp từ nhau thành vòng: {arrows}"
            yield _error(spec.reports[first].words.position, message, "Bỏ `tong_hop_tu` ở một báo cáo trong vòng.")
        told.update(path)


def doubled_slugs(spec: PlanSpec, _directory: Directory, _calendar: WorkCalendar) -> Iterator[Problem]:
    """Slugs that two entries of a plan share: ids are plan/entry/agency, whatever the section."""
    sections = (spec.reports, spec.own_plans, spec.tasks, spec.campaigns, spec.metrics)
    places: dict[str, Position] = {}
    for section in sections:
        for slug, entry in section.items():
            position = entry.words.position
            if slug in places:
                first, second = sorted((places[slug], position))
                message = f"mã `{slug}` dùng cho hai mục (mục kia ở dòng {first.line})"
                yield _error(second, message, "Mỗi mã chỉ dùng một lần trong kế hoạch: đổi một trong hai.")
            places.setdefault(slug, position)


def nobody_owes(spec: PlanSpec, directory: Directory, _calendar: WorkCalendar) -> Iterator[Problem]:
    """Dated duties that nobody has: none of those named existed when the plan was issued."""
    on = spec.issued_on.latest if spec.issued_on else spec.effect.starts
    for position, what, slugs in _owing(spec):
        known = all(slug in directory.agencies or slug in directory.groups for slug in slugs)
        if slugs and known and not directory.resolve(slugs, on) and not directory.open_groups(slugs):
            message = f"{what} vào ngày {on:%d/%m/%Y}"
            yield _error(position, message, "Xem lại các mã ở đây, hoặc thành phần của nhóm trong danh bạ.")


def _owing(spec: PlanSpec) -> Iterator[tuple[Position, str, tuple[str, ...]]]:
    """Every line that opens groups: where it stands, what would be wrong with it, and who is named."""
    for report in spec.reports.values():
        senders = senders_of(spec, report)
        yield report.words.position, f"báo cáo `{report.slug}` không có đơn vị nào phải gửi", senders
    for own in spec.own_plans.values():
        yield own.words.position, f"kế hoạch riêng `{own.slug}` không có đơn vị nào phải ban hành", own.agencies
    for task in spec.tasks.values():
        if task.deadline is not None:
            yield (
                task.words.position,
                f"nhiệm vụ `{task.slug}` không có đơn vị nào thực hiện",
                task.leads or task.executors,
            )


def activities_of_nobody(spec: PlanSpec, _directory: Directory, _calendar: WorkCalendar) -> Iterator[Problem]:
    """Reports that leave their senders to a task or campaign that names nobody."""
    for report in spec.reports.values():
        activity = activity_of(spec, report)
        if activity is not None and not senders_of(spec, report):
            message = f"báo cáo `{report.slug}` lấy nơi gửi từ `{activity.slug}`, mà mục ấy chưa nêu nơi thực hiện"
            yield _error(report.words.position, message, "Thêm `don_vi_bao_cao`, hoặc `thuc_hien` ở mục ấy.")


def events_for_nothing(spec: PlanSpec, _directory: Directory, _calendar: WorkCalendar) -> Iterator[Problem]:
    """Events that nothing waits for: to record them would change nothing."""
    if any(reference.slug not in spec.events for reference in _references(spec, Named.EVENT)):
        return  # one of them is meant
    entries: tuple[PeriodSpec | TaskSpec | OwnPlanSpec, ...] = (
        *(period for report in spec.reports.values() for period in report.periods),
        *spec.tasks.values(),
        *spec.own_plans.values(),
    )
    awaited = {entry.within.event for entry in entries if entry.within is not None}
    awaited |= {campaign.after_event for campaign in spec.campaigns.values() if campaign.after_event}
    for event in spec.events.values():
        if event.slug not in awaited:
            message = f"chưa việc nào chờ sự kiện `{event.slug}`"
            hint = f"Ghi `sau_khi: {event.slug}` ở đợt cao điểm phải chờ, hoặc xoá sự kiện này."
            yield _warning(event.words.position, message, hint)


def _references(spec: PlanSpec, *kinds: Named) -> Iterator[Reference]:
    return (reference for reference in spec.references if reference.named in kinds)


def _by_name(directory: Directory) -> dict[str, str]:
    """The slugs of agencies and groups by the slugs that their names and other names would give."""
    found: dict[str, str] = {}
    for agency in directory.agencies.values():
        for name in (agency.name, *agency.aliases):
            found.setdefault(slug_of(name), agency.slug)
    for group in directory.groups.values():
        found.setdefault(slug_of(group.name), group.slug)
    return found


def _error(position: Position, message: str, hint: str) -> Problem:
    return Problem(position, Severity.ERROR, message, hint)


def _warning(position: Position, message: str, hint: str) -> Problem:
    return Problem(position, Severity.WARNING, message, hint)


CHECKS: tuple[Check, ...] = (
    names_for_slugs,
    unknown_agencies,
    groups_for_agencies,
    agencies_out_of_time,
    groups_that_shrink,
    unknown_entries,
    consolidation_cycles,
    doubled_slugs,
    nobody_owes,
    activities_of_nobody,
    events_for_nothing,
    deadlines_near_cutoffs,
    deadlines_on_days_off,
)
