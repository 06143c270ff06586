"""What a consolidation has, and who is missing for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dondoc.actions.overview import Row
from dondoc.tracking.obligations import State
from flows.standings import is_received, protocol

_EXPECTED = frozenset(
    {
        State.OVERDUE,
        State.AWAITING_REGISTER,
        State.RETURNED,
        State.ENDED,
        State.IN_ADVANCE,
        State.OPEN,
        State.LATE,
        State.ON_TIME,
    }
)


@dataclass(frozen=True, slots=True)
class Tally:
    """One consolidation (`row`): names of agencies in protocol order."""

    row: Row
    expected: int
    missing: tuple[str, ...]
    late: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """`Đã nhận 22/27. Còn thiếu: …. Gửi chậm: ….`"""
        parts = [f"Đã nhận {self.expected - len(self.missing)}/{self.expected}"]
        if self.missing:
            parts.append(f"Còn thiếu: {', '.join(self.missing)}")
        if self.late:
            parts.append(f"Gửi chậm: {', '.join(self.late)}")
        return ". ".join(parts) + "."


def tallies(rows: Sequence[Row]) -> tuple[Tally, ...]:
    """A tally for every consolidation of which at least one report is expected, in the order of the rows."""
    found = (_tally(row, rows) for row in rows if row.obligation.consolidates)
    return tuple(tally for tally in found if tally.expected)


def _tally(consolidation: Row, rows: Sequence[Row]) -> Tally:
    source = (consolidation.obligation.consolidates, consolidation.obligation.period)
    expected = [
        row
        for row in rows
        if (row.obligation.report, row.obligation.period) == source and row.standing.state in _EXPECTED
    ]
    expected.sort(key=protocol)
    return Tally(
        row=consolidation,
        expected=len(expected),
        missing=tuple(row.obligation.agency_name for row in expected if not is_received(row)),
        late=tuple(row.obligation.agency_name for row in expected if row.standing.state is State.LATE),
    )
