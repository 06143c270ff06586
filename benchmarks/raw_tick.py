"""The floor of a tick: what it reads and writes, as plain SQL through the driver, the answers known beforehand."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_BATCH = 500
_DUE = "SELECT * FROM obligation WHERE plan = ? AND wake_at <= ? ORDER BY wake_at LIMIT ?"
_PLAN = "SELECT * FROM plan JOIN plan_version USING (version) WHERE slug = ? AND plan_version.plan = slug"
_EVENTS = "SELECT * FROM event WHERE obligation_id IN ({}) ORDER BY number"
_NUDGES = "SELECT * FROM nudge WHERE obligation_id IN ({}) AND state <> 'dropped' ORDER BY moment"
_RELEASES = "SELECT * FROM release_decision WHERE obligation_id IN ({}) ORDER BY number"
_CLOSINGS = "SELECT * FROM register_closing ORDER BY number"
_HOLDS = "SELECT * FROM hold WHERE plan IS NULL OR plan = ?"
_INSERT = "INSERT INTO nudge VALUES ({}) ON CONFLICT DO NOTHING"
_UPDATE = "UPDATE obligation SET wake_at = ? WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a tick decided, as it lies in the database: rows of `nudge`, and (wake_at, id) of each obligation."""

    nudges: Sequence[Sequence[Any]]
    wakes: Sequence[tuple[str | None, str]]


def open_raw(file: Path) -> sqlite3.Connection:
    """A connection with the settings that the store gives its own."""
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode = WAL", "busy_timeout = 10000", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def answers_of(before: Path, after: Path, plan: str, now: str) -> Answers:
    """What a tick at `now` changed between two files; in the order in which it looked."""
    with open_raw(before) as connection:
        due = [row[0] for row in connection.execute(_DUE.replace("*", "id"), (plan, now, -1))]
        told = {tuple(row) for row in connection.execute("SELECT * FROM nudge")}
    with open_raw(after) as connection:
        wakes = dict(connection.execute("SELECT id, wake_at FROM obligation").fetchall())
        nudges = [row for row in connection.execute("SELECT * FROM nudge") if tuple(row) not in told]
    place = {obligation_id: number for number, obligation_id in enumerate(due)}
    nudges.sort(key=lambda row: place[row[0]])
    return Answers(nudges, [(wakes[obligation_id], obligation_id) for obligation_id in due])


def raw_tick(connection: sqlite3.Connection, plan: str, now: str, answers: Answers) -> int:
    """Reads what is due, batch by batch, and writes the answers; returns how many rows it looked at."""
    looked_at = 0
    while True:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(_PLAN, (plan,)).fetchall()
        rows = connection.execute(_DUE, (plan, now, _BATCH)).fetchall()
        if not rows:
            connection.execute("COMMIT")
            return looked_at
        _read(connection, plan, [row[0] for row in rows])
        batch = slice(looked_at, looked_at + len(rows))
        nudges = answers.nudges[batch]  # one for each row: a second reminder has one addressee
        connection.executemany(_INSERT.format(_marks(nudges[0])), nudges)
        connection.executemany(_UPDATE, answers.wakes[batch])
        connection.execute("COMMIT")
        looked_at += len(rows)


def _read(connection: sqlite3.Connection, plan: str, ids: list[str]) -> None:
    for query in (_EVENTS, _NUDGES, _RELEASES):
        connection.execute(query.format(_marks(ids)), ids).fetchall()
    connection.execute(_CLOSINGS).fetchall()
    connection.execute(_HOLDS, (plan,)).fetchall()


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
