"""`dondoc close`: a plan ends, and every debt that is left gets a decision."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.dates import DAY, day_text, moment_text, read_day
from dondoc.cli.duties import NoteOption, NumberOption
from dondoc.cli.opening import AtOption, ByOption, Office, open_office
from dondoc.cli.output import Format, FormatOption, ask, say, write_json, write_table
from dondoc.cli.usage import REFUSED, Command
from dondoc.tracking.closing import Choice, Debt
from dondoc.tracking.obligations import STATE_LABELS, State

if TYPE_CHECKING:
    from dondoc.actions.closing import Closing, ClosingSheet, Onward

HELP = """Đóng kế hoạch khi hết năm hoặc khi được thay thế: xem còn nợ gì, quyết định từng khoản, rồi đóng.

Mỗi khoản nợ phải được chuyển sang kế hoạch khác với hạn mới (--carry-over), miễn (--exempt) hoặc để nguyên
(--leave). Nêu cơ quan, mã đầu việc, hoặc “tất cả” (mọi khoản chưa nêu). Không nêu gì thì chỉ xem.

Đóng rồi thì không nhắc ai nữa; báo cáo đến sau vẫn ghi nhận được. Chạy lại lệnh này thì xem lại phiếu đóng."""
EXAMPLE = """dondoc close duc-pho-2022 --by "Nguyễn Thị Hoa"
dondoc close duc-pho-2022 --carry-over "tất cả" --into duc-pho-2023 --to 15/01/2023 --by "Nguyễn Thị Hoa"
dondoc close duc-pho-2022 --exempt "Phòng Y tế" --number 12/TB-UBND --leave "tất cả" --by "Nguyễn Thị Hoa\""""
EVERYTHING = "tất cả"
CHOICE_LABELS = {
    Choice.CARRIED_OVER: "chuyển sang kế hoạch khác",
    Choice.EXEMPTED: "miễn",
    Choice.LEFT: "để nguyên",
}
WHICH = "CƠ_QUAN"


def add_to(app: typer.Typer) -> None:
    """Offers `close`."""
    app.command("close", cls=Command, help=HELP, epilog=EXAMPLE, rich_help_panel="Chạy kế hoạch")(close)


