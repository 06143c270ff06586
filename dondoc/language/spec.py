"""What a plan says, as values. One file is one issued document; slugs are identity, never list positions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from dondoc.calendar.deadlines import Deadline, Roll
from dondoc.calendar.spans import IssueDay, Span
from dondoc.errors import Position


@dataclass(frozen=True, slots=True)
class Words:
    """Where a duty stands in the document, and in which words.

    `quoted` is true when `phrase` stands in the document so (key `nguyen_van`);
    words composed from the YAML are shown without quotation marks.
    """

    clause: str
    phrase: str
    quoted: bool
    position: Position


@dataclass(frozen=True, slots=True)
class Basis:
    """A parent document (căn cứ)."""

    number: str
    issuer: str
    issued_on: str


class Undated(StrEnum):
    """Why a period has no day: the document points elsewhere, or the writer did not know ("?")."""

    BY_REGULATION = "theo quy định"
    UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Within:
    """A deadline counted from an event (trong vòng N ngày …): day 1 is the day after it (BLDS 2015, Điều 147).

    It ends with its last day, which rolls to the next working day where it is a day off (Điều 148).
    """

    days: int
    in_workdays: bool
    event: str  # slug of the event


class WhenMissing(StrEnum):
    """What a consolidating report does on its day while reports are missing."""

    SEND_AND_NAME = "gui_va_neu_ten"
    WAIT = "cho"


@dataclass(frozen=True, slots=True)
class PlanEventSpec:
    """Something that starts a clock when it happens (sự kiện): a directive from above, a signing, a receipt."""

    slug: str
    name: str
    words: Words


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """One section of a report's outline (đề cương); `number` as printed, such as "II.3"."""

    slug: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """The numbered document that this version of the file follows (văn bản sửa đổi)."""

    number: str
    issued_on: date
    issuer: str
    subject: str
    position: Position


@dataclass(frozen=True, slots=True)
class Supersession:
    """An earlier plan whose place this one takes: its number as printed, its slug where it is followed here."""

    number: str
    plan: str | None
    position: Position


@dataclass(frozen=True, slots=True)
class PeriodSpec:
    """One period of a report: `deadline` is None where the document gives no day.

    `within` counts the deadline from an event; it is None once the event's day is known.
    """

    slug: str  # "6-thang"; the obligation's period is "<year>-<slug>"
    name: str  # "6 tháng"
    year: int
    deadline: Deadline | None
    data: Span | None  # as the plan states it, else inferred by Nghị định 09/2019/NĐ-CP Điều 12
    data_inferred: bool
    words: Words
    proposed: bool = False  # a date nobody confirmed yet
    within: Within | None = None
    is_brief: bool = False  # of a report with a period of a week or less


@dataclass(frozen=True, slots=True)
class ReportSpec:
    """Who reports what, to whom, through whom, by which dates."""

    slug: str
    name: str  # "Báo cáo" is prefixed to the period's name in messages
    words: Words
    senders: tuple[str, ...]  # slugs of agencies and groups, as written
    to: str
    via: str | None
    drafter: str | None
    consolidates: str | None  # slug of the report it waits for
    periods: tuple[PeriodSpec, ...]  # empty: undated, see `undated`
    undated: Undated | None
    ad_hoc: bool = False  # opened on a day by the secretariat (đột xuất): owes nothing until then
    when_missing: WhenMissing = WhenMissing.SEND_AND_NAME
    outline: tuple[OutlineSection, ...] = ()
    of_activity: str | None = None  # slug of the task or campaign whose executors report on it


@dataclass(frozen=True, slots=True)
class TaskSpec:
    """A task of the plan: continuing (to `continuing_until`), dated (`deadline`), or undated."""

    slug: str
    content: str
    words: Words
    leads: tuple[str, ...]
    supporting: tuple[str, ...]
    executors: tuple[str, ...]
    continuing: bool
    continuing_until: date | None
    deadline: Deadline | None
    within: Within | None = None
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class CampaignSpec:
    """A campaign (from–to) or a day (`starts == ends`, key `ngay`); `after` names the event it waits for."""

    slug: str
    name: str
    words: Words
    leads: tuple[str, ...]
    supporting: tuple[str, ...]
    executors: tuple[str, ...]
    span: Span
    is_day: bool
    after: str | None  # as the document words the event
    after_event: str | None = None  # the slug of that event


@dataclass(frozen=True, slots=True)
class OwnPlanSpec:
    """Addressees must issue a plan or directive of their own; `deadline` is None where no day is given."""

    slug: str
    name: str
    words: Words
    agencies: tuple[str, ...]
    deadline: Deadline | None
    within: Within | None = None
    proposed: bool = False


