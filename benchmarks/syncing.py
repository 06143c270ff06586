"""A plan of five years for 3,400 agencies: checked, previewed, and synced again without a change."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.full_store import NOW
from benchmarks.large_province import write_province
from benchmarks.measuring import Line, Prepare, Times, Work, again, in_turns
from benchmarks.reading import check_times
from dondoc.actions.differences import Difference
from dondoc.actions.syncing import sync
from dondoc.calendar.workdays import WorkCalendar
from dondoc.cli.plan_files import PlanFile, open_plan, open_shelf
from dondoc.store import Store, open_store
from dondoc.tracking.preview import preview_rows


def measure(*, quick: bool) -> Iterator[Line]:
    """What somebody waits for who writes a plan of that size, and what every later `dondoc sync` costs."""
    size = {"communes": 200, "years": 2} if quick else {"communes": 3400, "years": 5}
    pairs = 2 if quick else 3
    with TemporaryDirectory() as folder:
        path = write_province(Path(folder), **size)
        plan, calendar = open_plan(str(path), path.parent)
        label = f"{size['communes']:,} agencies × {size['years']} years"
        duties = len(plan.compiled.obligations)
        yield Line(f"check, {label}", "CSafeLoader of plan and directory", check_times(path, pairs))
        yield Line(f"preview, {duties:,} duties", "check it", _preview(plan, calendar, path, pairs))
        yield Line(
            f"sync unchanged, {duties:,} duties", "sync it first", _sync(plan, calendar, path, pairs), "≤ 0.2×"
        )


def _preview(plan: PlanFile, calendar: WorkCalendar, path: Path, pairs: int) -> Times:
    return in_turns(
        again(lambda: preview_rows(plan.compiled, calendar)), again(lambda: open_shelf(path)), pairs=pairs
    )


def _sync(plan: PlanFile, calendar: WorkCalendar, path: Path, pairs: int) -> Times:
    """Both through the action, each in a store of its own; a new one for every first time."""
    synced = open_store(f"sqlite:///{path.with_name('synced.db')}")
    _synced(synced, plan, calendar)
    try:
        return in_turns(
            again(lambda: _expect_no_change(_synced(synced, plan, calendar))),
            _first_time(plan, calendar, path.parent),
            pairs=pairs,
        )
    finally:
        synced.close()


def _first_time(plan: PlanFile, calendar: WorkCalendar, folder: Path) -> Prepare:
    numbers = count()

    def prepare() -> Work:
        store = open_store(f"sqlite:///{folder / f'first-{next(numbers)}.db'}")
        return lambda: _synced(store, plan, calendar)

    return prepare


def _synced(store: Store, plan: PlanFile, calendar: WorkCalendar) -> Difference:
    return sync(store, plan.compiled, text=plan.text, calendar=calendar, by="", now=NOW)


def _expect_no_change(changes: Difference) -> None:
    if not changes.is_empty:
        raise ValueError("syncing the same file again must change nothing")
