"""What a plan that could be read may still get wrong: a list of functions, each gives its problems."""

from collections.abc import Callable, Iterable, Iterator

from dondoc.calendar.deadlines import Deadline, Roll
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Position, Problem, Severity
from dondoc.language.directory import Directory
from dondoc.language.slugs import fold, nearest
from dondoc.language.spec import Named, OwnPlanSpec, PeriodSpec, PlanSpec, Reference, TaskSpec

Check = Callable[[PlanSpec, Directory, WorkCalendar], Iterable[Problem]]


def check_plan(spec: PlanSpec, directory: Directory, calendar: WorkCalendar) -> tuple[Problem, ...]:
    """Everything that the checks have to say about a plan, in the order of its file."""
    found = dict.fromkeys(problem for check in CHECKS for problem in check(spec, directory, calendar))
    return tuple(sorted(found, key=lambda problem: problem.position))


def unknown_agencies(spec: PlanSpec, directory: Directory, _calendar: WorkCalendar) -> Iterator[Problem]:
    """Agencies and groups that the directory does not have; nothing where there is no directory at all."""
    if not directory.agencies:
        return
    known = (*directory.agencies, *directory.groups)
    hints: dict[str, str] = {}
    for reference in _references(spec, Named.AGENCY, Named.AGENCY_OR_GROUP):
        slug = reference.slug
        if slug in directory.agencies or slug in directory.groups:
            continue
        if slug not in hints:
            like = _named_so(slug, directory) or nearest(slug, known)
            hints[slug] = f"Có phải `{like}`?" if like else "Sửa mã, hoặc thêm cơ quan vào thư mục directory/."
        yield _error(reference.position, f"danh bạ không có cơ quan hay nhóm `{slug}`", hints[slug])


def groups_for_agencies(spec: PlanSpec, directory: Directory, _calendar: WorkCalendar) -> Iterator[Problem]:
    """Groups where one agency is needed."""
    for reference in _references(spec, Named.AGENCY):
        if reference.slug in directory.groups:
            message = f"`{reference.slug}` là một nhóm; ở đây phải là một cơ quan"
            yield _error(reference.position, message, "Viết mã của cơ quan ấy.")


def agencies_out_of_time(spec: PlanSpec, directory: Directory, _calendar: WorkCalendar) -> Iterator[Problem]:
    """Agencies that do not exist in the days of effect, or end within them."""
    for reference in _references(spec, Named.AGENCY, Named.AGENCY_OR_GROUP):
        agency = directory.agencies.get(reference.slug)
        if agency is None:
            continue
        heirs = ", ".join(f"`{slug}`" for slug in agency.successors) or "chưa rõ"
        if agency.valid_to is not None and agency.valid_to < spec.effect.starts:
            message = f"{agency.name} đã thôi hoạt động từ sau ngày {agency.valid_to:%d/%m/%Y}"
            yield _error(reference.position, message, f"Thay bằng cơ quan kế thừa: {heirs}.")
        elif agency.valid_from is not None and agency.valid_from > spec.effect.ends:
            message = f"{agency.name} chỉ có từ ngày {agency.valid_from:%d/%m/%Y}"
            yield _error(reference.position, message, "Sửa mã cơ quan, hoặc sửa `tu` trong danh bạ.")
        elif agency.valid_to is not None and agency.valid_to < spec.effect.ends:
            message = (
                f"{agency.name} thôi hoạt động sau ngày {agency.valid_to:%d/%m/%Y}, khi kế hoạch còn hiệu lực"
            )
            yield _warning(reference.position, message, f"Việc còn lại sẽ chờ người quyết định; kế thừa: {heirs}.")


def unknown_reports(spec: PlanSpec, _directory: Directory, _calendar: WorkCalendar) -> Iterator[Problem]:
    """Reports that the plan does not have."""
    for reference in _references(spec, Named.REPORT):
        if reference.slug not in spec.reports:
            like = nearest(reference.slug, spec.reports)
            known = ", ".join(f"`{slug}`" for slug in spec.reports) or "chưa có báo cáo nào"
            hint = f"Có phải `{like}`?" if like else f"Các báo cáo: {known}."
            yield _error(reference.position, f"kế hoạch không có báo cáo `{reference.slug}`", hint)


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


