"""What is told outside the levels of urging: openings, changes, lists, requests to close, corrections."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

from dondoc.calendar import VIETNAM
from dondoc.language.directory import Relation
from dondoc.tracking.assess import RECEIPTS
from dondoc.tracking.ladder import Nudge, Recipient, Role, Rung, RungSlug
from dondoc.tracking.ladders import DEFAULT_LADDERS, MORNING
from dondoc.tracking.moments import Case, calmly, is_short, reached, speaks_until
from dondoc.tracking.obligations import Event, EventKind, Facts, State
from dondoc.tracking.recipients import nudge_of, recipients_of, secretariat

HEAD_FROM_MORNING = 3  # from the third morning the head of the standing body is asked to close the register too
_RESTORED = ":lai"  # behind the occasion of the notice that it takes back
_SAID_MISSING = (RungSlug.QUA_HAN, RungSlug.LANH_DAO)


class Turn(StrEnum):
    """What a change notice tells of: another day, nothing more to send, or that after all it is to be sent."""

    MOVED = "moved"
    DROPPED = "dropped"
    RESTORED = "restored"


def opening(case: Case, at: datetime) -> Iterator[Nudge]:
    """At activation: what the agency owes this year, by days that may have moved before."""
    moment = calmly(case, case.round.opened_at)
    if _begins_with_activation(case) and moment <= at < case.round.due:
        yield nudge_of(case, RungSlug.MO_DAU, Recipient(Role.CONTACT, case.obligation.agency), moment)


def change(case: Case, at: datetime) -> Iterator[Nudge]:
    """A new version of the plan has moved the day."""
    opener = case.round.opened_by
    is_change = opener is not None and opener.kind is EventKind.EXTENDED and opener.by_amendment
    moment = calmly(case, case.round.opened_at)
    if is_change and not _begins_with_activation(case) and moment <= at < case.round.due:
        yield nudge_of(case, RungSlug.THAY_DOI, Recipient(Role.CONTACT, case.obligation.agency), moment)


def dropped(case: Case) -> Iterator[Nudge]:
    """A new version of the plan asks for it no more: told to an agency that had heard of it in this round.

    Not to one that has sent its paper: there is nothing that it could spare itself.
    """
    withdrawal = withdrawal_of(case.known)
    if case.standing.state is not State.WITHDRAWN or withdrawal is None:
        return
    if any(event.kind in RECEIPTS for event in case.known.events):
        return
    contact = Recipient(Role.CONTACT, case.obligation.agency)
    if any(one.told_at and not one.is_redirected and one.nudge.recipient == contact for one in case.told):
        occasion = f"{RungSlug.THAY_DOI}:{withdrawal.id}"
        yield nudge_of(case, RungSlug.THAY_DOI, contact, withdrawal.recorded_at, occasion=occasion)


def restored(case: Case, at: datetime) -> Iterator[Nudge]:
    """What an agency was told is asked for no more is asked for again."""
    moment = calmly(case, case.round.opened_at)
    if not moment <= at < case.round.due:
        return
    for one in case.told:
        if one.told_at and turn_of(one.nudge) is Turn.DROPPED:
            occasion = f"{one.nudge.occasion}{_RESTORED}"
            yield nudge_of(case, RungSlug.THAY_DOI, one.nudge.recipient, moment, occasion=occasion)


def turn_of(nudge: Nudge) -> Turn:
    """What a change notice tells of."""
    _, is_about_withdrawal, withdrawal = nudge.occasion.partition(":")
    if not is_about_withdrawal:
        return Turn.MOVED
    return Turn.RESTORED if withdrawal.endswith(_RESTORED) else Turn.DROPPED


def withdrawal_of(known: Facts) -> Event | None:
    """The version that asks for it no more, as `known_facts` has it; None while it is asked for."""
    return next((event for event in known.events if event.kind is EventKind.WITHDRAWN), None)


def register_asks(case: Case, at: datetime) -> Iterator[Nudge]:
    """Every working morning until the register is closed; from the third one to the head as well."""
    day = at.astimezone(VIETNAM).date()
    moment = datetime.combine(day, MORNING, VIETNAM)
    if (
        not _awaits_register(case)
        or day <= case.round.last_day
        or at < moment
        or not case.calendar.is_workday(day)
    ):
        return
    occasion = f"{RungSlug.CHOT_SO}:{day.isoformat()}"
    yield nudge_of(case, RungSlug.CHOT_SO, secretariat(case.plan), moment, occasion=occasion)
    is_persistent = case.calendar.workdays_between(case.round.last_day, day) >= HEAD_FROM_MORNING
    if is_persistent and case.plan.standing_body != case.plan.issuer:
        head = Recipient(Role.HEAD, case.plan.standing_body)
        yield nudge_of(case, RungSlug.CHOT_SO, head, moment, occasion=occasion)


def call_list(case: Case, at: datetime) -> Iterator[Nudge]:
    """Whom the secretariat may call on the last day; not those who have sent a photo of the paper."""
    rung = case.ladder.rungs.get(RungSlug.GOI)
    if rung is None or (case.pause is not None and at < case.pause):
        return
    moment, until = reached(case, rung), speaks_until(case, rung)
    if moment is not None and moment <= at and (until is None or at < until):
        for recipient, _ in recipients_of(case.plan, case.obligation, rung):
            yield nudge_of(case, rung.slug, recipient, moment)


def missing_of_consolidation(case: Case, at: datetime) -> Iterator[Nudge]:
    """Who is missing, for those who consolidate the report."""
    moment = reached(case, _overdue_rung(case))
    if moment is None or moment > at or is_short(case.obligation):
        return
    for agency in case.plan.consolidators.get(case.obligation.report, ()):
        if agency == case.plan.standing_body:
            yield nudge_of(case, RungSlug.TONG_HOP, secretariat(case.plan), moment)
        elif agency != case.obligation.agency:
            yield nudge_of(case, RungSlug.TONG_HOP, Recipient(Role.CONTACT, agency), moment)


def corrections(case: Case) -> Iterator[Nudge]:
    """To everybody who heard in this round that a paper was missing which had come in time."""
    receipt = case.standing.met_by
    if case.standing.state is not State.ON_TIME or receipt is None or receipt.kind not in RECEIPTS:
        return
    for recipient in _misinformed(case, receipt.id):
        occasion = f"{RungSlug.DINH_CHINH}:{receipt.id}"
        yield nudge_of(case, RungSlug.DINH_CHINH, recipient, receipt.recorded_at, occasion=occasion)


def is_over(case: Case, nudge: Nudge, at: datetime) -> bool:
    """A notice outside the levels that is out of date."""
    if nudge.rung in (RungSlug.MO_DAU, RungSlug.THAY_DOI):
        return at >= case.round.due
    if nudge.rung == RungSlug.CHOT_SO:
        today = at.astimezone(VIETNAM).date()
        return not _awaits_register(case) or nudge.occasion != f"{RungSlug.CHOT_SO}:{today.isoformat()}"
    rung = case.ladder.rungs.get(nudge.rung)
    if rung is None:
        return nudge.rung != RungSlug.TONG_HOP
    until = speaks_until(case, rung)
    return until is not None and at >= until


def moments(case: Case, at: datetime) -> Iterator[datetime | None]:
    """When something of this kind may be said next."""
    yield calmly(case, case.round.opened_at)
    yield reached(case, _overdue_rung(case))
    if at >= case.round.due and _awaits_register(case):
        yield _next_morning(case, at)


def _begins_with_activation(case: Case) -> bool:
    """The first round, or one that was opened before anybody had heard of the plan."""
    opener = case.round.opened_by
    return opener is None or opener.recorded_at <= case.round.opened_at == case.known.activated_at


def _awaits_register(case: Case) -> bool:
    return case.obligation.receiver is not None and case.closed is None


def _next_morning(case: Case, at: datetime) -> datetime:
    yesterday = at.astimezone(VIETNAM).date() - timedelta(days=1)
    day: date = case.calendar.add_workdays(max(case.round.last_day, yesterday), 1)
    morning = datetime.combine(day, MORNING, VIETNAM)
    if morning > at:
        return morning
    return datetime.combine(case.calendar.add_workdays(day, 1), MORNING, VIETNAM)


def _overdue_rung(case: Case) -> Rung:
    """The first rung after the deadline; outside bodies have none, but whoever consolidates waits for them too."""
    own = case.ladder.rungs.get(RungSlug.QUA_HAN)
    return own or DEFAULT_LADDERS[Relation.SUBORDINATE].rungs[RungSlug.QUA_HAN]


def _misinformed(case: Case, receipt: str) -> list[Recipient]:
    """Those whose last word on the matter was that nothing had come, in the order in which they heard it."""
    last_heard: dict[Recipient, bool] = {}
    heard = (one for one in case.told if one.told_at and not one.is_redirected)
    for one in sorted(heard, key=lambda one: one.told_at or one.nudge.moment):
        if one.nudge.rung in _SAID_MISSING:
            last_heard[one.nudge.recipient] = True
        elif one.nudge.rung == RungSlug.DINH_CHINH and not one.nudge.occasion.endswith(f":{receipt}"):
            last_heard[one.nudge.recipient] = False
    return [recipient for recipient, is_wrong in last_heard.items() if is_wrong]
