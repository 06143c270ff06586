"""What the templates see of a notice: every fact already in Vietnamese words, nothing left to decide."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dondoc.language.directory import Relation
from dondoc.tracking.ladder import Role
from dondoc.tracking.notices import Item, Person
from dondoc.tracking.obligations import Gate, Kind, Obligation, Round
from dondoc.tracking.outside_levels import turn_of
from dondoc.tracking.plan import Plan
from notifiers import recorded, words

_WINDOW_SOURCE = "tham khảo, theo Nghị định 09/2019/NĐ-CP"

_DO = "hoàn thành"
SAMPLE = "(bản mẫu)"


class Tone(StrEnum):
    """How an addressee is spoken to: urged, asked, or softly reminded."""

    URGE = "urge"
    ASK = "ask"
    SOFT = "soft"


_TONES = {Relation.SUBORDINATE: Tone.URGE, Relation.ASSOCIATION: Tone.ASK, Relation.OUTSIDE: Tone.SOFT}

DESKS = {
    Role.CONTACT: "đầu mối",
    Role.RECORDS: "văn thư",
    Role.HEAD: "lãnh đạo",
    Role.SECRETARY: "thư ký",
}

_DESK_NAMES = {role.value: name for role, name in DESKS.items()}


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan as messages name it."""

    reference: str  # Kế hoạch số …/KH-UBND (tháng 4/2022) của UBND thị xã Đức Phổ về phòng, chống …
    short: str  # the same without its title
    named: str  # Kế hoạch …/KH-UBND
    topic: str  # phòng, chống mua bán người
    title: str
    issuer: str
    standing_body: str
    sample: bool


@dataclass(frozen=True, slots=True)
class ItemView:
    """One duty as messages say it. Empty words mean that there is nothing to say."""

    item: Item
    form: str  # the template whose words it takes
    tone: Tone
    is_report: bool
    name: str  # báo cáo 6 tháng
    demand: str  # gửi báo cáo 6 tháng về UBND thị xã Đức Phổ, qua Công an thị xã Đức Phổ
    awaited: str  # báo cáo 6 tháng | kết quả thực hiện việc …
    destination: str  # về UBND thị xã Đức Phổ, qua Công an thị xã Đức Phổ
    source: str  # mục III.1: "trước ngày 16/6"
    agency: str
    head: str  # Trưởng Phòng Tư pháp
    last_day: str  # 15/6/2022
    deadline: str  # thứ Tư, 15/6/2022 (còn 05 ngày làm việc)
    dated: str  # thứ Tư, 15/6/2022; of a campaign: đến hết thứ Sáu, 30/9/2022
    observed: bool  # a day or campaign: nobody owes a paper for it
    by: str  # trước ngày 16/6
    window: str  # từ 15/12/2021 đến 14/6/2022 (…)
    change: str  # gia hạn từ 15/6/2022, theo văn bản số …
    late: str  # 03 ngày làm việc
    told: str  # 08/6, 13/6
    last_told: str  # 13/6
    called_missing: str  # 16/6: the days after the last one on which it was said to be missing
    due_day: date  # the last day of the round, for sorting; far away where nothing is dated
    aimed_at: str  # thứ Tư, 15/6/2022: the day that reminders aim at
    last_chance: str  # ngày cuối | ngày làm việc cuối để
    verb: str  # gửi | gửi lại | hoàn thành
    proposed: bool  # the agency is here because the directory's group says so
    receiver: str  # whose incoming register is waited for
    missing_desk: str  # đầu mối | lãnh đạo …; empty where somebody sits
    contact_name: str
    contact_phone: str
    receipt: str  # số 45/BC-TP, 14/6/2022
    received: str  # 14/6/2022
    moved_from: str  # thứ Năm, 15/9/2022
    moved_short: str  # 15/9 → 19/9
    moved_by: str  # CV số 45/UBND-NC
    moved_paper: str  # số 45/UBND-NC ngày 05/8/2022
    turn: str  # of a change notice: moved | dropped | restored

    @property
    def obligation(self) -> Obligation:
        """The duty itself, for sorting and counting."""
        return self.item.obligation


