"""Values for tests: the plan of Đức Phổ 2022 in small, a silent agency, and a notice for every rung."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from dondoc.calendar import VIETNAM
from dondoc.calendar.deadlines import due_instant
from dondoc.language.directory import Relation
from dondoc.tracking.ladder import Nudge, Recipient, Role
from dondoc.tracking.ladders import DEFAULT_LADDERS
from dondoc.tracking.notices import Item, Notice, Person, Section
from dondoc.tracking.obligations import (
    FIRST_ROUND,
    Event,
    EventKind,
    Gate,
    Kind,
    Obligation,
    Round,
    Standing,
    State,
)
from dondoc.tracking.plan import Plan

LAST_DAY = date(2022, 6, 15)  # a Wednesday; the plan prints "trước ngày 16/6"
SECRETARY = Person("Trần Thị Bình", "thu-ky@congan.example", "0255 000 0001")
CLERK = Person("Lê Văn An", "dau-moi@tuphap.example", "0255 000 0002")

AGENCIES = {
    "ubnd-tx-duc-pho": "UBND thị xã Đức Phổ",
    "cong-an-tx-duc-pho": "Công an thị xã Đức Phổ",
    "phong-tu-phap": "Phòng Tư pháp",
    "phong-ldtbxh": "Phòng Lao động – Thương binh và Xã hội",
    "hoi-phu-nu": "Hội Liên hiệp Phụ nữ thị xã",
    "toa-an": "Tòa án nhân dân thị xã",
    "phuong-pho-van": "UBND phường Phổ Văn",
}

# When each rung of the first half-year's report speaks to a department that stays silent.
MOMENTS = {
    "mo_dau": (date(2022, 5, 4), time(8)),
    "bao_truoc": (date(2022, 6, 8), time(8)),
    "nhac": (date(2022, 6, 13), time(8)),
    "hom_nay": (date(2022, 6, 15), time(8)),
    "goi": (date(2022, 6, 15), time(15)),
    "chot_so": (date(2022, 6, 16), time(8)),
    "qua_han": (date(2022, 6, 16), time(14)),
    "tong_hop": (date(2022, 6, 16), time(14)),
    "dinh_chinh": (date(2022, 6, 17), time(8)),
    "xem_truoc": (date(2022, 6, 17), time(8)),
    "lanh_dao": (date(2022, 6, 20), time(8)),
    "cong_van": (date(2022, 6, 22), time(8)),
    "phieu": (date(2022, 6, 29), time(8)),
    "thay_doi": (date(2022, 6, 1), time(8)),
}

_TO_HEADS = frozenset({"lanh_dao"})
_TO_SECRETARIAT = frozenset({"goi", "chot_so", "xem_truoc", "cong_van", "phieu", "tong_hop"})
_BEFORE_THE_DAY = {"bao_truoc": 5, "nhac": 2, "hom_nay": 0}
_WORKING_DAYS_LATE = {"qua_han": 1, "tong_hop": 1, "xem_truoc": 2, "lanh_dao": 3, "cong_van": 5, "phieu": 10}


def instant(day: date, hour: time = time(8)) -> datetime:
    """A moment of a civil day (+07:00)."""
    return datetime.combine(day, hour, VIETNAM)


def a_plan(slug: str = "duc-pho-2022", **changed: Any) -> Plan:
    """The plan of thị xã Đức Phổ, its number still blank."""
    plan = Plan(
        slug=slug,
        title="Phòng, chống mua bán người năm 2022",
        number="…/KH-UBND",
        number_is_blank=True,
        issued="tháng 4/2022",
        latest_issue=date(2022, 4, 30),
        effect_from=date(2022, 1, 1),
        effect_to=date(2022, 12, 31),
        issuer="ubnd-tx-duc-pho",
        issuer_name=AGENCIES["ubnd-tx-duc-pho"],
        standing_body="cong-an-tx-duc-pho",
        standing_body_name=AGENCIES["cong-an-tx-duc-pho"],
        sample=False,
        grace_days=0,
        ladders=DEFAULT_LADDERS,
        agency_names=AGENCIES,
    )
    return replace(plan, **changed)


def an_obligation(agency: str = "phong-tu-phap", **changed: Any) -> Obligation:
    """The report of the first half of 2022, owed by one agency through the police to the committee."""
    obligation = Obligation(
        id=f"duc-pho-2022/dinh-ky/2022-6-thang/{agency}",
        plan="duc-pho-2022",
        report="dinh-ky",
        period="2022-6-thang",
        period_name="6 tháng",
        agency=agency,
        agency_name=AGENCIES.get(agency, agency),
        agency_order=list(AGENCIES).index(agency) if agency in AGENCIES else len(AGENCIES),
        head_title="Chủ tịch" if agency.startswith(("hoi-", "phuong-")) else "Trưởng phòng",
        relation=_relation(agency),
        kind=Kind.REPORT,
        name="báo cáo 6 tháng",
        gate=Gate.DATED,
        last_day=LAST_DAY,
        due=due_instant(LAST_DAY, None),
        target=LAST_DAY,
        strict=True,
        phrase="trước ngày 16/6",
        phrase_quoted=True,
        clause="III.1",
        data_from=date(2021, 12, 15),
        data_to=date(2022, 6, 14),
        data_inferred=True,
        to="ubnd-tx-duc-pho",
        via="cong-an-tx-duc-pho",
        consolidates=None,
        membership_proposed=False,
    )
    return replace(obligation, **changed)


def _relation(agency: str) -> Relation:
    if agency.startswith("hoi-"):
        return Relation.ASSOCIATION
    return Relation.OUTSIDE if agency == "toa-an" else Relation.SUBORDINATE


def due_on(day: date, *, agency: str = "phong-tu-phap", **changed: Any) -> Obligation:
    """The same duty with another last day, said as "trước ngày" the day after."""
    printed = day + timedelta(days=1)
    words = {"phrase": f"trước ngày {printed.day}/{printed.month}", "last_day": day, "target": day}
    return an_obligation(agency, due=due_instant(day, None), **(words | changed))


def an_item(rung: str, obligation: Obligation | None = None, **changed: Any) -> Item:
    """An obligation as the rung finds it when nobody has sent anything, at the rung's usual moment."""
    owed = obligation or an_obligation()
    item = Item(
        nudge=_nudge(rung, owed),
        obligation=owed,
        standing=Standing(_state(rung), _round(owed), working_days_late=_WORKING_DAYS_LATE.get(rung, 0)),
        told_on=tuple(_told_before(rung)),
        contact=CLERK if rung == "goi" else None,
        received_of=(22, 27) if rung == "tong_hop" else None,
        workdays_left=_BEFORE_THE_DAY.get(rung),
        goes_at=instant(*MOMENTS["lanh_dao"]) if rung == "xem_truoc" else None,
    )
    return replace(item, **changed)


