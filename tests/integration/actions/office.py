"""An office in which people do something now and then, by a die: for claims that must hold whatever they do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from dondoc.actions import reports
from dondoc.actions.contacts import sync_contacts
from dondoc.actions.holds import hold, holds, lift
from dondoc.actions.plans import sync
from dondoc.actions.register import close_register
from dondoc.actions.releases import decide, pending
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import DondocError
from dondoc.store import Store
from dondoc.tracking.compiler import Compiled
from dondoc.tracking.obligations import Decision
from dondoc.tracking.outcomes import Fate
from tests.factories import SILENT_AGENCIES
from tests.integration.actions.stories import (
    BY,
    EVERYBODY,
    Carrier,
    at,
    compiled,
    follow,
    id_of,
    moved,
    seated,
    tick_and_send,
)

AGENCIES = SILENT_AGENCIES[:3]


class Office:
    """People who do something now and then, by a die."""

    def __init__(self, store: Store, calendar: WorkCalendar, die: Random) -> None:
        self.store, self.calendar, self.die = store, calendar, die
        self.now = at(4, 5, 8)
        self.carrier = Carrier()
        self.version = compiled(AGENCIES)
        follow(store, calendar, now=self.now, version=self.version)
        sync_contacts(store, seated(*EVERYBODY), now=self.now)

    @property
    def anybody(self) -> str:
        return id_of(self.die.choice(AGENCIES), self.die.choice(["2022-6-thang", "2022-quy-3"]))

    def later(self) -> date:
        return self.now.date() + timedelta(days=self.die.randint(1, 9))

    def step(self) -> str:
        """Time goes by, somebody does something; what a rule forbids is not done."""
        self.now += timedelta(hours=self.die.choice([1, 5, 14, 24]))
        action = self.die.choice(self.actions)
        try:
            action(self)
        except DondocError as error:
            return f"{action.__name__} refused: {error}"
        return action.__name__

    def chase(self) -> None:
        self.carrier.always = self.die.choice([Fate.ACCEPTED] * 4 + [Fate.RETRY, Fate.AMBIGUOUS])
        tick_and_send(self.store, self.calendar, self.carrier, now=self.now)

    def submit(self) -> None:
        day = self.now.date() - timedelta(days=self.die.randint(0, 2))
        reports.submit(self.store, self.anybody, received_on=day, calendar=self.calendar, by=BY, now=self.now)

    def send_back(self) -> None:
        reports.return_report(self.store, self.anybody, calendar=self.calendar, by=BY, now=self.now)

    def extend(self) -> None:
        reports.extend(
            self.store, self.anybody, new_last_day=self.later(), calendar=self.calendar, by=BY, now=self.now
        )

    def promise(self) -> None:
        reports.promise(
            self.store, self.anybody, promised_day=self.later(), calendar=self.calendar, by=BY, now=self.now
        )

    def photograph(self) -> None:
        reports.receive_in_advance(
            self.store, self.anybody, received_on=self.now.date(), calendar=self.calendar, by=BY, now=self.now
        )

    def take_back(self) -> None:
        event = f"e{self.die.randint(1, 12)}"
        reports.void(self.store, event, calendar=self.calendar, by=BY, now=self.now)

    def close(self) -> None:
        yesterday = self.now.date() - timedelta(days=1)
        body = "cong-an-tx-duc-pho"
        close_register(self.store, body=body, through=yesterday, calendar=self.calendar, by=BY, now=self.now)

    def pause(self) -> None:
        hold(
            self.store,
            starts=self.now.date(),
            ends=self.later(),
            reason="bão",
            agencies=[self.die.choice(AGENCIES)],
            calendar=self.calendar,
            by=BY,
            now=self.now,
        )

    def resume(self) -> None:
        for one in holds(self.store, now=self.now):
            lift(self.store, one.id, calendar=self.calendar, by=BY, now=self.now)

    def judge_letters(self) -> None:
        letters = pending(self.store, calendar=self.calendar, now=self.now)
        ids = [letter.obligation.id for letter in letters]
        decision = self.die.choice(list(Decision))
        decide(self.store, ids, decision=decision, calendar=self.calendar, by=BY, now=self.now)

    def amend(self) -> None:
        self.follow(moved(self.version, self.anybody, self.later()))

    def shrink(self) -> None:
        gone = self.anybody
        kept = tuple(row for row in compiled(AGENCIES).obligations if row.id != gone)
        self.follow(replace(self.version, obligations=kept))

    def restore(self) -> None:
        self.follow(compiled(AGENCIES))

    def follow(self, version: Compiled) -> None:
        """Another version by a letter; a refused one is not followed."""
        text, reason = f"bản {self.now}", "CV 1/UBND"
        sync(self.store, version, text=text, calendar=self.calendar, by=BY, now=self.now, reason=reason)
        self.version = version

    actions: tuple[Callable[["Office"], None], ...] = (
        *(chase,) * 6,
        submit,
        submit,
        send_back,
        extend,
        promise,
        photograph,
        take_back,
        close,
        close,
        pause,
        resume,
        judge_letters,
        amend,
        shrink,
        restore,
    )
