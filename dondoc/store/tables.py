"""The tables of what is owed and what was recorded. Facts are stored, status is derived.

The one derived column is `obligation.wake_at`. The tables of what is sent are in `outbox_tables`.
"""

from datetime import date, datetime, time

from sqlalchemy import Index, MetaData, Table, Text, UniqueConstraint
from sqlalchemy import false as sa_false
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
    secretariat chose to start without one. `in_effect_from`: no deadline before it is chased. `closed_at`: its
    year was closed, or the plan `superseded_by` took its place.
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
    closed_at: datetime | None = Field(sa_type=Instant)
    closed_by: str = Field(sa_column_kwargs={"server_default": ""})
    superseded_by: str | None


class PlanVersionRow(Row, table=True):
    """One synced version: the whole text of its file, the compiled plan as JSON, and what changed it.

    `directory` holds, as JSON, the agencies and groups that the version was compiled with, so that an answer
    can change the plan without its files; empty in versions synced before this was kept. `amended_by` is the
    number of the amending document, `amended_on` its day, both empty where the file names none.
    """

    __tablename__ = "plan_version"
    plan: str = Field(primary_key=True, foreign_key="plan.slug")
    version: int = Field(primary_key=True)
    text: str = Field(sa_type=Text)
    compiled: str = Field(sa_type=Text)
    directory: str = Field(sa_type=Text, sa_column_kwargs={"server_default": ""})
    amended_by: str = Field(sa_column_kwargs={"server_default": ""})
    amended_on: date | None
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
    that was due before it is chased. `withdrawn_at`: a later version dropped it. `carried_from`: the debt of a
    closed plan that it goes on from; no version of its own plan's file names it. `wake_at`: the moment at
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
    is_brief: bool = Field(sa_column_kwargs={"server_default": sa_false()})
    awaits: str | None
    agency_until: date | None
    inherits: str | None
    position: int
    version_last_day: date | None
    version_due: datetime | None = Field(sa_type=Instant)
    known_from: datetime = Field(sa_type=Instant)
    withdrawn_at: datetime | None = Field(sa_type=Instant)
    carried_from: str | None
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
    new_hour: time | None


class PlanFactRow(Row, table=True):
    """What was recorded about a plan and changes it beside its file: an answer, an event that occurred, an
    ad hoc report that was opened. Append only; `voids` takes back the fact of that number."""

    __tablename__ = "plan_fact"
    number: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(unique=True)
    plan: str = Field(index=True, foreign_key="plan.slug")
    kind: str
    subject: str
    content: str = Field(sa_type=Text)
    occurred_on: date
    document_number: str
    document_date: date | None
    recorded_at: datetime = Field(sa_type=Instant)
    recorded_by: str
    voids: int | None


class FigureRow(Row, table=True):
    """What was reported for a metric, for a period and by an agency (empty: nobody named); the latest counts.

    `voids` takes back the figure of that number; such a row says nothing else.
    """

    __tablename__ = "figure"
    __table_args__ = (Index(None, "plan", "metric"),)
    number: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(unique=True)
    plan: str = Field(foreign_key="plan.slug")
    metric: str
    period: str
    agency: str
    value: str
    document_number: str
    note: str = Field(sa_type=Text)
    recorded_at: datetime = Field(sa_type=Instant)
    recorded_by: str
    voids: int | None


class OutlineMarkRow(Row, table=True):
    """How one section of a report's outline stands for one obligation; the latest counts."""

    __tablename__ = "outline_mark"
    number: int | None = Field(default=None, primary_key=True)
    obligation_id: str = Field(index=True, foreign_key="obligation.id")
    section: str
    mark: str
    note: str = Field(sa_type=Text)
    recorded_at: datetime = Field(sa_type=Instant)
    recorded_by: str


class SnapshotRow(Row, table=True):
    """Who had reported and who was missing when a consolidating report went up, as it was known then."""

    __tablename__ = "snapshot"
    number: int | None = Field(default=None, primary_key=True)
    obligation_id: str = Field(index=True, foreign_key="obligation.id")
    event_number: int = Field(foreign_key="event.number")
    received: tuple[str, ...] = Field(sa_type=Slugs)
    missing: tuple[str, ...] = Field(sa_type=Slugs)
    taken_at: datetime = Field(sa_type=Instant)


class SettlementRow(Row, table=True):
    """What a person decided about a debt that was open when its plan was closed.

    `carried_to` is the obligation that it became under another plan; `state` is how it stood.
    """

    __tablename__ = "settlement"
    obligation_id: str = Field(primary_key=True, foreign_key="obligation.id")
    plan: str = Field(index=True, foreign_key="plan.slug")
    choice: str
    state: str
    carried_to: str | None
    document_number: str
    note: str = Field(sa_type=Text)
    decided_at: datetime = Field(sa_type=Instant)
    decided_by: str


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
PLAN_FACT = table(PlanFactRow)
FIGURE = table(FigureRow)
OUTLINE_MARK = table(OutlineMarkRow)
SNAPSHOT = table(SnapshotRow)
SETTLEMENT = table(SettlementRow)
