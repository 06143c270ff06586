"""Reads how a plan stands to other documents: what amended it, what it replaces, and the plan above it."""

from datetime import date

from dondoc.calendar.spans import IssueDay
from dondoc.language.draft import Draft
from dondoc.language.fields import Fields, read_listed
from dondoc.language.spec import Amendment, Named, Supersession


def read_amendments(plan: Fields, draft: Draft, issued_on: IssueDay | None) -> tuple[Amendment, ...]:
    """The numbered documents that amended the plan, by their days; one that can't be is told and left out."""
    found: list[Amendment] = []
    for fields in read_listed(plan, "amendment"):
        amendment = _amendment(fields, draft, issued_on)
        if amendment is None:
            continue
        if found and amendment.issued_on < found[-1].issued_on:
            message = f"văn bản sửa đổi {amendment.number} có ngày trước văn bản ghi trên nó ({found[-1].number})"
            draft.findings.error(fields.place("day"), message, "Xếp theo thứ tự ngày, cũ trước, mới sau.")
        if any(each.number == amendment.number for each in found):
            message = f"văn bản sửa đổi {amendment.number} ghi hai lần"
            draft.findings.error(fields.place("document"), message, "Mỗi văn bản ghi một dòng: xoá bớt một.")
        found.append(amendment)
    return tuple(found)


def _amendment(fields: Fields, draft: Draft, issued_on: IssueDay | None) -> Amendment | None:
    number, issuer, subject = (fields.string(key) for key in ("document", "of", "subject"))
    day = draft.day(fields, "day") if draft.effect is not None else None
    if day is None or not number:
        return None
    if problem := _misdated(day, draft, issued_on):
        hint = "Xem lại `ngay` của văn bản sửa đổi, hoặc `ngay_ban_hanh`, `hieu_luc` của kế hoạch."
        draft.findings.error(fields.place("day"), problem, hint)
    return Amendment(number, day, issuer, subject, draft.findings.place(fields.table))


def _misdated(day: date, draft: Draft, issued_on: IssueDay | None) -> str:
    """Why a plan can't have been amended on a day; empty if it can."""
    if issued_on is not None and day < issued_on.earliest:
        return f"văn bản sửa đổi ngày {day:%d/%m/%Y} có trước ngày ban hành kế hoạch ({issued_on.printed})"
    if draft.effect is not None and day > draft.effect.ends:
        ends = f"{draft.effect.ends:%d/%m/%Y}"
        return f"văn bản sửa đổi ngày {day:%d/%m/%Y} có sau khi hết thời gian thực hiện ({ends})"
    return ""


def read_supersessions(plan: Fields, draft: Draft, slug: str) -> tuple[Supersession, ...]:
    """The plans whose place this one takes, in the file's order, each once."""
    found: dict[str, Supersession] = {}
    for fields in read_listed(plan, "supersedes"):
        number = fields.string("document")
        old = _other_plan(fields, "plan", draft, slug)
        if number in found:
            message = f"kế hoạch {number} ghi hai lần trong `thay_the`"
            draft.findings.error(fields.place("document"), message, "Mỗi kế hoạch ghi một dòng: xoá bớt một.")
        elif number:
            found[number] = Supersession(number, old, draft.findings.place(fields.table))
    return tuple(found.values())


def read_parent(plan: Fields, draft: Draft, slug: str) -> str | None:
    """The slug of the plan above; None where none is followed here."""
    return _other_plan(plan, "parent", draft, slug)


def _other_plan(fields: Fields, key: str, draft: Draft, slug: str) -> str | None:
    other = draft.name(Named.PLAN, fields, key)
    if other == slug:
        message = f"kế hoạch `{slug}` nêu chính nó ở đây"
        draft.findings.error(fields.place(key), message, "Ghi mã của kế hoạch kia, hoặc xoá.")
        return None
    return other
