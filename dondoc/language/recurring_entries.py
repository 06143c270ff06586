"""Reads periods that come again by one line: every month, quarter, …, week, day, or on a list of days."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dondoc.calendar.periods import period_window
from dondoc.calendar.phrases import Key, compose_phrase, read_date, read_deadline, split_hour
from dondoc.calendar.recurring import Occurrence, day_rule, occurrences, read_rule, words_of
from dondoc.calendar.spans import Span
from dondoc.calendar.stretches import Every
from dondoc.language import glossary
from dondoc.language.draft import Draft
from dondoc.language.fields import Fields, read_fields
from dondoc.language.nodes import Items, Node, Table, Text
from dondoc.language.slugs import nearest, slug_of
from dondoc.language.spec import PeriodSpec, Words
from dondoc.language.terms import as_undated, undated_phrase

_DAY_KEYS: tuple[tuple[str, Key], ...] = (("before", "truoc"), ("by", "cham_nhat"))
_DATES: tuple[str, Key] = ("dates", "cham_nhat")
_A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class _Line:
    """One mapping that stands for many periods, and what is known around it; read once, whatever it stands for."""

    fields: Fields
    draft: Draft
    effect: Span
    own_words: Words
    proposed: bool

    def words(self, phrase: str) -> Words:
        """The quoted words of the line for each of its periods, else those composed for one."""
        return self.own_words if self.own_words.quoted else replace(self.own_words, phrase=phrase)


def is_recurring(node: Node) -> bool:
    """The mapping stands for many periods: it repeats, or lists days."""
    if not isinstance(node, Table):
        return False
    values = {
        term.english: node.entries[word].value for word in node.entries if (term := glossary.BY_KEY.get(word))
    }
    if "repeats" in values or "dates" in values:
        return True
    return "id" not in values and any(isinstance(values.get(key), Items) for key, _ in _DAY_KEYS)


def read_recurring(node: Node, draft: Draft, clause: str) -> tuple[PeriodSpec, ...]:
    """The periods that one mapping stands for, in order of each repetition; what is wrong with it is told."""
    fields = read_fields("recurrence", node, draft.findings)
    if fields is None or draft.effect is None or not _has_one_term(fields):
        return ()
    own_words = draft.words(fields, "", clause=clause)
    line = _Line(fields, draft, draft.effect, own_words, fields.is_yes("proposed"))
    if not fields.has("repeats"):
        return tuple(_listed(line))
    span = _span(line)
    found = (_repeated(each, line, span) for each in _repetitions(fields)) if span else ()
    return tuple(period for periods in found for period in periods)


def _has_one_term(fields: Fields) -> bool:
    """The line says when in one way: days in a list, or a day of each repetition."""
    written = [key for key in ("before", "by", "dates") if fields.has(key)]
    if not written:
        if fields.has("repeats"):
            hint = 'Thêm `truoc: …` hoặc `cham_nhat: …`; văn bản không ghi ngày thì `truoc: "?"`.'
            fields.findings.error(fields.table, "kỳ lặp lại thiếu ngày gửi", hint)
        return False
    both = ["repeats", "dates"] if fields.has("repeats") and fields.has("dates") else written
    if len(both) == 1:
        return True
    first, second = (glossary.key_of(key) for key in both[:2])
    message, hint = f"`{first}` và `{second}` không đi cùng nhau", "Giữ một cách nêu hạn, đúng như văn bản."
    fields.findings.error(fields.place(both[1]), message, hint)
    return False


def _repetitions(fields: Fields) -> Iterator[Every]:
    for text in fields.texts_once("repeats"):
        every = glossary.REPEATS.get(text.value.casefold())
        if every is not None:
            yield every
            continue
        like = nearest(slug_of(text.value[:60]).replace("-", "_"), (each.value for each in Every))
        words = ", ".join(f"`{each.value}`" for each in Every)
        hint = f"Có phải `{like}`?" if like else f"Viết một trong: {words}."
        fields.findings.error(text, f"`lap` không nhận giá trị “{text.value[:60]}”", hint)


def _span(line: _Line) -> Span | None:
    """From `tu` to `den`; the days of effect where they are not written."""
    fields, draft = line.fields, line.draft
    starts, ends = draft.day(fields, "starts"), draft.day(fields, "ends")
    for key, day in (("starts", starts), ("ends", ends)):
        if fields.has(key) and (day is None or not draft.check_in_effect(fields.place(key), day)):
            return None
    span = Span(starts or line.effect.starts, ends or line.effect.ends)
    if span.starts <= span.ends:
        return span
    fields.findings.error(fields.place("ends"), "ngày cuối trước ngày đầu", "Đổi chỗ `tu` và `den`, hoặc sửa năm.")
    return None


def _repeated(every: Every, line: _Line, span: Span) -> Iterable[PeriodSpec]:
    text, key = _day_text(line.fields)
    if text is None:
        return ()
    undated = as_undated(text)
    if problem := _endless(every, line, span) or (_needs_a_day(every) if undated else ""):
        line.draft.findings.wrong(line.fields.table, problem)
        return ()
    rule = None if undated else read_rule(every, key, text.value)
    found = rule if isinstance(rule, str) else occurrences(every, rule, span, line.effect)
    if isinstance(found, str) or not found:
        nothing = f"không có kỳ nào từ {span.starts:%d/%m/%Y} đến {span.ends:%d/%m/%Y}; xem lại `tu`, `den` và hạn"
        line.draft.findings.wrong(text, found if isinstance(found, str) else nothing)
        return ()
    if undated:
        found = tuple(replace(each, phrase=undated_phrase(undated)) for each in found)
    last_day = max((each.deadline.last_day for each in found if each.deadline), default=line.effect.starts)
    if not line.draft.check_in_effect(text, last_day, what="ngày cuối"):
        return ()
    cutoffs = _cutoffs(every, line.fields, found)
    return [_period(each, every, cutoff, line) for each, cutoff in zip(found, cutoffs, strict=True)]


def _day_text(fields: Fields) -> tuple[Text | None, Key]:
    """The day or the hours under `truoc` or `cham_nhat`, a list as one text; both can't be there."""
    english, key = next(each for each in _DAY_KEYS if fields.has(each[0]))
    texts = fields.texts(english)
    return (texts[0]._replace(value=", ".join(text.value for text in texts)) if texts else None), key


