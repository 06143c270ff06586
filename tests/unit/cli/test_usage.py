"""What a person sees who calls a command wrongly, or asks how to call it."""

from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner, Result

from dondoc.cli.output import Format, FormatOption
from dondoc.cli.usage import Command, Group
from dondoc.errors import Ambiguous, NotFound


def _app() -> typer.Typer:
    app = typer.Typer(name="dondoc", cls=Group, no_args_is_help=True, add_completion=False, help="Đôn đốc.")

    @app.command("submit", cls=Command, help="Ghi nhận.", epilog='dondoc submit "Phòng [Tư pháp]" --by An')
    def submit(
        agency: Annotated[str, typer.Argument(metavar="CƠ_QUAN", help="Tên cơ quan.")],
        by: Annotated[str, typer.Option("--by", metavar="TÊN", envvar="DONDOC_BY", help="Người ghi nhận.")],
        port: Annotated[int, typer.Option("--port", min=1, max=9)] = 1,
        output: FormatOption = Format.TABLE,
    ) -> None:
        if agency == "tu phap":
            raise Ambiguous("“tu phap” có thể là hai cơ quan:", ["Phòng Tư pháp", "Ban Tư pháp xã"])
        agency.encode()  # as the database does
        if agency == "?":
            raise NotFound("không có cơ quan “?”.")
        typer.echo(f"{agency} {by} {output}")

    hold = typer.Typer(cls=Group, no_args_is_help=True, help="Tạm dừng nhắc.")
    hold.command("add", cls=Command, help="Thêm.")(lambda: None)
    hold.command("list", cls=Command, help="Xem.")(lambda: None)
    app.add_typer(hold, name="hold")
    return app


def _run(*arguments: str, by: str | None = None) -> Result:
    return CliRunner(env={"DONDOC_BY": by}).invoke(_app(), list(arguments), prog_name="dondoc")


ENGLISH = ("Usage", "Options", "Missing", "Invalid", "No such", "Error", "Traceback", "Try ", "default")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["submit", "a"], "Lỗi: thiếu --by: Người ghi nhận."),
        (["submit"], "Lỗi: thiếu CƠ_QUAN: Tên cơ quan."),
        (["submit", "Phòng", "Tư", "pháp", "--by", "An"], "Lỗi: thừa tham số: Tư pháp."),
        (["submit", "a", "--by", "An", "--format", "xml"], "Lỗi: --format nhận một trong: table, json."),
        (["submit", "a", "--by", "An", "--port", "x"], "Lỗi: --port: phải là một số từ 1 đến 9."),
        (["submit", "a", "--by", "An", "--port", "10"], "Lỗi: --port: phải là một số từ 1 đến 9."),
        (["submit", "a", "--bi", "An"], "Lỗi: không có tuỳ chọn --bi. Có phải --by?"),
        (["submit", "a", "--by"], "Lỗi: tuỳ chọn --by thiếu giá trị"),
        (["sumbit", "a"], "Lỗi: không có lệnh “sumbit”. Có phải “submit”?"),
        (["hold", "xoá"], "Lỗi: không có lệnh “xoá”."),
    ],
)
def test_a_wrong_call_gets_one_vietnamese_sentence_and_exit_2(arguments: list[str], sentence: str) -> None:
    result = _run(*arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stdout == ""
    assert not [word for word in ENGLISH if word in result.stderr]


def test_ambiguous_text_lists_the_candidates_on_stderr_and_exits_1() -> None:
    result = _run("submit", "tu phap", "--by", "An", "--format", "json")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == "Lỗi: “tu phap” có thể là hai cơ quan:\n  - Phòng Tư pháp\n  - Ban Tư pháp xã\n"


def test_an_error_of_the_world_is_one_line_and_exits_1() -> None:
    result = _run("submit", "?", "--by", "An")
    assert (result.exit_code, result.stderr) == (1, "Lỗi: không có cơ quan “?”.\n")


def test_the_recorder_may_come_from_the_environment() -> None:
    assert _run("submit", "a", by="Chị Hoa").stdout == "a Chị Hoa table\n"


@pytest.mark.parametrize("arguments", [["--help"], ["submit", "--help"], ["hold", "--help"], [], ["hold"]])
def test_help_speaks_vietnamese_only(arguments: list[str]) -> None:
    result = _run(*arguments)
    assert "Cách dùng: dondoc" in result.stdout
    assert not [word for word in ENGLISH if word in result.stdout]


def test_help_shows_what_is_required_where_it_may_come_from_and_an_example_with_its_brackets() -> None:
    text = _run("submit", "--help").stdout
    assert "bắt buộc; hoặc đặt biến DONDOC_BY" in " ".join(text.split())
    assert "--format table|json" in text
    assert 'Ví dụ\n  dondoc submit "Phòng [Tư pháp]" --by An' in text


def test_bytes_that_are_no_letters_are_refused_in_a_sentence() -> None:
    refused = _run("submit", "Ph\udcf2ng", "--by", "An")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("Lỗi: có ký tự không đọc được (“\\udcf2”)")
