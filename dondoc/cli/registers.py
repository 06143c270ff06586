"""`dondoc register`: the incoming register of văn thư; until it is closed, nothing is overdue."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.calendar import VIETNAM
from dondoc.cli.dates import DAY, day_text, read_day
from dondoc.cli.opening import AtOption, ByOption, Office, open_office
from dondoc.cli.output import Format, FormatOption, say, write_json, write_table
from dondoc.cli.usage import Command, Group
from dondoc.errors import Ambiguous, NotFound

if TYPE_CHECKING:
    from dondoc.actions.register import Closed, OpenRegister

HELP = """Sổ văn bản đến: xem sổ nào đang chờ chốt (show), chốt sổ (close)."""
CLOSE_HELP = """Chốt sổ văn bản đến: mọi báo cáo đến trong các ngày ấy đã vào sổ và đã được ghi nhận.

Chưa chốt sổ thì không ai bị coi là quá hạn. Vì vậy hãy ghi nhận hết báo cáo đã đến rồi mới chốt,
mỗi sáng một lần."""
CLOSE_EXAMPLE = """dondoc register close --by "Nguyễn Thị Hoa"
dondoc register close --body "Công an thị xã" --through 15/6/2022 --by "Nguyễn Thị Hoa\""""
SHOW_HELP = """Xem sổ nào đang chờ chốt, đến ngày nào, những đầu việc nào đang chờ."""
SHOW_EXAMPLE = "dondoc register show"


def add_to(app: typer.Typer) -> None:
    """Offers `register close` and `register show`."""
    group = typer.Typer(name="register", cls=Group, help=HELP, no_args_is_help=True)
    group.command("close", cls=Command, help=CLOSE_HELP, epilog=CLOSE_EXAMPLE)(close)
    group.command("show", cls=Command, help=SHOW_HELP, epilog=SHOW_EXAMPLE)(show)
    app.add_typer(group, rich_help_panel="Theo dõi hằng ngày")


def close(
    *,
    by: ByOption,
    body: Annotated[
        str | None,
        typer.Option(
            "--body",
            metavar="CƠ_QUAN",
            help="Cơ quan nhận báo cáo, chủ của sổ.",
            show_default="cơ quan duy nhất có sổ đang chờ chốt",
        ),
    ] = None,
    through: Annotated[
        date | None,
        typer.Option(
            "--through",
            metavar=DAY,
            parser=read_day,
            help="Chốt đến hết ngày này.",
            show_default="hôm qua",
        ),
    ] = None,
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Closes a register, and says what has turned out to be overdue."""
    from dondoc.actions.register import close_register

    with open_office(at=at) as office:
        now = office.now()
        closed = close_register(
            office.store,
            body=body or _only_open(office),
            through=through or now.astimezone(VIETNAM).date() - timedelta(days=1),
            calendar=office.calendar,
            by=by,
            now=now,
        )
        name = office.name_of(closed.closing.body)
    _tell_closed(closed, name, output)


def _only_open(office: Office) -> str:
    """The body whose register is the only one that something waits for."""
    from dondoc.actions.register import open_registers

    waiting = open_registers(office.store, calendar=office.calendar, now=office.now())
    if not waiting:
        raise NotFound("không có sổ nào đang chờ chốt. Muốn chốt sẵn thì nêu cơ quan bằng --body.")
    if len(waiting) > 1:
        lines = [f"{register.body}: {register.body_name}" for register in waiting]
        raise Ambiguous("có nhiều sổ đang chờ chốt; hãy nêu --body.", lines)
    return waiting[0].body


def _tell_closed(closed: "Closed", name: str, output: Format) -> None:
    closing = closed.closing
    if output is Format.JSON:
        write_json(
            {
                "body": closing.body,
                "through": closing.through,
                "recorded_at": closing.recorded_at,
                "recorded_by": closing.recorded_by,
                "overdue": [duty.id for duty in closed.overdue],
                "is_repeat": closed.is_repeat,
            }
        )
        return
    opening = "Sổ đã được chốt từ trước" if closed.is_repeat else "Đã chốt sổ"
    typer.echo(f"{opening} của {name} đến hết ngày {day_text(closing.through)}.")
    if closed.overdue:
        typer.echo(f"{len(closed.overdue):02d} đầu việc nay là quá hạn:")
    for duty in closed.overdue:
        typer.echo(f"  {duty.agency_name}: {duty.name}, ngày cuối cùng {day_text(duty.last_day)}")


def show(output: FormatOption = Format.TABLE) -> None:
    """Lists the registers that something waits for."""
    from dondoc.actions.register import open_registers

    with open_office() as office:
        waiting = open_registers(office.store, calendar=office.calendar, now=office.now())
    if output is Format.JSON:
        write_json([_register_json(register) for register in waiting])
        return
    rows = [
        (register.body_name, day_text(duty.last_day), duty.agency_name, duty.name)
        for register in waiting
        for duty in register.obligations
    ]
    if not rows:
        say("Không có sổ nào đang chờ chốt.")
        return
    write_table(("Sổ của", "Ngày cuối cùng", "Đơn vị", "Đang chờ"), rows)
    for register in waiting:
        say(f"Chốt: dondoc register close --body {register.body} --through {day_text(register.through)}")


def _register_json(register: "OpenRegister") -> dict[str, object]:
    return {
        "body": register.body,
        "body_name": register.body_name,
        "through": register.through,
        "obligations": [duty.id for duty in register.obligations],
    }
