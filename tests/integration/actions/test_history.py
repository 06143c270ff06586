import shutil
from datetime import date
from pathlib import Path

import pytest

from dondoc.actions.backup import backup
from dondoc.actions.contacts import sync_contacts
from dondoc.actions.history import history
from dondoc.actions.reports import submit, void
from dondoc.actions.ticks import overview
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import NotFound, Refused
from dondoc.store import Store, open_store
from dondoc.store.dialects import Postgres
from dondoc.store.outbox_tables import NoticeState, NudgeState
from dondoc.tracking.outcomes import Fate
from tests.integration.actions.stories import (
    BY,
    EVERYBODY,
    SLUG,
    Carrier,
    at,
    compiled,
    follow,
    id_of,
    seated,
    tick_and_send,
)


@pytest.fixture
def lived(store: Store, calendar: WorkCalendar) -> Store:
    """Told, tried twice, received by mistake, taken back."""
    follow(store, calendar, now=at(4, 5, 8), version=compiled(("phong-tu-phap",)))
    sync_contacts(store, seated(*EVERYBODY), now=at(4, 5, 8))
    tick_and_send(store, calendar, Carrier(answers=[Fate.RETRY]), now=at(4, 5, 8))
    tick_and_send(store, calendar, Carrier(), now=at(4, 5, 9))
    wrong = submit(store, id_of(), received_on=date(2022, 5, 5), calendar=calendar, by=BY, now=at(5, 5, 8))
    void(store, wrong.event.id, calendar=calendar, by=BY, now=at(5, 5, 9), note="nhầm đơn vị")
    return store


def test_a_history_holds_entries_tellings_and_tries(lived: Store, calendar: WorkCalendar) -> None:
    found = history(lived, id_of(), calendar=calendar, now=at(6, 5, 8))
    assert [(entry.event.id, entry.is_live) for entry in found.entries] == [("e1", False), ("e2", False)]
    assert [(one.nudge.rung, one.state) for one in found.tellings] == [("mo_dau", NudgeState.TOLD)]
    (sent,) = found.sent
    assert (sent.state, [one.fate for one in sent.tries]) == (NoticeState.ACCEPTED, [Fate.RETRY, Fate.ACCEPTED])
    assert [one.number for one in found.rounds] == [1]
    with pytest.raises(NotFound):
        history(lived, "khong/co", calendar=calendar, now=at(6, 5, 8))


def test_a_backup_is_restored_by_putting_it_in_place(lived: Store, calendar: WorkCalendar, tmp_path: Path) -> None:
    moment = at(6, 5, 8)
    before = (
        overview(lived, SLUG, calendar, now=moment),
        history(lived, id_of(), calendar=calendar, now=moment),
    )
    copy = tmp_path / "backups" / "dondoc-2022-05-06.db"
    assert backup(lived, copy) == copy.stat().st_size

    submit(lived, id_of(), received_on=date(2022, 5, 6), calendar=calendar, by=BY, now=at(6, 5, 9))
    restored_file = tmp_path / "restored" / "dondoc.db"
    restored_file.parent.mkdir()
    restored = open_store(f"sqlite:///{shutil.copy(copy, restored_file)}")

    assert overview(restored, SLUG, calendar, now=moment) == before[0]
    assert history(restored, id_of(), calendar=calendar, now=moment) == before[1]
    assert tick_and_send(restored, calendar, Carrier(), now=at(8, 6, 8)).accepted == 1


def test_a_backup_while_somebody_writes_is_whole(lived: Store, calendar: WorkCalendar, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with lived.writing() as connection:
        connection.exec_driver_sql("UPDATE agency SET name = 'dở dang'")
        backup(lived, copy)
    restored = open_store(f"sqlite:///{copy}")
    with restored.reading() as connection:
        names = connection.exec_driver_sql("SELECT name FROM agency").scalars().all()
    assert "dở dang" not in names


def test_a_backup_never_overwrites(lived: Store, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("bản cũ", encoding="utf-8")
    with pytest.raises(Refused, match="đã có"):
        backup(lived, copy)
    assert copy.read_text(encoding="utf-8") == "bản cũ"


def test_postgresql_is_backed_up_by_its_own_tools(lived: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="pg_dump"):
        backup(Store(lived.engine, Postgres()), tmp_path / "copy.db")
