"""`dondoc happened` and `dondoc open`: an event that starts a clock, a report that is asked for on a day."""

from datetime import date
from typing import Annotated

import typer

from dondoc.cli.dates import DAY, read_day
from dondoc.cli.duties import NoteOption
from dondoc.cli.opening import AtOption, ByOption, open_office
from dondoc.cli.output import Format, FormatOption
from dondoc.cli.plan_recorded import tell_plan_change
from dondoc.cli.questions import (
    PANEL,
    AgenciesOption,
    DatedOption,
    DocumentOption,
    InsteadOption,
    PlanArgument,
    split_names,
    typed_days,
)
from dondoc.cli.usage import Command

HAPPENED_HELP = """Ghi nhận một sự kiện của kế hoạch đã xảy ra: hạn tính “kể từ” sự kiện ấy có ngày,
đợt chờ sự kiện ấy bắt đầu.

Ngày 1 là ngày sau ngày xảy ra (Bộ luật Dân sự 2015, Điều 147). Ghi nhầm thì huỷ bằng dondoc void."""
HAPPENED_EXAMPLE = "dondoc happened duc-pho-2022 chi-dao-cap-tren --on 28/6/2022 --document 77/BCA-C02 --by Hoa"
OPEN_HELP = """Mở một báo cáo đột xuất: yêu cầu một số đơn vị báo cáo trước một ngày, không phải sửa tệp kế hoạch.

Đơn vị nhận thông báo và được nhắc như mọi báo cáo khác. Kế hoạch đã có báo cáo đột xuất thì nơi nhận, nơi qua
theo đó (nhiều thì chọn bằng --report); không có thì gửi cơ quan ban hành, qua cơ quan thường trực."""
OPEN_EXAMPLE = """dondoc open duc-pho-2022 --name "thiệt hại do bão số 4" --before 20/8/2022 \\
  --agencies "Các xã, phường" --document 300/UBND-NC --by "Nguyễn Thị Hoa"
dondoc open lao-cai-144-2024 --name "tình hình ngập lụt" --by-day "17 giờ 20/8/2024" --agencies ubnd-xa --by Hoa"""


def add_to(app: typer.Typer) -> None:
    """Offers `happened` and `open`."""
    app.command("happened", cls=Command, help=HAPPENED_HELP, epilog=HAPPENED_EXAMPLE, rich_help_panel=PANEL)(
        happened
    )
    app.command("open", cls=Command, help=OPEN_HELP, epilog=OPEN_EXAMPLE, rich_help_panel=PANEL)(open_report)


def happened(
    plan: PlanArgument,
    event: Annotated[str, typer.Argument(metavar="SỰ_KIỆN", help="Mã hoặc tên sự kiện trong kế hoạch.")],
    *,
    by: ByOption,
    on: Annotated[date, typer.Option("--on", metavar=DAY, parser=read_day, help="Ngày xảy ra.")],
    document: DocumentOption = "",
    dated: DatedOption = None,
    note: NoteOption = "",
    instead_of: InsteadOption = None,
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Records that an event happened."""
    from dondoc.actions.happenings import happened as record

    with open_office(at=at) as office:
        change = record(
            office.store,
            plan,
            event,
            on=on,
            calendar=office.calendar,
            by=by,
            now=office.now(),
            document_number=document,
            document_date=dated,
            note=note,
            instead_of=instead_of,
        )
        tell_plan_change(change, output, office.name_of)


def open_report(
    plan: PlanArgument,
    *,
    by: ByOption,
    name: Annotated[
        str, typer.Option("--name", metavar="TÊN", help="Báo cáo về việc gì, như “thiệt hại do bão số 4”.")
    ],
    before: Annotated[
        str | None, typer.Option("--before", metavar=DAY, help="Gửi trước ngày này (hoặc “17 giờ 20/8/2022”).")
    ] = None,
    by_day: Annotated[
        str | None,
        typer.Option("--by-day", "--to-report-by", metavar=DAY, help="Gửi chậm nhất ngày này."),
    ] = None,
    agencies: AgenciesOption = None,
    report: Annotated[
        str,
        typer.Option("--report", metavar="BÁO_CÁO", help="Báo cáo đột xuất nào của kế hoạch.", show_default=False),
    ] = "",
    document: DocumentOption = "",
    dated: DatedOption = None,
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Opens an ad hoc report."""
    from dondoc.actions.openings import Asked
    from dondoc.actions.openings import open_report as record

    days = typed_days([before] if before else None, [by_day] if by_day else None)
    if len(days) != 1:
        raise typer.BadParameter("nêu một hạn: --before (trước ngày) hoặc --by-day (chậm nhất ngày).")
    with open_office(at=at) as office:
        change = record(
            office.store,
            plan,
            Asked(name, days[0], split_names(agencies), report),
            calendar=office.calendar,
            by=by,
            now=office.now(),
            document_number=document,
            document_date=dated,
        )
        tell_plan_change(change, output, office.name_of)
