"""`dondoc sync` and `dondoc activate`: a file becomes what everything runs on, and on one day it starts."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from dondoc.cli.dates import DAY, day_text, read_day
from dondoc.cli.differences import difference_json, tell_difference, tell_synced
from dondoc.cli.opening import AtOption, ByOption, Office, open_office
from dondoc.cli.output import Format, FormatOption, ask, say, waiting, write_json
from dondoc.cli.plan_files import Broken, PlanFile, open_plan, open_shelf, tell
from dondoc.cli.usage import REFUSED, Command
from dondoc.settings import from_environment

SYNC_HELP = """Đưa tệp kế hoạch vào theo dõi: cho xem thay đổi so với bản đang chạy, hỏi, rồi mới ghi.

Đồng bộ không gửi gì cho ai. Việc bị bỏ khỏi kế hoạch thì thôi theo dõi chứ không xoá; hạn bị dời thì tệp phải ghi
văn bản sửa đổi (`sua_doi`), hoặc nêu --reason. Hạn đã qua thì không dời được."""
SYNC_EXAMPLE = """dondoc sync duc-pho-2022 --by "Nguyễn Thị Hoa"
dondoc sync --yes --by "Nguyễn Thị Hoa"
dondoc sync duc-pho-2022 --reason "CV 123/UBND ngày 05/7/2022" --by "Nguyễn Thị Hoa\""""
ACTIVATE_HELP = """Kích hoạt kế hoạch: từ ngày này bắt đầu theo dõi và gửi thông báo mở đầu.

Các hạn đã qua trước ngày kích hoạt chỉ được liệt kê, không nhắc. Bản lưu còn để trống số, ngày ban hành thì điền
ở đây, hoặc chọn --without-number để theo dõi khi chưa có số (điền sau bằng chính lệnh này)."""
ACTIVATE_EXAMPLE = """dondoc activate duc-pho-2022 --number 45/KH-UBND --issued 22/4/2022 --by "Nguyễn Thị Hoa"
dondoc activate duc-pho-2022 --without-number --by "Nguyễn Thị Hoa\""""
PANEL = "Chạy kế hoạch"


def add_to(app: typer.Typer) -> None:
    """Offers `sync` and `activate`."""
    app.command("sync", cls=Command, help=SYNC_HELP, epilog=SYNC_EXAMPLE, rich_help_panel=PANEL)(sync)
    app.command("activate", cls=Command, help=ACTIVATE_HELP, epilog=ACTIVATE_EXAMPLE, rich_help_panel=PANEL)(
        activate
    )