def close(
    slug: Annotated[str, typer.Argument(metavar="KẾ_HOẠCH", help="Mã kế hoạch cần đóng.")],
    *,
    by: ByOption,
    carry_over: Annotated[
        list[str] | None,
        typer.Option("--carry-over", metavar=WHICH, help="Chuyển nợ của cơ quan này; nêu nhiều lần được."),
    ] = None,
    exempt: Annotated[
        list[str] | None, typer.Option("--exempt", metavar=WHICH, help="Miễn cho cơ quan này; nêu nhiều lần được.")
    ] = None,
    leave: Annotated[
        list[str] | None,
        typer.Option(
            "--leave", metavar=WHICH, help="Để nguyên nợ của cơ quan này, không nhắc nữa; nêu nhiều lần được."
        ),
    ] = None,
    into: Annotated[
        str | None, typer.Option("--into", metavar="KẾ_HOẠCH", help="Chuyển sang kế hoạch đang theo dõi nào.")
    ] = None,
    new_last_day: Annotated[
        date | None, typer.Option("--to", metavar=DAY, parser=read_day, help="Hạn mới của các khoản được chuyển.")
    ] = None,
    number: NumberOption = "",
    note: NoteOption = "",
    yes: Annotated[bool, typer.Option("--yes", help="Đồng ý trước, không hỏi lại.")] = False,
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Shows the debts of a plan, and closes it once each has a decision; exits 1 if it stays open unasked for."""
    from dondoc.actions.closing import Closing, close_plan, closing_sheet

    named = {Choice.CARRIED_OVER: carry_over or (), Choice.EXEMPTED: exempt or (), Choice.LEFT: leave or ()}
    with open_office(at=at) as office:
        sheet = closing_sheet(office.store, slug, calendar=office.calendar, now=office.now())
        is_asked = any(named.values()) or (not sheet.debts and sheet.closed_at is None)
        if is_asked:
            choices = _choices(office, sheet, named)
            onward = _onward(sheet, into, new_last_day)
            closing = Closing(choices=choices, onward=onward, document_number=number.strip(), note=note)
            if not (yes or _agreed(sheet, closing)):
                say(f"Chưa đóng kế hoạch {slug}. Đồng ý thì chạy lại với --yes.")
                raise typer.Exit(REFUSED)
            sheet = close_plan(office.store, slug, closing, calendar=office.calendar, by=by, now=office.now())
    if output is Format.JSON:
        write_json(_json(sheet))
    else:
        _tell(sheet)


def _choices(office: Office, sheet: "ClosingSheet", named: Mapping[Choice, Sequence[str]]) -> Mapping[str, Choice]:
    """What the person decided, by debt; "tất cả" is every debt that no other option names."""
    choices: dict[str, Choice] = {}
    rest: Choice | None = None
    for choice, texts in named.items():
        for text in texts:
            if text.strip().casefold() == EVERYTHING:
                rest = choice if rest in (None, choice) else _twice(EVERYTHING)
                continue
            for id_ in _meant(office, sheet, text):
                choices[id_] = choice if choices.get(id_, choice) is choice else _twice(text)
    if rest is not None:
        choices = {debt.obligation.id: choices.get(debt.obligation.id, rest) for debt in sheet.debts}
    return choices


def _onward(sheet: "ClosingSheet", into: str | None, new_last_day: date | None) -> "Onward | None":
    """Where debts are carried: the plan that is named, else the one that took this one's place."""
    from dondoc.actions.closing import Onward

    target = into or sheet.superseded_by
    return Onward(target, new_last_day) if target and new_last_day else None


def _twice(text: str) -> Choice:
    raise typer.BadParameter(f"“{text}” được nêu với hai quyết định khác nhau; mỗi khoản nợ chỉ một quyết định.")


def _meant(office: Office, sheet: "ClosingSheet", text: str) -> list[str]:
    """The debts of an agency, or the one debt with this id."""
    from dondoc.actions.reports import find_agency

    if "/" in text:
        return [text]
    agency = find_agency(office.store, text)
    found = [debt.obligation.id for debt in sheet.debts if debt.obligation.agency == agency]
    if not found:
        raise typer.BadParameter(f"“{text}” không còn nợ gì trong kế hoạch {sheet.plan.slug}.")
    return found


def _agreed(sheet: "ClosingSheet", closing: "Closing") -> bool:
    counts = {choice: sum(one is choice for one in closing.choices.values()) for choice in Choice}
    said = ", ".join(f"{CHOICE_LABELS[choice]} {count:02d} khoản" for choice, count in counts.items() if count)
    return ask(f"Đóng kế hoạch {sheet.plan.slug}{f': {said}' if said else ''}?")


def _tell(sheet: "ClosingSheet") -> None:
    plan = sheet.plan
    title = f"Kế hoạch {plan.slug} (số {plan.number})"
    if sheet.closed_at is None:
        replaced = f", đã được kế hoạch {sheet.superseded_by} thay thế" if sheet.superseded_by else ""
        typer.echo(f"{title}{replaced}: còn {len(sheet.debts):02d} khoản nợ.")
    else:
        typer.echo(f"{title}: đã đóng lúc {moment_text(sheet.closed_at)}, người đóng: {sheet.closed_by}.")
    counts = [f"{sheet.counts[state]} {STATE_LABELS[state].lower()}" for state in State if sheet.counts.get(state)]
    typer.echo(f"Tình trạng các đầu việc: {', '.join(counts) or 'không có đầu việc nào'}.")
    if sheet.debts:
        headers = ("Đơn vị", "Việc", "Ngày cuối cùng", "Tình trạng", "Quyết định", "Văn bản, ghi chú")
        write_table(headers, [_line(debt) for debt in sheet.debts])
    if sheet.closed_at is None and sheet.debts:
        say("Quyết định từng khoản bằng --carry-over, --exempt, --leave; xem: dondoc close --help")


def _line(debt: Debt) -> tuple[str | State, ...]:
    duty, made = debt.obligation, debt.settlement
    last_day = debt.standing.round.last_day if debt.standing.round else duty.last_day
    decision = CHOICE_LABELS[made.choice] if made else "chưa có"
    onward = f": {made.carried_to}" if made and made.carried_to else ""
    paper = "; ".join(part for part in (made.document_number, made.note) if part) if made else ""
    return (
        duty.agency_name,
        duty.name,
        day_text(last_day),
        debt.standing.state,
        f"{decision}{onward}",
        paper or "–",
    )


def _json(sheet: "ClosingSheet") -> dict[str, object]:
    return {
        "plan": sheet.plan.slug,
        "closed_at": sheet.closed_at,
        "closed_by": sheet.closed_by or None,
        "superseded_by": sheet.superseded_by,
        "states": {state: sheet.counts[state] for state in State if sheet.counts.get(state)},
        "debts": [_debt_json(debt) for debt in sheet.debts],
    }


def _debt_json(debt: Debt) -> dict[str, object]:
    duty, made = debt.obligation, debt.settlement
    return {
        "id": duty.id,
        "agency": duty.agency,
        "name": duty.name,
        "last_day": debt.standing.round.last_day if debt.standing.round else duty.last_day,
        "state": debt.standing.state,
        "state_then": made.state if made else None,
        "choice": made.choice if made else None,
        "carried_to": made.carried_to if made else None,
        "document_number": made.document_number if made else None,
        "note": made.note if made else None,
        "decided_at": made.decided_at if made else None,
        "decided_by": made.decided_by if made else None,
    }
