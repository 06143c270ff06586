"""`dondoc credit`: a report that was sent under another plan counts for this one, too."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.dates import DAY, read_day
from dondoc.cli.duties import (
    AgencyArgument,
    DatedOption,
    Named,
    NoteOption,
    NumberOption,
    PeriodOption,
    PlanOption,
    ReportOption,
    at_duty,
)
from dondoc.cli.opening import AtOption, ByOption, Office
from dondoc.cli.output import Format, FormatOption
from dondoc.cli.usage import Command

if TYPE_CHECKING:
    from dondoc.actions.reports import Recorded

HELP = """Tính cho đầu việc này một báo cáo đã gửi theo kế hoạch khác: coi như đã báo cáo, theo ngày đến của nó.

Kế hoạch kia cũng theo dõi ở đây thì số, ngày văn bản lấy từ ghi nhận đã có. Kế hoạch không theo dõi ở đây
(như kế hoạch của tỉnh) thì phải nêu ngày đến bằng --received."""
EXAMPLE = """dondoc credit "Phòng Tư pháp" --period "Quý I" --from 07/KH-UBND --received 14/3/2022 --by Hoa
dondoc credit "Phòng Tư pháp" --plan duc-pho-2022 --period "6 tháng" --from mau-2026 --by "Nguyễn Thị Hoa\""""


def add_to(app: typer.Typer) -> None:
    """Offers `credit`."""
    app.command("credit", cls=Command, help=HELP, epilog=EXAMPLE, rich_help_panel="Ghi nhận")(credit)


def credit(
    agency: AgencyArgument,
    *,
    by: ByOption,
    source: Annotated[
        str, typer.Option("--from", metavar="KẾ_HOẠCH_KHÁC", help="Báo cáo đã gửi theo kế hoạch này: mã hoặc số.")
    ],
    source_report: Annotated[
        str,
        typer.Option(
            "--from-report",
            metavar="VIỆC_HOẶC_KỲ",
            help="Báo cáo nào của kế hoạch ấy; cần khi có nhiều báo cáo đã nhận.",
            show_default=False,
        ),
    ] = "",
    plan: PlanOption = None,
    report: ReportOption = None,
    period: PeriodOption = None,
    number: NumberOption = "",
    dated: DatedOption = None,
    received_on: Annotated[
        date | None,
        typer.Option(
            "--received",
            metavar=DAY,
            parser=read_day,
            help="Ngày đến của báo cáo ấy, theo dấu văn thư.",
            show_default="như đã ghi nhận ở kế hoạch kia",
        ),
    ] = None,
    note: NoteOption = "",
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Records that a report of another plan counts."""
    from dondoc.actions.credits import CreditDraft, credit_from
    from dondoc.actions.reports import Among

    draft = CreditDraft(
        source=source,
        source_report=source_report,
        received_on=received_on,
        document_number=number,
        document_date=dated,
        note=note,
    )

    def work(office: Office, duty: str, now: datetime) -> "Recorded":
        return credit_from(office.store, duty, draft, calendar=office.calendar, by=by, now=now)

    at_duty(Named(agency, plan, report, period), work, among=Among.ALL, at=at, output=output)
