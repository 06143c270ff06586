"""A plan's year on a terminal: small months with the last days marked, what ends in each, tables by agency."""

from calendar import monthcalendar
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from dondoc.calendar.workdays import WorkCalendar
from dondoc.cli.dates import day_text, moment_text
from dondoc.cli.output import say, terminal, write_table
from dondoc.tracking.obligations import Obligation, State
from dondoc.tracking.preview import PreviewRow
from dondoc.tracking.year_calendar import CalendarLine, by_month

if TYPE_CHECKING:
    from rich.table import Table

MONTH_HEADERS = ("Ngày", "Việc", "Đơn vị", "Nguyên văn", "Mục", "Tình trạng")
WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
MONTHS = range(1, 13)
MONTH_WIDTH = 30
SIDE_BY_SIDE = (6, 4, 3, 2, 1)  # months in a row, as many as fit
MARK = "*"
LEGEND = f"{MARK} ngày cuối cùng của một việc; chữ mờ là ngày nghỉ."
MOST_NAMED = 3


def write_months(title: str, lines: Sequence[CalendarLine], calendar: WorkCalendar) -> None:
    """The months of every year that has a last day, then what ends in each month, then what has no day."""
    out = terminal(to_stderr=False)
    days = {line.last_day for line in lines if line.last_day is not None}
    for year in sorted({day.year for day in days}):
        out.print(f"{title}: năm {year}", style="bold", markup=False)
        out.print(_year(year, days, calendar, out.width))
    for month, of_month in by_month(lines):
        heading = f"Tháng {month.month}/{month.year}" if month else "Chưa có ngày"
        write_table(MONTH_HEADERS, map(_cells, of_month), title=heading)
    if days:
        say(LEGEND)


def write_agencies(title: str, agencies: Sequence[tuple[Obligation, tuple[PreviewRow, ...]]]) -> None:
    """For every year with a last day, a table: agencies, months, and the last days in each.

    What has no day is counted once, in the first of them; a later year lists the agencies that have a day in it.
    A plan without any day has one table of what each agency has to do.
    """
    days = {row.last_day for _, rows in agencies for row in rows if row.last_day is not None}
    headers = ("Đơn vị", *(f"T{month}" for month in MONTHS), "Chưa có ngày")
    for number, year in enumerate(sorted({day.year for day in days})):
        table = [(each.agency_name, *_months_of(rows, year), _undated(rows)) for each, rows in agencies]
        if number:
            table = [line[:-1] for line in table if any(line[1:-1])]
        write_table(headers[: -1 if number else None], table, title=f"{title}: ngày cuối cùng trong năm {year}")
    if not days:
        rows_of = [(each.agency_name, _undated(rows)) for each, rows in agencies]
        write_table((headers[0], headers[-1]), rows_of, title=title)


def _year(year: int, days: Collection[date], calendar: WorkCalendar, width: int) -> "Table":
    from rich.table import Table

    columns = next(count for count in SIDE_BY_SIDE if count * MONTH_WIDTH <= width or count == 1)
    grid = Table.grid(padding=(0, 3))
    months = [_month(year, month, days, calendar) for month in MONTHS]
    for first in range(0, len(months), columns):
        grid.add_row(*months[first : first + columns])
        grid.add_row()
    return grid


def _month(year: int, month: int, days: Collection[date], calendar: WorkCalendar) -> "Table":
    from rich.table import Table
    from rich.text import Text

    table = Table(title=f"Tháng {month}", box=None, padding=(0, 1, 0, 0), pad_edge=False)
    for weekday in WEEKDAYS:
        table.add_column(weekday, justify="right", width=3)
    for week in monthcalendar(year, month):
        cells = (date(year, month, number) if number else None for number in week)
        table.add_row(*(Text(*_day(day, days, calendar)) if day else Text() for day in cells))
    return table


def _day(day: date, days: Collection[date], calendar: WorkCalendar) -> tuple[str, str]:
    """What a day of a month shows, and in which style."""
    if day in days:
        return f"{day.day}{MARK}", "bold red"
    return f"{day.day} ", "" if calendar.is_workday(day) else "dim"


def _cells(line: CalendarLine) -> tuple[str | State, ...]:
    day = moment_text(line.hour) if line.hour else day_text(line.last_day)
    if line.target != line.last_day:
        day = f"{day} (nhắc đến {day_text(line.target)})"
    words = f"“{line.phrase}”" if line.phrase_quoted else line.phrase
    return day, line.name, _named(line.agencies), words, line.clause, line.state


def _named(agencies: Sequence[str]) -> str:
    return ", ".join(agencies) if len(agencies) <= MOST_NAMED else f"{len(agencies)} đơn vị"


def _months_of(rows: Sequence[PreviewRow], year: int) -> Iterator[str]:
    for month in MONTHS:
        days = {row.last_day.day for row in rows if row.last_day and _is_in(row.last_day, year, month)}
        yield ", ".join(map(str, sorted(days)))


def _is_in(day: date, year: int, month: int) -> bool:
    return (day.year, day.month) == (year, month)


def _undated(rows: Sequence[PreviewRow]) -> str:
    count = sum(row.last_day is None for row in rows)
    return f"{count} việc" if count else ""
