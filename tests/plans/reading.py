"""The folder of plans, read and compiled once for all tests."""

from functools import cache
from pathlib import Path

from dondoc.calendar.workdays import load_calendar
from dondoc.language.folder import read_folder
from dondoc.tracking.compiler import Compiled, compile_plan

PLANS = Path(__file__).parents[2] / "plan_specs"
CALENDAR = load_calendar(PLANS / "calendar")
FOLDER = read_folder(PLANS, calendar=CALENDAR)


@cache
def compiled(slug: str) -> Compiled:
    """A plan of the folder, compiled."""
    return compile_plan(FOLDER.plans[slug].spec, FOLDER.directory, CALENDAR)
