"""Whatever is recorded about a plan: its rows are what the file and the facts say, at every moment."""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.actions.answers import Answered, answer
from dondoc.actions.happenings import happened
from dondoc.actions.openings import Asked, open_report
from dondoc.actions.plan_changes import plan_facts, void_plan_fact
from dondoc.actions.plans import synced
from dondoc.actions.recompiling import as_written
from dondoc.actions.ticks import tick
from dondoc.actions.typed_days import TypedDay
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import DondocError
from dondoc.store import open_store
from dondoc.store.reads import read_events
from dondoc.tracking.compiler import compile_plan
from dondoc.tracking.obligations import Obligation
from dondoc.tracking.plan_facts import live_facts, with_facts
from tests.integration.actions.asking import OPEN_PLAN, SLUG, Desk
from tests.integration.actions.stories import BY, at, unequal

CALENDAR = WorkCalendar()
REWORDED = OPEN_PLAN.replace("Rà soát địa bàn", "Rà soát tuyến và địa bàn")
Step = Callable[[Desk, datetime], object]


def _answers(question: str, given_: Answered) -> Step:
    return lambda desk, now: answer(
        desk.store, SLUG, question, given_, calendar=CALENDAR, by=BY, now=now, document_number="1/CV"
    )


def _day(text: str, period: str = "") -> Answered:
    return Answered(days=(TypedDay("truoc", text, period),))


def _voids(place: int) -> Step:
    def step(desk: Desk, now: datetime) -> None:
        facts = plan_facts(desk.store, SLUG)
        if facts:
            void_plan_fact(desk.store, facts[place % len(facts)].id, calendar=CALENDAR, by=BY, now=now)

    return step


STEPS: dict[str, Step] = {
    "quý III": _answers("dinh-ky-quy-3", _day("16/9/2022")),
    "quý III khác": _answers("dinh-ky-quy-3", _day("16/5/2022")),
    "lấy ngày đề xuất": _answers("dinh-ky-nam", Answered(is_yes=True)),
    "bỏ ngày đề xuất": _answers("dinh-ky-nam", Answered(is_yes=False)),
    "tổng hợp": _answers("tong-hop-khong-ngay", _day("20/6/2022", "6 tháng")),
    "tòa án có": _answers("toa-an-bao-cao", Answered(is_yes=True, agencies=("toa-an",))),
    "không ai nữa": _answers("toa-an-bao-cao", Answered(is_yes=False)),
    "giao việc": _answers("ra-soat-khong-don-vi", Answered(agencies=("hoi-b",))),
    "thường xuyên": _answers("tap-huan-khong-ngay", Answered(is_continuing=True)),
    "ngày ban hành": _answers("ngay-ban-hanh", Answered(issued_on=date(2022, 4, 8))),
    "chỉ đạo": lambda desk, now: happened(
        desk.store, SLUG, "chi-dao", on=now.date(), calendar=CALENDAR, by=BY, now=now
    ),
    "bão": lambda desk, now: open_report(
        desk.store,
        SLUG,
        Asked("thiệt hại do bão", TypedDay("cham_nhat", "25/8/2022"), ("phong-a",)),
        calendar=CALENDAR,
        by=BY,
        now=now,
    ),
    "huỷ cái đầu": _voids(0),
    "huỷ cái cuối": _voids(-1),
    "bản mới": lambda desk, now: desk.sync(REWORDED, now=now),
    "bản cũ": lambda desk, now: desk.sync(now=now),
    "nhắc": lambda desk, now: tick(desk.store, SLUG, CALENDAR, now=now),
}


def _said(desk: Desk, *, known_at: datetime | None = None) -> tuple[Obligation, ...]:
    """What the file and the facts say is owed, as it was known at a moment."""
    with desk.store.reading() as connection:
        spec, directory = as_written(connection, SLUG)
    facts = live_facts(plan_facts(desk.store, SLUG), now=known_at)
    return compile_plan(with_facts(spec, facts, CALENDAR), directory, CALENDAR).obligations


def _read(rows: Iterable[Obligation], *, is_worded: bool = True) -> list[tuple[object, ...]]:
    """What is compared of obligations: who owes what, whether its clock runs, and by which words."""
    words = [(row.id, row.gate, row.name, row.phrase) for row in rows]
    return [row if is_worded else row[:2] for row in words]


def _do(desk: Desk, step: str, now: datetime) -> None:
    """Does one thing; a rule may refuse it, and then nothing of it was done."""
    before = plan_facts(desk.store, SLUG)
    try:
        STEPS[step](desk, now)
    except DondocError:
        assert plan_facts(desk.store, SLUG) == before


@settings(max_examples=20, deadline=None)
@given(steps=st.lists(st.sampled_from(sorted(STEPS)), min_size=3, max_size=8))
def test_rows_are_what_the_file_and_the_facts_say_and_were_at_every_moment(
    empty_database: Path, steps: list[str]
) -> None:
    folder = Path(tempfile.mkdtemp())
    store = open_store(f"sqlite:///{shutil.copy(empty_database, folder)}")
    desk = Desk(store, folder, CALENDAR)
    try:
        desk.follow(now=at(3, 5))
        was, events = {at(3, 5): _read(_said(desk))}, 0
        for number, step in enumerate(steps):
            now = at(9, 5) + timedelta(days=9 * number)
            _do(desk, step, now)
            was[now] = _read(synced(store, SLUG).obligations)
            assert was[now] == _read(_said(desk))
            tick(store, SLUG, CALENDAR, now=now)
            assert unequal(store, CALENDAR, now=now) == {}
            with store.reading() as connection:
                recorded = len(read_events(connection))
            assert recorded >= events
            events = recorded
        is_reworded = "Rà soát tuyến" in synced(store, SLUG).text
        assert desk.sync(REWORDED if is_reworded else OPEN_PLAN, now=at(1, 10)).is_empty
        for moment, rows in was.items():
            assert _read(_said(desk, known_at=moment), is_worded=False) == [row[:2] for row in rows]
    finally:
        store.close()
        shutil.rmtree(folder)
