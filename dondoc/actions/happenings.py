"""Recording that an event of a plan happened: what is counted from it gets its days, what waited for it starts."""

from datetime import date, datetime

from dondoc.actions.matching import did_you_mean, matches
from dondoc.actions.plan_changes import PlanChange, Subject, record_plan_fact
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import NotFound, Refused
from dondoc.language.spec import PlanEventSpec
from dondoc.store.engine import Store
from dondoc.tracking.plan_facts import FactKind, Occurrence, PlanFact


def happened(
    store: Store,
    slug: str,
    event: str,
    *,
    on: date,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    document_number: str = "",
    document_date: date | None = None,
    note: str = "",
    key: str | None = None,
    instead_of: str | None = None,
) -> PlanChange:
    """Records on which civil day an event of a plan happened; `event` is its slug or name.

    Raises NotFound for an event that the plan doesn't name, Refused for a day to come or an event known.
    """

    def draft(subject: Subject) -> PlanFact:
        known = _one_event(subject, event)
        _refuse(subject, known.slug, on)
        return PlanFact(
            id="",
            plan=slug,
            kind=FactKind.OCCURRED,
            subject=known.slug,
            occurred_on=on,
            recorded_at=now,
            recorded_by=by,
            document_number=document_number.strip(),
            document_date=document_date,
            content=Occurrence(known.name, note.strip()),
        )

    return record_plan_fact(store, slug, draft, calendar=calendar, by=by, now=now, key=key, instead_of=instead_of)


def _one_event(subject: Subject, text: str) -> PlanEventSpec:
    known = subject.written.events
    found = matches(text, {slug: (slug, event.name) for slug, event in known.items()})
    if len(found) == 1:
        return known[found[0]]
    if not known:
        raise NotFound(f"Kế hoạch {subject.slug} không có việc nào chờ sự kiện.")
    names = [f"{slug} ({event.name})" for slug, event in known.items()]
    raise NotFound(f"Kế hoạch {subject.slug} không có sự kiện “{text}”.{did_you_mean(text, names)}")


def _refuse(subject: Subject, event: str, on: date) -> None:
    if on > subject.today:
        raise Refused(f"Ngày {on:%d/%m/%Y} chưa tới; ghi nhận sự kiện khi đã xảy ra.")
    known = next((one for one in subject.facts if one.kind is FactKind.OCCURRED and one.subject == event), None)
    if known is not None:
        raise Refused(
            f"Sự kiện này đã được ghi nhận ngày {known.occurred_on:%d/%m/%Y} ({known.id}). "
            f"Nếu ghi nhầm, huỷ bằng `dondoc void {known.id}` rồi ghi lại."
        )
