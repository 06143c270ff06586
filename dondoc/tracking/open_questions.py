"""What a plan leaves open: the questions its writer noted, and those that compiling finds."""

from collections.abc import Iterator
from dataclasses import replace

from dondoc.errors import Position
from dondoc.language.directory import Directory
from dondoc.language.senders import senders_of
from dondoc.language.spec import (
    OwnPlanSpec,
    PeriodSpec,
    PlanSpec,
    QuestionKind,
    QuestionSpec,
    ReportSpec,
    TaskSpec,
)
from dondoc.tracking.naming import lower_first, report_name

_NOBODY = "Chưa ai bị nhắc về việc này."
_A_DAY = "Có ngày thì ghi `truoc` hoặc `cham_nhat`"
_ACCEPT = "Lấy ngày này thì xoá `de_xuat`; không thì sửa ngày."


def open_questions(spec: PlanSpec, directory: Directory | None = None) -> tuple[QuestionSpec, ...]:
    """The file's questions in its order, then those found; a found one gives way to the writer's own.

    The slug of a found question is made of what it asks about, so that an answer still fits the next version.
    With a directory it is asked, too, who the groups are of which the directory names nobody.
    """
    written = tuple(replace(question, then=_then(question)) for question in spec.questions.values())
    taken = {question.slug for question in written}
    found = []
    for question in (*_found(spec), *(_of_groups(spec, directory) if directory is not None else ())):
        if question.slug not in taken and not any(_covers(each, question) for each in written):
            taken.add(question.slug)
            found.append(question)
    return (*written, *found)


def open_question(spec: PlanSpec, slug: str) -> QuestionSpec | None:
    """The question by a slug that a plan leaves open; one about a group is known by its slug alone."""
    about_groups = (
        _of_group(entry, group, group) for entry, groups in _opened(spec) for group in dict.fromkeys(groups)
    )
    return next((each for each in (*open_questions(spec), *about_groups) if each.slug == slug), None)


def _covers(written: QuestionSpec, found: QuestionSpec) -> bool:
    """The writer already asks about the whole of what a found question is about."""
    return found.about_entry is not None and written.concerns(found.about_entry, found.about_period)


def _then(question: QuestionSpec) -> str:
    """Who waits for the answer to a question of the file, and what to do with it."""
    if question.about_entry is None:
        return "Không ai phải chờ câu này. Có câu trả lời thì ghi bằng `dondoc answer`, hoặc xoá câu hỏi."
    if question.about_agencies:
        where = "`don_vi_bao_cao`" if question.about_report else "đơn vị thực hiện"
        do = f"ghi bằng `dondoc answer`, hoặc sửa {where} rồi xoá câu hỏi"
        return f"Cơ quan nêu ở `ve` chưa bị nhắc. Có câu trả lời thì {do}."
    what = "kỳ này" if question.about_period else "báo cáo này" if question.about_report else "việc này"
    do = "ghi bằng `dondoc answer`, hoặc sửa cho đúng rồi xoá câu hỏi"
    return f"Chưa ai bị nhắc về {what}. Có câu trả lời thì {do}."


def _found(spec: PlanSpec) -> Iterator[QuestionSpec]:
    yield from _of_document(spec)
    for report in spec.reports.values():
        yield from _of_report(spec, report)
    for own in spec.own_plans.values():
        yield from _of_own_plan(own)
    for task in spec.tasks.values():
        yield from _of_task(task)


def _of_document(spec: PlanSpec) -> Iterator[QuestionSpec]:
    if spec.number is None:
        ask = f"Bản lưu để trống số ký hiệu ({spec.number_printed}): kế hoạch số bao nhiêu?"
        then = "Có số thì điền `so_ky_hieu`, hoặc ghi lúc kích hoạt bằng --number."
        yield _question("so-ky-hieu", ask, spec.position, then, QuestionKind.NUMBER)
    then = "Biết ngày thì điền `ngay_ban_hanh`, hoặc ghi lúc kích hoạt bằng --issued."
    if spec.issued_on is None:
        ask = "Kế hoạch ban hành ngày nào?"
        yield _question("ngay-ban-hanh", ask, spec.position, then, QuestionKind.ISSUE_DAY)
    elif not spec.issued_on.is_exact:
        ask = f"Bản lưu để trống ngày ban hành ({spec.issued_on.printed}): kế hoạch ban hành ngày nào?"
        yield _question("ngay-ban-hanh", ask, spec.position, then, QuestionKind.ISSUE_DAY)
    if spec.partial:
        ask = "Bản lưu bị thiếu phần cuối: phần thiếu có giao nhiệm vụ hoặc chế độ báo cáo nào không?"
        then = "Tìm bản đủ trang, ghi thêm phần thiếu rồi xoá `thieu_trang`."
        yield _question("ban-luu-thieu", ask, spec.position, then, QuestionKind.FREE)


