"""What a notice says of one obligation: how it stands, what was told before, when the letter goes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.tracking.assess import assess, known_facts
from dondoc.tracking.ladder import Nudge, RungSlug, Told
from dondoc.tracking.notices import Item, Person
from dondoc.tracking.nudges import letter_of
from dondoc.tracking.obligations import Facts, Obligation, Standing, State
from dondoc.tracking.outside_levels import withdrawal_of
from dondoc.tracking.plan import Plan

_RECEIVED = frozenset({State.ON_TIME, State.LATE})


@dataclass(frozen=True, slots=True)
class Missing:
    """How the reports that are consolidated stand: how many came of how many, and who sent late."""

    received_of: tuple[int, int]
    late_senders: tuple[str, ...]


def item_of(
    plan: Plan,
    obligation: Obligation,
    facts: Facts,
    told: Sequence[Told],
    calendar: WorkCalendar,
    *,
    nudge: Nudge,
    now: datetime,
    contact: Person | None = None,
    missing_role: str = "",
    missing: Missing | None = None,
) -> Item:
    """The item of a nudge that is said at `now`; `contact` is that of the agency, for lists to the secretariat."""
    standing = assess(obligation, facts, calendar, now=now)
    is_preview = nudge.rung == RungSlug.XEM_TRUOC
    now_round = standing.round
    return Item(
        nudge=nudge,
        obligation=obligation,
        standing=standing,
        told_on=told_days(obligation, told, nudge.round_key, now=now),
        contact=contact,
        missing_role=missing_role,
        received_of=missing.received_of if missing else None,
        late_senders=missing.late_senders if missing else (),
        workdays_left=calendar.workdays_between(_day(now), now_round.target) if now_round else None,
        withdrawn_by=withdrawal_of(known_facts(facts, now=now)) if nudge.rung == RungSlug.THAY_DOI else None,
        goes_at=letter_of(plan, obligation, facts, told, calendar, now=now) if is_preview else None,
    )


def told_days(obligation: Obligation, told: Sequence[Told], round_key: str, *, now: datetime) -> tuple[date, ...]:
    """The days on which the agency itself was reminded or urged in a round, before `now`, in order."""
    days = {
        _day(one.told_at)
        for one in told
        if one.told_at is not None
        and one.told_at < now
        and not one.is_redirected
        and one.nudge.round_key == round_key
        and one.nudge.level is not None
        and one.nudge.recipient.agency == obligation.agency
    }
    return tuple(sorted(days))


def missing_of(obligation: Obligation, rows: Iterable[tuple[Obligation, Standing]]) -> Missing:
    """How the same report of the same period stands with all who owe it, late senders in protocol order."""
    same = [
        (row, standing)
        for row, standing in rows
        if (row.plan, row.report, row.period) == (obligation.plan, obligation.report, obligation.period)
        and (standing.is_open or standing.state in _RECEIVED)
    ]
    late = sorted((row.protocol, row.agency_name) for row, standing in same if standing.state is State.LATE)
    received = sum(standing.state in _RECEIVED for _, standing in same)
    return Missing((received, len(same)), tuple(name for _, name in late))


def _day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()
