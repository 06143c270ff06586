"""Plans of one folder fit together: what a plan collects is in before the plan above needs it."""

from pathlib import Path

from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Severity
from dondoc.language.folder import read_folder
from tests.unit.language.plan_texts import DIRECTORY, PLAN, shown

PARENT = (
    PLAN.replace("ke_hoach: thu", "ke_hoach: tinh")
    .replace("[phong-a, hoi-b]", "ubnd")
    .replace("gui_ve: ubnd", "gui_ve: toa-an")
)
CHILD = PLAN.replace("co_quan_ban_hanh", "ke_hoach_cap_tren: tinh\nco_quan_ban_hanh")
COMBINED = (
    "  tong-hop: {dieu_khoan: IV, don_vi_bao_cao: cong-an, gui_ve: toa-an, tong_hop_tu: dinh-ky,"
    " ky: [{ma: quy-1, ten: Quý I, truoc: 18/3}]}\n"
)


def told(folder: Path, only: str = "", **plans: str) -> list[str]:
    (folder / "directory").mkdir(exist_ok=True)
    (folder / "directory" / "thu.yaml").write_text(DIRECTORY, encoding="utf-8")
    for slug, text in plans.items():
        (folder / f"{slug}.yaml").write_text(text, encoding="utf-8")
    read = read_folder(folder / only, calendar=WorkCalendar())
    assert all(problem.severity is Severity.WARNING for problem in read.problems)
    return [shown(problem) for problem in read.problems]


def test_reports_that_are_in_before_the_plan_above_wants_them_are_fine(tmp_path: Path) -> None:
    assert told(tmp_path, thu=CHILD, tinh=PARENT) == []
    assert told(tmp_path, thu=CHILD, tinh=PARENT.replace("16/3", "23/3")) == []


def test_a_report_that_comes_in_after_the_day_of_the_plan_above_is_warned_of(tmp_path: Path) -> None:
    assert told(tmp_path, thu=CHILD.replace("16/3", "23/3"), tinh=PARENT) == [
        "14:9: cảnh báo: hạn 22/03/2022 sau hạn 15/03/2022 của cùng kỳ trong kế hoạch cấp trên "
        "(`tinh`, báo cáo `dinh-ky`) | Cấp dưới phải xong trước cấp trên: xem lại hạn này, hoặc hỏi cấp trên."
    ]


def test_a_consolidation_above_counts_whoever_writes_it(tmp_path: Path) -> None:
    above = PARENT.replace("don_vi_bao_cao: ubnd", "don_vi_bao_cao: phong-a") + COMBINED
    assert told(tmp_path, thu=CHILD.replace("16/3", "18/3"), tinh=above) == []
    (problem,) = told(tmp_path, thu=CHILD.replace("16/3", "19/3"), tinh=above)
    assert "hạn 18/03/2022 sau hạn 17/03/2022" in problem
    assert "báo cáo `tong-hop`" in problem


def test_a_report_that_the_plan_above_asks_of_others_says_nothing(tmp_path: Path) -> None:
    others = PARENT.replace("don_vi_bao_cao: ubnd", "don_vi_bao_cao: phong-a")
    assert told(tmp_path, thu=CHILD.replace("16/3", "23/3"), tinh=others) == []


def test_another_period_or_year_is_not_compared(tmp_path: Path) -> None:
    other = PARENT.replace("ma: quy-1, ten: Quý I", "ma: thang-3, ten: Tháng 3")
    assert told(tmp_path, thu=CHILD.replace("16/3", "23/3"), tinh=other) == []


def test_a_plan_that_the_folder_does_not_have_is_warned_of(tmp_path: Path) -> None:
    child = (
        CHILD.replace("cap_tren: tinh", "cap_tren: trung-uong")
        + "thay_the: [{so: 1/KH, ke_hoach: tinhh}, {so: 2/KH, ke_hoach: cu}]\n"
    )
    assert told(tmp_path, thu=child, tinh=PARENT) == [
        "3:20: cảnh báo: thư mục không có kế hoạch `trung-uong` | "
        "Kế hoạch ấy không theo dõi ở đây thì xoá `ke_hoach_cap_tren`.",
        "15:33: cảnh báo: thư mục không có kế hoạch `tinhh` | Có phải `tinh`?",
    ]


def test_a_lone_file_is_not_compared_with_what_was_not_read(tmp_path: Path) -> None:
    assert told(tmp_path, "thu.yaml", thu=CHILD.replace("16/3", "23/3"), tinh=PARENT) == []


def test_two_plans_are_not_above_each_other(tmp_path: Path) -> None:
    above = PARENT.replace("co_quan_ban_hanh", "ke_hoach_cap_tren: thu\nco_quan_ban_hanh")
    assert told(tmp_path, thu=CHILD, tinh=above) == [
        "3:20: cảnh báo: `thu` và `tinh` ghi nhau là kế hoạch cấp trên | "
        "Bỏ `ke_hoach_cap_tren` ở kế hoạch của cấp trên."
    ]
