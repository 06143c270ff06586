"""Closing plans: what was decided about their debts, and the debts that another plan goes on with."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from dondoc.store.batches import batches
from dondoc.store.tables import OBLIGATION, PLAN, SETTLEMENT
from dondoc.store.writes import insert_obligations
from dondoc.tracking.closing import Choice, Settlement
from dondoc.tracking.obligations import Obligation, State


def insert_settlements(connection: Connection, plan: str, settlements: Iterable[Settlement]) -> None:
    """Adds decisions about debts of a plan."""
    rows = [
        {
            "obligation_id": one.obligation_id,
            "plan": plan,
            "choice": one.choice.value,
            "state": one.state.value,
            "carried_to": one.carried_to,
            "document_number": one.document_number,
            "note": one.note,
            "decided_at": one.decided_at,
            "decided_by": one.decided_by,
        }
        for one in settlements
    ]
    for batch in batches(rows):
        connection.execute(SETTLEMENT.insert(), batch)


def read_settlements(connection: Connection, plan: str) -> dict[str, Settlement]:
    """What was decided about the debts of a plan, by obligation."""
    rows = connection.execute(select(SETTLEMENT).where(SETTLEMENT.c.plan == plan)).mappings()
    return {
        row["obligation_id"]: Settlement(
            obligation_id=row["obligation_id"],
            choice=Choice(row["choice"]),
            state=State(row["state"]),
            carried_to=row["carried_to"],
            document_number=row["document_number"],
            note=row["note"],
            decided_at=row["decided_at"],
            decided_by=row["decided_by"],
        )
        for row in rows
    }


def insert_carried(
    connection: Connection, into: str, carried: Sequence[tuple[str, Obligation]], *, known_from: datetime
) -> None:
    """Adds debts to the plan that goes on with them, behind its own; each beside the id of the old one."""
    last = select(func.max(OBLIGATION.c.position)).where(OBLIGATION.c.plan == into)
    behind = connection.execute(last).scalar_one()
    first = 0 if behind is None else behind + 1
    placed = [(first + place, obligation) for place, (_, obligation) in enumerate(carried)]
    insert_obligations(connection, placed, known_from=known_from)
    if carried:
        origin = OBLIGATION.update().where(OBLIGATION.c.id == bindparam("key"))
        rows = [{"key": obligation.id, "old": old} for old, obligation in carried]
        connection.execute(origin.values(carried_from=bindparam("old")), rows)


def close_plan_row(connection: Connection, slug: str, *, by: str, now: datetime) -> None:
    """Marks a plan as closed."""
    connection.execute(PLAN.update().where(PLAN.c.slug == slug).values(closed_at=now, closed_by=by))


def supersede_plan_row(connection: Connection, slug: str, *, by_plan: str) -> None:
    """Marks a plan as one whose place another took."""
    connection.execute(PLAN.update().where(PLAN.c.slug == slug).values(superseded_by=by_plan))
