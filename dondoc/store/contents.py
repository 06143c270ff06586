"""Reading and writing what papers contain: figures, marks of outlines, snapshots of consolidations."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, Row, func, select, type_coerce

from dondoc.store.rows import event_id, event_number, figure_id, figure_number
from dondoc.store.tables import FIGURE, OBLIGATION, OUTLINE_MARK, SNAPSHOT
from dondoc.tracking.consolidations import Snapshot
from dondoc.tracking.figures import Figure
from dondoc.tracking.outlines import Mark, OutlineMark

_FIGURE_FIELDS = tuple(field.name for field in fields(Figure) if field.name not in ("id", "voids"))
_MARK_COLUMNS = tuple(OUTLINE_MARK.c[field.name] for field in fields(OutlineMark))
_SNAPSHOT_COLUMNS = (
    *(SNAPSHOT.c.obligation_id, SNAPSHOT.c.event_number),
    *(SNAPSHOT.c.received, SNAPSHOT.c.missing, SNAPSHOT.c.taken_at),
)
_FIGURE_COLUMNS = (FIGURE.c.number, *(FIGURE.c[name] for name in _FIGURE_FIELDS), FIGURE.c.voids)


def insert_figure(connection: Connection, plan: str, figure: Figure, *, key: str | None = None) -> Figure:
    """Adds a figure and returns it with the id that its row got; `figure.id` is not looked at."""
    values = {name: getattr(figure, name) for name in _FIGURE_FIELDS}
    voids = figure_number(figure.voids) if figure.voids else None
    inserted = connection.execute(
        FIGURE.insert().values(plan=plan, key=key, voids=voids, **values).returning(FIGURE.c.number)
    )
    return Figure(figure_id(inserted.scalar_one()), voids=figure.voids, **values)


def read_figures(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Figure, ...]:
    """The figures that meet the conditions, taken back or not, in the order of recording."""
    rows = connection.execute(select(*_FIGURE_COLUMNS).where(*conditions).order_by(FIGURE.c.number))
    return tuple(_figure_of(row) for row in rows)


def read_periods(connection: Connection, plan: str) -> tuple[tuple[str, str, date | None], ...]:
    """The periods for which anything is owed in a plan: slug, name, last day of data or else of the period."""
    row = OBLIGATION.c
    ends = func.coalesce(func.max(row.data_to), func.max(row.last_day))
    query = select(row.period, func.min(row.period_name), type_coerce(ends, Date)).group_by(row.period)
    is_meant = (row.plan == plan, row.period.is_not(None), row.withdrawn_at.is_(None))
    return tuple((one[0], one[1], one[2]) for one in connection.execute(query.where(*is_meant)))


def plan_of_figure(connection: Connection, figure_id: str) -> str | None:
    """The slug of the plan that a figure belongs to; None if there is no such figure."""
    query = select(FIGURE.c.plan).where(FIGURE.c.number == figure_number(figure_id))
    return connection.execute(query).scalar_one_or_none()


def insert_marks(connection: Connection, marks: Sequence[OutlineMark]) -> None:
    """Notes how sections of an outline stand."""
    names = [field.name for field in fields(OutlineMark)]
    rows = [{name: getattr(mark, name) for name in names} | {"mark": mark.mark.value} for mark in marks]
    if rows:
        connection.execute(OUTLINE_MARK.insert(), rows)


def read_marks(connection: Connection, obligation_id: str) -> tuple[OutlineMark, ...]:
    """What was noted about the outline of one report, in the order of recording."""
    query = select(*_MARK_COLUMNS).where(OUTLINE_MARK.c.obligation_id == obligation_id)
    rows = connection.execute(query.order_by(OUTLINE_MARK.c.number))
    return tuple(OutlineMark(row[0], row[1], Mark(row[2]), *row[3:]) for row in rows)


def insert_snapshot(connection: Connection, snapshot: Snapshot) -> None:
    """Keeps what a consolidating report was made of when it went up."""
    connection.execute(
        SNAPSHOT.insert().values(
            obligation_id=snapshot.obligation_id,
            event_number=event_number(snapshot.event_id),
            received=snapshot.received,
            missing=snapshot.missing,
            taken_at=snapshot.taken_at,
        )
    )


def read_snapshots(connection: Connection, obligation_id: str) -> tuple[Snapshot, ...]:
    """The snapshots of one consolidating report, in the order of time."""
    query = select(*_SNAPSHOT_COLUMNS).where(SNAPSHOT.c.obligation_id == obligation_id)
    rows = connection.execute(query.order_by(SNAPSHOT.c.number))
    return tuple(Snapshot(row[0], event_id(row[1]), *row[2:]) for row in rows)


def _figure_of(row: Row[Any]) -> Figure:
    figure = Figure(figure_id(row[0]), *row[1:-1])
    return figure if row[-1] is None else replace(figure, voids=figure_id(row[-1]))