def nobody_reports(spec: PlanSpec, directory: Directory, _calendar: WorkCalendar) -> Iterator[Problem]:
    """Reports that nobody sends: no sender written, or none of a group existed when the plan was issued."""
    on = spec.issued_on.latest if spec.issued_on else spec.effect.starts
    for report in spec.reports.values():
        known = tuple(slug for slug in report.senders if slug in directory.agencies or slug in directory.groups)
        if known == report.senders and not directory.resolve(known, on):
            message = f"báo cáo `{report.slug}` không có đơn vị nào phải gửi vào ngày {on:%d/%m/%Y}"
            yield _error(report.words.position, message, "Điền `don_vi_bao_cao`, hoặc xem lại nhóm trong danh bạ.")


def deadlines_near_cutoffs(spec: PlanSpec, _directory: Directory, calendar: WorkCalendar) -> Iterator[Problem]:
    """Less than one working day from the cut-off to the deadline (Nghị định 09/2019/NĐ-CP, Điều 8 khoản 5)."""
    for period in _dated_periods(spec):
        deadline, data = period.deadline, period.data
        if deadline is None or data is None or calendar.workdays_between(data.ends, deadline.last_day) >= 1:
            continue
        cutoff = "ngày chốt số liệu tham khảo" if period.data_inferred else "ngày chốt số liệu"
        how = "trùng" if deadline.last_day == data.ends else "trước" if deadline.last_day < data.ends else "sát"
        message = f"thời hạn gửi ({deadline.last_day:%d/%m}) {how} {cutoff} ({data.ends:%d/%m})"
        what = "Ghi `chot_so_lieu`" if period.data_inferred else "Sửa `truoc` hoặc `chot_so_lieu`"
        hint = f"Nên sau ít nhất 01 ngày làm việc (Nghị định 09/2019/NĐ-CP, Điều 8 khoản 5). {what}."
        yield _warning(period.words.position, message, hint)


def deadlines_on_days_off(spec: PlanSpec, _directory: Directory, calendar: WorkCalendar) -> Iterator[Problem]:
    """Last days that are no working days: they stay, and reminders aim at the working day before."""
    if spec.roll is Roll.NEXT:
        return
    for position, deadline in _deadlines(spec):
        day = deadline.last_day
        if calendar.is_workday(day):
            continue
        message = (
            f"ngày cuối {day:%d/%m/%Y} rơi vào ngày nghỉ; nhắc việc lấy ngày {calendar.roll_back(day):%d/%m/%Y}"
        )
        hint = "Hạn vẫn giữ nguyên. Nếu kế hoạch cho dời sang ngày làm việc kế tiếp, ghi `doi_ngay: ke_tiep`."
        yield _warning(position, message, hint)


def _dated_periods(spec: PlanSpec) -> Iterator[PeriodSpec]:
    return (period for report in spec.reports.values() for period in report.periods if period.deadline is not None)


def _deadlines(spec: PlanSpec) -> Iterator[tuple[Position, Deadline]]:
    others: tuple[TaskSpec | OwnPlanSpec, ...] = (*spec.tasks.values(), *spec.own_plans.values())
    for entry in (*_dated_periods(spec), *others):
        if entry.deadline is not None:
            yield entry.words.position, entry.deadline


def _references(spec: PlanSpec, *kinds: Named) -> Iterator[Reference]:
    return (reference for reference in spec.references if reference.named in kinds)


def _named_so(slug: str, directory: Directory) -> str | None:
    """The agency whose name or other name gives this slug: "vien-kiem-sat-nhan-dan-thi-xa"."""
    wanted = slug.replace("-", " ")
    for agency in directory.agencies.values():
        if any(fold(name) == wanted for name in (agency.name, *agency.aliases)):
            return agency.slug
    return None


def _error(position: Position, message: str, hint: str) -> Problem:
    return Problem(position, Severity.ERROR, message, hint)


def _warning(position: Position, message: str, hint: str) -> Problem:
    return Problem(position, Severity.WARNING, message, hint)


CHECKS: tuple[Check, ...] = (
    unknown_agencies,
    groups_for_agencies,
    agencies_out_of_time,
    unknown_reports,
    consolidation_cycles,
    doubled_slugs,
    nobody_reports,
    deadlines_near_cutoffs,
    deadlines_on_days_off,
)
