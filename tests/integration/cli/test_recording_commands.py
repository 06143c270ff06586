"""What a secretary records all day long, and what everybody can read of it afterwards."""

from pathlib import Path

import pytest

from tests.integration.cli.conftest import Typed
from tests.unit.cli.command_line import dondoc
from tests.unit.language.plan_texts import PLAN

DUTY = "thu/dinh-ky/2022-quy-1/phong-a"
MARCH_14 = "2022-03-14T09:00"


def _state(typed: Typed, at: str = MARCH_14) -> str:
    rows = typed("status", "thu", "--agency", "Phòng A", "--format", "json", at=at).json
    return str(rows[0]["state"])


def test_a_receipt_is_recorded_shown_and_taken_back(active: Typed) -> None:
    answer = active("submit", "phong a", "--number", "45/BC", "--dated", "11/3/2022", at=MARCH_14)
    assert answer.code == 0
    assert "Phòng A, báo cáo quý I: đã gửi, ngày 14/3/2022, số 45/BC ngày 11/3/2022" in answer.out
    assert "Hiện nay: gửi đúng hạn." in answer.out
    assert 'dondoc void e1 --by "Chị Hoa"' in answer.out
    assert _state(active) == "dung_han"
    assert active("void", "e1", "--note", "ghi nhầm", at=MARCH_14).code == 0
    assert _state(active) == "trong_han"
    assert "đã huỷ" in active("history", "phong a", at=MARCH_14).out


def test_json_of_a_receipt_has_instants_with_their_offset_and_stands_alone(active: Typed) -> None:
    answer = active("submit", DUTY, "--received", "14/3/2022", "--format", "json", at="2022-03-18T09:00")
    assert answer.err == ""
    assert answer.json["event"]["recorded_at"] == "2022-03-18T09:00:00+07:00"
    assert (answer.json["id"], answer.json["before"], answer.json["after"]) == (DUTY, "cho_chot_so", "dung_han")
    repeated = active("submit", DUTY, "--received", "14/3/2022", "--format", "json", at="2022-03-18T10:00").json
    assert (repeated["is_repeat"], repeated["event"]["id"]) == (True, answer.json["event"]["id"])


def test_each_kind_of_fact_moves_the_duty_as_the_rules_say(active: Typed) -> None:
    assert active("received", "phong a", "--note", "ảnh", at=MARCH_14).code == 0
    assert _state(active) == "nhan_truoc"
    assert active("submit", "phong a", at=MARCH_14).code == 0
    assert active("supplement", "phong a", "--note", "thiếu phụ lục", at=MARCH_14).code == 0
    assert _state(active) == "dung_han"
    assert active("return", "phong a", "--to", "22/3/2022", at=MARCH_14).code == 0
    assert _state(active) == "tra_lai"
    oral = active("extend", "hoi b", "--to", "25/3/2022", "--oral", at=MARCH_14)
    assert "bằng miệng, chờ văn bản" in oral.out
    paper = active("extend", "hoi b", "--to", "25/3/2022", "--number", "9/UBND", "--format", "json", at=MARCH_14)
    assert (paper.json["last_day"], paper.json["event"]["oral"]) == ("2022-03-25", False)
    assert active("promise", "hoi b", "--on", "24/3/2022", at=MARCH_14).code == 0
    assert active("exempt", "hoi b", "--note", "giải thể", at=MARCH_14).code == 0
    states = {row["agency"]: row["state"] for row in active("status", "thu", "--format", "json", at=MARCH_14).json}
    assert states == {"phong-a": "tra_lai", "hoi-b": "mien"}


def test_nil_and_credit_count_as_reported(active: Typed) -> None:
    assert active("submit", "phong a", "--nil", "--format", "json", at=MARCH_14).json["after"] == "dung_han"
    source = ("--from", "07/KH-UBND", "--received", "14/3/2022")
    credited = active("credit", "hoi b", *source, "--format", "json", at=MARCH_14).json
    assert (credited["event"]["kind"], credited["event"]["note"]) == ("credited", "theo kế hoạch 07/KH-UBND")
    assert active("submit", "phong a", "--nil", "--partial", "phụ lục", at=MARCH_14).code == 2


def test_an_extension_may_end_at_an_hour(active: Typed) -> None:
    said = active("extend", "hoi b", "--to", "25/3/2022", "--hour", "17h", "--oral", at=MARCH_14)
    assert "hạn mới 17:00 25/3/2022" in said.out


