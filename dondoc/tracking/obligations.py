"""An obligation, the facts recorded about it, and its status: always derived, never stored."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from dondoc.language.directory import Relation, alphabetical

Protocol = tuple[int, tuple[tuple[int, ...], str]]
"""Something to sort agencies by: the protocol order of the directory, then the Vietnamese alphabet."""


class Kind(StrEnum):
    """What sort of duty a row is."""

    REPORT = "report"
    TASK = "task"
    CAMPAIGN = "campaign"
    DAY = "day"
    OWN_PLAN = "own_plan"


class Gate(StrEnum):
    """What stands between a duty and its clock; only DATED duties are ever chased."""

    DATED = "dated"
    UNRESOLVED = "unresolved"
    PROPOSED = "proposed"
    AWAITING_EVENT = "awaiting_event"
    CONTINUING = "continuing"
    OBSERVED = "observed"  # a day or campaign: it has dates, but the document asks for no paper


@dataclass(frozen=True, slots=True)
class Obligation:
    """One agency × one report × one period, or one task, campaign, day, own plan.

    `id` is made of slugs: plan/report/period/agency, or plan/entry/agency where there is no period.
    `last_day` is the legal last day, `due` the exclusive instant at its end (+07:00), `target` the last
    working day on or before it; all three are None where nothing is dated. They are the plan's own days:
    an extension or a return opens a `Round` with days of its own.
    """

    id: str
    plan: str
    report: str
    period: str | None  # "2022-6-thang"
    period_name: str  # "6 tháng"; empty where there is no period
    agency: str
    agency_name: str
    agency_order: int
    head_title: str
    relation: Relation
    kind: Kind
    name: str  # what a message calls it: "báo cáo 6 tháng"
    gate: Gate
    last_day: date | None
    due: datetime | None
    target: date | None
    strict: bool
    phrase: str
    phrase_quoted: bool
    clause: str
    data_from: date | None
    data_to: date | None
    data_inferred: bool
    to: str | None
    via: str | None
    consolidates: str | None  # slug of the report this one waits for, in the same period
    membership_proposed: bool  # the agency is here because the directory's group says so
    is_brief: bool = False  # its period is a week or less: one reminder and one list a day
    awaits: str | None = None  # AWAITING_EVENT: the slug of the event that starts its clock
    agency_until: date | None = None  # the last day of the agency, unless somebody decided to ask it on
    inherits: str | None = None  # id of the debt of a body that ended, which this agency took over

    @property
    def requested(self) -> bool:
        """The addressee is asked, not ordered."""
        return self.relation is not Relation.SUBORDINATE

    @property
    def protocol(self) -> Protocol:
        """Where its agency stands in a list."""
        return self.agency_order, alphabetical(self.agency_name)

    @property
    def receiver(self) -> str | None:
        """The body whose incoming register decides when this is overdue: `via`, else `to`."""
        return self.via or self.to


class EventKind(StrEnum):
    """What may be recorded about an obligation."""

    SUBMITTED = "submitted"
    RECEIVED_IN_ADVANCE = "received_in_advance"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    RETURNED = "returned"
    EXTENDED = "extended"
    EXEMPTED = "exempted"
    NIL_RETURN = "nil_return"
    PROMISED = "promised"
    CREDITED = "credited"
    WITHDRAWN = "withdrawn"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class Event:
    """A fact, never edited, only voided.

    `received_on` (civil day) decides timeliness, `recorded_at` decides what was known.
    """

    id: str
    obligation_id: str
    kind: EventKind
    received_on: date  # the stamp of văn thư; for other kinds the day it took effect
    recorded_at: datetime
    recorded_by: str
    document_number: str = ""
    document_date: date | None = None
    new_last_day: date | None = None  # RETURNED, EXTENDED: the new last day; PROMISED: the promised day
    old_last_day: date | None = None  # EXTENDED, RETURNED: the day it replaces
    oral: bool = False
    by_amendment: bool = False  # EXTENDED by a new version of the plan, not for this agency alone
    voids: str | None = None  # VOIDED: the id of the event it takes back
    note: str = ""
    new_hour: time | None = None  # EXTENDED, RETURNED: the hour of the new last day, where one is printed


@dataclass(frozen=True, slots=True)
class RegisterClosing:
    """The incoming register of a body was closed through a day (chốt sổ)."""

    body: str
    through: date
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Messages wait from `starts` to `ends` (civil days, both included); deadlines stay.

    `agencies` empty: all agencies; `plan` None: all plans.
    """

    id: str
    plan: str | None
    agencies: tuple[str, ...]
    starts: date
    ends: date
    reason: str
    recorded_at: datetime
    recorded_by: str
    lifted_at: datetime | None = None


