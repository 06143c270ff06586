"""What the steps of a story do to an office in virtual time."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import singledispatchmethod

from dondoc.tracking.ladder import RungSlug
from dondoc.tracking.obligations import Event, EventKind, Hold, RegisterClosing, ReleaseDecision
from dondoc.tracking.office import Office, Row
from dondoc.tracking.registers import CLERK, Registers
from dondoc.tracking.scenario import (
    Activated,
    Closed,
    Decided,
    DeskEmptied,
    DeskTaken,
    Held,
    LeftOpen,
    Lifted,
    Numbered,
    Recorded,
    Step,
    TakenBack,
)

TELLER = "kịch bản"


class Storyteller:
    """Performs steps; events get their ids in the order in which they happen."""

    def __init__(self, office: Office, registers: Registers) -> None:
        self._office = office
        self._registers = registers
        self._told = 0

    def perform(self, step: Step) -> None:
        """Do what a step tells, and look anew at the rows that it touches."""
        self._office.look_again(list(self._deed(step)), step.at)

    @singledispatchmethod
    def _deed(self, step: Step) -> Iterable[Row]:
        """What a step does; the rows about which something changes."""
        raise TypeError(f"no deed for {step!r}")

    @_deed.register
    def _record(self, step: Recorded) -> Iterator[Row]:
        for row in self._rows(step.obligations):
            now_round = self._office.round_of(row, step.at)
            event = Event(
                id=self._next_id(),
                obligation_id=row.obligation.id,
                kind=step.kind,
                received_on=step.received_on,
                recorded_at=step.at,
                recorded_by=TELLER,
                document_number=step.document_number,
                document_date=step.document_date,
                new_last_day=step.new_last_day,
                old_last_day=now_round.last_day if now_round and step.new_last_day else None,
                oral=step.oral,
                by_amendment=step.by_amendment,
                note=step.note,
            )
            row.events.append(event)
            self._expect_closing(row, step)
            yield row

    @_deed.register
    def _take_back(self, step: TakenBack) -> Iterator[Row]:
        for row in self._rows(step.obligations):
            gone = {event.voids for event in row.events}
            live = [e for e in row.events if e.kind is not EventKind.VOIDED and e.id not in gone]
            if live:
                day = step.at.date()
                void = Event(self._next_id(), row.obligation.id, EventKind.VOIDED, day, step.at, TELLER)
                row.events.append(replace(void, voids=live[-1].id))
                self._expect_closing(row, step)
                yield row

    @_deed.register
    def _decide(self, step: Decided) -> Iterator[Row]:
        for row in self._rows(step.obligations):
            now_round = self._office.round_of(row, step.at)
            if now_round is not None:
                decided = ReleaseDecision(
                    row.obligation.id, now_round.key, RungSlug.LANH_DAO, step.decision, step.at, TELLER
                )
                row.releases.append(decided)
                yield row

    @_deed.register
    def _hold(self, step: Held) -> Iterable[Row]:
        days = (step.starts, step.ends)
        hold = Hold(self._next_id(), step.plan, step.agencies, *days, step.reason, step.at, TELLER)
        self._office.holds.append(hold)
        return self._office.rows.values()

    @_deed.register
    def _lift(self, step: Lifted) -> Iterable[Row]:
        meant = (step.plan, step.agencies)
        for place, hold in enumerate(self._office.holds):
            if hold.lifted_at is None and (hold.plan, hold.agencies) == meant:
                self._office.holds[place] = replace(hold, lifted_at=step.at)
        return self._office.rows.values()

    @_deed.register
    def _close(self, step: Closed) -> Iterable[Row]:
        self._registers.close(step.body, step.through)
        self._office.close(RegisterClosing(step.body, step.through, step.at, CLERK))
        return ()

    @_deed.register
    def _activate(self, step: Activated) -> Iterator[Row]:
        day, latest_issue = step.at.date(), self._office.plans[step.plan].latest_issue
        self._office.activations[step.plan] = (step.at, max(day, latest_issue or day))
        for row in self._office.rows.values():
            if row.obligation.plan == step.plan:
                self._expect_closing(row, step)
                yield row

    @_deed.register
    def _enter_number(self, step: Numbered) -> Iterable[Row]:
        plan = self._office.plans[step.plan]
        issued = _printed(step.issued_on) if step.issued_on else plan.issued
        self._office.plans[step.plan] = replace(plan, number=step.number, number_is_blank=False, issued=issued)
        return ()

    @_deed.register
    def _leave_open(self, step: LeftOpen) -> Iterable[Row]:
        self._registers.leave_open(step.body)
        return ()

    @_deed.register
    def _empty(self, step: DeskEmptied) -> Iterable[Row]:
        self._office.empty_desks.add(step.desk)
        return ()

    @_deed.register
    def _take(self, step: DeskTaken) -> Iterable[Row]:
        self._office.empty_desks.discard(step.desk)
        return ()

    def _rows(self, names: Iterable[str]) -> Iterator[Row]:
        return (self._office.rows[name] for name in names)

    def _expect_closing(self, row: Row, step: Step) -> None:
        """Somebody waits for the register of the receiver to be closed through the last day in force."""
        now_round, receiver = self._office.round_of(row, step.at), row.obligation.receiver
        if now_round is None or receiver is None:
            return
        closings = self._office.closings.get(receiver, ())
        if not any(closing.through >= now_round.last_day for closing in closings):
            self._registers.expect(receiver, now_round.last_day, now=step.at)

    def _next_id(self) -> str:
        self._told += 1
        return f"su-kien-{self._told}"


def _printed(day: date) -> str:
    return f"{day.day:02d}/{day.month}/{day.year}"
