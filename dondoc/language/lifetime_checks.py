"""Bodies that a plan names, or reaches by a group, and that are not there in its days."""

from collections.abc import Iterator
from datetime import date

from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Problem, Severity
from dondoc.language.directory import Agency, Directory
from dondoc.language.spec import Named, PlanSpec, Reference


def agencies_out_of_time(spec: PlanSpec, directory: Directory, _calendar: WorkCalendar) -> Iterator[Problem]:
    """Agencies that are gone when the plan is issued, or come after it; those that end within it, once each."""
    ending: set[str] = set()
    for reference in _bodies(spec, Named.AGENCY, Named.AGENCY_OR_GROUP):
        agency = directory.agencies.get(reference.slug)
        if agency is None:
            continue
        if agency.valid_to is not None and agency.valid_to < _first_day(spec):
            message = f"{agency.name} đã thôi hoạt động từ sau ngày {agency.valid_to:%d/%m/%Y}"
            yield _error(reference, message, f"Thay bằng cơ quan kế thừa ({_heirs(agency)}).")
        elif agency.valid_from is not None and agency.valid_from > spec.effect.ends:
            message = f"{agency.name} chỉ có từ ngày {agency.valid_from:%d/%m/%Y}"
            yield _error(reference, message, "Sửa mã cơ quan, hoặc sửa `tu` trong danh bạ.")
        elif _ends_within(agency, spec) and agency.slug not in ending:
            ending.add(agency.slug)
            message = f"{agency.name} thôi hoạt động {_when(agency)}"
            hint = f"Việc còn lại sẽ chờ người quyết định; cơ quan kế thừa: {_heirs(agency)}."
            yield _warning(reference, message, hint)


def groups_that_shrink(spec: PlanSpec, directory: Directory, _calendar: WorkCalendar) -> Iterator[Problem]:
    """Groups of which some owe by this plan and end within it, once each."""
    told: set[str] = set()
    for reference in _bodies(spec, Named.AGENCY_OR_GROUP):
        group = directory.groups.get(reference.slug)
        if group is None or group.slug in told:
            continue
        told.add(group.slug)
        members = directory.resolve((group.slug,), _first_day(spec))
        ending = [agency for agency in members if _ends_within(agency, spec)]
        if ending:
            others = f" và {len(ending) - 1} cơ quan nữa" if len(ending) > 1 else ""
            message = f"nhóm “{group.name}”: {ending[0].name}{others} thôi hoạt động {_when(ending[0])}"
            yield _warning(reference, message, "Việc còn lại của họ sẽ chờ người quyết định (`dondoc review`).")


def _bodies(spec: PlanSpec, *named: Named) -> Iterator[Reference]:
    return (reference for reference in spec.references if reference.named in named)


def _first_day(spec: PlanSpec) -> date:
    """The day on which bodies are read: the latest possible day of issue, else the first of effect."""
    return max(spec.issued_on.latest, spec.effect.starts) if spec.issued_on else spec.effect.starts


def _ends_within(agency: Agency, spec: PlanSpec) -> bool:
    return agency.valid_to is not None and agency.valid_to < spec.effect.ends


def _when(agency: Agency) -> str:
    return f"sau ngày {agency.valid_to:%d/%m/%Y}, khi kế hoạch còn hiệu lực"


def _heirs(agency: Agency) -> str:
    return ", ".join(f"`{slug}`" for slug in agency.successor_slugs) or "danh bạ chưa ghi"


def _error(reference: Reference, message: str, hint: str) -> Problem:
    return Problem(reference.position, Severity.ERROR, message, hint)


def _warning(reference: Reference, message: str, hint: str) -> Problem:
    return Problem(reference.position, Severity.WARNING, message, hint)
