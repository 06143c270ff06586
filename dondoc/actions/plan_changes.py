"""Recording a fact about a plan: the plan is compiled with it, and its rows become what that says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from dondoc.actions.differences import CLOCKED, Difference, compare
from dondoc.actions.following import lock_plan
from dondoc.actions.recompiling import as_written, recompiled
from dondoc.actions.resyncing import resync
from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import NotFound, Refused
from dondoc.language.directory import Directory
from dondoc.language.spec import PlanSpec
from dondoc.store.engine import Store
from dondoc.store.plan_facts import insert_plan_fact, read_keyed_fact, read_plan_fact, read_plan_facts
from dondoc.store.reads import read_version_plan
from dondoc.store.rows import Followed, fact_number
from dondoc.store.tables import PLAN
from dondoc.tracking.obligations import Obligation
from dondoc.tracking.plan import Plan
from dondoc.tracking.plan_facts import FactKind, PlanFact, live_facts, with_facts


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A fact about a plan and what it changed. `is_repeat`: it was recorded before, nothing was written.

    `before_effect` are the duties whose day was past when it was recorded: listed, never chased.
    """

    fact: PlanFact
    plan: Plan
    changes: Difference
    before_effect: tuple[Obligation, ...]
    is_repeat: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """The plan that a fact is about, as it stands before: `facts` are those that hold, of `every_fact`."""

    connection: Connection
    followed: Followed
    written: PlanSpec  # as it reads with what was recorded so far
    directory: Directory
    every_fact: tuple[PlanFact, ...]
    calendar: WorkCalendar
    now: datetime

    @property
    def slug(self) -> str:
        """The plan's slug."""
        return self.followed.plan.slug

    @property
    def facts(self) -> tuple[PlanFact, ...]:
        """What was recorded and not taken back."""
        return live_facts(self.every_fact)

    @property
    def today(self) -> date:
        """The civil day."""
        return self.now.astimezone(VIETNAM).date()


Draft = Callable[[Subject], PlanFact]
"""Makes the fact of what is known about the plan; raises Refused where a rule forbids it."""


def record_plan_fact(
    store: Store,
    slug: str,
    draft: Draft,
    *,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    key: str | None = None,
    instead_of: str | None = None,
) -> PlanChange:
    """Records a fact about a plan and applies it, in one transaction; the same `key` again is a repeat.

    `instead_of` names a fact that is taken back at the same time. Raises NotFound for a plan that is not synced or
    a fact that is not there, Refused where a rule forbids it.
    """
    with store.writing() as connection:
        followed = lock_plan(connection, slug)
        if known := _keyed(connection, key):
            return _repeated(connection, known)
        _refuse_closed(followed)
        if instead_of:
            wrong = _live(connection, instead_of)
            if wrong.plan != slug:
                raise Refused(f"{instead_of} thuộc kế hoạch {wrong.plan}, không phải {slug}. Hãy xem lại mã.")
            insert_plan_fact(connection, _void(wrong, by, now, note=""), key=None)
        subject = _subject(connection, followed, calendar, now)
        drafted = draft(subject)
        _refuse_paper_to_come(drafted, subject.today)
        fact = insert_plan_fact(connection, drafted, key=key)
        return _applied(store, subject, fact)


def void_plan_fact(
    store: Store,
    fact_id: str,
    *,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    note: str = "",
    key: str | None = None,
) -> PlanChange:
    """Takes a wrong answer, event or ad hoc report back; it stays among what was recorded.

    Raises NotFound for an unknown fact, Refused for one that is taken back already.
    """
    with store.writing() as connection:
        if known := _keyed(connection, key):
            return _repeated(connection, known)
        wrong = _live(connection, fact_id)
        followed = lock_plan(connection, wrong.plan)
        _refuse_closed(followed)
        subject = _subject(connection, followed, calendar, now)
        fact = insert_plan_fact(connection, _void(wrong, by, now, note=note), key=key)
        return _applied(store, subject, fact)


def plan_facts(store: Store, slug: str) -> tuple[PlanFact, ...]:
    """Everything recorded about a plan, what was taken back included, in the order of recording."""
    with store.reading() as connection:
        return read_plan_facts(connection, slug)


