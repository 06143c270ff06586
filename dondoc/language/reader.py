"""Reads a plan file: text → PlanSpec, or all that is wrong with it."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dondoc.calendar.deadlines import Roll
from dondoc.calendar.phrases import read_date, read_issue_day
from dondoc.calendar.spans import IssueDay, Span
from dondoc.errors import Problem
from dondoc.language import glossary, source
from dondoc.language.document_entries import read_amendments, read_parent, read_supersessions
from dondoc.language.draft import Draft
from dondoc.language.duty_entries import read_campaigns, read_events, read_metrics, read_own_plans, read_tasks
from dondoc.language.fields import Fields, read_fields
from dondoc.language.findings import Enough, Findings
from dondoc.language.ladder_entries import read_rungs
from dondoc.language.nodes import Items, Node, Table
from dondoc.language.question_entries import read_questions
from dondoc.language.report_entries import read_reports
from dondoc.language.slugs import is_slug
from dondoc.language.spec import Basis, PlanSpec

BLANK_NUMBER = "…"
_NUMBER_WORD = re.compile(r"^số\s*:?\s+", re.IGNORECASE)  # the message says it anyway
_BLANK = re.compile(r"[\s._…]*(/.*)?")
_YEARS = re.compile(r"(?:(?:năm|giai đoạn)\s+)?([0-9]{4})(?:\s*[-–]\s*([0-9]{4}))?", re.IGNORECASE)
_RANGE = re.compile(r"(?:từ\s+)?(.+?)\s*(?:–|-|đến)\s*(.+)", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1990, 2098
_ALWAYS = Span(date(_FIRST_YEAR, 1, 1), date(_LAST_YEAR, 12, 31))  # stands in for an effect that could not be read
_FEW_DAYS = re.compile(r"[0-9]{1,2}")
_MOST_GRACE_DAYS = 60


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a plan: `draft` as far as it could be read, and every problem."""

    draft: PlanSpec | None
    problems: tuple[Problem, ...]

    @property
    def spec(self) -> PlanSpec | None:
        """The plan; None while it has an error."""
        return None if any(problem.is_error for problem in self.problems) else self.draft


def read_plan(path: Path) -> Reading:
    """Read a plan file. Raises OSError if it can't be opened."""
    return _read(source.read(path), str(path), path.stem)


def read_plan_bytes(data: bytes, *, file: str) -> Reading:
    """Read a plan from the bytes of a file; problems show `file`, its stem is the plan's slug."""
    return _read(source.read_bytes(data, file=file), file, Path(file).stem)


def read_plan_text(text: str, *, file: str) -> Reading:
    """Read a plan from its text; `file` is the name that problems show, its stem the plan's slug."""
    return _read(source.read(text, file=file), file, Path(file).stem)


def _read(read: source.Source, file: str, stem: str) -> Reading:
    findings = Findings(file)
    draft = None
    try:
        for problem in read.problems:
            findings.add(problem)
        fields = read_fields("plan", read.node, findings) if read.node is not None else None
        draft = _plan(fields, Draft(findings), stem) if fields is not None else None
    except Enough:
        draft = None
    return Reading(draft, findings.problems)


def _plan(fields: Fields, draft: Draft, stem: str) -> PlanSpec:
    findings = draft.findings
    draft.effect = _effect(fields, findings)
    number = _NUMBER_WORD.sub("", fields.string("number"), count=1)
    slug, issued_on = _slug(fields, stem), _issue_day(fields, draft)
    _check_secrecy(fields)
    issuer, standing_body = draft.agency(fields, "issuer"), draft.agency(fields, "standing_body")
    draft.events |= read_events(fields, draft)
    reports, tasks = read_reports(fields, draft), read_tasks(fields, draft)
    campaigns, own_plans = read_campaigns(fields, draft), read_own_plans(fields, draft)
    return PlanSpec(
        slug=slug,
        title=fields.string("title"),
        number=None if _BLANK.fullmatch(number) else number,
        number_printed=_printed_number(number),
        issued_on=issued_on,
        signer=fields.string("signer") or None,
        basis=_bases(fields),
        issuer=issuer or "",
        standing_body=standing_body or "",
        roll=_roll(fields),
        grace_days=_grace_days(fields),
        sample=fields.is_yes("sample"),
        partial=fields.is_yes("partial"),
        reports=reports,
        tasks=tasks,
        campaigns=campaigns,
        own_plans=own_plans,
        metrics=read_metrics(fields, draft),
        questions=read_questions(fields, draft, {**own_plans, **campaigns, **tasks, **reports}),
        rungs=read_rungs(fields),
        effect=draft.effect or _ALWAYS,
        position=findings.place(fields.table),
        events=draft.events,
        amendments=read_amendments(fields, draft, issued_on),
        supersedes=read_supersessions(fields, draft, slug),
        parent=read_parent(fields, draft, slug),
        references=tuple(draft.references),
    )


def _printed_number(number: str) -> str:
    """The number as it is shown: "144/KH-UBND", "…/KH-UBND" while the number itself is blank."""
    blank = _BLANK.fullmatch(number)
    return f"{BLANK_NUMBER}{blank[1] or ''}" if blank else number


