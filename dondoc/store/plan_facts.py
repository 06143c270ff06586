"""Rows of `plan_fact` ↔ values: what was recorded about a plan beside its file."""

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, RowMapping, select

from dondoc.language.spec import Handover
from dondoc.store.rows import fact_id, fact_number
from dondoc.store.tables import PLAN_FACT
from dondoc.tracking.answered import Answer
from dondoc.tracking.plan_facts import FactKind, Occurrence, Opening, PlanFact

_HANDOVER = TypeAdapter(Handover)
_CONTENTS: dict[FactKind, TypeAdapter[Any]] = {
    FactKind.ANSWERED: TypeAdapter(Answer),
    FactKind.OPENED: TypeAdapter(Opening),
    FactKind.OCCURRED: TypeAdapter(Occurrence),
    FactKind.HANDED_OVER: _HANDOVER,
    FactKind.REPLACED: _HANDOVER,
}


def read_plan_facts(connection: Connection, slug: str) -> tuple[PlanFact, ...]:
    """Everything recorded about a plan, what was taken back included, in the order of recording."""
    query = select(PLAN_FACT).where(PLAN_FACT.c.plan == slug).order_by(PLAN_FACT.c.number)
    return tuple(_fact_of(row) for row in connection.execute(query).mappings())


def read_plan_fact(connection: Connection, number: int) -> PlanFact | None:
    """One fact by the number of its row; None if there is none."""
    row = connection.execute(select(PLAN_FACT).where(PLAN_FACT.c.number == number)).mappings().one_or_none()
    return None if row is None else _fact_of(row)


def read_keyed_fact(connection: Connection, key: str) -> PlanFact | None:
    """The fact that a caller recorded under a key of its own; None if it has not been."""
    row = connection.execute(select(PLAN_FACT).where(PLAN_FACT.c.key == key)).mappings().one_or_none()
    return None if row is None else _fact_of(row)


def insert_plan_fact(connection: Connection, fact: PlanFact, *, key: str | None) -> PlanFact:
    """Adds a fact and returns it with the id that its row got; `fact.id` is not looked at."""
    inserted = connection.execute(PLAN_FACT.insert().values(key=key, **_values(fact)).returning(PLAN_FACT))
    return _fact_of(inserted.mappings().one())


def _values(fact: PlanFact) -> dict[str, Any]:
    adapter = _CONTENTS.get(fact.kind)
    return {
        "plan": fact.plan,
        "kind": fact.kind.value,
        "subject": fact.subject,
        "content": adapter.dump_json(fact.content).decode() if adapter is not None else fact.note,
        "occurred_on": fact.occurred_on,
        "document_number": fact.document_number,
        "document_date": fact.document_date,
        "recorded_at": fact.recorded_at,
        "recorded_by": fact.recorded_by,
        "voids": fact_number(fact.voids) if fact.voids is not None else None,
    }


def _fact_of(row: RowMapping) -> PlanFact:
    kind = FactKind(row["kind"])
    adapter = _CONTENTS.get(kind)
    return PlanFact(
        id=fact_id(row["number"]),
        plan=row["plan"],
        kind=kind,
        subject=row["subject"],
        occurred_on=row["occurred_on"],
        recorded_at=row["recorded_at"],
        recorded_by=row["recorded_by"],
        content=adapter.validate_json(row["content"]) if adapter is not None else None,
        document_number=row["document_number"],
        document_date=row["document_date"],
        voids=fact_id(row["voids"]) if row["voids"] is not None else None,
        note=row["content"] if adapter is None else "",
    )
