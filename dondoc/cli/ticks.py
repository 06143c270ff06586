"""`dondoc tick`: one look now, for operators; it decides who is to be told and sends nothing."""

from typing import Annotated

import typer

from dondoc.cli.opening import AtOption, open_office
from dondoc.cli.output import Format, FormatOption, say, waiting, write_json
from dondoc.cli.usage import REFUSED, Command

HELP = """Rà soát ngay một lượt: xem ai cần được nhắc. Chưa gửi gì; gửi bằng dondoc send.

Bình thường không cần gõ: dondoc up tự rà soát theo giờ của từng kế hoạch."""
EXAMPLE = """dondoc tick
dondoc tick duc-pho-2022"""


def add_to(app: typer.Typer) -> None:
    """Offers `tick`."""
    app.command("tick", cls=Command, help=HELP, epilog=EXAMPLE, rich_help_panel="Vận hành")(tick)


def tick(
    slug: Annotated[
        str | None, typer.Argument(metavar="KẾ_HOẠCH", help="Mã kế hoạch; bỏ trống là mọi kế hoạch.")
    ] = None,
    *,
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Looks at what is due of one plan or of all; exits 1 if a row could not be judged."""
    from dondoc.actions.plans import plans
    from dondoc.actions.ticks import tick as look

    with open_office(at=at) as office, waiting("Đang rà soát…"):
        slugs = [slug] if slug else [line.plan.slug for line in plans(office.store)]
        now = office.now()
        results = {each: look(office.store, each, office.calendar, now=now) for each in slugs}
    if output is Format.JSON:
        write_json(
            [
                {
                    "plan": each,
                    "looked_at": result.looked_at,
                    "nudges": result.nudges,
                    "unjudged": [one.obligation_id for one in result.unjudged],
                }
                for each, result in results.items()
            ]
        )
    else:
        for each, result in results.items():
            typer.echo(f"{each}: xem {result.looked_at:02d} đầu việc, cần nhắc {result.nudges:02d} lượt.")
    unjudged = [one for result in results.values() for one in result.unjudged]
    for one in unjudged:
        say(f"Chưa xét được {one.obligation_id}: {one.reason}. Một giờ nữa sẽ xét lại.")
    if unjudged:
        raise typer.Exit(REFUSED)
