"""Channels that stand still because their settings are wrong."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from dondoc.store.dialects import Dialect, upsert
from dondoc.store.outbox_tables import CHANNEL


@dataclass(frozen=True, slots=True)
class HeldChannel:
    """Since when a channel stands still and why; it is tried again at `probe_at`."""

    held_since: datetime
    probe_at: datetime
    reason: str


def read_channel(connection: Connection, name: str) -> HeldChannel | None:
    """The hold on a channel; None if it runs."""
    row = connection.execute(select(CHANNEL).where(CHANNEL.c.name == name)).one_or_none()
    return HeldChannel(row.held_since, row.probe_at, row.reason) if row else None


def hold_channel(connection: Connection, dialect: Dialect, name: str, held: HeldChannel) -> None:
    """Stops a channel, or goes on stopping it; since when it stands still stays as it was."""
    row = {"name": name, "held_since": held.held_since, "probe_at": held.probe_at, "reason": held.reason}
    connection.execute(upsert(dialect, CHANNEL, values=["probe_at", "reason"]), row)


def clear_channel(connection: Connection, name: str) -> None:
    """Lets a channel run again."""
    connection.execute(delete(CHANNEL).where(CHANNEL.c.name == name))
