"""A store with many obligations of which a few are due: what a tick is measured on."""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from dondoc.calendar import VIETNAM
from dondoc.calendar.deadlines import due_instant
from dondoc.store import Store, open_store
from dondoc.store.batches import batches
from dondoc.store.outbox_tables import NUDGE, NudgeState
from dondoc.store.tables import OBLIGATION, PLAN
from dondoc.store.writes import insert_obligations, insert_plan, insert_version
from dondoc.tracking.obligations import FIRST_ROUND, Obligation
from dondoc.tracking.plan import Plan

NOW = datetime.combine(date(2022, 6, 8), time(8), VIETNAM)
"""08:00 on the fifth working day before the last day of what is due: the first reminder (+07:00)."""

_LATER = timedelta(days=92)
_ACTIVATED = NOW - timedelta(days=40)


@dataclass(frozen=True, slots=True)
class FullStore:
    """A SQLite file that nobody writes into: what is measured works on copies of it."""

    file: Path
    slug: str

    def open(self, name: str) -> Store:
        """The store in a fresh copy beside the file."""
        return open_store(f"sqlite:///{self.copy(name)}")

    def copy(self, name: str) -> Path:
        """A fresh copy beside the file, in place of an earlier one that nobody has open."""
        copy = self.file.with_name(name)
        for suffix in ("-wal", "-shm"):
            copy.with_name(name + suffix).unlink(missing_ok=True)
        shutil.copyfile(self.file, copy)
        return copy


def fill(path: Path, plan: Plan, like: Obligation, *, rows: int, due: int) -> FullStore:
    """A new SQLite store at `path`: `rows` obligations like one of the plan's, `due` of them to be told at NOW.

    Every agency got the opening notice. The due ones lie scattered over the table; the others are owed three
    months later.
    """
    store = open_store(f"sqlite:///{path}")
    every = rows // due
    obligations = [_numbered(like, n, is_due=n % every == 0) for n in range(rows)]
    with store.writing() as connection:
        insert_plan(connection, plan.slug)
        insert_version(connection, plan, text="", questions=(), reason="", by="", now=_ACTIVATED)
        is_it = PLAN.c.slug == plan.slug
        connection.execute(
            PLAN.update().where(is_it).values(activated_at=_ACTIVATED, in_effect_from=_ACTIVATED.date())
        )
        insert_obligations(connection, enumerate(obligations), known_from=_ACTIVATED)
        of_period = OBLIGATION.update().where(OBLIGATION.c.last_day == like.last_day)
        connection.execute(of_period.values(wake_at=NOW))
        others = OBLIGATION.update().where(OBLIGATION.c.last_day != like.last_day)
        connection.execute(others.values(wake_at=NOW + _LATER))
        for batch in batches(list(_opening_notices(obligations))):
            connection.execute(NUDGE.insert(), batch)
    store.close()
    return FullStore(path, plan.slug)


def _numbered(like: Obligation, n: int, *, is_due: bool) -> Obligation:
    slug = f"don-vi-{n:07}"
    mine = replace(
        like, id=f"{like.plan}/{like.report}/{like.period}/{slug}", agency=slug, agency_name=f"Đơn vị {n}"
    )
    if is_due or like.last_day is None:
        return mine
    later = like.last_day + _LATER
    return replace(mine, last_day=later, due=due_instant(later, None), target=later)


def _opening_notices(obligations: Iterable[Obligation]) -> Iterator[dict[str, Any]]:
    for obligation in obligations:
        desk = f"contact@{obligation.agency}"
        yield {
            "obligation_id": obligation.id,
            "round_key": FIRST_ROUND,
            "occasion": "mo_dau",
            "recipient": desk,
            "plan": obligation.plan,
            "rung": "mo_dau",
            "level": None,
            "moment": _ACTIVATED,
            "is_copy": False,
            "desk": desk,
            "state": NudgeState.TOLD,
            "missing_role": "",
            "refused_address": "",
            "remark": "",
            "notice_id": None,
            "told_at": _ACTIVATED,
        }