def _nudge(rung: str, obligation: Obligation) -> Nudge:
    return Nudge(
        obligation_id=obligation.id,
        round_key=FIRST_ROUND,
        rung=rung,
        occasion=rung,
        level=None,
        recipient=_recipient(rung, obligation.agency),
        moment=instant(*MOMENTS[rung]),
    )


def _recipient(rung: str, agency: str) -> Recipient:
    if rung in _TO_SECRETARIAT:
        return Recipient(Role.SECRETARY, "cong-an-tx-duc-pho")
    return Recipient(Role.HEAD if rung in _TO_HEADS else Role.CONTACT, agency)


def _state(rung: str) -> State:
    if rung in _WORKING_DAYS_LATE:
        return State.OVERDUE
    return State.AWAITING_REGISTER if rung == "chot_so" else State.OPEN


def _round(obligation: Obligation) -> Round | None:
    if obligation.last_day is None or obligation.due is None or obligation.target is None:
        return None
    opened = instant(date(2022, 5, 4))
    return Round(FIRST_ROUND, 1, opened, obligation.last_day, obligation.due, obligation.target)


def _told_before(rung: str) -> list[date]:
    said = ("bao_truoc", "nhac", "hom_nay", "qua_han", "lanh_dao")
    now = MOMENTS[rung]
    return [MOMENTS[slug][0] for slug in said if MOMENTS[slug] < now]


def reopened(item: Item, kind: EventKind, new_last_day: date, **changed: Any) -> Item:
    """The item in a second round, opened by a return, an extension or an amendment."""
    owed = item.obligation
    event = Event(
        id="e1",
        obligation_id=owed.id,
        kind=kind,
        received_on=date(2022, 6, 14),
        recorded_at=instant(date(2022, 6, 14)),
        recorded_by="Trần Thị Bình",
        new_last_day=new_last_day,
        old_last_day=owed.last_day,
    )
    opened = replace(event, **changed)
    due = due_instant(new_last_day, None)
    second = Round(opened.id, 2, opened.recorded_at, new_last_day, due, new_last_day, opened)
    return replace(item, standing=replace(item.standing, round=second))


def received(item: Item, on: date = date(2022, 6, 14)) -> Item:
    """The item once its paper is recorded: number 45/BC-TP, received in time."""
    event = Event(
        id="e2",
        obligation_id=item.obligation.id,
        kind=EventKind.SUBMITTED,
        received_on=on,
        recorded_at=instant(date(2022, 6, 17)),
        recorded_by="Trần Thị Bình",
        document_number="45/BC-TP",
        document_date=on,
    )
    return replace(item, standing=Standing(State.ON_TIME, item.standing.round, met_by=event))


def a_notice(rung: str, items: Sequence[Item] | None = None, **changed: Any) -> Notice:
    """A message of one rung at its usual moment, to the desk that the rung names."""
    said = tuple(items) if items is not None else (_usual_item(rung),)
    recipient = said[0].nudge.recipient
    notice = Notice(
        recipient=recipient,
        recipient_name=AGENCIES.get(recipient.agency, recipient.agency),
        at=instant(*MOMENTS[rung]),
        lead=rung,
        sections=(Section(a_plan(), said, SECRETARY),),
    )
    return replace(notice, **changed)


def _usual_item(rung: str) -> Item:
    item = an_item(rung)
    if rung == "dinh_chinh":
        return received(item)
    if rung == "thay_doi":
        moved = reopened(item, EventKind.EXTENDED, date(2022, 6, 20), by_amendment=True)
        return replace(moved, standing=replace(moved.standing, state=State.OPEN))
    return item


ALL_RUNGS = tuple(MOMENTS)
SILENT_AGENCIES = ("phong-tu-phap", "phong-ldtbxh", "hoi-phu-nu", "phuong-pho-van")
