"""`dondoc contacts`: who sits at which desk, taken from the contacts file, and forgotten on request."""

from typing import Annotated

import typer

from dondoc.cli.opening import AtOption, ByOption, open_office
from dondoc.cli.output import Format, FormatOption, say, write_json, write_table
from dondoc.cli.plan_files import Broken, tell
from dondoc.cli.usage import Command, Group
from dondoc.cli.wording import desk_text
from dondoc.errors import NotFound
from dondoc.language.glossary import ROLE_LABELS
from dondoc.settings import from_environment

HELP = """Đầu mối của các cơ quan: xem (list), đưa tệp đầu mối vào dùng (sync), xoá một người (forget)."""
LIST_HELP = """Xem ai đang giữ vai trò nào, và chỗ nào còn trống trong các kế hoạch đang theo dõi."""
SYNC_HELP = """Đưa tệp đầu mối vào dùng: từ lúc này thông báo gửi đúng những người trong tệp.

Tệp là nơi DONDOC_CONTACTS chỉ tới; chưa đặt thì là var/contacts.yaml. Người đã xoá thì không trở lại."""
FORGET_HELP = """Xoá một người theo yêu cầu: tên, địa chỉ, số điện thoại không còn ở đâu trong dữ liệu.

Lịch sử vẫn còn, chỗ tên người ghi vai trò. Nhớ xoá cả trong tệp đầu mối."""
FORGET_EXAMPLE = """dondoc contacts forget an@example.com --by "Nguyễn Thị Hoa"
dondoc contacts forget contact@phong-tu-phap --by "Nguyễn Thị Hoa\""""


def add_to(app: typer.Typer) -> None:
    """Offers `contacts list`, `contacts sync`, `contacts forget`."""
    group = typer.Typer(name="contacts", cls=Group, help=HELP, no_args_is_help=True)
    group.command("list", cls=Command, help=LIST_HELP, epilog="dondoc contacts list")(list_contacts)
    group.command("sync", cls=Command, help=SYNC_HELP, epilog="dondoc contacts sync")(sync)
    group.command("forget", cls=Command, help=FORGET_HELP, epilog=FORGET_EXAMPLE)(forget)
    app.add_typer(group, rich_help_panel="Chạy kế hoạch")


def list_contacts(output: FormatOption = Format.TABLE) -> None:
    """Lists the people at their desks, and the desks of active plans that are empty."""
    from dondoc.actions.contacts import contacts, empty_desks

    with open_office() as office:
        seats, empty = contacts(office.store), empty_desks(office.store)
    if output is Format.JSON:
        people = [
            {
                "role": seat.desk.role,
                "agency": seat.desk.agency,
                "plan": seat.plan,
                "name": seat.person.name,
                "email": seat.person.email,
                "phone": seat.person.phone,
            }
            for seat in seats
        ]
        desks = [{"role": one.desk.role, "agency": one.desk.agency, "plan": one.plan} for one in empty]
        write_json({"people": people, "empty": desks})
        return
    if seats:
        rows = [
            (
                seat.agency_name,
                ROLE_LABELS[seat.desk.role],
                seat.person.name,
                seat.person.email,
                seat.person.phone or "–",
                seat.plan or "mọi kế hoạch",
            )
            for seat in seats
        ]
        write_table(("Cơ quan", "Vai trò", "Họ và tên", "Thư điện tử", "Điện thoại", "Kế hoạch"), rows)
    else:
        say("Chưa có đầu mối nào. Điền var/contacts.yaml (chép từ tệp ví dụ), rồi: dondoc contacts sync")
    for one in empty:
        outcome = "mọi thông báo phải chờ" if one.is_secretariat else "thông báo chuyển cho thư ký"
        say(f"Còn trống: {ROLE_LABELS[one.desk.role]} {one.agency_name} (kế hoạch {one.plan}): {outcome}.")


def sync(at: AtOption = None, output: FormatOption = Format.TABLE) -> None:
    """Seats the people of the contacts file; exits 1 if the file has errors."""
    from dondoc.actions.contacts import sync_contacts
    from dondoc.language.contacts import read_contacts

    path = from_environment().contacts
    try:
        listed, problems = read_contacts(path)
    except OSError as error:
        raise NotFound(f"không mở được tệp đầu mối {path}: {error.strerror}.") from error
    tell(problems)
    if any(problem.is_error for problem in problems):
        raise Broken(f"tệp đầu mối {path} còn lỗi nêu trên; chưa đổi gì.")
    with open_office(at=at) as office:
        synced = sync_contacts(office.store, listed, now=office.now())
        skipped = [desk_text(desk, office.name_of) for desk in synced.forgotten]
    if output is Format.JSON:
        write_json({"file": str(path), "people": synced.people, "forgotten": list(synced.forgotten)})
        return
    typer.echo(f"Đã dùng {synced.people:02d} đầu mối trong {path}.")
    for desk in skipped:
        say(f"Bỏ qua {desk}: người này đã được xoá theo yêu cầu. Hãy bỏ khỏi tệp.")


def forget(
    who: Annotated[
        str,
        typer.Argument(metavar="AI", help="Địa chỉ thư, hoặc vai trò và mã cơ quan như contact@phong-tu-phap."),
    ],
    *,
    by: ByOption,
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Takes a person out of the store."""
    from dondoc.actions.contacts import forget as take_out

    with open_office(at=at) as office:
        forgotten = take_out(office.store, who, by=by, now=office.now())
        desks = ", ".join(desk_text(desk, office.name_of) for desk in forgotten.desks)
    if output is Format.JSON:
        write_json({"desks": list(forgotten.desks), "places": forgotten.places})
        return
    typer.echo(f"Đã xoá ({desks}); {forgotten.places:02d} chỗ trong lịch sử nay ghi vai trò thay tên.")
    typer.echo("Nhớ xoá cả trong tệp đầu mối và các bản sao lưu cũ.")
