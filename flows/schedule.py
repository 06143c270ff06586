"""When the runs of a plan are wanted: at the hours that its ladders name."""

from collections.abc import Iterable
from datetime import time

from dondoc.calendar import VIETNAM
from dondoc.tracking.compiler import Compiled
from dondoc.tracking.obligations import Obligation

DISPATCH = "*/15 7-17 * * *"
_HOURLY = "0 7-17 * * *"


def cron(compiled: Compiled) -> str:
    """One cron expression (Asia/Ho_Chi_Minh) over every day: the calendar decides later what a day off means.

    Where a deadline has an hour of its own the plan is looked over hourly.
    """
    if any(_has_hour(obligation) for obligation in compiled.obligations):
        return _HOURLY
    hours = {rung.hour for ladder in compiled.plan.ladders.values() for rung in ladder.rungs.values()}
    return f"{_listed(hour.minute for hour in hours)} {_listed(hour.hour for hour in hours)} * * *"


def _has_hour(obligation: Obligation) -> bool:
    return obligation.due is not None and obligation.due.astimezone(VIETNAM).time() != time()


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(str(number) for number in sorted(set(numbers)))
