"""What becomes of the debts of bodies that end: who may take them over, and who has. All pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from dondoc.calendar.deadlines import due_instant
from dondoc.calendar.workdays import WorkCalendar
from dondoc.language.directory import Agency, Change, Directory, Share
from dondoc.language.spec import Handover, PlanSpec, ReportSpec
from dondoc.tracking.duties import Workbench
from dondoc.tracking.obligations import Gate, Obligation


@dataclass(frozen=True, slots=True)
class Proposal:
    """A body that may take over, by the directory: how much of the work, and which matters or places."""

    agency: str
    name: str
    share: Share
    scope: str


@dataclass(frozen=True, slots=True)
class Ending:
    """How a body ended: its last day, in which way (None: not said), and who succeeds it."""

    agency: str
    name: str
    last_day: date
    change: Change | None
    proposals: tuple[Proposal, ...]


def ending_of(directory: Directory, slug: str) -> Ending | None:
    """How the directory says that a body ended; None for one that it does not know, or that goes on."""
    agency = directory.agencies.get(slug)
    if agency is None or agency.valid_to is None:
        return None
    proposals = (
        Proposal(successor.agency, directory.agencies[successor.agency].name, successor.share, successor.scope)
        for successor in agency.successors
        if successor.agency in directory.agencies
    )
    return Ending(agency.slug, agency.name, agency.valid_to, agency.change, tuple(proposals))


def succeeded(bench: Workbench, rows: Iterable[Obligation]) -> Iterator[Obligation]:
    """The rows with the last day of who owes each; a debt that was handed over becomes one of each successor.

    A handover to bodies that the directory does not know leaves the debt as it was.
    """
    for row in rows:
        agency = bench.directory.agencies.get(row.agency)
        ends = agency.valid_to if agency is not None else None
        yield from _decided(bench, replace(row, agency_until=ends) if ends is not None else row)


def with_replacement(spec: PlanSpec, old: str, successors: tuple[str, ...]) -> PlanSpec:
    """The plan with a successor as issuer, standing body and receiver; who issued it is kept beside."""
    new = successors[0]

    def now(slug: str) -> str:
        return new if slug == old else slug

    return replace(
        spec,
        issuer=now(spec.issuer),
        issued_by=spec.issued_by or (spec.issuer if spec.issuer == old else None),
        standing_body=now(spec.standing_body),
        reports={slug: _with_receivers(report, old, new) for slug, report in spec.reports.items()},
    )


def parts_of(spec: PlanSpec, slug: str) -> tuple[str, ...]:
    """What a body is to a plan beside owing under it, in words."""
    reports = spec.reports.values()
    parts = {
        "cơ quan ban hành": spec.issuer == slug,
        "cơ quan thường trực": spec.standing_body == slug,
        "nơi nhận báo cáo": any(slug in (report.to, report.via) for report in reports),
        "cơ quan tham mưu": any(report.drafter == slug for report in reports),
    }
    return tuple(part for part, holds in parts.items() if holds)


def _with_receivers(report: ReportSpec, old: str, new: str) -> ReportSpec:
    return replace(
        report,
        to=new if report.to == old else report.to,
        via=new if report.via == old else report.via,
        drafter=new if report.drafter == old else report.drafter,
    )


def _decided(bench: Workbench, row: Obligation) -> Iterator[Obligation]:
    """What a person decided about a row; successors may have ended, and been succeeded, in their turn."""
    handover = bench.spec.handovers.get(row.id)
    if handover is None:
        yield row
        return
    heirs = [bench.directory.agencies[slug] for slug in handover.successors if slug in bench.directory.agencies]
    if not heirs:
        yield row if handover.successors else replace(row, agency_until=None)
    for heir in heirs:
        yield from _decided(bench, _inherited(bench, row, heir, handover))


def _inherited(bench: Workbench, row: Obligation, heir: Agency, handover: Handover) -> Obligation:
    """The debt as the successor owes it: its own row, named after the body that ended."""
    return replace(
        _by(row, handover.last_day, bench.calendar),
        id=f"{row.id}/{heir.slug}",
        name=f"{row.name} (thay {row.agency_name}{_scope(bench, row, heir)})",
        agency=heir.slug,
        agency_name=heir.name,
        agency_order=heir.order,
        head_title=heir.head_title,
        relation=heir.relation,
        membership_proposed=False,
        agency_until=heir.valid_to,
        inherits=row.id,
    )


def _by(row: Obligation, last_day: date | None, calendar: WorkCalendar) -> Obligation:
    if last_day is None or row.gate is not Gate.DATED:
        return row
    return replace(
        row, last_day=last_day, due=due_instant(last_day, None), target=calendar.roll_back(last_day), strict=False
    )


def _scope(bench: Workbench, row: Obligation, heir: Agency) -> str:
    """The matters that the directory gives this successor, as the name of the debt says them."""
    ended = bench.directory.agencies.get(row.agency)
    scopes = (each.scope for each in ended.successors if each.agency == heir.slug) if ended else ()
    scope = next(iter(scopes), "")
    return f", phần {scope}" if scope else ""
