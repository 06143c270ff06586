"""Where a debt came from when bodies ended, where it went, and who decided so."""

from dataclasses import dataclass

from sqlalchemy import Connection

from dondoc.store.plan_facts import read_plan_facts
from dondoc.store.reads import read_obligations
from dondoc.store.tables import OBLIGATION
from dondoc.tracking.obligations import Obligation
from dondoc.tracking.plan_facts import FactKind, PlanFact, live_facts


@dataclass(frozen=True, slots=True)
class Lineage:
    """The debts of bodies that ended which one comes from (the first body's first), and what became of it.

    `heirs` is what the successors of its body owe now; `decisions` are the facts behind both.
    """

    origins: tuple[Obligation, ...] = ()
    heirs: tuple[Obligation, ...] = ()
    decisions: tuple[PlanFact, ...] = ()


NOBODY_ENDED = Lineage()


def lineage_of(connection: Connection, obligation: Obligation) -> Lineage:
    """The lineage of an obligation; empty for one of a body that goes on and took nothing over."""
    origins = _origins(connection, obligation)
    owed = (OBLIGATION.c.inherits == obligation.id, OBLIGATION.c.withdrawn_at.is_(None))
    about = {obligation.id, *(origin.id for origin in origins)}
    if not origins and obligation.agency_until is None:
        return NOBODY_ENDED
    facts = live_facts(read_plan_facts(connection, obligation.plan))
    decisions = (fact for fact in facts if fact.kind is FactKind.HANDED_OVER and fact.subject in about)
    return Lineage(origins, read_obligations(connection, *owed), tuple(decisions))


def _origins(connection: Connection, obligation: Obligation) -> tuple[Obligation, ...]:
    found: list[Obligation] = []
    while obligation.inherits is not None:
        (obligation,) = read_obligations(connection, OBLIGATION.c.id == obligation.inherits)
        found.append(obligation)
    return tuple(reversed(found))
