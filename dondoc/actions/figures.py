"""Figures for the metrics of a plan: recorded as reported, taken back, and held against what is to be reached."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from dondoc.actions.finding import one_agency, one_plan
from dondoc.actions.following import followed_plan, lock_plan
from dondoc.actions.matching import did_you_mean, matches
from dondoc.errors import Ambiguous, NotFound, Refused
from dondoc.store.contents import insert_figure, plan_of_figure, read_figures, read_periods
from dondoc.store.engine import Store
from dondoc.store.reads import read_agency_names
from dondoc.store.rows import figure_id as figure_id_of
from dondoc.store.rows import figure_number
from dondoc.store.tables import FIGURE
from dondoc.tracking.figures import (
    WHOLE,
    Figure,
    FigurePeriod,
    Metric,
    Progress,
    figure_periods,
    live_figures,
    progress,
)
from dondoc.tracking.plan import Plan

_LONGEST = 100  # of a figure; whatever is longer is a report, not a figure


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure in words: whose, for which metric and time. `is_live`: it counts."""

    figure: Figure
    metric: Metric | None  # None where a later version of the plan has dropped it
    period_name: str
    agency_name: str
    is_live: bool


@dataclass(frozen=True, slots=True)
class FigureRecorded:
    """What was put down. `is_repeat`: the same was recorded before, nothing was written."""

    entry: Entry
    is_repeat: bool


