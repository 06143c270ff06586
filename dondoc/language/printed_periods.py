"""Writes the periods of a report: a line for each, one line for a run of them that a repetition gives."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple, Self

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.periods import period_window
from dondoc.calendar.recurring import Occurrence, Rule, occurrences, read_rule
from dondoc.calendar.spans import Span
from dondoc.calendar.stretches import Every, stretches
from dondoc.language.printed_terms import DAY_KEYS, composed_term, printed_day, printed_term
from dondoc.language.spec import PeriodSpec, PlanSpec, ReportSpec, Undated
from dondoc.language.yaml_text import Line, Lines, Value

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NUMBER = re.compile(r"[0-9]+")
_ONCE_A_YEAR = frozenset({"6-thang", "9-thang", "nam"})

Pairs = list[tuple[str, Value]]


def printed_periods(spec: PlanSpec, report: ReportSpec) -> Value:
    """What stands under `ky`: the reason why there are no periods, else their lines."""
    if not report.periods:
        return (report.undated or Undated.UNKNOWN).value
    lines: list[Line] = []
    for _, run in groupby(report.periods, key=_run):
        periods = tuple(run)
        repeated = _repetition(spec, report, periods)
        lines += [repeated] if repeated is not None else [_line(spec, report, each) for each in periods]
    return Lines(tuple(lines))


def _run(period: PeriodSpec) -> tuple[str, bool, str]:
    """What the periods of one repetition have in common: their words, and the kind of their slugs."""
    kind = period.slug if period.slug in _ONCE_A_YEAR else _NUMBER.sub("", period.slug)
    return period.words.phrase, period.words.quoted, kind


def _line(spec: PlanSpec, report: ReportSpec, period: PeriodSpec) -> Line:
    key, text = printed_term(spec, period.words, period.deadline, period.within) or ("before", "?")
    pairs: Pairs = [("id", period.slug), ("name", period.name), (key, text)]
    if _needs_year(spec, period):
        pairs.append(("year", str(period.year)))
    if period.data is not None and not period.data_inferred:
        pairs += [("starts", _day(spec, period.data.starts)), ("cutoff", _day(spec, period.data.ends))]
    if period.is_brief:
        pairs.append(("brief", "có"))
    return Line((*pairs, *_ending(report, period)))


def _day(spec: PlanSpec, day: date) -> str:
    return printed_day(day, spec)


def _ending(report: ReportSpec, period: PeriodSpec) -> Pairs:
    pairs: Pairs = [("proposed", "có")] if period.proposed else []
    if period.words.clause != report.words.clause:
        pairs.append(("clause", period.words.clause))
    if period.words.quoted:
        pairs.append(("phrase", period.words.phrase))
    return pairs


def _needs_year(spec: PlanSpec, period: PeriodSpec) -> bool:
    """The year would be read as another one, or not at all: only a plan of one year gives it by itself."""
    is_of_that_year = spec.effect.starts.year == spec.effect.ends.year == period.year
    names_a_year = _YEAR.search(f"{period.name} {period.slug}") is not None
    is_stated = period.data is not None and not period.data_inferred
    return not is_of_that_year or is_stated or names_a_year


def _repetition(spec: PlanSpec, report: ReportSpec, periods: tuple[PeriodSpec, ...]) -> Line | None:
    """The one line that gives a run of periods, and no others; None where lines of their own do as well."""
    first = periods[0]
    is_uniform = all(_is_like(each, first) for each in periods)
    if not is_uniform or first.words.quoted or first.deadline is None:
        return None
    if composed_term(first.words, first.deadline, spec.effect) is not None:
        return None
    wanted = [_Gist.of(period) for period in periods]
    for key, phrase_key, opening in DAY_KEYS:
        text = first.words.phrase.removeprefix(opening)
        for every in Every if first.words.phrase.startswith(opening) else ():
            for span in _spans(spec.effect, every, periods):
                if _given(spec.effect, every, read_rule(every, phrase_key, text), span) == wanted:
                    bounds = _bounds(spec, every, span)
                    return Line((("repeats", every.value), (key, text), *bounds, *_ending(report, first)))
    return None


def _is_like(one: PeriodSpec, other: PeriodSpec) -> bool:
    is_inferred = one.data is None or one.data_inferred
    return is_inferred and (one.proposed, one.words.clause) == (other.proposed, other.words.clause)


class _Gist(NamedTuple):
    """What a line has to give of a period, beside what stands once for the whole run."""

    slug: str
    name: str
    year: int
    deadline: Deadline | None
    data: Span | None
    is_brief: bool
    phrase: str

    @classmethod
    def of(cls, period: PeriodSpec) -> Self:
        """That of a period."""
        days = (period.deadline, period.data, period.is_brief)
        return cls(period.slug, period.name, period.year, *days, period.words.phrase)


def _given(effect: Span, every: Every, rule: Rule | str, span: Span) -> list[_Gist]:
    """The periods that a repetition gives; none where it isn't understood."""
    found = occurrences(every, rule, span, effect) if isinstance(rule, Rule) else ()
    return [_given_one(each, every) for each in found if isinstance(each, Occurrence)]


def _given_one(each: Occurrence, every: Every) -> _Gist:
    stretch = each.stretch
    data = None if every.is_brief else period_window(stretch.slug, stretch.year)
    return _Gist(stretch.slug, stretch.name, stretch.year, each.deadline, data, every.is_brief, each.phrase)


def _spans(effect: Span, every: Every, periods: tuple[PeriodSpec, ...]) -> Iterator[Span]:
    """From when to when a repetition may go that gives these periods, the whole effect first."""
    known = {(each.slug, each.year): each.days for each in stretches(every, effect, effect)}
    first, last = (known.get((each.slug, each.year), effect) for each in (periods[0], periods[-1]))
    due = [period.deadline.last_day for period in (periods[0], periods[-1]) if period.deadline is not None]
    starts = dict.fromkeys(day for day in (effect.starts, first.starts, *due[:1]) if day in effect)
    ends = dict.fromkeys(day for day in (effect.ends, last.ends, *due[1:]) if day in effect)
    yield from (Span(begin, end) for begin in starts for end in ends if begin <= end)


def _bounds(spec: PlanSpec, every: Every, span: Span) -> Pairs:
    """From when to when it repeats, where that has to be written."""
    bounds: Pairs = [] if span.starts == spec.effect.starts else [("starts", printed_day(span.starts, spec))]
    if span.ends != spec.effect.ends or every.is_brief:
        bounds.append(("ends", printed_day(span.ends, spec)))
    return bounds
