"""A small town's directory and plan, from which compiler tests build what they need."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dondoc.calendar.deadlines import Deadline, Roll
from dondoc.calendar.phrases import compose_phrase, read_deadline, read_issue_day
from dondoc.calendar.spans import IssueDay, Span
from dondoc.errors import Position
from dondoc.language.directory import Agency, Directory, Group, Relation
from dondoc.language.spec import (
    CampaignSpec,
    OwnPlanSpec,
    PeriodSpec,
    PlanSpec,
    QuestionSpec,
    ReportSpec,
    TaskSpec,
    Undated,
    Words,
)

HERE = Position("thu.yaml", 1, 1)
YEAR = Span(date(2022, 1, 1), date(2022, 12, 31))


def agency(slug: str, order: int, kind: str = "phong", relation: Relation = Relation.SUBORDINATE) -> Agency:
    name = slug.replace("-", " ").capitalize()
    return Agency(slug, name, (), kind, relation, order, "Trưởng phòng", None, None, (), "thử", HERE)


def directory(*more: Agency) -> Directory:
    agencies = (
        agency("ubnd", 1, kind="ubnd"),
        agency("cong-an", 2, kind="phong"),
        agency("phong-y-te", 20),
        agency("phong-tu-phap", 10),
        agency("hoi-phu-nu", 30, kind="hoi", relation=Relation.ASSOCIATION),
        agency("toa-an", 40, kind="tu-phap", relation=Relation.OUTSIDE),
        agency("bcd-thi-xa", 50, kind="bcd"),
        agency("bcd-tinh", 60, kind="bcd"),
        *more,
    )
    groups = (
        Group("phong-ban", "Các phòng, ban", (), ("phong",), HERE),
        Group("hoi-doan-the", "Các hội, đoàn thể", ("hoi-phu-nu",), (), HERE),
    )
    return Directory({each.slug: each for each in agencies}, {each.slug: each for each in groups})


def words(phrase: str = "theo quy định", clause: str = "III.1", line: int = 1) -> Words:
    return Words(clause, phrase, quoted=False, position=Position("thu.yaml", line, 1))


def before(text: str) -> Deadline:
    deadline = read_deadline("truoc", text, effect=YEAR)
    assert isinstance(deadline, Deadline)
    return deadline


def period(slug: str, name: str, text: str | None) -> PeriodSpec:
    printed = words(compose_phrase("truoc", text)) if text else words()
    return PeriodSpec(slug, name, 2022, before(text) if text else None, None, data_inferred=False, words=printed)


HALF_YEAR = period("6-thang", "6 tháng", "16/6")
WHOLE_YEAR = period("nam", "Tổng kết năm", "16/12")


def report(slug: str = "dinh-ky", **changes: Any) -> ReportSpec:
    usual = ReportSpec(
        slug=slug,
        name="Báo cáo định kỳ",
        words=words("báo cáo kết quả thực hiện"),
        senders=("phong-ban", "hoi-doan-the"),
        to="ubnd",
        via="cong-an",
        drafter=None,
        consolidates=None,
        periods=(HALF_YEAR, WHOLE_YEAR),
        undated=None,
    )
    return replace(usual, **changes)


def consolidation(**changes: Any) -> ReportSpec:
    usual = report(
        "tong-hop",
        name="Báo cáo tổng hợp",
        senders=("bcd-thi-xa",),
        to="bcd-tinh",
        via=None,
        drafter="cong-an",
        consolidates="dinh-ky",
        periods=(),
        undated=Undated.BY_REGULATION,
        words=words("theo quy định", "III.2"),
    )
    return replace(usual, **changes)


def task(slug: str = "tap-huan", **changes: Any) -> TaskSpec:
    usual = TaskSpec(
        slug=slug,
        content="Tổ chức tập huấn",
        words=words("thường xuyên", "II.1.d"),
        leads=(),
        supporting=(),
        executors=(),
        continuing=True,
        continuing_until=date(2022, 12, 31),
        deadline=None,
    )
    return replace(usual, **changes)


def campaign(slug: str = "cao-diem", **changes: Any) -> CampaignSpec:
    usual = CampaignSpec(
        slug=slug,
        name="Cao điểm tấn công",
        words=words("từ 01/7/2022 đến hết 30/9/2022", "II.3.a"),
        leads=("cong-an",),
        supporting=("phong-y-te",),
        executors=(),
        span=Span(date(2022, 7, 1), date(2022, 9, 30)),
        is_day=False,
        after=None,
    )
    return replace(usual, **changes)


def own_plan(slug: str = "ke-hoach-rieng", **changes: Any) -> OwnPlanSpec:
    usual = OwnPlanSpec(slug, "Kế hoạch của đơn vị", words("xây dựng Kế hoạch"), ("phong-ban",), None)
    return replace(usual, **changes)


def question(slug: str, about: str | None = None, *agencies: str) -> QuestionSpec:
    return QuestionSpec(slug, "Có phải báo cáo không?", about, agencies, HERE, about_entry=about)


def issued(text: str) -> IssueDay:
    day = read_issue_day(text)
    assert isinstance(day, IssueDay)
    return day


def by_slug(entries: Iterable[Any]) -> Mapping[str, Any]:
    return {entry.slug: entry for entry in entries}


def plan(*entries: Any, **changes: Any) -> PlanSpec:
    """A plan of the entries, each put into its own part; number and day of issue are known unless changed."""
    usual = PlanSpec(
        slug="ke-hoach",
        title="Phòng, chống mua bán người năm 2022",
        number="01/KH-UBND",
        number_printed="01/KH-UBND",
        issued_on=issued("10/01/2022"),
        signer=None,
        basis=(),
        effect=YEAR,
        issuer="ubnd",
        standing_body="cong-an",
        roll=Roll.NONE,
        grace_days=0,
        sample=False,
        partial=False,
        reports=by_slug(each for each in entries if isinstance(each, ReportSpec)),
        tasks=by_slug(each for each in entries if isinstance(each, TaskSpec)),
        campaigns=by_slug(each for each in entries if isinstance(each, CampaignSpec)),
        own_plans=by_slug(each for each in entries if isinstance(each, OwnPlanSpec)),
        metrics={},
        questions=by_slug(each for each in entries if isinstance(each, QuestionSpec)),
        rungs={},
        position=HERE,
    )
    return replace(usual, **changes)
