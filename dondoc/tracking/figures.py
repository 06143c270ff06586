"""Figures reported for a plan's metrics, and how they stand to what the plan wants reached. All pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from dondoc.language.spec import MetricSpec, Target

WHOLE = ""  # the period of a figure for all the time of the plan, and the agency of one for the whole plan
WHOLE_NAME = "cả thời gian thực hiện"
_PERCENT = "%"
_HUNDRED = Decimal(100)
_DIGITS_OF_YEAR = 4
_NUMBER = r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_QUANTITY = re.compile(rf"(?P<number>{_NUMBER})(?:\s*/\s*(?P<of>{_NUMBER}))?\s*(?P<unit>%|[^\W\d].*)?")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Metric:
    """What a plan measures and wants reached; `reaches` as written, `target` where it can be read as a number."""

    slug: str
    measure: str
    reaches: str
    target: Target | None
    clause: str
    phrase: str
    phrase_quoted: bool


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as somebody reported it: 92,5 % · 18 of 20 cases · 1.200 people."""

    number: Decimal
    of: Decimal | None
    unit: str

    @property
    def percent(self) -> Decimal | None:
        """The part of the whole in percent; None where no whole is given."""
        return self.number * _HUNDRED / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Figure:
    """What was recorded for a metric; `period` and `agency` are slugs, empty for the whole of it.

    `voids` names the figure that this row takes back.
    """

    id: str
    metric: str
    period: str
    agency: str
    value: str
    document_number: str
    note: str
    recorded_at: datetime
    recorded_by: str
    voids: str | None = None


@dataclass(frozen=True, slots=True)
class FigurePeriod:
    """A time for which figures are reported; `ends` orders them."""

    slug: str
    name: str
    ends: date


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a metric has come: the figure of the whole plan for its latest period, and those of agencies.

    `is_reached` is None where there is no figure, or where it can't be compared with the target.
    `agencies`: (reached, compared) among the latest figures of each agency.
    """

    metric: Metric
    latest: Figure | None
    period_name: str
    is_reached: bool | None
    agencies: tuple[int, int]


def metric_of(spec: MetricSpec) -> Metric:
    """A metric as everything that runs reads it, without its place in the file."""
    words = spec.words
    return Metric(
        spec.slug, spec.measure, spec.reaches, spec.target, words.clause, words.phrase, phrase_quoted=words.quoted
    )


def read_quantity(text: str) -> Quantity | None:
    """A number with what it counts ("92,5%", "18/20 vụ", "1.200 lượt người"); None for anything else."""
    found = _QUANTITY.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    unit = (found["unit"] or "").strip()
    of = _decimal(found["of"], unit) if found["of"] else None
    return Quantity(_decimal(found["number"], unit), of, unit)


def is_reached(metric: Metric | None, value: str) -> bool | None:
    """Whether a figure reaches what a metric wants; None where the two can't be compared."""
    quantity = read_quantity(value)
    if metric is None or metric.target is None or quantity is None:
        return None
    number = _comparable(quantity, metric)
    return None if number is None else metric.target.comparison.holds(number, metric.target.number)


def shown_value(metric: Metric | None, value: str) -> str:
    """The figure as written; beside a part of a whole its percentage, where the target is one."""
    quantity = read_quantity(value)
    is_rate = metric is not None and metric.target is not None and metric.target.unit == _PERCENT
    if not is_rate or quantity is None or quantity.percent is None:
        return value
    rounded = f"{quantity.percent:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{value} ({rounded}%)"


def live_figures(figures: Iterable[Figure], *, now: datetime) -> tuple[Figure, ...]:
    """What counts at `now`, in the order of recording: per metric, period and agency the latest not taken back."""
    known = [figure for figure in figures if figure.recorded_at <= now]
    voided = {figure.voids for figure in known if figure.voids}
    latest = {
        (figure.metric, figure.period, figure.agency): figure
        for figure in known
        if figure.voids is None and figure.id not in voided
    }
    kept = {figure.id for figure in latest.values()}
    return tuple(figure for figure in known if figure.id in kept)


def figure_periods(
    reported: Iterable[tuple[str, str, date | None]], effect: tuple[date, date]
) -> tuple[FigurePeriod, ...]:
    """The periods of a plan's reports, its years if it has several, and the whole; the earliest end first.

    `reported`: slug, name and last day of data of each period; of one without a day the plan's end is taken.
    """
    starts, ends = effect
    several = starts.year != ends.year
    found = {WHOLE: FigurePeriod(WHOLE, WHOLE_NAME, ends)}
    if several:
        years = range(starts.year, ends.year + 1)
        found |= {str(year): FigurePeriod(str(year), f"năm {year}", date(year, 12, 31)) for year in years}
    for slug, name, last_day in reported:
        printed = slug[:_DIGITS_OF_YEAR]
        is_told = not several or printed in name
        found.setdefault(slug, FigurePeriod(slug, name if is_told else f"{name} {printed}", last_day or ends))
    return tuple(sorted(found.values(), key=lambda period: (period.ends, period.slug == WHOLE, period.slug)))


def progress(
    metrics: Sequence[Metric], figures: Sequence[Figure], periods: Iterable[FigurePeriod]
) -> tuple[Progress, ...]:
    """How far each metric has come, by figures that `live_figures` has gone through."""
    order = {period.slug: (place, period.name) for place, period in enumerate(periods)}
    return tuple(
        _progress(metric, [one for one in figures if one.metric == metric.slug], order) for metric in metrics
    )


def _progress(metric: Metric, figures: Sequence[Figure], order: Mapping[str, tuple[int, str]]) -> Progress:
    def place(figure: Figure) -> int:
        return order.get(figure.period, (-1, ""))[0]

    latest = max((one for one in figures if one.agency == WHOLE), key=place, default=None)
    by_agency = {one.agency: one for one in sorted(figures, key=place) if one.agency != WHOLE}
    compared = [found for one in by_agency.values() if (found := is_reached(metric, one.value)) is not None]
    return Progress(
        metric=metric,
        latest=latest,
        period_name=order.get(latest.period, (-1, latest.period))[1] if latest else "",
        is_reached=is_reached(metric, latest.value) if latest else None,
        agencies=(sum(compared), len(compared)),
    )


def _comparable(quantity: Quantity, metric: Metric) -> Decimal | None:
    """The number to be held against a target; None where something else, or of another whole, was counted."""
    unit = metric.target.unit if metric.target else ""
    if unit == _PERCENT:
        if quantity.of is not None:
            return quantity.percent
        return quantity.number if quantity.unit in ("", _PERCENT) else None
    wanted = read_quantity(metric.reaches)
    is_same_whole = quantity.of is None or wanted is None or quantity.of == wanted.of
    return quantity.number if quantity.unit.casefold() in ("", unit.casefold()) and is_same_whole else None


def _decimal(text: str, unit: str) -> Decimal:
    """A number as Vietnamese writes it (1.200 and 92,5); a point that parts no thousands is taken for a comma."""
    if _THOUSANDS.fullmatch(text) and not (unit == _PERCENT and text.count(".") == 1):
        text = text.replace(".", "")
    return Decimal(text.replace(",", "."))
