"""`dondoc check`: all problems at once, each with its place, and an exit code that a script can trust."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.cli.command_line import dondoc
from tests.unit.language.plan_texts import DIRECTORY, PLAN, plan_with


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of plans with one sound plan in it."""
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "thu.yaml").write_text(DIRECTORY, encoding="utf-8")
    (tmp_path / "thu.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def _write(folder: Path, text: str) -> Path:
    path = folder / "thu.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sound_lone_file_finds_the_directory_beside_it(folder: Path) -> None:
    answer = dondoc("check", str(folder / "thu.yaml"))
    assert answer.code == 0
    assert " lỗi" not in answer.err


def test_every_error_is_told_at_once_with_its_place_and_what_to_do(folder: Path) -> None:
    path = _write(folder, plan_with("phong-a", "phong-x").replace("16/3", "31/2"))
    answer = dondoc("check", str(path))
    assert answer.code == 1
    assert f"{path}:9:22: lỗi: danh bạ không có cơ quan hay nhóm `phong-x`" in answer.out
    assert f"{path}:13:40: lỗi:" in answer.out
    assert "    Có phải" in answer.out
    assert "02 lỗi" in answer.err


def test_json_stands_alone_on_stdout_with_every_part_of_a_problem(folder: Path) -> None:
    path = _write(folder, plan_with("phong-a", "phong-x"))
    answer = dondoc("check", str(path), "--format", "json")
    (error,) = [row for row in answer.json if row["severity"] == "error"]
    assert list(error) == ["file", "line", "column", "severity", "message", "hint"]
    assert (error["file"], error["line"], error["column"]) == (str(path), 9, 22)
    assert (answer.code, answer.err) == (1, "")


def test_warnings_and_questions_do_not_fail(folder: Path) -> None:
    path = _write(folder, plan_with("truoc: 16/3", "truoc: 15/3"))
    answer = dondoc("check", str(path), "--format", "json")
    assert answer.code == 0
    assert {row["severity"] for row in answer.json} >= {"warning"}


def test_without_a_path_the_whole_folder_is_checked_and_the_contacts_too(folder: Path) -> None:
    answer = dondoc("check", env={"DONDOC_PLANS": str(folder), "DONDOC_CONTACTS": str(folder / "ai.yaml")})
    assert answer.code == 0
    assert "chưa có tệp đầu mối" in answer.out


def test_a_broken_plan_hides_nothing_of_its_neighbour(folder: Path) -> None:
    (folder / "hong.yaml").write_text("ke_hoach: [", encoding="utf-8")
    _write(folder, plan_with("phong-a", "phong-x"))
    answer = dondoc("check", str(folder), "--format", "json")
    assert {Path(row["file"]).name for row in answer.json if row["severity"] == "error"} == {
        "hong.yaml",
        "thu.yaml",
    }


def test_files_that_plans_rely_on_can_be_checked_alone(folder: Path) -> None:
    listing = folder / "directory" / "thu.yaml"
    listing.write_text(DIRECTORY.replace("cap_duoi", "cap_tren"), encoding="utf-8")
    (folder / "calendar").mkdir()
    days = folder / "calendar" / "lich.csv"
    days.write_text("ngay\n", encoding="utf-8")
    for path in (listing, days):
        answer = dondoc("check", str(path), "--format", "json")
        assert answer.code == 1
        assert {row["file"] for row in answer.json} == {str(path)}


def test_a_missing_path_is_a_problem_like_any_other(tmp_path: Path) -> None:
    answer = dondoc("check", str(tmp_path / "khong-co.yaml"), "--format", "json")
    assert answer.code == 1
    assert "không có tệp này" in {row["message"] for row in answer.json}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400) | st.text(st.characters(codec="utf-8"), max_size=200).map(str.encode))
def test_no_bytes_bring_a_traceback(folder: Path, data: bytes) -> None:
    for name in ("thu.yaml", "directory/thu.yaml", "contacts.yaml", "calendar/lich.csv"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        assert dondoc("check", str(path), env={"DONDOC_PLANS": str(folder)}).code in (0, 1)
        path.unlink()