def _endless(every: Every, line: _Line, span: Span) -> str:
    if not every.is_brief or line.fields.has("ends") or span.ends - span.starts <= _A_YEAR:
        return ""
    return f"lặp {words_of(every)} phải có ngày cuối; thêm `den: …`, là ngày văn bản cho thôi báo cáo"


def _needs_a_day(every: Every) -> str:
    if not every.is_brief:
        return ""
    return f"lặp {words_of(every)} phải ghi ngày hoặc giờ gửi; viết như `truoc: 16 giờ thứ sáu`, `truoc: 9h00`"


def _cutoffs(every: Every, fields: Fields, found: Sequence[Occurrence]) -> list[date | None]:
    """The days on which the data of each period are cut off; None where the plan says none, or a wrong one."""
    text = fields.text("cutoff")
    rule = day_rule(every, text.value) if text is not None else None
    days = [rule if isinstance(rule, str) else rule.day_in(each.stretch) for each in found] if rule else []
    problem = next((day for day in days if isinstance(day, str)), None)
    if text is not None and problem is not None:
        fields.findings.wrong(text, problem)
    if problem is not None or not days:
        return [None] * len(found)
    return [day for day in days if isinstance(day, date)]


def _period(each: Occurrence, every: Every, cutoff: date | None, line: _Line) -> PeriodSpec:
    stretch = each.stretch
    inferred = None if every.is_brief else period_window(stretch.slug, stretch.year)
    starts = inferred.starts if inferred is not None else stretch.days.starts
    stated = Span(min(starts, cutoff), cutoff) if cutoff is not None else None
    return PeriodSpec(
        slug=stretch.slug,
        name=stretch.name,
        year=stretch.year,
        deadline=each.deadline,
        data=stated or inferred,
        data_inferred=stated is None and inferred is not None,
        words=line.words(each.phrase),
        proposed=line.proposed,
        is_brief=every.is_brief,
    )


def _listed(line: _Line) -> Iterator[PeriodSpec]:
    """One period for each day of a list."""
    for word in ("starts", "ends", "cutoff"):
        if line.fields.has(word):
            hint = "Các ngày đã ghi đủ: xoá dòng này, hoặc dùng `lap`."
            line.draft.findings.error(line.fields.place(word), f"`{glossary.key_of(word)}` chỉ đi với `lap`", hint)
    for english, key in (*_DAY_KEYS, _DATES):
        for text in line.fields.texts_once(english):
            period = _on_day(text, key, line)
            if period is not None:
                yield period


def _on_day(text: Text, key: Key, line: _Line) -> PeriodSpec | None:
    """The period of one day that is listed."""
    found = read_deadline(key, text.value, effect=line.effect)
    _, rest = split_hour(text.value.strip())
    printed = read_date(rest, effect=line.effect)
    if isinstance(found, str) or isinstance(printed, str):
        line.draft.findings.wrong(text, found if isinstance(found, str) else str(printed))
        return None
    if not line.draft.check_in_effect(text, found.last_day, what="ngày cuối"):
        return None
    is_of_one_year = line.effect.starts.year == line.effect.ends.year
    day = f"{printed.day:02}/{printed.month}"
    return PeriodSpec(
        slug=f"ngay-{printed:%m-%d}",
        name=f"Ngày {day}" if is_of_one_year else f"Ngày {day}/{printed.year}",
        year=printed.year,
        deadline=found,
        data=None,
        data_inferred=False,
        words=line.words(compose_phrase(key, text.value)),
        proposed=line.proposed,
    )
