"""Reads the reports of a plan and their periods."""

import re
from datetime import date

from dondoc.calendar.periods import period_window
from dondoc.calendar.spans import Span
from dondoc.language import glossary
from dondoc.language.draft import Draft
from dondoc.language.fields import Fields, choice, read_fields
from dondoc.language.nodes import Broken, Items, Node, Text
from dondoc.language.outline_entries import read_outline
from dondoc.language.recurring_entries import is_recurring, read_recurring
from dondoc.language.spec import Named, PeriodSpec, ReportSpec, Undated, WhenMissing, Words
from dondoc.language.terms import TERM_KEYS, Term, as_undated, read_term, undated_phrase

DEFAULT_NAME = "Báo cáo"
_ON_DEMAND = "đột xuất, khi có yêu cầu"
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_FIRST_YEAR, _LAST_YEAR = 1990, 2098


def read_reports(plan: Fields, draft: Draft) -> dict[str, ReportSpec]:
    """The reports by slug, in the file's order."""
    return {slug: _report(slug, fields, draft) for slug, fields in draft.entries(plan, "report")}


def _report(slug: str, fields: Fields, draft: Draft) -> ReportSpec:
    ad_hoc = fields.is_yes("ad_hoc")
    periods, undated = _periods(fields, draft, ad_hoc=ad_hoc)
    composed = _ON_DEMAND if ad_hoc else undated_phrase(undated) if undated is not None else _in_a_line(periods)
    senders = draft.agencies(fields, "from")
    if fields.has("ad_hoc") and not ad_hoc and fields.lacks("from", "of_activity"):
        fields.tell_missing("from")
    return ReportSpec(
        slug=slug,
        name=fields.string("name", DEFAULT_NAME),
        words=draft.words(fields, composed),
        senders=senders,
        to=draft.agency(fields, "to") or "",
        via=draft.agency(fields, "via"),
        drafter=draft.agency(fields, "drafter"),
        consolidates=draft.report(fields, "consolidates"),
        periods=periods,
        undated=undated,
        ad_hoc=ad_hoc,
        when_missing=_when_missing(fields),
        outline=read_outline(fields),
        of_activity=draft.name(Named.ACTIVITY, fields, "of_activity"),
    )


def _when_missing(fields: Fields) -> WhenMissing:
    """What happens where reports are missing on the day of a consolidating one; to any other it means nothing."""
    found = choice(fields, "when_missing", glossary.WHEN_MISSING)
    if fields.has("when_missing") and fields.lacks("consolidates"):
        message = "`khi_thieu` chỉ có nghĩa với báo cáo tổng hợp"
        fields.findings.error(
            fields.place("when_missing"), message, "Thêm `tong_hop_tu: …`, hoặc xoá `khi_thieu`."
        )
    return found or WhenMissing.SEND_AND_NAME


def _in_a_line(periods: tuple[PeriodSpec, ...]) -> str:
    """What a row of the report without a period shows: "Quý I (trước ngày 16/3), 6 tháng (trước ngày 16/6)"."""
    return ", ".join(f"{period.name} ({period.words.phrase})" for period in periods)


def _periods(fields: Fields, draft: Draft, *, ad_hoc: bool) -> tuple[tuple[PeriodSpec, ...], Undated | None]:
    if ad_hoc:
        if fields.has("period"):
            message = "báo cáo đột xuất không có kỳ định trước"
            hint = "Xoá `ky`, mỗi lần có yêu cầu thì mở bằng `dondoc open`; nếu có kỳ thì xoá `dot_xuat`."
            draft.findings.error(fields.place("period"), message, hint)
        return (), None
    if not fields.has("period"):
        if fields.has("ad_hoc"):
            fields.tell_missing("period")
        return (), Undated.UNKNOWN
    node = fields.place("period")
    if is_recurring(node):
        return _listed([node], fields, draft), None
    if not isinstance(node, Items):
        return (), _undated_report(node, draft)
    if not node.items:
        draft.findings.error(node, "báo cáo chưa có kỳ nào", "Ghi các kỳ, hoặc viết `ky: theo quy định`.")
    return _listed(node.items, fields, draft), None


def _listed(nodes: list[Node], fields: Fields, draft: Draft) -> tuple[PeriodSpec, ...]:
    """The periods of a list in its order, each once; a line may stand for many."""
    clause = fields.string("clause")
    found: dict[tuple[int, str], PeriodSpec] = {}
    for node in nodes:
        for period in _periods_of(node, draft, clause):
            if (period.year, period.slug) in found and not draft.findings.has_error_in(node):
                message = f"báo cáo có hai kỳ `{period.slug}` của năm {period.year}"
                draft.findings.error(node, message, "Đổi `ma`, hoặc ghi `nam` để phân biệt.")
            found.setdefault((period.year, period.slug), period)
    return tuple(found.values())


