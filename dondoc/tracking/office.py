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
from dondoc.tracking.nudges import Verdict, next_nudges, verdict, wake_at
from dondoc.tracking.obligations import Event, Facts, Hold, Obligation, RegisterClosing, ReleaseDecision, Round
from dondoc.tracking.plan import Plan

Key = tuple[str, str, str, Recipient]


@dataclass(slots=True, eq=False)
class Row:
    """One obligation with what was recorded and decided about it so far."""

    obligation: Obligation
    events: list[Event] = field(default_factory=list)
    releases: list[ReleaseDecision] = field(default_factory=list)
    told: dict[Key, Told] = field(default_factory=dict)
    wake: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """A nudge that may go now, and the desk that it goes to."""

    row: Row
    nudge: Nudge
    desk: Recipient

    @property
    def is_redirected(self) -> bool:
        """Nobody sits at its own desk."""
        return self.desk != self.nudge.recipient


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
        self._waiting: dict[Key, Row] = {}
        self._same_report: dict[tuple[str, str, str | None], list[Row]] = defaultdict(list)
        for row in self.rows.values():
            self._same_report[_report(row.obligation)].append(row)

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
        )

    def round_of(self, row: Row, now: datetime) -> Round | None:
        """The present round of a row."""
        opened = rounds(row.obligation, self.facts(row), self.calendar, now=now)
        return opened[-1] if opened else None

    def look_again(self, rows: Iterable[Row], now: datetime) -> None:
        """Work out anew when to look at rows about which something has changed."""
        for row in rows:
            plan = self.plans[row.obligation.plan]
            row.wake = wake_at(plan, row.obligation, self.facts(row), _told(row), self.calendar, now=now)

    def tick(self, now: datetime) -> None:
        """Decide who is to be told what by now."""
        for row in self.rows.values():
            if row.wake is None or row.wake > now:
                continue
            plan, facts = self.plans[row.obligation.plan], self.facts(row)
            for nudge in next_nudges(plan, row.obligation, facts, _told(row), self.calendar, now=now):
                row.told[nudge.key] = Told(nudge, None)
                self._waiting[nudge.key] = row
            self.look_again([row], now)

    def dispatch(self, now: datetime) -> list[Notice]:
        """Write a notice for every desk from what waits and may be said, in the order of the desks' names."""
        bundles: dict[tuple[Recipient, bool], list[Ready]] = defaultdict(list)
        for ready in self._ready(now):
            bundles[bundle_of(ready.nudge, ready.desk)].append(ready)
        ordered = sorted(bundles.items(), key=lambda bundle: (str(bundle[0][0]), bundle[0][1]))
        notices = [self._notice(desk, bundle, now) for (desk, _), bundle in ordered]
        for bundle in bundles.values():
            self._settle(bundle, now)
        return notices

    def _ready(self, now: datetime) -> Iterator[Ready]:
        """What may go now; what is out of date is dropped, the rest waits on."""
        for key, row in tuple(self._waiting.items()):
            plan, nudge = self.plans[row.obligation.plan], row.told[key].nudge
            facts, told = self.facts(row), _told(row)
            found = verdict(plan, row.obligation, facts, told, self.calendar, nudge=nudge, now=now)
            if found is Verdict.DROP:
                del self._waiting[key], row.told[key]
                self.look_again([row], now)
            elif found is Verdict.SAY:
                desk = desk_of(nudge, plan, lambda desk: desk not in self.empty_desks)
                if desk is not None:
                    yield Ready(row, nudge, desk)

    def _notice(self, desk: Recipient, bundle: Iterable[Ready], now: datetime) -> Notice:
        entries = [Entry(self.plans[ready.row.obligation.plan], self._item(ready, now)) for ready in bundle]
        return group(desk, entries, at=now)

    def _item(self, ready: Ready, now: datetime) -> Item:
        obligation, facts = ready.row.obligation, self.facts(ready.row)
        return item_of(
            self.plans[obligation.plan],
            obligation,
            facts,
            _told(ready.row),
            self.calendar,
            nudge=ready.nudge,
            now=now,
            missing_role=ready.nudge.recipient.role if ready.is_redirected else "",
            missing=self._missing(obligation, now) if ready.nudge.rung == RungSlug.TONG_HOP else None,
        )

    def _missing(self, obligation: Obligation, now: datetime) -> Missing:
        same = self._same_report[_report(obligation)]
        stand = ((row.obligation, assess(row.obligation, self.facts(row), self.calendar, now=now)) for row in same)
        return missing_of(obligation, stand)

    def _settle(self, bundle: Iterable[Ready], now: datetime) -> None:
        for ready in bundle:
            ready.row.told[ready.nudge.key] = Told(ready.nudge, now, ready.is_redirected)
            del self._waiting[ready.nudge.key]
        self.look_again([ready.row for ready in bundle], now)


def _told(row: Row) -> tuple[Told, ...]:
    return tuple(row.told.values())


def _report(obligation: Obligation) -> tuple[str, str, str | None]:
    return obligation.plan, obligation.report, obligation.period
