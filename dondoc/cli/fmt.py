"""`dondoc fmt`: the keys of a file in one vocabulary, everything else untouched."""

from pathlib import Path
from typing import Annotated

import typer

from dondoc.cli.output import Format, FormatOption, say, write_json
from dondoc.cli.plan_files import Broken, find_file, tell
from dondoc.cli.usage import Command
from dondoc.errors import NotFound, Refused
from dondoc.files import read_file, reason, write_file
from dondoc.language.glossary import Vocabulary
from dondoc.language.translation import translate
from dondoc.settings import from_environment

HELP = """Viết lại từ khoá của tệp kế hoạch, danh bạ hay đầu mối bằng tiếng Việt (vi) hay tiếng Anh (en).

Chỉ từ khoá đổi; ghi chú, cách trình bày, mã và giá trị giữ nguyên từng chữ. Chạy lại thì không đổi gì thêm."""
EXAMPLE = """dondoc fmt duc-pho-2022
dondoc fmt plan_specs/duc-pho-2022.yaml --to en"""
NAMES = {Vocabulary.VIETNAMESE: "tiếng Việt", Vocabulary.ENGLISH: "tiếng Anh"}


def add_to(app: typer.Typer) -> None:
    """Offers `fmt`."""
    app.command("fmt", cls=Command, help=HELP, epilog=EXAMPLE, rich_help_panel="Soạn kế hoạch")(fmt)


def fmt(
    names: Annotated[
        list[str], typer.Argument(metavar="TỆP", help="Tệp .yaml, hoặc mã của một kế hoạch; một hay nhiều.")
    ],
    vocabulary: Annotated[Vocabulary, typer.Option("--to", help="Thứ tiếng của từ khoá.")] = Vocabulary.VIETNAMESE,
    output: FormatOption = Format.TABLE,
) -> None:
    """Rewrites each file in place; if one can't be read, none is touched."""
    plans = from_environment().plans
    done = [_translated(find_file(name, plans), vocabulary) for name in dict.fromkeys(names)]
    for path, data, keys in done:
        if keys:
            _write(path, data)
    if output is Format.JSON:
        write_json([{"file": str(path), "keys": keys} for path, _, keys in done])
        return
    for path, _, keys in done:
        what = f"đã viết lại {keys} từ khoá bằng {NAMES[vocabulary]}" if keys else "không có từ khoá nào phải đổi"
        say(f"{path}: {what}.")


def _translated(path: Path, vocabulary: Vocabulary) -> tuple[Path, bytes, int]:
    try:
        data = read_file(path)
    except OSError as error:
        raise NotFound(f"không mở được {path}: {reason(error)}.") from error
    result = translate(data, vocabulary, file=str(path))
    if result.data is None:
        tell(result.problems)
        raise Broken(f"{path} còn lỗi nêu trên, chưa viết lại được. Sửa rồi chạy lại.")
    return path, result.data, result.keys


def _write(path: Path, data: bytes) -> None:
    try:
        write_file(path, data)
    except OSError as error:
        raise Refused(f"không ghi được {path}: {reason(error)}. Kiểm tra quyền ghi của tệp và thư mục.") from error
