"""A rehearsal office: one small plan, synced and activated at the turn of the year."""

from collections.abc import Callable
from pathlib import Path
from shutil import copyfile

import pytest

from tests.unit.cli.command_line import Answer, dondoc
from tests.unit.language.plan_texts import DIRECTORY, PLAN

CONTACTS = """\
dau_moi:
  cong-an:
    - {vai_tro: thu_ky, ten: Trần Thị Bình, thu_dien_tu: thuky@example.com}
  phong-a:
    - {vai_tro: dau_moi, ten: Lê Văn Chi, thu_dien_tu: chi@example.com, dien_thoai: "0000 000 002"}
"""

Typed = Callable[..., Answer]


def _furnish(home: Path) -> dict[str, str]:
    """An empty office: its files, and who is at the keyboard."""
    folder = home / "plans"
    (folder / "directory").mkdir(parents=True)
    (folder / "directory" / "thu.yaml").write_text(DIRECTORY, encoding="utf-8")
    (folder / "thu.yaml").write_text(PLAN, encoding="utf-8")
    (folder / "contacts.yaml").write_text(CONTACTS, encoding="utf-8")
    return {
        "DONDOC_PLANS": str(folder),
        "DONDOC_CONTACTS": str(folder / "contacts.yaml"),
        "DONDOC_DATABASE_URL": f"sqlite:///{home / 'dondoc.db'}",
        "DONDOC_BY": "Chị Hoa",
    }


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Where this office keeps its things."""
    return _furnish(tmp_path)


@pytest.fixture
def typed(environment: dict[str, str]) -> Typed:
    """Types a command in this office; `at` is the clock on its wall, standing still."""

    def run(*arguments: str, at: str = "2022-01-04T08:00", answer: str = "", **more: str) -> Answer:
        return dondoc(*arguments, env={**environment, "DONDOC_CLOCK": f"{at},0", **more}, typed=answer)

    return run


@pytest.fixture(scope="session")
def activated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which the plan is synced and activated."""
    home = tmp_path_factory.mktemp("office")
    env = {**_furnish(home), "DONDOC_CLOCK": "2022-01-04T08:00,0"}
    assert dondoc("sync", "thu", "--yes", "--rehearsal", env=env).code == 0
    assert dondoc("activate", "thu", "--without-number", env=env).code == 0
    return home / "dondoc.db"


@pytest.fixture
def active(typed: Typed, activated: Path, tmp_path: Path) -> Typed:
    """The same office with its plan synced and activated."""
    copyfile(activated, tmp_path / "dondoc.db")
    return typed
