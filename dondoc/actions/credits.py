"""A report that was sent under another plan and counts for this one: its paper, its day, its plan are named."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from dondoc.actions.drafts import Draft
from dondoc.actions.following import followed_plan
from dondoc.actions.matching import matches
from dondoc.actions.recording import Recorded, open_matter, record
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Ambiguous, NotFound, Refused
from dondoc.store.dossiers import read_dossiers
from dondoc.store.engine import Store
from dondoc.store.reads import read_all_followed
from dondoc.store.tables import OBLIGATION
from dondoc.tracking.assess import assess
from dondoc.tracking.obligations import Event, EventKind, Obligation
from dondoc.tracking.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditDraft:
    """A credit as somebody reports it: `source` is the other plan, `source_report` its report or period.

    What is left out comes from the receipt that is recorded under the other plan.
    """

    source: str
    source_report: str = ""
    received_on: date | None = None
    document_number: str = ""
    document_date: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Receipt:
    """A report that came under the other plan."""

    obligation: Obligation
    event: Event

    @property
    def line(self) -> str:
        number = f", số {self.event.document_number}" if self.event.document_number else ""
        return f"{self.obligation.id}: {self.obligation.name}, nhận ngày {self.event.received_on:%d/%m/%Y}{number}"


def credit_from(
    store: Store,
    obligation_id: str,
    draft: CreditDraft,
    *,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    key: str | None = None,
) -> Recorded:
    """Records that what an agency sent under another plan counts for an obligation, by the day that it came.

    A plan that is followed here gives the paper itself; of any other the day must be told. Raises NotFound,
    Ambiguous or Refused.
    """
    if not draft.source.strip():
        raise Refused("Báo cáo đã gửi theo kế hoạch nào? Hãy nêu mã hoặc số của kế hoạch ấy.")
    with store.reading() as connection:
        owed = open_matter(connection, obligation_id, calendar, now=now).obligation
        plan = _plan(connection, draft.source, owed)
        receipt = _receipt(connection, plan, owed, draft, calendar, now=now) if plan else None
    fact = _fact(obligation_id, draft, plan, receipt)
    return record(store, fact, calendar=calendar, by=by, now=now, key=key)


def _fact(obligation_id: str, draft: CreditDraft, plan: Plan | None, receipt: _Receipt | None) -> Draft:
    """What is to be recorded: as told, else as the receipt under the other plan has it."""
    paper = receipt.event if receipt else None
    received_on = draft.received_on or (paper.received_on if paper else None)
    if received_on is None:
        raise Refused(
            f"Kế hoạch “{draft.source.strip()}” không theo dõi ở đây, nên chưa biết báo cáo đến ngày nào. "
            "Hãy nêu ngày ấy, ví dụ `--received 14/3/2022`."
        )
    said = f"theo kế hoạch {_printed(plan) if plan else draft.source.strip()}"
    parts = (said, f"{receipt.obligation.name} ({receipt.event.id})" if receipt else "", draft.note.strip())
    return Draft(
        obligation_id=obligation_id,
        kind=EventKind.CREDITED,
        received_on=received_on,
        document_number=draft.document_number.strip() or (paper.document_number if paper else ""),
        document_date=draft.document_date or (paper.document_date if paper else None),
        note="; ".join(part for part in parts if part),
    )


def _printed(plan: Plan) -> str:
    return plan.slug if plan.number_is_blank else f"số {plan.number}"


def _plan(connection: Connection, text: str, owed: Obligation) -> Plan | None:
    """The followed plan that is meant; None for one that is not followed here."""
    plans = {one.plan.slug: one.plan for one in read_all_followed(connection)}
    found = matches(text, {slug: (slug, plan.number, plan.title) for slug, plan in plans.items()})
    others = [slug for slug in found if slug != owed.plan]
    if found and not others:
        raise Refused("Đây chính là kế hoạch đang ghi; báo cáo gửi theo nó thì dùng `dondoc submit`.")
    if len(others) > 1:
        lines = [f"{slug}: {plans[slug].title}" for slug in others]
        raise Ambiguous(f"“{text}” có thể là {len(others)} kế hoạch; hãy ghi rõ kế hoạch nào.", lines)
    return plans[others[0]] if others else None


def _receipt(
    connection: Connection,
    plan: Plan,
    owed: Obligation,
    draft: CreditDraft,
    calendar: WorkCalendar,
    *,
    now: datetime,
) -> _Receipt:
    """The one report of the same agency under the other plan: the one named, else that of the same period."""
    found = list(_receipts(connection, plan.slug, owed.agency, calendar, now=now))
    if not found:
        raise NotFound(
            f"{owed.agency_name} chưa có báo cáo nào ghi nhận theo kế hoạch {plan.slug}. "
            "Hãy ghi nhận ở kế hoạch ấy trước (`dondoc submit`)."
        )
    named = found
    if draft.source_report.strip():
        texts = {place: _texts(one.obligation) for place, one in enumerate(found)}
        named = [found[place] for place in matches(draft.source_report, texts)]
    elif len(found) > 1:
        named = [one for one in found if one.obligation.period == owed.period and owed.period] or found
    if len(named) == 1:
        return named[0]
    raise Ambiguous(
        f"{owed.agency_name} có {len(found)} báo cáo đã nhận theo kế hoạch {plan.slug}; hãy ghi rõ báo cáo nào.",
        [one.line for one in named or found],
    )


def _receipts(
    connection: Connection, plan: str, agency: str, calendar: WorkCalendar, *, now: datetime
) -> Iterator[_Receipt]:
    followed = followed_plan(connection, plan)
    for dossier in read_dossiers(connection, followed, OBLIGATION.c.agency == agency):
        met_by = assess(dossier.obligation, dossier.facts, calendar, now=now).met_by
        if met_by is not None:
            yield _Receipt(dossier.obligation, met_by)


def _texts(row: Obligation) -> tuple[str, ...]:
    period = row.period or ""
    return row.id, row.report, period, period.partition("-")[2], row.period_name, row.name