class Comparison(StrEnum):
    """How a figure must stand to the value of a target."""

    AT_LEAST = ">="
    MORE = ">"
    AT_MOST = "<="
    LESS = "<"

    def holds(self, figure: Decimal, number: Decimal) -> bool:
        """Whether a figure stands so to the target's number."""
        return {
            Comparison.AT_LEAST: figure >= number,
            Comparison.MORE: figure > number,
            Comparison.AT_MOST: figure <= number,
            Comparison.LESS: figure < number,
        }[self]


@dataclass(frozen=True, slots=True)
class Target:
    """The value to reach as a number: "trên 90%" is MORE, 90, "%"; `unit` is empty where none is written."""

    comparison: Comparison
    number: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class MetricSpec:
    """A measurable target: what is measured, and the value to reach, as text and as a number where it is one."""

    slug: str
    measure: str
    reaches: str
    words: Words
    target: Target | None = None


class QuestionKind(StrEnum):
    """What an answer to a question consists of. Values are the words of the key `tra_loi`."""

    DATE = "ngay"  # a day, for a duty or a period without a sure one
    OWNER = "don_vi"  # agencies, for a task that names none
    NUMBER = "so"  # the number of the plan
    ISSUE_DAY = "ngay_ban_hanh"  # the plan's day of issue
    DUTY = "co_khong"  # whether the agencies that are named owe it
    FREE = "loi_van"  # words: nothing follows from them by itself


@dataclass(frozen=True, slots=True)
class QuestionSpec:
    """What the document leaves open. Only what it names waits: an entry, one period, agencies of it (all if none).

    `about_entry` is the slug of a report, task, campaign or own plan, `about_report` the same for a report,
    `about_period` a period as obligations name it, "2022-quy-1". `then` says what to do with the answer.
    """

    slug: str
    ask: str
    about_report: str | None
    about_agencies: tuple[str, ...]
    position: Position
    clause: str = ""
    then: str = ""
    kind: QuestionKind = QuestionKind.FREE
    about_entry: str | None = None
    about_period: str | None = None

    def concerns(self, entry: str, period: str | None = None) -> bool:
        """The whole entry, or this period of it, waits for the answer, and no agency alone does."""
        is_all = not self.about_agencies and self.about_entry == entry
        return is_all and self.about_period in (None, period)


@dataclass(frozen=True, slots=True)
class RungSpec:
    """One rung as a plan may write it (`thang_don_doc`); only what differs from the default ladder."""

    slug: str
    offset: int
    unit: str  # "wd" or "d"
    hour: time


@dataclass(frozen=True, slots=True)
class Handover:
    """Who takes over one debt of a body that ended, as a person decided; nobody: the body is asked on.

    `last_day` is the successors' last day (civil); None: the day of the plan.
    """

    debt: str  # id of the obligation
    successors: tuple[str, ...]
    last_day: date | None = None


class Named(StrEnum):
    """What a plan may name by its slug."""

    AGENCY = "agency"
    AGENCY_OR_GROUP = "agency_or_group"
    REPORT = "report"
    TASK = "task"
    CAMPAIGN = "campaign"
    OWN_PLAN = "own_plan"
    ACTIVITY = "activity"  # a task or campaign
    EVENT = "event"
    PLAN = "plan"  # another plan of the folder


@dataclass(frozen=True, slots=True)
class Reference:
    """A slug that the plan names, where, and what it must be; of an agency as it is written, slug or not."""

    named: Named
    slug: str
    position: Position


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Who does not owe an entry, all of it or one period ("2022-quy-1"): answers say so, no file does.

    `agencies` empty: nobody owes it.
    """

    entry: str
    period: str | None
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanSpec:
    """One issued document, as declared in one YAML file."""

    slug: str
    title: str
    number: str | None  # None while the stored copy leaves it blank
    number_printed: str  # "…/KH-UBND"
    issued_on: IssueDay | None
    signer: str | None
    basis: tuple[Basis, ...]
    effect: Span
    issuer: str
    standing_body: str
    roll: Roll
    grace_days: int
    sample: bool
    partial: bool  # the stored text is cut
    reports: Mapping[str, ReportSpec]
    tasks: Mapping[str, TaskSpec]
    campaigns: Mapping[str, CampaignSpec]
    own_plans: Mapping[str, OwnPlanSpec]
    metrics: Mapping[str, MetricSpec]
    questions: Mapping[str, QuestionSpec]
    rungs: Mapping[str, RungSpec]
    position: Position
    references: tuple[Reference, ...] = ()  # every slug that is named, in the file's order
    events: Mapping[str, PlanEventSpec] = field(default_factory=dict)
    amendments: tuple[Amendment, ...] = ()  # in the order in which they took effect
    supersedes: tuple[Supersession, ...] = ()
    parent: str | None = None  # slug of the plan above, whose consolidation this one's reports feed
    excluded: tuple[Exclusion, ...] = ()  # by answers
    issued_by: str | None = None  # who issued it, where another body is the issuer now
    handovers: Mapping[str, Handover] = field(default_factory=dict)  # by debt, never written in a file
