"""A body ends: its open debts wait for a person, nobody asks it any more, and who takes over is asked instead."""

from datetime import date
from pathlib import Path

import pytest

from dondoc.actions.handovers import Decider, Paper, hand_over, keep, let_off
from dondoc.actions.history import history
from dondoc.actions.overview import overview
from dondoc.actions.plans import difference, sync
from dondoc.actions.register import close_register
from dondoc.actions.replacements import replace_part
from dondoc.actions.reports import submit
from dondoc.actions.reviews import review
from dondoc.actions.ticks import tick
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import NotFound, Refused
from dondoc.store import Store
from dondoc.store.outbox_tables import NUDGE
from dondoc.tracking.obligations import State
from tests.integration.actions.reform import BY, NUMBER, SLUG, follow, id_of, loaded, moment
from tests.integration.actions.stories import unequal

DISTRICT = id_of("huyen-chu-prong")
IN_OCTOBER = id_of("huyen-chu-prong", "2025-bo-sung")
PAPER = Paper(NUMBER, date(2025, 7, 2))


@pytest.fixture
def followed(store: Store, calendar: WorkCalendar, tmp_path: Path) -> Store:
    follow(store, calendar, tmp_path / "plans", now=moment(7, 4))
    return store


def decider(store: Store, calendar: WorkCalendar, day: int = 2, month: int = 7, key: str | None = None) -> Decider:
    return Decider(store, calendar, BY, moment(day, month), PAPER, key)


def states(store: Store, calendar: WorkCalendar, day: int, month: int, hour: int = 9) -> dict[str, State]:
    rows = overview(store, SLUG, calendar, now=moment(day, month, hour))
    return {row.obligation.id.removeprefix(f"{SLUG}/tong-ket/"): row.standing.state for row in rows}


def desks(store: Store, *, since: tuple[int, int]) -> set[str]:
    """Whom anything was decided to be told since a day."""
    with store.reading() as connection:
        rows = connection.execute(NUDGE.select()).mappings()
        return {row["recipient"] for row in rows if row["moment"] >= moment(*since, hour=0)}


def run(store: Store, calendar: WorkCalendar, days: list[tuple[int, int]]) -> None:
    for day, month in days:
        for hour in (8, 14, 15):
            tick(store, SLUG, calendar, now=moment(day, month, hour))


def test_before_the_end_nothing_waits(followed: Store, calendar: WorkCalendar) -> None:
    found = review(followed, calendar=calendar, now=moment(30, 6, 23, 59))
    assert (found.debts, found.parts) == ((), ())


def test_on_the_day_after_the_end_open_debts_wait_with_who_may_take_over(
    followed: Store, calendar: WorkCalendar
) -> None:
    found = review(followed, calendar=calendar, now=moment(1, 7, 0))
    assert [debt.obligation.id for debt in found.debts] == [
        DISTRICT,
        id_of("huyen-krong-pa"),
        IN_OCTOBER,
        id_of("huyen-krong-pa", "2025-bo-sung"),
    ]
    first = found.debts[0]
    assert [(p.agency, p.share, p.scope) for p in first.ending.proposals] == [
        ("xa-chu-prong", "mot_phan", "thị trấn Chư Prông"),
        ("xa-bau-can", "mot_phan", ""),
    ]
    assert (first.last_day, first.ending.last_day) == (date(2025, 6, 19), date(2025, 6, 30))
    assert [(part.ending.agency, part.parts) for part in found.parts] == [
        ("ubnd-tinh-cu", ("cơ quan ban hành", "nơi nhận báo cáo")),
        ("cong-an-tinh-cu", ("cơ quan thường trực", "nơi nhận báo cáo")),
    ]


def test_what_was_sent_or_let_off_before_waits_for_nobody(followed: Store, calendar: WorkCalendar) -> None:
    submit(followed, DISTRICT, received_on=date(2025, 6, 18), calendar=calendar, by=BY, now=moment(18, 6))
    assert DISTRICT not in {
        debt.obligation.id for debt in review(followed, calendar=calendar, now=moment(1, 7)).debts
    }


