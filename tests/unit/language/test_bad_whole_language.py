"""What can be wrong with events, amendments, outlines, ad hoc reports and questions is told with its place."""

from pathlib import Path

import pytest

from tests.unit.language.plan_texts import PLAN, plan_with, read_in, shown

CAMPAIGN = "dot_cao_diem:\n  d: {dieu_khoan: II, tu: 1/7, den: 30/9, sau_khi: "
EVENT = "su_kien:\n  chi-dao: {dieu_khoan: II, ten: có chỉ đạo}\n"
TASK = "nhiem_vu:\n  viec: {dieu_khoan: II, noi_dung: Tập huấn, thuong_xuyen: có"
ISSUED = PLAN + "ngay_ban_hanh: __/4/2022\n"
ONE_YEAR_TWICE = (
    plan_with("hieu_luc: 2022", "hieu_luc: 2022-2023").replace("16/3}", "16/3/2022}")
    + "      - {ma: quy-1, ten: Quý I, truoc: 16/3/2023}\n"
)


def report_with(line: str) -> str:
    return plan_with("    qua: cong-an\n", f"    qua: cong-an\n    {line}\n")


def asking(about: str, plan: str = PLAN) -> str:
    return f"{plan}can_lam_ro:\n  q: {{hoi: Ai?, {about}}}\n"


SECTIONS = ", ".join(f"{{so: I.{number}, ten: Mục}}" for number in range(1, 202))

