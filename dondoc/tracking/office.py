"""An office in virtual time: what was recorded, who waits for what, what goes out. The world of a simulation."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from dondoc.calendar.workdays import WorkCalendar
from dondoc.tracking.assess import assess, rounds
from dondoc.tracking.items import Missing, item_of, missing_of
from dondoc.tracking.ladder import Nudge, Recipient, RungSlug, Told
from dondoc.tracking.notices import Entry, Item, Notice, bundle_of, desk_of, group
from dondoc.tracking.nudges import Verdict, look, verdict, wake_at
from dondoc.tracking.obligations import (
    Event,
    Facts,
    Hold,
    Obligation,
    RegisterClosing,
    ReleaseDecision,
    Round,
    Source,
)
from dondoc.tracking.plan import Plan

Key = tuple[str, str, str, Recipient]
Report = tuple[str, str, str | None]  # plan, report, period


@dataclass(slots=True, eq=False)
class Row:
    """One obligation with what was recorded and decided about it so far."""

    obligation: Obligation
    events: list[Event] = field(default_factory=list)
    releases: list[ReleaseDecision] = field(default_factory=list)
    told: dict[Key, Told] = field(default_factory=dict)
    wake: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A nudge that was decided on at some moment and not said yet."""

    row: Row
    nudge: Nudge
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Ready:
    """A nudge that may go now, and the desk that it goes to."""

    waiting: Waiting
    desk: Recipient

    @property
    def is_redirected(self) -> bool:
        """Nobody sits at its own desk."""
        return self.desk != self.waiting.nudge.recipient


