"""What is still to come of a report that was received: a part that was asked for, and nothing answered yet."""

from collections.abc import Sequence

from dondoc.tracking.assess import RECEIPTS
from dondoc.tracking.obligations import Event, EventKind


def awaited_supplement(events: Sequence[Event]) -> Event | None:
    """The latest request for a part (đề nghị bổ sung) that no paper followed; None where nothing is awaited.

    `events` as `known_facts` leaves them. Only what was received can lack a part; a return asks for all of it.
    """
    asked: Event | None = None
    is_received = False
    for event in events:
        if event.kind in RECEIPTS:
            asked, is_received = None, True
        elif event.kind is EventKind.RETURNED:
            asked, is_received = None, False
        elif event.kind is EventKind.SUPPLEMENT_REQUESTED and is_received:
            asked = event
    return asked
