"""`extend`, `exempt`, `promise`: more time, no duty at all, or a word given."""

from datetime import date, time
from typing import Annotated

import typer

from dondoc.cli.dates import DAY, HOUR, read_day, read_hour
from dondoc.cli.duties import (
    AgencyArgument,
    DatedOption,
    DayOption,
    Named,
    NoteOption,
    NumberOption,
    PeriodOption,
    PlanOption,
    ReportOption,
    put_down,
)
from dondoc.cli.opening import AtOption, ByOption
from dondoc.cli.output import Format, FormatOption
from dondoc.cli.usage import Command
from dondoc.tracking.obligations import EventKind

PANEL = "Ghi nhận"
EXTEND_HELP = """Gia hạn: giữ hạn cũ trong lịch sử, nhắc lại từ đầu theo hạn mới.

Gia hạn bằng văn bản thì nêu --number; bằng miệng thì chọn --oral, khi có văn bản ghi lại lần nữa với --number."""
EXTEND_EXAMPLE = """dondoc extend "UBND xã Phổ An" --to 20/6/2022 --number 210/UBND-NC --by "Nguyễn Thị Hoa"
dondoc extend "UBND xã Phổ An" --to 20/6/2022 --oral --by "Nguyễn Thị Hoa"
dondoc extend "UBND xã Phổ An" --to 20/6/2022 --hour 17:00 --oral --by "Nguyễn Thị Hoa\""""
EXEMPT_HELP = """Đơn vị không phải báo cáo kỳ này: từ đó không nhắc và không tính là chậm."""
EXEMPT_EXAMPLE = 'dondoc exempt "Phòng Y tế" --period "Quý III" --note "đã sáp nhập" --by "Nguyễn Thị Hoa"'
PROMISE_HELP = """Đơn vị hẹn ngày gửi: hạn vẫn như cũ; thư gửi lãnh đạo được lùi tối đa 02 ngày làm việc."""
PROMISE_EXAMPLE = 'dondoc promise "Phòng Tư pháp" --on 17/6/2022 --by "Nguyễn Thị Hoa"'


def add_to(app: typer.Typer) -> None:
    """Offers the commands of this file."""
    for name, function, help_text, example in (
        ("extend", extend, EXTEND_HELP, EXTEND_EXAMPLE),
        ("exempt", exempt, EXEMPT_HELP, EXEMPT_EXAMPLE),
        ("promise", promise, PROMISE_HELP, PROMISE_EXAMPLE),
    ):
        app.command(name, cls=Command, help=help_text, epilog=example, rich_help_panel=PANEL)(function)


def extend(
    agency: AgencyArgument,
    *,
    by: ByOption,
    new_last_day: Annotated[date, typer.Option("--to", metavar=DAY, parser=read_day, help="Hạn mới.")],
    new_hour: Annotated[
        time | None,
        typer.Option(
            "--hour", metavar=HOUR, parser=read_hour, help="Giờ của hạn mới, như 17:00; bỏ trống là hết ngày."
        ),
    ] = None,
    plan: PlanOption = None,
    report: ReportOption = None,
    period: PeriodOption = None,
    number: NumberOption = "",
    dated: DatedOption = None,
    oral: Annotated[bool, typer.Option("--oral", help="Gia hạn bằng miệng, chưa có văn bản.")] = False,
    day: DayOption = None,
    note: NoteOption = "",
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Records that a last day is put off, by a paper or orally."""
    from dondoc.actions.reports import Among, Draft

    if bool(number.strip()) == oral:
        raise typer.BadParameter("nêu văn bản gia hạn bằng --number, hoặc chọn --oral nếu gia hạn bằng miệng.")
    put_down(
        Named(agency, plan, report, period),
        lambda duty, today: Draft(
            obligation_id=duty,
            kind=EventKind.EXTENDED,
            received_on=day or today,
            new_last_day=new_last_day,
            new_hour=new_hour,
            document_number=number.strip(),
            document_date=dated,
            oral=oral,
            note=note,
        ),
        among=Among.OWED,
        by=by,
        at=at,
        output=output,
    )


def exempt(
    agency: AgencyArgument,
    *,
    by: ByOption,
    plan: PlanOption = None,
    report: ReportOption = None,
    period: PeriodOption = None,
    number: NumberOption = "",
    note: NoteOption = "",
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Records that an agency need not send this one."""
    from dondoc.actions.reports import Among, Draft

    put_down(
        Named(agency, plan, report, period),
        lambda duty, today: Draft(
            obligation_id=duty,
            kind=EventKind.EXEMPTED,
            received_on=today,
            document_number=number.strip(),
            note=note,
        ),
        among=Among.OWED,
        by=by,
        at=at,
        output=output,
    )


def promise(
    agency: AgencyArgument,
    *,
    by: ByOption,
    promised_day: Annotated[date, typer.Option("--on", metavar=DAY, parser=read_day, help="Ngày hẹn gửi.")],
    plan: PlanOption = None,
    report: ReportOption = None,
    period: PeriodOption = None,
    note: NoteOption = "",
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Records on which day an agency said that it will send."""
    from dondoc.actions.reports import Among, Draft

    put_down(
        Named(agency, plan, report, period),
        lambda duty, today: Draft(
            obligation_id=duty, kind=EventKind.PROMISED, received_on=today, new_last_day=promised_day, note=note
        ),
        among=Among.OWED,
        by=by,
        at=at,
        output=output,
    )
