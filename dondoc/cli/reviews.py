"""`dondoc review`: debts of bodies that ended wait for a person, who says who takes over."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.dates import DAY, day_text, read_day
from dondoc.cli.duties import DatedOption, NoteOption, NumberOption, PeriodOption, PlanOption, ReportOption
from dondoc.cli.opening import AtOption, ByOption, Office, open_office
from dondoc.cli.output import Format, FormatOption, say, write_json, write_table
from dondoc.cli.usage import Command, Group
from dondoc.cli.wording import CHANGE_LABELS, SHARE_LABELS

if TYPE_CHECKING:
    from dondoc.actions.handovers import Decided, Decider, Paper
    from dondoc.actions.reviews import Debt, Part, Review
    from dondoc.tracking.succession import Ending, Proposal

PANEL = "Theo dõi hằng ngày"
HELP = """Việc còn nợ của đơn vị đã kết thúc hoạt động (giải thể, sáp nhập, chia, đổi tên): chờ người quyết định.

Không có gì tự chuyển; đơn vị đã kết thúc không bị nhắc nữa. Quyết định ghi nhầm thì huỷ bằng dondoc void:
việc ấy trở lại danh sách chờ."""
LIST_HELP = """Xem những việc đang chờ quyết định, kèm cơ quan kế thừa mà danh bạ đề xuất."""
LIST_EXAMPLE = """dondoc review list
dondoc review list --plan gia-lai-836-2025"""
DECIDE_HELP = """Quyết định về việc còn nợ của một đơn vị đã kết thúc hoạt động; chọn một trong bốn cách.

--assign-to: đơn vị này làm tiếp (nêu nhiều lần thì mỗi đơn vị một phần việc). --as-proposed: mọi cơ quan kế thừa
trong danh bạ. --keep: vẫn nhắc đơn vị cũ. --exempt: không phải báo cáo nữa. Hạn cũ đã qua thì phải nêu hạn mới."""
DECIDE_EXAMPLE = """dondoc review decide "huyện Ia Pa" --assign-to "xã Ia Pa" --to-report-by 15/7/2025 --by Lan
dondoc review decide "Sở Y tế" --as-proposed --to-report-by 15/7/2025 --number 12/UBND-NC --by Lan
dondoc review decide --all --plan gia-lai-836-2025 --as-proposed --to-report-by 15/7/2025 --by Lan
dondoc review decide "huyện Kông Chro" --exempt --number 12/UBND-NC --by Lan"""
REPLACE_HELP = """Đưa cơ quan kế thừa vào chỗ cơ quan ban hành, thường trực hoặc nơi nhận đã kết thúc hoạt động.

Từ đó thông báo, sổ văn bản đến và nơi nhận báo cáo của kế hoạch là của cơ quan mới."""
REPLACE_EXAMPLE = 'dondoc review replace "Công an tỉnh Gia Lai" --plan gia-lai-836-2025 --by "Nguyễn Thị Lan"'
DEBT_HEADERS = ("Đơn vị đã kết thúc", "Việc", "Ngày cuối cùng", "Kết thúc", "Danh bạ đề xuất")
PART_HEADERS = ("Kế hoạch", "Cơ quan đã kết thúc", "Đang là", "Kết thúc", "Danh bạ đề xuất")
_LISTED = 4


def add_to(app: typer.Typer) -> None:
    """Offers `review list`, `review decide`, `review replace`."""
    group = typer.Typer(name="review", cls=Group, help=HELP, no_args_is_help=True)
    group.command("list", cls=Command, help=LIST_HELP, epilog=LIST_EXAMPLE)(list_all)
    group.command("decide", cls=Command, help=DECIDE_HELP, epilog=DECIDE_EXAMPLE)(decide)
    group.command("replace", cls=Command, help=REPLACE_HELP, epilog=REPLACE_EXAMPLE)(replace)
    app.add_typer(group, rich_help_panel=PANEL)


def list_all(
    plan: Annotated[
        str | None,
        typer.Option("--plan", metavar="KẾ_HOẠCH", help="Chỉ kế hoạch này.", show_default="mọi kế hoạch"),
    ] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Lists what waits for a decision."""
    from dondoc.actions.reviews import review

    with open_office() as office:
        found = review(office.store, calendar=office.calendar, now=office.now(), plan=plan)
    if output is Format.JSON:
        write_json(
            {"debts": [debt_json(debt) for debt in found.debts], "parts": [_part_json(p) for p in found.parts]}
        )
        return
    _tell(found)


