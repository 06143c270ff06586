"""One plan takes the place of another (thay thế Kế hoạch số …): the old one falls silent until it is closed."""

from datetime import datetime

from sqlalchemy import Connection

from dondoc.actions.waking import rewake_where
from dondoc.calendar.workdays import WorkCalendar
from dondoc.language.reader import read_plan_text
from dondoc.store.closings import supersede_plan_row
from dondoc.store.reads import read_followed, read_version_text


def supersede(connection: Connection, slug: str, calendar: WorkCalendar, *, now: datetime) -> tuple[str, ...]:
    """Marks the followed plans whose place an active plan takes, as its version says; returns those marked now.

    Nothing is owed less for it: each of their debts waits for a decision (`close_plan`).
    """
    spec = read_plan_text(read_version_text(connection, slug) or "", file=f"{slug}.yaml").spec
    named = [each.plan for each in spec.supersedes if each.plan] if spec else []
    marked = []
    for old in named:
        followed = read_followed(connection, old)
        if followed is None or followed.is_silent:
            continue
        supersede_plan_row(connection, old, by_plan=slug)
        silent = read_followed(connection, old)
        if silent is not None:
            rewake_where(connection, silent, calendar=calendar, now=now)
        marked.append(old)
    return tuple(marked)