def _slug(fields: Fields, stem: str) -> str:
    slug = fields.slug("plan")
    if slug is None:
        return stem
    if slug.value != stem:
        message = f"mã kế hoạch `{slug.value}` khác tên tệp `{stem}`"
        otherwise = f", hoặc viết `ke_hoach: {stem}`" if is_slug(stem) else ""
        fields.findings.error(slug, message, f"Đổi tên tệp thành {slug.value}.yaml{otherwise}.")
    return slug.value


def _effect(fields: Fields, findings: Findings) -> Span | None:
    """The days of effect; None where they are absent or wrong, which is told."""
    if not fields.has("effect"):
        return None
    node = fields.place("effect")
    found = _effect_of_table(node, findings) if isinstance(node, Table) else _effect_of_text(fields)
    if found is not None and found.starts > found.ends:
        findings.error(node, "thời gian thực hiện có ngày đầu sau ngày cuối", "Đổi chỗ hai ngày, hoặc sửa năm.")
        return None
    return found


def _effect_of_text(fields: Fields) -> Span | None:
    text = fields.text("effect")
    if text is None:
        return None
    if years := _YEARS.fullmatch(text.value.strip()):
        first, last = int(years[1]), int(years[2] or years[1])
        if _FIRST_YEAR <= first <= _LAST_YEAR and _FIRST_YEAR <= last <= _LAST_YEAR:
            return Span(date(first, 1, 1), date(last, 12, 31))
    if ends := _RANGE.fullmatch(text.value.strip()):
        starts, until = (read_date(each) for each in ends.groups())
        if isinstance(starts, date) and isinstance(until, date):
            return Span(starts, until)
    message = f"không hiểu thời gian thực hiện “{text.value}”"
    hint = "Viết 2022, 2016-2020, hoặc {tu: 01/10/2026, den: 31/12/2027}."
    fields.findings.error(text, message, hint)
    return None


def _effect_of_table(node: Table, findings: Findings) -> Span | None:
    fields = read_fields("effect", node, findings)
    if fields is None:
        return None
    days = []
    for key in ("starts", "ends"):
        text = fields.text(key)
        found = read_date(text.value) if text is not None else None
        if text is not None and isinstance(found, str):
            findings.wrong(text, found)
        days.append(found)
    starts, ends = days
    return Span(starts, ends) if isinstance(starts, date) and isinstance(ends, date) else None


def _issue_day(fields: Fields, draft: Draft) -> IssueDay | None:
    text = fields.text("issued_on")
    if text is None:
        return None
    found = read_issue_day(text.value)
    if isinstance(found, str):
        draft.findings.wrong(text, found)
        return None
    if draft.effect is not None and found.earliest > draft.effect.ends:
        message = f"ngày ban hành {found.printed} sau khi hết thời gian thực hiện ({draft.effect.ends:%d/%m/%Y})"
        draft.findings.error(text, message, "Xem lại năm của `ngay_ban_hanh` hoặc `hieu_luc`.")
    return found


def _bases(fields: Fields) -> tuple[Basis, ...]:
    if not fields.has("basis"):
        return ()
    node = fields.place("basis")
    nodes = node.items if isinstance(node, Items) else [node]
    found = (_basis(each, fields.findings) for each in nodes)
    return tuple(basis for basis in found if basis is not None)


def _basis(node: Node, findings: Findings) -> Basis | None:
    fields = read_fields("basis", node, findings)
    if fields is None:
        return None
    day = fields.text("day")
    if day is not None and isinstance(sentence := read_issue_day(day.value), str):
        findings.wrong(day, sentence)
    return Basis(fields.string("document"), fields.string("of"), fields.string("day"))


def _check_secrecy(fields: Fields) -> None:
    text = fields.text("secrecy")
    if text is not None and text.value.casefold() not in glossary.SECRECY_ALLOWED:
        fields.findings.error(
            text,
            f"không nhận văn bản có độ mật “{text.value}”",
            "Thư đi qua mạng thường nên chỉ nhận văn bản thường; văn bản mật phải theo dõi ngoài hệ thống này.",
        )


def _roll(fields: Fields) -> Roll:
    text = fields.text("roll")
    roll = glossary.ROLLS.get(text.value.casefold()) if text is not None else Roll.NONE
    if text is not None and roll is None:
        message = f"`doi_ngay` không nhận giá trị “{text.value}”"
        fields.findings.error(text, message, "Viết `khong` hoặc `ke_tiep`.")
    return roll or Roll.NONE


def _grace_days(fields: Fields) -> int:
    text = fields.text("grace_days")
    if text is None:
        return 0
    written = text.value.strip()
    if _FEW_DAYS.fullmatch(written) is None or int(written) > _MOST_GRACE_DAYS:
        message = f"`so_ngay_cho` không nhận giá trị “{written[:40]}”"
        fields.findings.error(text, message, f"Viết một số ngày từ 0 đến {_MOST_GRACE_DAYS}.")
        return 0
    return int(written)