class Office:
    """Keeps facts, decides at each tick and writes notices; it never looks ahead."""

    def __init__(self, plans: Iterable[Plan], obligations: Iterable[Obligation], calendar: WorkCalendar) -> None:
        self.plans = {plan.slug: plan for plan in plans}
        self.rows = {obligation.id: Row(obligation) for obligation in obligations}
        self.calendar = calendar
        self.activations: dict[str, tuple[datetime, date]] = {}
        self.holds: list[Hold] = []
        self.empty_desks: set[Recipient] = set()
        self.closings: dict[str, list[RegisterClosing]] = defaultdict(list)
        self._waiting: dict[Key, Waiting] = {}
        self._same_report: dict[Report, list[Row]] = defaultdict(list)
        for row in self.rows.values():
            self._same_report[_report(row.obligation)].append(row)
        self._above: dict[Report, list[Row]] = defaultdict(list)  # what waits for a report to be complete
        for row in self.rows.values():
            if row.obligation.report in self.plans[row.obligation.plan].waiting:
                self._above[_source_of(row.obligation)].append(row)

    @property
    def has_waiting(self) -> bool:
        """Something was decided on and not said yet."""
        return bool(self._waiting)

    @property
    def next_wake(self) -> datetime | None:
        """When the next row is to be looked at."""
        return min((row.wake for row in self.rows.values() if row.wake is not None), default=None)

    def received_by(self, body: str) -> list[Row]:
        """The rows whose papers come to the register of a body."""
        return [row for row in self.rows.values() if row.obligation.receiver == body]

    def close(self, closing: RegisterClosing) -> None:
        """Close a register."""
        self.closings[closing.body].append(closing)
        self.look_again(self.received_by(closing.body), closing.recorded_at)

    def facts(self, row: Row) -> Facts:
        """Everything recorded so far that touches a row."""
        activated_at, in_effect_from = self.activations.get(row.obligation.plan, (None, None))
        return Facts(
            activated_at=activated_at,
            in_effect_from=in_effect_from,
            events=tuple(row.events),
            closings=tuple(self.closings.get(row.obligation.receiver or "", ())),
            holds=tuple(self.holds),
            releases=tuple(row.releases),
            awaited=tuple(Source(one.obligation, self.facts(one)) for one in self._awaited_by(row)),
        )

    def _awaited_by(self, row: Row) -> list[Row]:
        """What a row waits for, where its plan lets it wait."""
        waits = row.obligation.report in self.plans[row.obligation.plan].waiting
        return self._same_report.get(_source_of(row.obligation), []) if waits else []

    def round_of(self, row: Row, now: datetime) -> Round | None:
        """The present round of a row."""
        opened = rounds(row.obligation, self.facts(row), self.calendar, now=now)
        return opened[-1] if opened else None

    def look_again(self, rows: Iterable[Row], now: datetime) -> None:
        """Work out anew when to look at rows about which something has changed, and at what waits for them."""
        changed = tuple(rows)
        above = [one for row in changed for one in self._above.get(_report(row.obligation), ())]
        for row in (*changed, *above):
            plan = self.plans[row.obligation.plan]
            row.wake = wake_at(plan, row.obligation, self.facts(row), _told(row), self.calendar, now=now)

    def tick(self, now: datetime) -> None:
        """Decide who is to be told what by now."""
        for row in self.rows.values():
            if row.wake is None or row.wake > now:
                continue
            plan = self.plans[row.obligation.plan]
            found = look(plan, row.obligation, self.facts(row), _told(row), self.calendar, now=now)
            row.wake = found.wake_at
            for nudge in found.nudges:
                row.told[nudge.key] = Told(nudge, None)
                self._waiting[nudge.key] = Waiting(row, nudge, now)

    def dispatch(self, now: datetime) -> list[Notice]:
        """Write a notice for every desk from what waits and may be said, in the order of the desks' names."""
        bundles: dict[tuple[Recipient, bool], list[Ready]] = defaultdict(list)
        for ready in self._ready(now):
            bundles[bundle_of(ready.waiting.nudge, ready.desk)].append(ready)
        ordered = sorted(bundles.items(), key=lambda bundle: (str(bundle[0][0]), bundle[0][1]))
        writer = _Writer(self, now)
        notices = [writer.notice(desk, bundle) for (desk, _), bundle in ordered]
        self._settle([ready for _, bundle in ordered for ready in bundle], now)
        return notices

    def missing(self, report: Report, now: datetime) -> Missing:
        """How a report of one period stands with all who owe it."""
        same = self._same_report[report]
        stand = ((row.obligation, assess(row.obligation, self.facts(row), self.calendar, now=now)) for row in same)
        return missing_of(same[0].obligation, stand)

    def _ready(self, now: datetime) -> Iterator[Ready]:
        """What may go now; what is out of date is dropped, the rest waits on."""
        for waiting in tuple(self._waiting.values()):
            row, nudge = waiting.row, waiting.nudge
            found = self._verdict(waiting, now)
            if found is Verdict.DROP:
                del self._waiting[nudge.key], row.told[nudge.key]
                self.look_again([row], now)
            elif found is Verdict.SAY:
                plan = self.plans[row.obligation.plan]
                desk = desk_of(nudge, plan, lambda desk: desk not in self.empty_desks)
                if desk is not None:
                    yield Ready(waiting, desk)

    def _verdict(self, waiting: Waiting, now: datetime) -> Verdict:
        """What was decided on at this very moment needs no second thought."""
        if waiting.decided_at == now:
            return Verdict.SAY
        row, plan = waiting.row, self.plans[waiting.row.obligation.plan]
        told, nudge = _told(row), waiting.nudge
        return verdict(plan, row.obligation, self.facts(row), told, self.calendar, nudge=nudge, now=now)

    def _settle(self, told: Iterable[Ready], now: datetime) -> None:
        """Everything is told now; what was decided on now was presumed so when it was looked at."""
        late: dict[str, Row] = {}
        for ready in told:
            row, nudge = ready.waiting.row, ready.waiting.nudge
            row.told[nudge.key] = Told(nudge, now, ready.is_redirected)
            del self._waiting[nudge.key]
            if ready.waiting.decided_at != now:
                late[row.obligation.id] = row
        self.look_again(late.values(), now)


class _Writer:
    """Writes the notices of one moment; how a report stands that is consolidated is counted once."""

    def __init__(self, office: Office, now: datetime) -> None:
        self._office = office
        self._now = now
        self._counted: dict[Report, Missing] = {}

    def notice(self, desk: Recipient, bundle: Iterable[Ready]) -> Notice:
        """The notice of one bundle."""
        plans = self._office.plans
        entries = [Entry(plans[ready.waiting.row.obligation.plan], self._item(ready)) for ready in bundle]
        return group(desk, entries, at=self._now)

    def _item(self, ready: Ready) -> Item:
        office, row, nudge = self._office, ready.waiting.row, ready.waiting.nudge
        return item_of(
            office.plans[row.obligation.plan],
            row.obligation,
            office.facts(row),
            _told(row),
            office.calendar,
            nudge=nudge,
            now=self._now,
            missing_role=nudge.recipient.role if ready.is_redirected else "",
            missing=self._missing(_report(row.obligation)) if nudge.rung == RungSlug.TONG_HOP else None,
        )

    def _missing(self, report: Report) -> Missing:
        if report not in self._counted:
            self._counted[report] = self._office.missing(report, self._now)
        return self._counted[report]


def _told(row: Row) -> tuple[Told, ...]:
    return tuple(row.told.values())


def _source_of(obligation: Obligation) -> Report:
    return obligation.plan, obligation.consolidates or "", obligation.period


def _report(obligation: Obligation) -> Report:
    return obligation.plan, obligation.report, obligation.period
