"""Whose desk a rung speaks to."""

from collections.abc import Iterator
from datetime import datetime

from dondoc.tracking.ladder import Nudge, Recipient, Role, Rung, Side
from dondoc.tracking.moments import Case
from dondoc.tracking.obligations import Obligation
from dondoc.tracking.plan import Plan


def recipients_of(plan: Plan, obligation: Obligation, rung: Rung) -> Iterator[tuple[Recipient, bool]]:
    """The desks of a rung, each with whether it gets a copy."""
    agency = obligation.agency if rung.side is Side.AGENCY else plan.standing_body
    for role in rung.to:
        yield Recipient(role, agency), False
    for role in rung.copies:
        yield Recipient(role, agency), True


def secretariat(plan: Plan) -> Recipient:
    """The desk that follows the plan."""
    return Recipient(Role.SECRETARY, plan.standing_body)


def nudge_of(
    case: Case,
    slug: str,
    recipient: Recipient,
    moment: datetime,
    *,
    occasion: str = "",
    level: int | None = None,
    is_copy: bool = False,
) -> Nudge:
    """A decision to tell a desk about the case's obligation in its present round."""
    return Nudge(
        obligation_id=case.obligation.id,
        round_key=case.round.key,
        rung=slug,
        occasion=occasion or slug,
        level=level,
        recipient=recipient,
        moment=moment,
        is_copy=is_copy,
    )
