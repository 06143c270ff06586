"""Debts of bodies that ended, as a plan compiles with what a person decided about them."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.language.directory import Agency, Directory, Share, Successor
from dondoc.language.spec import Handover, PlanSpec
from dondoc.tracking.assess import assess, has_ended
from dondoc.tracking.compiler import compile_plan
from dondoc.tracking.nudges import wake_at
from dondoc.tracking.obligations import Facts, Obligation, State
from dondoc.tracking.succession import ending_of, with_replacement
from tests.spec_samples import agency, directory, plan, report

CALENDAR = WorkCalendar()
LAST = date(2022, 6, 10)  # before the last day of the first half-year, 15/6/2022
DEBT = "ke-hoach/dinh-ky/2022-6-thang/phong-y-te"
REPORT = report(senders=("phong-y-te",))


def ended(slug: str, *heirs: str, last: date = LAST) -> Agency:
    share = Share.WHOLE if len(heirs) == 1 else Share.PART
    found = agency(slug, 20)
    return replace(
        found, valid_to=last, successors=tuple(Successor(heir, share, f"việc của {heir}") for heir in heirs)
    )


def town() -> Directory:
    """Phòng Y tế is split into two; one of them ends a month later in a third."""
    return directory(
        ended("phong-y-te", "phong-moi", "phong-khac"),
        ended("phong-moi", "phong-cuoi", last=date(2022, 7, 15)),
        agency("phong-khac", 21),
        agency("phong-cuoi", 22),
    )


def rows(*handovers: Handover, spec: PlanSpec | None = None) -> dict[str, Obligation]:
    decided = replace(spec or plan(REPORT), handovers={each.debt: each for each in handovers})
    compiled = compile_plan(decided, town(), CALENDAR)
    return {row.id: row for row in compiled.obligations if row.period == "2022-6-thang"}


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), VIETNAM)


def active() -> Facts:
    return Facts(activated_at=at(date(2022, 5, 4)), in_effect_from=date(2022, 5, 4))


def test_a_row_knows_the_last_day_of_its_agency() -> None:
    (row,) = rows().values()
    assert row.agency_until == LAST
    assert (has_ended(row, at(LAST, 23)), has_ended(row, at(date(2022, 6, 11), 0))) == (False, True)


def test_on_the_day_after_it_waits_and_never_wakes_by_itself() -> None:
    (row,) = rows().values()
    spec = compile_plan(plan(REPORT), town(), CALENDAR).plan
    assert assess(row, active(), CALENDAR, now=at(LAST)).state is State.OPEN
    assert assess(row, active(), CALENDAR, now=at(date(2022, 6, 11))).state is State.ENDED
    assert not assess(row, active(), CALENDAR, now=at(date(2022, 6, 11))).is_owed
    woken = wake_at(spec, row, active(), (), CALENDAR, now=at(date(2022, 6, 9)))
    assert woken is None or woken.date() <= LAST
    assert wake_at(spec, row, active(), (), CALENDAR, now=at(date(2022, 6, 11))) is None


def test_each_successor_owes_a_row_of_its_own_that_names_the_old_body() -> None:
    found = rows(Handover(DEBT, ("phong-moi", "phong-khac")))
    assert list(found) == [f"{DEBT}/phong-moi", f"{DEBT}/phong-khac"]
    heir = found[f"{DEBT}/phong-khac"]
    assert (heir.agency, heir.inherits, heir.agency_until) == ("phong-khac", DEBT, None)
    assert heir.name == "báo cáo 6 tháng (thay Phong y te, phần việc của phong-khac)"
    assert (heir.last_day, heir.clause) == (date(2022, 6, 15), "III.1")


def test_a_new_day_is_theirs_to_its_end() -> None:
    (heir,) = rows(Handover(DEBT, ("phong-khac",), date(2022, 6, 25))).values()  # a Saturday
    assert (heir.last_day, heir.target, heir.due) == (
        date(2022, 6, 25),
        date(2022, 6, 24),
        at(date(2022, 6, 26), 0),
    )


def test_a_successor_that_ends_is_succeeded_in_its_turn() -> None:
    found = rows(Handover(DEBT, ("phong-moi",)), Handover(f"{DEBT}/phong-moi", ("phong-cuoi",)))
    assert list(found) == [f"{DEBT}/phong-moi/phong-cuoi"]
    assert found[f"{DEBT}/phong-moi/phong-cuoi"].inherits == f"{DEBT}/phong-moi"


@pytest.mark.parametrize(
    ("handover", "until"), [(Handover(DEBT, ()), None), (Handover(DEBT, ("phong-khong-co",)), LAST)]
)
def test_asked_on_it_has_no_end_and_an_unknown_successor_leaves_it_waiting(
    handover: Handover, until: date | None
) -> None:
    (row,) = rows(handover).values()
    assert (row.id, row.agency_until) == (DEBT, until)


def test_a_replaced_body_receives_no_more_and_who_issued_the_plan_stays_printed() -> None:
    spec = with_replacement(plan(REPORT), "ubnd", ("bcd-tinh",))
    compiled = compile_plan(spec, town(), CALENDAR)
    assert (compiled.plan.issuer, compiled.plan.issuer_name) == ("bcd-tinh", "Ubnd")
    assert {(row.to, row.via) for row in compiled.obligations} == {("bcd-tinh", "cong-an")}
    spec = with_replacement(spec, "cong-an", ("phong-khac",))
    assert compile_plan(spec, town(), CALENDAR).plan.standing_body == "phong-khac"


def test_the_directory_proposes_only_bodies_that_it_knows() -> None:
    known = directory(ended("phong-y-te", "phong-khong-co", "hoi-phu-nu"))
    ending = ending_of(known, "phong-y-te")
    assert ending is not None
    assert [proposal.agency for proposal in ending.proposals] == ["hoi-phu-nu"]
    assert ending_of(known, "hoi-phu-nu") is None
