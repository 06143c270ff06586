"""Reads a folder of plans with its directory, or a lone plan with the directory beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Position, Problem, Severity
from dondoc.language.checks import check_plan
from dondoc.language.contacts import read_contacts
from dondoc.language.desk_checks import check_contact_agencies, check_desks
from dondoc.language.directory import Directory
from dondoc.language.directory_reader import read_directory
from dondoc.language.reader import read_plan_bytes
from dondoc.language.spec import PlanSpec

DIRECTORY = "directory"
CONTACTS_PREFIX = "contacts"  # contacts.example.yaml lies among the plans and is none


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """A plan without errors, and the text that it was read from."""

    path: Path
    text: str
    spec: PlanSpec


@dataclass(frozen=True, slots=True)
class Folder:
    """The plans of a folder that have no errors, by slug, and every problem of every file."""

    plans: Mapping[str, LoadedPlan]
    directory: Directory
    problems: tuple[Problem, ...]


def read_folder(folder: Path, *, calendar: WorkCalendar) -> Folder:
    """Read every plan of a folder, or the one plan of a file; problems are in the order of files and lines.

    A broken plan is left out of `plans` and hides nothing of the others. Nothing is raised for a path that is
    missing or can't be read: that is a problem, too.
    """
    home = folder if folder.is_dir() else folder.parent
    directory, problems = _directory(home / DIRECTORY)
    found = list(problems)
    plans: dict[str, LoadedPlan] = {}
    for path in _plan_files(folder, found):
        plan = _load(path, directory, calendar, found)
        if plan is not None:
            plans[plan.spec.slug] = plan
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
    if folder.is_dir() and any(folder.glob("*.yaml")):
        return read_directory(folder)
    hint = "Đặt danh bạ cơ quan vào thư mục directory/ bên cạnh kế hoạch, mỗi địa bàn một tệp .yaml."
    missing = Problem(Position(str(folder), 1, 1), Severity.ERROR, "chưa có danh bạ cơ quan", hint)
    return Directory({}, {}), (missing,)


def _plan_files(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    if not folder.is_dir():
        yield folder
        return
    for path in sorted(folder.iterdir()):
        if path.suffix == ".yml" and path.is_file():
            start = Position(str(path), 1, 1)
            message = "tệp .yml không được đọc"
            problems.append(Problem(start, Severity.WARNING, message, f"Đổi tên thành {path.stem}.yaml."))
        elif path.suffix == ".yaml" and not path.name.startswith(CONTACTS_PREFIX):
            yield path


def _load(path: Path, directory: Directory, calendar: WorkCalendar, problems: list[Problem]) -> LoadedPlan | None:
    try:
        data = path.read_bytes()
    except OSError as error:
        problems.append(_cannot_open(path, error))
        return None
    reading = read_plan_bytes(data, file=str(path))
    problems += reading.problems
    checked = check_plan(reading.draft, directory, calendar) if reading.draft is not None else ()
    problems += checked
    if reading.spec is None or any(problem.is_error for problem in checked):
        return None
    return LoadedPlan(path, data.decode("utf-8"), reading.spec)


def _cannot_open(path: Path, error: OSError) -> Problem:
    reason = (
        "không có tệp này" if isinstance(error, FileNotFoundError) else f"không mở được tệp ({error.strerror})"
    )
    return Problem(Position(str(path), 1, 1), Severity.ERROR, reason, "Kiểm tra đường dẫn và quyền đọc của tệp.")