def decide(
    agency: Annotated[
        str | None,
        typer.Argument(metavar="CƠ_QUAN", help="Đơn vị đã kết thúc: tên hoặc mã; hay mã đầu việc đầy đủ."),
    ] = None,
    *,
    by: ByOption,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Mọi việc mà danh bạ chỉ đề xuất một cơ quan; cùng --plan và --as-proposed."),
    ] = False,
    assign_to: Annotated[
        list[str] | None,
        typer.Option(
            "--assign-to", metavar="CƠ_QUAN", help="Đơn vị làm tiếp; nêu nhiều lần được.", show_default=False
        ),
    ] = None,
    as_proposed: Annotated[
        bool, typer.Option("--as-proposed", help="Mọi cơ quan kế thừa mà danh bạ đề xuất.")
    ] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Vẫn nhắc đơn vị cũ.")] = False,
    exempt: Annotated[bool, typer.Option("--exempt", help="Không phải báo cáo nữa.")] = False,
    to_report_by: Annotated[
        date | None,
        typer.Option(
            "--to-report-by", metavar=DAY, parser=read_day, help="Hạn của đơn vị làm tiếp.", show_default="hạn cũ"
        ),
    ] = None,
    plan: PlanOption = None,
    report: ReportOption = None,
    period: PeriodOption = None,
    number: NumberOption = "",
    dated: DatedOption = None,
    note: NoteOption = "",
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Records a decision about what one body that ended still owes."""
    from dondoc.actions import handovers
    from dondoc.actions.reviews import debts_meant

    if sum((bool(assign_to), as_proposed, keep, exempt)) != 1:
        raise typer.BadParameter("chọn đúng một cách: --assign-to, --as-proposed, --keep hoặc --exempt.")
    _demand_a_body(agency, plan, everything=everything, as_proposed=as_proposed)
    with open_office(at=at) as office:
        decider = _decider(office, by, handovers.Paper(number, dated, note))
        meant = partial(debts_meant, office.store, calendar=office.calendar, now=decider.now)
        found = meant(agency, plan=plan, report=report, period=period)
        ids = [debt.obligation.id for debt in found]
        if keep:
            done = handovers.keep(decider, ids)
        elif exempt:
            done = handovers.let_off(decider, ids)
        else:
            done = handovers.hand_over(decider, ids, assign_to or (), new_last_day=to_report_by)
    if output is Format.JSON:
        write_json([_decided_json(one) for one in done])
        return
    for one in done:
        typer.echo(decided_text(one))
    records = " ".join(one.record for one in done)
    typer.echo(f'Nếu ghi nhầm: dondoc void {done[0].record} --by "{by}" (mã ghi nhận: {records})')


def _demand_a_body(agency: str | None, plan: str | None, *, everything: bool, as_proposed: bool) -> None:
    if everything == (agency is not None):
        raise typer.BadParameter("nêu một cơ quan, hoặc --all cùng --plan và --as-proposed.")
    if everything and not (plan and as_proposed):
        raise typer.BadParameter("--all dùng cùng --plan và --as-proposed.")


def replace(
    agency: Annotated[str, typer.Argument(metavar="CƠ_QUAN", help="Cơ quan đã kết thúc: tên hoặc mã.")],
    *,
    by: ByOption,
    plan: Annotated[str, typer.Option("--plan", metavar="KẾ_HOẠCH", help="Kế hoạch nào.")],
    successor: Annotated[
        str,
        typer.Option(
            "--assign-to", metavar="CƠ_QUAN", help="Cơ quan thay.", show_default="cơ quan mà danh bạ đề xuất"
        ),
    ] = "",
    number: NumberOption = "",
    dated: DatedOption = None,
    note: NoteOption = "",
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Puts a successor in the place of a body that ended."""
    from dondoc.actions.handovers import Paper
    from dondoc.actions.replacements import replace_part

    with open_office(at=at) as office:
        decider = _decider(office, by, Paper(number, dated, note))
        done = replace_part(decider, plan, agency, successor=successor)
    if output is Format.JSON:
        write_json({"plan": done.plan, "new": done.new, "record": done.record, "is_repeat": done.is_repeat})
        return
    opening = "Đã ghi nhận từ trước" if done.is_repeat else "Đã ghi nhận"
    typer.echo(
        f"{opening} {done.record}: kế hoạch {done.plan}, {done.new_name} ({done.new}) thay {done.old_name}."
    )
    if not done.is_repeat:
        typer.echo(
            f"Thêm đầu mối của {done.new_name} vào tệp đầu mối. "
            f'Nếu ghi nhầm: dondoc void {done.record} --by "{by}"'
        )


