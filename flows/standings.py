"""How a row reads: the name of its state, how grave it is, and the one line that sums a plan up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dondoc.actions.overview import Row
from dondoc.cli.dates import day_text
from dondoc.language.directory import Relation
from dondoc.tracking.obligations import STATE_LABELS, Gate, Protocol, Standing, State

_NAMES_IN_MESSAGE = 30
_GRAVEST_FIRST = (
    State.OVERDUE,
    State.AWAITING_REGISTER,
    State.RETURNED,
    State.ENDED,
    State.IN_ADVANCE,
    State.OPEN,
    State.LATE,
    State.ON_TIME,
    State.INACTIVE,
    State.PROPOSED,
    State.UNRESOLVED,
    State.AWAITING_EVENT,
    State.BEFORE_EFFECT,
    State.EXEMPT,
    State.WITHDRAWN,
    State.CONTINUING,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the run as a whole is called, with a sentence behind it."""

    name: str
    message: str


def state_name(standing: Standing) -> str:
    """`Đúng hạn`, `Trong hạn`, `Quá hạn 2 ngày` (working days), or the state's own label."""
    state, days = standing.state, standing.working_days_late
    if state is State.ON_TIME:
        return "Đúng hạn"
    label = STATE_LABELS[state]
    return f"{label} {days} ngày" if state in {State.OVERDUE, State.LATE} and days else label


def is_red(row: Row) -> bool:
    """Overdue, and owed by a body that the sender may urge: bodies outside are never red."""
    return row.standing.state is State.OVERDUE and row.obligation.relation is not Relation.OUTSIDE


def is_owed(row: Row) -> bool:
    """Somebody still owes a paper; a day or a campaign has dates, but asks for none."""
    return row.standing.is_open and row.obligation.gate is Gate.DATED


def is_received(row: Row) -> bool:
    """The report came, in time or late."""
    return row.standing.state in {State.ON_TIME, State.LATE}


def current_last_day(row: Row) -> date | None:
    """The last day that counts now: an extension or a return has moved the plan's own."""
    return row.standing.round.last_day if row.standing.round else row.obligation.last_day


def protocol(row: Row) -> Protocol:
    """Where a row stands among equals."""
    return row.obligation.protocol


def gravity(row: Row) -> tuple[int, int, date, Protocol]:
    """Debtors first, the longest overdue before the others; then by last day, then in protocol order."""
    late = row.standing.working_days_late if row.standing.state is State.OVERDUE else 0
    return (
        _GRAVEST_FIRST.index(row.standing.state),
        -late,
        current_last_day(row) or date.max,
        protocol(row),
    )


def verdict(rows: Sequence[Row], *, now: datetime) -> Verdict:
    """The one line that tells a secretary whether to look closer."""
    own = [row for row in rows if row.obligation.relation is not Relation.OUTSIDE]
    overdue = [row for row in own if row.standing.state is State.OVERDUE]
    if overdue:
        return Verdict(f"Còn {_count(overdue)} đơn vị quá hạn", named(overdue))
    waiting = [row for row in own if row.standing.state is State.AWAITING_REGISTER]
    if waiting:
        return Verdict(f"{_count(waiting)} đơn vị chờ chốt sổ", named(waiting))
    ended = [row for row in rows if row.standing.state is State.ENDED]
    if ended:
        return Verdict(f"{_count(ended)} đơn vị đã kết thúc hoạt động, chờ xử lý", named(ended))
    return _quiet_verdict(rows, now.date())


def named(rows: Iterable[Row]) -> str:
    """Names of agencies, each once, in protocol order; beyond thirty the rest is a count."""
    names = list(dict.fromkeys(row.obligation.agency_name for row in sorted(rows, key=protocol)))
    rest = len(names) - _NAMES_IN_MESSAGE
    listed = ", ".join(names[:_NAMES_IN_MESSAGE])
    return f"{listed} và {rest} đơn vị khác" if rest > 0 else listed


def _quiet_verdict(rows: Sequence[Row], today: date) -> Verdict:
    """Nobody is late: what comes next, or why nothing does."""
    owed = [row for row in rows if is_owed(row)]
    if owed:
        return _next_verdict(owed, today)
    if any(row.standing.state is State.INACTIVE for row in rows):
        return Verdict("Chờ kích hoạt", "Mở biểu mẫu “Kích hoạt kế hoạch” để bắt đầu theo dõi.")
    if any(is_received(row) for row in rows):
        return Verdict("Đã đủ báo cáo", "Mọi đầu việc có hạn đều đã ghi nhận.")
    return Verdict("Chưa có đầu việc có hạn", "Không có gì để nhắc.")


def _next_verdict(owed: Sequence[Row], today: date) -> Verdict:
    nearest = min(current_last_day(row) or date.max for row in owed)
    due = [row for row in owed if (current_last_day(row) or date.max) == nearest]
    if nearest <= today:
        return Verdict(f"Hôm nay là ngày cuối, còn {_count(due)} đơn vị", named(due))
    first = f"{due[0].obligation.name}, ngày cuối cùng {day_text(nearest)}, {_count(due)} đơn vị"
    return Verdict("Chưa có gì đến hạn", f"Gần nhất: {first}.")


def _count(rows: Iterable[Row]) -> int:
    return len({row.obligation.agency for row in rows})
