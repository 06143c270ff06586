"""The composition root: the domain's commands, and those that need Prefect or a channel.

Heavy imports stand inside the commands, so that `dondoc check` stays light.
"""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from dondoc.cli.app import Tools, build_app
from dondoc.cli.opening import AtOption, open_office
from dondoc.cli.output import Format, FormatOption
from dondoc.cli.usage import REFUSED, Command, Group
from dondoc.settings import from_environment
from dondoc.tracking.notices import Message, Notice
from flows.reporting import reporter

UP_HELP = """Khởi động tất cả rồi chạy đến khi bấm Ctrl-C; dòng cuối cùng in ra là địa chỉ để mở xem.

Cơ sở dữ liệu được nâng cấp; kế hoạch mới được đồng bộ; kế hoạch đã sửa chỉ được liệt kê, chưa áp dụng; chỉ kế
hoạch mẫu được tự kích hoạt. Mỗi kế hoạch được rà soát một lượt, thư đang chờ được gửi một lượt."""
UP_EXAMPLE = "dondoc up\ndondoc up --port 4300 --detach"
DOWN_HELP = "Dừng những gì `dondoc up` đang chạy, kể cả phần còn sót của một lần chạy bị tắt ngang."
DEMO_HELP = """Diễn tập năm 2022 của kế hoạch Đức Phổ trong vài phút, theo một chuyện hư cấu, rồi giữ các trang.

Có cơ sở dữ liệu, hộp thư (tệp .eml) và máy chủ Prefect riêng trong var/demo, mỗi lần chạy đều làm lại từ đầu;
không đụng đến việc thật, không gửi thư cho ai."""
DEMO_EXAMPLE = "dondoc demo\ndondoc demo --port 4300 --no-serve"
SEND_HELP = """Gửi ngay một lượt những thông báo đang chờ, không đợi lịch 15 phút.

Ngoài giờ làm việc thì chưa thư nào được gửi. Chưa đặt máy chủ thư thì mỗi thư là một tệp .eml."""
MAIL_HELP = "Kiểm tra đường gửi thư."
MAIL_TEST_HELP = "Gửi một thư thử và cho biết máy chủ thư trả lời thế nào; không đụng đến kế hoạch nào."
MAIL_TEST_EXAMPLE = "dondoc mail test --to vanthu@donvi.gov.vn"
MANIFEST_HELP = "Ghi prefect.yaml từ các kế hoạch trên đĩa, để triển khai bằng `prefect deploy --all`."
MANIFEST_EXAMPLE = "dondoc manifest\ndondoc manifest --output var/prefect.yaml"
DEPLOY_HELP = """Khai báo lại mọi kế hoạch và biểu mẫu với Prefect, không cần khởi động lại; bỏ những gì thừa.

Máy chủ là của `dondoc up` đang chạy; nếu không có thì theo PREFECT_API_URL."""
RUNNING = "Vận hành"
DEFAULT_PORT = 4200
DEMO_PORT = 4222  # beside a running `dondoc up`

PortOption = Annotated[
    int,
    typer.Option("--port", metavar="CỔNG", min=1, max=65535, help="Cổng của các trang Prefect trên máy này."),
]


def main() -> None:
    """The console script `dondoc`."""
    command_line()(prog_name="dondoc")


def command_line() -> typer.Typer:
    """Every command of the product."""
    app = build_app(Tools(compose=_compose))
    for name, command, help_text, example in (
        ("up", up, UP_HELP, UP_EXAMPLE),
        ("down", down, DOWN_HELP, "dondoc down"),
        ("demo", demo, DEMO_HELP, DEMO_EXAMPLE),
        ("send", send, SEND_HELP, "dondoc send"),
        ("manifest", manifest, MANIFEST_HELP, MANIFEST_EXAMPLE),
        ("deploy", deploy, DEPLOY_HELP, "dondoc deploy"),
    ):
        app.command(name, cls=Command, help=help_text, epilog=example, rich_help_panel=RUNNING)(command)
    mail = typer.Typer(cls=Group, help=MAIL_HELP, no_args_is_help=True)
    mail.command("test", cls=Command, help=MAIL_TEST_HELP, epilog=MAIL_TEST_EXAMPLE)(mail_test)
    app.add_typer(mail, name="mail", rich_help_panel=RUNNING)
    return app


