"""What a command needs before it can do anything: the settings, the store, the clock, the calendar."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.calendar.workdays import WorkCalendar, load_calendar
from dondoc.cli.dates import MOMENT, read_moment
from dondoc.clock import choose_clock
from dondoc.errors import Refused
from dondoc.settings import Settings, from_environment

if TYPE_CHECKING:
    from dondoc.store import Store


def _named(text: str) -> str:
    if not text.strip():
        raise typer.BadParameter("tên người ghi nhận không được để trống.")
    return text.strip()


ByOption = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="TÊN",
        envvar="DONDOC_BY",
        parser=_named,
        help="Ai ghi nhận; tên này luôn đi cùng việc ghi nhận. Đặt sẵn được bằng biến DONDOC_BY.",
    ),
]
AtOption = Annotated[
    datetime | None,
    typer.Option(
        "--at", metavar=MOMENT, parser=read_moment, help="Ghi như thể đang là lúc này; chỉ khi diễn tập."
    ),
]


@dataclass(frozen=True, slots=True)
class Office:
    """The place where a command works, open until it ends."""

    settings: Settings
    store: "Store"
    now: Callable[[], datetime]
    calendar: WorkCalendar

    def name_of(self, agency: str) -> str:
        """The printed name of an agency or group of a synced plan; the slug itself where no plan knows it."""
        from dondoc.actions.directories import listed_name
        from dondoc.actions.plans import plans

        names = (line.plan.agency_names.get(agency) for line in plans(self.store))
        return next((name for name in names if name), None) or listed_name(self.store, agency) or agency


@contextmanager
def open_office(*, at: datetime | None = None, rehearsal: bool | None = None) -> Iterator[Office]:
    """The office of this process. `at` stands in for the clock, in a rehearsal only: else raises Refused.

    `rehearsal` True demands (or, where there is no database yet, makes) a rehearsal database.
    """
    from dondoc.store import open_store
    from dondoc.store.rehearsal import first_use

    settings = from_environment()
    store = open_store(settings.database_url, rehearsal=rehearsal)
    try:
        if at is not None and not store.is_rehearsal:
            raise Refused("--at chỉ dùng với cơ sở dữ liệu diễn tập; việc thật được ghi theo giờ thật.")
        clock = choose_clock(settings.clock, is_rehearsal=store.is_rehearsal, anchor=partial(first_use, store))
        yield Office(settings, store, clock if at is None else lambda: at, open_calendar(settings))
    finally:
        store.close()


def open_calendar(settings: Settings) -> WorkCalendar:
    """The working days of the folder of plans."""
    return load_calendar(settings.plans / "calendar")
