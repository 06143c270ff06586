"""Closing the incoming register (chốt sổ): only then may anything be called overdue."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, func, or_, select

from dondoc.actions.finding import one_agency
from dondoc.actions.scopes import IS_AWAKE, received_by, rewake_all, standings
from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import NotFound, Refused
from dondoc.store.engine import Store
from dondoc.store.rows import CLOSING_COLUMNS
from dondoc.store.tables import AGENCY, OBLIGATION, REGISTER_CLOSING
from dondoc.store.writes import insert_closing
from dondoc.tracking.assess import closed_at, known_facts
from dondoc.tracking.obligations import Obligation, RegisterClosing, Standing, State


@dataclass(frozen=True, slots=True)
class Closed:
    """A closing, and what it showed to be overdue. `is_repeat`: the register was closed that far before."""

    closing: RegisterClosing
    overdue: tuple[Obligation, ...]
    is_repeat: bool


@dataclass(frozen=True, slots=True)
class OpenRegister:
    """A body whose register is open, and what waits for it, earliest last day first."""

    body: str
    body_name: str
    through: date  # closing it through this day settles all of them
    obligations: tuple[Obligation, ...]


def close_register(
    store: Store, *, body: str, through: date, calendar: WorkCalendar, by: str, now: datetime
) -> Closed:
    """Closes a body's incoming register through a civil day; closing it again as far is a repeat.

    `body` is matched like any agency. Raises NotFound for a body that receives nothing, Refused for a day
    to come.
    """
    today = now.astimezone(VIETNAM).date()
    if through > today:
        raise Refused(f"Chưa chốt sổ đến ngày {through:%d/%m/%Y} được: hôm nay mới là {today:%d/%m/%Y}.")
    with store.writing() as connection:
        slug = _receiver(connection, body)
        covered = _covering(connection, slug, through)
        if covered is not None:
            return Closed(covered, (), is_repeat=True)
        scope = (received_by(slug, through), IS_AWAKE)
        waiting = _in_state(connection, State.AWAITING_REGISTER, scope, calendar, now)
        closing = RegisterClosing(slug, through, now, by)
        insert_closing(connection, closing)
        overdue = _in_state(connection, State.OVERDUE, scope, calendar, now)
        rewake_all(connection, *scope, calendar=calendar, now=now)
    ids = {obligation.id for obligation in waiting}
    return Closed(closing, tuple(one for one in overdue if one.id in ids), is_repeat=False)


def open_registers(store: Store, *, calendar: WorkCalendar, now: datetime) -> tuple[OpenRegister, ...]:
    """The registers that something waits for, with the day through which each is to be closed."""
    waiting: dict[str, list[tuple[date, Obligation]]] = {}
    today = now.astimezone(VIETNAM).date()
    with store.reading() as connection:
        for _, dossier, standing in standings(connection, IS_AWAKE, calendar=calendar, now=now):
            body, last_day = dossier.obligation.receiver, standing.round.last_day if standing.round else None
            if _waits(standing, today) and body and last_day:
                known = known_facts(dossier.facts, now=now)
                if closed_at(dossier.obligation, known, last_day) is None:
                    waiting.setdefault(body, []).append((last_day, dossier.obligation))
        names = dict(connection.execute(select(AGENCY.c.slug, AGENCY.c.name)).tuples().all())
    found = []
    for body, listed in sorted(waiting.items()):
        listed.sort(key=lambda one: (one[0], one[1].protocol, one[1].id))
        obligations = tuple(obligation for _, obligation in listed)
        found.append(OpenRegister(body, names.get(body, body), listed[-1][0], obligations))
    return tuple(found)


def _waits(standing: Standing, today: date) -> bool:
    """Whether the register decides: also where only a photo came, once the last day is over."""
    if standing.state is State.IN_ADVANCE:
        return standing.round is not None and standing.round.last_day < today
    return standing.state is State.AWAITING_REGISTER


def _receiver(connection: Connection, text: str) -> str:
    slug = one_agency(connection, text)
    receives = select(func.count()).where(or_(OBLIGATION.c.via == slug, OBLIGATION.c.to == slug))
    if not connection.execute(receives).scalar_one():
        raise NotFound(f"{text} không tiếp nhận báo cáo của kế hoạch nào đang theo dõi, nên không có sổ để chốt.")
    return slug


def _covering(connection: Connection, body: str, through: date) -> RegisterClosing | None:
    query = select(*CLOSING_COLUMNS).where(REGISTER_CLOSING.c.body == body, REGISTER_CLOSING.c.through >= through)
    row = connection.execute(query.order_by(REGISTER_CLOSING.c.number).limit(1)).one_or_none()
    return RegisterClosing(*row) if row else None


def _in_state(
    connection: Connection,
    state: State,
    scope: tuple[ColumnElement[bool], ...],
    calendar: WorkCalendar,
    now: datetime,
) -> list[Obligation]:
    found = standings(connection, *scope, calendar=calendar, now=now)
    return [dossier.obligation for _, dossier, standing in found if standing.state is state]
