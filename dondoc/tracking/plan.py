"""What tracking and wording need to know of a plan beside its obligations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dondoc.language.directory import Relation
from dondoc.language.spec import OutlineSection, QuestionKind
from dondoc.tracking.figures import Metric
from dondoc.tracking.ladder import Ladder


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """A question that a plan leaves open; `agencies` wait for its answer and are not chased about it before."""

    slug: str
    ask: str
    kind: QuestionKind
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A compiled plan. `number` and `issued` are as printed ("…/KH-UBND", "tháng 4/2022", "07/3/2024")."""

    slug: str
    title: str
    number: str
    number_is_blank: bool
    issued: str
    latest_issue: date | None  # the latest possible day of issue
    effect_from: date
    effect_to: date
    issuer: str
    issuer_name: str
    standing_body: str
    standing_body_name: str
    sample: bool
    grace_days: int
    ladders: Mapping[Relation, Ladder]
    agency_names: Mapping[str, str]  # every agency the plan touches, by slug
    # slug of a report → agencies that consolidate it (the drafter of the consolidating report, else its sender)
    consolidators: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    agency_aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # where the directory has any
    metrics: tuple[Metric, ...] = ()
    outlines: Mapping[str, tuple[OutlineSection, ...]] = field(default_factory=dict)  # by slug of report
    waiting: tuple[str, ...] = ()  # slugs of the consolidating reports that wait for every one (`khi_thieu: cho`)
    # slug of a task or campaign → the agencies and groups that support it
    supporting: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    questions: tuple[PlanQuestion, ...] = ()
