"""One Prefect server for all tests of flows that a process runs."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.pages import CLOCK, Pages, rehearse, serving, working
from tests.flows.running import ROOT


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as it is on the morning of 17/6/2022, to be copied."""
    file = tmp_path_factory.mktemp("database") / "dondoc.db"
    rehearse(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def rehearsal(database: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The settings of an office that rehearses; its database is ready."""
    var = tmp_path_factory.mktemp("office")
    shutil.copy(database, var / "dondoc.db")
    return {
        "DONDOC_VAR": str(var),
        "DONDOC_DATABASE_URL": f"sqlite:///{var / 'dondoc.db'}",
        "DONDOC_PLANS": str(ROOT / "plan_specs"),
        "DONDOC_OUTBOX": str(var / "outbox"),
        "DONDOC_CLOCK": CLOCK,
    }


@pytest.fixture(scope="session")
def pages(rehearsal: dict[str, str]) -> Iterator[Pages]:
    """The server of the rehearsing office."""
    with serving(Path(rehearsal["DONDOC_VAR"]), rehearsal) as served:
        yield served


@pytest.fixture
def office(
    rehearsal: dict[str, str], database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """This process works in a rehearsing office of its own: what it records is no other test's business."""
    copy = shutil.copy(database, tmp_path / "dondoc.db")
    own = {"DONDOC_DATABASE_URL": f"sqlite:///{copy}", "DONDOC_OUTBOX": str(tmp_path / "outbox")}
    for name, value in (rehearsal | own).items():
        monkeypatch.setenv(name, value)
    return rehearsal | own


@pytest.fixture(scope="session")
def deployed(pages: Pages, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The manifest, deployed from a copy of the tree by plain `prefect deploy --all`, and a worker that works."""
    with working(pages, tmp_path_factory.mktemp("tree")) as told:
        yield told
