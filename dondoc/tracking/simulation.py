"""A year in virtual time: every message in order, by the same rules as the real thing. Deterministic."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from dondoc.calendar import VIETNAM
from dondoc.calendar.deadlines import due_instant
from dondoc.calendar.workdays import WorkCalendar
from dondoc.tracking.assess import morning_after
from dondoc.tracking.notices import Notice
from dondoc.tracking.obligations import Obligation
from dondoc.tracking.office import Office
from dondoc.tracking.plan import Plan
from dondoc.tracking.registers import Registers
from dondoc.tracking.scenario import SILENCE, Activated, Outage, Scenario, Step
from dondoc.tracking.story import Storyteller

AFTERMATH = timedelta(days=60)  # so long after the last day of effect, the last deadline is told to its end


class CompiledPlan(Protocol):
    """What a simulation needs of a compiled plan."""

    @property
    def plan(self) -> Plan:
        """What the plan says of itself."""

    @property
    def obligations(self) -> Sequence[Obligation]:
        """What is owed under it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One message, at the moment at which it goes (+07:00, within office hours of a working day)."""

    at: datetime
    notice: Notice


def simulate(
    compiled: Iterable[CompiledPlan],
    calendar: WorkCalendar,
    *,
    starts: date | None = None,
    ends: date | None = None,
    scenario: Scenario = SILENCE,
) -> Iterator[Sent]:
    """Every message up to the day `ends`, in order, if what the scenario tells is all that people do.

    Each plan is activated, its number entered, at 00:00 of `starts`: by default of its latest possible day of
    issue, else of its first day of effect. By default `ends` lies some weeks behind the last day of effect.
    """
    plans = tuple(compiled)
    last_day = ends or max((each.plan.effect_to + AFTERMATH for each in plans), default=date.min)
    run = _Run(plans, calendar, _steps(plans, scenario, starts))
    while (now := run.next_moment()) is not None and now < due_instant(last_day, None):
        yield from (Sent(now, notice) for notice in run.live(now))


def _steps(plans: Iterable[CompiledPlan], scenario: Scenario, starts: date | None) -> tuple[Step, ...]:
    """The story, and the activation of every plan that it does not activate itself."""
    begun = {step.plan for step in scenario.steps if isinstance(step, Activated)}
    begins = (
        Activated(datetime.combine(_start(each.plan, starts), time(), VIETNAM), each.plan.slug)
        for each in plans
        if each.plan.slug not in begun
    )
    return tuple(sorted((*begins, *scenario.steps), key=lambda step: step.at))


def _start(plan: Plan, starts: date | None) -> date:
    return starts or plan.latest_issue or plan.effect_from


class _Run:
    """The clockwork: steps of the story, closings of registers, ticks and dispatches, each at its moment."""

    def __init__(self, plans: Sequence[CompiledPlan], calendar: WorkCalendar, steps: Sequence[Step]) -> None:
        rows = (row for each in plans for row in each.obligations)
        self._calendar = calendar
        self._office = Office((each.plan for each in plans), rows, calendar)
        self._registers = Registers(calendar)
        self._teller = Storyteller(self._office, self._registers)
        self._steps = list(reversed(steps))
        self._sends_at: datetime | None = None
        self._down_until: datetime | None = None

    def next_moment(self) -> datetime | None:
        """When something happens next: people act at any time, the software only when it is up."""
        people = [self._steps[-1].at] if self._steps else []
        software = [moment for moment in (self._office.next_wake, self._sends_at) if moment is not None]
        if self._down_until is not None:
            software = [max(moment, self._down_until) for moment in software]
        closing = self._registers.next_moment
        return min([*people, *software, *([closing] if closing else [])], default=None)

    def live(self, now: datetime) -> list[Notice]:
        """Let happen what happens at a moment, and hand out the messages that go."""
        while self._steps and self._steps[-1].at <= now:
            self._perform(self._steps.pop())
        if self._down_until is not None and now < self._down_until:
            self._registers.postpone(until=self._down_until)
            return []
        for closing in self._registers.closings(now):
            self._office.close(closing)
        self._office.tick(now)
        return self._send(now)

    def _perform(self, step: Step) -> None:
        if isinstance(step, Outage):
            self._down_until = max(step.until, self._down_until or step.until)
        else:
            self._teller.perform(step)

    def _send(self, now: datetime) -> list[Notice]:
        """What waits goes within office hours; what had to wait on is tried again every working morning."""
        opens = self._calendar.office_moment(now)
        notices = self._office.dispatch(now) if opens == now else []
        if not self._office.has_waiting:
            self._sends_at = None
        else:
            self._sends_at = opens if opens > now else morning_after(now.date(), self._calendar)
        return notices
