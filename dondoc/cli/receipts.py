"""`submit`, `received`, `supplement`, `return`, `void`: what came in, what goes back, what was a mistake."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.calendar import VIETNAM
from dondoc.cli.dates import DAY, read_day
from dondoc.cli.duties import (
    AgencyArgument,
    DatedOption,
    DayOption,
    Named,
    NoteOption,
    NumberOption,
    PeriodOption,
    PlanOption,
    ReceivedOption,
    ReportOption,
    at_duty,
    put_down,
)
from dondoc.cli.figures import void_one
from dondoc.cli.opening import AtOption, ByOption, Office, open_office
from dondoc.cli.output import Format, FormatOption
from dondoc.cli.recorded import tell_recorded
from dondoc.cli.usage import Command
from dondoc.tracking.obligations import EventKind

if TYPE_CHECKING:
    from dondoc.actions.reports import Recorded

PANEL = "Ghi nhận"
SUBMIT_HELP = """Ghi nhận báo cáo đã đến (bản giấy hoặc văn bản điện tử): từ đó thôi nhắc.

Đúng hạn hay chậm tính theo ngày đến ghi trên dấu văn thư (--received), không theo ngày gõ lệnh."""
SUBMIT_EXAMPLE = """dondoc submit "Phòng Tư pháp" --number 45/BC-TP --received 15/6/2022 --by "Nguyễn Thị Hoa"
dondoc submit ubnd-xa-pho-an --period "6 tháng" --nil --by "Nguyễn Thị Hoa"
dondoc submit "Phòng Y tế" --partial "phụ lục 2" --by "Nguyễn Thị Hoa\""""
RECEIVED_HELP = """Ghi nhận đã nhận trước bản chụp (ảnh, tệp, đường dẫn): tạm thôi nhắc tối đa 03 ngày làm việc.

Khi bản chính thức đến, ghi bằng lệnh submit."""
RECEIVED_EXAMPLE = 'dondoc received "Phòng Tư pháp" --note "ảnh chụp gửi qua Zalo" --by "Nguyễn Thị Hoa"'
SUPPLEMENT_HELP = (
    """Đề nghị bổ sung: báo cáo còn thiếu mục hoặc phụ lục. Vẫn tính đúng hạn như cũ, không đặt hạn mới."""
)
SUPPLEMENT_EXAMPLE = 'dondoc supplement "Phòng Tư pháp" --note "thiếu phụ lục 2" --by "Nguyễn Thị Hoa"'
RETURN_HELP = """Trả lại báo cáo để làm lại, với hạn mới (mặc định 03 ngày làm việc).
Từ đó nhắc lại từ đầu theo hạn mới.

Chỉ thiếu một mục hoặc phụ lục thì dùng supplement, không trả lại."""
RETURN_EXAMPLE = 'dondoc return "Phòng Tư pháp" --to 24/6/2022 --note "sai kỳ số liệu" --by "Nguyễn Thị Hoa"'
VOID_HELP = """Huỷ một ghi nhận nhầm; sau đó ghi lại cho đúng.

Ghi nhận cũ vẫn còn trong lịch sử. Huỷ không gửi gì cho ai."""
VOID_EXAMPLE = 'dondoc void e17 --note "ghi nhầm cơ quan" --by "Nguyễn Thị Hoa"'


def add_to(app: typer.Typer) -> None:
    """Offers the commands of this file."""
    for name, function, help_text, example in (
        ("submit", submit, SUBMIT_HELP, SUBMIT_EXAMPLE),
        ("received", received, RECEIVED_HELP, RECEIVED_EXAMPLE),
        ("supplement", supplement, SUPPLEMENT_HELP, SUPPLEMENT_EXAMPLE),
        ("return", return_report, RETURN_HELP, RETURN_EXAMPLE),
        ("void", void, VOID_HELP, VOID_EXAMPLE),
    ):
        app.command(name, cls=Command, help=help_text, epilog=example, rich_help_panel=PANEL)(function)


