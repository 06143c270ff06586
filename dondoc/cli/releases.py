"""`dondoc release`: letters to heads of agencies, shown a working day ahead, held or let go."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.dates import day_text, moment_text
from dondoc.cli.duties import PlanOption
from dondoc.cli.opening import AtOption, ByOption, Office, open_office
from dondoc.cli.output import Format, FormatOption, say, write_json, write_table
from dondoc.cli.usage import Command, Group
from dondoc.errors import NotFound
from dondoc.tracking.obligations import Decision

if TYPE_CHECKING:
    from dondoc.actions.releases import Decided, Letter

HELP = """Thư gửi lãnh đạo cơ quan: xem thư sắp đi (list), giữ lại (hold), cho đi (go).

Thư được báo trước một ngày làm việc. Không giữ thì đến giờ tự đi."""
LIST_HELP = """Xem các thư gửi lãnh đạo chưa đi: của ai, về việc gì, đi lúc nào."""
HOLD_HELP = """Giữ thư gửi lãnh đạo lại: không đi cho đến khi có người cho đi (dondoc release go)."""
GO_HELP = """Cho thư gửi lãnh đạo đang giữ được đi, vào giờ làm việc gần nhất."""

WhichArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="CƠ_QUAN", help="Tên hoặc mã cơ quan, hay mã đầu việc; nêu nhiều được."),
]
AllOption = Annotated[bool, typer.Option("--all", help="Mọi thư trong danh sách.")]


def add_to(app: typer.Typer) -> None:
    """Offers `release list`, `release hold`, `release go`."""
    group = typer.Typer(name="release", cls=Group, help=HELP, no_args_is_help=True)
    group.command("list", cls=Command, help=LIST_HELP, epilog="dondoc release list")(list_letters)
    hold_example = 'dondoc release hold "Phòng Tư pháp" --by "Nguyễn Thị Hoa"'
    group.command("hold", cls=Command, help=HOLD_HELP, epilog=hold_example)(hold)
    go_example = 'dondoc release go "Phòng Tư pháp" --by "Nguyễn Thị Hoa"'
    group.command("go", cls=Command, help=GO_HELP, epilog=go_example)(go)
    app.add_typer(group, rich_help_panel="Theo dõi hằng ngày")


def list_letters(plan: PlanOption = None, output: FormatOption = Format.TABLE) -> None:
    """Lists the letters that have not gone."""
    from dondoc.actions.releases import pending

    with open_office() as office:
        letters = pending(office.store, calendar=office.calendar, now=office.now(), plan=plan)
    if output is Format.JSON:
        write_json([_letter_json(letter) for letter in letters])
    elif letters:
        headers = ("Cơ quan", "Việc", "Ngày cuối cùng", "Chậm (ngày làm việc)", "Đi lúc", "Quyết định")
        write_table(headers, [_line(letter) for letter in letters])
    else:
        say("Không có thư gửi lãnh đạo nào đang chờ.")


def hold(
    which: WhichArgument = None,
    *,
    by: ByOption,
    everything: AllOption = False,
    plan: PlanOption = None,
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Holds letters back."""
    with open_office(at=at) as office:
        _decide(office, which or (), Decision.HELD, everything=everything, plan=plan, by=by, output=output)


def go(
    which: WhichArgument = None,
    *,
    by: ByOption,
    everything: AllOption = False,
    plan: PlanOption = None,
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Lets letters go."""
    with open_office(at=at) as office:
        _decide(office, which or (), Decision.RELEASED, everything=everything, plan=plan, by=by, output=output)


def _decide(
    office: Office,
    which: Sequence[str],
    decision: Decision,
    *,
    everything: bool,
    plan: str | None,
    by: str,
    output: Format,
) -> None:
    from dondoc.actions.releases import decide

    if bool(which) == everything:
        raise typer.BadParameter("nêu cơ quan nào, hoặc chọn --all.")
    ids = _meant(office, which, plan)
    decided = decide(office.store, ids, decision=decision, calendar=office.calendar, by=by, now=office.now())
    if output is Format.JSON:
        write_json([{**_letter_json(one.letter), "is_repeat": one.is_repeat} for one in decided])
        return
    for one in decided:
        _tell(one, decision)


def _meant(office: Office, which: Sequence[str], plan: str | None) -> list[str]:
    """The duties whose letters are meant: by id, by agency, or all that are listed."""
    from dondoc.actions.releases import pending
    from dondoc.actions.reports import find_agency

    letters = pending(office.store, calendar=office.calendar, now=office.now(), plan=plan)
    duties = [letter.obligation for letter in letters]
    ids = [] if which else [duty.id for duty in duties]
    for text in which:
        if "/" in text:
            ids.append(text)
            continue
        agency = find_agency(office.store, text)
        found = [duty.id for duty in duties if duty.agency == agency]
        if not found:
            raise NotFound(f"không có thư gửi lãnh đạo nào của “{text}” đang chờ. Xem: dondoc release list.")
        ids += found
    return list(dict.fromkeys(ids))


def _tell(one: "Decided", decision: Decision) -> None:
    duty = one.letter.obligation
    outcome = "đang giữ, không tự đi" if decision is Decision.HELD else f"được đi, {_when(one.letter)}"
    typer.echo(f"{duty.agency_name}, {duty.name}: thư gửi lãnh đạo {outcome}.")


def _when(letter: "Letter") -> str:
    """When a letter goes, as far as that is known."""
    if letter.goes_at is not None:
        return moment_text(letter.goes_at)
    is_held = letter.decision is not None and letter.decision.decision is Decision.HELD
    return "khi có người cho đi" if is_held else "sau khi đơn vị đã được nhắc"


def _line(letter: "Letter") -> tuple[str, ...]:
    duty, standing = letter.obligation, letter.standing
    last_day = standing.round.last_day if standing.round else duty.last_day
    made = letter.decision
    decision = "chưa có" if made is None else "giữ" if made.decision is Decision.HELD else "cho đi"
    return (
        duty.agency_name,
        duty.name,
        day_text(last_day),
        str(standing.working_days_late),
        _when(letter),
        f"{decision} ({made.recorded_by})" if made else decision,
    )


def _letter_json(letter: "Letter") -> dict[str, object]:
    return {
        "id": letter.obligation.id,
        "agency": letter.obligation.agency,
        "rung": letter.rung,
        "state": letter.standing.state,
        "working_days_late": letter.standing.working_days_late,
        "goes_at": letter.goes_at,
        "decision": letter.decision.decision if letter.decision else None,
        "decided_by": letter.decision.recorded_by if letter.decision else None,
    }