def _refuse_closed(followed: Followed) -> None:
    if followed.is_silent:
        raise Refused(
            f"Kế hoạch {followed.plan.slug} đã đóng hoặc được thay thế nên giữ nguyên như đã ghi. "
            "Hãy ghi ở kế hoạch đang theo dõi; xem: `dondoc status`."
        )


def _refuse_paper_to_come(fact: PlanFact, today: date) -> None:
    if fact.document_date is not None and fact.document_date > today:
        raise Refused(
            f"Ngày văn bản {fact.document_date:%d/%m/%Y} ở sau hôm nay ({today:%d/%m/%Y}). Hãy xem lại ngày."
        )


def _keyed(connection: Connection, key: str | None) -> PlanFact | None:
    return read_keyed_fact(connection, key) if key else None


def _repeated(connection: Connection, known: PlanFact) -> PlanChange:
    """What a repeat answers: the fact that is there, and no change."""
    followed = lock_plan(connection, known.plan)
    nothing = compare(known.plan, followed.version, (), (), is_same_file=True)
    return PlanChange(known, followed.plan, nothing, (), is_repeat=True)


def _live(connection: Connection, fact_id: str) -> PlanFact:
    """The fact by that id; raises NotFound, or Refused where it was taken back."""
    number = fact_number(fact_id)
    fact = read_plan_fact(connection, number) if number is not None else None
    if fact is None or fact.kind is FactKind.VOIDED:
        raise NotFound(f"Không có ghi nhận “{fact_id}”. Xem mã bằng `dondoc questions --all`.")
    if fact not in live_facts(read_plan_facts(connection, fact.plan)):
        raise Refused(f"Ghi nhận {fact.id} đã được huỷ từ trước; không cần huỷ lại.")
    return fact


def _void(wrong: PlanFact, by: str, now: datetime, *, note: str) -> PlanFact:
    return PlanFact(
        id="",
        plan=wrong.plan,
        kind=FactKind.VOIDED,
        subject=wrong.subject,
        occurred_on=now.astimezone(VIETNAM).date(),
        recorded_at=now,
        recorded_by=by,
        voids=wrong.id,
        note=note.strip(),
    )


def _subject(connection: Connection, followed: Followed, calendar: WorkCalendar, now: datetime) -> Subject:
    spec, directory = as_written(connection, followed.plan.slug)
    facts = read_plan_facts(connection, followed.plan.slug)
    return Subject(connection, followed, with_facts(spec, facts, calendar), directory, facts, calendar, now)


def _applied(store: Store, subject: Subject, fact: PlanFact) -> PlanChange:
    compiled = recompiled(subject.connection, fact.plan, subject.calendar)
    _move_effect(subject, compiled.plan)
    changes = resync(
        subject.connection,
        compiled,
        dialect=store.dialect,
        calendar=subject.calendar,
        by=fact.recorded_by,
        now=subject.now,
        reason=fact.document_number,
    )
    past = tuple(_before_effect(subject, changes))
    return PlanChange(fact, compiled.plan, changes, past, is_repeat=False)


def _move_effect(subject: Subject, plan: Plan) -> None:
    """A day of issue that is known now may bring the first day that is chased forward."""
    before = read_version_plan(subject.connection, plan.slug)
    activated_at = subject.followed.activated_at
    if activated_at is None or before is None or before.latest_issue == plan.latest_issue:
        return
    starts = max(activated_at.astimezone(VIETNAM).date(), plan.latest_issue or date.min)
    subject.connection.execute(PLAN.update().where(PLAN.c.slug == plan.slug).values(in_effect_from=starts))


def _before_effect(subject: Subject, changes: Difference) -> Iterator[Obligation]:
    """Of what changed, the duties whose day is past in a plan that runs; debts with other words stay debts."""
    if not subject.followed.is_active:
        return
    started = [duty for duty in changes.reworded if changes.before[duty.id].gate not in CLOCKED]
    touched = (*changes.new, *(move.obligation for move in changes.moved), *started)
    for obligation in {one.id: one for one in touched}.values():
        last_day = obligation.last_day if obligation.gate in CLOCKED else None
        if last_day is not None and last_day < subject.today:
            yield obligation
