"""Rows that differ in nothing but their agency are worked out once; nobody may be able to tell."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import pytest

from dondoc.actions.judging import Judge
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store.dossiers import Dossier
from dondoc.store.rows import Followed
from dondoc.tracking.ladder import Nudge, Recipient, Role, Told
from dondoc.tracking.obligations import Facts, RegisterClosing
from tests.factories import LAST_DAY, a_plan, an_obligation
from tests.integration.actions.stories import at

ACTIVATED = at(20, month=4)
CLOSED = RegisterClosing("cong-an-tx-duc-pho", LAST_DAY, at(16), "Trần Thị Bình")
FOLLOWED = Followed(a_plan(), 1, ACTIVATED, ACTIVATED.date(), without_number=True)
AGENCIES = (
    "phong-tu-phap",
    "phong-noi-vu",
    "phong-y-te",
    "hoi-phu-nu",
    "hoi-nong-dan",
    "toa-an",
    "cong-an-tx-duc-pho",
    "ubnd-tx-duc-pho",
)
MOMENTS = (at(8, hour=8), at(13, hour=8), at(15, hour=15), at(16, hour=14), at(20, hour=8), at(22, hour=8))


def told(agency: str, rung: str, moment: datetime, *, minute: int = 0, role: Role = Role.CONTACT) -> Told:
    owner = "cong-an-tx-duc-pho" if role is Role.SECRETARY else agency
    recipient = Recipient(role, owner)
    level = {"qua_han": 1, "bao_truoc": 1, "lanh_dao": 2}.get(rung)
    nudge = Nudge(f"{agency}", "1", rung, rung, level, recipient, moment)
    return Told(nudge, moment.replace(minute=minute))


def histories(agency: str, minute: int) -> Iterator[tuple[Told, ...]]:
    """Nothing, and ever more; `minute` tells when in the hour this agency's turn came."""
    yield ()
    first = (told(agency, "mo_dau", at(4, month=5, hour=8), minute=minute),)
    yield first
    reminded = (*first, told(agency, "bao_truoc", at(8, hour=8), minute=minute))
    yield reminded
    yield (*first, told(agency, "bao_truoc", at(10, hour=8), minute=minute))
    called = (*reminded, told(agency, "goi", at(15, hour=15), role=Role.SECRETARY))
    yield called
    yield (
        *called,
        told(agency, "qua_han", at(16, hour=14)),
        told(agency, "qua_han", at(16, hour=14), role=Role.RECORDS),
    )
    yield (*called, Told(told(agency, "qua_han", at(16, hour=14)).nudge, None))


def dossiers(closings: Sequence[RegisterClosing]) -> list[Dossier]:
    facts = Facts(ACTIVATED, ACTIVATED.date(), closings=tuple(closings))
    return [
        Dossier(an_obligation(agency), facts, history, None)
        for minute, agency in enumerate(AGENCIES)
        for history in histories(agency, minute)
    ]


@pytest.mark.parametrize("now", MOMENTS, ids=str)
@pytest.mark.parametrize("closings", [(), (CLOSED,)], ids=["open", "closed"])
def test_rows_judged_together_are_judged_as_if_each_were_alone(
    calendar: WorkCalendar, now: datetime, closings: tuple[RegisterClosing, ...]
) -> None:
    together = Judge(FOLLOWED, calendar, now)
    rows = dossiers(closings)
    assert [together.judge(row) for row in rows] == [Judge(FOLLOWED, calendar, now).judge(row) for row in rows]
