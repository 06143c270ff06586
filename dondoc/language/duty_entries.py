"""Reads the duties of a plan that are no reports, the events that they wait for, and its targets."""

import re
from datetime import date

from dondoc.calendar.phrases import read_date
from dondoc.calendar.spans import Span
from dondoc.language import glossary
from dondoc.language.draft import Draft
from dondoc.language.fields import Fields
from dondoc.language.spec import CampaignSpec, MetricSpec, OwnPlanSpec, PlanEventSpec, TaskSpec
from dondoc.language.targets import read_target
from dondoc.language.terms import read_term

_UNTIL = re.compile(r"(?:đến|den|tới|until)\s+(?:hết\s+(?=[0-9]|ngày))?(?:ngày\s+)?(\S.*)", re.IGNORECASE)
_NO_DAY = "không ghi thời hạn"


def read_events(plan: Fields, draft: Draft) -> dict[str, PlanEventSpec]:
    """The events that duties wait for, by slug, in the file's order."""
    return {slug: _event(slug, fields, draft) for slug, fields in draft.entries(plan, "event")}


def _event(slug: str, fields: Fields, draft: Draft) -> PlanEventSpec:
    name = fields.string("name")
    return PlanEventSpec(slug, name, draft.words(fields, name))


def read_tasks(plan: Fields, draft: Draft) -> dict[str, TaskSpec]:
    """The tasks by slug, in the file's order."""
    return {slug: _task(slug, fields, draft) for slug, fields in draft.entries(plan, "task")}


def _task(slug: str, fields: Fields, draft: Draft) -> TaskSpec:
    term = read_term(fields, draft)
    continuing, until = _continuing(fields, draft)
    if continuing and term is not None:
        message = "nhiệm vụ vừa `thuong_xuyen` vừa có hạn"
        draft.findings.error(fields.place("continuing"), message, "Giữ một: việc có hạn thì bỏ `thuong_xuyen`.")
    composed = term.phrase if term is not None else _continuing_phrase(fields) if continuing else _NO_DAY
    return TaskSpec(
        slug=slug,
        content=fields.string("content"),
        words=draft.words(fields, composed),
        leads=draft.agencies(fields, "lead"),
        supporting=draft.agencies(fields, "supporting"),
        executors=draft.agencies(fields, "executors"),
        continuing=continuing,
        continuing_until=until,
        deadline=term.deadline if term is not None else None,
        within=term.within if term is not None else None,
        proposed=fields.is_yes("proposed"),
    )


def _continuing(fields: Fields, draft: Draft) -> tuple[bool, date | None]:
    """Whether a task has no date of its own, and the day until which it goes on (the effect's end if unsaid)."""
    text = fields.text("continuing")
    if text is None:
        return False, None
    if found := _UNTIL.fullmatch(text.value.strip()):
        day = read_date(found[1], effect=draft.effect)
        if isinstance(day, date):
            return True, day if draft.check_in_effect(text, day) else None
        draft.findings.wrong(text, day)
        return True, None
    if text.value.casefold() not in glossary.YES_NO:
        message = f"`thuong_xuyen` không nhận giá trị “{text.value}”"
        draft.findings.error(text, message, "Viết `có`, hoặc `đến 31/12/2022`; việc có hạn thì dùng `truoc`.")
        return True, None
    is_so = glossary.YES_NO[text.value.casefold()]
    return is_so, draft.effect.ends if is_so and draft.effect is not None else None


def _continuing_phrase(fields: Fields) -> str:
    written = fields.string("continuing")
    return f"thường xuyên, {written}" if _UNTIL.fullmatch(written) else "thực hiện thường xuyên"


def read_campaigns(plan: Fields, draft: Draft) -> dict[str, CampaignSpec]:
    """The campaigns and days by slug, in the file's order; one without days is told and left out."""
    read = ((slug, _campaign(slug, fields, draft)) for slug, fields in draft.entries(plan, "campaign"))
    return {slug: campaign for slug, campaign in read if campaign is not None}