def test_the_body_that_ended_is_not_asked_any_more_and_nothing_is_reassigned(
    followed: Store, calendar: WorkCalendar
) -> None:
    run(followed, calendar, [(12, 6), (17, 6), (19, 6), (20, 6)])
    close_register(
        followed,
        body="cong-an-tinh-cu",
        through=date(2025, 6, 19),
        calendar=calendar,
        by=BY,
        now=moment(20, 6, 11),
    )
    run(followed, calendar, [(20, 6), (24, 6)])
    assert "contact@huyen-chu-prong" in desks(followed, since=(12, 6))
    run(followed, calendar, [(day, 7) for day in range(1, 32)] + [(day, 10) for day in range(1, 32)])
    told = desks(followed, since=(1, 7))
    assert {desk for desk in told if "huyen" in desk or "xa-" in desk} == set()
    assert "contact@so-y-te" in told
    assert states(followed, calendar, 31, 10)["2025-lan-1/huyen-chu-prong"] is State.ENDED
    assert unequal(followed, calendar, now=moment(31, 10, 15)) == {}


def test_after_the_decision_each_successor_owes_and_is_asked(followed: Store, calendar: WorkCalendar) -> None:
    (decided,) = hand_over(decider(followed, calendar), [DISTRICT], [], new_last_day=date(2025, 7, 15))
    assert [(heir.agency, heir.last_day, heir.name) for heir in decided.heirs] == [
        (
            "xa-chu-prong",
            date(2025, 7, 15),
            "báo cáo tổng kết (thay UBND huyện Chư Prông, phần thị trấn Chư Prông)",
        ),
        ("xa-bau-can", date(2025, 7, 15), "báo cáo tổng kết (thay UBND huyện Chư Prông)"),
    ]
    now = states(followed, calendar, 2, 7)
    assert "2025-lan-1/huyen-chu-prong" not in now
    assert now["2025-lan-1/huyen-chu-prong/xa-chu-prong"] is State.OPEN
    run(followed, calendar, [(3, 7), (8, 7), (11, 7), (15, 7)])
    assert {"contact@xa-chu-prong", "contact@xa-bau-can"} <= desks(followed, since=(3, 7))
    assert unequal(followed, calendar, now=moment(15, 7, 15)) == {}
    submit(
        followed,
        f"{DISTRICT}/xa-bau-can",
        received_on=date(2025, 7, 15),
        calendar=calendar,
        by=BY,
        now=moment(15, 7),
    )
    assert states(followed, calendar, 15, 7)["2025-lan-1/huyen-chu-prong/xa-bau-can"] is State.ON_TIME


def test_the_history_shows_both_names(followed: Store, calendar: WorkCalendar) -> None:
    (decided,) = hand_over(
        decider(followed, calendar), [DISTRICT], ["UBND xã Bàu Cạn"], new_last_day=date(2025, 7, 15)
    )
    heir = history(followed, decided.heirs[0].id, calendar=calendar, now=moment(3, 7)).lineage
    origin = history(followed, DISTRICT, calendar=calendar, now=moment(3, 7)).lineage
    assert [row.agency_name for row in heir.origins] == ["UBND huyện Chư Prông"]
    assert [row.agency_name for row in origin.heirs] == ["UBND xã Bàu Cạn"]
    assert (
        [fact.document_number for fact in heir.decisions]
        == [NUMBER]
        == [f.document_number for f in origin.decisions]
    )


def test_a_day_to_come_stays_the_day_of_the_plan(followed: Store, calendar: WorkCalendar) -> None:
    (decided,) = hand_over(decider(followed, calendar), [IN_OCTOBER], ["xa-bau-can"])
    assert decided.heirs[0].last_day == date(2025, 10, 15)


