"""Rows ↔ values: how the domain's values go into the tables and come back."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, RowMapping

from dondoc.calendar.spans import printed_day
from dondoc.language.directory import Directory
from dondoc.language.spec import QuestionKind
from dondoc.store.outbox_tables import NUDGE
from dondoc.store.tables import EVENT, HOLD, OBLIGATION, REGISTER_CLOSING, RELEASE_DECISION
from dondoc.tracking.ladder import Ladder, Nudge, Recipient, Role
from dondoc.tracking.obligations import Event, Hold, Obligation, RegisterClosing, ReleaseDecision
from dondoc.tracking.plan import Plan, PlanQuestion

OBLIGATION_FIELDS = tuple(field.name for field in fields(Obligation))
OBLIGATION_COLUMNS = tuple(OBLIGATION.c[name] for name in OBLIGATION_FIELDS)
EVENT_FIELDS = tuple(field.name for field in fields(Event) if field.name != "id")
EVENT_COLUMNS = (EVENT.c.number, *(EVENT.c[name] for name in EVENT_FIELDS))
CLOSING_COLUMNS = tuple(REGISTER_CLOSING.c[field.name] for field in fields(RegisterClosing))
HOLD_COLUMNS = (HOLD.c.number, *(HOLD.c[field.name] for field in fields(Hold) if field.name != "id"))
RELEASE_COLUMNS = tuple(RELEASE_DECISION.c[field.name] for field in fields(ReleaseDecision))
NUDGE_FIELDS = tuple(field.name for field in fields(Nudge))
NUDGE_COLUMNS = tuple(NUDGE.c[name] for name in NUDGE_FIELDS)

_PLAN = TypeAdapter(Plan)
_DIRECTORY = TypeAdapter(Directory)
_EVENT_PREFIX = "e"  # so that no event's id is taken for the first round's key, "1"
_HOLD_PREFIX = "h"
_FACT_PREFIX = "f"
_FIGURE_PREFIX = "s"  # số liệu
_MOST_DIGITS = 18  # more than a row's number can have (64 bits)


@dataclass(frozen=True, slots=True)
class Followed:
    """A synced plan: what its current version says, with the number entered at activation, and since when it runs.

    `in_effect_from`: max(day of activation, latest possible day of issue); before activation the latter alone.
    `closed_at`: nobody is told about it any more; neither are they once the plan `superseded_by` is active.
    """

    plan: Plan
    version: int
    activated_at: datetime | None
    in_effect_from: date | None
    without_number: bool
    closed_at: datetime | None = None
    closed_by: str = ""
    superseded_by: str | None = None

    @property
    def is_active(self) -> bool:
        """It was activated."""
        return self.activated_at is not None

    @property
    def is_silent(self) -> bool:
        """Nobody is told about it: it was closed, or another plan has taken its place."""
        return self.closed_at is not None or self.superseded_by is not None

    def runs_from(self, known_from: datetime) -> tuple[datetime | None, date | None]:
        """Since when the clock of an obligation runs, and from which day, if it is known since `known_from`."""
        if self.activated_at is None or known_from <= self.activated_at:
            return self.activated_at, self.in_effect_from
        return known_from, max(self.in_effect_from or date.min, known_from.date())


def obligation_of(row: Row[Any]) -> Obligation:
    """The obligation at the beginning of a row that starts with OBLIGATION_COLUMNS."""
    return Obligation(*row[: len(OBLIGATION_FIELDS)])


def values_of(obligation: Obligation) -> dict[str, Any]:
    """An obligation as column values."""
    return {name: getattr(obligation, name) for name in OBLIGATION_FIELDS}


def event_id(number: int) -> str:
    """The id by which people name an event, and which a round that it opens has as its key."""
    return f"{_EVENT_PREFIX}{number}"


def event_number(event_id: str) -> int | None:
    """The number of an event's row; None for text that is no event's id ("e17" and "17" are)."""
    return _number(event_id, _EVENT_PREFIX)


def event_of(row: Row[Any]) -> Event:
    """A row of EVENT_COLUMNS."""
    return Event(event_id(row[0]), *row[1:])


def event_values(event: Event) -> dict[str, Any]:
    """An event as column values, without its id: the table numbers it."""
    return {name: getattr(event, name) for name in EVENT_FIELDS}


def hold_id(number: int) -> str:
    """The id by which people name a hold."""
    return f"{_HOLD_PREFIX}{number}"


def hold_number(hold_id: str) -> int | None:
    """The number of a hold's row; None for text that is no hold's id ("h3" and "3" are)."""
    return _number(hold_id, _HOLD_PREFIX)


def figure_id(number: int) -> str:
    """The id by which people name a figure."""
    return f"{_FIGURE_PREFIX}{number}"


def figure_number(figure_id: str) -> int | None:
    """The number of a figure's row; None for text that is no figure's id ("s5" and "5" are)."""
    return _number(figure_id, _FIGURE_PREFIX)


def fact_id(number: int) -> str:
    """The id by which people name a fact about a plan."""
    return f"{_FACT_PREFIX}{number}"


def fact_number(fact_id: str) -> int | None:
    """The number of such a fact's row; None for text that is no fact's id ("f5" and "5" are)."""
    return _number(fact_id, _FACT_PREFIX)


def _number(text: str, prefix: str) -> int | None:
    """The number of a row behind a typed id; None for what no row can have as its number."""
    digits = text.strip().lower().removeprefix(prefix)
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS
    return int(digits) if is_number else None


def hold_of(row: Row[Any]) -> Hold:
    """A row of HOLD_COLUMNS."""
    return Hold(hold_id(row[0]), *row[1:])


@lru_cache(maxsize=4096)
def recipient_of(desk: str) -> Recipient:
    """The desk behind "role@agency"."""
    role, _, agency = desk.partition("@")
    return Recipient(Role(role), agency)


def nudge_of(row: Row[Any]) -> Nudge:
    """The nudge at the beginning of a row that starts with NUDGE_COLUMNS."""
    obligation_id, round_key, rung, occasion, level, recipient, moment, is_copy = row[: len(NUDGE_FIELDS)]
    return Nudge(obligation_id, round_key, rung, occasion, level, recipient_of(recipient), moment, is_copy)


def plan_as_json(plan: Plan) -> str:
    """A compiled plan as JSON, mappings as plain objects."""
    ladders = {relation: Ladder(dict(ladder.rungs)) for relation, ladder in plan.ladders.items()}
    plain = replace(
        plan,
        ladders=ladders,
        agency_names=dict(plan.agency_names),
        consolidators=dict(plan.consolidators),
        agency_aliases=dict(plan.agency_aliases),
    )
    return _PLAN.dump_json(plain).decode()


@lru_cache(maxsize=64)
def plan_from_json(compiled: str) -> Plan:
    """The compiled plan behind its JSON."""
    return _PLAN.validate_json(compiled)


def directory_as_json(directory: Directory) -> str:
    """A directory as JSON."""
    plain = replace(directory, agencies=dict(directory.agencies), groups=dict(directory.groups))
    return _DIRECTORY.dump_json(plain).decode()


@lru_cache(maxsize=8)
def directory_from_json(directory: str) -> Directory:
    """The directory behind its JSON."""
    return _DIRECTORY.validate_json(directory)


def with_number(plan: Plan, number: str, issued_on: date | None) -> Plan:
    """The plan with the number and day of issue that were entered at activation, where they were."""
    if number:
        left = _without(plan.questions, QuestionKind.NUMBER)
        plan = replace(plan, number=number, number_is_blank=False, questions=left)
    if issued_on:
        left = _without(plan.questions, QuestionKind.ISSUE_DAY)
        plan = replace(plan, issued=printed_day(issued_on), latest_issue=issued_on, questions=left)
    return plan


def _without(questions: tuple[PlanQuestion, ...], kind: QuestionKind) -> tuple[PlanQuestion, ...]:
    return tuple(question for question in questions if question.kind is not kind)


def followed_of(row: RowMapping) -> Followed:
    """A row of `plan` joined with its current `plan_version`."""
    plan = with_number(plan_from_json(row["compiled"]), row["number"], row["issued_on"])
    return Followed(
        plan=plan,
        version=row["version"],
        activated_at=row["activated_at"],
        in_effect_from=row["in_effect_from"] if row["activated_at"] else plan.latest_issue,
        without_number=row["without_number"],
        closed_at=row["closed_at"],
        closed_by=row["closed_by"],
        superseded_by=row["superseded_by"],
    )