def see_plan(plan: Plan) -> PlanView:
    """A plan's names; a number left blank is shown with the dots of the copy."""
    title = words.one_line(plan.title.removesuffix(SAMPLE)) if plan.sample else words.one_line(plan.title)
    short = f"{_number(plan)} của {plan.issuer_name}{f' {SAMPLE}' if plan.sample else ''}"
    return PlanView(
        reference=f"{short} về {words.uncapital(title)}",
        short=short,
        named=f"Kế hoạch {plan.number}".strip(),
        topic=_topic(title),
        title=title,
        issuer=plan.issuer_name,
        standing_body=plan.standing_body_name,
        sample=plan.sample,
    )


def _number(plan: Plan) -> str:
    """The number and day as printed: a whole day follows "ngày", a bare month stands in brackets."""
    named = f"Kế hoạch số {plan.number}" if plan.number else "Kế hoạch"
    if not plan.issued:
        return named
    return f"{named} ngày {plan.issued}" if plan.issued[:1].isdigit() else f"{named} ({plan.issued})"


def _topic(title: str) -> str:
    """The title without the span of years at its end, as a subject can carry it."""
    for mark in (" năm ", " giai đoạn "):
        head, found, tail = title.rpartition(mark)
        if found and tail[:4].isdigit():
            return words.uncapital(head)
    return words.uncapital(title)


def see_item(item: Item, plan: Plan, *, form: str, today: date) -> ItemView:
    """One duty in words, as seen on the civil day `today`."""
    obligation, rounded = item.obligation, item.standing.round
    last_day = rounded.last_day if rounded else obligation.last_day
    name, destination = words.one_line(obligation.name), _destination(obligation, plan)
    is_report, target = obligation.kind in {Kind.REPORT, Kind.OWN_PLAN}, rounded.target if rounded else None
    verb = ("gửi lại" if recorded.is_returned(rounded) else "gửi") if is_report else _DO
    changed_by = item.withdrawn_by or (rounded.opened_by if rounded else None)
    met_by, late = item.standing.met_by, item.standing.working_days_late
    return ItemView(
        item=item,
        form=form,
        tone=_TONES[obligation.relation],
        is_report=is_report,
        name=name,
        demand=_demand(name, verb, destination),
        awaited=name if is_report else f"kết quả thực hiện việc {name}",
        destination=destination.strip(),
        source=_source(obligation),
        agency=obligation.agency_name,
        head=head_of(obligation.head_title, obligation.agency_name),
        last_day=words.full_day(last_day) if last_day else "chưa xác định",
        deadline=_deadline(item, last_day),
        dated=_dated(item, last_day),
        observed=obligation.gate is Gate.OBSERVED,
        by=_by(obligation, rounded, last_day, today),
        window=_window(obligation),
        change=recorded.change_of(rounded),
        late=f"{words.count(late)} ngày làm việc" if late else "",
        told=words.days_listed(item.told_on, today),
        last_told=words.day_seen_from(item.told_on[-1], today) if item.told_on else "chưa nhắc",
        due_day=last_day or date.max,
        called_missing=words.days_listed([d for d in item.told_on if last_day and d > last_day], today),
        aimed_at=words.weekday_day(target) if target else "chưa xác định",
        last_chance="ngày cuối" if target == last_day else "ngày làm việc cuối để",
        verb=verb,
        proposed=obligation.membership_proposed,
        receiver=plan.agency_names.get(obligation.receiver or "", plan.standing_body_name),
        missing_desk=_DESK_NAMES.get(item.missing_role, item.missing_role),
        contact_name=item.contact.name if item.contact else "chưa có",
        contact_phone=(item.contact.phone if item.contact else "") or "chưa có",
        receipt=recorded.receipt_of(met_by),
        received=words.full_day(met_by.received_on) if met_by else "",
        moved_from=recorded.moved_from(rounded),
        moved_short=recorded.moved_short(rounded, today),
        moved_by=recorded.letter_of(changed_by),
        moved_paper=recorded.paper_of(changed_by),
        turn=turn_of(item.nudge).value,
    )


