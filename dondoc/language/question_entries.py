"""Reads the questions that the writer of a plan noted: what is asked, who waits for it, what an answer is."""

from collections.abc import Mapping

from dondoc.language import glossary
from dondoc.language.draft import Draft
from dondoc.language.fields import Fields, choice, read_fields
from dondoc.language.nodes import Broken, Text
from dondoc.language.slugs import nearest
from dondoc.language.spec import (
    CampaignSpec,
    Named,
    OwnPlanSpec,
    PeriodSpec,
    QuestionKind,
    QuestionSpec,
    ReportSpec,
    TaskSpec,
)

Entry = ReportSpec | TaskSpec | CampaignSpec | OwnPlanSpec

_SECTIONS = (
    ("report", Named.REPORT),
    ("task", Named.TASK),
    ("campaign", Named.CAMPAIGN),
    ("own_plan", Named.OWN_PLAN),
)


def read_questions(plan: Fields, draft: Draft, entries: Mapping[str, Entry]) -> dict[str, QuestionSpec]:
    """The open questions by slug, in the file's order; `entries` are what they may be about."""
    return {slug: _question(slug, fields, draft, entries) for slug, fields in draft.entries(plan, "question")}


def _question(slug: str, fields: Fields, draft: Draft, entries: Mapping[str, Entry]) -> QuestionSpec:
    about = None
    if fields.has("about") and not isinstance(fields.place("about"), Broken):
        about = read_fields("about", fields.place("about"), draft.findings)
    named, entry = _entry(about, draft) if about is not None else (None, None)
    period = _period(about, draft, entries.get(entry)) if about is not None and entry is not None else None
    agencies = draft.agencies(about, "agency") if about is not None else ()
    stated = choice(fields, "answer", glossary.ANSWERS)
    return QuestionSpec(
        slug=slug,
        ask=fields.string("ask"),
        about_report=entry if named is Named.REPORT else None,
        about_agencies=agencies,
        position=draft.findings.place(fields.table),
        clause=fields.string("clause"),
        kind=stated or _kind(entries.get(entry or ""), period, agencies),
        about_entry=entry,
        about_period=f"{period.year}-{period.slug}" if period is not None else None,
    )


def _entry(about: Fields, draft: Draft) -> tuple[Named | None, str | None]:
    """The section and the slug of the one entry that a question is about."""
    written = [(key, named) for key, named in _SECTIONS if about.has(key)]
    if len(written) > 1:
        first, second = (glossary.key_of(key) for key, _ in written[:2])
        message = f"`ve` nêu cả `{first}` và `{second}`"
        hint = "Mỗi câu hỏi về một việc: tách ra hai câu hỏi."
        draft.findings.error(about.place(written[1][0]), message, hint)
    for key, named in written[:1]:
        return named, draft.name(named, about, key)
    return None, None


def _period(about: Fields, draft: Draft, entry: Entry | None) -> PeriodSpec | None:
    """The one period of a report that a question is about, written as "quy-1" or "2022-quy-1"."""
    text = about.slug("period")
    if text is None or entry is None:
        return None
    periods = entry.periods if isinstance(entry, ReportSpec) else ()
    fitting = [each for each in periods if text.value in (each.slug, f"{each.year}-{each.slug}")]
    if len(fitting) != 1:
        _tell_period(text, draft, entry, periods, is_doubled=bool(fitting))
        return None
    return fitting[0]


def _tell_period(
    text: Text, draft: Draft, entry: Entry, periods: tuple[PeriodSpec, ...], *, is_doubled: bool
) -> None:
    if is_doubled:
        example = next(f"{each.year}-{each.slug}" for each in periods if each.slug == text.value)
        message = f"`{entry.slug}` có nhiều kỳ `{text.value}`, mỗi năm một kỳ"
        draft.findings.error(text, message, f"Ghi cả năm, ví dụ `{example}`.")
        return
    known = dict.fromkeys(each.slug for each in periods)
    like = nearest(text.value, known)
    listed = ", ".join(f"`{slug}`" for slug in known)
    hint = f"Có phải `{like}`?" if like else f"Các kỳ: {listed}." if listed else "Xoá `ky` ở câu hỏi này."
    draft.findings.error(text, f"`{entry.slug}` không có kỳ `{text.value}`", hint)


def _kind(entry: Entry | None, period: PeriodSpec | None, agencies: tuple[str, ...]) -> QuestionKind:
    """What an answer is where the file doesn't say: who owes, else what the entry lacks, else words."""
    if agencies:
        return QuestionKind.DUTY
    if period is not None or isinstance(entry, ReportSpec):
        return QuestionKind.DATE if _is_undated(entry, period) else QuestionKind.FREE
    if isinstance(entry, TaskSpec) and not entry.leads and not entry.executors:
        return QuestionKind.OWNER
    if isinstance(entry, TaskSpec | OwnPlanSpec) and entry.deadline is None and entry.within is None:
        is_continuing = isinstance(entry, TaskSpec) and entry.continuing
        return QuestionKind.FREE if is_continuing else QuestionKind.DATE
    return QuestionKind.FREE


def _is_undated(entry: Entry | None, period: PeriodSpec | None) -> bool:
    if period is not None:
        return period.deadline is None and period.within is None
    return isinstance(entry, ReportSpec) and not entry.periods and not entry.ad_hoc
