"""No command, option, key or setting without its line in the documents; no line about what is not there."""

import dataclasses
import re
from pathlib import Path

import pytest
from typer.core import TyperArgument, TyperOption
from typer.testing import CliRunner

from dondoc import settings
from dondoc.language.glossary import TERMS
from flows.cli import command_line
from tests.docs.reference import COMMANDS, GUIDE, WORDS, commands, options, word_rows

ROOT = Path(__file__).parents[2]
REGENERATE = "python -m tests.docs.reference prints the appendices of docs/huong-dan.md anew"
ALL = commands()


def _guide() -> str:
    return GUIDE.read_text(encoding="utf-8")


def _row_of(name: str) -> str:
    reference = _guide().partition(COMMANDS)[2]
    return next((line for line in reference.splitlines() if re.match(rf"\| `{name}[ `]", line)), "")


@pytest.mark.parametrize("name", ALL)
def test_every_command_stands_in_the_reference_with_its_options(name: str) -> None:
    row = _row_of(name)
    assert row, f"{name}: {REGENERATE}"
    listed = re.findall(r"`(--[a-z-]+)`", row)
    assert listed == options(ALL[name]), f"{name}: {REGENERATE}"


def test_the_reference_names_no_command_that_is_not_there() -> None:
    rows = re.findall(r"^\| `(dondoc [^`]+)`", _guide().partition(COMMANDS)[2], flags=re.MULTILINE)
    assert len(rows) == len(ALL), REGENERATE


@pytest.mark.parametrize("name", ALL)
def test_every_command_is_shown_at_work_in_the_guide(name: str) -> None:
    before_the_reference = _guide().partition(COMMANDS)[0]
    assert re.search(rf"{name}\b", before_the_reference), f"{name} is nowhere explained in docs/huong-dan.md"


@pytest.mark.parametrize("document", ["README.md", "docs/huong-dan.md"])
def test_the_documents_show_only_commands_and_options_that_exist(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    fences = re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    shown = [line for fence in fences for line in fence.splitlines() if line.startswith("dondoc ")]
    for line in [*shown, *re.findall(r"`(dondoc [a-z][^`]*)`", text)]:
        words = line.partition(" #")[0].split()
        if words[1] == "--help":
            continue
        name = next((known for known in ALL if words[: len(known.split())] == known.split()), None)
        assert name, line
        assert {word for word in words if re.fullmatch(r"--[a-z-]+", word)} <= set(options(ALL[name])), line


@pytest.mark.parametrize("name", ALL)
def test_every_help_page_is_vietnamese_and_has_an_example(name: str) -> None:
    answer = CliRunner().invoke(command_line(), [*name.split()[1:], "--help"], prog_name="dondoc")
    assert answer.exit_code == 0
    assert f"Ví dụ\n  {name}" in answer.stdout
    assert (
        re.findall(r"\b(?:Usage|Options|Arguments|default|required|Show this|TEXT|INTEGER)\b", answer.stdout) == []
    )
    assert all(param.help for param in ALL[name].params if isinstance(param, TyperOption | TyperArgument)), name


def test_make_targets_of_the_documents_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for document in ("README.md", "docs/huong-dan.md"):
        for target in re.findall(r"\bmake ([a-z]+)\b", (ROOT / document).read_text(encoding="utf-8")):
            assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), target


def test_every_setting_stands_in_the_readme() -> None:
    named = re.findall(r"DONDOC_[A-Z_]+", settings.Settings.__doc__ or "")
    assert len(named) == len(dataclasses.fields(settings.Settings))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in named if f"| `{name}` |" not in readme] == []


def test_every_word_of_the_plan_language_is_explained() -> None:
    rows = [line for line in _guide().partition(WORDS)[2].splitlines() if line.startswith("| `")]
    assert len(rows) == len(TERMS)
    assert rows == word_rows(), REGENERATE


def test_links_inside_the_documents_lead_somewhere() -> None:
    for document in (ROOT / "README.md", GUIDE):
        text = document.read_text(encoding="utf-8")
        headings = {_anchor(title) for title in re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)}
        for target in re.findall(r"\]\(([^)]+)\)", text):
            if target.startswith("#"):
                assert target[1:] in headings, target
            elif not target.startswith("http"):
                assert (document.parent / target).exists(), target


def _anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def test_decisions_are_short_and_say_what_they_cost() -> None:
    for record in sorted((ROOT / "docs" / "decisions").glob("*.md")):
        text = record.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 25, record.name
        assert all(part in text for part in ("**Context.**", "**Decision.**", "**Cost.**")), record.name
