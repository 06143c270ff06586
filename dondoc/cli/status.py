"""`dondoc status`: how everything that is followed stands now, debtors first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.calendar import VIETNAM
from dondoc.cli.attention import attention_json, attention_lines
from dondoc.cli.dates import day_text
from dondoc.cli.opening import Office, open_office
from dondoc.cli.output import Format, FormatOption, say, write_json, write_table
from dondoc.cli.plan_contents import plan_lines
from dondoc.cli.plan_recorded import question_lines
from dondoc.cli.recorded import event_json, event_text
from dondoc.cli.usage import Command
from dondoc.tracking.obligations import STATE_LABELS, Protocol, State

if TYPE_CHECKING:
    from dondoc.actions.overview import Row
    from dondoc.actions.plans import PlanLine

HELP = """Xem tình trạng: mỗi kế hoạch một dòng, và việc gì đang chờ anh chị; nêu kế hoạch thì từng đầu việc,
nợ lên đầu.

Bảng chỉ hiện việc đang nợ và việc sắp đến hạn trong 30 ngày; --all hiện tất cả."""
EXAMPLE = """dondoc status
dondoc status duc-pho-2022
dondoc status duc-pho-2022 --agency "Phòng Tư pháp" --all"""
SOON = timedelta(days=30)
PLAN_HEADERS = (
    *("Kế hoạch", "Số ký hiệu", "Theo dõi từ"),
    *("Quá hạn", "Chờ chốt sổ", "Trả lại", "Trong hạn", "Đã gửi", "Cần làm rõ"),
)
GRAVITY = (
    *(State.OVERDUE, State.RETURNED, State.AWAITING_REGISTER),
    *(State.ENDED, State.IN_ADVANCE, State.OPEN),
)
DEBTS = frozenset(GRAVITY) - {State.OPEN}


def add_to(app: typer.Typer) -> None:
    """Offers `status`."""
    app.command("status", cls=Command, help=HELP, epilog=EXAMPLE, rich_help_panel="Theo dõi hằng ngày")(status)


def status(
    slug: Annotated[
        str | None, typer.Argument(metavar="KẾ_HOẠCH", help="Mã kế hoạch; bỏ trống là danh sách kế hoạch.")
    ] = None,
    *,
    agency: Annotated[
        str | None, typer.Option("--agency", metavar="CƠ_QUAN", help="Chỉ cơ quan này: tên hoặc mã.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Hiện cả việc đã xong và việc chưa tới.")] = False,
    output: FormatOption = Format.TABLE,
) -> None:
    """Shows the plans that are followed, or everything of one of them."""
    if slug is None and agency is not None:
        raise typer.BadParameter("--agency dùng cùng mã kế hoạch, ví dụ: dondoc status duc-pho-2022 --agency …")
    with open_office() as office:
        if slug is None:
            _tell_plans(office, output)
        else:
            _tell_rows(office, slug, agency, everything=everything, output=output)


def _tell_plans(office: Office, output: Format) -> None:
    from dondoc.actions.overview import overview
    from dondoc.actions.plans import plans
    from dondoc.actions.status import attention

    now = office.now()
    found = [
        (line, overview(office.store, line.plan.slug, office.calendar, now=now)) for line in plans(office.store)
    ]
    waits = attention(office.store, calendar=office.calendar, now=now)
    if output is Format.JSON:
        write_json({"plans": [_plan_json(line, rows) for line, rows in found], **attention_json(waits)})
        return
    if not found:
        say("Chưa đồng bộ kế hoạch nào. Bắt đầu: dondoc check, rồi dondoc sync.")
        return
    write_table(PLAN_HEADERS, [_plan_line(line, rows) for line, rows in found])
    for line in (*attention_lines(waits), *_unanswered(line for line, _ in found)):
        typer.echo(line)
    say("Xem từng đầu việc: dondoc status " + found[0][0].plan.slug)


def _unanswered(lines: Iterable["PlanLine"]) -> Iterator[str]:
    """Which plans still leave questions open."""
    for line in lines:
        if line.plan.questions and line.closed_at is None and line.superseded_by is None:
            slug = line.plan.slug
            yield f"{slug} còn {len(line.plan.questions):02d} câu hỏi chờ trả lời: dondoc questions {slug}"


def _plan_line(line: "PlanLine", rows: Sequence["Row"]) -> tuple[str, ...]:
    counts = Counter(row.standing.state for row in rows)
    shown = [counts[state] for state in (State.OVERDUE, State.AWAITING_REGISTER, State.RETURNED, State.OPEN)]
    met = counts[State.ON_TIME] + counts[State.LATE]
    begun = _since(line)
    numbers = [str(count) if count else "–" for count in (*shown, met, counts[State.UNRESOLVED])]
    return (line.plan.slug, line.plan.number, begun, *numbers)


def _since(line: "PlanLine") -> str:
    """Since when a plan is followed, or since when it is not any more."""
    if line.closed_at is not None:
        return f"đã đóng {day_text(line.closed_at.astimezone(VIETNAM).date())}"
    if line.superseded_by is not None:
        return f"được {line.superseded_by} thay thế"
    return day_text(line.in_effect_from) if line.activated_at else "chờ kích hoạt"


def _plan_json(line: "PlanLine", rows: Sequence["Row"]) -> dict[str, object]:
    counts = Counter(row.standing.state for row in rows)
    return {
        "plan": line.plan.slug,
        "title": line.plan.title,
        "number": line.plan.number,
        "version": line.version,
        "activated_at": line.activated_at,
        "in_effect_from": line.in_effect_from,
        "closed_at": line.closed_at,
        "superseded_by": line.superseded_by,
        "questions": [question.slug for question in line.plan.questions],
        "states": {state: counts[state] for state in State if counts[state]},
    }


def _tell_rows(office: Office, slug: str, agency: str | None, *, everything: bool, output: Format) -> None:
    from dondoc.actions.figures import progress_of
    from dondoc.actions.overview import overview
    from dondoc.actions.questions import asked
    from dondoc.actions.reports import find_agency

    now = office.now()
    rows = sorted(overview(office.store, slug, office.calendar, now=now), key=_gravest_first)
    if agency is not None:
        wanted = find_agency(office.store, agency)
        rows = [row for row in rows if row.obligation.agency == wanted]
    if output is Format.JSON:
        write_json([_row_json(row) for row in rows])
        return
    shown = rows if everything else [row for row in rows if _is_pressing(row, now)]
    if shown:
        headers = ("Tình trạng", "Đơn vị", "Việc", "Ngày cuối cùng", "Chậm", "Đã nhắc", "Ghi nhận gần nhất")
        write_table(headers, (_line(row) for row in shown))
    say(_counted(rows, hidden=len(rows) - len(shown)))
    if agency is None:
        for line in plan_lines(rows, progress_of(office.store, slug, now=now)):
            typer.echo(line)
        for line in question_lines(asked(office.store, slug)):
            typer.echo(line)


def _gravest_first(row: "Row") -> tuple[int, date, Protocol, str]:
    """Debts by gravity, then by day, then in protocol order."""
    state = row.standing.state
    place = GRAVITY.index(state) if state in GRAVITY else len(GRAVITY)
    return place, _last_day(row) or date.max, row.obligation.protocol, row.obligation.id


def _last_day(row: "Row") -> date | None:
    """The last day in force: that of the present round, else the plan's."""
    return row.standing.round.last_day if row.standing.round else row.obligation.last_day


