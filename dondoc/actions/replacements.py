"""Putting a successor in the place of a body that ended: as issuer, standing body and receiver of a plan."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from dondoc.actions.finding import one_of
from dondoc.actions.following import lock_plan
from dondoc.actions.handovers import Decider, meant
from dondoc.actions.reviews import directory_of, parts_that_ended
from dondoc.calendar import VIETNAM
from dondoc.errors import Refused
from dondoc.language.directory import Directory
from dondoc.language.spec import Handover
from dondoc.store.plan_facts import insert_plan_fact, read_keyed_fact
from dondoc.store.tables import REGISTER_CLOSING
from dondoc.tracking.plan_facts import FactKind, PlanFact


@dataclass(frozen=True, slots=True)
class Replaced:
    """A body of a plan whose place another one took. `record`: "f3"."""

    plan: str
    old_name: str
    new: str
    new_name: str
    record: str
    is_repeat: bool


def replace_part(decider: Decider, plan: str, agency: str, *, successor: str = "") -> Replaced:
    """Puts a successor (by default the only one that the directory proposes) in the place of a body that ended.

    What the old one closed in its register stays closed. Raises Refused where no body of the plan waits for
    this, or several are proposed; NotFound and Ambiguous for texts.
    """
    with decider.store.writing() as connection:
        followed = lock_plan(connection, plan)
        directory = directory_of(connection, plan) or Directory({}, {})
        known = read_keyed_fact(connection, decider.key) if decider.key else None
        if known is not None:
            return _replaced(known, directory, is_repeat=True)
        over = parts_that_ended(connection, followed, directory, decider.calendar, now=decider.now)
        waiting = {part.ending.agency: part.ending for part in over}
        if not waiting:
            raise Refused(f"Kế hoạch {plan} không có cơ quan ban hành, thường trực hay nơi nhận nào đã kết thúc.")
        names = {slug: directory.agencies[slug] for slug in waiting}
        old = one_of(agency, {slug: (slug, each.name, *each.aliases) for slug, each in names.items()})
        proposed = [proposal.name for proposal in waiting[old].proposals]
        if not successor and len(proposed) != 1:
            listed = ", ".join(proposed) or "chưa ghi"
            raise Refused(f"Ai thay {names[old].name}? Hãy nêu bằng `--assign-to`; danh bạ: {listed}.")
        new = meant(successor or proposed[0], directory, old, decider.now.astimezone(VIETNAM).date()).slug
        _copy_closings(connection, old, new)
        fact = decider.fact(plan, FactKind.REPLACED, old, Handover("", (new,)))
        written = insert_plan_fact(connection, fact, key=decider.key)
        decider.apply(connection, plan)
        return _replaced(written, directory, is_repeat=False)


def _replaced(fact: PlanFact, directory: Directory, *, is_repeat: bool) -> Replaced:
    new = fact.content.successors[0] if isinstance(fact.content, Handover) else fact.subject
    names = {slug: directory.agencies[slug].name for slug in (fact.subject, new) if slug in directory.agencies}
    return Replaced(
        plan=fact.plan,
        old_name=names.get(fact.subject, fact.subject),
        new=new,
        new_name=names.get(new, new),
        record=fact.id,
        is_repeat=is_repeat,
    )


def _copy_closings(connection: Connection, old: str, new: str) -> None:
    """The successor keeps the old body's register: what was closed through a day stays closed."""
    closing = REGISTER_CLOSING.c
    have = set(connection.execute(select(closing.through).where(closing.body == new)).scalars())
    rows = connection.execute(select(REGISTER_CLOSING).where(closing.body == old).order_by(closing.number))
    missing = [
        {"body": new, "through": row.through, "recorded_at": row.recorded_at, "recorded_by": row.recorded_by}
        for row in rows
        if row.through not in have
    ]
    if missing:
        connection.execute(REGISTER_CLOSING.insert(), missing)
