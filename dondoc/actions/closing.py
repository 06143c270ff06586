"""Closing a plan: each debt that is left is carried over, exempted or left open by a person; then it is silent."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from dondoc.actions.following import followed_plan, lock_plan
from dondoc.actions.waking import rewake_where
from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import NotFound, Refused
from dondoc.store.closings import close_plan_row, insert_carried, insert_settlements, read_settlements
from dondoc.store.dossiers import Dossier, lock_dossiers, read_dossiers
from dondoc.store.engine import Store
from dondoc.store.reads import read_all_followed
from dondoc.store.rows import Followed
from dondoc.store.tables import OBLIGATION
from dondoc.store.writes import insert_events
from dondoc.tracking.assess import assess
from dondoc.tracking.closing import Choice, Debt, Settlement, carried, is_debt
from dondoc.tracking.obligations import Event, EventKind, State
from dondoc.tracking.plan import Plan

_LISTED = 5


@dataclass(frozen=True, slots=True)
class ClosingSheet:
    """How a plan ends: what came of everything in it, and its debts, each with its decision.

    `counts`: how many of its duties are in which state. Before the plan is closed no debt has a decision.
    """

    plan: Plan
    closed_at: datetime | None
    closed_by: str
    superseded_by: str | None
    counts: Mapping[State, int]
    debts: tuple[Debt, ...]


@dataclass(frozen=True, slots=True)
class ToClose:
    """A plan that waits to be closed: its time is over, or `superseded_by` took its place. `debts`: how many."""

    plan: Plan
    superseded_by: str | None
    debts: int


@dataclass(frozen=True, slots=True)
class Onward:
    """The plan that goes on with debts, and by which last day (a civil day to come)."""

    plan: str
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What somebody decided: a choice for each debt, where those go that are carried over, and on what paper."""

    choices: Mapping[str, Choice]
    onward: Onward | None = None
    document_number: str = ""
    note: str = ""


def closing_sheet(store: Store, slug: str, *, calendar: WorkCalendar, now: datetime) -> ClosingSheet:
    """How a plan stands before it is closed, or what was decided when it was. Raises NotFound."""
    with store.reading() as connection:
        return _sheet(connection, followed_plan(connection, slug), calendar, now)


def plans_to_close(store: Store, *, calendar: WorkCalendar, now: datetime) -> tuple[ToClose, ...]:
    """The plans that are superseded, or over while something is owed under them, by slug."""
    today, found = now.astimezone(VIETNAM).date(), []
    with store.reading() as connection:
        for one in read_all_followed(connection):
            is_over = one.is_active and one.plan.effect_to < today
            if one.closed_at is not None or not (is_over or one.superseded_by):
                continue
            dossiers = read_dossiers(connection, one, OBLIGATION.c.withdrawn_at.is_(None))
            debts = len(_open_debts(dossiers, calendar, now))
            if debts or one.superseded_by:
                found.append(ToClose(one.plan, one.superseded_by, debts))
    return tuple(found)


def close_plan(
    store: Store, slug: str, closing: Closing, *, calendar: WorkCalendar, by: str, now: datetime
) -> ClosingSheet:
    """Closes a plan with a decision about every debt, all of it or, on any error, nothing.

    What is exempted is no debt any more; what is carried over is owed under the other plan; what is left stays
    as it is. From then on nobody is told anything about the plan. Raises NotFound for an unknown plan or debt,
    Refused for a debt without a decision, a plan that is closed, or a way onward that does not lead anywhere.
    """
    with store.writing() as connection:
        followed = lock_plan(connection, slug)
        if followed.closed_at is not None:
            raise Refused(
                f"Kế hoạch {slug} đã đóng ngày {_day(followed.closed_at)} ({followed.closed_by}), không đóng lại "
                f"được. Xem phiếu đóng: `dondoc close {slug}`."
            )
        desk = _Desk(connection, followed, closing, calendar, by, now)
        debts = desk.debts()
        _refuse_undecided(debts, closing.choices)
        desk.settle(debts)
        close_plan_row(connection, slug, by=by, now=now)
        rewake_where(connection, followed_plan(connection, slug), calendar=calendar, now=now)
        return _sheet(connection, followed_plan(connection, slug), calendar, now)


