"""One Prefect server for all tests of flows that a process runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.pages import CLOCK, Pages, rehearse, serving, working
from tests.flows.running import ROOT


@pytest.fixture(scope="session")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The settings of an office that rehearses; its database is ready."""
    var = tmp_path_factory.mktemp("office")
    settings = {
        "DONDOC_VAR": str(var),
        "DONDOC_DATABASE_URL": f"sqlite:///{var / 'dondoc.db'}",
        "DONDOC_PLANS": str(ROOT / "plan_specs"),
        "DONDOC_OUTBOX": str(var / "outbox"),
        "DONDOC_CLOCK": CLOCK,
    }
    rehearse(settings["DONDOC_DATABASE_URL"])
    return settings


@pytest.fixture(scope="session")
def pages(rehearsal: dict[str, str]) -> Iterator[Pages]:
    """The server of the rehearsing office."""
    with serving(Path(rehearsal["DONDOC_VAR"]), rehearsal) as served:
        yield served


@pytest.fixture
def office(rehearsal: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """This process works in the rehearsing office."""
    for name, value in rehearsal.items():
        monkeypatch.setenv(name, value)
    return rehearsal


@pytest.fixture(scope="session")
def deployed(pages: Pages, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The manifest, deployed from a copy of the tree by plain `prefect deploy --all`, and a worker that works."""
    with working(pages, tmp_path_factory.mktemp("tree")) as told:
        yield told