ERRORS = [
    ("an unknown event", PLAN + EVENT + CAMPAIGN + "chi-dap}\n", "17:52", "sự kiện `chi-dap`", "`chi-dao`?"),
    ("no event at all", PLAN + CAMPAIGN + "khai-mac}\n", "15:52", "sự kiện `khai-mac`", "`su_kien`"),
    ("an event of signs", PLAN + CAMPAIGN + '"…"}\n', "15:52", "không hiểu sự kiện “…”", "bằng lời"),
    (
        "an event without a clause",
        PLAN + CAMPAIGN + "chi-dao}\nsu_kien: {chi-dao: {ten: x}}\n",
        "16:20",
        "thiếu `dieu_khoan`",
        "Thêm",
    ),
    ("an event in a word", PLAN + "su_kien: {chi-dao: x}\n", "14:20", "sự kiện phải gồm", "`dieu_khoan`, `ten`"),
    ("events in words", PLAN + "su_kien: có chỉ đạo\n", "14:10", "phải là các mục", "`mã-của-mục:`"),
    ("an amendment without its day", PLAN + "sua_doi: [{so: 1/QĐ}]\n", "14:11", "thiếu `ngay`", "Thêm `ngay"),
    ("an amendment in a word", PLAN + "sua_doi: 1/QĐ-UBND\n", "14:10", "văn bản sửa đổi phải", "{so: 215/CV-CAT"),
    ("no amendment", PLAN + "sua_doi: []\n", "14:10", "`sua_doi` còn trống", "xoá dòng"),
    ("an impossible day", PLAN + "sua_doi: [{so: 1/QĐ, ngay: 31/6}]\n", "14:28", "không có ngày 31/6", "Xem lại"),
    (
        "an amendment of a month",
        PLAN + "sua_doi: {so: 1/QĐ, ngay: 6/2022}\n",
        "14:27",
        "không hiểu ngày",
        "Viết ngày/tháng",
    ),
    (
        "an amendment before the plan",
        ISSUED + "sua_doi: {so: 1/QĐ, ngay: 31/3}\n",
        *("15:27", "trước ngày ban hành kế hoạch (__/4/2022)", "Xem lại `ngay`"),
    ),
    (
        "an amendment after the effect",
        ISSUED + "sua_doi: {so: 1/QĐ, ngay: 1/1/2023}\n",
        *("15:27", "sau khi hết thời gian thực hiện (31/12/2022)", "`hieu_luc`"),
    ),
    (
        "amendments out of order",
        PLAN + "sua_doi:\n  - {so: 2/QĐ, ngay: 2/8}\n  - {so: 1/QĐ, ngay: 1/7}\n",
        *("16:22", "1/QĐ có ngày trước văn bản ghi trên nó (2/QĐ)", "cũ trước"),
    ),
    (
        "one amendment twice",
        PLAN + "sua_doi:\n  - {so: 2/QĐ, ngay: 2/8}\n  - {so: 2/QĐ, ngay: 3/8}\n",
        *("16:10", "2/QĐ ghi hai lần", "xoá bớt"),
    ),
    (
        "it replaces itself",
        PLAN + "thay_the: {so: 1/KH, ke_hoach: thu}\n",
        "14:32",
        "nêu chính nó",
        "kế hoạch kia",
    ),
    ("its own parent", PLAN + "ke_hoach_cap_tren: thu\n", "14:20", "nêu chính nó", "hoặc xoá"),
    ("a parent by its name", PLAN + "ke_hoach_cap_tren: Kế hoạch tỉnh\n", "14:20", "sai cách", "`ke-hoach-tinh`"),
    (
        "one plan replaced twice",
        PLAN + "thay_the: [{so: 1/KH}, {so: 1/KH}]\n",
        *("14:29", "1/KH ghi hai lần trong `thay_the`", "xoá bớt"),
    ),
    ("ad hoc with periods", report_with("dot_xuat: có"), "14:7", "đột xuất không có kỳ", "`dondoc open`"),
    ("ad hoc or not", report_with("dot_xuat: khi cần"), "12:15", "“khi cần”", "`có` hoặc `không`"),
    (
        "not ad hoc and without periods",
        PLAN + "  hai: {dieu_khoan: IV, don_vi_bao_cao: phong-a, gui_ve: ubnd, dot_xuat: không}\n",
        *("14:8", "báo cáo thiếu `ky`", "Thêm `ky: …`"),
    ),
    (
        "not ad hoc and without senders",
        PLAN + "  hai: {dieu_khoan: IV, gui_ve: ubnd, ky: theo quy định, dot_xuat: không}\n",
        *("14:8", "báo cáo thiếu `don_vi_bao_cao`", "Thêm `don_vi_bao_cao: …`"),
    ),
    (
        "no senders",
        plan_with("    don_vi_bao_cao: [phong-a, hoi-b]\n", ""),
        "8:5",
        "thiếu `don_vi_bao_cao`",
        "Thêm",
    ),
    ("no periods", PLAN.split("    ky:")[0], "8:5", "báo cáo thiếu `ky`", "các kỳ, mỗi kỳ một dòng"),
    ("waiting for nothing", report_with("khi_thieu: cho"), "12:16", "chỉ có nghĩa với", "`tong_hop_tu"),
    (
        "waiting somehow",
        PLAN
        + "  t: {dieu_khoan: V, don_vi_bao_cao: cong-an, gui_ve: ubnd, tong_hop_tu: dinh-ky, khi_thieu: đợi,"
        + " ky: theo quy định}\n",
        *("14:94", "“đợi”", "Viết `gui_va_neu_ten` hoặc `cho`"),
    ),
    ("a section without a name", report_with("de_cuong: [{so: I}]"), "12:16", "thiếu `ten`", "Thêm `ten"),
    ("a section in a word", report_with("de_cuong: [Phần I]"), "12:16", "phần của đề cương phải", "{so: II.3"),
    (
        "a section twice",
        report_with("de_cuong: [{so: I, ten: A}, {so: I, ten: B}]"),
        "12:33",
        "hai phần `i`",
        "`ma`",
    ),
    ("a section of signs", report_with('de_cuong: [{so: "*", ten: "-"}]'), "12:16", "chưa có mã", "Thêm `ma: …`"),
    ("too long an outline", report_with(f"de_cuong: [{SECTIONS}]"), "12:15", "có 201 phần", "các phần lớn"),
    ("an empty outline", report_with("de_cuong: []"), "12:15", "`de_cuong` còn trống", "xoá dòng"),
    (
        "an unknown activity",
        report_with("cua_dot: dot-1"),
        "12:14",
        "nhiệm vụ hay đợt cao điểm `dot-1`",
        "chưa có",
    ),
    (
        "an activity of nobody",
        PLAN
        + "  t: {dieu_khoan: V, gui_ve: ubnd, cua_dot: viec, ky: [{ma: m, ten: M, truoc: 1/9}]}\n"
        + f"{TASK}}}\n",
        *("14:6", "lấy nơi gửi từ `viec`", "`thuc_hien` ở mục ấy"),
    ),
    ("a question about nothing", asking("ve: {co_quan: hoi-b}"), "15:21", "thiếu `bao_cao`", "{bao_cao: dinh-ky"),
    (
        "a question about two things",
        asking("ve: {bao_cao: dinh-ky, nhiem_vu: viec}", f"{PLAN}{TASK}, thuc_hien: phong-a}}\n"),
        *("17:50", "cả `bao_cao` và `nhiem_vu`", "tách ra"),
    ),
    ("an unknown task", asking("ve: {nhiem_vu: viec}"), "15:32", "không có nhiệm vụ `viec`", "chưa có nhiệm vụ"),
    ("an unknown period", asking("ve: {bao_cao: dinh-ky, ky: quy-2}"), "15:44", "không có kỳ `quy-2`", "`quy-1`?"),
    (
        "a period of some year",
        asking("ve: {bao_cao: dinh-ky, ky: quy-1}", ONE_YEAR_TWICE),
        *("16:44", "nhiều kỳ `quy-1`", "`2022-quy-1`"),
    ),
    (
        "a period of a task",
        asking("ve: {nhiem_vu: viec, ky: quy-1}", f"{PLAN}{TASK}, thuc_hien: phong-a}}\n"),
        *("17:42", "`viec` không có kỳ `quy-1`", "Xoá `ky`"),
    ),
    (
        "an unknown way to answer",
        asking("tra_loi: số"),
        *("15:26", "`tra_loi` không nhận giá trị “số”", "`ngay` hoặc `don_vi` hoặc `co_khong` hoặc `loi_van`"),
    ),
]


@pytest.mark.parametrize(
    ("plan", "place", "message", "hint"), [row[1:] for row in ERRORS], ids=[r[0] for r in ERRORS]
)
def test_one_mistake_is_one_problem_told_where_what_and_what_to_do(
    plan: str, place: str, message: str, hint: str, tmp_path: Path
) -> None:
    folder = read_in(tmp_path, plan)
    assert folder.plans == {}
    (told,) = [shown(problem) for problem in folder.problems]
    assert told.startswith(f"{place}: lỗi: ")
    assert message in told
    assert hint in told


def test_an_event_that_nothing_waits_for_is_warned_of(tmp_path: Path) -> None:
    folder = read_in(tmp_path, PLAN + EVENT)
    assert "thu" in folder.plans
    assert [shown(problem) for problem in folder.problems] == [
        "15:12: cảnh báo: chưa việc nào chờ sự kiện `chi-dao` | "
        "Ghi `sau_khi: chi-dao` ở đợt cao điểm phải chờ, hoặc xoá sự kiện này."
    ]