def decided_text(one: "Decided") -> str:
    """A decision in one sentence."""
    opening = "Đã ghi nhận từ trước" if one.is_repeat else "Đã ghi nhận"
    what = f"{opening} {one.record}: {one.debt.name} của {one.debt.agency_name}"
    if one.heirs:
        heirs = "; ".join(f"{heir.agency_name}, ngày cuối cùng {day_text(heir.last_day)}" for heir in one.heirs)
        return f"{what} chuyển cho {heirs}."
    exempted = one.record.startswith("e")
    return f"{what}: không phải báo cáo nữa." if exempted else f"{what}: vẫn theo dõi đơn vị cũ."


def debt_json(debt: "Debt") -> dict[str, object]:
    """A debt that waits, under the names of its fields."""
    one = debt.obligation
    return {
        "id": one.id,
        "plan": one.plan,
        "agency": one.agency,
        "agency_name": one.agency_name,
        "name": one.name,
        "last_day": debt.last_day,
        "ended_on": debt.ending.last_day,
        "change": debt.ending.change,
        "proposals": [_proposal_json(proposal) for proposal in debt.ending.proposals],
    }


def _decider(office: Office, by: str, paper: "Paper") -> "Decider":
    from dondoc.actions.handovers import Decider

    return Decider(office.store, office.calendar, by, office.now(), paper)


def _tell(found: "Review") -> None:
    if found.debts:
        rows = [
            (
                f"{debt.obligation.agency_name} ({debt.obligation.agency})",
                debt.obligation.name,
                day_text(debt.last_day),
                _ended(debt.ending),
                _proposed(debt.ending.proposals),
            )
            for debt in found.debts
        ]
        write_table(DEBT_HEADERS, rows)
    if found.parts:
        write_table(
            PART_HEADERS,
            [
                (
                    part.plan,
                    part.ending.name,
                    ", ".join(part.parts),
                    _ended(part.ending),
                    _proposed(part.ending.proposals),
                )
                for part in found.parts
            ],
        )
    if not found.debts and not found.parts:
        say("Không có việc nào của đơn vị đã kết thúc hoạt động đang chờ quyết định.")
    if found.debts:
        say("Quyết định: dondoc review decide CƠ_QUAN --assign-to … (hoặc --as-proposed, --keep, --exempt).")
    if found.parts:
        say("Thay cơ quan của kế hoạch: dondoc review replace CƠ_QUAN --plan KẾ_HOẠCH.")


def _ended(ending: "Ending") -> str:
    label = CHANGE_LABELS[ending.change] if ending.change else "kết thúc"
    return f"{label}, hết ngày {day_text(ending.last_day)}"


def _proposed(proposals: "Sequence[Proposal]") -> str:
    texts = []
    for one in proposals[:_LISTED]:
        parts = (SHARE_LABELS[one.share] if len(proposals) == 1 or one.scope else "", one.scope)
        detail = ": ".join(part for part in parts if part)
        texts.append(f"{one.name} ({detail})" if detail else one.name)
    more = f"; và {len(proposals) - _LISTED} cơ quan khác" if len(proposals) > _LISTED else ""
    return "; ".join(texts) + more if texts else "chưa ghi"


def _proposal_json(one: "Proposal") -> dict[str, object]:
    return {"agency": one.agency, "name": one.name, "share": one.share, "scope": one.scope}


def _part_json(part: "Part") -> dict[str, object]:
    return {
        "plan": part.plan,
        "agency": part.ending.agency,
        "parts": list(part.parts),
        "ended_on": part.ending.last_day,
        "proposals": [_proposal_json(proposal) for proposal in part.ending.proposals],
    }


def _decided_json(one: "Decided") -> dict[str, object]:
    return {
        "record": one.record,
        "id": one.debt.id,
        "heirs": [{"id": heir.id, "agency": heir.agency, "last_day": heir.last_day} for heir in one.heirs],
        "is_repeat": one.is_repeat,
    }
