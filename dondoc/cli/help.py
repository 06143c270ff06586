"""`--help` in Vietnamese, laid out for a reader who is tired: how to call it, what it does, an example."""

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

if TYPE_CHECKING:
    from rich.console import Console

    # Typer gives its context and parameter types no public name; pyproject.toml caps its version.
    from typer._click.core import Command, Context, Parameter

OPTIONS = "[tuỳ chọn]"
SUBCOMMAND = "LỆNH"
WIDEST = 100  # columns; longer lines tire the eye
HELP_OPTION = ("--help", "Xem hướng dẫn này rồi thôi, không làm gì.")


def usage_line(command: "Command", ctx: "Context") -> str:
    """One line: how the command is called."""
    arguments = [_called(param) for param in command.params if isinstance(param, TyperArgument)]
    rest = [SUBCOMMAND] if isinstance(command, TyperGroup) else []
    return " ".join(["Cách dùng:", ctx.command_path, *arguments, *rest, OPTIONS])


def render(command: "Command", ctx: "Context") -> str:
    """The whole help text, in colour where the terminal has colours."""
    console = _console(ctx)
    with console.capture() as captured:
        console.print(usage_line(command, ctx), style="bold", highlight=False, markup=False)
        if command.help:
            for paragraph in command.help.strip().split("\n\n"):
                console.print("\n" + " ".join(paragraph.split()), markup=False)
        _print_rows(console, "Tham số", _arguments(command.params))
        _print_rows(console, "Tuỳ chọn", [*_options(command.params), HELP_OPTION])
        if isinstance(command, TyperGroup):
            for title, rows in _panels(command).items():
                _print_rows(console, title, rows)
        if command.epilog:
            console.print("\nVí dụ", style="bold", highlight=False)
            for line in command.epilog.strip().splitlines():
                console.print(f"  {line}", style="cyan", highlight=False, markup=False, soft_wrap=True)
    return "\n".join(line.rstrip() for line in captured.get().rstrip("\n").splitlines())


def _console(ctx: "Context") -> "Console":
    from rich.console import Console

    console = Console(highlight=False, emoji=False, width=ctx.terminal_width)
    console.width = min(console.width, WIDEST)
    return console


def _called(argument: TyperArgument) -> str:
    name = argument.metavar or argument.name.upper()
    if argument.nargs != 1:
        name += "…"
    return name if argument.required else f"[{name}]"


def _print_rows(console: "Console", title: str, rows: Sequence[tuple[str, str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, text in rows:
        grid.add_row(Text(f"  {name}", style="cyan"), Text(text))
    console.print(f"\n{title}", style="bold")
    console.print(grid)


def _arguments(params: "Iterable[Parameter]") -> list[tuple[str, str]]:
    return [
        (_called(param).strip("[]"), _described(param.help, param))
        for param in params
        if isinstance(param, TyperArgument) and not param.hidden
    ]


def _options(params: "Iterable[Parameter]") -> list[tuple[str, str]]:
    return [
        (_spelled(param), _described(param.help, param))
        for param in params
        if isinstance(param, TyperOption) and not param.hidden
    ]


def _spelled(option: TyperOption) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    if option.is_flag:
        return names
    return f"{names} {option.metavar or _choices(option) or option.name.upper()}"


def _choices(option: TyperOption) -> str:
    choices = option.type_descriptor.choices or ()
    return "|".join(str(choice.value) if isinstance(choice, Enum) else str(choice) for choice in choices)


def _described(help_text: str | None, param: "TyperArgument | TyperOption") -> str:
    notes = [
        *(["bắt buộc"] if param.required else []),
        *([f"mặc định: {_default(param)}"] if _default(param) else []),
        *([f"hoặc đặt biến {param.envvar}"] if isinstance(param.envvar, str) else []),
    ]
    text = help_text or ""
    return f"{text} ({'; '.join(notes)})" if notes else text


def _default(param: "TyperArgument | TyperOption") -> str:
    if isinstance(param.show_default, str):
        return param.show_default
    if not param.show_default or param.default is None or isinstance(param.default, bool):
        return ""
    return str(param.default.value) if isinstance(param.default, Enum) else str(param.default)


def _panels(group: TyperGroup) -> dict[str, list[tuple[str, str]]]:
    panels: dict[str, list[tuple[str, str]]] = {}
    for name, command in group.commands.items():
        if not command.hidden and isinstance(command, TyperCommand | TyperGroup):
            title = command.rich_help_panel if isinstance(command.rich_help_panel, str) else "Lệnh"
            panels.setdefault(title, []).append((name, _summary(command)))
    return panels


def _summary(command: "TyperCommand | TyperGroup") -> str:
    """The first words of a command's help, up to where it goes into detail; of a group the whole sentence."""
    first = " ".join((command.help or "").split("\n\n")[0].split())
    return first if isinstance(command, TyperGroup) else re.split(r"[:.;] ", first)[0].rstrip(".")
