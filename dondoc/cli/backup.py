"""`dondoc backup`: a consistent copy of the database while everything runs."""

from pathlib import Path
from typing import Annotated

import typer

from dondoc.cli.opening import open_office
from dondoc.cli.output import Format, FormatOption, waiting, write_json
from dondoc.cli.usage import Command

HELP = """Sao lưu cơ sở dữ liệu vào một tệp mới. Chạy được cả khi đôn đốc đang làm việc; bản sao nhất quán.

Khôi phục: dondoc down, chép bản sao vào chỗ tệp cơ sở dữ liệu (var/dondoc.db), rồi dondoc up."""
EXAMPLE = "dondoc backup var/sao-luu-2022-12-31.db"


def add_to(app: typer.Typer) -> None:
    """Offers `backup`."""
    app.command("backup", cls=Command, help=HELP, epilog=EXAMPLE, rich_help_panel="Vận hành")(backup)


def backup(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp mới để ghi bản sao.")],
    *,
    output: FormatOption = Format.TABLE,
) -> None:
    """Copies the database."""
    from dondoc.actions.backup import backup as copy

    with open_office() as office, waiting("Đang sao lưu…"):
        size = copy(office.store, file)
    if output is Format.JSON:
        write_json({"file": str(file), "bytes": size})
        return
    megabytes = f"{size / 1_000_000:.1f}".replace(".", ",")
    typer.echo(f"Đã sao lưu vào {file} ({megabytes} MB).")
