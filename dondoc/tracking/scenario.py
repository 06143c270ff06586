"""A story for a simulation: what people do, and what breaks, each at its moment (+07:00)."""

from dataclasses import dataclass
from datetime import date, datetime

from dondoc.tracking.ladder import Recipient
from dondoc.tracking.obligations import Decision, EventKind


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event is recorded about some obligations; `at` is when, `received_on` decides timeliness."""

    at: datetime
    obligations: tuple[str, ...]
    kind: EventKind
    received_on: date
    document_number: str = ""
    document_date: date | None = None
    new_last_day: date | None = None
    oral: bool = False
    by_amendment: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The event recorded last about each of some obligations, and not taken back yet, was a mistake."""

    at: datetime
    obligations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """A body closes its register through a day; from then on it is closed every day again."""

    at: datetime
    body: str
    through: date


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A body stops closing its register until it closes it by a step of the story."""

    at: datetime
    body: str


@dataclass(frozen=True, slots=True)
class Held:
    """Messages wait from one day to another; no agencies: all of them, no plan: all plans."""

    at: datetime
    plan: str | None
    agencies: tuple[str, ...]
    starts: date
    ends: date
    reason: str


@dataclass(frozen=True, slots=True)
class Lifted:
    """The holds on a plan and agencies (as they were named when held) end."""

    at: datetime
    plan: str | None
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """The secretariat holds or releases the letters about some obligations."""

    at: datetime
    obligations: tuple[str, ...]
    decision: Decision


@dataclass(frozen=True, slots=True)
class Outage:
    """Nothing runs from `at` until an instant: nobody is looked for, nothing is sent."""

    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class DeskEmptied:
    """Nobody sits at a desk any more."""

    at: datetime
    desk: Recipient


@dataclass(frozen=True, slots=True)
class DeskTaken:
    """Somebody sits at a desk again."""

    at: datetime
    desk: Recipient


@dataclass(frozen=True, slots=True)
class Activated:
    """A plan is activated now, and not on the day on which the simulation starts."""

    at: datetime
    plan: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number and the day of issue of a plan are entered; its deadlines stay."""

    at: datetime
    plan: str
    number: str
    issued_on: date | None


Step = (
    Recorded
    | TakenBack
    | Closed
    | LeftOpen
    | Held
    | Lifted
    | Decided
    | Outage
    | DeskEmptied
    | DeskTaken
    | Activated
    | Numbered
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """The steps of a story in the order of their moments, in one moment as they were written."""

    steps: tuple[Step, ...] = ()


SILENCE = Scenario()  # nobody reports, everything runs, every register is closed the next morning
