"""What a plan leaves open: the questions its writer noted, and those that compiling finds."""

from collections.abc import Iterator

from dondoc.errors import Position
from dondoc.language.spec import PlanSpec, QuestionSpec, ReportSpec, TaskSpec
from dondoc.tracking.naming import lower_first, report_name


def open_questions(spec: PlanSpec) -> tuple[QuestionSpec, ...]:
    """The file's questions in its order, then those found; a found one gives way to the writer's own."""
    written = tuple(spec.questions.values())
    covered = {question.about_report for question in written if not question.about_agencies}
    found = (
        question
        for question in _found(spec)
        if question.slug not in spec.questions
        and (question.about_report is None or question.about_report not in covered)
    )
    return (*written, *found)


def _found(spec: PlanSpec) -> Iterator[QuestionSpec]:
    yield from _of_document(spec)
    for report in spec.reports.values():
        yield from _of_report(report)
    for own in spec.own_plans.values():
        if own.deadline is None:
            ask = f"{own.name} (mục {own.words.clause}) không nêu thời hạn: hoàn thành trước ngày nào?"
            yield _question(f"{own.slug}-khong-ngay", ask, own.words.position, own.slug)
    for task in spec.tasks.values():
        yield from _of_task(task)


def _of_document(spec: PlanSpec) -> Iterator[QuestionSpec]:
    if spec.number is None:
        ask = f"Bản lưu để trống số ký hiệu ({spec.number_printed}): kế hoạch số bao nhiêu?"
        yield _question("so-ky-hieu", ask, spec.position)
    if spec.issued_on is None:
        yield _question("ngay-ban-hanh", "Kế hoạch ban hành ngày nào?", spec.position)
    elif not spec.issued_on.is_exact:
        ask = f"Bản lưu để trống ngày ban hành ({spec.issued_on.printed}): kế hoạch ban hành ngày nào?"
        yield _question("ngay-ban-hanh", ask, spec.position)
    if spec.partial:
        ask = "Bản lưu bị thiếu phần cuối: phần thiếu có giao nhiệm vụ hoặc chế độ báo cáo nào không?"
        yield _question("ban-luu-thieu", ask, spec.position)


def _of_report(report: ReportSpec) -> Iterator[QuestionSpec]:
    if not report.periods:
        ask = (
            f"{_capital(report_name(report))} (mục {report.words.clause}) không nêu ngày gửi: gửi trước ngày nào?"
        )
        yield _question(f"{report.slug}-khong-ngay", ask, report.words.position, report.slug)
    for period in report.periods:
        name = _capital(report_name(report, period.name))
        where = f"{name} (mục {period.words.clause})"
        if period.deadline is None:
            ask = f"{where} không nêu ngày gửi: gửi trước ngày nào?"
        elif period.proposed:
            ask = f"{where} mới có ngày đề xuất ({period.words.phrase}): có lấy ngày này không?"
        else:
            continue
        yield _question(f"{report.slug}-{period.slug}", ask, period.words.position, report.slug)


def _of_task(task: TaskSpec) -> Iterator[QuestionSpec]:
    what = f"Nhiệm vụ “{lower_first(task.content)}” (mục {task.words.clause})"
    if not task.leads and not task.executors:
        ask = f"{what} không nêu đơn vị thực hiện: giao cho đơn vị nào?"
        yield _question(f"{task.slug}-khong-don-vi", ask, task.words.position, task.slug)
    if task.deadline is None and not task.continuing:
        ask = f"{what} không nêu thời hạn: thường xuyên hay hoàn thành trước ngày nào?"
        yield _question(f"{task.slug}-khong-ngay", ask, task.words.position, task.slug)


def _question(slug: str, ask: str, position: Position, about: str | None = None) -> QuestionSpec:
    return QuestionSpec(slug, ask, about, (), position)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