class Decision(StrEnum):
    """What the secretariat decided about a letter that waits for release."""

    HELD = "held"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class ReleaseDecision:
    """A decision on one rung of one obligation in one round; the latest counts."""

    obligation_id: str
    round_key: str
    rung: str
    decision: Decision
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything recorded that touches one obligation.

    `awaited`: what a consolidating report is made of, where its plan lets it wait for every one.
    """

    activated_at: datetime | None
    in_effect_from: date | None  # max(day of activation, latest possible day of issue)
    events: tuple[Event, ...] = ()
    closings: tuple[RegisterClosing, ...] = ()
    holds: tuple[Hold, ...] = ()
    releases: tuple[ReleaseDecision, ...] = ()
    awaited: tuple["Source", ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A report that another one is made of, with everything recorded about it."""

    obligation: Obligation
    facts: Facts


class State(StrEnum):
    """How an obligation stands: the first that applies, in this order. Values are the JSON words."""

    EXEMPT = "mien"
    WITHDRAWN = "thoi_theo_doi"
    ON_TIME = "dung_han"
    LATE = "gui_cham"
    BEFORE_EFFECT = "truoc_hieu_luc"
    UNRESOLVED = "can_lam_ro"
    PROPOSED = "de_xuat"
    AWAITING_EVENT = "cho_su_kien"
    CONTINUING = "thuong_xuyen"
    INACTIVE = "cho_kich_hoat"
    ENDED = "cho_xu_ly"
    IN_ADVANCE = "nhan_truoc"
    RETURNED = "tra_lai"
    OPEN = "trong_han"
    AWAITING_REGISTER = "cho_chot_so"
    OVERDUE = "qua_han"


STATE_LABELS = {
    State.EXEMPT: "Không phải báo cáo",
    State.WITHDRAWN: "Thôi theo dõi",
    State.ON_TIME: "Gửi đúng hạn",
    State.LATE: "Gửi chậm",
    State.BEFORE_EFFECT: "Trước hiệu lực",
    State.UNRESOLVED: "Cần làm rõ",
    State.PROPOSED: "Đề xuất",
    State.AWAITING_EVENT: "Chờ sự kiện",
    State.CONTINUING: "Thường xuyên",
    State.INACTIVE: "Chờ kích hoạt",
    State.ENDED: "Chờ xử lý",
    State.IN_ADVANCE: "Đã nhận bản chụp",
    State.RETURNED: "Trả lại",
    State.OPEN: "Trong hạn",
    State.AWAITING_REGISTER: "Chờ chốt sổ",
    State.OVERDUE: "Quá hạn",
}

FIRST_ROUND = "1"


@dataclass(frozen=True, slots=True)
class Round:
    """The ladder starts anew with each round. `key` is "1", or the id of the event that opened it."""

    key: str
    number: int
    opened_at: datetime
    last_day: date
    due: datetime
    target: date
    opened_by: Event | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How an obligation stands at a moment. `round` is None where nothing is dated or the plan is inactive."""

    state: State
    round: Round | None
    met_by: Event | None = None
    working_days_late: int = 0

    @property
    def is_owed(self) -> bool:
        """Somebody may still be told about it."""
        return self.state in _OWED

    @property
    def is_open(self) -> bool:
        """It is owed, or waits for a person to say who owes it now: nothing has come of it yet."""
        return self.is_owed or self.state is State.ENDED


_OWED = frozenset({State.IN_ADVANCE, State.RETURNED, State.OPEN, State.AWAITING_REGISTER, State.OVERDUE})
