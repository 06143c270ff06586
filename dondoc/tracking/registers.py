"""The incoming registers of a simulated year: closed at 09:00 of the next working day, unless told otherwise."""

from datetime import date, datetime, time

from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.tracking.obligations import RegisterClosing

CLOSING_HOUR = time(9)
CLERK = "văn thư"


class Registers:
    """When which body closes its register next; only days that somebody waits for count."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self._calendar = calendar
        self._expected: dict[tuple[str, date], datetime] = {}
        self._left_open: set[str] = set()

    @property
    def next_moment(self) -> datetime | None:
        """When the next register is closed (+07:00)."""
        return min(self._expected.values(), default=None)

    def expect(self, body: str, last_day: date, *, now: datetime) -> None:
        """The register of a body is to be closed through a day, on the next working morning that is to come."""
        self._expected[body, last_day] = self._morning(last_day, after=now)

    def leave_open(self, body: str) -> None:
        """A body stops closing its register."""
        self._left_open.add(body)

    def close(self, body: str, through: date) -> None:
        """A body has closed its register itself, and closes it daily from now on."""
        self._left_open.discard(body)
        for key in [key for key in self._expected if key[0] == body and key[1] <= through]:
            del self._expected[key]

    def postpone(self, *, until: datetime) -> None:
        """Nobody can close anything until a moment."""
        for (body, last_day), moment in tuple(self._expected.items()):
            if moment < until:
                self._expected[body, last_day] = self._morning(last_day, after=until)

    def closings(self, now: datetime) -> list[RegisterClosing]:
        """What is closed by now: the registers whose hour has come, through the day before, each once."""
        found: dict[str, RegisterClosing] = {}
        for (body, last_day), moment in tuple(self._expected.items()):
            if moment > now:
                continue
            if body in self._left_open:
                self._expected[body, last_day] = self._morning(last_day, after=now)
                continue
            del self._expected[body, last_day]
            through = max(last_day, found[body].through) if body in found else last_day
            found[body] = RegisterClosing(body, through, now, CLERK)
        return list(found.values())

    def _morning(self, last_day: date, *, after: datetime) -> datetime:
        """The first closing hour after a moment, on a working day after the last day."""
        day = max(self._calendar.add_workdays(last_day, 1), self._calendar.roll_forward(after.date()))
        moment = datetime.combine(day, CLOSING_HOUR, VIETNAM)
        if moment > after:
            return moment
        return datetime.combine(self._calendar.add_workdays(day, 1), CLOSING_HOUR, VIETNAM)
