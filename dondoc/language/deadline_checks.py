"""What may be wrong with a deadline that could be read: too near its data, or on a day off. Only warnings."""

from collections.abc import Iterable, Iterator

from dondoc.calendar.deadlines import Deadline, Roll
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Position, Problem, Severity
from dondoc.language.directory import Directory
from dondoc.language.spec import OwnPlanSpec, PeriodSpec, PlanSpec, TaskSpec


def deadlines_near_cutoffs(spec: PlanSpec, _directory: Directory, calendar: WorkCalendar) -> Iterator[Problem]:
    """Less than one working day from the cut-off to the deadline (Nghị định 09/2019/NĐ-CP, Điều 8 khoản 5)."""
    yield from _once_a_line(_near_cutoffs(spec, calendar))


def deadlines_on_days_off(spec: PlanSpec, _directory: Directory, calendar: WorkCalendar) -> Iterator[Problem]:
    """Last days that are no working days: they stay, and reminders aim at the working day before."""
    if spec.roll is not Roll.NEXT:
        yield from _once_a_line(_days_off(spec, calendar))


def _once_a_line(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Of one line that stands for many periods the first problem, with the number of the others."""
    found: dict[Position, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.position, []).append(problem)
    for position, (first, *others) in found.items():
        more = f"; {len(others):02} kỳ khác của dòng này cũng vậy" if others else ""
        yield Problem(position, first.severity, f"{first.message}{more}", first.hint)


def _near_cutoffs(spec: PlanSpec, calendar: WorkCalendar) -> Iterator[Problem]:
    for period in _dated_periods(spec):
        deadline, data = period.deadline, period.data
        if deadline is None or data is None or calendar.workdays_between(data.ends, deadline.last_day) >= 1:
            continue
        cutoff = "ngày chốt số liệu tham khảo" if period.data_inferred else "ngày chốt số liệu"
        how = "trùng" if deadline.last_day == data.ends else "trước" if deadline.last_day < data.ends else "sát"
        message = f"thời hạn gửi ({deadline.last_day:%d/%m}) {how} {cutoff} ({data.ends:%d/%m})"
        what = (
            "Ghi `chot_so_lieu`, hoặc `nam` nếu số liệu của năm khác"
            if period.data_inferred
            else "Sửa `truoc` hoặc `chot_so_lieu`"
        )
        hint = f"Nên sau ít nhất 01 ngày làm việc (Nghị định 09/2019/NĐ-CP, Điều 8 khoản 5). {what}."
        yield Problem(period.words.position, Severity.WARNING, message, hint)


def _days_off(spec: PlanSpec, calendar: WorkCalendar) -> Iterator[Problem]:
    for position, deadline in _deadlines(spec):
        day = deadline.last_day
        if calendar.is_workday(day):
            continue
        message = (
            f"ngày cuối {day:%d/%m/%Y} rơi vào ngày nghỉ; nhắc việc lấy ngày {calendar.roll_back(day):%d/%m/%Y}"
        )
        hint = "Hạn vẫn giữ nguyên. Nếu kế hoạch cho dời sang ngày làm việc kế tiếp, ghi `doi_ngay: ke_tiep`."
        yield Problem(position, Severity.WARNING, message, hint)


def _dated_periods(spec: PlanSpec) -> Iterator[PeriodSpec]:
    return (period for report in spec.reports.values() for period in report.periods if period.deadline is not None)


def _deadlines(spec: PlanSpec) -> Iterator[tuple[Position, Deadline]]:
    others: tuple[TaskSpec | OwnPlanSpec, ...] = (*spec.tasks.values(), *spec.own_plans.values())
    for entry in (*_dated_periods(spec), *others):
        if entry.deadline is not None:
            yield entry.words.position, entry.deadline
