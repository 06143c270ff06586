"""`dondoc figures`: what was reported for the metrics of a plan, beside what is to be reached."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.dates import moment_text
from dondoc.cli.duties import NoteOption, NumberOption
from dondoc.cli.opening import AtOption, ByOption, open_office
from dondoc.cli.output import Format, FormatOption, say, write_json, write_table
from dondoc.cli.usage import Command, Group
from dondoc.tracking.figures import Progress, is_reached, shown_value

if TYPE_CHECKING:
    from dondoc.actions.figures import Entry, FigureBook, FigureRecorded

PANEL = "Ghi nhận"
HELP = """Số liệu của các chỉ tiêu: ghi như trong báo cáo, so với mức phải đạt."""
SET_HELP = """Ghi số liệu cho một chỉ tiêu; số ghi sau thay số ghi trước của cùng kỳ, cùng đơn vị. Huỷ bằng void.

Ghi đúng như báo cáo: 92,5% hoặc 18/20 vụ (tự tính ra phần trăm). Không phải con số thì vẫn giữ nguyên lời,
chỉ không so được với chỉ tiêu."""
SET_EXAMPLE = """dondoc figures set tin-bao-giai-quyet --value 92,5% --period "6 tháng" --by "Nguyễn Thị Hoa"
dondoc figures set "xét xử" --value "9/10 vụ" --period nam --agency "Công an thị xã Đức Phổ" --by Hoa"""
LIST_HELP = """Xem từng chỉ tiêu: phải đạt bao nhiêu, kỳ gần nhất được bao nhiêu, đạt hay chưa.

--all hiện từng lần ghi, kể cả đã thay hoặc đã huỷ."""
LIST_EXAMPLE = """dondoc figures list duc-pho-2022
dondoc figures list duc-pho-2022 --all"""
HEADERS = ("Mục", "Chỉ tiêu", "Phải đạt", "Gần nhất", "Kỳ", "So với chỉ tiêu", "Theo đơn vị")
ALL_HEADERS = ("Mã", "Chỉ tiêu", "Kỳ", "Đơn vị", "Số liệu", "Văn bản", "Lúc", "Người ghi nhận", "Ghi chú")


def add_to(app: typer.Typer) -> None:
    """Offers `figures set`, `figures list`."""
    group = typer.Typer(name="figures", cls=Group, help=HELP, no_args_is_help=True)
    group.command("set", cls=Command, help=SET_HELP, epilog=SET_EXAMPLE)(set_one)
    group.command("list", cls=Command, help=LIST_HELP, epilog=LIST_EXAMPLE)(list_all)
    app.add_typer(group, rich_help_panel=PANEL)


def set_one(
    metric: Annotated[str, typer.Argument(metavar="CHỈ_TIÊU", help="Mã hoặc tên chỉ tiêu (không cần dấu).")],
    *,
    by: ByOption,
    value: Annotated[str, typer.Option("--value", metavar="SỐ_LIỆU", help="Như trong báo cáo: 92,5% hoặc 18/20.")],
    plan: Annotated[
        str,
        typer.Option(
            "--plan", metavar="KẾ_HOẠCH", help="Kế hoạch nào; cần khi có nhiều kế hoạch.", show_default=False
        ),
    ] = "",
    period: Annotated[
        str,
        typer.Option(
            "--period", metavar="KỲ", help="Kỳ nào, như “6 tháng”.", show_default="cả thời gian thực hiện"
        ),
    ] = "",
    agency: Annotated[
        str,
        typer.Option("--agency", metavar="CƠ_QUAN", help="Số liệu của đơn vị này.", show_default="cả kế hoạch"),
    ] = "",
    number: NumberOption = "",
    note: NoteOption = "",
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Records a figure."""
    from dondoc.actions.figures import FigureDraft, set_figure

    draft = FigureDraft(
        metric=metric, value=value, period=period, agency=agency, document_number=number, note=note
    )
    with open_office(at=at) as office:
        done = set_figure(office.store, plan, draft, by=by, now=office.now())
    _tell(done, output)


def list_all(
    plan: Annotated[str, typer.Argument(metavar="KẾ_HOẠCH", help="Mã, số hoặc tên kế hoạch đã đồng bộ.")],
    *,
    everything: Annotated[bool, typer.Option("--all", help="Hiện từng lần ghi, kể cả đã huỷ.")] = False,
    output: FormatOption = Format.TABLE,
) -> None:
    """Shows how far every metric has come, or every entry."""
    from dondoc.actions.figures import figure_book

    with open_office() as office:
        book = figure_book(office.store, plan, now=office.now())
    if output is Format.JSON:
        write_json(_book_json(book))
        return
    if everything:
        write_table(ALL_HEADERS, [_entry_line(one) for one in book.entries])
    else:
        write_table(HEADERS, [_progress_line(one) for one in book.progress])
    if not book.progress:
        say(f"Kế hoạch {book.plan.slug} không có chỉ tiêu nào.")


