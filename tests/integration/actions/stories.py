"""What stories about the store are told with: moments of 2022, a compiled plan, its columns against its facts."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from dondoc.actions.dispatch import DispatchResult, Send, dispatch
from dondoc.actions.plans import activate, sync
from dondoc.actions.ticks import tick
from dondoc.actions.waking import wake_of
from dondoc.calendar import VIETNAM
from dondoc.calendar.deadlines import due_instant
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Position
from dondoc.language.contacts import Contact, Contacts
from dondoc.store import Store
from dondoc.store.dossiers import read_dossiers
from dondoc.store.outbox_tables import NUDGE
from dondoc.store.reads import read_all_followed
from dondoc.tracking.compiler import Compiled
from dondoc.tracking.notices import Message, Notice
from dondoc.tracking.obligations import Obligation
from dondoc.tracking.outcomes import Envelope, Fate, Outcome
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

    A moment that has come is as good as the present one. While a nudge is under way, what waits for it moves
    on with the present; the column may then be early (the look costs nothing), never late.
    """
    found = {}
    with store.reading() as connection:
        for followed in read_all_followed(connection):
            for dossier in read_dossiers(connection, followed):
                fact = wake_of(followed, dossier, calendar, now=now)
                column = dossier.wake_at and max(dossier.wake_at, now)
                is_under_way = any(one.told_at is None for one in dossier.told)
                is_early = is_under_way and column is not None and (fact is None or column < fact)
                if fact != column and not is_early:
                    found[dossier.obligation.id] = (column, fact)
    return found


def seated(*desks: str) -> Contacts:
    """Contacts for desks "role@agency", each with an address of its own: role.agency@office.example."""
    people: dict[tuple[str, str, str | None], Contact] = {}
    for desk in desks:
        role, _, agency = desk.partition("@")
        name, email = f"Người {role} {agency}", f"{role}.{agency}@office.example"
        people[role, agency, None] = a_contact(desk, name=name, email=email)
    return Contacts(people, {}, "contacts.yaml")


def seated_but(*others: Contact) -> Contacts:
    """Everybody at their desk, but others at some."""
    everybody = seated(*EVERYBODY)
    changed = {(one.role, one.agency, one.plan): one for one in others}
    return replace(everybody, desks={**everybody.desks, **changed})


def a_contact(desk: str, *, name: str, email: str, plan: str | None = None) -> Contact:
    role, _, agency = desk.partition("@")
    return Contact(role, agency, name, email, "0255 000 0009", plan, Position("contacts.yaml", 1, 1))


EVERYBODY = (
    *(f"{role}@{agency}" for agency in SILENT_AGENCIES for role in ("contact", "records", "head")),
    "secretary@cong-an-tx-duc-pho",
    "head@cong-an-tx-duc-pho",
)


def plain(notice: Notice) -> Message:
    """A notice in words that a test can read: "rung agency period", a line each."""
    lines = [
        f"{item.nudge.rung} {item.obligation.agency} {item.obligation.period_name}"
        + (f" [{item.missing_role}]" if item.missing_role else "")
        for item in notice.items
    ]
    text = "\n".join(lines)
    return Message(f"{notice.lead} → {notice.recipient}", text, f"<p>{text}</p>")


@dataclass
class Carrier:
    """A fake of the mail server: takes everything, unless it was told what to answer."""

    answers: list[Fate] = field(default_factory=list)
    always: Fate = Fate.ACCEPTED
    envelopes: list[Envelope] = field(default_factory=list)
    refuses: frozenset[str] = frozenset()

    def send(self, envelope: Envelope) -> Outcome:
        if envelope.to_address in self.refuses:
            return Outcome(Fate.PERMANENT, "550 không có hộp thư này")
        fate = self.answers.pop(0) if self.answers else self.always
        if fate in (Fate.ACCEPTED, Fate.AMBIGUOUS):
            self.envelopes.append(envelope)
        return Outcome(fate, f"250 {fate}")

    @property
    def to(self) -> list[str]:
        return [envelope.to_address for envelope in self.envelopes]

    @property
    def said(self) -> list[str]:
        return [line for envelope in self.envelopes for line in envelope.text.splitlines()]


def tick_and_send(
    store: Store, calendar: WorkCalendar, carrier: Carrier, *, now: datetime, owner: str = "a"
) -> DispatchResult:
    """A tick and a dispatch at one moment."""
    tick(store, SLUG, calendar, now=now)
    return send_all(store, calendar, carrier, now=now, owner=owner)


def send_all(
    store: Store, calendar: WorkCalendar, carrier: Carrier, *, now: datetime, owner: str = "a"
) -> DispatchResult:
    return send_by(store, calendar, carrier.send, now=now, owner=owner)


def send_by(
    store: Store, calendar: WorkCalendar, send: Send, *, now: datetime, owner: str = "a"
) -> DispatchResult:
    """A dispatch at one moment."""
    return dispatch(store, calendar, compose=plain, send=send, now=lambda: now, owner=owner)


def nudge_states(store: Store) -> dict[str, str]:
    """The state of every nudge, by "occasion recipient"."""
    with store.reading() as connection:
        rows = connection.execute(select(NUDGE.c.occasion, NUDGE.c.recipient, NUDGE.c.state))
        return {f"{row.occasion} {row.recipient}": str(row.state) for row in rows}
