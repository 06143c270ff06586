"""`dondoc simulate`: every message of a year, in order, before a single one is sent."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dondoc.calendar.workdays import WorkCalendar
from dondoc.cli.dates import DAY, moment_text, read_day
from dondoc.cli.output import Format, FormatOption, say, watched, write_json, write_table
from dondoc.cli.plan_files import Broken, PlanFile, open_plan, tell
from dondoc.cli.usage import Command
from dondoc.errors import NotFound
from dondoc.files import reason
from dondoc.language.glossary import ROLE_LABELS
from dondoc.settings import from_environment
from dondoc.tracking.notices import Message, Notice
from dondoc.tracking.scenario import SILENCE, Scenario
from dondoc.tracking.scenario_file import read_scenario
from dondoc.tracking.simulation import Sent, simulate

HELP = """Diễn trước cả năm: mọi thông báo sẽ gửi, theo thứ tự, cho ai, lúc nào.
Không mở cơ sở dữ liệu, không gửi gì.

Coi như không ai gửi báo cáo và sổ văn bản được chốt 09:00 ngày làm việc kế tiếp; --scenario kể một câu chuyện khác
(ai gửi sớm, gửi chậm, bị trả lại, được gia hạn…)."""
EXAMPLE = """dondoc simulate duc-pho-2022 --from 20/4/2022 --to 31/12/2022
dondoc simulate duc-pho-2022 --from 2022-04-20 --to 2022-12-31 --scenario kich-ban.yaml --format json"""
HEADERS = ("Lúc", "Gửi đến", "Chủ đề", "Đầu việc")
CHANNEL = "email"


def add_to(app: typer.Typer, compose: Callable[[Notice], Message]) -> None:
    """Offers `simulate`, with the wording that the composition root hands in."""

    @app.command("simulate", cls=Command, help=HELP, epilog=EXAMPLE, rich_help_panel="Soạn kế hoạch")
    def _simulate(
        names: Annotated[
            list[str], typer.Argument(metavar="KẾ_HOẠCH", help="Mã kế hoạch hoặc đường dẫn tệp; một hay nhiều.")
        ],
        starts: Annotated[
            date | None,
            typer.Option(
                "--from",
                metavar=DAY,
                parser=read_day,
                help="Ngày bắt đầu, coi như ngày kích hoạt.",
                show_default="ngày ban hành muộn nhất có thể",
            ),
        ] = None,
        ends: Annotated[
            date | None,
            typer.Option(
                "--to",
                metavar=DAY,
                parser=read_day,
                help="Ngày kết thúc, tính cả ngày ấy.",
                show_default="60 ngày sau khi hết hiệu lực",
            ),
        ] = None,
        story: Annotated[
            Path | None, typer.Option("--scenario", metavar="TỆP", help="Tệp YAML kể việc gì xảy ra lúc nào.")
        ] = None,
        output: FormatOption = Format.TABLE,
    ) -> None:
        """Prints every message of the period."""
        if starts and ends and ends < starts:
            raise typer.BadParameter("--to phải sau --from.")
        plans, calendar = _open(names)
        scenario = _read(story, plans) if story else SILENCE
        compiled = [plan.compiled for plan in plans]
        sent = simulate(compiled, calendar, starts=starts, ends=ends, scenario=scenario)
        told = [(each, compose(each.notice)) for each in _shown(sent, starts, ends)]
        if output is Format.JSON:
            write_json([_row(each, message) for each, message in told])
            return
        write_table(HEADERS, (_line(each, message) for each, message in told))
        say(f"{len(told)} thông báo." if told else "Không có thông báo nào trong thời gian này.")


def _open(names: Sequence[str]) -> tuple[list[PlanFile], WorkCalendar]:
    """The plans, and the calendar beside the first of them."""
    folder = from_environment().plans
    opened = [open_plan(name, folder) for name in dict.fromkeys(names)]
    plans: dict[str, PlanFile] = {}
    for plan, _ in opened:
        first = plans.setdefault(plan.compiled.plan.slug, plan)
        if first.path.resolve() != plan.path.resolve():
            raise typer.BadParameter(f"{first.path} và {plan.path} cùng mã kế hoạch; chỉ diễn trước một tệp.")
    return list(plans.values()), opened[0][1]


def _read(story: Path, plans: Sequence[PlanFile]) -> Scenario:
    try:
        scenario, problems = read_scenario(story, [plan.compiled for plan in plans])
    except OSError as error:
        raise NotFound(f"không mở được kịch bản {story}: {reason(error)}.") from error
    tell(problems)
    if scenario is None:
        raise Broken(f"kịch bản {story} còn lỗi nêu trên.")
    return scenario


def _shown(sent: Iterable[Sent], starts: date | None, ends: date | None) -> Iterable[Sent]:
    """The messages again, with a progress bar over the days where both ends are known."""
    if starts is None or ends is None:
        return sent
    first = starts
    days = (ends - first).days + 1
    return watched(sent, label="Đang diễn", total=days, reached=lambda each: (each.at.date() - first).days + 1)


def _row(sent: Sent, message: Message) -> dict[str, object]:
    """One message as JSON has it."""
    notice = sent.notice
    return {
        "at": sent.at,
        "to": str(notice.recipient),
        "agency": notice.recipient.agency,
        "channel": CHANNEL,
        "subject": message.subject,
        "obligations": [{"id": item.obligation.id, "rung": item.nudge.rung} for item in notice.items],
    }


def _line(sent: Sent, message: Message) -> tuple[str, ...]:
    """One message as a person reads it."""
    notice = sent.notice
    desk = f"{notice.recipient_name} ({ROLE_LABELS[notice.recipient.role]})"
    return moment_text(sent.at), desk, message.subject, str(len(notice.items))
