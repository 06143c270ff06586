"""Where SQLite and PostgreSQL differ, all in one place."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.dml import Insert

WRITER = "dondoc_writer"
"""Execution option of a connection that is going to write."""

_BUSY_SECONDS = 10
_SCHEMA_LOCK = 0x646F6E646F63  # "dondoc", for PostgreSQL's advisory lock


@dataclass(frozen=True, slots=True)
class Sqlite:
    """One file, one writer at a time: a writer takes the lock when it begins, readers never wait (WAL)."""

    name: str = "sqlite"

    def engine(self, url: URL) -> Engine:
        """An engine whose transactions begin as this product's writers and readers need them."""
        engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine

    def reader_options(self) -> Mapping[str, str]:
        """Options of a connection that only reads: a transaction sees one moment anyway."""
        return {}

    def insert(self, table: Table) -> sqlite.Insert:
        """An insert of this dialect."""
        return sqlite.insert(table)

    def lock_schema(self, connection: Connection) -> None:
        """Nothing to do: the writer that migrates holds the file's lock already."""

    def empty_log(self, engine: Engine) -> None:
        """Moves the write-ahead log into the file, where what was deleted is overwritten, and empties it."""
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()


@dataclass(frozen=True, slots=True)
class Postgres:
    """Rows are locked one by one; who comes second skips what is locked."""

    name: str = "postgresql"

    def engine(self, url: URL) -> Engine:
        """An engine that notices connections which the server has closed."""
        return create_engine(url, pool_pre_ping=True)

    def reader_options(self) -> Mapping[str, str]:
        """Options of a connection that only reads: by default every statement would see another moment."""
        return {"isolation_level": "REPEATABLE READ"}

    def insert(self, table: Table) -> postgresql.Insert:
        """An insert of this dialect."""
        return postgresql.insert(table)

    def lock_schema(self, connection: Connection) -> None:
        """Waits until no other process migrates; the lock ends with the transaction."""
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SCHEMA_LOCK})

    def empty_log(self, engine: Engine) -> None:
        """Nothing to do: the server's own log is the business of its administrator."""


Dialect = Sqlite | Postgres


def insert_or_ignore(dialect: Dialect, table: Table) -> Insert:
    """An insert that leaves rows whose key is already there as they are."""
    return dialect.insert(table).on_conflict_do_nothing()


def upsert(
    dialect: Dialect,
    table: Table,
    *,
    values: Sequence[str],
    where: ColumnElement[bool] | None = None,
) -> Insert:
    """An insert that overwrites `values` of the rows whose primary key is already there, if `where` holds."""
    insert = dialect.insert(table)
    return insert.on_conflict_do_update(
        index_elements=[column.name for column in table.primary_key],
        set_={name: insert.excluded[name] for name in values},
        where=where,
    )


def dialect_of(url: URL) -> Dialect | None:
    """The dialect that a URL asks for; None if it is neither of the two."""
    known: dict[str, Dialect] = {"sqlite": Sqlite(), "postgresql": Postgres()}
    return known.get(url.get_backend_name())


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # The driver's own BEGIN would be a deferred one, which fails late when two writers meet.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes: Any = connection.get_execution_options().get(WRITER)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