@dataclass(frozen=True, slots=True)
class FigureBook:
    """All figures of a plan, and how far each metric has come."""

    plan: Plan
    progress: tuple[Progress, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDraft:
    """A figure as somebody reports it: texts to be matched; empty: the whole time, the whole plan."""

    metric: str
    value: str
    period: str = ""
    agency: str = ""
    document_number: str = ""
    note: str = ""


def set_figure(
    store: Store, plan: str, draft: FigureDraft, *, by: str, now: datetime, key: str | None = None
) -> FigureRecorded:
    """Records a figure as it is written; the latest one of a metric, period and agency counts.

    The same `key` again, or the same figure again, is a repeat. Raises Refused for what is no figure,
    NotFound or Ambiguous for a plan, metric, period or agency that is not clear.
    """
    value = _checked_value(draft.value)
    with store.writing() as connection:
        known = read_figures(connection, FIGURE.c.key == key) if key else ()
        if known:
            return _recorded(connection, known[0], now, is_repeat=True)
        slug = one_plan(connection, plan)
        found = lock_plan(connection, slug).plan
        figure = _drafted(connection, found, replace(draft, value=value), by, now)
        live = live_figures(read_figures(connection, FIGURE.c.plan == slug), now=now)
        same = next((one for one in live if _matter(one) == _matter(figure)), None)
        if same is not None:
            return _recorded(connection, same, now, is_repeat=True)
        return _recorded(connection, insert_figure(connection, slug, figure, key=key), now, is_repeat=False)


def _drafted(connection: Connection, plan: Plan, draft: FigureDraft, by: str, now: datetime) -> Figure:
    """The figure that a draft means, without an id."""
    return Figure(
        id="",
        metric=_metric(plan, draft.metric).slug,
        period=_period(_periods(connection, plan), draft.period),
        agency=_agency(connection, plan, draft.agency),
        value=draft.value,
        document_number=draft.document_number.strip(),
        note=draft.note.strip(),
        recorded_at=now,
        recorded_by=by,
    )


def void_figure(
    store: Store, figure_id: str, *, by: str, now: datetime, note: str = "", key: str | None = None
) -> FigureRecorded:
    """Takes back a figure named by its id ("s5"): the one before it counts again. Taken back twice is once."""
    with store.writing() as connection:
        slug = plan_of_figure(connection, figure_id)
        if slug is None:
            raise NotFound(
                f"Không có số liệu “{figure_id}”. Mã số liệu (như s5) có trong `dondoc figures list --all`."
            )
        lock_plan(connection, slug)
        figures = {one.id: one for one in read_figures(connection, FIGURE.c.plan == slug)}
        wrong = figures[figure_id_of(figure_number(figure_id) or 0)]
        if wrong.voids is not None:
            raise Refused(f"{wrong.id} là một lần huỷ, không huỷ tiếp được. Hãy ghi lại số liệu cho đúng.")
        is_repeat = any(one.voids == wrong.id for one in figures.values())
        if not is_repeat:
            taken_back = replace(
                wrong, value="", document_number="", note=note, recorded_at=now, recorded_by=by, voids=wrong.id
            )
            insert_figure(connection, slug, taken_back, key=key)
        return _recorded(connection, wrong, now, is_repeat=is_repeat)


def figure_book(store: Store, plan: str, *, now: datetime) -> FigureBook:
    """The figures of a plan that is named by slug, number or title. Raises NotFound or Ambiguous."""
    with store.reading() as connection:
        found = followed_plan(connection, one_plan(connection, plan)).plan
        return _book(connection, found, now)


def progress_of(store: Store, slug: str, *, now: datetime) -> tuple[Progress, ...]:
    """How far each metric of a plan has come. Raises NotFound."""
    with store.reading() as connection:
        return _book(connection, followed_plan(connection, slug).plan, now).progress


def _book(connection: Connection, plan: Plan, now: datetime) -> FigureBook:
    figures = read_figures(connection, FIGURE.c.plan == plan.slug, FIGURE.c.recorded_at <= now)
    live = live_figures(figures, now=now)
    counting = {figure.id for figure in live}
    periods = _periods(connection, plan)
    names = read_agency_names(connection)
    metrics = {metric.slug: metric for metric in plan.metrics}
    told = {period.slug: period.name for period in periods}
    entries = tuple(
        Entry(
            figure=one,
            metric=metrics.get(one.metric),
            period_name=told.get(one.period, one.period),
            agency_name=names.get(one.agency, one.agency),
            is_live=one.id in counting,
        )
        for one in figures
    )
    return FigureBook(plan, progress(plan.metrics, live, periods), entries)


def _recorded(connection: Connection, figure: Figure, now: datetime, *, is_repeat: bool) -> FigureRecorded:
    slug = plan_of_figure(connection, figure.id) or ""
    entries = _book(connection, followed_plan(connection, slug).plan, now).entries
    return FigureRecorded(next(one for one in entries if one.figure.id == figure.id), is_repeat)


def _matter(figure: Figure) -> tuple[str, ...]:
    """What makes two entries the same figure."""
    return (
        figure.metric,
        figure.period,
        figure.agency,
        figure.value.casefold(),
        figure.document_number.casefold(),
    )


def _checked_value(text: str) -> str:
    value = " ".join(text.split())
    if not value:
        raise Refused(
            "Số liệu là bao nhiêu? Hãy nêu như trong báo cáo, ví dụ `--value 92,5%` hoặc `--value 18/20`."
        )
    if len(value) > _LONGEST:
        raise Refused(f"Số liệu dài quá {_LONGEST} ký tự; hãy chỉ ghi con số, phần giải thích để ở ghi chú.")
    return value


def _metric(plan: Plan, text: str) -> Metric:
    metrics = {metric.slug: metric for metric in plan.metrics}
    if not metrics:
        raise NotFound(
            f"Kế hoạch {plan.slug} không có chỉ tiêu nào; chỉ tiêu ghi ở phần `chi_tieu` của tệp kế hoạch."
        )
    found = matches(text, {slug: (slug, metric.measure) for slug, metric in metrics.items()})
    if not found:
        raise NotFound(f"Kế hoạch {plan.slug} không có chỉ tiêu “{text}”.{did_you_mean(text, metrics)}")
    if len(found) > 1:
        lines = [f"{slug}: {metrics[slug].measure}" for slug in found]
        raise Ambiguous(f"“{text}” có thể là {len(found)} chỉ tiêu; hãy ghi rõ chỉ tiêu nào.", lines)
    return metrics[found[0]]


def _periods(connection: Connection, plan: Plan) -> tuple[FigurePeriod, ...]:
    effect: tuple[date, date] = (plan.effect_from, plan.effect_to)
    return figure_periods(read_periods(connection, plan.slug), effect)


def _period(periods: Sequence[FigurePeriod], text: str) -> str:
    if not text.strip():
        return WHOLE
    named = {one.slug: one for one in periods if one.slug}
    found = matches(text, {slug: (slug, slug.partition("-")[2], one.name) for slug, one in named.items()})
    if not found:
        raise NotFound(f"Kế hoạch không có kỳ “{text}”.{did_you_mean(text, [one.name for one in named.values()])}")
    if len(found) > 1:
        lines = [f"{slug}: {named[slug].name}" for slug in found]
        raise Ambiguous(f"“{text}” có thể là {len(found)} kỳ; hãy ghi rõ kỳ nào.", lines)
    return found[0]


def _agency(connection: Connection, plan: Plan, text: str) -> str:
    if not text.strip():
        return WHOLE
    slug = one_agency(connection, text)
    if slug not in plan.agency_names:
        raise NotFound(f"“{text}” không thuộc kế hoạch {plan.slug}; bỏ trống nếu số liệu là của cả kế hoạch.")
    return slug
