"""How a person names a duty on the command line, and how a command finds the one that is meant."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.calendar import VIETNAM
from dondoc.cli.dates import DAY, read_day
from dondoc.cli.opening import Office, open_office
from dondoc.cli.output import Format
from dondoc.cli.recorded import tell_recorded
from dondoc.tracking.obligations import Obligation

if TYPE_CHECKING:
    from dondoc.actions.reports import Among, Draft, Recorded

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


Work = Callable[["Office", str, datetime], "Recorded"]


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
    from dondoc.actions.reports import record

    def work(office: Office, duty: str, now: datetime) -> "Recorded":
        fact = draft(duty, now.astimezone(VIETNAM).date())
        return record(office.store, fact, calendar=office.calendar, by=by, now=now)

    at_duty(named, work, among=among, at=at, output=output)


def at_duty(named: Named, work: "Work", *, among: "Among", at: datetime | None, output: Format) -> None:
    """The same for whatever else records something about one duty."""
    with open_office(at=at) as office:
        now = office.now()
        recorded = work(office, find_duty(office, named, among=among, now=now).id, now)
    tell_recorded(recorded, output)


def find_duty(office: Office, named: Named, *, among: "Among", now: datetime) -> Obligation:
    """The one duty that is meant; raises Ambiguous or NotFound."""
    from dondoc.actions.reports import find

    return find(
        office.store,
        agency=named.agency,
        plan=named.plan,
        report=named.report,
        period=named.period,
        among=among,
        calendar=office.calendar,
        now=now,
    )
