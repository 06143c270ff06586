"""A year in virtual time on a real store: people act, registers close, ticks decide, messages go."""

from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime

from dondoc.actions.dispatch import DispatchResult
from dondoc.actions.ticks import next_due
from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import DondocError
from dondoc.store import Store
from dondoc.tracking.assess import morning_after
from dondoc.tracking.registers import CLOSING_HOUR
from dondoc.tracking.scenario import Scenario
from flows.demo_story import People

Look = Callable[[datetime], None]  # a tick of the plan at a moment
Send = Callable[[datetime], DispatchResult]  # a dispatch at a moment


class Year:
    """The clockwork. In one moment people act first, then registers close, then it is looked and sent.

    It keeps the order of `dondoc simulate`, so that both tell the same year.
    """

    def __init__(
        self,
        store: Store,
        calendar: WorkCalendar,
        slug: str,
        *,
        story: Scenario,
        people: People,
        look: Look,
        send: Send,
    ) -> None:
        self._store = store
        self._calendar = calendar
        self._slug = slug
        self._people = people
        self._look = look
        self._send = send
        self._steps = deque(story.steps)
        self._sends_at: datetime | None = None
        self._closes_at: datetime | None = None

    def live(self, until: datetime) -> Iterator[datetime]:
        """Live from moment to moment; yields each that was lived, in order. Nothing happens from `until` on."""
        while (now := self._next_moment()) is not None and now < until:
            self._live(now)
            yield now

    def _next_moment(self) -> datetime | None:
        """When something happens next."""
        step = self._steps[0].at if self._steps else None
        moments = (step, next_due(self._store, self._slug), self._sends_at, self._closes_at)
        return min((moment for moment in moments if moment is not None), default=None)

    def _live(self, now: datetime) -> None:
        while self._steps and self._steps[0].at <= now:
            self._people.perform(self._steps.popleft())
        if self._closes_at is not None and self._closes_at <= now:
            self._people.close_registers(now)
        due = next_due(self._store, self._slug)
        if due is not None and due <= now:
            self._look(now)
        self._dispatch(now)
        self._closes_at = self._closing_after(now) if self._people.unclosed(now) else None

    def _dispatch(self, now: datetime) -> None:
        """What waits goes in office hours; what has to wait on is tried again every working morning."""
        result = self._send(now)
        broken = [unwritten.reason for unwritten in result.unwritten]
        if broken or result.held or result.refused:
            raise DondocError(
                f"Diễn tập dừng: có thư chưa viết hoặc chưa gửi được. {' '.join((*broken, result.held))}"
            )
        opens = self._calendar.office_moment(now)
        if not result.left:
            self._sends_at = None
        else:
            self._sends_at = opens if opens > now else morning_after(now.date(), self._calendar)

    def _closing_after(self, now: datetime) -> datetime:
        day = self._calendar.roll_forward(now.date())
        moment = datetime.combine(day, CLOSING_HOUR, VIETNAM)
        if moment > now:
            return moment
        return datetime.combine(self._calendar.add_workdays(day, 1), CLOSING_HOUR, VIETNAM)
