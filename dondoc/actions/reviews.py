"""Debts of bodies that ended: listed with who may take them over. A person decides; nothing goes by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from dondoc.actions.finding import narrowed, one_of
from dondoc.actions.following import followed_plan
from dondoc.actions.matching import did_you_mean, matches
from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import NotFound
from dondoc.language.directory import Directory
from dondoc.store.dossiers import read_dossiers
from dondoc.store.engine import Store
from dondoc.store.reads import read_all_followed, read_version_directory
from dondoc.store.rows import Followed, directory_from_json
from dondoc.store.tables import OBLIGATION
from dondoc.tracking.assess import assess
from dondoc.tracking.obligations import Obligation, State
from dondoc.tracking.succession import Ending, ending_of

_SETTLED = frozenset({State.EXEMPT, State.WITHDRAWN, State.ON_TIME, State.LATE, State.BEFORE_EFFECT})


@dataclass(frozen=True, slots=True)
class Debt:
    """An open debt of a body that ended. `last_day`: the last day in force, a civil day."""

    obligation: Obligation
    last_day: date
    ending: Ending


@dataclass(frozen=True, slots=True)
class Part:
    """What a body that ended is to a plan that still has open debts, in words: issuer, standing body, receiver."""

    plan: str
    parts: tuple[str, ...]
    ending: Ending


@dataclass(frozen=True, slots=True)
class Review:
    """What waits for a decision, by plan; debts in the plan's order."""

    debts: tuple[Debt, ...]
    parts: tuple[Part, ...]


def review(store: Store, *, calendar: WorkCalendar, now: datetime, plan: str | None = None) -> Review:
    """Everything that waits because a body ended, in one plan or in all that run.

    Raises NotFound for an unknown plan.
    """
    debts: list[Debt] = []
    parts: list[Part] = []
    with store.reading() as connection:
        followed = read_all_followed(connection) if plan is None else (followed_plan(connection, plan),)
        for one in followed:
            if one.is_active and not one.is_silent and (directory := directory_of(connection, one.plan.slug)):
                debts += _debts(connection, one, directory, calendar, now)
                parts += parts_that_ended(connection, one, directory, calendar, now=now)
    return Review(tuple(debts), tuple(parts))


def debts_meant(
    store: Store,
    agency: str | None,
    *,
    calendar: WorkCalendar,
    now: datetime,
    plan: str | None = None,
    report: str | None = None,
    period: str | None = None,
) -> tuple[Debt, ...]:
    """The debts that wait and that the texts mean: all of one body that ended, or of one report or period of it.

    `agency` may be an obligation's whole id; None: all bodies that only one successor is proposed for. Raises
    NotFound or Ambiguous.
    """
    waiting = {debt.obligation.id: debt for debt in review(store, calendar=calendar, now=now, plan=plan).debts}
    if agency is None:
        return _undisputed(tuple(waiting.values()))
    if agency.strip() in waiting:
        return (waiting[agency.strip()],)
    if not waiting:
        raise NotFound("Không có việc nào của đơn vị đã kết thúc hoạt động đang chờ quyết định.")
    owing = {debt.obligation.agency: debt.obligation.agency_name for debt in waiting.values()}
    names = {each: (each, name) for each, name in owing.items()}
    if not matches(agency, names):
        hint = did_you_mean(agency, owing.values()) or " Xem: `dondoc review list`."
        raise NotFound(f"Không có việc nào của “{agency}” đang chờ quyết định.{hint}")
    slug = one_of(agency, names)
    rows = tuple(debt.obligation for debt in waiting.values() if debt.obligation.agency == slug)
    return tuple(waiting[row.id] for row in narrowed(rows, report, period))


def _undisputed(debts: tuple[Debt, ...]) -> tuple[Debt, ...]:
    found = tuple(debt for debt in debts if len(debt.ending.proposals) == 1)
    if not found:
        raise NotFound("Không có việc nào đang chờ mà danh bạ chỉ đề xuất một cơ quan kế thừa.")
    return found


def directory_of(connection: Connection, slug: str) -> Directory | None:
    """The directory that the current version of a plan was compiled with; None if it was not kept."""
    kept = read_version_directory(connection, slug)
    return directory_from_json(kept) if kept else None


def parts_that_ended(
    connection: Connection, followed: Followed, directory: Directory, calendar: WorkCalendar, *, now: datetime
) -> Iterator[Part]:
    """The bodies that ended and still have a part in a plan under which anything is open."""
    plan, today = followed.plan, now.astimezone(VIETNAM).date()
    roles = {plan.issuer: ["cơ quan ban hành"]}
    roles.setdefault(plan.standing_body, []).append("cơ quan thường trực")
    for receiver in _receivers(connection, plan.slug):
        roles.setdefault(receiver, []).append("nơi nhận báo cáo")
    over = {slug: found for slug in roles if (found := ending_of(directory, slug)) and found.last_day < today}
    if over and _is_anything_open(connection, followed, calendar, now):
        yield from (Part(plan.slug, tuple(roles[slug]), found) for slug, found in over.items())


def _debts(
    connection: Connection, followed: Followed, directory: Directory, calendar: WorkCalendar, now: datetime
) -> Iterator[Debt]:
    today = now.astimezone(VIETNAM).date()
    over = (OBLIGATION.c.agency_until < today, OBLIGATION.c.withdrawn_at.is_(None))
    for dossier in read_dossiers(connection, followed, *over):
        standing = assess(dossier.obligation, dossier.facts, calendar, now=now)
        ending = ending_of(directory, dossier.obligation.agency)
        if standing.state is State.ENDED and standing.round is not None and ending is not None:
            yield Debt(dossier.obligation, standing.round.last_day, ending)


def _receivers(connection: Connection, slug: str) -> list[str]:
    owed = (OBLIGATION.c.plan == slug, OBLIGATION.c.withdrawn_at.is_(None))
    query = select(OBLIGATION.c.to, OBLIGATION.c.via).where(*owed).distinct()
    bodies = {body for row in connection.execute(query) for body in row if body}
    return sorted(bodies)


def _is_anything_open(connection: Connection, followed: Followed, calendar: WorkCalendar, now: datetime) -> bool:
    """Whether anything is still to be done; once the effect is over, only what has a day of its own."""
    dossiers = read_dossiers(connection, followed, OBLIGATION.c.withdrawn_at.is_(None))
    standings = (assess(dossier.obligation, dossier.facts, calendar, now=now) for dossier in dossiers)
    if now.astimezone(VIETNAM).date() > followed.plan.effect_to:
        return any(standing.is_open for standing in standings)
    return any(standing.state not in _SETTLED for standing in standings)
