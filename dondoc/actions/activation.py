"""Activating a plan: from that day on it is followed, and people are told."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from dondoc.actions.following import followed_plan, lock_plan
from dondoc.actions.superseding import supersede
from dondoc.actions.waking import rewake_where
from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Refused
from dondoc.store.engine import Store
from dondoc.store.rows import Followed, with_number
from dondoc.store.tables import PLAN
from dondoc.tracking.plan import Plan


@dataclass(frozen=True, slots=True)
class Activation:
    """A plan as it runs now. `is_repeat`: nothing was left to do. `superseded`: plans whose place it took now."""

    plan: Plan
    activated_at: datetime
    in_effect_from: date  # no deadline before this civil day is chased
    is_repeat: bool
    superseded: tuple[str, ...] = ()


def activate(
    store: Store,
    slug: str,
    *,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    number: str | None = None,
    issued_on: date | None = None,
    without_number: bool = False,
) -> Activation:
    """Starts a synced plan on the day of `now`; a second call may enter a number that was still blank.

    Raises NotFound for a plan that is not synced; Refused for a document whose number and day are blank
    while neither is given nor `without_number` says to start so, and for a number that contradicts it.
    """
    today = now.astimezone(VIETNAM).date()
    with store.writing() as connection:
        followed = lock_plan(connection, slug)
        number = _whole_number(followed.plan, number or "")
        _refuse_contradictions(followed.plan, number, issued_on, today)
        plan = with_number(followed.plan, number, issued_on)
        if not followed.is_active and not without_number:
            _demand_number(plan)
        started = followed.activated_at or now
        in_effect_from = max(started.astimezone(VIETNAM).date(), plan.latest_issue or date.min)
        is_repeat = followed.is_active and plan == followed.plan
        if not is_repeat:
            entered = _Entered(number, issued_on, without_number)
            _start(connection, followed, entered, by=by, now=now, in_effect_from=in_effect_from)
            rewake_where(connection, followed_plan(connection, slug), calendar=calendar, now=now)
        superseded = supersede(connection, slug, calendar, now=now)
    return Activation(plan, started, in_effect_from, is_repeat, superseded)


@dataclass(frozen=True, slots=True)
class _Entered:
    """What somebody typed beside the plan's name."""

    number: str
    issued_on: date | None
    without_number: bool


def _start(
    connection: Connection,
    followed: Followed,
    entered: _Entered,
    *,
    by: str,
    now: datetime,
    in_effect_from: date,
) -> None:
    """Writes what is new; what an earlier call entered stays."""
    values: dict[str, Any] = {"in_effect_from": in_effect_from}
    if not followed.is_active:
        values |= {"activated_at": now, "activated_by": by, "without_number": entered.without_number}
    if entered.number:
        values |= {"number": entered.number, "without_number": False}
    if entered.issued_on:
        values["issued_on"] = entered.issued_on
    connection.execute(PLAN.update().where(PLAN.c.slug == followed.plan.slug).values(values))


def _whole_number(plan: Plan, number: str) -> str:
    """A bare "144" takes the blank's place in the printed "…/KH-UBND"."""
    number = number.strip()
    return plan.number.replace("…", number) if number.isdigit() and "…" in plan.number else number


def _refuse_contradictions(plan: Plan, number: str, issued_on: date | None, today: date) -> None:
    if number and not plan.number_is_blank and number != plan.number:
        raise Refused(
            f"Kế hoạch {plan.slug} đã có số {plan.number}, không đổi thành {number} được. "
            "Nếu số cũ sai, hãy sửa `so_ky_hieu` trong tệp kế hoạch rồi chạy `dondoc sync`."
        )
    if issued_on is None:
        return
    if issued_on > today:
        raise Refused(f"Ngày ban hành {issued_on:%d/%m/%Y} ở sau hôm nay ({today:%d/%m/%Y}). Hãy xem lại ngày.")
    if plan.latest_issue and not _may_be_issued_on(plan, plan.latest_issue, issued_on):
        raise Refused(
            f"Ngày ban hành {issued_on:%d/%m/%Y} không khớp với bản lưu của kế hoạch {plan.slug} "
            f"({plan.issued}). Hãy xem lại ngày, hoặc sửa `ngay_ban_hanh` trong tệp kế hoạch."
        )


def _may_be_issued_on(plan: Plan, latest: date, issued_on: date) -> bool:
    """The day is the printed one, or in its month while the day is blank, or no later than the last possible."""
    if _day_is_printed(plan):
        return issued_on == latest
    if plan.issued.startswith("tháng"):
        return (issued_on.year, issued_on.month) == (latest.year, latest.month)
    return issued_on <= latest


def _demand_number(plan: Plan) -> None:
    if plan.number_is_blank:
        raise Refused(
            f"Bản lưu của kế hoạch {plan.slug} để trống số ký hiệu ({plan.number}). "
            "Hãy nhập số và ngày ban hành (`--number 144/KH-UBND --issued 22/4/2022`), "
            "hoặc chọn theo dõi khi chưa có số (`--without-number`)."
        )
    if not _day_is_printed(plan):
        raise Refused(
            f"Bản lưu của kế hoạch {plan.slug} để trống ngày ban hành. "
            "Hãy nhập ngày (`--issued 22/4/2022`), hoặc chọn theo dõi khi chưa có (`--without-number`)."
        )


def _day_is_printed(plan: Plan) -> bool:
    return plan.issued[:1].isdigit()
