"""Whether somebody sits at every desk that a plan will write to."""

from collections.abc import Iterator

from dondoc.errors import Position, Problem, Severity
from dondoc.language import glossary
from dondoc.language.contacts import Contacts
from dondoc.language.directory import Agency, Directory, Relation
from dondoc.language.senders import senders_of
from dondoc.language.slugs import nearest
from dondoc.language.spec import PlanSpec

_OWING_ROLES = {
    Relation.SUBORDINATE: ("contact", "head"),
    Relation.ASSOCIATION: ("contact", "head"),
    Relation.OUTSIDE: ("contact",),
}
_WATCHING_ROLES = ("secretary", "head")


def check_desks(spec: PlanSpec, directory: Directory, contacts: Contacts) -> Iterator[Problem]:
    """A warning for each agency of a plan with an empty desk; its messages would go to the secretariat."""
    desks = {agency.slug: (agency, _OWING_ROLES[agency.relation]) for agency in _owing(spec, directory)}
    if spec.standing_body in directory.agencies:
        desks[spec.standing_body] = (directory.agencies[spec.standing_body], _WATCHING_ROLES)
    for agency, roles in desks.values():
        missing = [role for role in roles if contacts.person(role, agency.slug, plan=spec.slug) is None]
        if missing:
            named = ", ".join(glossary.ROLE_LABELS[role] for role in missing)
            message = f"{agency.name} chưa có {named} (kế hoạch {spec.slug})"
            place = contacts.places.get(agency.slug, Position(contacts.file, 1, 1))
            yield Problem(place, Severity.WARNING, message, _what_to_do(agency, missing, spec))


def _what_to_do(agency: Agency, missing: list[str], spec: PlanSpec) -> str:
    if agency.slug == spec.standing_body and "secretary" in missing:
        return f"Thêm thư ký của `{agency.slug}`: chưa có thì mọi thông báo đều phải chờ."
    return f"Thêm vào `{agency.slug}`; chưa có thì thông báo chuyển cho cơ quan thường trực."


def _owing(spec: PlanSpec, directory: Directory) -> tuple[Agency, ...]:
    """The agencies behind every dated duty, in protocol order."""
    on = spec.issued_on.latest if spec.issued_on else spec.effect.starts
    slugs = [slug for report in spec.reports.values() if report.periods for slug in senders_of(spec, report)]
    slugs += [slug for own in spec.own_plans.values() if own.deadline for slug in own.agencies]
    slugs += [slug for task in spec.tasks.values() if task.deadline for slug in (task.leads or task.executors)]
    known = (slug for slug in dict.fromkeys(slugs) if slug in directory.agencies or slug in directory.groups)
    return directory.resolve(tuple(known), on)


def check_contact_agencies(directory: Directory, contacts: Contacts) -> Iterator[Problem]:
    """A warning for each agency of the contacts that the directory does not have."""
    for slug, place in contacts.places.items():
        if slug not in directory.agencies:
            like = nearest(slug, directory.agencies)
            hint = f"Có phải `{like}`?" if like else "Sửa mã, hoặc thêm cơ quan vào danh bạ."
            yield Problem(place, Severity.WARNING, f"danh bạ không có cơ quan `{slug}`", hint)
