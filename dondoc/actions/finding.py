"""Finding the obligation that somebody means by the text they typed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, select

from dondoc.actions.following import followed_plan
from dondoc.actions.matching import did_you_mean, matches
from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Ambiguous, NotFound
from dondoc.store.dossiers import read_dossiers
from dondoc.store.engine import Store
from dondoc.store.reads import read_all_followed, read_obligations
from dondoc.store.tables import AGENCY, OBLIGATION
from dondoc.tracking.assess import assess, known_facts
from dondoc.tracking.obligations import STATE_LABELS, Obligation, Standing, State
from dondoc.tracking.supplements import awaited_supplement

_SOON = timedelta(days=30)
_CANDIDATES = 20


class Among(StrEnum):
    """What is looked through when the text leaves a choice: what is owed, what was received, or everything."""

    OWED = "owed"
    RECEIVED = "received"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class _Found:
    """An obligation that fits the text, and how it stands."""

    obligation: Obligation
    standing: Standing
    awaits_more: bool = False  # a part of it was asked for and has not come

    @property
    def line(self) -> str:
        """As a candidate to choose from."""
        one = self.obligation
        last_day = self.standing.round.last_day if self.standing.round else one.last_day
        day = f"ngày cuối {last_day:%d/%m/%Y}" if last_day else "chưa có ngày"
        return f"{one.id}: {one.name}, {one.agency_name}, {day}, {STATE_LABELS[self.standing.state].lower()}"


def find(
    store: Store,
    *,
    agency: str,
    calendar: WorkCalendar,
    now: datetime,
    plan: str | None = None,
    report: str | None = None,
    period: str | None = None,
    among: Among = Among.OWED,
) -> Obligation:
    """The one obligation that the texts mean: slugs, names or aliases, whatever their case and diacritics.

    `agency` may be an obligation's whole id. Where a choice is left, the debts and what is soon due are
    looked at, else the nearest deadline. Raises Ambiguous with the candidates, NotFound with the nearest names.
    """
    with store.reading() as connection:
        rows = read_obligations(connection, OBLIGATION.c.id == agency.strip())
        if not rows:
            slugs = _plans(connection, plan)
            rows = _of_agency(connection, agency, slugs)
            rows = narrowed(rows, report, period)
        found = _with_standings(connection, rows, calendar, now=now)
    return _chosen(found, among, now)


def find_agency(store: Store, text: str) -> str:
    """The slug of the agency that a text means. Raises Ambiguous or NotFound."""
    with store.reading() as connection:
        return one_agency(connection, text)


def _plans(connection: Connection, text: str | None) -> tuple[str, ...]:
    """Slugs of the plans that are meant: by slug, number or title; all without a text."""
    plans = {one.plan.slug: one.plan for one in read_all_followed(connection)}
    if text is None or not text.strip():
        return tuple(plans)
    found = matches(text, {slug: (slug, plan.number, plan.title) for slug, plan in plans.items()})
    if not found:
        raise NotFound(f"Không có kế hoạch “{text}”.{did_you_mean(text, plans)}")
    if len(found) > 1:
        lines = [f"{slug}: {plans[slug].title}" for slug in found]
        raise Ambiguous(f"“{text}” có thể là {len(found)} kế hoạch; hãy ghi rõ kế hoạch nào.", lines)
    return found


def one_plan(connection: Connection, text: str) -> str:
    """The slug of the synced plan that a text means: its slug, number or title; without a text the only one.

    Raises Ambiguous or NotFound.
    """
    found = _plans(connection, text)
    if len(found) != 1:
        raise NotFound("Kế hoạch nào? Hãy nêu mã, số hoặc tên; xem danh sách bằng `dondoc status`.")
    return found[0]


def _agencies(connection: Connection) -> Mapping[str, tuple[str, ...]]:
    rows = connection.execute(select(AGENCY.c.slug, AGENCY.c.name, AGENCY.c.aliases).order_by(AGENCY.c.slug))
    return {row.slug: (row.slug, row.name, *row.aliases) for row in rows}


def one_agency(connection: Connection, text: str) -> str:
    """The same within a transaction that is open."""
    return one_of(text, _agencies(connection))


def one_of(text: str, names: Mapping[str, tuple[str, ...]]) -> str:
    """The slug whose texts (the slug, the name, aliases) a text means. Raises Ambiguous or NotFound."""
    found = matches(text, names)
    if len(found) == 1:
        return found[0]
    raise _unclear(text, found, names)


def _unclear(text: str, found: Sequence[str], names: Mapping[str, tuple[str, ...]]) -> NotFound | Ambiguous:
    if not found:
        listed = [name for texts in names.values() for name in texts[1:]]
        return NotFound(f"Không có đơn vị “{text}” trong các kế hoạch đang theo dõi.{did_you_mean(text, listed)}")
    lines = [f"{slug}: {names[slug][1]}" for slug in found[:_CANDIDATES]]
    return Ambiguous(f"“{text}” có thể là {len(found)} đơn vị; hãy ghi rõ đơn vị nào.", lines)


def _of_agency(connection: Connection, text: str, plans: Sequence[str]) -> tuple[Obligation, ...]:
    """What the one agency that is meant has in the plans; agencies without anything there are not meant."""
    names = _agencies(connection)
    found = matches(text, names)
    is_owed = OBLIGATION.c.withdrawn_at.is_(None)
    rows = read_obligations(connection, OBLIGATION.c.agency.in_(found), OBLIGATION.c.plan.in_(plans), is_owed)
    owing = tuple(dict.fromkeys(row.agency for row in rows))
    if len(owing) == 1:
        return rows
    if len(found) == 1:
        raise NotFound(f"{names[found[0]][1]} không có đầu việc nào trong kế hoạch đang theo dõi.")
    raise _unclear(text, owing or found, names)


def narrowed(rows: tuple[Obligation, ...], report: str | None, period: str | None) -> tuple[Obligation, ...]:
    """The rows of one agency whose report and period the texts mean; raises NotFound where none is left."""
    by_id = {row.id: row for row in rows}
    for text, texts, what in (
        (report, {row.id: (row.report, *_period_texts(row), row.name) for row in rows}, "đầu việc"),
        (period, {row.id: _period_texts(row) for row in rows}, "kỳ"),
    ):
        if text is None or not text.strip():
            continue
        meant = set(matches(text, texts))
        kept = {id_: row for id_, row in by_id.items() if id_ in meant}
        if not kept:
            names = dict.fromkeys(texts[id_][-1] for id_ in by_id)
            raise NotFound(f"{rows[0].agency_name} không có {what} “{text}”.{did_you_mean(text, names)}")
        by_id = kept
    return tuple(by_id.values())


def _period_texts(row: Obligation) -> tuple[str, ...]:
    slug = row.period or ""
    return slug, slug.partition("-")[2], row.period_name


def _with_standings(
    connection: Connection, rows: Iterable[Obligation], calendar: WorkCalendar, *, now: datetime
) -> list[_Found]:
    ids: dict[str, list[str]] = {}
    for row in rows:
        ids.setdefault(row.plan, []).append(row.id)
    found = []
    for slug, listed in ids.items():
        followed = followed_plan(connection, slug)
        for dossier in read_dossiers(connection, followed, OBLIGATION.c.id.in_(listed)):
            standing = assess(dossier.obligation, dossier.facts, calendar, now=now)
            events = known_facts(dossier.facts, now=now).events
            found.append(_Found(dossier.obligation, standing, awaited_supplement(events) is not None))
    return found


def _chosen(found: list[_Found], among: Among, now: datetime) -> Obligation:
    if len(found) == 1:
        return found[0].obligation
    pool = _pool(found, among, now)
    if len(pool) == 1:
        return pool[0].obligation
    lines = [one.line for one in pool or found][:_CANDIDATES]
    name = found[0].obligation.agency_name
    if pool:
        raise Ambiguous(f"{name} có {len(pool)} đầu việc phù hợp; hãy ghi rõ đầu việc hoặc kỳ nào.", lines)
    if among is Among.RECEIVED:
        raise Ambiguous(f"{name} không có đầu việc nào đã nhận; hãy ghi rõ đầu việc hoặc kỳ nào.", lines)
    raise Ambiguous(f"{name} không còn đầu việc nào sắp đến hạn; hãy ghi rõ đầu việc hoặc kỳ nào.", lines)


def _pool(found: list[_Found], among: Among, now: datetime) -> list[_Found]:
    """Debts with what is soon due, or else the nearest deadline; what was received; or everything.

    Right after a receipt, or while a part of it is awaited, nothing that is far off is guessed: the same paper,
    entered twice, and what it lacked are no later report.
    """
    if among is Among.ALL:
        return found
    if among is Among.RECEIVED:
        return [one for one in found if one.standing.met_by is not None]
    owed = [one for one in found if one.standing.is_open]
    pressing = [one for one in owed if _is_pressing(one, now)]
    if not pressing and any(one.awaits_more or _is_just_met(one, now) for one in found):
        return []
    first = min((one.standing.round.due for one in owed if one.standing.round), default=None)
    return pressing or [one for one in owed if one.standing.round and one.standing.round.due == first]


def _is_just_met(one: _Found, now: datetime) -> bool:
    met = one.standing.met_by
    return met is not None and now - met.recorded_at <= _SOON


def _is_pressing(one: _Found, now: datetime) -> bool:
    """A paper for it may come any day: it is late, was sent back, or its period is over or its day near."""
    now_round, today = one.standing.round, now.astimezone(VIETNAM).date()
    if now_round is None or one.standing.state is not State.OPEN or now_round.due <= now:
        return now_round is not None
    data_to = one.obligation.data_to
    return data_to < today if data_to else now_round.last_day - today <= _SOON