def up(
    port: PortOption = DEFAULT_PORT,
    detach: Annotated[
        bool, typer.Option("--detach", help="Chạy nền: trả lại dòng lệnh khi đã sẵn sàng; dừng bằng dondoc down.")
    ] = False,
    rehearsal: Annotated[
        bool, typer.Option("--rehearsal", help="Dùng cơ sở dữ liệu diễn tập; chưa có thì tạo mới.")
    ] = False,
    output: FormatOption = Format.TABLE,
) -> None:
    """Starts everything, here or in the background."""
    from flows.background import up_detached
    from flows.up import up as run

    settings, report = from_environment(), reporter(output)
    if detach:
        options = ["--port", str(port), *(["--rehearsal"] if rehearsal else [])]
        up_detached(settings, options=options, report=report)
    else:
        run(settings, port=port, rehearsal=True if rehearsal else None, report=report)


def down(output: FormatOption = Format.TABLE) -> None:
    """Stops the `up` of this var folder."""
    from flows.background import down as stop

    report = reporter(output)
    report.done({"stopped": stop(from_environment(), say=report.say)})


def demo(
    port: PortOption = DEMO_PORT,
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="In tóm tắt rồi thôi, không giữ các trang.")
    ] = False,
    output: FormatOption = Format.TABLE,
) -> None:
    """A rehearsed year, and its pages."""
    from flows.demo import demo as rehearse

    say = reporter(output).say
    rehearse(from_environment(), port=port, serves=not no_serve, say=say, output=output)


def send(at: AtOption = None, output: FormatOption = Format.TABLE) -> None:
    """One dispatch now; exits 1 if a setting or the software must be put right."""
    from flows.dispatched import details, headline, is_failure
    from flows.mailing import send_now

    report = reporter(output)
    with open_office(at=at) as office:
        result = send_now(office, say=report.say)
    for line in (f"{headline(result)}.", *details(result)):
        report.say(line)
    report.done(asdict(result))
    if is_failure(result):
        raise typer.Exit(REFUSED)


def mail_test(
    to: Annotated[str, typer.Option("--to", metavar="ĐỊA_CHỈ", help="Hộp thư nhận thư thử.")],
    output: FormatOption = Format.TABLE,
) -> None:
    """One harmless message."""
    from flows.mailing import send_test

    report = reporter(output)
    outcome = send_test(from_environment(), to, say=report.say)
    report.done({"to": to, "reason": outcome.reason, "reference": outcome.reference})


def manifest(
    file: Annotated[Path, typer.Option("--output", metavar="TỆP", dir_okay=False, help="Tệp để ghi.")] = Path(
        "prefect.yaml"
    ),
    output: FormatOption = Format.TABLE,
) -> None:
    """Writes the manifest of the plans on disk."""
    from flows.manifest import manifest as text_of_plans

    file.write_text(text_of_plans(from_environment()), encoding="utf-8")
    report = reporter(output)
    report.say(f"Đã ghi {file}.")
    report.done({"file": str(file)})


def deploy(output: FormatOption = Format.TABLE) -> None:
    """Deploys all known plans and removes what is gone."""
    from flows.deploying import deploy_all

    report = reporter(output)
    deployed = deploy_all(from_environment(), say=report.say)
    report.done(asdict(deployed))


def _compose(notice: Notice) -> Message:
    """The words of a notice; the templates are loaded when the first one is asked for."""
    from notifiers.wording import compose

    return compose(notice)


if __name__ == "__main__":
    main()
