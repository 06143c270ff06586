"""`dondoc new`: six questions, and a file to go on with that passes `dondoc check`."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from dondoc.calendar.workdays import load_calendar
from dondoc.cli.output import Format, FormatOption, say, write_json
from dondoc.cli.plan_files import CALENDAR, ENDING, Broken, tell
from dondoc.cli.schema import FOLDER
from dondoc.cli.usage import Command
from dondoc.errors import Refused
from dondoc.files import is_there, reason, write_file
from dondoc.language.checks import check_plan
from dondoc.language.directory import Directory
from dondoc.language.directory_reader import read_directory
from dondoc.language.fields import malformed
from dondoc.language.folder import CONTACTS_PREFIX, DIRECTORY
from dondoc.language.new_plan import Answers, directory_text, fault, plan_text, with_new
from dondoc.language.reader import read_plan_text
from dondoc.language.slugs import is_slug, slug_of
from dondoc.settings import from_environment

HELP = """Soạn tệp cho một kế hoạch mới: hỏi sáu câu rồi ghi một tệp có sẵn lời dẫn và ví dụ của từng phần.

Câu nào đã trả lời bằng tuỳ chọn thì không hỏi nữa. Cơ quan chưa có trong danh bạ thì được thêm vào một tệp danh bạ
mới. Tệp ghi ra qua được dondoc check; không mở cơ sở dữ liệu, không ghi đè tệp nào."""
EXAMPLE = """dondoc new phong-chay-2026
dondoc new phong-chay-2026 --title "Phòng cháy, chữa cháy năm 2026" --number 12/KH-UBND --issued 10/01/2026 \
--issuer "UBND xã Mẫu An" --standing-body "Công an xã Mẫu An" --effect 2026"""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the key that its answer is written under, the option that answers it, and what is asked."""

    key: str
    option: str
    ask: str
    may_be_blank: bool = False
    is_agency: bool = False


QUESTIONS = (
    Question("title", "--title", "Kế hoạch về việc gì? (tên ngắn, ví dụ: Phòng, chống mua bán người năm 2022)"),
    Question("number", "--number", "Số, ký hiệu? (ví dụ 144/KH-UBND; để trống nếu bản lưu chưa có số)", True),
    Question("issued_on", "--issued", "Ngày ban hành? (ví dụ 07/3/2024 hoặc __/4/2022; để trống được)", True),
    Question("issuer", "--issuer", "Cơ quan ban hành? (tên hoặc mã trong danh bạ)", is_agency=True),
    Question(
        "standing_body",
        "--standing-body",
        "Cơ quan thường trực, nơi theo dõi, đôn đốc, tổng hợp? (tên hoặc mã)",
        is_agency=True,
    ),
    Question("effect", "--effect", "Thời gian thực hiện? (ví dụ 2026; 2026-2030; 01/10/2026 đến 31/12/2027)"),
)


