"""A dispatcher that is killed while it sends: run as a program by test_crashes."""

import os
import signal
import sys
from pathlib import Path

from dondoc.actions.dispatch import dispatch
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store import open_store
from dondoc.tracking.outcomes import Envelope, Outcome
from tests.integration.actions.stories import at, plain


def main(database: str, sent: str) -> None:
    """Writes down the first message, as a server would have it, and dies before anything is settled."""

    def send(envelope: Envelope) -> Outcome:
        Path(sent).write_text(f"{envelope.message_id}\n{envelope.text}", encoding="utf-8")
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("unreachable")

    moment = at(8, 6, 8)
    store = open_store(database)
    dispatch(store, WorkCalendar(), compose=plain, send=send, now=lambda: moment, owner="dies")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