def test_a_new_day_moves_the_debts_that_need_it_and_shortens_none(followed: Store, calendar: WorkCalendar) -> None:
    day = date(2025, 7, 15)
    done = hand_over(decider(followed, calendar), [DISTRICT, IN_OCTOBER], ["xa-bau-can"], new_last_day=day)
    assert [one.heirs[0].last_day for one in done] == [day, date(2025, 10, 15)]


def test_a_paper_for_what_was_handed_over_is_led_to_the_successor(followed: Store, calendar: WorkCalendar) -> None:
    hand_over(decider(followed, calendar), [IN_OCTOBER], ["xa-bau-can"])
    with pytest.raises(Refused, match="Đã chuyển báo cáo số liệu bổ sung của UBND huyện Chư Prông"):
        submit(followed, IN_OCTOBER, received_on=date(2025, 7, 2), calendar=calendar, by=BY, now=moment(2, 7, 15))


@pytest.mark.parametrize(
    ("successors", "new_last_day", "said"),
    [
        ((), None, "Hạn 19/06/2025 của báo cáo tổng kết của UBND huyện Chư Prông đã qua"),
        ((), date(2025, 7, 1), "Hạn 01/07/2025"),
    ],
)
def test_a_day_that_is_over_is_refused(
    successors: tuple[str, ...], new_last_day: date | None, said: str, followed: Store, calendar: WorkCalendar
) -> None:
    with pytest.raises(Refused, match=said):
        hand_over(decider(followed, calendar), [DISTRICT], successors, new_last_day=new_last_day)


def test_without_a_proposal_a_successor_must_be_named(followed: Store, calendar: WorkCalendar) -> None:
    debt, day = id_of("huyen-krong-pa"), date(2025, 7, 15)
    with pytest.raises(Refused, match="chưa ghi cơ quan kế thừa của UBND huyện Krông Pa"):
        hand_over(decider(followed, calendar), [debt], [], new_last_day=day)
    with pytest.raises(NotFound, match="Sở Lao động"):
        hand_over(decider(followed, calendar), [debt], ["Sở Lao động"], new_last_day=day)
    (decided,) = hand_over(decider(followed, calendar), [debt], ["Phú Túc"], new_last_day=day)
    assert [heir.agency_name for heir in decided.heirs] == ["UBND xã Phú Túc"]


def test_nobody_decides_before_the_end_or_twice(followed: Store, calendar: WorkCalendar) -> None:
    with pytest.raises(Refused, match="đơn vị còn hoạt động"):
        hand_over(decider(followed, calendar, 27, 6), [IN_OCTOBER], ["xa-bau-can"])
    hand_over(decider(followed, calendar), [IN_OCTOBER], ["xa-bau-can"])
    with pytest.raises(Refused, match="đã quyết định"):
        hand_over(decider(followed, calendar), [IN_OCTOBER], ["xa-chu-prong"])


def test_all_debts_are_decided_or_none(followed: Store, calendar: WorkCalendar) -> None:
    with pytest.raises(Refused):
        hand_over(decider(followed, calendar), [IN_OCTOBER, id_of("so-y-te")], ["xa-bau-can"])
    assert len(review(followed, calendar=calendar, now=moment(2, 7)).debts) == 4


def test_the_same_key_is_one_decision(followed: Store, calendar: WorkCalendar) -> None:
    first = hand_over(decider(followed, calendar, key="run-1"), [IN_OCTOBER], ["xa-bau-can"])
    again = hand_over(decider(followed, calendar, key="run-1"), [IN_OCTOBER], ["xa-bau-can"])
    assert [one.is_repeat for one in (*first, *again)] == [False, True]
    assert first[0].heirs == again[0].heirs


