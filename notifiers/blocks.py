"""A notice taken apart for its templates: sections by plan, blocks by what they say, groups by report."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from dondoc.tracking.ladder import Anchor, Role, Rung, Side
from dondoc.tracking.notices import Item, Notice, Section
from dondoc.tracking.obligations import Protocol
from dondoc.tracking.plan import Plan
from notifiers import words
from notifiers.views import DESKS, ItemView, PlanView, person_line, see_item, see_plan

if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison

DUTY_FORMS = frozenset({"bao_truoc", "nhac", "hom_nay", "qua_han"})
DUTIES = "viec"  # the block that holds them all, earliest first
NO_DESK = "thieu_dau_moi"

# What is read first stands first: to agencies corrections, then debts; to the secretariat what can't wait.
_TO_AGENCIES = ("dinh_chinh", "thay_doi", "lanh_dao", DUTIES, "mo_dau")
_TO_SECRETARIAT = ("goi", "chot_so", "xem_truoc", "cong_van", "phieu", "tong_hop", NO_DESK)
_ORDER = (*_TO_AGENCIES, *_TO_SECRETARIAT)
FORMS = frozenset(_ORDER) - {DUTIES, NO_DESK} | DUTY_FORMS
SECRETARIAT_FORMS = frozenset(_TO_SECRETARIAT)
_FIRST_DRAFT_LEVEL = 3

_Key = TypeVar("_Key", bound="SupportsRichComparison")


@dataclass(frozen=True, slots=True)
class Group:
    """The agencies that owe the same report for the same period, in protocol order."""

    items: tuple[ItemView, ...]

    @property
    def first(self) -> ItemView:
        """The item that lends the group its words."""
        return self.items[0]

    @property
    def count(self) -> str:
        """How many agencies: 03."""
        return words.count(len(self.items))

    @property
    def names(self) -> list[str]:
        """The agencies by name, as lines of a list."""
        return [f"- {item.agency}" for item in self.items]

    @property
    def received(self) -> str:
        """How many of how many have come: 22/27; empty where it isn't known."""
        return "/".join(words.count(number) for number in self.first.item.received_of or ())

    @property
    def has_others_missing(self) -> bool:
        """Whether more are missing than this message lists: named before, or with a new day."""
        received, expected = self.first.item.received_of or (0, 0)
        return expected - received > len(self.items)

    @property
    def missing(self) -> str:
        """How many have not come, where it is known of how many."""
        received, expected = self.first.item.received_of or (0, len(self.items))
        return words.count(expected - received)

    @property
    def late_senders(self) -> str:
        """Who sent late, by name; empty where nobody did."""
        return words.listed(self.first.item.late_senders)


@dataclass(frozen=True, slots=True)
class Opening:
    """One row of an opening notice: a duty, or all the reports that come every week or day."""

    name: str
    dated: str
    source: str
    destination: str


@dataclass(frozen=True, slots=True)
class Block:
    """The items of one section that are said in one form."""

    form: str
    items: tuple[ItemView, ...]

    @property
    def count(self) -> str:
        """How many items: 03."""
        return words.count(len(self.items))

    @property
    def agencies(self) -> str:
        """How many agencies owe them: 03."""
        return words.count(len(self.debtors))

    @property
    def noun(self) -> str:
        """What is counted: reports, if all of them are."""
        return "báo cáo" if all(item.is_report for item in self.items) else "đầu việc"

    @property
    def names(self) -> str:
        """What is owed, each once."""
        return words.listed(list(dict.fromkeys(item.awaited for item in self.items)))

    @property
    def goes(self) -> str:
        """When a batch of letters goes: lúc 08 giờ ngày 20/6/2022."""
        moments = [item.item.goes_at for item in self.items if item.item.goes_at]
        if not moments:
            return "vào sáng ngày làm việc tới"
        return f"lúc {words.hour(min(moments))} ngày {words.full_day(min(moments).date())}"

    @property
    def openings(self) -> tuple[Opening, ...]:
        """The duties of an opening notice, the earliest first; what comes every week or day stands in one row."""
        rows: dict[str | int, list[ItemView]] = {}
        for place, item in enumerate(self.items):
            own = item.obligation
            rows.setdefault(own.report if own.is_brief else place, []).append(item)
        return tuple(_opening(items) for items in rows.values())

    @property
    def groups(self) -> tuple[Group, ...]:
        """By report and period, the earliest first; agencies in protocol order, then the alphabet."""
        return tuple(
            Group(tuple(sorted(found, key=_protocol)))
            for _, found in _grouped(
                self.items, lambda item: (item.due_day, item.obligation.plan, item.obligation.report, item.name)
            )
        )

    @property
    def debtors(self) -> tuple[Group, ...]:
        """By agency, in protocol order."""
        return tuple(Group(tuple(found)) for _, found in _grouped(self.items, _protocol))

    @property
    def ranked(self) -> tuple[ItemView, ...]:
        """The longest late first, then protocol order: for the leader only."""
        return tuple(sorted(self.items, key=lambda item: (-item.item.standing.working_days_late, _protocol(item))))


