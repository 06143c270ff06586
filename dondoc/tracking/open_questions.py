"""What a plan leaves open: the questions its writer noted, and those that compiling finds."""

from collections.abc import Iterator
from dataclasses import replace

from dondoc.errors import Position
from dondoc.language.spec import PlanSpec, QuestionSpec, ReportSpec, TaskSpec
from dondoc.tracking.naming import lower_first, report_name

_NOBODY = "Chưa ai bị nhắc về việc này."
_A_DAY = "Có ngày thì ghi `truoc` hoặc `cham_nhat`"


def open_questions(spec: PlanSpec) -> tuple[QuestionSpec, ...]:
    """The file's questions in its order, then those found; a found one gives way to the writer's own."""
    written = tuple(replace(question, then=_then(question)) for question in spec.questions.values())
    covered = {question.about_report for question in written if not question.about_agencies}
    found = (
        question
        for question in _found(spec)
        if question.slug not in spec.questions
        and (question.about_report is None or question.about_report not in covered)
    )
    return (*written, *found)


def _then(question: QuestionSpec) -> str:
    """Who waits for the answer to a question of the file, and what to do with it."""
    if question.about_report is None:
        return "Không ai phải chờ câu này. Có câu trả lời thì xoá câu hỏi."
    if question.about_agencies:
        return "Cơ quan nêu ở `ve` chưa bị nhắc. Có câu trả lời thì sửa `don_vi_bao_cao` cho đúng rồi xoá câu hỏi."
    return "Chưa ai bị nhắc về báo cáo này. Có câu trả lời thì sửa báo cáo cho đúng rồi xoá câu hỏi."


def _found(spec: PlanSpec) -> Iterator[QuestionSpec]:
    yield from _of_document(spec)
    for report in spec.reports.values():
        yield from _of_report(report)
    for own in spec.own_plans.values():
        if own.deadline is None:
            ask = f"{own.name} (mục {own.words.clause}) không nêu thời hạn: hoàn thành trước ngày nào?"
            yield _question(f"{own.slug}-khong-ngay", ask, own.words.position, f"{_NOBODY} {_A_DAY}.", own.slug)
    for task in spec.tasks.values():
        yield from _of_task(task)


def _of_document(spec: PlanSpec) -> Iterator[QuestionSpec]:
    if spec.number is None:
        ask = f"Bản lưu để trống số ký hiệu ({spec.number_printed}): kế hoạch số bao nhiêu?"
        then = "Có số thì điền `so_ky_hieu`, hoặc ghi lúc kích hoạt bằng --number."
        yield _question("so-ky-hieu", ask, spec.position, then)
    then = "Biết ngày thì điền `ngay_ban_hanh`, hoặc ghi lúc kích hoạt bằng --issued."
    if spec.issued_on is None:
        yield _question("ngay-ban-hanh", "Kế hoạch ban hành ngày nào?", spec.position, then)
    elif not spec.issued_on.is_exact:
        ask = f"Bản lưu để trống ngày ban hành ({spec.issued_on.printed}): kế hoạch ban hành ngày nào?"
        yield _question("ngay-ban-hanh", ask, spec.position, then)
    if spec.partial:
        ask = "Bản lưu bị thiếu phần cuối: phần thiếu có giao nhiệm vụ hoặc chế độ báo cáo nào không?"
        then = "Tìm bản đủ trang, ghi thêm phần thiếu rồi xoá `thieu_trang`."
        yield _question("ban-luu-thieu", ask, spec.position, then)


def _of_report(report: ReportSpec) -> Iterator[QuestionSpec]:
    if not report.periods:
        ask = (
            f"{_capital(report_name(report))} (mục {report.words.clause}) không nêu ngày gửi: gửi trước ngày nào?"
        )
        then = f"{_NOBODY} Có ngày thì ghi các kỳ vào `ky`."
        yield _question(f"{report.slug}-khong-ngay", ask, report.words.position, then, report.slug)
    for period in report.periods:
        where = f"{_capital(report_name(report, period.name))} (mục {period.words.clause})"
        if period.deadline is None:
            ask, then = f"{where} không nêu ngày gửi: gửi trước ngày nào?", f"{_NOBODY} {_A_DAY}."
        elif period.proposed:
            ask = f"{where} mới có ngày đề xuất ({period.words.phrase}): có lấy ngày này không?"
            then = f"{_NOBODY} Lấy ngày này thì xoá `de_xuat`; không thì sửa ngày."
        else:
            continue
        yield _question(f"{report.slug}-{period.slug}", ask, period.words.position, then, report.slug)


def _of_task(task: TaskSpec) -> Iterator[QuestionSpec]:
    what = f"Nhiệm vụ “{lower_first(task.content)}” (mục {task.words.clause})"
    if not task.leads and not task.executors:
        ask = f"{what} không nêu đơn vị thực hiện: giao cho đơn vị nào?"
        then = f"{_NOBODY} Biết đơn vị thì ghi `chu_tri` hoặc `thuc_hien`."
        yield _question(f"{task.slug}-khong-don-vi", ask, task.words.position, then, task.slug)
    if task.deadline is None and not task.continuing:
        ask = f"{what} không nêu thời hạn: thường xuyên hay hoàn thành trước ngày nào?"
        then = f"{_NOBODY} {_A_DAY}; làm quanh năm thì `thuong_xuyen: có`."
        yield _question(f"{task.slug}-khong-ngay", ask, task.words.position, then, task.slug)


def _question(slug: str, ask: str, position: Position, then: str, about: str | None = None) -> QuestionSpec:
    return QuestionSpec(slug, ask, about, (), position, then=then)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
