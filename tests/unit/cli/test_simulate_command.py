"""`dondoc simulate`: every message of a period as rows, the same each time."""

from pathlib import Path

from tests.unit.cli.command_line import dondoc
from tests.unit.language.plan_texts import DIRECTORY, PLAN

PERIOD = ("--from", "1/2/2022", "--to", "31/3/2022")


def _plan(tmp_path: Path) -> str:
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "thu.yaml").write_text(DIRECTORY, encoding="utf-8")
    path = tmp_path / "thu.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return str(path)


def test_json_rows_have_the_promised_fields_and_the_wording_that_was_handed_in(tmp_path: Path) -> None:
    rows = dondoc("simulate", _plan(tmp_path), *PERIOD, "--format", "json").json
    assert {tuple(row) for row in rows} == {("at", "to", "agency", "channel", "subject", "obligations")}
    reminder = next(row for row in rows if row["obligations"][0]["rung"] == "bao_truoc")
    assert reminder == {
        "at": "2022-03-08T08:00:00+07:00",
        "to": "contact@hoi-b",
        "agency": "hoi-b",
        "channel": "email",
        "subject": "bao_truoc cho Hội B",
        "obligations": [{"id": "thu/dinh-ky/2022-quy-1/hoi-b", "rung": "bao_truoc"}],
    }


def test_the_same_question_gets_the_same_bytes(tmp_path: Path) -> None:
    asked = ("simulate", _plan(tmp_path), *PERIOD, "--format", "json")
    assert dondoc(*asked).out == dondoc(*asked).out


def test_a_scenario_changes_who_is_told(tmp_path: Path) -> None:
    plan = _plan(tmp_path)
    story = tmp_path / "chuyen.yaml"
    story.write_text(
        "- {luc: 1/3/2022 09:00, viec: da-gui, bao_cao: dinh-ky, ky: quy-1, co_quan: phong-a}\n", encoding="utf-8"
    )
    rows = dondoc("simulate", plan, *PERIOD, "--scenario", str(story), "--format", "json").json
    assert "contact@phong-a" not in {row["to"] for row in rows if row["at"] > "2022-03-01T09"}
    assert "contact@hoi-b" in {row["to"] for row in rows}


def test_a_broken_or_missing_scenario_is_told(tmp_path: Path) -> None:
    plan = _plan(tmp_path)
    story = tmp_path / "chuyen.yaml"
    story.write_text("- {luc: 1/3/2022 09:00, viec: da-gui}\n", encoding="utf-8")
    broken = dondoc("simulate", plan, "--scenario", str(story))
    assert broken.code == 1
    assert f"{story}:1:" in broken.err
    missing = dondoc("simulate", plan, "--scenario", str(tmp_path / "khong.yaml"))
    assert missing.code == 1
    assert "không mở được kịch bản" in missing.err


def test_a_person_reads_a_table(tmp_path: Path) -> None:
    answer = dondoc("simulate", _plan(tmp_path), *PERIOD)
    assert "08:00 8/3/2022" in answer.out
    assert "Phòng A (đầu mối)" in answer.out
    assert "thông báo." in answer.err


def test_a_period_that_ends_before_it_starts_is_a_wrong_call(tmp_path: Path) -> None:
    answer = dondoc("simulate", _plan(tmp_path), "--from", "1/4/2022", "--to", "1/3/2022")
    assert answer.code == 2
    assert "--to phải sau --from" in answer.err
