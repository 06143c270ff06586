"""Registers, letters, holds, contacts and copies from the command line."""

from pathlib import Path

from tests.integration.cli.conftest import Typed

MARCH_14, MARCH_16, MARCH_17 = "2022-03-14T09:00", "2022-03-16T09:00", "2022-03-17T08:00"


def test_a_register_is_asked_for_reports_of_which_only_a_photo_came(active: Typed) -> None:
    active("received", "Phòng A", at=MARCH_14)
    assert "Phòng A" in active("register", "show", at=MARCH_16).out


def test_closing_the_register_turns_waiting_into_overdue(active: Typed) -> None:
    shown = active("register", "show", at=MARCH_16)
    assert "Phòng A" in shown.out
    assert "dondoc register close --body cong-an --through 15/3/2022" in shown.err
    closed = active("register", "close", "--format", "json", at=MARCH_16).json
    assert (closed["body"], closed["through"], len(closed["overdue"])) == ("cong-an", "2022-03-15", 2)
    assert active("register", "show", "--format", "json", at=MARCH_16).json == []
    nothing = active("register", "close", at=MARCH_16)
    assert nothing.code == 1
    assert "không có sổ nào đang chờ chốt" in nothing.err
    again = active("register", "close", "--body", "Công an", "--through", "15/3/2022", at=MARCH_16)
    assert "đã được chốt từ trước" in again.out


def test_a_letter_is_held_listed_and_let_go(active: Typed) -> None:
    active("contacts", "sync")
    active("register", "close", at=MARCH_16)
    assert "Không có thư gửi lãnh đạo nào đang chờ" in active("release", "list", at=MARCH_16).err
    held = active("release", "hold", "thu/dinh-ky/2022-quy-1/phong-a", at=MARCH_16)
    assert "đang giữ, không tự đi" in held.out
    (letter,) = active("release", "list", "--format", "json", at=MARCH_17).json
    assert (letter["agency"], letter["rung"], letter["decision"]) == ("phong-a", "lanh_dao", "held")
    assert "giữ (Chị Hoa)" in active("release", "list", at=MARCH_17).out
    gone = active("release", "go", "--all", "--format", "json", at=MARCH_17).json
    assert [(row["decision"], row["decided_by"]) for row in gone] == [("released", "Chị Hoa")]
    again = active("release", "go", "Phòng A", "--format", "json", at=MARCH_17).json
    assert [row["is_repeat"] for row in again] == [True]


def test_of_two_decisions_at_one_moment_the_later_counts(active: Typed) -> None:
    active("contacts", "sync")
    active("register", "close", at=MARCH_16)
    duty = "thu/dinh-ky/2022-quy-1/phong-a"
    active("release", "hold", duty, at=MARCH_16)
    assert "khi có người cho đi" not in active("release", "go", duty, at=MARCH_16).out
    (letter,) = active("release", "list", "--format", "json", at=MARCH_16).json
    assert letter["decision"] == "released"


def test_a_letter_must_be_named_and_must_be_waiting(active: Typed) -> None:
    active("register", "close", at=MARCH_16)
    assert active("release", "hold", at=MARCH_17).code == 2
    assert active("release", "hold", "Phòng A", "--all", at=MARCH_17).code == 2
    nobody = active("release", "hold", "Hội B", at=MARCH_17)
    assert nobody.code == 1
    assert "dondoc release list" in nobody.err


def test_a_hold_is_recorded_listed_and_lifted(active: Typed) -> None:
    asked = ("hold", "add", "--to", "20/3/2022", "--agency", "Phòng A", "--reason", "bão", "--format", "json")
    held = active(*asked, at=MARCH_16).json
    assert (held["agencies"], held["starts"], held["is_repeat"]) == (["phong-a"], "2022-03-16", False)
    assert active(*asked, at=MARCH_16).json["is_repeat"]
    assert "bão" in active("hold", "list", at=MARCH_16).out
    assert active("hold", "lift", held["id"], at=MARCH_16).code == 0
    assert active("hold", "list", "--format", "json", at=MARCH_16).json == []
    assert active("hold", "lift", "h99", at=MARCH_16).code == 1


