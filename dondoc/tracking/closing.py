"""What becomes of the debts of a plan whose year is over, or whose place another plan takes."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from dondoc.calendar.deadlines import due_instant
from dondoc.calendar.workdays import WorkCalendar
from dondoc.tracking.obligations import Gate, Obligation, Standing, State
from dondoc.tracking.plan import Plan


class Choice(StrEnum):
    """What a person may decide about a debt that is open when its plan is closed."""

    CARRIED_OVER = "carried_over"
    EXEMPTED = "exempted"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Settlement:
    """A decision about one debt. `carried_to` is the obligation that it became; `state` is how it stood."""

    obligation_id: str
    choice: Choice
    state: State
    carried_to: str | None
    document_number: str
    note: str
    decided_at: datetime
    decided_by: str


@dataclass(frozen=True, slots=True)
class Debt:
    """An obligation that is owed when its plan is closed; `settlement` is what was decided about it then."""

    obligation: Obligation
    standing: Standing
    settlement: Settlement | None = None


def is_debt(obligation: Obligation, standing: Standing) -> bool:
    """Somebody owes a paper under it, in time or not; a day or campaign is no debt."""
    return obligation.gate is Gate.DATED and standing.is_open


def carried(debt: Debt, plan: Plan, into: Plan, new_last_day: date, calendar: WorkCalendar) -> Obligation:
    """The debt as another plan goes on with it: the same paper of the same agency, by a new last day.

    It goes to the same bodies where that plan knows them, else to its own. Its words say where it comes from;
    the clause is that of the old plan, so it stands among the words.
    """
    old = debt.obligation
    owing = old.id.split("/", 3 if old.period else 2)[-1]  # of a debt that was taken over, both bodies
    report = old.report if old.report.endswith(plan.slug) else f"{old.report}-{plan.slug}"
    entry = f"{report}/{old.period}" if old.period else report
    return replace(
        old,
        id=f"{into.slug}/{entry}/{owing}",
        plan=into.slug,
        report=report,
        name=_with_year(old),
        gate=Gate.DATED,
        last_day=new_last_day,
        due=due_instant(new_last_day, None),
        target=calendar.roll_back(new_last_day),
        strict=False,
        phrase=_origin(old, plan),
        phrase_quoted=False,
        clause="",
        to=old.to if old.to is None or old.to in into.agency_names else into.issuer,
        via=old.via if old.via is None or old.via in into.agency_names else into.standing_body,
        consolidates=None,
        is_brief=False,
        awaits=None,
    )


def _with_year(old: Obligation) -> str:
    """ "báo cáo quý III năm 2022": in another year's plan the period alone would mislead."""
    year = (old.period or "").partition("-")[0]
    return f"{old.name} năm {year}" if year.isdigit() and year not in old.name else old.name


def _origin(old: Obligation, plan: Plan) -> str:
    if not old.clause and old.phrase.startswith("chuyển từ"):
        return old.phrase
    clause = f", mục {old.clause}" if old.clause else ""
    words = f": {old.phrase}" if old.phrase else ""
    return f"chuyển từ Kế hoạch số {plan.number} của {plan.issuer_name}{clause}{words}"
