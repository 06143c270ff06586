"""Dated rows of the calendar: what is read, and what is refused with which words."""

import os
from datetime import date
from pathlib import Path

import pytest

from dondoc.calendar.overrides import Certainty, Kind, Override, read_overrides

HEADER = "date,kind,label,source,certainty\n"


def write(folder: Path, text: str, name: str = "lich.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_rows_of_all_files_come_in_the_order_of_their_days(tmp_path: Path) -> None:
    write(tmp_path, HEADER + '2026-01-10,work,Làm bù,"Công văn 12729/VPCP-KGVX, 25/12/2025",certain\n', "b.csv")
    write(tmp_path, "\ufeff" + HEADER + "\n2026-01-02,off,Nghỉ hoán đổi,như trên,provisional\n", "a.csv")
    rows, problems = read_overrides(tmp_path)
    assert problems == ()
    assert rows == (
        Override(date(2026, 1, 2), Kind.OFF, "Nghỉ hoán đổi", "như trên", Certainty.PROVISIONAL),
        Override(
            date(2026, 1, 10), Kind.WORK, "Làm bù", "Công văn 12729/VPCP-KGVX, 25/12/2025", Certainty.CERTAIN
        ),
    )


def test_a_folder_without_files_has_no_rows(tmp_path: Path) -> None:
    assert read_overrides(tmp_path) == ((), ())


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2026-02-30,off,x,y,certain", "ngày “2026-02-30” không có trong lịch"),
        ("02/01/2026,off,x,y,certain", "ngày “02/01/2026” không có trong lịch"),
        ("20260102,off,x,y,certain", "ngày “20260102” không có trong lịch"),
        ("2026-W01-5,off,x,y,certain", "ngày “2026-W01-5” không có trong lịch"),
        ("2026-01-02,nghỉ,x,y,certain", "loại ngày “nghỉ” không hiểu được"),
        ("2026-01-02,off,x,y,sure", "độ chắc chắn “sure” không hiểu được"),
        ("2026-01-02,off,x,,certain", "thiếu nguồn của ngày nghỉ, ngày làm bù"),
        ("2026-01-02,off,a, b,y,certain", "dòng có 6 ô, cần 5 ô (date,kind,label,source,certainty)"),
        ("2026-01-02,off", "dòng có 2 ô, cần 5 ô (date,kind,label,source,certainty)"),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_what_to_do(tmp_path: Path, row: str, message: str) -> None:
    write(tmp_path, HEADER + "2026-08-31,off,Nghỉ,TB 9441,certain\n" + row + "\n")
    rows, (problem,) = read_overrides(tmp_path)
    assert [each.day for each in rows] == [date(2026, 8, 31)]
    assert (problem.position.line, problem.message, problem.is_error) == (3, message, True)
    assert problem.hint


def test_all_problems_are_named_at_once(tmp_path: Path) -> None:
    write(tmp_path, HEADER + "x,off,x,y,certain\n2026-01-02,x,x,y,certain\n")
    write(tmp_path, "ngay,loai\n", "z.csv")
    _, problems = read_overrides(tmp_path)
    assert [problem.position.line for problem in problems] == [2, 3, 1]


def test_a_day_has_one_row_over_all_files(tmp_path: Path) -> None:
    write(tmp_path, HEADER + "2026-01-02,off,x,y,certain\n", "a.csv")
    write(tmp_path, HEADER + "2026-01-02,work,x,y,certain\n", "b.csv")
    rows, (problem,) = read_overrides(tmp_path)
    assert [row.kind for row in rows] == [Kind.OFF]
    assert problem.message == f"ngày 02/01/2026 đã có ở {tmp_path / 'a.csv'}:2"


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cu.csv").write_bytes("nghỉ".encode("utf-16"))
    _, (problem,) = read_overrides(tmp_path)
    assert "UTF-8" in problem.message


def test_a_cell_without_end_is_told_at_the_line_where_it_begins(tmp_path: Path) -> None:
    write(tmp_path, HEADER + '2026-01-02,off,"Nghỉ\n' + "x" * 200_000 + "\n")
    _, (problem,) = read_overrides(tmp_path)
    assert (problem.position.line, problem.message) == (2, "dòng không đọc được thành các ô")


def test_a_row_over_two_lines_does_not_shift_the_next(tmp_path: Path) -> None:
    write(tmp_path, HEADER + '2026-01-02,off,"Nghỉ\nhoán đổi",CV 1,certain\n2026-01-03,x,y,z,certain\n')
    rows, (problem,) = read_overrides(tmp_path)
    assert len(rows) == 1
    assert problem.position.line == 4


def test_what_is_no_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    os.mkfifo(tmp_path / "b.csv")
    (tmp_path / "c.csv").symlink_to("c.csv")
    (tmp_path / "d.csv").symlink_to("khong-co.csv")
    _, problems = read_overrides(tmp_path)
    assert [problem.message for problem in problems] == [
        "đây là thư mục, không phải tệp",
        "đây không phải tệp thường",
        "liên kết trỏ vòng quanh, không tới tệp nào",
        "không có tệp này",
    ]


def test_a_calendar_of_megabytes_is_refused(tmp_path: Path) -> None:
    write(tmp_path, HEADER + "\n" * 5_000_000)
    _, (problem,) = read_overrides(tmp_path)
    assert problem.message == "tệp lịch quá lớn"