def test_a_tick_says_what_it_looked_at(active: Typed) -> None:
    looked = active("tick", "thu", "--format", "json").json
    assert [(row["plan"], row["looked_at"], row["unjudged"]) for row in looked] == [("thu", 2, [])]
    assert active("tick", "thu", "--format", "json").json[0]["looked_at"] == 0
    assert active("tick", "khong-co").code == 1


def test_contacts_are_taken_from_the_file_listed_and_forgotten(active: Typed) -> None:
    assert active("contacts", "sync", "--format", "json").json["people"] == 2
    listed = active("contacts", "list")
    assert "Lê Văn Chi" in listed.out
    assert "Còn trống" in listed.err
    forgotten = active("contacts", "forget", "chi@example.com")
    assert "Đã xoá (đầu mối Phòng A)" in forgotten.out
    again = active("contacts", "sync")
    assert "Bỏ qua đầu mối Phòng A" in again.err
    people = active("contacts", "list", "--format", "json").json["people"]
    assert [person["name"] for person in people] == ["Trần Thị Bình"]


def test_a_contacts_file_with_errors_changes_nothing(active: Typed, environment: dict[str, str]) -> None:
    active("contacts", "sync")
    path = Path(environment["DONDOC_CONTACTS"])
    path.write_text("dau_moi:\n  phong-a:\n    - {vai_tro: giam_doc, ten: An}\n", encoding="utf-8")
    broken = active("contacts", "sync")
    assert broken.code == 1
    assert f"{path}:3:" in broken.err
    path.unlink()
    assert "không mở được tệp đầu mối" in active("contacts", "sync").err
    assert len(active("contacts", "list", "--format", "json").json["people"]) == 2


def test_a_copy_can_take_the_place_of_the_database(active: Typed, tmp_path: Path) -> None:
    active("submit", "phong a", at=MARCH_16)
    copy = tmp_path / "sao-luu.db"
    assert active("backup", str(copy), "--format", "json").json["bytes"] == copy.stat().st_size
    refused = active("backup", str(copy))
    assert refused.code == 1
    active("void", "e1", at=MARCH_16)
    restored = active(
        "status",
        "thu",
        "--agency",
        "Phòng A",
        "--format",
        "json",
        at=MARCH_16,
        DONDOC_DATABASE_URL=f"sqlite:///{copy}",
    )
    assert restored.json[0]["state"] == "gui_cham"


def test_the_history_tells_entries_and_what_waits(active: Typed) -> None:
    active("contacts", "sync")
    active("tick")
    active("submit", "phong a", "--note", "bản giấy", at=MARCH_16)
    told = active("history", "phong a", at=MARCH_16)
    assert "bản giấy" in told.out
    assert "thông báo mở đầu" in told.out
    answer = active("history", "phong a", "--format", "json", at=MARCH_16).json
    happened = ["id", "agency", "state", "last_day", "rounds", "events", "nudges", "messages"]
    contents = ["awaited", "outline", "made_of", "went_up", "supporting"]
    assert list(answer) == [*happened, *contents, "origins", "heirs", "decisions"]
    assert answer["nudges"][0]["rung"] == "mo_dau"


def test_the_status_says_what_waits_for_a_person(active: Typed) -> None:
    idle = active("status").out
    assert "Công an thử chưa có thư ký" in idle
    active("contacts", "sync")
    active("hold", "add", "--to", "20/3/2022", "--reason", "bão", at=MARCH_16)
    busy = active("status", at=MARCH_16).out
    assert "Sổ văn bản đến của Công an thử chờ chốt đến 15/3/2022, 02 đầu việc" in busy
    assert "Đang tạm dừng nhắc đến hết 20/3/2022 (bão)" in busy
    answer = active("status", "--format", "json", at=MARCH_16).json
    assert [row["body"] for row in answer["open_registers"]] == ["cong-an"]
    assert answer["mail_held"] is None
