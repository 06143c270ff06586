import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import select

from dondoc.actions.contacts import sync_contacts
from dondoc.actions.dispatch import DispatchResult
from dondoc.actions.ticks import tick
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store import Store, open_store
from dondoc.store.outbox_tables import NOTICE, NoticeState
from dondoc.tracking.outcomes import Envelope, Outcome
from tests.integration.actions.stories import (
    EVERYBODY,
    SLUG,
    Carrier,
    at,
    compiled,
    follow,
    seated,
    send_all,
    tick_and_send,
    unequal,
)

ROOT = Path(__file__).parents[3]


def test_a_message_whose_sender_died_goes_again_byte_for_byte(
    store: Store, calendar: WorkCalendar, tmp_path: Path
) -> None:
    follow(store, calendar, now=at(4, 5, 8), version=compiled(("phong-tu-phap",)))
    sync_contacts(store, seated(*EVERYBODY), now=at(4, 5, 8))
    tick_and_send(store, calendar, Carrier(), now=at(4, 5, 8))
    tick(store, SLUG, calendar, now=at(8, 6, 8))
    sent = tmp_path / "sent.txt"
    program = [sys.executable, "-m", "tests.integration.actions.crash", str(store.engine.url), str(sent)]

    died = subprocess.run(program, cwd=ROOT, timeout=60, check=False)

    assert died.returncode == -signal.SIGKILL
    carrier = Carrier()
    assert send_all(store, calendar, carrier, now=at(8, 6, 8, 2)).accepted == 0
    assert send_all(store, calendar, carrier, now=at(8, 6, 8, 15)).accepted == 1
    (envelope,) = carrier.envelopes
    assert f"{envelope.message_id}\n{envelope.text}" == sent.read_text(encoding="utf-8")
    assert envelope.written_at == at(8, 6, 8)
    assert send_all(store, calendar, carrier, now=at(8, 6, 9)).left == 0
    assert unequal(store, calendar, now=at(8, 6, 9)) == {}


def test_two_dispatchers_at_once_send_each_message_once(store: Store, calendar: WorkCalendar) -> None:
    agencies = [f"phuong-{n:02}" for n in range(30)]
    follow(store, calendar, now=at(4, 5, 8), version=compiled(agencies))
    sync_contacts(store, seated(*(f"contact@{agency}" for agency in agencies)), now=at(4, 5, 8))
    tick(store, SLUG, calendar, now=at(4, 5, 8))
    carriers = {"a": Carrier(), "b": Carrier()}
    start = threading.Barrier(2)

    def dispatcher(owner: str) -> DispatchResult:
        own = open_store(str(store.engine.url))
        start.wait()
        done = send_all(own, calendar, carriers[owner], now=at(4, 5, 8), owner=owner)
        own.close()
        return done

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(dispatcher, carriers))
    to = [address for carrier in carriers.values() for address in carrier.to]
    assert sorted(to) == [f"contact.{agency}@office.example" for agency in agencies]
    assert send_all(store, calendar, Carrier(), now=at(4, 5, 9)).left == 0


def test_a_sender_that_comes_back_late_settles_nothing(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(4, 5, 8), version=compiled(("phong-tu-phap",)))
    sync_contacts(store, seated(*EVERYBODY), now=at(4, 5, 8))
    tick(store, SLUG, calendar, now=at(4, 5, 8))
    inner = Carrier()

    class Slow(Carrier):
        """While it sends, its lease ends and somebody else sends the same message."""

        def send(self, envelope: Envelope) -> Outcome:
            if not inner.envelopes:
                send_all(store, calendar, inner, now=at(4, 5, 9), owner="b")
            return super().send(envelope)

    late = send_all(store, calendar, Slow(), now=at(4, 5, 8))
    assert late.accepted == 0
    assert len(inner.envelopes) == 1
    with store.reading() as connection:
        (row,) = connection.execute(select(NOTICE.c.state, NOTICE.c.fence)).all()
    assert (row.state, row.fence) == (NoticeState.ACCEPTED, 2)
