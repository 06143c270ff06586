"""`dondoc outline`: a report gone through section by section (đề cương)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.duties import AgencyArgument, Named, NoteOption, PeriodOption, PlanOption, ReportOption, find_duty
from dondoc.cli.opening import AtOption, ByOption, Office, open_office
from dondoc.cli.output import Format, FormatOption, say, write_json, write_table
from dondoc.cli.usage import Command, Group
from dondoc.errors import Ambiguous
from dondoc.tracking.outlines import MARK_LABELS, Checked, Mark, named_sections

if TYPE_CHECKING:
    from dondoc.actions.outlines import Outline

HELP = """Đề cương báo cáo: đối chiếu từng mục có, thiếu, hay không thuộc chức năng của đơn vị."""
SHOW_HELP = """Xem đề cương của một báo cáo: mục nào có, mục nào thiếu, mục nào không thuộc chức năng."""
SHOW_EXAMPLE = 'dondoc outline show "Sở Tư pháp" --plan gia-lai-836-2025'
MARK_HELP = """Đối chiếu các mục: có, thiếu, hoặc không thuộc chức năng. Không nêu mục nào: mọi mục chưa xem.

Thiếu mục là lý do để đề nghị bổ sung (supplement), không phải để trả lại. Ghi nhầm thì ghi lại cho đúng."""
MARK_EXAMPLE = """dondoc outline mark "Sở Tư pháp" --section II.3 --section IV --as thieu --by "Nguyễn Thị Hoa"
dondoc outline mark "Sở Tư pháp" --section VI --as khong_thuoc_chuc_nang --by "Nguyễn Thị Hoa"
dondoc outline mark "Sở Tư pháp" --as co --by "Nguyễn Thị Hoa\""""


def add_to(app: typer.Typer) -> None:
    """Offers `outline show`, `outline mark`."""
    group = typer.Typer(name="outline", cls=Group, help=HELP, no_args_is_help=True)
    group.command("show", cls=Command, help=SHOW_HELP, epilog=SHOW_EXAMPLE)(show)
    group.command("mark", cls=Command, help=MARK_HELP, epilog=MARK_EXAMPLE)(mark)
    app.add_typer(group, rich_help_panel="Ghi nhận")


def show(
    agency: AgencyArgument,
    *,
    plan: PlanOption = None,
    report: ReportOption = None,
    period: PeriodOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Shows the outline of one report."""
    from dondoc.actions.outlines import outline

    with open_office() as office:
        now = office.now()
        duty = _duty(office, Named(agency, plan, report, period), now)
        found = outline(office.store, duty, calendar=office.calendar, now=now)
    _tell(found, output)


def mark(
    agency: AgencyArgument,
    *,
    by: ByOption,
    how: Annotated[
        Mark, typer.Option("--as", help="co, thieu, khong_thuoc_chuc_nang; chua_xem để xoá điều đã ghi.")
    ],
    sections: Annotated[
        list[str] | None,
        typer.Option(
            "--section",
            metavar="MỤC",
            help="Số, mã hoặc tên mục, như II.3; nêu nhiều lần được.",
            show_default="mọi mục chưa xem",
        ),
    ] = None,
    plan: PlanOption = None,
    report: ReportOption = None,
    period: PeriodOption = None,
    note: NoteOption = "",
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Notes how sections stand."""
    from dondoc.actions.outlines import mark_sections

    with open_office(at=at) as office:
        now = office.now()
        duty = _duty(office, Named(agency, plan, report, period), now)
        found = mark_sections(
            office.store, duty, tuple(sections or ()), how, calendar=office.calendar, by=by, now=now, note=note
        )
    if output is Format.TABLE:
        what = f"Đã ghi {found.written:02d} mục" if found.written else "Các mục ấy đã ghi từ trước"
        typer.echo(f"{what}: {found.obligation.agency_name}, {found.obligation.name}.")
    _tell(found, output)


def outline_text(checked: tuple[Checked, ...]) -> str:
    """The outline in a few words: "có 12, thiếu 2 (mục II.3, mục IV), không thuộc chức năng 3, chưa xem 4"."""
    parts = []
    for each in Mark:
        found = [one.section for one in checked if one.mark is each]
        names = f" ({named_sections(found)})" if each is Mark.MISSING else ""
        if found:
            parts.append(f"{MARK_LABELS[each]} {len(found):02d}{names}")
    return ", ".join(parts)


def outline_json(checked: tuple[Checked, ...]) -> list[dict[str, object]]:
    """The sections under the names of their fields."""
    return [
        {
            "section": one.section.slug,
            "number": one.section.number,
            "title": one.section.title,
            "mark": one.mark,
            "note": one.by.note if one.by else "",
            "recorded_at": one.by.recorded_at if one.by else None,
            "recorded_by": one.by.recorded_by if one.by else None,
        }
        for one in checked
    ]


def _duty(office: Office, named: Named, now: datetime) -> str:
    """What was received is meant first, since that is what one goes through; else what is owed."""
    from dondoc.actions.reports import Among

    try:
        return find_duty(office, named, among=Among.RECEIVED, now=now).id
    except Ambiguous:
        return find_duty(office, named, among=Among.OWED, now=now).id


def _tell(found: "Outline", output: Format) -> None:
    duty = found.obligation
    if output is Format.JSON:
        write_json({"id": duty.id, "sections": outline_json(found.checked), "written": found.written})
        return
    rows = [
        (
            one.section.number or "–",
            one.section.title,
            MARK_LABELS[one.mark],
            one.by.note or "–" if one.by else "–",
            one.by.recorded_by if one.by else "–",
        )
        for one in found.checked
    ]
    write_table(("Mục", "Nội dung", "Đối chiếu", "Ghi chú", "Ai"), rows, title=f"{duty.agency_name}, {duty.name}")
    text = outline_text(found.checked)
    say(f"{text[:1].upper()}{text[1:]}.")
    if found.missing and found.standing.met_by is not None:
        say(f"Muốn đề nghị bổ sung các mục còn thiếu: dondoc supplement {duty.id}")