def _option(question: Question, help_text: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(question.option, metavar="TRẢ_LỜI", help=help_text)
    return option


def add_to(app: typer.Typer) -> None:
    """Offers `new`."""
    app.command("new", cls=Command, help=HELP, epilog=EXAMPLE, rich_help_panel="Soạn kế hoạch")(new)


def new(
    slug: Annotated[str, typer.Argument(metavar="MÃ", help="Mã của kế hoạch, cũng là tên tệp: lao-cai-144-2024.")],
    *,
    title: Annotated[str | None, _option(QUESTIONS[0], "Tên gọi ngắn của kế hoạch.")] = None,
    number: Annotated[str | None, _option(QUESTIONS[1], "Số, ký hiệu; để trống là chưa có số.")] = None,
    issued: Annotated[str | None, _option(QUESTIONS[2], "Ngày ban hành.")] = None,
    issuer: Annotated[str | None, _option(QUESTIONS[3], "Cơ quan ban hành: tên hoặc mã.")] = None,
    standing_body: Annotated[str | None, _option(QUESTIONS[4], "Cơ quan thường trực: tên hoặc mã.")] = None,
    effect: Annotated[str | None, _option(QUESTIONS[5], "Thời gian thực hiện.")] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Writes the plan's file, and one of the directory where an agency is new."""
    plans = from_environment().plans
    _refuse_slug(slug, plans)
    directory, _ = read_directory(plans / DIRECTORY)
    given = dict(zip(QUESTIONS, (title, number, issued, issuer, standing_body, effect), strict=True))
    names: dict[str, str] = {}  # of new agencies, by slug
    answered = {each.key: _given(each, text, directory, names) for each, text in given.items() if text is not None}
    answered |= {each.key: _answer(each, directory, names) for each, text in given.items() if text is None}
    answers = Answers(**answered)
    files = {plans / f"{slug}{ENDING}": plan_text(slug, answers)}
    if names:
        files[plans / DIRECTORY / f"{slug}{ENDING}"] = directory_text(slug, answers, names)
    _check(slug, plans, answers, with_new(directory, slug, names))
    _write(files)
    if output is Format.JSON:
        write_json({"files": [str(path) for path in files], "new_agencies": names})
        return
    _say_what_next(slug, list(files), names)
    if not is_there(plans / FOLDER):
        say("Muốn trình soạn thảo gợi ý từ khoá thì chạy thêm `dondoc schema`.")


def _refuse_slug(slug: str, plans: Path) -> None:
    if not is_slug(slug) or slug.startswith(CONTACTS_PREFIX):
        message, hint = malformed(slug)
        raise typer.BadParameter(f"{message}. {hint}")
    for path in (plans / f"{slug}{ENDING}", plans / DIRECTORY / f"{slug}{ENDING}"):
        if is_there(path):
            raise Refused(f"đã có tệp {path}. Chọn mã khác, hoặc sửa tiếp tệp ấy.")


def _given(question: Question, text: str, directory: Directory, names: dict[str, str]) -> str:
    """The answer that an option gives, as it will stand in the file; raises BadParameter."""
    answer = _as_written(question, text, directory, names)
    if problem := _fault(question, answer):
        raise typer.BadParameter(f"{question.option}: {problem}")
    return answer


def _answer(question: Question, directory: Directory, names: dict[str, str]) -> str:
    """The answer as it will stand in the file, asked for until it is right."""
    while True:
        answer = _as_written(question, _asked(question), directory, names)
        problem = _fault(question, answer)
        if not problem:
            return answer
        say(problem)


def _asked(question: Question) -> str:
    typer.echo(f"{question.ask}\n> ", err=True, nl=False)
    line = sys.stdin.readline()
    if not line:
        raise Refused(f"chưa có câu trả lời cho “{question.ask}”, chưa ghi gì. Nêu bằng {question.option}.")
    return line


def _as_written(question: Question, typed: str, directory: Directory, names: dict[str, str]) -> str:
    """The typed text on one line; of an agency its slug, which is noted with its name where it is new."""
    text = " ".join(typed.split())
    if not question.is_agency:
        return text
    slug = slug_of(text)
    known = {slug_of(alias): each.slug for each in directory.agencies.values() for alias in each.aliases}
    known |= {slug_of(each.name): each.slug for each in directory.agencies.values()}
    known |= {each: each for each in (*directory.agencies, *directory.groups)}
    if slug and slug not in known:
        names.setdefault(slug, text)
    return known.get(slug, slug)


def _fault(question: Question, answer: str) -> str:
    if not answer:
        return "" if question.may_be_blank else "Câu này phải trả lời."
    return fault(question.key, answer)


def _check(slug: str, plans: Path, answers: Answers, directory: Directory) -> None:
    """Raises Broken, after telling why, where the answers don't fit each other or the directory."""
    path = plans / f"{slug}{ENDING}"
    reading = read_plan_text(plan_text(slug, answers), file=str(path))
    calendar = load_calendar(plans / CALENDAR)
    found = [*reading.problems, *(check_plan(reading.draft, directory, calendar) if reading.draft else ())]
    errors = [problem for problem in found if problem.is_error]
    if errors:
        tell(errors)
        raise Broken("các câu trả lời chưa khớp nhau (xem trên), chưa ghi gì. Chạy lại và trả lời cho khớp.")


def _write(files: dict[Path, str]) -> None:
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, text.encode("utf-8"))
        except OSError as error:
            raise Refused(f"không ghi được {path}: {reason(error)}. Kiểm tra quyền ghi của thư mục.") from error


def _say_what_next(slug: str, paths: list[Path], names: dict[str, str]) -> None:
    say(f"Đã ghi {', '.join(map(str, paths))}.")
    if names:
        listed = ", ".join(f"{name} (`{each}`)" for each, name in names.items())
        say(f"Mới thêm vào danh bạ: {listed}. Nếu đã có dưới tên khác thì sửa mã, xoá tệp danh bạ mới.")
    say(f"Mở tệp, thêm các phần cần dùng, rồi chạy `dondoc check` và `dondoc preview {slug}`.")
