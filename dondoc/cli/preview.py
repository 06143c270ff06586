"""`dondoc preview`: every duty of a plan with its days, before anything is stored."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from dondoc.calendar import VIETNAM
from dondoc.cli.dates import DAY, day_text, moment_text, read_day
from dondoc.cli.output import say, write_json, write_table
from dondoc.cli.plan_files import PlanFile, open_plan
from dondoc.cli.usage import Command
from dondoc.cli.year_calendar import write_agencies, write_months
from dondoc.clock import now
from dondoc.errors import NotFound
from dondoc.language.slugs import nearest, slug_of
from dondoc.settings import from_environment
from dondoc.tracking.icalendar import calendar_file
from dondoc.tracking.obligations import State
from dondoc.tracking.preview import PreviewRow, assumed_start, preview_rows
from dondoc.tracking.remarks import plan_remarks
from dondoc.tracking.year_calendar import Previewed, by_agency, by_month, calendar_lines

HELP = """Xem trước mọi đầu việc của một tệp kế hoạch: ai, việc gì, ngày cuối cùng nào, theo mục nào,
nguyên văn ra sao.

Không mở cơ sở dữ liệu, không gửi gì. Coi như kế hoạch được kích hoạt, số đã điền, vào ngày --at.
--by month là lịch năm theo tháng, --by agency là bảng theo đơn vị; --format ics là tệp lịch cho điện thoại."""
EXAMPLE = """dondoc preview duc-pho-2022
dondoc preview plan_specs/duc-pho-2022.yaml --at 20/4/2022 --format json
dondoc preview duc-pho-2022 --by month
dondoc preview duc-pho-2022 --agency "Phòng Tư pháp" --format ics > var/phong-tu-phap.ics"""
HEADERS = ("Mục", "Việc", "Đơn vị", "Ngày cuối cùng", "Nguyên văn", "Kỳ số liệu", "Tình trạng")
INFERRED = "* Kỳ số liệu tham khảo theo Nghị định 09/2019/NĐ-CP, văn bản không nêu."


class By(StrEnum):
    """How the duties are put together."""

    MONTH = "month"
    AGENCY = "agency"


class PreviewFormat(StrEnum):
    """How the answer is written."""

    TABLE = "table"
    JSON = "json"
    ICS = "ics"


def add_to(app: typer.Typer) -> None:
    """Offers `preview`."""
    app.command("preview", cls=Command, help=HELP, epilog=EXAMPLE, rich_help_panel="Soạn kế hoạch")(preview)


def preview(
    name: Annotated[str, typer.Argument(metavar="KẾ_HOẠCH", help="Mã kế hoạch hoặc đường dẫn tệp .yaml.")],
    at: Annotated[
        date | None,
        typer.Option(
            "--at",
            metavar=DAY,
            parser=read_day,
            help="Ngày coi như kích hoạt.",
            show_default="ngày ban hành muộn nhất có thể, không có thì ngày đầu hiệu lực",
        ),
    ] = None,
    by: Annotated[
        By | None, typer.Option("--by", help="Xếp theo tháng hoặc theo đơn vị.", show_default="từng đầu việc")
    ] = None,
    agency: Annotated[
        str | None, typer.Option("--agency", metavar="CƠ_QUAN", help="Chỉ một cơ quan: tên hoặc mã.")
    ] = None,
    output: Annotated[
        PreviewFormat,
        typer.Option("--format", help="Bảng cho người đọc, JSON cho chương trình khác, hoặc tệp lịch (RFC 5545)."),
    ] = PreviewFormat.TABLE,
) -> None:
    """Prints every obligation as it would stand."""
    if by is not None and output is PreviewFormat.ICS:
        raise typer.BadParameter("--by không đi cùng --format ics: tệp lịch luôn xếp theo ngày.")
    plan, calendar = open_plan(name, from_environment().plans)
    rows = preview_rows(plan.compiled, calendar, at=at)
    shown = _of_agency(tuple(zip(plan.compiled.obligations, rows, strict=True)), agency)
    if output is PreviewFormat.ICS:
        typer.echo(calendar_file(plan.compiled.plan, calendar_lines(shown), now=now()), nl=False)
    elif output is PreviewFormat.JSON:
        write_json(_as_json(shown, by))
    else:
        title = plan.compiled.plan.title
        begins = assumed_start(plan.compiled.plan, at)
        match by:
            case By.MONTH:
                write_months(title, calendar_lines(shown), calendar)
            case By.AGENCY:
                write_agencies(title, by_agency(shown))
            case None:
                write_table(HEADERS, _lines(shown), title=f"{title} – nếu kích hoạt ngày {day_text(begins)}")
        _say_what_is_open(plan, shown)


def _of_agency(previewed: Sequence[Previewed], wanted: str | None) -> Sequence[Previewed]:
    """What one agency owes, named by its slug or its name; raises NotFound with the nearest one."""
    if wanted is None:
        return previewed
    slugs = {obligation.agency: obligation.agency for obligation, _ in previewed}
    slugs |= {slug_of(obligation.agency_name): obligation.agency for obligation, _ in previewed}
    slug = slugs.get(slug_of(wanted))
    if slug is None:
        like = nearest(slug_of(wanted), slugs)
        hint = f" Có phải “{like}”?" if like else ""
        raise NotFound(f"kế hoạch không giao việc gì cho “{wanted[:60]}”.{hint}")
    return [(obligation, row) for obligation, row in previewed if obligation.agency == slug]


def _as_json(shown: Sequence[Previewed], by: By | None) -> list[object]:
    match by:
        case By.MONTH:
            return [
                {"month": f"{month:%Y-%m}" if month else None, "lines": [line.as_json() for line in lines]}
                for month, lines in by_month(calendar_lines(shown))
            ]
        case By.AGENCY:
            return [
                {"agency": each.agency, "name": each.agency_name, "rows": [row.as_json() for row in rows]}
                for each, rows in by_agency(shown)
            ]
        case None:
            return [row.as_json() for _, row in shown]


def _say_what_is_open(plan: PlanFile, shown: Sequence[Previewed]) -> None:
    if any(obligation.data_inferred for obligation, _ in shown):
        say(INFERRED)
    if len(shown) == len(plan.compiled.obligations) and plan.compiled.spec is not None:
        for remark in plan_remarks(plan.compiled.spec):
            say(remark)
    for question in plan.compiled.questions:
        say(f"Cần làm rõ: {question.ask}")


def _lines(shown: Sequence[Previewed]) -> Iterator[tuple[str | State, ...]]:
    for obligation, row in shown:
        words = f"“{row.phrase}”" if obligation.phrase_quoted else row.phrase
        yield (
            row.clause,
            obligation.name,
            obligation.agency_name,
            _last_day(row),
            words,
            _data(row, inferred=obligation.data_inferred),
            row.state,
        )


def _last_day(row: PreviewRow) -> str:
    """The last day, its hour where one is stated, and the day that reminders aim at where that is another."""
    text = day_text(row.last_day)
    if row.last_day and row.due and row.due.astimezone(VIETNAM).date() == row.last_day:
        text = moment_text(row.due)
    return text if row.target == row.last_day else f"{text} (nhắc đến {day_text(row.target)})"


def _data(row: PreviewRow, *, inferred: bool) -> str:
    if row.data_from is None and row.data_to is None:
        return "–"
    return f"{day_text(row.data_from)} – {day_text(row.data_to)}{'*' if inferred else ''}"