def submit(
    agency: AgencyArgument,
    *,
    by: ByOption,
    plan: PlanOption = None,
    report: ReportOption = None,
    period: PeriodOption = None,
    number: NumberOption = "",
    dated: DatedOption = None,
    received_on: ReceivedOption = None,
    nil: Annotated[bool, typer.Option("--nil", help="Đơn vị báo không phát sinh; coi như đã báo cáo.")] = False,
    partial: Annotated[
        str | None,
        typer.Option(
            "--partial",
            metavar="CÒN_THIẾU",
            help="Mới gửi một phần; nêu phần còn thiếu. Vẫn tính theo ngày đến của phần đã gửi, chờ bổ sung.",
            show_default=False,
        ),
    ] = None,
    note: NoteOption = "",
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Records a receipt, a nil return, or a part of a report with what it lacks."""
    from dondoc.actions.partial import receive_part
    from dondoc.actions.reports import Among, Draft, record

    if nil and partial is not None:
        raise typer.BadParameter("chỉ chọn một trong --nil và --partial.")

    def work(office: Office, duty: str, now: datetime) -> "Recorded":
        fact = Draft(
            obligation_id=duty,
            kind=EventKind.NIL_RETURN if nil else EventKind.SUBMITTED,
            received_on=received_on or now.astimezone(VIETNAM).date(),
            document_number=number,
            document_date=dated,
            note=note,
        )
        if partial is not None:
            return receive_part(office.store, fact, partial, calendar=office.calendar, by=by, now=now)
        return record(office.store, fact, calendar=office.calendar, by=by, now=now)

    at_duty(Named(agency, plan, report, period), work, among=Among.OWED, at=at, output=output)


def received(
    agency: AgencyArgument,
    *,
    by: ByOption,
    plan: PlanOption = None,
    report: ReportOption = None,
    period: PeriodOption = None,
    received_on: ReceivedOption = None,
    note: NoteOption = "",
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Records that a photo, a file or a link came ahead of the paper."""
    from dondoc.actions.reports import Among, Draft

    put_down(
        Named(agency, plan, report, period),
        lambda duty, today: Draft(
            obligation_id=duty,
            kind=EventKind.RECEIVED_IN_ADVANCE,
            received_on=received_on or today,
            note=note,
        ),
        among=Among.OWED,
        by=by,
        at=at,
        output=output,
    )


def supplement(
    agency: AgencyArgument,
    *,
    by: ByOption,
    plan: PlanOption = None,
    report: ReportOption = None,
    period: PeriodOption = None,
    day: DayOption = None,
    note: NoteOption = "",
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Records that a part of a report is asked for; its standing stays."""
    from dondoc.actions.reports import Among, Draft

    put_down(
        Named(agency, plan, report, period),
        lambda duty, today: Draft(
            obligation_id=duty, kind=EventKind.SUPPLEMENT_REQUESTED, received_on=day or today, note=note
        ),
        among=Among.RECEIVED,
        by=by,
        at=at,
        output=output,
    )


def return_report(
    agency: AgencyArgument,
    *,
    by: ByOption,
    plan: PlanOption = None,
    report: ReportOption = None,
    period: PeriodOption = None,
    new_last_day: Annotated[
        date | None,
        typer.Option("--to", metavar=DAY, parser=read_day, help="Hạn mới.", show_default="sau 03 ngày làm việc"),
    ] = None,
    day: DayOption = None,
    note: NoteOption = "",
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Records that a report goes back, with a new last day."""
    from dondoc.actions.reports import Among, Draft

    put_down(
        Named(agency, plan, report, period),
        lambda duty, today: Draft(
            obligation_id=duty,
            kind=EventKind.RETURNED,
            received_on=day or today,
            new_last_day=new_last_day,
            note=note,
        ),
        among=Among.RECEIVED,
        by=by,
        at=at,
        output=output,
    )


def void(
    event: Annotated[
        str,
        typer.Argument(
            metavar="MÃ_GHI_NHẬN",
            help="Mã hiện ra khi ghi nhận, như e17 (xem dondoc history), f3 (dondoc questions --all), "
            "s5 (dondoc figures list --all).",
        ),
    ],
    *,
    by: ByOption,
    note: NoteOption = "",
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Takes a wrong entry back, one about a duty ("e17"), about a whole plan ("f3"), or a figure ("s5")."""
    if event.strip().lower().startswith("s"):
        void_one(event, by=by, note=note, at=at, output=output)
        return
    if event.strip().lower().startswith("f"):
        _void_of_plan(event, by=by, note=note, at=at, output=output)
        return
    from dondoc.actions.reports import void as take_back

    with open_office(at=at) as office:
        recorded = take_back(office.store, event, calendar=office.calendar, by=by, now=office.now(), note=note)
    tell_recorded(recorded, output)


def _void_of_plan(fact: str, *, by: str, note: str, at: datetime | None, output: Format) -> None:
    """Takes an answer, an event or an ad hoc report back."""
    from dondoc.actions.plan_changes import void_plan_fact
    from dondoc.cli.plan_recorded import tell_plan_change

    with open_office(at=at) as office:
        change = void_plan_fact(office.store, fact, calendar=office.calendar, by=by, now=office.now(), note=note)
        tell_plan_change(change, output, office.name_of)