def _is_pressing(row: "Row", now: datetime) -> bool:
    if row.standing.state in DEBTS or row.awaited is not None:
        return True
    day = _last_day(row)
    return row.standing.state is State.OPEN and day is not None and day - now.astimezone(VIETNAM).date() <= SOON


def _line(row: "Row") -> tuple[str | State, ...]:
    late = row.standing.working_days_late
    return (
        row.standing.state,
        row.obligation.agency_name,
        row.obligation.name,
        day_text(_last_day(row)),
        f"{late} ngày làm việc" if late else "–",
        ", ".join(f"{day.day}/{day.month}" for day in row.told_on) or "–",
        _latest(row),
    )


def _latest(row: "Row") -> str:
    """What was recorded last, and the part that is still awaited."""
    text = event_text(row.last_event) if row.last_event else "–"
    return f"{text}; chờ bổ sung: {row.awaited.note or 'chưa nêu phần nào'}" if row.awaited else text


def _counted(rows: Iterable["Row"], *, hidden: int) -> str:
    counts = Counter(row.standing.state for row in rows)
    parts = [f"{counts[state]} {STATE_LABELS[state].lower()}" for state in State if counts[state]]
    more = f" Không hiện {hidden} đầu việc đã xong hoặc chưa tới; thêm --all để xem." if hidden else ""
    return (f"{', '.join(parts)}." if parts else "Không có đầu việc nào.") + more


def _row_json(row: "Row") -> dict[str, object]:
    duty, standing = row.obligation, row.standing
    return {
        "id": duty.id,
        "report": duty.report,
        "period": duty.period,
        "agency": duty.agency,
        "agency_name": duty.agency_name,
        "kind": duty.kind,
        "name": duty.name,
        "state": standing.state,
        "last_day": _last_day(row),
        "due": standing.round.due if standing.round else duty.due,
        "target": standing.round.target if standing.round else duty.target,
        "printed_last_day": duty.last_day,
        "round": standing.round.number if standing.round else None,
        "working_days_late": standing.working_days_late,
        "requested": duty.requested,
        "told_on": list(row.told_on),
        "last_event": event_json(row.last_event) if row.last_event else None,
        "awaited": row.awaited.note if row.awaited else None,
    }