def test_an_extension_says_whether_there_is_a_paper(active: Typed) -> None:
    for how in ([], ["--oral", "--number", "9/UBND"]):
        answer = active("extend", "phong a", "--to", "20/3/2022", *how, at=MARCH_14)
        assert answer.code == 2
        assert "--number" in answer.err


def test_ambiguous_text_lists_the_candidates_and_records_nothing(active: Typed) -> None:
    answer = active("submit", "thử", "--format", "json", at=MARCH_14)
    assert (answer.code, answer.out) == (1, "")
    unknown = active("submit", "Phòng Z", at=MARCH_14)
    assert unknown.code == 1
    assert "Phòng A" in unknown.err
    assert active("history", DUTY, "--format", "json", at=MARCH_14).json["events"] == []


def test_the_same_paper_typed_twice_is_not_taken_for_the_next_period(
    typed: Typed, environment: dict[str, str]
) -> None:
    more = "truoc: 16/3}\n      - {ma: quy-2, ten: Quý II, truoc: 16/6}\n      - {ma: nam, ten: Năm, truoc: 16/12}"
    path = Path(environment["DONDOC_PLANS"]) / "thu.yaml"
    path.write_text(PLAN.replace("truoc: 16/3}", more), encoding="utf-8")
    typed("sync", "thu", "--yes", "--rehearsal")
    typed("activate", "thu", "--without-number")
    assert typed("submit", "phong a", "--number", "45/BC", at=MARCH_14).code == 0
    again = typed("submit", "phong a", "--number", "45/BC", at="2022-03-15T09:00")
    assert again.code == 1
    assert "quý II" in again.err
    assert typed("submit", "phong a", "--period", "Quý II", at="2022-03-15T09:00").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["sync"],
        ["activate", "thu"],
        ["submit", "phong a"],
        ["received", "phong a"],
        ["supplement", "phong a"],
        ["return", "phong a"],
        ["extend", "phong a", "--to", "20/3/2022", "--oral"],
        ["exempt", "phong a"],
        ["promise", "phong a", "--on", "20/3/2022"],
        ["void", "e1"],
        ["register", "close"],
        ["release", "hold", "--all"],
        ["release", "go", "--all"],
        ["hold", "add", "--to", "20/3/2022", "--reason", "bão"],
        ["hold", "lift", "h1"],
        ["contacts", "forget", "chi@example.com"],
    ],
)
def test_whoever_records_says_who_they_are(arguments: list[str], environment: dict[str, str]) -> None:
    nameless = {name: value for name, value in environment.items() if name != "DONDOC_BY"}
    for missing in (arguments, [*arguments, "--by", "  "]):
        answer = dondoc(*missing, env=nameless)
        assert answer.code == 2
        assert "--by" in answer.err


def test_the_status_shows_debts_first_and_hides_what_is_done_unless_asked(active: Typed) -> None:
    active("submit", "phong a", at=MARCH_14)
    table = active("status", "thu", at="2022-03-17T09:00")
    assert "Hội B" in table.out
    assert "Phòng A" not in table.out
    assert "Không hiện 1 đầu việc" in table.err
    everything = active("status", "thu", "--all", at="2022-03-17T09:00").out
    assert everything.index("Hội B") < everything.index("Phòng A")
    listing = active("status", at="2022-03-17T09:00")
    assert "thu" in listing.out
    assert listing.code == 0


def test_what_is_recorded_is_one_line_of_letters(active: Typed) -> None:
    pasted = ("submit", "phong a", "--number", "45\n/BC", "--note", "phu\u0323 lục\t2", "--format", "json")
    event = active(*pasted, at=MARCH_14).json["event"]
    assert (event["document_number"], event["note"]) == ("45 /BC", "phụ lục 2")
    refused = active("supplement", "phong a", "--note", "thiếu \x1b[31mphụ lục", at=MARCH_14)
    assert refused.code == 2
    assert "--note: có ký tự điều khiển không in được (U+001B). Xoá ký tự ấy" in refused.err


def test_a_part_that_lacks_nothing_is_asked_about(active: Typed) -> None:
    refused = active("submit", "phong a", "--partial", " ", at=MARCH_14)
    assert refused.code == 1
    assert "Báo cáo còn thiếu gì?" in refused.err
    assert _state(active) == "trong_han"
