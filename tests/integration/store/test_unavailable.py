"""A database that is busy or broken is told in a sentence, and nothing is half done."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from dondoc.errors import Misconfigured, Unavailable
from dondoc.store import open_store


def test_a_database_that_stays_locked_is_told_in_a_sentence(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'thu.db'}"
    store = open_store(url)
    holder = sqlite3.connect(tmp_path / "thu.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with store.reading() as connection:
        connection.execute(text("PRAGMA busy_timeout = 50"))
    with pytest.raises(Unavailable, match="đang bận"), store.writing():
        pass
    holder.rollback()
    holder.close()
    store.close()


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "thu.txt"
    path.write_text("đây không phải cơ sở dữ liệu", encoding="utf-8")
    with pytest.raises(Misconfigured, match="Không mở được"):
        open_store(f"sqlite:///{path}")
