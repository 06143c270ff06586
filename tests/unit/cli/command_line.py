"""The command line in a test: a person types, and sees stdout, stderr and an exit code."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from typer.testing import CliRunner

from dondoc.cli.app import Tools, build_app
from dondoc.tracking.notices import Message, Notice


def compose(notice: Notice) -> Message:
    """Words of a test's own: what the message leads with, and to whom it goes."""
    return Message(subject=f"{notice.lead} cho {notice.recipient_name}", text="", html="")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person sees."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Stdout as one JSON document."""
        return json.loads(self.out)


def dondoc(*arguments: str, env: Mapping[str, str] | None = None, typed: str = "") -> Answer:
    """Runs `dondoc` in this process with some environment variables; `typed` is what stands on stdin."""
    clean = dict.fromkeys(("DONDOC_BY", "DONDOC_CLOCK", "DONDOC_CONTACTS", "DONDOC_DATABASE_URL"))
    runner = CliRunner(env={**clean, **(env or {})})
    result = runner.invoke(build_app(Tools(compose)), list(arguments), input=typed, prog_name="dondoc")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Answer(result.exit_code, result.stdout, result.stderr)