@dataclass(frozen=True, slots=True)
class _Desk:
    """A plan that is being closed, and who does it."""

    connection: Connection
    followed: Followed
    closing: Closing
    calendar: WorkCalendar
    by: str
    now: datetime

    def debts(self) -> tuple[Debt, ...]:
        is_kept = OBLIGATION.c.withdrawn_at.is_(None)
        dossiers = lock_dossiers(self.connection, self.followed, is_kept)
        return _open_debts(dossiers, self.calendar, self.now)

    def settle(self, debts: Sequence[Debt]) -> None:
        """Writes what was decided, and what it means for each debt."""
        moved = self._carry([debt for debt in debts if self._choice(debt) is Choice.CARRIED_OVER])
        insert_events(self.connection, [event for debt in debts for event in self._events(debt, moved)])
        insert_settlements(
            self.connection, self.followed.plan.slug, [self._settlement(debt, moved) for debt in debts]
        )

    def _carry(self, debts: Sequence[Debt]) -> Mapping[str, str]:
        """Opens debts in the plan that goes on with them; the new id of each."""
        if not debts:
            return {}
        into, last_day = _checked(self.connection, self.followed, self.closing.onward, self.now)
        opened = [
            (debt.obligation.id, carried(debt, self.followed.plan, into.plan, last_day, self.calendar))
            for debt in debts
        ]
        insert_carried(self.connection, into.plan.slug, opened, known_from=self.now)
        rewake_where(
            self.connection,
            into,
            OBLIGATION.c.id.in_([obligation.id for _, obligation in opened]),
            calendar=self.calendar,
            now=self.now,
        )
        return {old: obligation.id for old, obligation in opened}

    def _choice(self, debt: Debt) -> Choice:
        return self.closing.choices[debt.obligation.id]

    def _events(self, debt: Debt, moved: Mapping[str, str]) -> list[Event]:
        note = self.closing.note
        if self._choice(debt) is Choice.EXEMPTED:
            return [self._event(debt, EventKind.EXEMPTED, note)]
        if debt.obligation.id in moved:
            into = self.closing.onward.plan if self.closing.onward else ""
            onward = f"chuyển sang kế hoạch {into}"
            return [self._event(debt, EventKind.WITHDRAWN, f"{onward}; {note}" if note else onward)]
        return []

    def _event(self, debt: Debt, kind: EventKind, note: str) -> Event:
        return Event(
            id="",
            obligation_id=debt.obligation.id,
            kind=kind,
            received_on=self.now.astimezone(VIETNAM).date(),
            recorded_at=self.now,
            recorded_by=self.by,
            document_number=self.closing.document_number,
            note=note,
        )

    def _settlement(self, debt: Debt, moved: Mapping[str, str]) -> Settlement:
        return Settlement(
            obligation_id=debt.obligation.id,
            choice=self._choice(debt),
            state=debt.standing.state,
            carried_to=moved.get(debt.obligation.id),
            document_number=self.closing.document_number,
            note=self.closing.note,
            decided_at=self.now,
            decided_by=self.by,
        )


def _sheet(connection: Connection, followed: Followed, calendar: WorkCalendar, now: datetime) -> ClosingSheet:
    dossiers = read_dossiers(connection, followed, OBLIGATION.c.withdrawn_at.is_(None))
    standings = (assess(one.obligation, one.facts, calendar, now=now).state for one in dossiers)
    if followed.closed_at is None:
        debts = _open_debts(dossiers, calendar, now)
    else:
        settlements = read_settlements(connection, followed.plan.slug)
        debts = _settled_debts(dossiers, settlements, calendar, now)
    return ClosingSheet(
        plan=followed.plan,
        closed_at=followed.closed_at,
        closed_by=followed.closed_by,
        superseded_by=followed.superseded_by,
        counts=Counter(standings),
        debts=debts,
    )


def _open_debts(dossiers: Sequence[Dossier], calendar: WorkCalendar, now: datetime) -> tuple[Debt, ...]:
    """What is owed, the earliest last day first, then in protocol order."""
    stands = ((one.obligation, assess(one.obligation, one.facts, calendar, now=now)) for one in dossiers)
    debts = [Debt(obligation, standing) for obligation, standing in stands if is_debt(obligation, standing)]
    return tuple(sorted(debts, key=lambda debt: (_last_day(debt), debt.obligation.protocol, debt.obligation.id)))


def _last_day(debt: Debt) -> date:
    return debt.standing.round.last_day if debt.standing.round else date.max


def _settled_debts(
    dossiers: Sequence[Dossier], settlements: Mapping[str, Settlement], calendar: WorkCalendar, now: datetime
) -> tuple[Debt, ...]:
    """What was decided about when the plan was closed, however it stands by now."""
    settled = [one for one in dossiers if one.obligation.id in settlements]
    return tuple(
        Debt(
            one.obligation,
            assess(one.obligation, one.facts, calendar, now=now),
            settlements[one.obligation.id],
        )
        for one in settled
    )


def _refuse_undecided(debts: Sequence[Debt], choices: Mapping[str, Choice]) -> None:
    known = {debt.obligation.id for debt in debts}
    strange = [id_ for id_ in choices if id_ not in known]
    if strange:
        raise NotFound(f"Không còn khoản nợ “{strange[0]}” trong kế hoạch này. Xem danh sách: dondoc close.")
    left = [debt for debt in debts if debt.obligation.id not in choices]
    if left:
        named = "; ".join(f"{debt.obligation.name} của {debt.obligation.agency_name}" for debt in left[:_LISTED])
        more = f"; và {len(left) - _LISTED} khoản khác" if len(left) > _LISTED else ""
        raise Refused(
            f"Còn {len(left):02d} khoản nợ chưa có quyết định ({named}{more}). Mỗi khoản phải được chuyển sang kế "
            "hoạch khác (--carry-over), miễn (--exempt) hoặc để nguyên (--leave)."
        )


def _checked(
    connection: Connection, followed: Followed, onward: Onward | None, now: datetime
) -> tuple[Followed, date]:
    """The plan that goes on with what is carried over, and the new last day; raises Refused without one."""
    if onward is None:
        raise Refused(
            "Chuyển nợ sang kế hoạch nào, hạn mới ngày nào? Hãy nêu cả hai, ví dụ "
            "`--into duc-pho-2023 --to 15/01/2023`."
        )
    into = lock_plan(connection, onward.plan)
    if into.plan.slug == followed.plan.slug or into.is_silent:
        raise Refused(
            f"Không chuyển nợ sang {onward.plan} được: phải là một kế hoạch khác, đang theo dõi. "
            "Xem danh sách: dondoc status."
        )
    today = now.astimezone(VIETNAM).date()
    if onward.last_day <= today:
        raise Refused(f"Hạn mới {onward.last_day:%d/%m/%Y} phải sau hôm nay ({today:%d/%m/%Y}).")
    return into, onward.last_day


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y}"
