"""Writing what is to be told: nudges, each once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, literal_column, null
from sqlalchemy.sql.dml import Insert

from dondoc.store.batches import batches
from dondoc.store.dialects import Dialect, upsert
from dondoc.store.outbox_tables import NUDGE, NudgeState
from dondoc.store.tables import RELEASE_DECISION
from dondoc.tracking.ladder import Nudge
from dondoc.tracking.obligations import FIRST_ROUND

# Written into the statement, so that bulk inserts need not carry them row by row.
_FRESH: Mapping[str, ColumnElement[Any]] = {
    "state": literal_column(f"'{NudgeState.WAITING}'"),
    "missing_role": literal_column("''"),
    "refused_address": literal_column("''"),
    "remark": literal_column("''"),
    "notice_id": null(),
    "told_at": null(),
}


def insert_nudges(connection: Connection, dialect: Dialect, plan: str, nudges: Sequence[Nudge]) -> None:
    """Adds nudges of a plan, ignoring those that are there; one that was dropped may be decided on again."""
    if nudges:
        connection.execute(_insert(dialect), [_row(plan, nudge) for nudge in nudges])


@lru_cache(maxsize=2)
def _insert(dialect: Dialect) -> Insert:
    anew = ("moment", "desk", *_FRESH)
    is_dropped = NUDGE.c.state == literal_column(f"'{NudgeState.DROPPED}'")
    return upsert(dialect, NUDGE, values=anew, where=is_dropped).values(_FRESH)


def _row(plan: str, nudge: Nudge) -> dict[str, Any]:
    recipient = str(nudge.recipient)
    return {
        "obligation_id": nudge.obligation_id,
        "round_key": nudge.round_key,
        "occasion": nudge.occasion,
        "recipient": recipient,
        "plan": plan,
        "rung": nudge.rung,
        "level": nudge.level,
        "moment": nudge.moment,
        "is_copy": nudge.is_copy,
        "desk": recipient,
    }


def set_first_round_aside(connection: Connection, ids: Sequence[str], *, now: datetime) -> None:
    """Lets the first round of obligations begin anew: their clock starts again, with other days.

    What was told before, under days that were taken back, stays in history by a key of its own.
    """
    earlier = f"{FIRST_ROUND}/{now.isoformat(timespec='seconds')}"
    for batch in batches(ids):
        is_first = (NUDGE.c.obligation_id.in_(batch), NUDGE.c.round_key == FIRST_ROUND)
        waits = NUDGE.update().where(*is_first, NUDGE.c.state == NudgeState.WAITING)
        connection.execute(waits.values(state=NudgeState.DROPPED, remark="ngày đã được bỏ"))
        connection.execute(NUDGE.update().where(*is_first).values(round_key=earlier))
        decided = (RELEASE_DECISION.c.obligation_id.in_(batch), RELEASE_DECISION.c.round_key == FIRST_ROUND)
        connection.execute(RELEASE_DECISION.update().where(*decided).values(round_key=earlier))
