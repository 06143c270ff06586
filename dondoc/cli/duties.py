"""How a person names a duty on the command line, and how a command finds the one that is meant."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.calendar import VIETNAM
from dondoc.cli.dates import DAY, read_day
from dondoc.cli.opening import open_office
from dondoc.cli.output import Format
from dondoc.cli.recorded import tell_recorded

if TYPE_CHECKING:
    from dondoc.actions.reports import Among, Draft

AgencyArgument = Annotated[
    str,
    typer.Argument(
        metavar="CƠ_QUAN",
        help="Tên, tên gọi khác hoặc mã cơ quan (không cần dấu), hay mã đầu việc đầy đủ.",
    ),
]
PlanOption = Annotated[
    str | None, typer.Option("--plan", metavar="KẾ_HOẠCH", help="Kế hoạch nào; cần khi có nhiều kế hoạch.")
]
ReportOption = Annotated[
    str | None, typer.Option("--report", metavar="VIỆC", help="Đầu việc nào: tên hoặc mã, như dinh-ky.")
]
PeriodOption = Annotated[
    str | None, typer.Option("--period", metavar="KỲ", help="Kỳ nào, như “6 tháng” hoặc 2022-6-thang.")
]
NumberOption = Annotated[
    str, typer.Option("--number", metavar="SỐ", help="Số, ký hiệu văn bản, như 45/BC-TP.", show_default=False)
]
DatedOption = Annotated[
    date | None, typer.Option("--dated", metavar=DAY, parser=read_day, help="Ngày ghi trên văn bản.")
]
ReceivedOption = Annotated[
    date | None,
    typer.Option(
        "--received",
        metavar=DAY,
        parser=read_day,
        help="Ngày đến, theo dấu văn thư: quyết định đúng hạn hay chậm.",
        show_default="hôm nay",
    ),
]
DayOption = Annotated[
    date | None,
    typer.Option("--day", metavar=DAY, parser=read_day, help="Ngày việc ấy xảy ra.", show_default="hôm nay"),
]
NoteOption = Annotated[str, typer.Option("--note", metavar="GHI_CHÚ", help="Ghi chú, lý do.", show_default=False)]


@dataclass(frozen=True, slots=True)
class Named:
    """A duty as somebody named it."""

    agency: str
    plan: str | None
    report: str | None
    period: str | None


def put_down(
    named: Named,
    draft: "Callable[[str, date], Draft]",
    *,
    among: "Among",
    by: str,
    at: datetime | None,
    output: Format,
) -> None:
    """Finds the one duty that is meant, records what `draft` makes of its id and of today, and says so.

    Raises Ambiguous or NotFound for a name that is not clear, Refused where a rule forbids the fact.
    """
    from dondoc.actions.reports import find, record

    with open_office(at=at) as office:
        now = office.now()
        duty = find(
            office.store,
            agency=named.agency,
            plan=named.plan,
            report=named.report,
            period=named.period,
            among=among,
            calendar=office.calendar,
            now=now,
        )
        fact = draft(duty.id, now.astimezone(VIETNAM).date())
        recorded = record(office.store, fact, calendar=office.calendar, by=by, now=now)
    tell_recorded(recorded, output)
