"""The directory: who exists, in which order, in which groups, and what is wrong with the file."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dondoc.language.directory import Directory, Relation, alphabetical
from dondoc.language.directory_reader import read_directory
from tests.unit.language.plan_texts import DIRECTORY, PLAN, plan_with, read_in, shown


def directory_of(folder: Path, *texts: str) -> tuple[Directory, list[str]]:
    for number, text in enumerate(texts):
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    directory, problems = read_directory(folder)
    return directory, [shown(problem) for problem in problems]


def test_an_agency_takes_from_its_block_what_it_does_not_say(tmp_path: Path) -> None:
    directory, problems = directory_of(tmp_path, DIRECTORY)
    assert problems == []
    agency = directory.agencies["phong-a"]
    assert (agency.kind, agency.relation, agency.order) == ("co-quan", Relation.SUBORDINATE, 2)
    assert (agency.aliases, agency.source) == (("Phòng Một",), "Hư cấu")
    assert directory.agencies["hoi-b"].relation is Relation.ASSOCIATION
    assert directory.agencies["toa-an"].relation is Relation.OUTSIDE


def test_an_agency_of_two_groups_is_counted_once(tmp_path: Path) -> None:
    directory, _ = directory_of(tmp_path, DIRECTORY + "  hoi: {ten: Các hội, co_quan: hoi-b}\n")
    found = directory.resolve(("phong-hoi", "hoi", "hoi-b"), date(2022, 1, 1))
    assert [agency.slug for agency in found] == ["phong-a", "hoi-b"]


def test_groups_resolve_as_of_a_day(tmp_path: Path) -> None:
    ended = DIRECTORY.replace("thu_tu: 2}", "thu_tu: 2, tu: 1/2/2020, den: 28/02/2025, ke_thua: [hoi-b]}")
    directory, problems = directory_of(tmp_path, ended)
    assert problems == []
    members = {
        day: [agency.slug for agency in directory.resolve(("phong-hoi",), day)]
        for day in (date(2020, 1, 31), date(2020, 2, 1), date(2025, 2, 28), date(2025, 3, 1))
    }
    assert list(members.values()) == [["hoi-b"], ["phong-a", "hoi-b"], ["phong-a", "hoi-b"], ["hoi-b"]]


def test_without_an_order_the_vietnamese_alphabet_decides() -> None:
    names = ["Đức", "Dân", "Ân", "Ăn", "An", "Ý", "Yên", "Ước", "Uyên", "Ôn", "Oanh", "Ơn", "Ánh"]
    expected = ["An", "Ánh", "Ăn", "Ân", "Dân", "Đức", "Oanh", "Ôn", "Ơn", "Uyên", "Ước", "Ý", "Yên"]
    assert sorted(names, key=alphabetical) == expected


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "quan_he: doan_the",
            "quan_he: doan-the",
            "9:36: lỗi: không có quan hệ “doan-the” | Có phải `doan_the`?",
        ),
        ("thu_tu: 1", "thu_tu: một", "7:43: lỗi: thứ tự “một” không phải số | Viết một số từ 0 đến 9999."),
        ("thu_tu: 1", "tu: 31/6/2020", "7:39: lỗi: không có ngày 31/6/2020"),
        ("thu_tu: 1", "tu: 1/3/2020, den: 1/2/2020", "7:16: lỗi: ngày thành lập sau ngày thôi hoạt động"),
        ("thu_tu: 1", "ke_thua: phong-c", "lỗi: danh bạ không có cơ quan kế thừa `phong-c` | Có phải `phong-a`?"),
        ("thu_tu: 1", "thutu: 1", "lỗi: từ khoá `thutu` không có trong mục cơ quan | Có phải `thu_tu`?"),
        ("nguon: Hư cấu\n", "", "chưa ghi nguồn"),
        ("co_quan: [phong-a, hoi-b]", "co_quan: [phong-a, hoi-c]", "không có cơ quan `hoi-c` | Có phải `hoi-b`?"),
        ("co_quan: [phong-a, hoi-b]", "loai: so-nganh", "không có loại cơ quan `so-nganh`"),
        (", co_quan: [phong-a, hoi-b]", "", "12:14: lỗi: nhóm `phong-hoi` chưa có cơ quan nào"),
        ("phong-hoi:", "hoi-b:", "lỗi: mã `hoi-b` đã dùng cho “Hội B”"),
        ("      ubnd:", "      Ủy ban:", "6:7: lỗi: mã “Ủy ban” viết sai cách"),
        ("    quan_he: cap_duoi\n", "", "khối cơ quan thiếu `quan_he`"),
    ],
)
def test_a_wrong_directory_is_told(old: str, new: str, told: str, tmp_path: Path) -> None:
    assert old in DIRECTORY
    _, problems = directory_of(tmp_path, DIRECTORY.replace(old, new, 1))
    assert any(told in problem for problem in problems), problems


def test_a_slug_is_one_agency_across_all_files(tmp_path: Path) -> None:
    _, problems = directory_of(tmp_path, DIRECTORY, DIRECTORY)
    assert len(problems) == 6
    assert all("đã dùng cho" in problem for problem in problems)


WRONG_VALUES = [
    ("thu_tu: 2", "thu_tu: hai"),
    ("quan_he: doan_the", "quan_he: hoi"),
    ("co_quan: [phong-a, hoi-b]", "co_quan: [phong-a, hoi-c]"),
    ("co_quan: [phong-a, hoi-b]", "co_quan: [phong-hoi]"),
]


@pytest.mark.parametrize(("old", "new"), WRONG_VALUES)
def test_a_wrong_value_in_the_directory_makes_no_plan_wrong(old: str, new: str, tmp_path: Path) -> None:
    assert old in DIRECTORY
    folder = read_in(tmp_path, plan_with("[phong-a, hoi-b]", "[phong-a, phong-hoi]"), DIRECTORY.replace(old, new))
    assert [problem.position.file.endswith("directory/thu.yaml") for problem in folder.problems] == [True]


@pytest.mark.parametrize(("old", "new"), WRONG_VALUES)
def test_no_plan_is_used_while_the_directory_is_wrong(old: str, new: str, tmp_path: Path) -> None:
    assert read_in(tmp_path, PLAN, DIRECTORY.replace(old, new)).plans == {}


@pytest.mark.parametrize("directory", ["", "- a\n", DIRECTORY + "  x: {ten: a\n", "\ufeff\t\x00", PLAN])
def test_a_directory_that_cannot_be_read_is_told_and_nothing_of_the_plan(directory: str, tmp_path: Path) -> None:
    folder = read_in(tmp_path, PLAN, directory)
    assert folder.plans == {}
    assert {Path(problem.position.file).parent.name for problem in folder.problems} == {"directory"}


def test_what_is_no_file_in_the_directory_is_told_and_not_waited_for(tmp_path: Path) -> None:
    directory_of(tmp_path, DIRECTORY)
    (tmp_path / "a.yaml").mkdir()
    os.mkfifo(tmp_path / "b.yaml")
    _, problems = directory_of(tmp_path)
    assert problems == [
        "1:1: lỗi: đây là thư mục, không phải tệp | Kiểm tra đường dẫn và quyền đọc của tệp.",
        "1:1: lỗi: đây không phải tệp thường | Kiểm tra đường dẫn và quyền đọc của tệp.",
    ]


@pytest.mark.parametrize(
    ("dates", "message", "is_error"),
    [
        ("den: 31/12/2021, ke_thua: hoi-b", "đã thôi hoạt động từ sau ngày 31/12/2021", True),
        ("den: 30/6/2022, ke_thua: hoi-b", "thôi hoạt động sau ngày 30/06/2022, khi kế hoạch còn hiệu lực", False),
        ("tu: 01/01/2023", "chỉ có từ ngày 01/01/2023", True),
    ],
)
def test_an_agency_named_out_of_its_time(dates: str, message: str, is_error: bool, tmp_path: Path) -> None:
    folder = read_in(tmp_path, PLAN, DIRECTORY.replace("thu_tu: 2}", f"{dates}}}"))
    told = [problem for problem in folder.problems if message in problem.message]
    assert [problem.is_error for problem in told] == [is_error]
    assert told[0].position.line == 9


def test_an_agency_that_ended_before_the_plan_was_issued_is_an_error(tmp_path: Path) -> None:
    """It existed on the first day of effect; on the day of issue, on which bodies are read, it did not."""
    late = plan_with("hieu_luc: 2022\n", "hieu_luc: 2022\nso_ky_hieu: 01/KH\nngay_ban_hanh: 05/4/2022\n")
    folder = read_in(tmp_path, late, DIRECTORY.replace("thu_tu: 2}", "den: 28/02/2022, ke_thua: hoi-b}"))
    told = [
        problem for problem in folder.problems if "đã thôi hoạt động từ sau ngày 28/02/2022" in problem.message
    ]
    assert [problem.is_error for problem in told] == [True]


def test_members_of_a_group_that_end_within_the_plan_are_told_once(tmp_path: Path) -> None:
    shrinking = DIRECTORY.replace("thu_tu: 2}", "thu_tu: 2, den: 30/6/2022, ke_thua: hoi-b}")
    folder = read_in(tmp_path, plan_with("[phong-a, hoi-b]", "phong-hoi"), shrinking)
    (told,) = (problem for problem in folder.problems if not problem.is_error)
    assert told.message.startswith("nhóm “Các phòng và hội”: Phòng A thôi hoạt động sau ngày 30/06/2022")


def test_a_group_whose_members_all_ended_reports_nothing(tmp_path: Path) -> None:
    over = DIRECTORY.replace("thu_tu: 2}", "den: 1/1/2020}").replace("thu_tu: 3}", "den: 1/1/2020}")
    folder = read_in(tmp_path, plan_with("[phong-a, hoi-b]", "phong-hoi"), over)
    assert "không có đơn vị nào phải gửi" in folder.problems[0].message


def test_an_agency_without_dates_always_existed(tmp_path: Path) -> None:
    directory, _ = directory_of(tmp_path, DIRECTORY)
    agency = directory.agencies["phong-a"]
    assert agency.exists_on(date(1990, 1, 1))
    assert not replace(agency, valid_to=date(2025, 6, 30)).exists_on(date(2025, 7, 1))
