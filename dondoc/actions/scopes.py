"""Reaching the obligations that a fact touches across plans."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, or_

from dondoc.actions.waking import rewake_where
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store.dossiers import Dossier, read_dossiers
from dondoc.store.reads import read_all_followed
from dondoc.store.rows import Followed
from dondoc.store.tables import OBLIGATION
from dondoc.tracking.assess import assess
from dondoc.tracking.obligations import Standing

IS_AWAKE = OBLIGATION.c.wake_at.is_not(None)
"""Something is still to be said: what is met, undated or waits for a person sleeps on, whatever others record."""


def received_by(body: str, through: date) -> ColumnElement[bool]:
    """Due by a day (as first known, or as the present version prints it), and entered in a body's register."""
    is_receiver = or_(OBLIGATION.c.via == body, and_(OBLIGATION.c.via.is_(None), OBLIGATION.c.to == body))
    is_due = or_(OBLIGATION.c.last_day <= through, OBLIGATION.c.version_last_day <= through)
    return and_(is_receiver, is_due)


def standings(
    connection: Connection, *conditions: ColumnElement[bool], calendar: WorkCalendar, now: datetime
) -> Iterator[tuple[Followed, Dossier, Standing]]:
    """The obligations of all plans that meet conditions, and how each stands."""
    for followed in read_all_followed(connection):
        for dossier in read_dossiers(connection, followed, *conditions):
            yield followed, dossier, assess(dossier.obligation, dossier.facts, calendar, now=now)


def rewake_all(
    connection: Connection, *conditions: ColumnElement[bool], calendar: WorkCalendar, now: datetime
) -> None:
    """Rebuilds `wake_at` of the obligations of all plans that meet conditions."""
    for followed in read_all_followed(connection):
        rewake_where(connection, followed, *conditions, calendar=calendar, now=now)
