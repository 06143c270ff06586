"""What the rules say of many obligations: of those that differ in nothing but their agency, worked out once."""

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter

from dondoc.actions.waking import wake_of
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store.dossiers import Dossier
from dondoc.store.rows import OBLIGATION_FIELDS, Followed
from dondoc.tracking.ladder import Nudge, Recipient, Told
from dondoc.tracking.nudges import next_nudges

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

    A department of forty gets forty reminders of one report on one morning: the first is worked out, the
    others are the same with another name. Rows with events or letters of their own are never taken as alike.
    """

    followed: Followed
    calendar: WorkCalendar
    now: datetime
    _alike: dict[Hashable, tuple[str, Judgement]] = field(default_factory=dict)

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
        facts = dossier.facts
        if facts.events or facts.releases or dossier.told or dossier.obligation.agency in self._named:
            return None
        return (_what_is_owed(dossier.obligation), facts)

    @property
    def _named(self) -> frozenset[str]:
        """Agencies that the plan itself gives a part; what they owe is told to others, or not at all."""
        plan = self.followed.plan
        consolidating = (agency for agencies in plan.consolidators.values() for agency in agencies)
        return frozenset((plan.issuer, plan.standing_body, *consolidating))

    def _worked_out(self, dossier: Dossier) -> Judgement:
        obligation, facts, told = dossier.obligation, dossier.facts, dossier.told
        nudges = next_nudges(self.followed.plan, obligation, facts, told, self.calendar, now=self.now)
        after = replace(dossier, told=(*told, *(Told(nudge, None) for nudge in nudges)))
        wake = wake_of(self.followed, after, self.calendar, now=self.now)
        if wake is not None and wake <= self.now:
            raise RuntimeError(f"it would be looked at again at {wake.isoformat()}, for ever")
        return Judgement(nudges, wake)


def _renamed(judgement: Judgement, agency: str, dossier: Dossier) -> Judgement:
    """The judgement of a row that is like another one, of `agency`."""
    mine = dossier.obligation
    nudges = tuple(
        replace(
            nudge,
            obligation_id=mine.id,
            recipient=Recipient(nudge.recipient.role, mine.agency)
            if nudge.recipient.agency == agency
            else nudge.recipient,
        )
        for nudge in judgement.nudges
    )
    return Judgement(nudges, judgement.wake_at)
