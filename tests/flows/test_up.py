"""What `dondoc up`, `down` and `deploy` say when they can't start, and what light commands don't load."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.running import ROOT, Up

HEAVY = ("prefect", "sqlmodel", "sqlalchemy", "apprise", "jinja2")
LOADED = """
import sys
from flows.cli import main
sys.argv = ["dondoc", *sys.argv[1:]]
try:
    main()
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize("command", [["check"], ["preview", "duc-pho-2022"], ["--help"], ["up", "--help"]])
def test_a_light_command_loads_neither_prefect_nor_the_database_nor_channels(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not set(HEAVY) & set(done.stderr.splitlines()[-1].split())


def test_an_occupied_port_gets_a_sentence_that_names_the_way_out(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = Up(tmp_path / "var").run("up", "--port", str(port))
        detached = Up(tmp_path / "var").run("up", "--port", str(port), "--detach")
    assert done.returncode == detached.returncode == 1
    assert done.stderr.splitlines() == detached.stderr.splitlines()
    assert len(done.stderr.splitlines()) == 1
    assert f"Cổng {port}" in done.stderr
    assert f"--port {port + 1}" in done.stderr


def test_down_without_an_up_is_no_error(tmp_path: Path) -> None:
    done = Up(tmp_path / "var").run("down")
    assert done.returncode == 0
    assert "không chạy" in done.stdout


def test_deploy_without_a_server_says_how_to_get_one(tmp_path: Path) -> None:
    done = Up(tmp_path / "var").run("deploy")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "dondoc up" in done.stderr


def test_a_test_message_becomes_a_file_whose_place_is_told(tmp_path: Path) -> None:
    done = Up(tmp_path / "var").run("mail", "test", "--to", "Lê Văn An <an@example.com>")
    assert done.returncode == 0, done.stderr
    (file,) = (tmp_path / "var" / "outbox").glob("*.eml")
    assert str(file) in done.stdout
    assert "Thư thử" in file.read_text(encoding="utf-8")


def test_a_test_message_to_a_bad_address_is_refused_in_one_line(tmp_path: Path) -> None:
    done = Up(tmp_path / "var").run("mail", "test", "--to", "an@@example.com")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
