"""`dondoc close`: the debts of a plan, what is decided about each, and a plan that takes the place of another."""

from pathlib import Path

from tests.integration.cli.conftest import Typed
from tests.unit.language.plan_texts import PLAN

JUNE = "2022-06-01T08:00"


def test_without_a_decision_it_only_shows_the_debts(active: Typed) -> None:
    shown = active("close", "thu", at=JUNE)
    assert shown.code == 0
    assert "còn 02 khoản nợ" in shown.out
    assert "chưa có" in shown.out
    assert "--carry-over" in shown.err
    assert active("status", "--format", "json", at=JUNE).json["plans"][0]["closed_at"] is None


def test_a_plan_that_is_over_waits_to_be_closed(active: Typed) -> None:
    waits = "Kế hoạch thu đã hết thời gian thực hiện, còn 02 khoản nợ: dondoc close thu"
    assert waits not in active("status", at="2022-12-31T08:00").out
    assert waits in active("status", at="2023-01-03T08:00").out
    assert active("close", "thu", "--exempt", "tất cả", "--yes", at="2023-01-03T08:00").code == 0
    assert active("status", "--format", "json", at="2023-01-03T08:00").json["to_close"] == []


def test_every_debt_must_be_decided_on(active: Typed) -> None:
    refused = active("close", "thu", "--leave", "phong a", "--yes", at=JUNE)
    assert refused.code == 1
    assert "Còn 01 khoản nợ chưa có quyết định (báo cáo quý I của Hội B)" in refused.err


def test_the_rest_may_be_named_at_once_and_the_person_is_asked(active: Typed) -> None:
    decisions = ("--exempt", "hoi b", "--leave", "tất cả", "--note", "tổng kết năm")
    declined = active("close", "thu", *decisions, at=JUNE, answer="\n")
    assert declined.code == 1
    assert "Đóng kế hoạch thu: miễn 01 khoản, để nguyên 01 khoản? [c/K]" in declined.err

    closed = active("close", "thu", *decisions, at=JUNE, answer="c\n")
    assert closed.code == 0
    assert "đã đóng lúc 08:00 1/6/2022, người đóng: Chị Hoa" in closed.out
    sheet = active("close", "thu", "--format", "json", at="2022-07-01T08:00").json
    assert {(debt["agency"], debt["choice"], debt["note"]) for debt in sheet["debts"]} == {
        ("phong-a", "left", "tổng kết năm"),
        ("hoi-b", "exempted", "tổng kết năm"),
    }
    assert "đã đóng 1/6/2022" in active("status", at=JUNE).out
    again = active("close", "thu", "--leave", "tất cả", "--yes", at=JUNE)
    assert again.code != 0


def test_a_closed_plan_takes_no_new_version_and_stops_no_sync_of_the_others(
    active: Typed, environment: dict[str, str]
) -> None:
    assert active("close", "thu", "--leave", "tất cả", "--yes", at=JUNE).code == 0
    path = Path(environment["DONDOC_PLANS"]) / "thu.yaml"
    path.write_text(PLAN.replace("ten: Quý I", "ten: Quý một"), encoding="utf-8")
    refused = active("sync", "thu", "--yes", at=JUNE)
    assert (refused.code, "đã đóng ngày 01/06/2022" in refused.err) == (1, True)
    others = active("sync", "--yes", "--format", "json", at=JUNE)
    assert (others.code, others.json) == (0, [])


def test_one_debt_has_one_decision(active: Typed) -> None:
    twice = active("close", "thu", "--exempt", "phong a", "--leave", "phong a", at=JUNE)
    assert twice.code == 2
    assert "hai quyết định" in twice.err


def successor(environment: dict[str, str]) -> None:
    """A plan that says it takes the place of the first one."""
    text = PLAN.replace("ke_hoach: thu", "ke_hoach: moi").replace("16/3", "16/10")
    line = "thay_the: [{so: 7/KH-UBND, ke_hoach: thu}]\n"
    (Path(environment["DONDOC_PLANS"]) / "moi.yaml").write_text(f"{text}{line}", encoding="utf-8")


def test_a_plan_whose_place_another_takes_is_silent_until_each_debt_is_decided_on(
    active: Typed, environment: dict[str, str]
) -> None:
    successor(environment)
    assert active("sync", "moi", "--yes", at=JUNE).code == 0
    started = active("activate", "moi", "--without-number", at=JUNE)
    assert "Kế hoạch thu được thay thế" in started.out
    assert "dondoc close thu" in started.out
    status = active("status", at=JUNE)
    assert "Kế hoạch thu đã được moi thay thế, còn 02 khoản nợ: dondoc close thu" in status.out
    assert active("tick", "thu", "--format", "json", at="2022-06-15T08:00").json[0]["nudges"] == 0

    closed = active("close", "thu", "--carry-over", "tất cả", "--to", "30/6/2022", "--yes", at=JUNE)
    assert closed.code == 0, closed.err
    owed = {row["id"]: row["last_day"] for row in active("status", "moi", "--format", "json", at=JUNE).json}
    assert owed["moi/dinh-ky-thu/2022-quy-1/phong-a"] == "2022-06-30"
    assert active("close", "thu", "--format", "json", at=JUNE).json["superseded_by"] == "moi"
