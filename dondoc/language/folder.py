"""Reads a folder of plans with its directory, or a lone plan with the directory beside it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Position, Problem, Severity
from dondoc.files import is_folder, listed, read_file, reason
from dondoc.language.checks import check_plan
from dondoc.language.contacts import read_contacts
from dondoc.language.desk_checks import check_contact_agencies, check_desks
from dondoc.language.directory import Directory
from dondoc.language.directory_reader import read_directory
from dondoc.language.plan_relations import check_relations
from dondoc.language.reader import read_plan_bytes
from dondoc.language.spec import PlanSpec

DIRECTORY = "directory"
CONTACTS_PREFIX = "contacts"  # contacts.example.yaml lies among the plans and is none
_NEARLY_YAML = re.compile(r"(.+)\.(?:yml|yaml|yml\.txt|yaml\.txt)", re.IGNORECASE)  # Notepad adds .txt unseen


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """A plan without errors, and the text that it was read from."""

    path: Path
    text: str
    spec: PlanSpec


@dataclass(frozen=True, slots=True)
class Folder:
    """The plans of a folder that have no errors, by slug, and every problem of every file.

    While the directory has an error there are none: who owes what, and in which tone, would be a guess.
    """

    plans: Mapping[str, LoadedPlan]
    directory: Directory
    problems: tuple[Problem, ...]


def read_folder(folder: Path, *, calendar: WorkCalendar) -> Folder:
    """Read every plan of a folder, or the one plan of a file; problems are in the order of files and lines.

    A broken plan is left out of `plans` and hides nothing of the others. Nothing is raised for a path that is
    missing or can't be read: that is a problem, too.
    """
    home = folder if is_folder(folder) else folder.parent
    found: list[Problem] = []
    files = _plan_files(folder, found)
    if not files:
        return Folder({}, Directory({}, {}), tuple(found))
    directory, problems = _directory(home / DIRECTORY)
    found += problems
    plans: dict[str, LoadedPlan] = {}
    for path, data in files.items():
        plan = _load(path, data, directory, calendar, found)
        if plan is not None and not any(problem.is_error for problem in problems):
            plans[plan.spec.slug] = plan
    if is_folder(folder):
        specs = {slug: plan.spec for slug, plan in plans.items()}
        found += check_relations(specs, directory, {path.stem for path in files})
    return Folder(plans, directory, tuple(sorted(found, key=lambda problem: problem.position)))


def check_contacts(folder: Folder, path: Path) -> tuple[Problem, ...]:
    """What is wrong with a contacts file, and which desks of the folder's plans are empty."""
    try:
        contacts, problems = read_contacts(path)
    except OSError as error:
        return (_cannot_open(path, error),)
    specs = (plan.spec for plan in folder.plans.values())
    empty = (problem for spec in specs for problem in check_desks(spec, folder.directory, contacts))
    return (*problems, *check_contact_agencies(folder.directory, contacts), *empty)


def _directory(folder: Path) -> tuple[Directory, tuple[Problem, ...]]:
    misnamed = tuple(_misnamed(folder))
    if listed(folder, "*.yaml"):
        directory, problems = read_directory(folder)
        return directory, (*misnamed, *problems)
    hint = "Đặt danh bạ cơ quan vào thư mục directory/ bên cạnh kế hoạch, mỗi địa bàn một tệp .yaml."
    missing = Problem(Position(str(folder), 1, 1), Severity.ERROR, "chưa có danh bạ cơ quan", hint)
    return Directory({}, {}), (*misnamed, missing)


def _plan_files(path: Path, problems: list[Problem]) -> dict[Path, bytes]:
    """The bytes of every plan of a folder, or of the lone file; what can't be read or is no plan is told."""
    paths = [path]
    if is_folder(path):
        problems += _misnamed(path)
        paths = [each for each in listed(path, "*.yaml") if not each.name.startswith((CONTACTS_PREFIX, "."))]
        if not paths:
            hint = "Mỗi kế hoạch là một tệp .yaml trong thư mục này; xem docs/huong-dan.md, mục 3."
            problems.append(_at_start(path, Severity.WARNING, "thư mục chưa có kế hoạch nào", hint))
    found = {}
    for each in paths:
        try:
            found[each] = read_file(each)
        except OSError as error:
            problems.append(_cannot_open(each, error))
    return found


def _misnamed(folder: Path) -> Iterator[Problem]:
    """A warning for each file that would be read if its name ended in .yaml."""
    for path in listed(folder, "*"):
        name = _NEARLY_YAML.fullmatch(path.name)
        if name is not None and path.suffix != ".yaml" and path.is_file():
            message = f"tệp {path.suffix} không được đọc"
            yield _at_start(path, Severity.WARNING, message, f"Đổi tên thành {name[1]}.yaml.")


def _load(
    path: Path, data: bytes, directory: Directory, calendar: WorkCalendar, problems: list[Problem]
) -> LoadedPlan | None:
    reading = read_plan_bytes(data, file=str(path))
    problems += reading.problems
    checked = check_plan(reading.draft, directory, calendar) if reading.draft is not None else ()
    problems += checked
    if reading.spec is None or any(problem.is_error for problem in checked):
        return None
    return LoadedPlan(path, data.decode("utf-8"), reading.spec)


def _cannot_open(path: Path, error: OSError) -> Problem:
    return _at_start(path, Severity.ERROR, reason(error), "Kiểm tra đường dẫn và quyền đọc của tệp.")


def _at_start(path: Path, severity: Severity, message: str, hint: str) -> Problem:
    return Problem(Position(str(path), 1, 1), severity, message, hint)
