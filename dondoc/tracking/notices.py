"""One message to one recipient: everything that waits for them, across plans, grouped by who asks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dondoc.tracking.ladder import Nudge, Recipient, RungSlug
from dondoc.tracking.obligations import Event, Obligation, Protocol, Standing
from dondoc.tracking.plan import Plan
from dondoc.tracking.recipients import secretariat

MISSING_DESK = "thieu_dau_moi"  # the `lead` of a notice that is nothing but a list of desks without anybody

# What is said of one obligation in one breath, the gravest last; of each row only the last one is kept.
_VOICES = (
    (
        RungSlug.MO_DAU,
        RungSlug.BAO_TRUOC,
        RungSlug.NHAC,
        RungSlug.THAY_DOI,
        RungSlug.HOM_NAY,
        RungSlug.QUA_HAN,
        RungSlug.LANH_DAO,
        RungSlug.DINH_CHINH,
    ),
    (RungSlug.TONG_HOP,),
    (RungSlug.CHOT_SO,),
    (RungSlug.GOI,),
    (RungSlug.XEM_TRUOC,),
    (RungSlug.CONG_VAN, RungSlug.PHIEU),
)
_PLACE: Mapping[str, tuple[int, int]] = {
    slug: (voice, place) for voice, slugs in enumerate(_VOICES) for place, slug in enumerate(slugs)
}


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
    withdrawn_by: Event | None = None  # thay_doi: the version that asks for it no more


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with the plan that it belongs to."""

    plan: Plan
    item: Item


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


def desk_of(nudge: Nudge, plan: Plan, is_staffed: Callable[[Recipient], bool]) -> Recipient | None:
    """Where a nudge goes: to its desk, to the secretariat if nobody sits there, else nowhere yet (None)."""
    return desk_for(nudge.recipient, plan, is_staffed)


def desk_for(recipient: Recipient, plan: Plan, is_staffed: Callable[[Recipient], bool]) -> Recipient | None:
    """Where goes what is for a recipient, by the same rule."""
    return next((desk for desk in (recipient, secretariat(plan)) if is_staffed(desk)), None)


def bundle_of(nudge: Nudge, desk: Recipient) -> tuple[Recipient, bool]:
    """What goes in one message: all that waits for a desk, but a copy is a message of its own.

    A copy that nobody could read becomes a line of the secretariat's list like the rest.
    """
    return desk, nudge.is_copy and nudge.recipient == desk


def keep_highest(nudges: Iterable[Nudge]) -> tuple[Nudge, ...]:
    """Of what waits for one desk, the gravest word per obligation; the lists of the secretariat stay apart.

    What is left out counts as told together with what is kept.
    """
    kept: dict[tuple[str, Recipient, bool, int], Nudge] = {}
    for nudge in sorted(nudges, key=lambda nudge: (_place(nudge), nudge.moment)):
        kept[nudge.obligation_id, nudge.recipient, nudge.is_copy, _place(nudge)[0]] = nudge
    return tuple(kept.values())


def group(
    desk: Recipient,
    entries: Sequence[Entry],
    *,
    at: datetime,
    reply_to: Mapping[str, Person] | None = None,
) -> Notice:
    """Everything of one bundle in one notice: by plan, the earliest deadline first, then protocol order.

    `reply_to` names the contact of the secretariat by slug of plan. Raises ValueError without entries.
    """
    if not entries:
        raise ValueError("a notice needs something to say")
    kept = {nudge.key for nudge in keep_highest(entry.item.nudge for entry in entries)}
    chosen = [entry for entry in entries if entry.item.nudge.key in kept]
    plans = {entry.plan.slug: entry.plan for entry in chosen}
    sections = [Section(plan, _items(chosen, slug), (reply_to or {}).get(slug)) for slug, plan in plans.items()]
    return Notice(
        recipient=desk,
        recipient_name=_name_of(desk.agency, chosen),
        at=at,
        lead=_lead([entry.item for entry in chosen]),
        sections=tuple(sorted(sections, key=lambda section: (_order(section.items[0])[0], section.plan.slug))),
        is_copy=bundle_of(chosen[0].item.nudge, desk)[1],
    )


def _name_of(agency: str, entries: Sequence[Entry]) -> str:
    """The printed name of an agency: as a plan has it, else as what it owes does, where a plan took that over."""
    named = (entry.plan.agency_names.get(agency) for entry in entries)
    owing = (e.item.obligation.agency_name for e in entries if e.item.obligation.agency == agency)
    return next((name for name in (*named, *owing) if name), agency)


def _items(entries: Iterable[Entry], plan: str) -> tuple[Item, ...]:
    return tuple(sorted((entry.item for entry in entries if entry.plan.slug == plan), key=_order))


def _order(item: Item) -> tuple[date, Protocol, str, tuple[int, int]]:
    now_round = item.standing.round
    day = now_round.last_day if now_round else item.obligation.last_day or date.max
    obligation = item.obligation
    return day, obligation.protocol, obligation.id, _place(item.nudge)


def _lead(items: Sequence[Item]) -> str:
    staffed = [item.nudge for item in items if not item.missing_role]
    return str(max(staffed, key=_place).rung) if staffed else MISSING_DESK


def _place(nudge: Nudge) -> tuple[int, int]:
    return _PLACE.get(nudge.rung, (0, nudge.level or 0))
