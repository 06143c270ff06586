"""A store on a real SQLite file of its own for every test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dondoc.calendar.workdays import WorkCalendar
from dondoc.store import Store, open_store


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables and nothing in them, to be copied."""
    file = tmp_path_factory.mktemp("store") / "dondoc.db"
    open_store(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def store(tmp_path: Path, empty_database: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{shutil.copy(empty_database, tmp_path)}")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def calendar() -> WorkCalendar:
    return WorkCalendar()
