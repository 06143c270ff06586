"""What a command may not load: `check` and `preview` must start at once, in any folder."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
HEAVY = ("prefect", "sqlmodel", "sqlalchemy", "alembic", "apprise", "jinja2")
PROBE = f"""
import sys
from flows.cli import main
sys.argv = ["dondoc", *sys.argv[1:]]
try:
    main()
except SystemExit as done:
    code = done.code
loaded = [name for name in {HEAVY!r} if name in sys.modules]
print("LOADED", code, loaded, file=sys.stderr)
"""


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROBE, *arguments], capture_output=True, text=True, cwd=ROOT, check=False
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "plan_specs/duc-pho-2022.yaml"],
        ["preview", "duc-pho-2022"],
        ["preview", "duc-pho-2022", "--format", "json"],
        ["preview", "duc-pho-2022", "--by", "month"],
        ["preview", "duc-pho-2022", "--format", "ics"],
        ["new", "--help"],
        ["--help"],
        ["submit", "--help"],
    ],
)
def test_looking_at_a_file_loads_neither_prefect_nor_the_database_nor_a_channel(arguments: list[str]) -> None:
    assert "LOADED 0 []" in _run(*arguments).stderr


def test_python_dash_m_is_the_same_program() -> None:
    asked = [sys.executable, "-m", "dondoc", "--help"]
    answer = subprocess.run(asked, capture_output=True, text=True, cwd=ROOT, check=True)
    assert answer.stdout.startswith("Cách dùng: dondoc LỆNH")