def head_of(title: str, agency: str) -> str:
    """How the head of an agency is addressed: Trưởng Phòng Tư pháp, Chủ tịch UBND phường Phổ Văn."""
    if not title:
        return f"Lãnh đạo {agency}"
    kind_word, last = agency.split(maxsplit=1)[0], title.rsplit(maxsplit=1)[-1]
    if kind_word.lower() == last.lower():
        return f"{title.removesuffix(last)}{agency}"
    return title if kind_word in title.split()[1:] else f"{title} {agency}"


def person_line(person: Person | None) -> str:
    """Whom to call: name, telephone, address; empty where nobody is named."""
    if person is None:
        return ""
    parts = [person.name]
    if person.phone:
        parts.append(f"điện thoại {person.phone}")
    if person.email:
        parts.append(f"thư điện tử {person.email}")
    return words.one_line(", ".join(part for part in parts if part))


def _destination(obligation: Obligation, plan: Plan) -> str:
    def name(slug: str) -> str:
        return plan.agency_names.get(slug, slug)

    to = f" về {name(obligation.to)}" if obligation.to else ""
    if not obligation.via or obligation.via == obligation.to:
        return to
    return f"{to}, qua {name(obligation.via)}" if to else f" qua {name(obligation.via)}"


def _demand(name: str, verb: str, destination: str) -> str:
    if verb != _DO:
        return f"{verb} {name}{destination}"
    return f"thực hiện việc {name}, gửi kết quả{destination}" if destination else f"thực hiện việc {name}"


def _source(obligation: Obligation) -> str:
    """Clause and wording; quotation marks stand only around words of the document itself."""
    phrase = words.one_line(obligation.phrase)
    quoted = f'"{phrase}"' if obligation.phrase_quoted and phrase else phrase
    clause = f"mục {obligation.clause}" if obligation.clause else ""
    return ": ".join(part for part in (clause, quoted) if part)


def _deadline(item: Item, last_day: date | None) -> str:
    """The day as `_dated` says it, and how many working days remain."""
    left = item.workdays_left
    remains = f" (còn {words.count(left)} ngày làm việc)" if left and left > 0 else ""
    return f"{_dated(item, last_day)}{remains}"


def _dated(item: Item, last_day: date | None) -> str:
    """The last day with its weekday, its hour, and the working day before a day off; the day of an event bare."""
    if last_day is None:
        return "chưa xác định"
    rounded = item.standing.round
    day = words.weekday_day(last_day)
    if item.obligation.gate is Gate.OBSERVED:
        return f"đến hết {day}" if item.obligation.kind is Kind.CAMPAIGN else day
    said = f"{recorded.until_hour(rounded)}{day}"
    if rounded and rounded.target != last_day:
        return f"{said}, là ngày nghỉ; ngày làm việc cuối: {words.weekday_day(rounded.target)}"
    return said


def _by(obligation: Obligation, rounded: Round | None, last_day: date | None, today: date) -> str:
    """The deadline as a few words of a subject: trước ngày 16/6, chậm nhất ngày 20/6."""
    if last_day is None:
        return "chưa xác định ngày"
    until = recorded.until_hour(rounded).removesuffix(", ")
    if until:
        return f"{until} ngày {words.day_seen_from(last_day, today)}"
    if obligation.strict and last_day == obligation.last_day:
        return f"trước ngày {words.day_seen_from(last_day + timedelta(days=1), today)}"
    return f"chậm nhất ngày {words.day_seen_from(last_day, today)}"


def _window(obligation: Obligation) -> str:
    if obligation.data_from is None or obligation.data_to is None:
        return ""
    said = f"từ {words.full_day(obligation.data_from)} đến {words.full_day(obligation.data_to)}"
    return f"{said} ({_WINDOW_SOURCE})" if obligation.data_inferred else said
