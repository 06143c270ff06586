"""The two appendices of docs/huong-dan.md as the code has them: `python -m tests.docs.reference` prints them."""

import sys
from collections.abc import Iterator
from pathlib import Path

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from dondoc.language.glossary import TERMS
from flows.cli import command_line

GUIDE = Path(__file__).parents[2] / "docs" / "huong-dan.md"
COMMANDS = "## Phụ lục A: mọi lệnh"
WORDS = "## Phụ lục B: từ khoá của tệp kế hoạch"


def commands() -> dict[str, TyperCommand]:
    """Every command of the product by its whole name: "dondoc register close"."""
    root = get_command(command_line())
    assert isinstance(root, TyperGroup)
    return dict(_within(root, "dondoc"))


def _within(group: TyperGroup, path: str) -> Iterator[tuple[str, TyperCommand]]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _within(command, f"{path} {name}")
        elif isinstance(command, TyperCommand):
            yield f"{path} {name}", command


def options(command: TyperCommand) -> list[str]:
    """The options of a command, in their long form."""
    return [max(param.opts, key=len) for param in command.params if isinstance(param, TyperOption)]


def command_row(name: str, command: TyperCommand) -> str:
    """One row of appendix A."""
    arguments = [param.metavar or param.name for param in command.params if isinstance(param, TyperArgument)]
    summary = " ".join((command.help or "").split("\n\n")[0].split())
    listed = " ".join(f"`{option}`" for option in options(command)) or "–"
    return f"| `{' '.join([name, *arguments])}` | {summary} | {listed} |"


def word_rows() -> list[str]:
    """The rows of appendix B, from the one table of words."""
    return [f"| `{term.vietnamese}` | `{term.english}` | {term.label} | {term.meaning} |" for term in TERMS]


def appendices() -> str:
    """Both appendices, to be put at the end of the guide."""
    lines = [
        COMMANDS,
        "",
        "Mỗi lệnh có `--help` kèm ví dụ. Không nêu `--by` thì lấy biến `DONDOC_BY`. `--at` chỉ dùng khi diễn tập.",
        "`--format json`: JSON cho chương trình khác, đứng một mình ở đầu ra; lời cho người đọc ra kênh lỗi.",
        "Mã thoát: 0 xong; 1 bị từ chối, không tìm thấy, chưa rõ, `check` có lỗi; 2 gõ lệnh sai; 130 bị ngắt.",
        "",
        "| Lệnh | Để làm gì | Tuỳ chọn |",
        "|---|---|---|",
        *(command_row(name, command) for name, command in commands().items()),
        "",
        WORDS,
        "",
        "Dạng tiếng Việt hay tiếng Anh đều được, trong một tệp dùng lẫn cũng được.",
        "",
        "| Tiếng Việt | Tiếng Anh | Là gì | Viết thế nào |",
        "|---|---|---|---|",
        *word_rows(),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(appendices())
