"""A report that came in part: received as it is, and the rest asked for, in one transaction."""

from dataclasses import replace
from datetime import datetime

from dondoc.actions.drafts import Draft, completed
from dondoc.actions.recording import Recorded, lock_matter, repeated, write
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Refused
from dondoc.store.engine import Store
from dondoc.tracking.obligations import EventKind


def receive_part(
    store: Store,
    draft: Draft,
    lacking: str,
    *,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    key: str | None = None,
) -> Recorded:
    """Records a receipt and what it lacks: whether it came in time is judged by the part that came.

    Raises Refused where nothing is said to be lacking, or where a rule forbids the receipt.
    """
    if not lacking.strip():
        raise Refused("Báo cáo còn thiếu gì? Hãy nêu phần còn thiếu, ví dụ “phụ lục 2”.")
    with store.writing() as connection:
        matter = lock_matter(connection, draft.obligation_id, calendar, now=now)
        known = repeated(connection, draft, matter, key)
        if known is not None:
            return known
        received = write(connection, matter, completed(draft, matter), by=by, key=key)
        asked = Draft(
            obligation_id=draft.obligation_id,
            kind=EventKind.SUPPLEMENT_REQUESTED,
            received_on=draft.received_on,
            note=lacking.strip(),
        )
        after = lock_matter(connection, draft.obligation_id, calendar, now=now)
        awaited = write(connection, after, completed(asked, after), by=by, key=None)
    return replace(received, after=awaited.after, awaited=awaited.event)
