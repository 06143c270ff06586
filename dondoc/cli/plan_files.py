"""Plan files on disk, found by slug or by path: for the commands that read files and not the store."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dondoc.calendar.overrides import read_overrides
from dondoc.calendar.workdays import WorkCalendar
from dondoc.cli.output import say
from dondoc.errors import DondocError, NotFound, Problem
from dondoc.files import is_folder, is_there, listed
from dondoc.language.folder import CONTACTS_PREFIX, Folder, read_folder
from dondoc.language.slugs import nearest
from dondoc.tracking.compiler import Compiled, compile_plan

CALENDAR = "calendar"
ENDING = ".yaml"
MOST_NAMED = 20


class Broken(DondocError):
    """A file has errors, which were told one by one."""


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan without errors, compiled, with the text that it was read from."""

    compiled: Compiled
    text: str
    path: Path


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a folder of plans (or a lone plan) holds: the plans without errors, and every problem of all files."""

    plans: tuple[PlanFile, ...]
    folder: Folder
    calendar: WorkCalendar
    problems: tuple[Problem, ...]


def open_shelf(path: Path) -> Shelf:
    """A folder, or a lone file with the directory and the calendar beside it. Raises nothing for bad files."""
    home = path if is_folder(path) else path.parent
    overrides, wrong_days = read_overrides(home / CALENDAR)
    calendar = WorkCalendar(overrides)
    folder = read_folder(path, calendar=calendar)
    plans = tuple(
        PlanFile(compile_plan(loaded.spec, folder.directory, calendar), loaded.text, loaded.path)
        for loaded in folder.plans.values()
    )
    return Shelf(plans, folder, calendar, (*wrong_days, *folder.problems))


def open_plan(name: str, plans: Path) -> tuple[PlanFile, WorkCalendar]:
    """One plan, by slug or by path, and its calendar; raises Broken after telling its errors on stderr."""
    path = find_file(name, plans)
    shelf = open_shelf(path)
    errors = [problem for problem in shelf.problems if problem.is_error]
    if errors or not shelf.plans:
        tell(errors)
        raise Broken(f"{path} còn lỗi nêu trên. Sửa rồi chạy lại; xem cả cảnh báo bằng `dondoc check {path}`.")
    return shelf.plans[0], shelf.calendar


def tell(problems: Iterable[Problem]) -> None:
    """Each problem on stderr, with its place and what to do."""
    for problem in problems:
        say(str(problem))


def find_file(name: str, plans: Path) -> Path:
    """The file of a plan: a path as it is written, else a slug, with or without its ending, in the folder."""
    path = Path(name)
    if "/" in name or (path.suffix == ENDING and is_there(path)):
        if is_folder(path):
            raise NotFound(f"{path} là một thư mục; ghi mã của một kế hoạch hoặc một tệp {ENDING} trong đó.")
        return path
    slug = name.removesuffix(ENDING)
    path = plans / f"{slug}{ENDING}"
    if slug and is_there(path):
        return path
    others = (CONTACTS_PREFIX, ".")
    known = [each.stem for each in listed(plans, f"*{ENDING}") if not each.name.startswith(others)]
    like = nearest(slug.casefold(), known)
    hint = f"Có phải “{like}”?" if like else f"Ở đó có: {', '.join(known[:MOST_NAMED]) or 'chưa có kế hoạch nào'}."
    raise NotFound(f"không có kế hoạch “{slug[:60]}” trong thư mục {plans}. {hint}")
