"""Typer with Vietnamese faces: usage, help, and every refusal in one sentence with the way out."""

import sys
from collections.abc import Sequence
from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING, Any, TextIO

import typer

# Typer gives its usage errors no public name; pyproject.toml caps its version.
from typer._click import exceptions as faults
from typer.core import TyperCommand, TyperGroup

from dondoc.cli import help as help_pages
from dondoc.errors import Ambiguous, DondocError
from dondoc.language.letters import UNPRINTABLE, one_line

if TYPE_CHECKING:
    from typer._click.core import Command as AnyCommand
    from typer._click.core import Context
    from typer._coercion import TypeDescriptor

REFUSED = 1  # the world said no
MISUSED = 2  # the command line was wrong
INTERRUPTED = 130


class Command(TyperCommand):
    """A command whose help and refusals are Vietnamese."""

    allow_extra_args = True  # so that the refusal below is ours

    def get_usage(self, ctx: "Context") -> str:
        """How it is called, in one line."""
        return help_pages.usage_line(self, ctx)

    def get_help(self, ctx: "Context") -> str:
        """The whole help page."""
        return help_pages.render(self, ctx)

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Refuses what is left over after all arguments are read."""
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            ctx.fail(f"thừa tham số: {' '.join(rest)}. Tên có dấu cách phải đặt trong dấu ngoặc kép.")
        for option in self.params:
            if option.param_type_name == "option" and option.name in ctx.params:
                ctx.params[option.name] = _in_one_line(ctx.params[option.name], ctx, option)
        return rest


class Group(TyperGroup):
    """A group of commands; the outermost one turns every refusal into one line and an exit code."""

    def get_usage(self, ctx: "Context") -> str:
        """How it is called, in one line."""
        return help_pages.usage_line(self, ctx)

    def get_help(self, ctx: "Context") -> str:
        """The whole help page."""
        return help_pages.render(self, ctx)

    def resolve_command(
        self, ctx: "Context", args: list[str]
    ) -> "tuple[str | None, AnyCommand | None, list[str]]":
        """Finds the command, or names the nearest one."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-") and not ctx.resilient_parsing:
            near = get_close_matches(name, self.commands, n=1)
            ctx.fail(f"không có lệnh “{name}”." + (f" Có phải “{near[0]}”?" if near else ""))
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Runs the command line and exits: 0 done, 1 refused or not found, 2 called wrongly, 130 interrupted."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        _speak_utf8(sys.stdout)
        _speak_utf8(sys.stderr)
        try:
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except faults.NoArgsIsHelpError as nothing:
            typer.echo(nothing.message)
            sys.exit(MISUSED)
        except faults.UsageError as fault:
            _complain(_misuse(fault), fault.ctx)
            sys.exit(MISUSED)
        except typer.TyperException as fault:
            _complain(fault.format_message(), None)
            sys.exit(REFUSED)
        except typer.Abort:
            typer.echo("Đã dừng, chưa ghi gì.", err=True)
            sys.exit(REFUSED)
        except DondocError as refusal:
            _complain(str(refusal), None)
            if isinstance(refusal, Ambiguous):
                typer.echo("\n".join(f"  - {candidate}" for candidate in refusal.candidates), err=True)
            sys.exit(REFUSED)
        except UnicodeEncodeError as fault:  # a terminal of another encoding hands over bytes that are no letters
            letters = fault.object[fault.start : fault.end]
            _complain(f"có ký tự không đọc được (“{letters}”); hãy gõ bằng bảng mã UTF-8. Chưa ghi gì.", None)
            sys.exit(REFUSED)
        sys.exit(code if isinstance(code, int) else 0)


def _in_one_line(value: Any, ctx: "Context", option: Any) -> Any:
    """What is recorded goes into subjects, tables and letters: text of an option is one line of letters."""
    if type(value) is list:
        return [_in_one_line(each, ctx, option) for each in value]
    if type(value) is not str:  # an Enum is a str as well, and stays as it is
        return value
    if hidden := UNPRINTABLE.search(value):
        code = f"U+{ord(hidden[0]):04X}"
        fault = f"có ký tự điều khiển không in được ({code}). Xoá ký tự ấy; thường do dán từ tệp PDF hoặc Word."
        raise faults.BadParameter(fault, ctx, option)
    return one_line(value)


def _speak_utf8(stream: TextIO | Any) -> None:
    """Vietnamese on any terminal; a byte that is no letter (a broken file name) is shown, not fatal."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(sentence: str, ctx: "Context | None") -> None:
    typer.echo(f"Lỗi: {sentence}", err=True)
    if ctx is not None:
        typer.echo(f"{ctx.get_usage()}\nXem hướng dẫn: {ctx.command_path} --help", err=True)


def _misuse(fault: "faults.UsageError") -> str:
    """What was wrong with the command line."""
    match fault:
        case faults.MissingParameter(param=param) if param is not None:
            help_text = getattr(param, "help", None) or ""
            return f"thiếu {_name(param)}: {help_text}".rstrip(": ")
        case faults.BadParameter(param=param) if param is not None:
            choices = param.type_descriptor.choices
            if choices:
                names = ", ".join(str(c.value) if isinstance(c, Enum) else str(c) for c in choices)
                return f"{_name(param)} nhận một trong: {names}."
            return f"{_name(param)}: {_wrong_value(fault, param.type_descriptor)}"
        case faults.NoSuchOption(option_name=name, possibilities=near):
            return f"không có tuỳ chọn {name}." + (f" Có phải {near[0]}?" if near else "")
        case faults.BadOptionUsage(option_name=name):
            return f"tuỳ chọn {name} thiếu giá trị hoặc có giá trị thừa."
        case _:
            return fault.message


def _wrong_value(fault: "faults.BadParameter", wanted: "TypeDescriptor") -> str:
    """Typer's own parsers complain in English, ours in Vietnamese."""
    if wanted.annotation in (int, float):
        limits = wanted.parameter_info
        bounds = f" từ {limits.min} đến {limits.max}" if limits.min is not None and limits.max is not None else ""
        return f"phải là một số{bounds}."
    if wanted.is_path and wanted.parameter_info.parser is None:
        return "đường dẫn này không dùng được."
    return fault.message


def _name(param: Any) -> str:
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return str(param.metavar or param.name.upper())
