"""Deciding about the debts of bodies that ended: handed over, asked on, or exempted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from dondoc.actions.drafts import Draft, Matter, completed
from dondoc.actions.finding import one_of
from dondoc.actions.following import lock_plan
from dondoc.actions.matching import matches
from dondoc.actions.recompiling import recompiled
from dondoc.actions.recording import keyed, lock_matter, write
from dondoc.actions.resyncing import resync
from dondoc.actions.reviews import directory_of
from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Refused
from dondoc.language.directory import Agency, Directory
from dondoc.language.spec import Handover
from dondoc.store.engine import Store
from dondoc.store.plan_facts import insert_plan_fact, read_keyed_fact
from dondoc.store.reads import read_obligations
from dondoc.store.tables import OBLIGATION
from dondoc.tracking.obligations import EventKind, Obligation, State
from dondoc.tracking.plan_facts import FactKind, PlanFact
from dondoc.tracking.succession import ending_of

_Decide = Callable[[Matter, Directory], Handover]


@dataclass(frozen=True, slots=True)
class Paper:
    """The document behind a decision, where there is one, and what else was said about it."""

    number: str = ""
    dated: date | None = None
    note: str = ""


NO_PAPER = Paper()


@dataclass(frozen=True, slots=True)
class Decided:
    """A debt after a decision; `heirs` is what its successors owe now.

    `record` names what was written: "f3", or "e17" for an exemption. `is_repeat`: it was written before.
    """

    debt: Obligation
    heirs: tuple[Obligation, ...]
    record: str
    is_repeat: bool


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides, when, by which calendar and on what paper; `key` is the caller's own id of the recording."""

    store: Store
    calendar: WorkCalendar
    by: str
    now: datetime
    paper: Paper = NO_PAPER
    key: str | None = None

    def nth_key(self, place: int) -> str | None:
        """The key of one of several debts."""
        return f"{self.key}/{place}" if self.key else None

    def fact(self, plan: str, kind: FactKind, subject: str, content: Handover) -> PlanFact:
        """The decision as a fact about a plan; its id comes from the table."""
        return PlanFact(
            id="",
            plan=plan,
            kind=kind,
            subject=subject,
            occurred_on=self.now.astimezone(VIETNAM).date(),
            recorded_at=self.now,
            recorded_by=self.by,
            content=content,
            document_number=self.paper.number,
            document_date=self.paper.dated,
            note=self.paper.note,
        )

    def apply(self, connection: Connection, plan: str) -> None:
        """Makes the rows of a plan what it reads with the decision."""
        resync(
            connection,
            recompiled(connection, plan, self.calendar),
            dialect=self.store.dialect,
            calendar=self.calendar,
            by=self.by,
            now=self.now,
            reason=self.paper.number,
        )


def hand_over(
    decider: Decider, debts: Sequence[str], successors: Sequence[str], *, new_last_day: date | None = None
) -> tuple[Decided, ...]:
    """Makes successors owe the debts of bodies that ended, each a row of its own; all debts or none.

    No successors: those that the directory proposes for each. They are matched like any text. Raises Refused
    for a debt that waits for no decision, a day that is over, or a body that has no successor.
    """
    return _record(
        decider, debts, lambda matter, directory: _handover(matter, directory, successors, new_last_day)
    )


def keep(decider: Decider, debts: Sequence[str]) -> tuple[Decided, ...]:
    """Has bodies that ended asked on, since somebody there still does the work; all debts or none."""
    return _record(decider, debts, lambda matter, _directory: Handover(matter.obligation.id, ()))


def let_off(decider: Decider, debts: Sequence[str]) -> tuple[Decided, ...]:
    """Exempts debts of bodies that ended: nobody has to send them any more; all of them or none."""
    done = []
    with decider.store.writing() as connection:
        for place, debt in enumerate(debts):
            known = keyed(connection, decider.nth_key(place))
            matter = lock_matter(connection, debt, decider.calendar, now=decider.now)
            if known is None:
                _demand_ended(matter)
                draft = completed(_exemption(matter, decider.paper), matter)
                known = write(connection, matter, draft, by=decider.by, key=decider.nth_key(place)).event
                done.append(Decided(matter.obligation, (), known.id, is_repeat=False))
            else:
                done.append(Decided(matter.obligation, (), known.id, is_repeat=True))
    return tuple(done)


def decided_before(decider: Decider) -> tuple[Decided, ...]:
    """What was recorded under the decider's key before, as a repeat; nothing if nothing was.

    Asked before the words of a form that runs again are read: what was decided waits no more.
    """
    found: list[Decided] = []
    with decider.store.reading() as connection:
        while decider.key:
            key = decider.nth_key(len(found))
            fact = read_keyed_fact(connection, key or "")
            event = keyed(connection, key)
            if fact is not None:
                found.append(_decided(connection, fact, is_repeat=True))
            elif event is not None:
                (debt,) = read_obligations(connection, OBLIGATION.c.id == event.obligation_id)
                found.append(Decided(debt, (), event.id, is_repeat=True))
            else:
                break
    return tuple(found)