def sync(
    *,
    by: ByOption,
    name: Annotated[
        str | None,
        typer.Argument(metavar="KẾ_HOẠCH", help="Mã kế hoạch hoặc đường dẫn tệp; bỏ trống là mọi kế hoạch."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Đồng ý trước, không hỏi lại.")] = False,
    reason: Annotated[
        str,
        typer.Option("--reason", metavar="VĂN_BẢN", help="Văn bản sửa đổi làm hạn thay đổi.", show_default=False),
    ] = "",
    rehearsal: Annotated[
        bool, typer.Option("--rehearsal", help="Dùng cơ sở dữ liệu diễn tập; chưa có thì tạo mới.")
    ] = False,
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Shows the difference of one plan or of all, asks, and applies it; exits 1 if one was broken or refused."""
    files, broken = _files(name)
    with open_office(at=at, rehearsal=rehearsal or None) as office:
        if name is None:
            files = _without_closed(office, files)
        rows = [_sync_one(office, file, yes=yes, reason=reason, by=by, output=output) for file in files]
    if output is Format.JSON:
        write_json(rows)
    if broken or not all(row["is_applied"] or row["is_empty"] for row in rows):
        raise typer.Exit(REFUSED)


def _files(name: str | None) -> tuple[Sequence[PlanFile], bool]:
    """The plan files to sync, and whether some file was broken. What all plans rely on must be whole."""
    folder = from_environment().plans
    if name is not None:
        return [open_plan(name, folder)[0]], False
    with waiting("Đang đọc kế hoạch…"):
        shelf = open_shelf(folder)
    errors = [problem for problem in shelf.problems if problem.is_error]
    tell(errors)
    shared = {str(folder / "directory"), str(folder / "calendar")}
    if any(problem.position.file.startswith(tuple(shared)) for problem in errors):
        raise Broken("danh bạ hoặc lịch nghỉ còn lỗi nêu trên; chưa đồng bộ kế hoạch nào.")
    return shelf.plans, bool(errors)


def _without_closed(office: Office, files: Sequence[PlanFile]) -> Sequence[PlanFile]:
    """Plans that were closed keep their last version, whatever becomes of their files."""
    from dondoc.actions.plans import plans

    closed = {line.plan.slug for line in plans(office.store) if line.closed_at is not None}
    return [file for file in files if file.compiled.plan.slug not in closed]


def _sync_one(
    office: Office, file: PlanFile, *, yes: bool, reason: str, by: str, output: Format
) -> dict[str, object]:
    """Shows what would change, asks, and applies it."""
    from dondoc.actions.plans import difference, sync

    changes = difference(office.store, file.compiled, file.text, calendar=office.calendar)
    if output is Format.TABLE:
        tell_difference(changes)
    is_agreed = not changes.is_empty and (yes or ask(f"Đồng bộ {changes.slug}?"))
    if is_agreed:
        with waiting("Đang đồng bộ…"):
            changes = sync(
                office.store,
                file.compiled,
                text=file.text,
                calendar=office.calendar,
                by=by,
                now=office.now(),
                reason=reason,
            )
        tell_synced(changes)
    elif not changes.is_empty:
        say(f"Chưa đồng bộ {changes.slug}. Đồng ý thì chạy lại với --yes.")
    return difference_json(changes, is_applied=is_agreed)


def activate(
    slug: Annotated[str, typer.Argument(metavar="KẾ_HOẠCH", help="Mã kế hoạch đã đồng bộ.")],
    *,
    by: ByOption,
    number: Annotated[
        str | None, typer.Option("--number", metavar="SỐ", help="Số, ký hiệu, khi bản lưu để trống.")
    ] = None,
    issued_on: Annotated[
        date | None,
        typer.Option("--issued", metavar=DAY, parser=read_day, help="Ngày ban hành, khi bản lưu để trống."),
    ] = None,
    without_number: Annotated[
        bool, typer.Option("--without-number", help="Bắt đầu khi chưa có số, ngày; điền sau.")
    ] = False,
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Starts a synced plan, or enters its number later."""
    from dondoc.actions.plans import activate as start

    if without_number and (number or issued_on):
        raise typer.BadParameter("đã có số hoặc ngày thì không dùng --without-number.")
    with open_office(at=at) as office:
        started = start(
            office.store,
            slug,
            calendar=office.calendar,
            by=by,
            now=office.now(),
            number=number,
            issued_on=issued_on,
            without_number=without_number,
        )
    if output is Format.JSON:
        write_json(
            {
                "plan": started.plan.slug,
                "number": started.plan.number,
                "issued": started.plan.issued,
                "activated_at": started.activated_at,
                "in_effect_from": started.in_effect_from,
                "is_repeat": started.is_repeat,
                "superseded": list(started.superseded),
            }
        )
        return
    opening = "Đã kích hoạt từ trước, không có gì thay đổi" if started.is_repeat else "Đã kích hoạt"
    typer.echo(
        f"{opening}: {started.plan.slug}, số {started.plan.number}. Theo dõi các hạn từ ngày "
        f"{day_text(started.in_effect_from)}; hạn trước ngày ấy chỉ liệt kê, không nhắc."
    )
    for old in started.superseded:
        typer.echo(
            f"Kế hoạch {old} được thay thế, từ nay không nhắc theo kế hoạch ấy. Xem và quyết định từng khoản nợ: "
            f"dondoc close {old}"
        )
