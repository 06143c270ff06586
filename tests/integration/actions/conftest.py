"""A store on a real SQLite file, and the plan of Đức Phổ in small."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dondoc.calendar.workdays import WorkCalendar
from dondoc.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'dondoc.db'}")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def calendar() -> WorkCalendar:
    return WorkCalendar()
