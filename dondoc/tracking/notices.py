"""One message to one recipient: everything that waits for them, across plans, grouped by who asks."""

from dataclasses import dataclass
from datetime import date, datetime

from dondoc.tracking.ladder import Nudge, Recipient
from dondoc.tracking.obligations import Obligation, Standing
from dondoc.tracking.plan import Plan


@dataclass(frozen=True, slots=True)
class Person:
    """Who sits at a desk, as the contacts say; never in the repository, never in a log."""

    name: str
    email: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One obligation in a notice, with what the words need: how it stands, what was told before, whom to call."""

    nudge: Nudge
    obligation: Obligation
    standing: Standing
    told_on: tuple[date, ...] = ()  # days on which this agency was told before, in this round, in order
    contact: Person | None = None  # of the agency that owes, for lists to the secretariat
    missing_role: str = ""  # set where a nudge comes to the secretariat because nobody sits at the desk
    received_of: tuple[int, int] | None = None  # tong_hop: (received, expected) of the same report and period
    late_senders: tuple[str, ...] = ()  # tong_hop: names of those who sent late
    workdays_left: int | None = None  # working days after the day of the notice, up to the target of the round
    goes_at: datetime | None = None  # xem_truoc: when the letter goes unless it is held


@dataclass(frozen=True, slots=True)
class Section:
    """The items of one plan, earliest deadline first."""

    plan: Plan
    items: tuple[Item, ...]
    reply_to: Person | None  # the contact of the secretariat, to be named in the text


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to one desk. `lead` is the rung whose words the subject takes (the gravest of the items)."""

    recipient: Recipient
    recipient_name: str  # printed name of the agency
    at: datetime  # the moment it is written, inside office hours (+07:00)
    lead: str
    sections: tuple[Section, ...]
    is_copy: bool = False

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of all sections, in reading order."""
        return tuple(item for section in self.sections for item in section.items)


@dataclass(frozen=True, slots=True)
class Message:
    """The final words of a notice; `text` and `html` carry the same words."""

    subject: str
    text: str
    html: str
