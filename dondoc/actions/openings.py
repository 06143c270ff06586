"""Opening an ad hoc report: asked for on a day, of a set of agencies, without touching the plan's file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dondoc.actions.directories import named_agencies
from dondoc.actions.matching import did_you_mean, matches
from dondoc.actions.plan_changes import PlanChange, Subject, record_plan_fact
from dondoc.actions.typed_days import TypedDay, by_paper, read_typed_day
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import NotFound, Refused
from dondoc.language.slugs import LONGEST, slug_of
from dondoc.store.engine import Store
from dondoc.tracking.plan_facts import FactKind, Opening, PlanFact

_PREFIX = "dot-xuat-"
_LONGEST_NAME = 150  # letters: it stands in subjects and tables


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks for: the report's name, its day, of whom, and the ad hoc report that the plan foresees.

    `agencies` are names or slugs of agencies and groups; empty: the senders of the foreseen report.
    """

    name: str
    day: TypedDay
    agencies: tuple[str, ...] = ()
    of_report: str = ""


def open_report(
    store: Store,
    slug: str,
    asked: Asked,
    *,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    document_number: str = "",
    document_date: date | None = None,
    key: str | None = None,
) -> PlanChange:
    """Opens an ad hoc report; whom it asks gets its notice like for any other.

    Raises NotFound or Ambiguous for names that are not clear, Refused for a plan that isn't active, a day that is
    past, or the same report again.
    """

    def draft(subject: Subject) -> PlanFact:
        opening = _opening(subject, asked, document_number.strip())
        return PlanFact(
            id="",
            plan=slug,
            kind=FactKind.OPENED,
            subject=_free_slug(subject, opening),
            occurred_on=subject.today,
            recorded_at=now,
            recorded_by=by,
            content=opening,
            document_number=document_number.strip(),
            document_date=document_date,
        )

    return record_plan_fact(store, slug, draft, calendar=calendar, by=by, now=now, key=key)


def _opening(subject: Subject, asked: Asked, paper: str) -> Opening:
    if not subject.followed.is_active:
        raise Refused(
            f"Kế hoạch {subject.slug} chưa kích hoạt nên chưa mở báo cáo được. "
            f"Hãy chạy `dondoc activate {subject.slug}` trước."
        )
    name = " ".join(asked.name.split())
    if not slug_of(name):
        raise Refused("Hãy nêu tên báo cáo, ví dụ “thiệt hại do bão số 4”.")
    if len(name) > _LONGEST_NAME:
        raise Refused(f"Tên báo cáo dài {len(name)} ký tự; hãy viết gọn trong {_LONGEST_NAME} ký tự.")
    deadline, phrase = read_typed_day(asked.day, subject.written.effect)
    if deadline.due <= subject.now:
        raise Refused(f"Hạn {phrase} đã qua; hãy nêu một ngày còn ở phía trước.")
    foreseen = _foreseen(subject, asked.of_report)
    agencies = named_agencies(subject.directory, asked.agencies)
    if not agencies and foreseen is None:
        raise Refused("Hãy nêu báo cáo này yêu cầu những đơn vị nào (`--agencies`).")
    return Opening(name, deadline, by_paper(phrase, paper), agencies, foreseen)


def _foreseen(subject: Subject, text: str) -> str | None:
    """The ad hoc report of the file that is meant; the only one there is where none is named."""
    known = {slug: (slug, one.name) for slug, one in subject.written.reports.items() if one.ad_hoc}
    if not text.strip():
        return next(iter(known)) if len(known) == 1 else None
    found = matches(text, known)
    if len(found) != 1:
        hint = did_you_mean(text, known) or " Bỏ tuỳ chọn này thì báo cáo gửi về cơ quan ban hành."
        raise NotFound(f"Kế hoạch {subject.slug} không có báo cáo đột xuất “{text}”.{hint}")
    return found[0]


def _is_alike(one: Opening, other: Opening) -> bool:
    return (slug_of(one.name), one.deadline) == (slug_of(other.name), other.deadline)


def _free_slug(subject: Subject, opening: Opening) -> str:
    """A slug that no other report has; the same name and day again is refused."""
    for known in subject.facts:
        content = known.content
        if isinstance(content, Opening) and _is_alike(content, opening):
            raise Refused(
                f"Đã mở báo cáo “{content.name}”, {content.phrase} ({known.id}). Mở cho đơn vị khác thì đặt tên "
                f"khác; mở nhầm thì huỷ bằng `dondoc void {known.id}` rồi mở lại."
            )
    base = f"{_PREFIX}{slug_of(opening.name)}"[: LONGEST - len("-99")].strip("-")
    used: Sequence[str] = [*subject.written.reports, *(fact.subject for fact in subject.every_fact)]
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(used) + 3))) if slug not in used)
