"""Folders of plans: which files count, and what can't be read, in words and at once."""

import os
from pathlib import Path

import pytest

from dondoc.calendar.workdays import WorkCalendar
from dondoc.language.folder import Folder, read_folder
from tests.unit.language.plan_texts import DIRECTORY, PLAN, read_in, shown


def read_all(path: Path) -> Folder:
    return read_folder(path, calendar=WorkCalendar())


def told(path: Path) -> list[str]:
    return [f"{Path(each.position.file).name}:{shown(each)}" for each in read_all(path).problems]


def test_a_plan_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    assert told(tmp_path / "x.yaml") == [
        "x.yaml:1:1: lỗi: không có tệp này | Kiểm tra đường dẫn và quyền đọc của tệp."
    ]


@pytest.mark.parametrize("name", ["x" * 300 + ".yaml", "x/" * 3000])
def test_a_name_that_no_file_can_have_is_a_problem(name: str, tmp_path: Path) -> None:
    (problem,) = read_all(tmp_path / name).problems
    assert problem.message == "tên tệp quá dài"


def test_what_is_no_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    read_in(tmp_path, PLAN)
    os.mkfifo(tmp_path / "a.yaml")
    (tmp_path / "b.yaml").mkdir()
    (tmp_path / "c.yaml").symlink_to("c.yaml")
    (tmp_path / "d.yaml").symlink_to("/dev/zero")
    assert list(read_all(tmp_path).plans) == ["thu"]
    assert [line.partition(" | ")[0] for line in told(tmp_path)] == [
        "a.yaml:1:1: lỗi: đây không phải tệp thường",
        "b.yaml:1:1: lỗi: đây là thư mục, không phải tệp",
        "c.yaml:1:1: lỗi: liên kết trỏ vòng quanh, không tới tệp nào",
        "d.yaml:1:1: lỗi: đây không phải tệp thường",
    ]


@pytest.mark.parametrize(
    ("name", "kind"), [("a.yml", ".yml"), ("a.YAML", ".YAML"), ("a.yaml.txt", ".txt"), ("a.Yml", ".Yml")]
)
def test_a_file_with_another_ending_is_not_read_in_silence(name: str, kind: str, tmp_path: Path) -> None:
    read_in(tmp_path, PLAN)
    (tmp_path / name).write_text(PLAN, encoding="utf-8")
    assert told(tmp_path) == [f"{name}:1:1: cảnh báo: tệp {kind} không được đọc | Đổi tên thành a.yaml."]
    (tmp_path / name).rename(tmp_path / "directory" / name)
    assert told(tmp_path) == [f"{name}:1:1: cảnh báo: tệp {kind} không được đọc | Đổi tên thành a.yaml."]


def test_what_an_editor_leaves_behind_is_no_plan(tmp_path: Path) -> None:
    read_in(tmp_path, PLAN)
    for name in (".thu.yaml", ".#thu.yaml", "thu.yaml~", "thu.yaml.bak", "contacts-moi.yaml", "ghi-chu.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert told(tmp_path) == []


def test_a_folder_without_plans_says_so(tmp_path: Path) -> None:
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "a.yaml").write_text(DIRECTORY, encoding="utf-8")
    (problem,) = read_all(tmp_path).problems
    assert (problem.message, problem.is_error) == ("thư mục chưa có kế hoạch nào", False)


def test_a_directory_that_is_only_misnamed_is_pointed_at(tmp_path: Path) -> None:
    (tmp_path / "thu.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "a.yml").write_text(DIRECTORY, encoding="utf-8")
    assert [line.partition(" | ")[0] for line in told(tmp_path)] == [
        "directory:1:1: lỗi: chưa có danh bạ cơ quan",
        "a.yml:1:1: cảnh báo: tệp .yml không được đọc",
    ]


def test_a_name_that_is_no_slug_is_answered_with_one(tmp_path: Path) -> None:
    read_in(tmp_path, PLAN)
    (tmp_path / "thu.yaml").rename(tmp_path / "Kế hoạch 2022.yaml")
    assert told(tmp_path) == [
        "Kế hoạch 2022.yaml:1:11: lỗi: mã kế hoạch `thu` khác tên tệp `Kế hoạch 2022` | "
        "Đổi tên tệp thành thu.yaml."
    ]
