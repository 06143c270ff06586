"""`dondoc check`: every problem of every file at once, with its place and what to do."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from dondoc.calendar.overrides import read_overrides
from dondoc.cli.output import Format, FormatOption, say, waiting, write_json
from dondoc.cli.plan_files import CALENDAR, Shelf, open_shelf
from dondoc.cli.usage import REFUSED, Command
from dondoc.errors import Position, Problem, Severity
from dondoc.files import is_folder, is_there
from dondoc.language.directory_reader import read_directory
from dondoc.language.folder import CONTACTS_PREFIX, DIRECTORY, check_contacts
from dondoc.settings import Settings, from_environment

HELP = """Kiểm tra kế hoạch, danh bạ, lịch nghỉ và đầu mối: nêu mọi lỗi cùng lúc, kèm tệp:dòng:cột và cách sửa.

Có lỗi thì chưa đồng bộ được (mã thoát 1). Cảnh báo và điều cần làm rõ thì không cản (mã thoát 0)."""
EXAMPLE = """dondoc check
dondoc check plan_specs/duc-pho-2022.yaml"""
SCENARIOS = "scenarios"
NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.QUESTION: "question"}


def add_to(app: typer.Typer) -> None:
    """Offers `check`."""
    app.command("check", cls=Command, help=HELP, epilog=EXAMPLE, rich_help_panel="Soạn kế hoạch")(check)


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="ĐƯỜNG_DẪN",
            help="Tệp hoặc thư mục; bỏ trống là cả thư mục kế hoạch, lịch nghỉ và tệp đầu mối.",
            show_default=False,
        ),
    ] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Prints every problem; exits 1 if one of them is an error."""
    settings = from_environment()
    with waiting("Đang kiểm tra…"):
        found = [problem for path in paths or () for problem in _problems_of(path, settings)]
        found += () if paths else _everything(settings)
    problems = list(dict.fromkeys(found))
    if output is Format.JSON:
        write_json([_as_json(problem) for problem in problems])
    else:
        typer.echo("".join(f"{problem}\n" for problem in problems), nl=False)
        say(_summary(problems))
    if any(problem.is_error for problem in problems):
        raise typer.Exit(REFUSED)


def _everything(settings: Settings) -> Iterator[Problem]:
    shelf = open_shelf(settings.plans)
    yield from _of_shelf(shelf)
    if is_there(settings.contacts):
        yield from check_contacts(shelf.folder, settings.contacts)
        return
    hint = "Chép contacts.example.yaml thành var/contacts.yaml rồi điền, hoặc đặt DONDOC_CONTACTS."
    yield _told_at(settings.contacts, Severity.WARNING, "chưa có tệp đầu mối: chưa gửi được cho ai", hint)


def _problems_of(path: Path, settings: Settings) -> Iterable[Problem]:
    """What is wrong with one path: a folder of plans, a plan, or a file that plans rely on."""
    if not is_there(path):
        return [_told_at(path, Severity.ERROR, "không có tệp này", "Xem lại đường dẫn.")]
    if SCENARIOS in (path.name, path.parent.name):
        message = "kịch bản được kiểm tra khi diễn trước, cùng với kế hoạch mà nó kể"
        hint = "Chạy `dondoc simulate KẾ_HOẠCH --scenario TỆP`: kịch bản sai thì lệnh nêu mọi lỗi."
        return [_told_at(path, Severity.WARNING, message, hint)]
    if path.suffix == ".csv" or path.name == CALENDAR:
        return _within(path, read_overrides(path.parent if path.suffix else path)[1])
    if path.name.startswith(CONTACTS_PREFIX) or path == settings.contacts:
        return check_contacts(open_shelf(settings.plans).folder, path)
    if DIRECTORY in (path.name, path.parent.name):
        return _within(path, read_directory(path if is_folder(path) else path.parent)[1])
    return _of_shelf(open_shelf(path))


def _told_at(path: Path, severity: Severity, message: str, hint: str) -> Problem:
    return Problem(Position(str(path), 1, 1), severity, message, hint)


def _of_shelf(shelf: Shelf) -> Iterator[Problem]:
    """Everything wrong, and what the documents leave open, in the order of files and lines."""
    questions = [question for plan in shelf.plans for question in plan.compiled.problems]
    yield from sorted((*shelf.problems, *questions), key=lambda problem: problem.position)


def _within(path: Path, problems: Iterable[Problem]) -> Iterator[Problem]:
    return (problem for problem in problems if is_folder(path) or problem.position.file == str(path))


def _summary(problems: Sequence[Problem]) -> str:
    if not problems:
        return "Không có lỗi."
    counts = Counter(problem.severity for problem in problems)
    files = len({problem.position.file for problem in problems})
    parts = [f"{counts[severity]:02d} {severity}" for severity in Severity if counts[severity]]
    return f"{', '.join(parts)} trong {files:02d} tệp."


def _as_json(problem: Problem) -> dict[str, str | int]:
    return {
        "file": problem.position.file,
        "line": problem.position.line,
        "column": problem.position.column,
        "severity": NAMES[problem.severity],
        "message": problem.message,
        "hint": problem.hint,
    }