def test_a_body_may_be_asked_on_or_let_off(followed: Store, calendar: WorkCalendar) -> None:
    keep(decider(followed, calendar), [IN_OCTOBER])
    let_off(decider(followed, calendar), [DISTRICT])
    now = states(followed, calendar, 2, 7)
    assert now["2025-bo-sung/huyen-chu-prong"] is State.OPEN
    assert now["2025-lan-1/huyen-chu-prong"] is State.EXEMPT
    run(followed, calendar, [(8, 10), (13, 10)])
    assert "contact@huyen-chu-prong" in desks(followed, since=(1, 10))


def test_a_decision_outlives_the_next_sync(followed: Store, calendar: WorkCalendar, tmp_path: Path) -> None:
    hand_over(decider(followed, calendar), [IN_OCTOBER], ["xa-bau-can"])
    read, compiled = loaded(tmp_path / "again")
    assert difference(followed, compiled, read.text, calendar=calendar).is_empty
    text = read.text.replace("Báo cáo tổng kết", "Báo cáo tổng kết 5 năm")
    _, renamed = loaded(tmp_path / "renamed", plan=text)
    changes = sync(followed, renamed, text=text, calendar=calendar, by=BY, now=moment(3, 7))
    assert (changes.new, changes.dropped) == ((), ())
    assert "2025-bo-sung/huyen-chu-prong/xa-bau-can" in states(followed, calendar, 3, 7)


def test_the_successors_of_issuer_and_standing_body_take_their_places(
    followed: Store, calendar: WorkCalendar
) -> None:
    close_register(
        followed, body="cong-an-tinh-cu", through=date(2025, 6, 19), calendar=calendar, by=BY, now=moment(20, 6)
    )
    assert states(followed, calendar, 2, 7)["2025-lan-1/so-y-te"] is State.OVERDUE
    done = replace_part(decider(followed, calendar), SLUG, "Công an tỉnh Gia Lai")
    assert (done.new, done.is_repeat) == ("cong-an-tinh-moi", False)
    replace_part(decider(followed, calendar), SLUG, "UBND tỉnh Gia Lai")
    assert review(followed, calendar=calendar, now=moment(2, 7)).parts == ()
    rows = overview(followed, SLUG, calendar, now=moment(2, 7))
    assert {(row.obligation.to, row.obligation.via) for row in rows} == {("ubnd-tinh-moi", "cong-an-tinh-moi")}
    assert states(followed, calendar, 2, 7)["2025-lan-1/so-y-te"] is State.OVERDUE
    run(followed, calendar, [(13, 10), (15, 10), (16, 10)])
    told = desks(followed, since=(13, 10))
    assert "secretary@cong-an-tinh-moi" in told
    assert "secretary@cong-an-tinh-cu" not in told


def test_a_body_that_goes_on_is_not_replaced(followed: Store, calendar: WorkCalendar) -> None:
    with pytest.raises(Refused, match="không có cơ quan ban hành"):
        replace_part(decider(followed, calendar, 27, 6), SLUG, "UBND tỉnh Gia Lai")


def test_a_department_that_was_merged_in_march_owes_nothing(followed: Store, calendar: WorkCalendar) -> None:
    """A department that ended before the plan was issued owes nothing under it: its successor is named."""
    rows = overview(followed, SLUG, calendar, now=moment(7, 4))
    assert {row.obligation.agency for row in rows if row.obligation.agency.startswith("so-")} == {
        "so-noi-vu",
        "so-y-te",
    }


def test_a_body_that_ended_is_not_told_that_its_debt_was_handed_over(
    followed: Store, calendar: WorkCalendar
) -> None:
    run(followed, calendar, [(8, 4), (12, 6), (17, 6)])
    hand_over(decider(followed, calendar), [DISTRICT, IN_OCTOBER], ["xa-bau-can"], new_last_day=date(2025, 10, 20))
    run(followed, calendar, [(2, 7), (3, 7), (4, 7)])
    assert "contact@huyen-chu-prong" not in desks(followed, since=(1, 7))
