"""Syncing and activating from the command line."""

from pathlib import Path

from tests.integration.cli.conftest import Typed
from tests.unit.cli.command_line import dondoc
from tests.unit.language.plan_texts import PLAN


def test_a_sync_shows_the_difference_and_asks(typed: Typed) -> None:
    declined = typed("sync", "thu", "--rehearsal", answer="\n")
    assert declined.code == 1
    assert "Thêm 02 đầu việc" in declined.out
    assert "báo cáo quý I   15/03/2022 (trước ngày 16/3)   Phòng A, Hội B" in declined.out
    assert "Đồng bộ thu? [c/K]" in declined.err
    assert typed("status", "--format", "json").json["plans"] == []
    agreed = typed("sync", "thu", answer="c\n")
    assert agreed.code == 0
    assert [plan["plan"] for plan in typed("status", "--format", "json").json["plans"]] == ["thu"]


def test_nobody_at_the_keyboard_means_no(typed: Typed) -> None:
    answer = typed("sync", "thu", "--rehearsal", "--format", "json", answer="")
    assert answer.code == 1
    assert [row["is_applied"] for row in answer.json] == [False]


def test_json_tells_what_changed_and_the_same_file_again_changes_nothing(typed: Typed) -> None:
    first = typed("sync", "--yes", "--rehearsal", "--format", "json")
    assert list(first.json[0]) == [
        *("plan", "version", "is_first", "is_empty", "is_applied", "amendment"),
        *("new", "moved", "dropped", "reworded", "agencies", "contents"),
    ]
    assert (first.code, first.json[0]["is_first"], len(first.json[0]["new"])) == (0, True, 2)
    again = typed("sync", "--yes", "--format", "json")
    assert (again.code, again.json[0]["is_empty"], again.json[0]["is_applied"]) == (0, True, False)
    assert "không có gì thay đổi" in typed("sync").out


def test_a_moved_deadline_needs_its_document(active: Typed, environment: dict[str, str]) -> None:
    path = Path(environment["DONDOC_PLANS"]) / "thu.yaml"
    path.write_text(PLAN.replace("16/3", "20/3"), encoding="utf-8")
    refused = active("sync", "thu", "--yes", at="2022-02-01T08:00")
    assert refused.code == 1
    assert "--reason" in refused.err
    moved = active("sync", "thu", "--yes", "--reason", "CV 12/UBND", "--format", "json", at="2022-02-01T08:00")
    assert {(move["old"], move["new"]) for move in moved.json[0]["moved"]} == {("2022-03-15", "2022-03-19")}


def test_a_broken_plan_keeps_its_synced_version_and_lets_the_others_sync(
    active: Typed, environment: dict[str, str]
) -> None:
    folder = Path(environment["DONDOC_PLANS"])
    (folder / "moi.yaml").write_text(PLAN.replace("ke_hoach: thu", "ke_hoach: moi"), encoding="utf-8")
    (folder / "thu.yaml").write_text("ke_hoach: [", encoding="utf-8")
    answer = active("sync", "--yes", "--format", "json")
    assert answer.code == 1
    assert [row["plan"] for row in answer.json] == ["moi"]
    assert "thu.yaml:1:" in answer.err
    assert [plan["plan"] for plan in active("status", "--format", "json").json["plans"]] == ["moi", "thu"]


def test_a_blank_number_is_asked_for_before_a_plan_starts(typed: Typed) -> None:
    typed("sync", "thu", "--yes", "--rehearsal")
    refused = typed("activate", "thu")
    assert refused.code == 1
    assert "--without-number" in refused.err
    started = typed("activate", "thu", "--number", "7/KH-UBND", "--issued", "3/1/2022", "--format", "json").json
    assert started["number"] == "7/KH-UBND"
    assert started["activated_at"] == "2022-01-04T08:00:00+07:00"
    assert "Đã kích hoạt từ trước" in typed("activate", "thu").out


def test_a_number_and_no_number_contradict_each_other(typed: Typed) -> None:
    answer = typed("activate", "thu", "--number", "7/KH-UBND", "--without-number")
    assert answer.code == 2


def test_a_real_database_refuses_another_clock_and_another_time(environment: dict[str, str]) -> None:
    assert dondoc("sync", "thu", "--yes", env=environment).code == 0
    for refused in (
        dondoc("activate", "thu", "--without-number", "--at", "4/1/2022", env=environment),
        dondoc("status", env={**environment, "DONDOC_CLOCK": "2022-01-04"}),
        dondoc("sync", "thu", "--rehearsal", env=environment),
    ):
        assert refused.code == 1
        assert "diễn tập" in refused.err


def test_a_setting_that_cannot_be_used_is_named_in_one_line(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "thu.txt").write_text("đây không phải cơ sở dữ liệu", encoding="utf-8")
    for url in ("mysql://x", "không phải", "sqlite:////proc/khong/duoc.db", f"sqlite:///{tmp_path / 'thu.txt'}"):
        answer = dondoc("status", env={**environment, "DONDOC_DATABASE_URL": url})
        assert answer.code == 1
        assert answer.err.startswith("Lỗi: ")
        assert "DONDOC_DATABASE_URL" in answer.err