def _periods_of(node: Node, draft: Draft, clause: str) -> tuple[PeriodSpec, ...]:
    if is_recurring(node):
        return read_recurring(node, draft, clause)
    period = _period(node, draft, clause)
    return (period,) if period is not None else ()


def _undated_report(node: Node, draft: Draft) -> Undated:
    text = node if isinstance(node, Text) else None
    undated = as_undated(text) if text is not None else None
    if undated is None and not isinstance(node, Broken):
        draft.findings.error(
            node,
            "`ky` phải là danh sách các kỳ",
            'Mỗi kỳ một dòng: - {ma: quy-1, ten: Quý I, truoc: 16/3}; không có ngày thì `theo quy định` hoặc "?".',
        )
    return undated or Undated.UNKNOWN


def _period(node: Node, draft: Draft, clause: str) -> PeriodSpec | None:
    fields = read_fields("period", node, draft.findings)
    slug = fields.slug("id") if fields is not None else None
    if fields is None or slug is None:
        return None
    term = read_term(fields, draft)
    if fields.lacks(*TERM_KEYS):
        hint = 'Thêm `truoc: 16/3` hoặc `cham_nhat: 16/3`; văn bản không ghi ngày thì `truoc: "?"`.'
        draft.findings.error(node, f"kỳ `{slug.value}` thiếu ngày gửi", hint)
    name = fields.string("name", slug.value)
    cutoff = draft.day(fields, "cutoff")
    year = _year(fields, draft, f"{name} {slug.value}", cutoff, term)
    inferred = period_window(name, year) or period_window(slug.value, year)
    stated = _stated_data(fields, draft, cutoff, inferred)
    return PeriodSpec(
        slug=slug.value,
        name=name,
        year=year,
        deadline=term.deadline if term is not None else None,
        within=term.within if term is not None else None,
        data=stated or inferred,
        data_inferred=stated is None and inferred is not None,
        words=_words(fields, draft, clause, term),
        proposed=fields.is_yes("proposed"),
        is_brief=fields.is_yes("brief"),
    )


def _words(fields: Fields, draft: Draft, clause: str, term: Term | None) -> Words:
    return draft.words(fields, term.phrase if term is not None else undated_phrase(Undated.UNKNOWN), clause=clause)


def _year(fields: Fields, draft: Draft, name: str, cutoff: date | None, term: Term | None) -> int:
    """The year that a period belongs to: as written, else of its name, its cut-off, the effect, its deadline."""
    stated = _written_year(fields) or ((found := _YEAR.search(name)) and int(found[0])) or (cutoff and cutoff.year)
    if stated:
        return stated
    if draft.effect is None:
        return _FIRST_YEAR
    first, last = draft.effect.starts.year, draft.effect.ends.year
    if first != last and term is not None and term.deadline is not None:
        return term.deadline.last_day.year
    if first != last and not draft.findings.has_error_in(fields.table):
        message = f"không rõ kỳ này của năm nào trong {first}–{last}"
        draft.findings.error(fields.table, message, f"Thêm `nam: {first}`.")
    return first


def _written_year(fields: Fields) -> int | None:
    written = fields.text("year")
    if written is None:
        return None
    if _YEAR.fullmatch(written.value.strip()) and _FIRST_YEAR <= int(written.value) <= _LAST_YEAR:
        return int(written.value)
    fields.findings.error(written, f"`nam` không nhận giá trị “{written.value}”", "Viết năm đủ bốn chữ số.")
    return None


def _stated_data(fields: Fields, draft: Draft, cutoff: date | None, inferred: Span | None) -> Span | None:
    """The data window as the plan states it; its first day is inferred where only the cut-off is stated."""
    starts = draft.day(fields, "starts")
    if not fields.has("cutoff"):
        if starts is not None:
            message = "kỳ có `tu` nhưng chưa có ngày cuối của số liệu"
            draft.findings.error(fields.place("starts"), message, f"Thêm `{glossary.key_of('cutoff')}: …`.")
        return None
    if cutoff is None:
        return None
    if starts is None and inferred is not None:
        starts = inferred.starts
    if starts is None or starts > cutoff:
        message = "không rõ ngày đầu của số liệu" if starts is None else "ngày đầu của số liệu sau ngày chốt"
        draft.findings.error(fields.place("cutoff"), message, f"Ghi `{glossary.key_of('starts')}: …` cho đúng.")
        return None
    return Span(starts, cutoff)
