"""`dondoc schema`: the JSON Schemas with which an editor completes, explains and marks what is being written."""

from pathlib import Path
from typing import Annotated

import typer

from dondoc.cli.output import Format, FormatOption, say, write_json
from dondoc.cli.usage import Command
from dondoc.errors import Refused
from dondoc.files import reason
from dondoc.language.editor_schema import schema_texts
from dondoc.settings import from_environment

HELP = """Ghi các tệp JSON Schema của tệp kế hoạch, danh bạ, đầu mối: nhờ đó trình soạn thảo gợi ý từ khoá,
giải thích khi đưa chuột tới, và gạch đỏ chỗ viết sai.

Dùng với trình soạn thảo có yaml-language-server (VS Code cài tiện ích YAML của Red Hat). Dòng đầu của tệp kế hoạch
phải là `# yaml-language-server: $schema=schema/plan.json`; của tệp danh bạ, `$schema=../schema/directory.json`."""
EXAMPLE = """dondoc schema
dondoc schema --output var/schema"""
FOLDER = "schema"


def add_to(app: typer.Typer) -> None:
    """Offers `schema`."""
    app.command("schema", cls=Command, help=HELP, epilog=EXAMPLE, rich_help_panel="Soạn kế hoạch")(schema)


def schema(
    folder: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="THƯ_MỤC",
            help="Thư mục để ghi.",
            show_default="schema/ trong thư mục kế hoạch",
        ),
    ] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Writes every schema; one that is there already is replaced."""
    home = folder or from_environment().plans / FOLDER
    written = []
    try:
        home.mkdir(parents=True, exist_ok=True)
        for name, text in schema_texts().items():
            (home / name).write_text(text, encoding="utf-8")
            written.append(str(home / name))
    except OSError as error:
        raise Refused(f"không ghi được vào {home}: {reason(error)}. Nêu thư mục khác bằng --output.") from error
    if output is Format.JSON:
        write_json({"files": written})
        return
    say(f"Đã ghi {', '.join(written)}.")
