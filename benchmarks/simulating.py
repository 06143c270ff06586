"""A simulated year of Đức Phổ 2022, in which nobody reports, against judging what it tells, once each."""

from collections.abc import Iterator
from datetime import date, datetime, time

from benchmarks.measuring import Line, again, in_turns
from benchmarks.reading import PLANS
from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.cli.plan_files import open_plan
from dondoc.tracking.assess import assess
from dondoc.tracking.compiler import Compiled
from dondoc.tracking.preview import assumed_facts
from dondoc.tracking.simulation import Sent, simulate
from notifiers.wording import compose

_STARTS, _ENDS = date(2022, 4, 20), date(2022, 12, 31)


def silent_year() -> tuple[Sent, ...]:
    """Every message of a year in which nobody reports."""
    plan, calendar = open_plan("duc-pho-2022", PLANS)
    return _year(plan.compiled, calendar)


def measure(*, quick: bool) -> Iterator[Line]:
    """The year alone, and with the words of every message."""
    plan, calendar = open_plan("duc-pho-2022", PLANS)
    compiled, pairs = plan.compiled, 2 if quick else 7
    sent = _year(compiled, calendar)

    def word() -> None:
        for each in sent:
            compose(each.notice)

    def live() -> object:
        return _year(compiled, calendar)

    times = in_turns(again(live), again(lambda: _judge(compiled, sent, calendar)), pairs=pairs)
    yield Line(
        f"simulate a silent year, {len(sent)} messages", "assess each duty of each message", times, "seconds"
    )
    times = in_turns(again(word), again(live), pairs=pairs)
    yield Line("word its messages, text and HTML", "simulate them", times)


def _year(compiled: Compiled, calendar: WorkCalendar) -> tuple[Sent, ...]:
    return tuple(simulate([compiled], calendar, starts=_STARTS, ends=_ENDS))


def _judge(compiled: Compiled, sent: tuple[Sent, ...], calendar: WorkCalendar) -> None:
    """The least that telling somebody something true costs: how the duty stands at that moment."""
    facts = assumed_facts(compiled.plan, _STARTS)
    begins = datetime.combine(_STARTS, time(), VIETNAM)
    for obligation in compiled.obligations:
        assess(obligation, facts, calendar, now=begins)
    for each in sent:
        for item in each.notice.items:
            assess(item.obligation, facts, calendar, now=each.at)