def meant(text: str, directory: Directory, agency: str, today: date) -> Agency:
    """The body that a text means as the successor of another: one of those proposed, else any that exists today.

    Raises NotFound or Ambiguous for a text that means none or several.
    """
    ending = ending_of(directory, agency)
    proposed = {proposal.agency for proposal in ending.proposals} if ending else set()
    alive = {slug: each for slug, each in directory.agencies.items() if each.exists_on(today) and slug != agency}
    names = {slug: (slug, each.name, *each.aliases) for slug, each in alive.items()}
    first = {slug: texts for slug, texts in names.items() if slug in proposed}
    return alive[one_of(text, first if matches(text, first) else names)]


def _record(decider: Decider, debts: Sequence[str], decide: _Decide) -> tuple[Decided, ...]:
    """Writes one fact per debt, and makes the rows of every plan that is touched read accordingly."""
    with decider.store.writing() as connection:
        facts = [_fact(connection, decider, debt, place, decide) for place, debt in enumerate(debts)]
        for plan in dict.fromkeys(fact.plan for fact, is_repeat in facts if not is_repeat):
            decider.apply(connection, plan)
        return tuple(_decided(connection, fact, is_repeat=is_repeat) for fact, is_repeat in facts)


def _fact(
    connection: Connection, decider: Decider, debt: str, place: int, decide: _Decide
) -> tuple[PlanFact, bool]:
    """The decision about one debt as a fact, and whether it was written before under the same key."""
    key = decider.nth_key(place)
    known = read_keyed_fact(connection, key) if key else None
    if known is not None:
        return known, True
    for row in read_obligations(connection, OBLIGATION.c.id == debt):
        lock_plan(connection, row.plan)
    matter = lock_matter(connection, debt, decider.calendar, now=decider.now)
    _demand_ended(matter)
    directory = directory_of(connection, matter.obligation.plan) or Directory({}, {})
    fact = decider.fact(matter.obligation.plan, FactKind.HANDED_OVER, debt, decide(matter, directory))
    return insert_plan_fact(connection, fact, key=key), False


def _decided(connection: Connection, fact: PlanFact, *, is_repeat: bool) -> Decided:
    (debt,) = read_obligations(connection, OBLIGATION.c.id == fact.subject)
    owed = (OBLIGATION.c.inherits == fact.subject, OBLIGATION.c.withdrawn_at.is_(None))
    return Decided(debt, read_obligations(connection, *owed), fact.id, is_repeat)


def _demand_ended(matter: Matter) -> None:
    if matter.standing.state is not State.ENDED:
        raise Refused(
            f"Không phải quyết định gì về {matter.what}: đơn vị còn hoạt động, hoặc việc đã xong, đã quyết định. "
            "Xem những việc đang chờ: `dondoc review`."
        )


def _handover(
    matter: Matter, directory: Directory, successors: Iterable[str], new_last_day: date | None
) -> Handover:
    """The decision: to those named, else to those proposed, by a day that is still to come."""
    agency = matter.obligation.agency
    found = [meant(text, directory, agency, matter.today) for text in successors]
    ending = ending_of(directory, agency)
    if not found and ending is not None:
        known = (directory.agencies[proposal.agency] for proposal in ending.proposals)
        found = [heir for heir in known if heir.exists_on(matter.today)]
    if not found:
        raise Refused(
            f"Danh bạ chưa ghi cơ quan kế thừa của {matter.obligation.agency_name}. "
            "Hãy nêu đơn vị làm tiếp (`--assign-to`), hoặc ghi `ke_thua` vào danh bạ rồi chạy `dondoc sync`."
        )
    slugs = tuple(dict.fromkeys(heir.slug for heir in found))
    return Handover(matter.obligation.id, slugs, _last_day(matter, new_last_day))


def _last_day(matter: Matter, new: date | None) -> date | None:
    """The successors' day: the one in force, or a later new one; None while that is the day of the plan.

    Of several debts a new day moves those that need it, and shortens none.
    """
    days = [day for day in (new, matter.last_day) if day is not None]
    day = max(days, default=None)
    if day is not None and day < matter.today:
        said = f"Hạn {day:%d/%m/%Y} của {matter.what} đã qua"
        raise Refused(f"{said}. Hãy nêu hạn cho đơn vị làm tiếp, từ hôm nay trở đi: `--to-report-by`.")
    return None if day == matter.obligation.last_day else day


def _exemption(matter: Matter, paper: Paper) -> Draft:
    return Draft(
        obligation_id=matter.obligation.id,
        kind=EventKind.EXEMPTED,
        received_on=matter.today,
        document_number=paper.number,
        document_date=paper.dated,
        note=paper.note or f"{matter.obligation.agency_name} đã kết thúc hoạt động",
    )
