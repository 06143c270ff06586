"""What the rules say of many obligations: of those that differ in nothing but their agency, worked out once."""

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter

from dondoc.actions.waking import wake_of
from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store.dossiers import Dossier
from dondoc.store.rows import OBLIGATION_FIELDS, Followed
from dondoc.tracking.ladder import Nudge, Recipient, Told
from dondoc.tracking.nudges import next_nudges
from dondoc.tracking.obligations import Obligation
from dondoc.tracking.plan import Plan

_WHO = ("id", "agency", "agency_name", "agency_order", "head_title")
_what_is_owed = attrgetter(*(name for name in OBLIGATION_FIELDS if name not in _WHO))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to be told about an obligation now, and when to look at it again."""

    nudges: tuple[Nudge, ...]
    wake_at: datetime | None


@dataclass(frozen=True, slots=True)
class Judge:
    """The rules of one plan at one moment.

    Forty agencies get forty reminders of one report on one morning: the first is worked out, the others are
    the same with another name. Rows with events or letters of their own are never taken as alike.
    """

    followed: Followed
    calendar: WorkCalendar
    now: datetime
    _alike: dict[Hashable, tuple[str, Judgement]] = field(default_factory=dict, init=False)
    _named: frozenset[str] = field(init=False)  # agencies with a part in the plan: judged by themselves

    def __post_init__(self) -> None:
        object.__setattr__(self, "_named", _with_a_part(self.followed.plan))

    def judge(self, dossier: Dossier) -> Judgement:
        """The judgement of one row. Raises RuntimeError if it would have to be looked at again at once."""
        key = self._likeness(dossier)
        if key is None:
            return self._worked_out(dossier)
        if key not in self._alike:
            self._alike[key] = (dossier.obligation.agency, self._worked_out(dossier))
        agency, judgement = self._alike[key]
        if agency == dossier.obligation.agency:
            return judgement
        return _renamed(judgement, agency, dossier)

    def _likeness(self, dossier: Dossier) -> Hashable | None:
        """What rows must have in common to be judged alike; None for a row that is judged by itself."""
        facts, agency = dossier.facts, dossier.obligation.agency
        if facts.events or facts.releases or agency in self._named:
            return None
        return (_what_is_owed(dossier.obligation), facts, tuple(_heard(one, agency) for one in dossier.told))

    def _worked_out(self, dossier: Dossier) -> Judgement:
        obligation, facts, told = dossier.obligation, dossier.facts, dossier.told
        nudges = next_nudges(self.followed.plan, obligation, facts, told, self.calendar, now=self.now)
        after = replace(dossier, told=(*told, *(Told(nudge, None) for nudge in nudges)))
        wake = wake_of(self.followed, after, self.calendar, now=self.now)
        if wake is not None and wake <= self.now:
            raise RuntimeError(f"it would be looked at again at {wake.isoformat()}, for ever")
        return Judgement(nudges, wake)


def _with_a_part(plan: Plan) -> frozenset[str]:
    """Agencies that the plan itself gives a part; what they owe is told to others, or not at all."""
    consolidating = (agency for agencies in plan.consolidators.values() for agency in agencies)
    return frozenset((plan.issuer, plan.standing_body, *consolidating))


def _heard(one: Told, agency: str) -> Hashable:
    """What was told before, but for the name of the agency that owes, and for the hour: rungs count in days."""
    nudge, recipient = one.nudge, one.nudge.recipient
    return (
        nudge.round_key,
        nudge.occasion,
        nudge.moment,
        recipient.role,
        None if recipient.agency == agency else recipient.agency,
        one.told_at and one.told_at.astimezone(VIETNAM).date(),
    )


def _renamed(judgement: Judgement, agency: str, dossier: Dossier) -> Judgement:
    """The judgement of a row that is like another one, of `agency`."""
    mine = dossier.obligation
    return Judgement(tuple(_readdressed(nudge, agency, mine) for nudge in judgement.nudges), judgement.wake_at)


def _readdressed(nudge: Nudge, agency: str, mine: Obligation) -> Nudge:
    recipient = nudge.recipient
    if recipient.agency == agency:
        recipient = Recipient(recipient.role, mine.agency)
    # Spelled out: dataclasses.replace costs as much as reading the row.
    return Nudge(
        obligation_id=mine.id,
        round_key=nudge.round_key,
        rung=nudge.rung,
        occasion=nudge.occasion,
        level=nudge.level,
        recipient=recipient,
        moment=nudge.moment,
        is_copy=nudge.is_copy,
    )
