"""The composition root: the domain's commands, and those that need Prefect or a channel.

Heavy imports stand inside the commands, so that `dondoc check` stays light.
"""

from pathlib import Path
from typing import Annotated

import typer

from dondoc.cli.app import Tools, build_app
from dondoc.cli.usage import Command, Group
from dondoc.settings import from_environment
from dondoc.tracking.notices import Message, Notice

_RUNNING = "Vận hành"
_DEFAULT_PORT = 4200

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
    for command, example in (
        (up, "dondoc up\ndondoc up --port 4300 --detach"),
        (down, "dondoc down"),
        (send, "dondoc send"),
        (manifest, "dondoc manifest\ndondoc manifest --output var/prefect.yaml"),
        (deploy, "dondoc deploy"),
    ):
        app.command(cls=Command, epilog=example, rich_help_panel=_RUNNING)(command)
    app.add_typer(_mail(), name="mail", rich_help_panel=_RUNNING)
    return app


def up(
    port: PortOption = _DEFAULT_PORT,
    detach: Annotated[
        bool, typer.Option("--detach", help="Chạy nền: trả lại dòng lệnh khi đã sẵn sàng; dừng bằng dondoc down.")
    ] = False,
    rehearsal: Annotated[
        bool, typer.Option("--rehearsal", help="Diễn tập: chỉ chạy trên cơ sở dữ liệu diễn tập, chưa có thì tạo.")
    ] = False,
) -> None:
    """Khởi động tất cả: cơ sở dữ liệu, Prefect, lịch rà soát và gửi; dòng cuối cùng là địa chỉ để mở.

    Kế hoạch mới được đồng bộ, kế hoạch đã sửa chỉ được liệt kê chứ chưa áp dụng. Ctrl-C để dừng.
    """
    from flows.background import up_detached

    settings = from_environment()
    if detach:
        options = ["--port", str(port), *(["--rehearsal"] if rehearsal else [])]
        up_detached(settings, options=options, say=_say)
        return
    from flows import up as starting

    starting.up(settings, port=port, rehearsal=rehearsal or None, say=_say)


def down() -> None:
    """Dừng những gì `dondoc up` đang chạy, kể cả phần còn sót của một lần chạy bị tắt ngang."""
    from flows import background

    background.down(from_environment(), say=_say)


def manifest(
    output: Annotated[Path, typer.Option("--output", metavar="TỆP", dir_okay=False, help="Tệp để ghi.")] = Path(
        "prefect.yaml"
    ),
) -> None:
    """Ghi prefect.yaml từ các kế hoạch trên đĩa; triển khai bằng `prefect deploy --all`."""
    from flows.manifest import manifest as text_of_plans

    output.write_text(text_of_plans(from_environment()), encoding="utf-8")
    _say(f"Đã ghi {output}.")


def deploy() -> None:
    """Khai báo lại mọi kế hoạch và biểu mẫu với Prefect, bỏ những gì không còn kế hoạch.

    Dùng khi thêm kế hoạch mà không muốn khởi động lại; máy chủ là của `dondoc up` đang chạy, không thì theo
    PREFECT_API_URL.
    """
    from flows.deploying import deploy_all

    deploy_all(from_environment(), say=_say)


def _say(line: str) -> None:
    typer.echo(line)


def _compose(notice: Notice) -> Message:
    """The words of a notice; the templates are loaded when the first one is asked for."""
    from notifiers.wording import compose

    return compose(notice)