def _of_report(spec: PlanSpec, report: ReportSpec) -> Iterator[QuestionSpec]:
    if report.ad_hoc:
        return
    if not report.periods:
        what = f"{_capital(report_name(report))} (mục {report.words.clause})"
        then = f"{_NOBODY} Có ngày thì ghi các kỳ vào `ky`."
        yield _undated(report, what, "gửi trước ngày nào?", then, what_is_lacking="ngày gửi")
    for period in report.periods:
        where = f"{_capital(report_name(report, period.name))} (mục {period.words.clause})"
        if period.deadline is None and period.within is None:
            ask, then = f"{where} không nêu ngày gửi: gửi trước ngày nào?", f"{_NOBODY} {_A_DAY}."
        elif period.proposed:
            ask = f"{where} mới có ngày đề xuất ({period.words.phrase}): có lấy ngày này không?"
            then = f"{_NOBODY} {_ACCEPT}"
        else:
            continue
        yield replace(
            _question(_period_slug(spec, report, period), ask, period.words.position, then, QuestionKind.DATE),
            about_report=report.slug,
            about_entry=report.slug,
            about_period=f"{period.year}-{period.slug}",
        )


def _period_slug(spec: PlanSpec, report: ReportSpec, period: PeriodSpec) -> str:
    """A plan of several years names the year, for its periods come again."""
    is_of_one_year = spec.effect.starts.year == spec.effect.ends.year
    return f"{report.slug}-{period.slug}" if is_of_one_year else f"{report.slug}-{period.year}-{period.slug}"


def _of_own_plan(own: OwnPlanSpec) -> Iterator[QuestionSpec]:
    what = f"{own.name} (mục {own.words.clause})"
    if own.proposed:
        yield _proposed(own, what)
    elif own.deadline is None and own.within is None:
        yield _undated(own, what, "hoàn thành trước ngày nào?", f"{_NOBODY} {_A_DAY}.")


def _of_task(task: TaskSpec) -> Iterator[QuestionSpec]:
    what = f"Nhiệm vụ “{lower_first(task.content)}” (mục {task.words.clause})"
    if not task.leads and not task.executors:
        ask = f"{what} không nêu đơn vị thực hiện: giao cho đơn vị nào?"
        then = f"{_NOBODY} Biết đơn vị thì ghi `chu_tri` hoặc `thuc_hien`."
        asked = _question(f"{task.slug}-khong-don-vi", ask, task.words.position, then, QuestionKind.OWNER)
        yield replace(asked, about_entry=task.slug)
    if task.proposed:
        yield _proposed(task, what)
    elif task.deadline is None and task.within is None and not task.continuing:
        then = f"{_NOBODY} {_A_DAY}; làm quanh năm thì `thuong_xuyen: có`."
        yield _undated(task, what, "thường xuyên hay hoàn thành trước ngày nào?", then)


def _of_groups(spec: PlanSpec, directory: Directory) -> Iterator[QuestionSpec]:
    """Who a group is, for every duty that would be chased if one knew."""
    for entry, slugs in _opened(spec):
        for group in directory.open_groups(slugs):
            yield _of_group(entry, group.slug, group.name)


def _opened(spec: PlanSpec) -> Iterator[tuple[ReportSpec | OwnPlanSpec | TaskSpec, tuple[str, ...]]]:
    """The entries whose groups are opened, and who is named there."""
    for report in spec.reports.values():
        if not report.ad_hoc:
            yield report, senders_of(spec, report)
    for own in spec.own_plans.values():
        yield own, own.agencies
    for task in spec.tasks.values():
        if task.deadline is not None or task.within is not None:
            yield task, task.leads or task.executors


def _of_group(entry: ReportSpec | OwnPlanSpec | TaskSpec, group: str, name: str) -> QuestionSpec:
    ask = f"“{name}” (mục {entry.words.clause}) gồm những cơ quan nào?"
    then = f"Chưa ai của nhóm bị nhắc. Biết thì ghi các cơ quan vào nhóm `{group}` của danh bạ."
    found = _question(f"{entry.slug}-gom-{group}", ask, entry.words.position, then, QuestionKind.OWNER)
    about_report = entry.slug if isinstance(entry, ReportSpec) else None
    return replace(found, about_report=about_report, about_entry=entry.slug, about_agencies=(group,))


def _undated(
    entry: ReportSpec | TaskSpec | OwnPlanSpec,
    what: str,
    asked: str,
    then: str,
    *,
    what_is_lacking: str = "thời hạn",
) -> QuestionSpec:
    ask = f"{what} không nêu {what_is_lacking}: {asked}"
    found = _question(f"{entry.slug}-khong-ngay", ask, entry.words.position, then, QuestionKind.DATE)
    about_report = entry.slug if isinstance(entry, ReportSpec) else None
    return replace(found, about_report=about_report, about_entry=entry.slug)


def _proposed(entry: TaskSpec | OwnPlanSpec, what: str) -> QuestionSpec:
    ask = f"{what} mới có ngày đề xuất ({entry.words.phrase}): có lấy ngày này không?"
    slug, then = f"{entry.slug}-ngay-de-xuat", f"{_NOBODY} {_ACCEPT}"
    found = _question(slug, ask, entry.words.position, then, QuestionKind.DATE)
    return replace(found, about_entry=entry.slug)


def _question(slug: str, ask: str, position: Position, then: str, kind: QuestionKind) -> QuestionSpec:
    return QuestionSpec(slug, ask, None, (), position, then=then, kind=kind)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