def void_one(figure: str, *, by: str, note: str, at: datetime | None, output: Format) -> None:
    """Takes a wrong figure back: `dondoc void s5`."""
    from dondoc.actions.figures import void_figure

    with open_office(at=at) as office:
        done = void_figure(office.store, figure, by=by, now=office.now(), note=note)
    if output is Format.JSON:
        write_json({**_entry_json(done.entry), "is_repeat": done.is_repeat})
        return
    opening = "Đã huỷ từ trước" if done.is_repeat else "Đã huỷ"
    typer.echo(f"{opening} {done.entry.figure.id}: {entry_text(done.entry)}.")


def verdict_text(reached: bool | None, *, is_known: bool = True) -> str:
    """ "đạt", "chưa đạt"; what can't be compared is said so."""
    if not is_known:
        return "–"
    if reached is None:
        return "không so được"
    return "đạt" if reached else "chưa đạt"


def progress_text(one: Progress) -> str:
    """One metric in a sentence: what is to be reached, what was, and in which period."""
    metric = one.metric
    said = f"{metric.measure} (mục {metric.clause}, phải đạt {metric.reaches})"
    if one.latest is None:
        return f"{said}: chưa có số liệu{_of_agencies(one, opening='; ')}"
    value = shown_value(metric, one.latest.value)
    verdict = verdict_text(one.is_reached)
    return f"{said}: {value}, {one.period_name}: {verdict}{_of_agencies(one, opening='; ')}"


def entry_text(entry: "Entry") -> str:
    """An entry in words: which metric, what, when, whose."""
    metric, figure = entry.metric, entry.figure
    name = metric.measure if metric else figure.metric
    value = shown_value(metric, figure.value)
    return ", ".join(part for part in (f"{name}: {value}", entry.period_name, entry.agency_name) if part)


def _of_agencies(one: Progress, *, opening: str = "") -> str:
    reached, compared = one.agencies
    return f"{opening}{reached:02d}/{compared:02d} đơn vị đạt" if compared else ""


def _tell(done: "FigureRecorded", output: Format) -> None:
    entry = done.entry
    reached = is_reached(entry.metric, entry.figure.value)
    if output is Format.JSON:
        write_json({**_entry_json(entry), "is_reached": reached, "is_repeat": done.is_repeat})
        return
    opening = "Đã ghi từ trước" if done.is_repeat else "Đã ghi"
    wanted = f" (phải đạt {entry.metric.reaches}: {verdict_text(reached)})" if entry.metric else ""
    typer.echo(f"{opening} {entry.figure.id}: {entry_text(entry)}{wanted}.")
    if not done.is_repeat:
        typer.echo(f'Nếu ghi nhầm: dondoc void {entry.figure.id} --by "{entry.figure.recorded_by}"')


def _progress_line(one: Progress) -> tuple[str, ...]:
    metric, latest = one.metric, one.latest
    return (
        metric.clause,
        metric.measure,
        metric.reaches,
        shown_value(metric, latest.value) if latest else "chưa có",
        one.period_name or "–",
        verdict_text(one.is_reached, is_known=latest is not None),
        _of_agencies(one) or "–",
    )


def _entry_line(entry: "Entry") -> tuple[str, ...]:
    figure = entry.figure
    value = figure.value if entry.is_live else f"{figure.value} (không tính)"
    return (
        figure.id,
        entry.metric.measure if entry.metric else figure.metric,
        entry.period_name,
        entry.agency_name or "cả kế hoạch",
        f"huỷ {figure.voids}" if figure.voids else value,
        figure.document_number or "–",
        moment_text(figure.recorded_at),
        figure.recorded_by,
        figure.note or "–",
    )


def _book_json(book: "FigureBook") -> dict[str, object]:
    return {
        "plan": book.plan.slug,
        "metrics": [progress_json(one) for one in book.progress],
        "figures": [_entry_json(entry) for entry in book.entries],
    }


def progress_json(one: Progress) -> dict[str, object]:
    """How far a metric has come, under the names of the fields; `is_reached` is null where nothing compares."""
    reached, compared = one.agencies
    return {
        "metric": one.metric.slug,
        "measure": one.metric.measure,
        "reaches": one.metric.reaches,
        "clause": one.metric.clause,
        "latest": one.latest.value if one.latest else None,
        "period": one.latest.period if one.latest else None,
        "is_reached": one.is_reached,
        "agencies_reached": reached,
        "agencies_compared": compared,
    }


def _entry_json(entry: "Entry") -> dict[str, object]:
    figure = entry.figure
    return {
        "id": figure.id,
        "metric": figure.metric,
        "period": figure.period,
        "agency": figure.agency,
        "value": figure.value,
        "document_number": figure.document_number,
        "note": figure.note,
        "recorded_at": figure.recorded_at,
        "recorded_by": figure.recorded_by,
        "voids": figure.voids,
        "is_live": entry.is_live,
    }