@dataclass(frozen=True, slots=True)
class SectionView:
    """What one plan has to say to the recipient."""

    plan: PlanView
    blocks: tuple[Block, ...]
    contact: str  # Nguyễn Văn A, điện thoại …, thư điện tử …; empty where nobody is named
    telephone: str  # the same without the address, as a letter on paper names it
    questions: tuple[str, ...] = ()  # what the plan leaves open about those whom the items are about


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice ready for its templates."""

    notice: Notice
    salutation: str
    copied_to: str  # whose copy this is; empty on an original
    sections: tuple[SectionView, ...]
    written: str  # 08 giờ ngày 08/6/2022
    watchers: str  # the standing bodies in whose name it is sent

    @property
    def items(self) -> tuple[ItemView, ...]:
        """All items, in reading order."""
        return tuple(item for section in self.sections for block in section.blocks for item in block.items)

    @property
    def forms(self) -> frozenset[str]:
        """The forms of all blocks."""
        return frozenset(block.form for section in self.sections for block in section.blocks)

    @property
    def is_for_secretariat(self) -> bool:
        """Whether it goes to those who watch over the plan, not to one who owes."""
        return self.forms <= SECRETARIAT_FORMS

    @property
    def asks_for_papers(self) -> bool:
        """Whether somebody may answer that they have sent it already."""
        return bool(self.forms & {DUTIES, "lanh_dao"})

    @property
    def today(self) -> date:
        """The civil day on which it is written."""
        return self.notice.at.date()


def see_notice(notice: Notice) -> NoticeView:
    """The notice in words; nothing of it is left out."""
    sections = tuple(see_section(section, notice.at.date()) for section in notice.sections)
    bodies = dict.fromkeys(section.plan.standing_body for section in sections)
    desk = f"{DESKS[notice.recipient.role]} {notice.recipient_name}"
    return NoticeView(
        notice=notice,
        salutation=_salutation(notice, sections),
        copied_to=words.one_line(desk) if notice.is_copy else "",
        sections=sections,
        written=f"{words.hour(notice.at)} ngày {words.full_day(notice.at.date())}",
        watchers=words.listed(tuple(bodies)),
    )


def form_of(item: Item, plan: Plan) -> str:
    """Whose words an item takes: its rung's own, or, for a rung of the plan's making, the nearest known ones."""
    if item.missing_role:
        return NO_DESK
    slug = item.nudge.rung
    if slug in FORMS:
        return slug
    ladder = plan.ladders.get(item.obligation.relation)
    rung = ladder.rungs.get(slug) if ladder else None
    return _nearest_form(rung) if rung else "nhac"


def _nearest_form(rung: Rung) -> str:
    if rung.side is Side.SECRETARIAT:
        return "cong_van" if rung.level is not None and rung.level >= _FIRST_DRAFT_LEVEL else "goi"
    if Role.HEAD in rung.to:
        return "lanh_dao"
    if rung.offset == 0:
        return "hom_nay"
    return "qua_han" if rung.anchor is Anchor.LAST_DAY else "nhac"


def see_section(section: Section, today: date) -> SectionView:
    """One plan's part of a notice in words, as seen on the civil day `today`."""
    return SectionView(
        plan=see_plan(section.plan),
        blocks=blocks_of(section, today),
        contact=person_line(section.reply_to),
        telephone=person_line(replace(section.reply_to, email="")) if section.reply_to else "",
        questions=_questions(section),
    )


def _questions(section: Section) -> tuple[str, ...]:
    agencies = {item.obligation.agency for item in section.items}
    return tuple(words.one_line(one.ask) for one in section.plan.questions if agencies & set(one.agencies))


def blocks_of(section: Section, today: date) -> tuple[Block, ...]:
    """The items of a section by form; within a block the earliest deadline first, as the section has it."""
    items = tuple(
        see_item(item, section.plan, form=form_of(item, section.plan), today=today) for item in section.items
    )
    found = _grouped(items, lambda item: _ORDER.index(DUTIES if item.form in DUTY_FORMS else item.form))
    return tuple(
        Block(_ORDER[place], tuple(sorted(block, key=lambda item: item.due_day))) for place, block in found
    )


def _salutation(notice: Notice, sections: Sequence[SectionView]) -> str:
    """Whom the letter addresses; a copy keeps the salutation of the original."""
    items = [item for section in sections for block in section.blocks for item in block.items]
    to_head = next((item for item in items if item.form == "lanh_dao"), None)
    if to_head is None and notice.recipient.role is Role.HEAD:
        to_head = next((item for item in items if item.obligation.agency == notice.recipient.agency), None)
    if to_head is not None:
        return f"Đồng chí {to_head.head}" if to_head.obligation.head_title else to_head.head
    prefix = {Role.HEAD: "Lãnh đạo ", Role.RECORDS: "Văn thư ", Role.SECRETARY: "Thư ký "}
    return f"{prefix.get(notice.recipient.role, '')}{notice.recipient_name}"


def _opening(items: Sequence[ItemView]) -> Opening:
    first, last = items[0], items[-1]
    if first is last:
        return Opening(first.name, first.dated, first.source, first.destination)
    name = f"{words.count(len(items))} báo cáo, từ {first.name} đến {last.name}"
    return Opening(name, f"từ {first.last_day} đến {last.last_day}", first.source, first.destination)


def _protocol(item: ItemView) -> Protocol:
    return item.obligation.protocol


def _grouped(
    items: Iterable[ItemView], key: Callable[[ItemView], _Key]
) -> Iterable[tuple[_Key, tuple[ItemView, ...]]]:
    """Items that share a key, keys in order; among equals the order stays."""
    return ((found, tuple(group)) for found, group in groupby(sorted(items, key=key), key=key))
