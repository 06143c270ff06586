"""`dondoc preview`: every duty of a plan with its days, before anything is stored."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from dondoc.calendar import VIETNAM
from dondoc.cli.dates import DAY, day_text, moment_text, read_day
from dondoc.cli.output import Format, FormatOption, say, write_json, write_table
from dondoc.cli.plan_files import PlanFile, open_plan
from dondoc.cli.usage import Command
from dondoc.settings import from_environment
from dondoc.tracking.obligations import State
from dondoc.tracking.preview import PreviewRow, assumed_start, preview_rows

HELP = """Xem trước mọi đầu việc của một tệp kế hoạch: ai, việc gì, ngày cuối cùng nào, theo mục nào,
nguyên văn ra sao.

Không mở cơ sở dữ liệu, không gửi gì. Coi như kế hoạch được kích hoạt, số đã điền, vào ngày --at."""
EXAMPLE = """dondoc preview duc-pho-2022
dondoc preview plan_specs/duc-pho-2022.yaml --at 20/4/2022 --format json"""
HEADERS = ("Mục", "Việc", "Đơn vị", "Ngày cuối cùng", "Nguyên văn", "Kỳ số liệu", "Tình trạng")
INFERRED = "* Kỳ số liệu tham khảo theo Nghị định 09/2019/NĐ-CP, văn bản không nêu."


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
    output: FormatOption = Format.TABLE,
) -> None:
    """Prints every obligation as it would stand."""
    plan, calendar = open_plan(name, from_environment().plans)
    rows = preview_rows(plan.compiled, calendar, at=at)
    if output is Format.JSON:
        write_json([row.as_json() for row in rows])
        return
    begins = assumed_start(plan.compiled.plan, at)
    title = f"{plan.compiled.plan.title} – nếu kích hoạt ngày {day_text(begins)}"
    write_table(HEADERS, _lines(plan, rows), title=title)
    if any(obligation.data_inferred for obligation in plan.compiled.obligations):
        say(INFERRED)
    for question in plan.compiled.questions:
        say(f"Cần làm rõ: {question.ask}")


def _lines(plan: PlanFile, rows: tuple[PreviewRow, ...]) -> Iterator[tuple[str | State, ...]]:
    for obligation, row in zip(plan.compiled.obligations, rows, strict=True):
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
