"""What the steps of a story do to a real store: each is recorded by the action that commands and forms use."""

from dataclasses import replace
from datetime import date, datetime
from functools import singledispatchmethod

from dondoc.actions.contacts import sync_contacts
from dondoc.actions.drafts import Draft
from dondoc.actions.history import history
from dondoc.actions.holds import hold
from dondoc.actions.register import OpenRegister, close_register, open_registers
from dondoc.actions.releases import decide
from dondoc.actions.reports import record, void
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Refused
from dondoc.language.contacts import Contacts
from dondoc.store import Store
from dondoc.tracking.scenario import Closed, Decided, DeskEmptied, Held, LeftOpen, Recorded, Step, TakenBack

BY = "Diễn tập"


class People:
    """The people of a story: they record, decide and close registers, each at a moment that is given."""

    def __init__(self, store: Store, calendar: WorkCalendar, contacts: Contacts) -> None:
        self._store = store
        self._calendar = calendar
        self._contacts = contacts
        self._left_open: set[str] = set()

    def perform(self, step: Step) -> None:
        """Do what a step tells, at its moment. Raises Refused for what a rule forbids."""
        self._deed(step)

    def unclosed(self, now: datetime) -> tuple[OpenRegister, ...]:
        """The registers that somebody waits for, but for those that the story leaves open."""
        waited_for = open_registers(self._store, calendar=self._calendar, now=now)
        return tuple(register for register in waited_for if register.body not in self._left_open)

    def close_registers(self, now: datetime) -> None:
        """Close every register that somebody waits for."""
        for register in self.unclosed(now):
            self._close_through(register.body, register.through, now)

    @singledispatchmethod
    def _deed(self, step: Step) -> None:
        raise Refused(f"Buổi diễn tập chưa làm được bước này của kịch bản: {type(step).__name__}.")

    @_deed.register
    def _record(self, step: Recorded) -> None:
        for obligation_id in step.obligations:
            draft = Draft(
                obligation_id=obligation_id,
                kind=step.kind,
                received_on=step.received_on,
                document_number=step.document_number,
                document_date=step.document_date,
                new_last_day=step.new_last_day,
                oral=step.oral,
                note=step.note,
            )
            record(self._store, draft, calendar=self._calendar, by=BY, now=step.at)

    @_deed.register
    def _take_back(self, step: TakenBack) -> None:
        for obligation_id in step.obligations:
            found = history(self._store, obligation_id, calendar=self._calendar, now=step.at)
            last = [entry.event for entry in found.entries if entry.is_live][-1]
            void(self._store, last.id, calendar=self._calendar, by=BY, now=step.at)

    @_deed.register
    def _decide(self, step: Decided) -> None:
        decide(self._store, step.obligations, decision=step.decision, calendar=self._calendar, by=BY, now=step.at)

    @_deed.register
    def _hold(self, step: Held) -> None:
        hold(
            self._store,
            starts=step.starts,
            ends=step.ends,
            reason=step.reason,
            calendar=self._calendar,
            by=BY,
            now=step.at,
            plan=step.plan,
            agencies=step.agencies,
        )

    @_deed.register
    def _leave_open(self, step: LeftOpen) -> None:
        self._left_open.add(step.body)

    @_deed.register
    def _close(self, step: Closed) -> None:
        self._left_open.discard(step.body)
        self._close_through(step.body, step.through, step.at)

    @_deed.register
    def _empty(self, step: DeskEmptied) -> None:
        desk = (str(step.desk.role), step.desk.agency)
        seated = {key: person for key, person in self._contacts.desks.items() if key[:2] != desk}
        self._contacts = replace(self._contacts, desks=seated)
        sync_contacts(self._store, self._contacts, now=step.at)

    def _close_through(self, body: str, through: date, now: datetime) -> None:
        close_register(self._store, body=body, through=through, calendar=self._calendar, by=BY, now=now)
