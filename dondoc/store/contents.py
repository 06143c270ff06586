"""Reading and writing what papers contain: figures, marks of outlines, snapshots of consolidations."""

from dataclasses import fields, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from dondoc.store.rows import figure_id, figure_number
from dondoc.store.tables import FIGURE
from dondoc.tracking.figures import Figure

_FIGURE_FIELDS = tuple(field.name for field in fields(Figure) if field.name not in ("id", "voids"))
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


def plan_of_figure(connection: Connection, figure_id: str) -> str | None:
    """The slug of the plan that a figure belongs to; None if there is no such figure."""
    query = select(FIGURE.c.plan).where(FIGURE.c.number == figure_number(figure_id))
    return connection.execute(query).scalar_one_or_none()


def _figure_of(row: Row[Any]) -> Figure:
    figure = Figure(figure_id(row[0]), *row[1:-1])
    return figure if row[-1] is None else replace(figure, voids=figure_id(row[-1]))