def _campaign(slug: str, fields: Fields, draft: Draft) -> CampaignSpec | None:
    span = _span(fields, draft)
    leads, supporting, executors = (draft.agencies(fields, key) for key in ("lead", "supporting", "executors"))
    after, event = _after(fields, draft)
    if span is None:
        return None
    is_day = fields.has("day")
    first, last, only = (fields.string(key) for key in ("starts", "ends", "day"))
    days = f"ngày {only}" if is_day else f"từ ngày {first} đến ngày {last}"
    return CampaignSpec(
        slug=slug,
        name=fields.string("name", f"Hoạt động {days}" if is_day else "Đợt cao điểm"),
        words=draft.words(fields, f"{days}, sau khi {after}" if after else days),
        leads=leads,
        supporting=supporting,
        executors=executors,
        span=span,
        is_day=is_day,
        after=after,
        after_event=event,
    )


def _after(fields: Fields, draft: Draft) -> tuple[str | None, str | None]:
    """The event that a campaign waits for, in words and by its slug; words make an event of their own."""
    text = fields.text("after")
    event = draft.event(fields, "after", text) if text is not None else None
    return event or (None, None)


def _span(fields: Fields, draft: Draft) -> Span | None:
    if fields.has("day"):
        if fields.has("starts") or fields.has("ends"):
            hint = "Một ngày thì chỉ viết `ngay`; một đợt thì viết `tu` và `den`."
            draft.findings.error(fields.place("day"), "`ngay` không đi cùng `tu`, `den`", hint)
        day = _day_in_effect(fields, "day", draft)
        return Span(day, day) if day is not None else None
    for key in ("starts", "ends"):
        if fields.lacks(key, "day"):
            word = glossary.key_of(key)
            message = f"đợt cao điểm thiếu `{word}`"
            draft.findings.error(fields.table, message, f"Thêm `{word}: …`, hoặc `ngay: …` nếu chỉ một ngày.")
    starts, ends = _day_in_effect(fields, "starts", draft), _day_in_effect(fields, "ends", draft)
    if starts is None or ends is None:
        return None
    if starts > ends:
        draft.findings.error(
            fields.place("ends"), "ngày cuối trước ngày đầu", "Đổi chỗ `tu` và `den`, hoặc sửa năm."
        )
        return None
    return Span(starts, ends)


def _day_in_effect(fields: Fields, key: str, draft: Draft) -> date | None:
    day = draft.day(fields, key)
    return day if day is not None and draft.check_in_effect(fields.place(key), day) else None


def read_own_plans(plan: Fields, draft: Draft) -> dict[str, OwnPlanSpec]:
    """The plans that addressees must issue themselves, by slug, in the file's order."""
    return {slug: _own_plan(slug, fields, draft) for slug, fields in draft.entries(plan, "own_plan")}


def _own_plan(slug: str, fields: Fields, draft: Draft) -> OwnPlanSpec:
    term = read_term(fields, draft)
    return OwnPlanSpec(
        slug=slug,
        name=fields.string("name"),
        words=draft.words(fields, term.phrase if term is not None else _NO_DAY),
        agencies=draft.agencies(fields, "executors"),
        deadline=term.deadline if term is not None else None,
        within=term.within if term is not None else None,
        proposed=fields.is_yes("proposed"),
    )


def read_metrics(plan: Fields, draft: Draft) -> dict[str, MetricSpec]:
    """The measurable targets by slug, in the file's order."""
    return {
        slug: MetricSpec(
            slug,
            measure=fields.string("measure"),
            reaches=fields.string("reaches"),
            words=draft.words(fields, f"{fields.string('measure')}: {fields.string('reaches')}"),
            target=read_target(fields.string("reaches")),
        )
        for slug, fields in draft.entries(plan, "metric")
    }
