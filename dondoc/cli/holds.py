"""`dondoc hold`: messages wait (storm, Tết, election); deadlines stay."""

from datetime import date
from typing import Annotated

import typer

from dondoc.calendar import VIETNAM
from dondoc.cli.dates import DAY, day_text, read_day
from dondoc.cli.opening import AtOption, ByOption, Office, open_office
from dondoc.cli.output import Format, FormatOption, say, write_json, write_table
from dondoc.cli.usage import Command, Group
from dondoc.tracking.obligations import Hold

HELP = """Tạm dừng nhắc khi có bão, lễ, bầu cử…: thông báo chờ lại, hạn giữ nguyên."""
ADD_HELP = """Tạm dừng nhắc từ ngày đến ngày, cho mọi đơn vị hoặc vài đơn vị, cho mọi kế hoạch hoặc một kế hoạch.

Hết thời gian ấy thông báo còn cần thiết sẽ đi, mỗi đơn vị một thông báo. Hạn của các đầu việc không đổi."""
ADD_EXAMPLE = """dondoc hold add --to 20/10/2022 --reason "bão số 5" --by "Nguyễn Thị Hoa"
dondoc hold add --agency "UBND xã Phổ An" --from 18/10/2022 --to 20/10/2022 --reason "ngập lụt" --by Hoa"""
LIST_HELP = """Xem các lần tạm dừng đang có và sắp tới."""
LIFT_HELP = """Thôi tạm dừng, từ nay nhắc lại."""


def add_to(app: typer.Typer) -> None:
    """Offers `hold add`, `hold list`, `hold lift`."""
    group = typer.Typer(name="hold", cls=Group, help=HELP, no_args_is_help=True)
    group.command("add", cls=Command, help=ADD_HELP, epilog=ADD_EXAMPLE)(add)
    group.command("list", cls=Command, help=LIST_HELP, epilog="dondoc hold list")(list_holds)
    group.command("lift", cls=Command, help=LIFT_HELP, epilog='dondoc hold lift h3 --by "Nguyễn Thị Hoa"')(lift)
    app.add_typer(group, rich_help_panel="Theo dõi hằng ngày")


def add(
    *,
    by: ByOption,
    ends: Annotated[date, typer.Option("--to", metavar=DAY, parser=read_day, help="Đến hết ngày này.")],
    reason: Annotated[str, typer.Option("--reason", metavar="LÝ_DO", help="Vì sao tạm dừng.")],
    starts: Annotated[
        date | None,
        typer.Option("--from", metavar=DAY, parser=read_day, help="Từ ngày này.", show_default="hôm nay"),
    ] = None,
    agencies: Annotated[
        list[str] | None,
        typer.Option(
            "--agency", metavar="CƠ_QUAN", help="Chỉ cơ quan này; nêu nhiều lần được.", show_default="mọi cơ quan"
        ),
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option("--plan", metavar="KẾ_HOẠCH", help="Chỉ kế hoạch này.", show_default="mọi kế hoạch"),
    ] = None,
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Holds messages back."""
    from dondoc.actions.holds import hold

    with open_office(at=at) as office:
        now = office.now()
        held = hold(
            office.store,
            starts=starts or now.astimezone(VIETNAM).date(),
            ends=ends,
            reason=reason,
            plan=plan,
            agencies=tuple(agencies or ()),
            calendar=office.calendar,
            by=by,
            now=now,
        )
        scope = _scope(office, held.hold)
    if output is Format.JSON:
        write_json({**hold_json(held.hold), "is_repeat": held.is_repeat})
        return
    opening = "Đã tạm dừng nhắc từ trước" if held.is_repeat else "Đã tạm dừng nhắc"
    typer.echo(f"{opening} ({held.hold.id}): {scope}, {_days(held.hold)}, {held.hold.reason}.")
    if not held.is_repeat:
        typer.echo(f'Muốn nhắc lại sớm hơn: dondoc hold lift {held.hold.id} --by "{by}"')


def list_holds(output: FormatOption = Format.TABLE) -> None:
    """Lists the holds that are on or to come."""
    from dondoc.actions.holds import holds

    with open_office() as office:
        found = holds(office.store, now=office.now())
        scopes = [_scope(office, held) for held in found]
    if output is Format.JSON:
        write_json([hold_json(held) for held in found])
    elif found:
        rows = [
            (held.id, _days(held), scope, held.reason, held.recorded_by)
            for held, scope in zip(found, scopes, strict=True)
        ]
        write_table(("Mã", "Thời gian", "Phạm vi", "Lý do", "Người ghi"), rows)
    else:
        say("Không có lần tạm dừng nào.")


def lift(
    hold_id: Annotated[str, typer.Argument(metavar="MÃ", help="Mã của lần tạm dừng, xem bằng dondoc hold list.")],
    *,
    by: ByOption,
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Ends a hold now."""
    from dondoc.actions.holds import lift as end

    with open_office(at=at) as office:
        lifted = end(office.store, hold_id, calendar=office.calendar, by=by, now=office.now())
        scope = _scope(office, lifted.hold)
    if output is Format.JSON:
        write_json({**hold_json(lifted.hold), "is_repeat": lifted.is_repeat})
        return
    opening = "Đã thôi tạm dừng từ trước" if lifted.is_repeat else "Đã thôi tạm dừng"
    typer.echo(f"{opening} ({lifted.hold.id}): {scope}.")


def hold_json(held: Hold) -> dict[str, object]:
    """The hold under the names of its fields."""
    return {
        "id": held.id,
        "plan": held.plan,
        "agencies": list(held.agencies),
        "starts": held.starts,
        "ends": held.ends,
        "reason": held.reason,
        "recorded_at": held.recorded_at,
        "recorded_by": held.recorded_by,
        "lifted_at": held.lifted_at,
    }


def _scope(office: Office, held: Hold) -> str:
    agencies = ", ".join(office.name_of(agency) for agency in held.agencies) or "mọi cơ quan"
    return f"{agencies}, {f'kế hoạch {held.plan}' if held.plan else 'mọi kế hoạch'}"


def _days(held: Hold) -> str:
    return f"từ {day_text(held.starts)} đến hết {day_text(held.ends)}"
