"""How an operator's command speaks: lines for people while it works, or one JSON document when it is over."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import typer

from dondoc.cli.output import Format, say, write_json

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Reporter:
    """`say` tells a line of progress, `done` the facts at the end."""

    say: Say
    done: Callable[[Mapping[str, object]], None]


def reporter(output: Format) -> Reporter:
    """For people lines on stdout; for programs JSON alone on stdout, and the lines on stderr."""
    if output is Format.JSON:
        return Reporter(say, _write_now)
    return Reporter(typer.echo, lambda _: None)


def _write_now(facts: Mapping[str, object]) -> None:
    """`dondoc up` goes on after it told its address, so nothing may stay in a buffer."""
    write_json(facts)
    sys.stdout.flush()
