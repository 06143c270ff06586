"""The tables of what is owed and what was recorded. Facts are stored, status is derived.

The one derived column is `obligation.wake_at`. The tables of what is sent are in `outbox_tables`.
"""

from datetime import date, datetime

from sqlalchemy import Index, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from dondoc.language.directory import Relation
from dondoc.store.columns import DecisionWord, EventWord, GateWord, Instant, KindWord, RelationWord, Slugs
from dondoc.tracking.obligations import Decision, EventKind, Gate, Kind

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)


class Row(SQLModel, registry=registry(metadata=METADATA)):
    """What every table is made from; a registry of its own, so that no other library's tables mix in."""


class SettingRow(Row, table=True):
    """What is true of the whole database, such as whether it is a rehearsal."""

    __tablename__ = "setting"
    key: str = Field(primary_key=True)
    value: str


class PlanRow(Row, table=True):
    """A plan that is followed: its current version, and what its activation said.

    `number` is as entered at activation, empty while the version's own holds; `without_number` says that the
    secretariat chose to start without one. `in_effect_from`: no deadline before it is chased.
    """

    __tablename__ = "plan"
    slug: str = Field(primary_key=True)
    version: int
    activated_at: datetime | None = Field(sa_type=Instant)
    activated_by: str
    in_effect_from: date | None
    number: str
    issued_on: date | None
    without_number: bool


class PlanVersionRow(Row, table=True):
    """One synced version: the whole text of its file, the compiled plan as JSON, and what changed it."""

    __tablename__ = "plan_version"
    plan: str = Field(primary_key=True, foreign_key="plan.slug")
    version: int = Field(primary_key=True)
    text: str = Field(sa_type=Text)
    compiled: str = Field(sa_type=Text)
    questions: tuple[str, ...] = Field(sa_type=Slugs)
    reason: str = Field(sa_type=Text)
    synced_at: datetime = Field(sa_type=Instant)
    synced_by: str


class AgencyRow(Row, table=True):
    """Names of agencies, so that text can be matched without the directory's files."""

    __tablename__ = "agency"
    slug: str = Field(primary_key=True)
    name: str
    aliases: tuple[str, ...] = Field(sa_type=Slugs)


class ContactRow(Row, table=True):
    """Who sits at a desk, as the contacts file said last; `plan` is empty where it holds for all plans."""

    __tablename__ = "contact"
    agency: str = Field(primary_key=True)
    role: str = Field(primary_key=True)
    plan: str = Field(primary_key=True)
    name: str
    email: str
    phone: str


class ForgottenRow(Row, table=True):
    """Somebody who was forgotten: only a digest of the address, so that an old file cannot bring them back."""

    __tablename__ = "forgotten"
    digest: str = Field(primary_key=True)
    forgotten_at: datetime = Field(sa_type=Instant)
    forgotten_by: str


class ObligationRow(Row, table=True):
    """An obligation of a synced plan: the fields of the value, in its order, then what tracking needs.

    `last_day`, `due`, `target` are the days it was first known with; a deadline that a later version moves
    is an event, and `version_last_day` is the day that the current version prints. `known_from`: nothing
    that was due before it is chased. `withdrawn_at`: a later version dropped it. `wake_at`: the moment at
    which a tick looks at it again, rebuilt from the facts by `dondoc.tracking.nudges.wake_at` alone.
    """

    __tablename__ = "obligation"
    __table_args__ = (Index(None, "plan", "wake_at"), Index(None, "plan", "position"))
    id: str = Field(primary_key=True)
    plan: str = Field(foreign_key="plan.slug")
    report: str
    period: str | None
    period_name: str
    agency: str = Field(index=True)
    agency_name: str
    agency_order: int
    head_title: str
    relation: Relation = Field(sa_type=RelationWord)
    kind: Kind = Field(sa_type=KindWord)
    name: str = Field(sa_type=Text)
    gate: Gate = Field(sa_type=GateWord)
    last_day: date | None
    due: datetime | None = Field(sa_type=Instant)
    target: date | None
    strict: bool
    phrase: str = Field(sa_type=Text)
    phrase_quoted: bool
    clause: str
    data_from: date | None
    data_to: date | None
    data_inferred: bool
    to: str | None
    via: str | None
    consolidates: str | None
    membership_proposed: bool
    position: int
    version_last_day: date | None
    version_due: datetime | None = Field(sa_type=Instant)
    known_from: datetime = Field(sa_type=Instant)
    withdrawn_at: datetime | None = Field(sa_type=Instant)
    wake_at: datetime | None = Field(sa_type=Instant)


class EventRow(Row, table=True):
    """A recorded fact, append only. `key` is the caller's own id of the recording: a repeat is no second fact."""

    __tablename__ = "event"
    number: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(unique=True)
    obligation_id: str = Field(index=True, foreign_key="obligation.id")
    kind: EventKind = Field(sa_type=EventWord)
    received_on: date
    recorded_at: datetime = Field(sa_type=Instant)
    recorded_by: str
    document_number: str
    document_date: date | None
    new_last_day: date | None
    old_last_day: date | None
    oral: bool
    by_amendment: bool
    voids: str | None
    note: str = Field(sa_type=Text)


class RegisterClosingRow(Row, table=True):
    """The incoming register of a body was closed through a day."""

    __tablename__ = "register_closing"
    __table_args__ = (UniqueConstraint("body", "through"),)
    number: int | None = Field(default=None, primary_key=True)
    body: str
    through: date
    recorded_at: datetime = Field(sa_type=Instant)
    recorded_by: str


class HoldRow(Row, table=True):
    """Messages wait from one day to another; no agencies named: all of them; no plan: all plans."""

    __tablename__ = "hold"
    number: int | None = Field(default=None, primary_key=True)
    plan: str | None
    agencies: tuple[str, ...] = Field(sa_type=Slugs)
    starts: date
    ends: date
    reason: str = Field(sa_type=Text)
    recorded_at: datetime = Field(sa_type=Instant)
    recorded_by: str
    lifted_at: datetime | None = Field(sa_type=Instant)
    lifted_by: str


class ReleaseDecisionRow(Row, table=True):
    """A decision on one rung of one obligation in one round; the latest counts."""

    __tablename__ = "release_decision"
    number: int | None = Field(default=None, primary_key=True)
    obligation_id: str = Field(index=True, foreign_key="obligation.id")
    round_key: str
    rung: str
    decision: Decision = Field(sa_type=DecisionWord)
    recorded_at: datetime = Field(sa_type=Instant)
    recorded_by: str


def table(row: type[Row]) -> Table:
    """The Core table behind a row class."""
    return METADATA.tables[str(row.__tablename__)]


SETTING = table(SettingRow)
PLAN = table(PlanRow)
PLAN_VERSION = table(PlanVersionRow)
AGENCY = table(AgencyRow)
CONTACT = table(ContactRow)
FORGOTTEN = table(ForgottenRow)
OBLIGATION = table(ObligationRow)
EVENT = table(EventRow)
REGISTER_CLOSING = table(RegisterClosingRow)
HOLD = table(HoldRow)
RELEASE_DECISION = table(ReleaseDecisionRow)
