"""The default ladders, and what a plan may change about them."""

from datetime import time

from dondoc.language.directory import Relation
from dondoc.language.spec import RungSpec
from dondoc.tracking.ladder import Ladder, Release, RungSlug
from dondoc.tracking.ladders import DEFAULT_LADDERS, ladder_with

SUBORDINATE = DEFAULT_LADDERS[Relation.SUBORDINATE]


def said(ladder: Ladder) -> dict[str, str]:
    return {slug: f"{rung.offset:+} {rung.hour:%H:%M}" for slug, rung in ladder.rungs.items()}


def test_the_ladders_are_those_of_the_rules() -> None:
    assert said(SUBORDINATE) == {
        "bao_truoc": "-5 08:00",
        "nhac": "-2 08:00",
        "hom_nay": "+0 08:00",
        "goi": "+0 15:00",
        "qua_han": "+1 14:00",
        "xem_truoc": "+2 08:00",
        "lanh_dao": "+3 08:00",
        "cong_van": "+5 08:00",
        "phieu": "+10 08:00",
    }
    association = said(DEFAULT_LADDERS[Relation.ASSOCIATION])
    assert (association["lanh_dao"], association["cong_van"]) == ("+5 08:00", "+7 08:00")
    assert "phieu" not in association
    assert set(DEFAULT_LADDERS[Relation.OUTSIDE].rungs) == {"bao_truoc", "hom_nay"}


def test_only_the_letter_to_the_head_can_be_held() -> None:
    held = [rung.slug for rung in SUBORDINATE.rungs.values() if rung.release is not Release.AUTO]
    assert held == [RungSlug.LANH_DAO]


def test_a_plan_may_move_a_rung_and_the_preview_stays_a_day_ahead_of_the_letter() -> None:
    ladder = ladder_with(
        SUBORDINATE, [RungSpec("lanh_dao", 4, "wd", time(9)), RungSpec("nhac", -3, "d", time(14))]
    )
    assert (said(ladder)["lanh_dao"], said(ladder)["xem_truoc"]) == ("+4 09:00", "+3 08:00")
    assert (said(ladder)["nhac"], ladder.rungs["nhac"].unit) == ("-3 14:00", "d")


def test_a_rung_that_a_ladder_does_not_have_changes_nothing() -> None:
    outside = DEFAULT_LADDERS[Relation.OUTSIDE]
    assert ladder_with(outside, [RungSpec("lanh_dao", 4, "wd", time(9))]) == outside
