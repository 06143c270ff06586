"""How a form's run ends: in a state whose name says what was recorded, or why nothing was."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from prefect.client.schemas.objects import State
from prefect.exceptions import Abort
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from dondoc.actions.reports import Recorded, recorded_before
from dondoc.calendar.workdays import WorkCalendar
from dondoc.cli.dates import day_text
from dondoc.cli.opening import Office, open_office
from dondoc.cli.recorded import content_lines, event_text
from dondoc.errors import Ambiguous, DondocError, Misconfigured, NotFound, Refused
from dondoc.store import Store
from dondoc.tracking.obligations import EventKind
from flows.names import event_key, moment
from flows.standings import state_name

_LONGEST_NAME = 120
_REASONS: dict[type[DondocError], str] = {
    Ambiguous: "Chưa rõ, chưa ghi nhận gì",
    NotFound: "Không tìm thấy, chưa ghi nhận gì",
    Refused: "Không được, chưa ghi nhận gì",
    Misconfigured: "Cấu hình chưa đúng",
}


class Signature(TypedDict):
    """What every action that records something is told beside its subject."""

    calendar: WorkCalendar
    by: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a form is worked on: the office, the moment, who filled the form in, and the run's key."""

    office: Office
    now: datetime
    by: str
    key: str | None

    @property
    def store(self) -> Store:
        """Where it is recorded."""
        return self.office.store

    @property
    def calendar(self) -> WorkCalendar:
        """The working days."""
        return self.office.calendar

    @property
    def signature(self) -> Signature:
        """By whom and when something is recorded."""
        return {"calendar": self.calendar, "by": self.by, "now": self.now}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a form's run says: `name` in a few words, `message` in full."""

    name: str
    message: str


def answered(by: str, work: Callable[[Desk], Answer]) -> State[Any]:
    """Does the work of a form; what the world refuses becomes a named failure, with nothing recorded."""

    def at_desk(office: Office) -> State[Any]:
        desk = Desk(office, office.now(), by.strip(), event_key(flow_run.id))
        before = recorded_before(desk.store, desk.key, calendar=desk.calendar, now=desk.now)
        answer = said("", before) if before else work(desk)
        return Completed(name=_short(answer.name), message=answer.message)

    return in_office(at_desk)


def in_office(work: Callable[[Office], State[Any]]) -> State[Any]:
    """Works in an open office; what the world refuses becomes a named failure that is read in one line."""
    try:
        with open_office() as office:
            return work(office)
    except DondocError as problem:
        return failure(_REASONS.get(type(problem), "Không thực hiện được"), in_full(problem))


def named_by_moment(what: str) -> str:
    """A run's name with the office's moment; without it where no office opens, which the run then says."""
    try:
        with open_office() as office:
            return f"{what} lúc {moment(office.now())}"
    except DondocError:
        return what


def named_after(*fields: str) -> Callable[[], str]:
    """Names a form's run after what was filled in: `Gia hạn: Phòng Tư pháp, 6 tháng`."""

    def name() -> str:
        filled = (str(flow_run.parameters.get(field, "")).strip() for field in fields)
        return f"{flow_run.flow_name}: {', '.join(text for text in filled if text)}"

    return name


def failure(name: str, message: str) -> State[Any]:
    """A named failed state that a person reads.

    Prefect raises a failed state's data once more as the process ends and logs it with its traceback, unless
    it is the signal that says: the state is set, leave quietly.
    """
    return Failed(name=_short(name), message=message, data=Abort(message))


def in_full(problem: DondocError) -> str:
    """The sentence of a problem, with what there is to choose from, a line each."""
    if not isinstance(problem, Ambiguous):
        return str(problem)
    return "\n".join((str(problem), *(f"- {candidate}" for candidate in problem.candidates)))


def said(what: str, recorded: Recorded) -> Answer:
    """`Đã ghi nhận: Phòng Tư pháp, báo cáo 6 tháng, đúng hạn`, and the entry's id for whoever must undo it."""
    obligation, event = recorded.obligation, recorded.event
    what = "Đã ghi nhận từ trước" if recorded.is_repeat else what
    subject = f"{obligation.agency_name}, {obligation.name}"
    standing = state_name(recorded.after).lower()
    if event.new_last_day:
        label = "hẹn ngày" if event.kind is EventKind.PROMISED else "hạn mới"
        hour = f"{event.new_hour:%H:%M} " if event.new_hour else ""
        standing = f"{label} {hour}{day_text(event.new_last_day)}"
    entry = f"Mã ghi nhận {event.id}: {event_text(event)}; người ghi nhận: {event.recorded_by}."
    contents = content_lines(recorded.awaited, recorded.made_of)
    return Answer(f"{what}: {subject}, {standing}", " ".join((f"{what}: {subject}. {entry}", *contents)))


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
