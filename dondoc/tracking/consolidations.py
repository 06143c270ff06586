"""What a consolidating report is made of: who sent, who is missing, over as many levels as the plan has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dondoc.tracking.obligations import Obligation, Standing, State

_RECEIVED = frozenset({State.ON_TIME, State.LATE})


@dataclass(frozen=True, slots=True)
class Level:
    """One report behind a consolidation, of the same period: what came and what did not, in protocol order."""

    name: str
    received: tuple[Obligation, ...]
    missing: tuple[Obligation, ...]

    @property
    def expected(self) -> int:
        """How many are expected: neither exempt nor withdrawn, undated or in question."""
        return len(self.received) + len(self.missing)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Who had reported and who was missing when a consolidating report went up, as it was known then."""

    obligation_id: str
    event_id: str
    received: tuple[str, ...]  # ids of obligations, of the nearest level first
    missing: tuple[str, ...]
    taken_at: datetime


def reports_behind(report: str, consolidates: Mapping[str, str]) -> tuple[str, ...]:
    """The reports that one is made of, the nearest level first: slugs by what each report consolidates."""
    found: list[str] = []
    source = consolidates.get(report)
    while source is not None and source not in found:  # `check` refuses a circle
        found.append(source)
        source = consolidates.get(source)
    return tuple(found)


def levels(reports: Sequence[str], rows: Iterable[tuple[Obligation, Standing]]) -> tuple[Level, ...]:
    """How each of some reports stands, in their order; a level of which nothing is expected is left out."""
    by_report: dict[str, list[tuple[Obligation, Standing]]] = {}
    for row, standing in sorted(rows, key=lambda one: one[0].protocol):
        by_report.setdefault(row.report, []).append((row, standing))
    found = (_level(by_report[report]) for report in reports if report in by_report)
    return tuple(level for level in found if level.expected)


def _level(rows: Sequence[tuple[Obligation, Standing]]) -> Level:
    return Level(
        name=rows[0][0].name,
        received=tuple(row for row, standing in rows if standing.state in _RECEIVED),
        missing=tuple(row for row, standing in rows if standing.is_open),
    )


def levels_then(snapshot: Snapshot, rows: Mapping[str, Obligation]) -> tuple[Level, ...]:
    """The levels of a snapshot; `rows` are its obligations by id."""
    received, missing = (
        [rows[id_] for id_ in ids if id_ in rows] for ids in (snapshot.received, snapshot.missing)
    )
    reports = dict.fromkeys(row.report for row in (*received, *missing))
    found = []
    for report in reports:
        came = tuple(row for row in received if row.report == report)
        lacking = tuple(row for row in missing if row.report == report)
        found.append(Level((*came, *lacking)[0].name, came, lacking))
    return tuple(found)
