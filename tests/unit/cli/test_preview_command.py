"""`dondoc preview`: rows for a person and for a program, from the file alone."""

from pathlib import Path

from tests.unit.cli.command_line import dondoc
from tests.unit.language.plan_texts import DIRECTORY, PLAN, plan_with

FIELDS = [
    *("id", "report", "period", "agency", "kind", "due", "last_day", "target", "strict", "phrase", "clause"),
    *("data_from", "data_to", "state", "requested"),
]


def _folder(tmp_path: Path, plan: str = PLAN) -> Path:
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "thu.yaml").write_text(DIRECTORY, encoding="utf-8")
    path = tmp_path / "thu.yaml"
    path.write_text(plan, encoding="utf-8")
    return path


def test_json_rows_have_the_promised_fields_in_order(tmp_path: Path) -> None:
    rows = dondoc("preview", str(_folder(tmp_path)), "--format", "json").json
    assert [list(row) for row in rows] == [FIELDS, FIELDS]
    assert rows[0]["id"] == "thu/dinh-ky/2022-quy-1/phong-a"
    assert rows[0]["due"] == "2022-03-16T00:00:00+07:00"
    assert [row["requested"] for row in rows] == [False, True]


def test_a_slug_is_looked_for_in_the_folder_of_plans(tmp_path: Path) -> None:
    folder = _folder(tmp_path).parent
    assert dondoc("preview", "thu", env={"DONDOC_PLANS": str(folder)}).code == 0
    wrong = dondoc("preview", "tho", env={"DONDOC_PLANS": str(folder)})
    assert wrong.code == 1
    assert "không có kế hoạch “tho”" in wrong.err
    assert "Có phải “thu”?" in wrong.err


def test_a_folder_is_not_a_plan(tmp_path: Path) -> None:
    answer = dondoc("preview", str(_folder(tmp_path).parent))
    assert answer.code == 1
    assert "là một thư mục" in answer.err


def test_the_state_depends_on_the_day_that_is_assumed(tmp_path: Path) -> None:
    path = str(_folder(tmp_path))
    early = dondoc("preview", path, "--at", "1/2/2022", "--format", "json").json
    late = dondoc("preview", path, "--at", "1/4/2022", "--format", "json").json
    assert {row["state"] for row in early} == {"trong_han"}
    assert {row["state"] for row in late} == {"truoc_hieu_luc"}


def test_the_table_says_who_what_when_and_in_which_words(tmp_path: Path) -> None:
    answer = dondoc("preview", str(_folder(tmp_path)), "--at", "1/2/2022")
    line = next(line for line in answer.out.splitlines() if "Phòng A" in line)
    for word in ("III.1", "báo cáo quý I", "15/3/2022", "trước ngày 16/3", "Trong hạn"):
        assert word in line
    assert "Kỳ số liệu tham khảo" in answer.err


def test_a_target_before_the_last_day_is_shown(tmp_path: Path) -> None:
    path = _folder(tmp_path, plan_with("truoc: 16/3", "cham_nhat: 13/3"))
    assert "13/3/2022 (nhắc đến 11/3/2022)" in dondoc("preview", str(path)).out


def test_a_plan_with_errors_is_told_and_not_shown(tmp_path: Path) -> None:
    answer = dondoc("preview", str(_folder(tmp_path, plan_with("16/3", "31/2"))), "--format", "json")
    assert (answer.code, answer.out) == (1, "")
    assert "thu.yaml:13:40: lỗi:" in answer.err
