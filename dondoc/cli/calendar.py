"""`dondoc calendar`: days off and days worked in exchange, and planning anew when they change."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.calendar import VIETNAM
from dondoc.calendar.overrides import Certainty, Kind
from dondoc.calendar.workdays import WorkCalendar
from dondoc.cli.dates import DAY, day_text, read_day
from dondoc.cli.opening import AtOption, ByOption, open_office
from dondoc.cli.output import Format, FormatOption, ask, say, write_json, write_table
from dondoc.cli.usage import Command, Group

if TYPE_CHECKING:
    from dondoc.actions.calendar import Replanned, Shift

PANEL = "Theo dõi hằng ngày"
HELP = """Lịch làm việc: ngày nghỉ, ngày làm bù; tính lại các hạn khi lịch thay đổi.

Ngày nghỉ riêng ghi vào thư mục calendar/ của kế hoạch, mỗi ngày một dòng, có nguồn."""
SHOW_HELP = """Xem ngày nghỉ và ngày làm bù trong 12 tháng tới, ghi theo văn bản nào."""
SHOW_EXAMPLE = """dondoc calendar show
dondoc calendar show --from 01/01/2026 --to 31/12/2026"""
APPLY_HELP = """Tính lại theo lịch hiện hành mọi đầu việc còn mở, và nói đầu việc nào dời.

Ngày cuối cùng ghi trong văn bản giữ nguyên, chỉ ngày nhắc dời theo ngày làm việc. Chỉ hạn tính theo ngày làm việc
kế tiếp (doi_ngay: ke_tiep) hoặc tính từ một sự kiện mới dời cả ngày cuối cùng; đơn vị nhận thông báo thay đổi.
Hạn đã qua không dời. Chạy lần nữa thì không có gì thay đổi."""
APPLY_EXAMPLE = """dondoc calendar apply --reason "TB 6150/TB-BLĐTBXH ngày 03/12/2024" --by "Nguyễn Thị Hoa"
dondoc calendar apply --yes --by Hoa"""
DAY_HEADERS = ("Ngày", "Là", "Tên", "Nguồn")
SHIFT_HEADERS = ("Kế hoạch", "Việc", "Đơn vị", "Ngày cuối cùng", "Ngày nhắc tới")
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
A_YEAR = timedelta(days=365)
_FRIDAY = 4


def add_to(app: typer.Typer) -> None:
    """Offers `calendar show`, `calendar apply`."""
    group = typer.Typer(name="calendar", cls=Group, help=HELP, no_args_is_help=True)
    group.command("show", cls=Command, help=SHOW_HELP, epilog=SHOW_EXAMPLE)(show)
    group.command("apply", cls=Command, help=APPLY_HELP, epilog=APPLY_EXAMPLE)(apply)
    app.add_typer(group, rich_help_panel=PANEL)


def show(
    *,
    starts: Annotated[
        date | None,
        typer.Option("--from", metavar=DAY, parser=read_day, help="Từ ngày này.", show_default="hôm nay"),
    ] = None,
    ends: Annotated[
        date | None,
        typer.Option("--to", metavar=DAY, parser=read_day, help="Đến hết ngày này.", show_default="12 tháng sau"),
    ] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Lists the days that differ from an ordinary week."""
    with open_office() as office:
        first = starts or office.now().astimezone(VIETNAM).date()
        calendar = office.calendar
    last = ends or first + A_YEAR
    if last < first:
        raise typer.BadParameter(f"--to ({day_text(last)}) ở trước --from ({day_text(first)}).")
    rows = list(_odd_days(calendar, first, last))
    if output is Format.JSON:
        keys = ("day", "kind", "label", "source", "is_provisional")
        write_json([dict(zip(keys, row, strict=True)) for row in rows])
        return
    write_table(
        DAY_HEADERS,
        [
            (
                f"{WEEKDAYS[day.weekday()]}, {day_text(day)}",
                f"{'nghỉ' if kind is Kind.OFF else 'làm bù'}{' (tạm tính)' if guessed else ''}",
                label,
                source,
            )
            for day, kind, label, source, guessed in rows
        ],
    )


def apply(
    *,
    by: ByOption,
    yes: Annotated[bool, typer.Option("--yes", help="Đồng ý trước, không hỏi lại.")] = False,
    reason: Annotated[
        str,
        typer.Option("--reason", metavar="VĂN_BẢN", help="Văn bản về ngày nghỉ.", show_default="lịch làm việc"),
    ] = "",
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Shows what the calendar moves, asks, and plans anew."""
    from dondoc.actions.calendar import outlook, replan

    with open_office(at=at) as office:
        now = office.now()
        found = outlook(office.store, office.calendar, now=now)
        if output is Format.TABLE:
            _tell(found)
        is_agreed = yes or not found.shifts or ask("Tính lại như trên?")
        if is_agreed:
            found = replan(office.store, office.calendar, by=by, now=now, reason=reason)
    if output is Format.JSON:
        write_json({**_json(found), "is_applied": is_agreed})
    elif not is_agreed:
        say("Chưa tính lại.")
    elif found.shifts:
        typer.echo(f"Đã tính lại {len(found.shifts):02d} đầu việc theo lịch hiện hành.")
    else:
        typer.echo("Không đầu việc nào dời; giờ nhắc đã theo lịch hiện hành.")


def _odd_days(calendar: WorkCalendar, first: date, last: date) -> Iterator[tuple[date, Kind, str, str, bool]]:
    """Weekdays off and weekend days worked, with who says so where a row of ours does."""
    own = {row.day: row for row in calendar.overrides}
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        is_worked, is_weekday = calendar.is_workday(day), day.weekday() <= _FRIDAY
        if is_worked == is_weekday:
            continue
        row = own.get(day)
        kind = Kind.WORK if is_worked else Kind.OFF
        label = row.label if row else "theo lịch nghỉ lễ, Tết chung"
        guessed = calendar.is_provisional(day) or (row is not None and row.certainty is Certainty.PROVISIONAL)
        yield day, kind, label, row.source if row else "", guessed


def _tell(found: "Replanned") -> None:
    if found.shifts:
        write_table(SHIFT_HEADERS, _rows(found.shifts))
    if found.past:
        write_table(SHIFT_HEADERS, _rows(found.past), title="Hạn đã qua, giữ nguyên:")
    for sentence in found.skipped:
        say(sentence)


def _rows(shifts: "Sequence[Shift]") -> list[tuple[str, ...]]:
    return [
        (
            shift.obligation.plan,
            shift.obligation.name,
            shift.obligation.agency_name,
            _change(shift.old_last_day, shift.new_last_day),
            _change(shift.old_target, shift.new_target),
        )
        for shift in shifts
    ]


def _change(old: date | None, new: date | None) -> str:
    return day_text(new) if old == new else f"{day_text(old)} → {day_text(new)}"


def _json(found: "Replanned") -> dict[str, object]:
    return {
        "shifts": [_shift_json(shift) for shift in found.shifts],
        "past": [_shift_json(shift) for shift in found.past],
        "skipped": list(found.skipped),
    }


def _shift_json(shift: "Shift") -> dict[str, object]:
    return {
        "id": shift.obligation.id,
        "old_last_day": shift.old_last_day,
        "new_last_day": shift.new_last_day,
        "old_target": shift.old_target,
        "new_target": shift.new_target,
    }
