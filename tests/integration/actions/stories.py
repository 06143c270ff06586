"""What stories about the store are told with: moments of 2022, a compiled plan, its columns against its facts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from dondoc.actions.plans import activate, sync
from dondoc.actions.waking import wake_of
from dondoc.calendar import VIETNAM
from dondoc.calendar.deadlines import due_instant
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store import Store
from dondoc.store.dossiers import read_dossiers
from dondoc.store.reads import read_all_followed
from dondoc.tracking.compiler import Compiled
from dondoc.tracking.obligations import Obligation
from tests.factories import SILENT_AGENCIES, a_plan, an_obligation

SLUG = "duc-pho-2022"
TEXT = "ke_hoach: duc-pho-2022"
BY = "Trần Thị Bình"


def at(day: int, month: int = 6, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of 2022 (+07:00)."""
    return datetime.combine(date(2022, month, day), time(hour, minute), VIETNAM)


def id_of(agency: str = "phong-tu-phap", period: str = "2022-6-thang") -> str:
    return f"{SLUG}/dinh-ky/{period}/{agency}"


def in_period(agency: str, period: str, last_day: date) -> Obligation:
    """The same report in another period."""
    printed = last_day + timedelta(days=1)
    return an_obligation(
        agency,
        id=id_of(agency, f"2022-{period}"),
        period=f"2022-{period}",
        period_name=period,
        name=f"báo cáo {period}",
        last_day=last_day,
        due=due_instant(last_day, None),
        target=last_day,
        phrase=f"trước ngày {printed.day}/{printed.month}",
    )


def compiled(agencies: Sequence[str] = SILENT_AGENCIES) -> Compiled:
    """The reports of the first half of the year and of the third quarter."""
    rows = [an_obligation(agency) for agency in agencies]
    rows += [in_period(agency, "quy-3", date(2022, 9, 15)) for agency in agencies]
    return Compiled(a_plan(), tuple(rows), ())


def moved(before: Compiled, obligation_id: str, last_day: date) -> Compiled:
    """A version in which one deadline is another day."""
    rows = tuple(
        replace(row, last_day=last_day, due=due_instant(last_day, None), target=last_day)
        if row.id == obligation_id
        else row
        for row in before.obligations
    )
    return replace(before, obligations=rows)


def follow(store: Store, calendar: WorkCalendar, *, now: datetime, version: Compiled | None = None) -> None:
    """Syncs the plan and activates it."""
    sync(store, version or compiled(), text=TEXT, calendar=calendar, by=BY, now=now)
    activate(store, SLUG, calendar=calendar, by=BY, now=now, without_number=True)


def unequal(
    store: Store, calendar: WorkCalendar, *, now: datetime
) -> dict[str, tuple[datetime | None, datetime | None]]:
    """The obligations whose column `wake_at` is not what the facts say: (column, facts).

    A moment that has come is as good as the present one.
    """
    found = {}
    with store.reading() as connection:
        for followed in read_all_followed(connection):
            for dossier in read_dossiers(connection, followed):
                fact = wake_of(followed, dossier, calendar, now=now)
                column = dossier.wake_at and max(dossier.wake_at, now)
                if fact != column:
                    found[dossier.obligation.id] = (column, fact)
    return found
