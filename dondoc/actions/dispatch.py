"""Dispatch: desk after desk gets what waits for it in one message; no transaction is open while it goes."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dondoc.actions.repeating import TakenOver, take_over
from dondoc.actions.routing import Unreachable, route
from dondoc.actions.settling import MAIL, settle
from dondoc.actions.writing import LEASE, Compose, DeskWork, Writer, write_desk
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store.channels import HeldChannel, clear_channel, read_channel
from dondoc.store.engine import Store
from dondoc.store.notices import Written, count_left, lease_desk, note_desks, release_desk
from dondoc.store.seats import Seats, read_seats
from dondoc.tracking.outcomes import Envelope, Fate, Outcome

__all__ = ["Compose", "DispatchResult", "Send", "Unreachable", "Unwritten", "dispatch", "resume_channel"]

Send = Callable[[Envelope], Outcome]
Progress = Callable[[Envelope, Outcome], None]

DOMAIN = "dondoc.local"
LATER = timedelta(hours=1)
"""So much later is a desk looked at again for which no message could be written."""
SILENCE = 10
"""After so many failures in a row, and nothing accepted, the server is taken to be down: the rest waits."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A desk for which no message could be written, and why; what waits there is looked at again an hour later."""

    desk: str
    reason: str


@dataclass(frozen=True, slots=True)
class DispatchResult:
    """What a dispatch did.

    Messages: `accepted`, `retried` (they go again), `deferred` (the carrier named a time), `refused` (never
    to that address: the secretariat is told). Nudges: `dropped` (out of date), `left` (they still wait).
    `held`: the channel stands still because its settings are wrong; `is_news`: since this dispatch, so the
    operator is to be told now. `unreachable`: nobody can be told, the secretariat neither.
    """

    accepted: int = 0
    retried: int = 0
    deferred: int = 0
    refused: int = 0
    dropped: int = 0
    left: int = 0
    is_office_hours: bool = True
    held: str = ""
    is_news: bool = False
    unreachable: tuple[Unreachable, ...] = ()
    unwritten: tuple[Unwritten, ...] = ()


def dispatch(
    store: Store,
    calendar: WorkCalendar,
    *,
    compose: Compose,
    send: Send,
    now: Callable[[], datetime],
    owner: str,
    domain: str = DOMAIN,
    progress: Progress = lambda _envelope, _outcome: None,
) -> DispatchResult:
    """Sends what waits and may be said now, within office hours; outside them nothing goes and nothing is lost.

    `owner` names this dispatcher among others that may run at the same time. `send` returns an Outcome; if it
    raises, the fate of the message is unknown. A message whose sender died goes again, the same bytes.
    """
    run = _Run(store, calendar, compose, send, now, owner, domain, progress)
    unreachable: tuple[Unreachable, ...] = ()
    with store.reading() as connection:
        before = read_channel(connection, MAIL)
    if run.is_open and (before is None or before.probe_at <= now()):
        unreachable = run.prepare()
        run.repeat_unsettled()
        run.serve_desks()
    with store.reading() as connection:
        left, held = count_left(connection), read_channel(connection, MAIL)
    return run.result(left, before, held, unreachable)


def resume_channel(store: Store) -> None:
    """Lets the next dispatch try the channel at once, after its settings were put right."""
    with store.writing() as connection:
        clear_channel(connection, MAIL)


@dataclass(slots=True)
class _Run:
    """One dispatch, and what it has done so far."""

    store: Store
    calendar: WorkCalendar
    compose: Compose
    send: Send
    now: Callable[[], datetime]
    owner: str
    domain: str
    progress: Progress
    fates: list[Fate] = field(default_factory=list)
    dropped: int = 0
    unwritten: list[Unwritten] = field(default_factory=list)
    seats: Seats = field(default_factory=lambda: Seats({}))

    @property
    def is_open(self) -> bool:
        """It is office hours."""
        moment = self.now()
        return self.calendar.office_moment(moment) == moment

    @property
    def goes_on(self) -> bool:
        """Office hours last, the settings are right, and the server is not down."""
        is_down = len(self.fates) >= SILENCE and set(self.fates) <= {Fate.RETRY, Fate.AMBIGUOUS}
        return self.is_open and not is_down and Fate.CONFIGURATION not in self.fates

    def prepare(self) -> tuple[Unreachable, ...]:
        """Moves what waits to where it can be read."""
        with self.store.writing() as connection:
            self.seats = read_seats(connection)
            unreachable = route(connection, self.seats)
            note_desks(connection, self.store.dialect)
        return unreachable

    def repeat_unsettled(self) -> None:
        """Sends again what was not settled, if it still holds."""
        after = 0
        while self.goes_on and (taken := self._take_over(after)) is not None:
            after = taken.written.id
            if taken.goes:
                self._deliver(taken.written)

    def serve_desks(self) -> None:
        """Takes desk after desk: writes its messages, then sends them."""
        desk = ""
        while self.goes_on and (leased := self._lease(after=desk)) is not None:
            desk = leased
            work = self._write(desk)
            if work is None:
                continue
            self.dropped += work.dropped
            for written in work.written:
                self._deliver(written)
            with self.store.writing() as connection:
                release_desk(connection, desk, owner=self.owner)

    def result(
        self, left: int, before: HeldChannel | None, held: HeldChannel | None, unreachable: tuple[Unreachable, ...]
    ) -> DispatchResult:
        """The tallies."""
        return DispatchResult(
            accepted=self.fates.count(Fate.ACCEPTED),
            retried=self.fates.count(Fate.RETRY) + self.fates.count(Fate.AMBIGUOUS),
            deferred=self.fates.count(Fate.DEFER),
            refused=self.fates.count(Fate.PERMANENT),
            dropped=self.dropped,
            left=left,
            is_office_hours=self.is_open,
            held=held.reason if held else "",
            is_news=held is not None and before is None,
            unreachable=unreachable,
            unwritten=tuple(self.unwritten),
        )

    def _take_over(self, after: int) -> TakenOver | None:
        with self.store.writing() as connection:
            return take_over(connection, self.calendar, self.seats, after=after, owner=self.owner, now=self.now())

    def _lease(self, *, after: str) -> str | None:
        now = self.now()
        with self.store.writing() as connection:
            return lease_desk(connection, after=after, owner=self.owner, now=now, until=now + LEASE)

    def _write(self, desk: str) -> DeskWork | None:
        """The messages of a desk, committed; None if they could not be written: the desk rests for an hour."""
        writer = Writer(self.seats, self.calendar, self.compose, self.owner, self.domain)
        now = self.now()
        try:
            with self.store.writing() as connection:
                return write_desk(connection, desk, writer, now=now)
        except Exception as error:
            _log.error("no message can be written for %s", desk, exc_info=error)
            self.unwritten.append(Unwritten(desk, f"{type(error).__name__}: {error}"))
        with self.store.writing() as connection:
            release_desk(connection, desk, owner=self.owner, until=now + LATER)
        return None

    def _deliver(self, written: Written) -> None:
        outcome = self._sent(written.envelope)
        counted = settle(self.store, written, outcome, self.calendar, now=self.now())
        if counted is not None:
            self.fates.append(counted.fate)
            self.progress(written.envelope, counted)

    def _sent(self, envelope: Envelope) -> Outcome:
        try:
            return self.send(envelope)
        except Exception as error:
            _log.error("the sender broke at message %s", envelope.message_id, exc_info=error)
            return Outcome(Fate.AMBIGUOUS, f"chương trình gửi bị lỗi ({type(error).__name__})")
