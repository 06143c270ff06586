"""Everything that can be wrong with a plan file is told with its place, in a sentence, and what to do."""

import unicodedata
from pathlib import Path

import pytest

from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Severity
from dondoc.language.folder import Folder, read_folder
from tests.unit.language.plan_texts import PLAN, plan_with, read_in, shown

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"
WITH_ROUND = PLAN + (
    "  mot: {dieu_khoan: '1', don_vi_bao_cao: phong-a, gui_ve: ubnd, tong_hop_tu: hai, ky: theo quy định}\n"
    "  hai: {dieu_khoan: '2', don_vi_bao_cao: phong-a, gui_ve: ubnd, tong_hop_tu: mot, ky: theo quy định}\n"
)
METRIC = PLAN + "chi_tieu:\n  a:\n    do: Tỷ lệ\n    dieu_khoan: I\n    dat: "


def listed_with(bullet: str) -> str:
    """The small plan with its two agencies in lines of their own, after a sign that is no dash of YAML."""
    return plan_with("[phong-a, hoi-b]", f"\n      {bullet}phong-a\n      {bullet}hoi-b")


ABOUT_NOBODY = "can_lam_ro:\n  q: {hoi: Ai?, ve: {bao_cao: dinh-ky, co_quan: []}}\nbao_cao:"

ERRORS = [
    ("an unknown key", plan_with("qua:", "qa:"), "11:5", "từ khoá `qa` không có", "`qua`"),
    ("a required key misspelt", plan_with("gui_ve", "guive"), "10:5", "từ khoá `guive` không có", "`gui_ve`"),
    ("a key of another place", plan_with("qua:", "hoi:"), "11:5", "`hoi` không dùng ở", "của mục câu hỏi"),
    ("the same, with its place", plan_with("qua:", "hoi:"), "11:5", "`hoi` không dùng ở", "Ở đây dùng"),
    ("a missing key", plan_with("    gui_ve: ubnd\n", ""), "8:5", "thiếu `gui_ve`", "Thêm `gui_ve"),
    ("a duplicate key", plan_with("    qua:", "    qua: ubnd\n    qua:"), "12:5", "`qua` viết hai lần", "dòng 11"),
    ("both words of a key", plan_with("    qua:", "    via: ubnd\n    qua:"), "12:5", "`qua` và `via`", "Giữ một"),
    ("an impossible date", plan_with("16/3", "31/6"), "13:40", "không có ngày 31/6/2022", "chỉ có 30 ngày"),
    ("an impossible month", plan_with("16/3", "1/13"), "13:40", "không có tháng 13", "ngày trước, tháng sau"),
    ("a date outside the effect", plan_with("16/3", "16/3/2031"), "13:40", "nằm ngoài thời gian", "`hieu_luc`"),
    ("a day before the effect", plan_with("16/3", "1/1"), "13:40", "31/12/2021 nằm ngoài", "Sửa ngày"),
    ("a date as YAML types it", plan_with("16/3", "2022-03-16"), "13:40", "năm-tháng-ngày", "16/3/2022"),
    ("an unclear year", plan_with("2022", "2022-2023"), "13:40", "không rõ năm nào", "16/3/2022"),
    ("an unknown agency", plan_with("phong-a", "phong-aa"), "9:22", "không có cơ quan hay nhóm", "`phong-a`"),
    ("another name as slug", plan_with("phong-a", "phong-mot"), "9:22", "`phong-mot`", "Có phải `phong-a`"),
    ("a name for a slug", plan_with("phong-a", "Phòng A"), "9:22", "viết sai cách", "Viết `phong-a`"),
    ("another name", plan_with("phong-a", "Phòng Một"), "9:22", "“Phòng Một” viết sai cách", "Viết `phong-a`"),
    ("a name of a group", plan_with("[phong-a, hoi-b]", '"Các phòng và hội"'), "9:21", "sai", "Viết `phong-hoi`"),
    ("a name of nobody", plan_with("phong-a", "Sở X"), "9:22", "“Sở X” viết sai cách", "viết `so-x`"),
    ("names in a row", plan_with("[phong-a, hoi-b]", "Phòng A, Hội B"), "9:21", "sai cách", "[phong-a, hoi-b]"),
    ("slugs with a semicolon", plan_with("a, h", "a; h"), "9:22", "sai cách", "[phong-a, hoi-b]"),
    ("dashes of a word processor", listed_with("– "), "10:7", "sai cách", "[phong-a, hoi-b]"),
    ("bullets", listed_with("• "), "10:7", "sai cách", "[phong-a, hoi-b]"),
    ("dashes without a space", listed_with("-"), "10:7", "sai", "[phong-a, hoi-b]"),
    ("two names for one", plan_with("qua: cong-an", "qua: Phòng A, Hội B"), "11:10", "sai cách", "một cơ quan"),
    ("a group for an agency", plan_with("qua: cong-an", "qua: phong-hoi"), "11:10", "là một nhóm", "một cơ quan"),
    ("nobody to report", plan_with("[phong-a, hoi-b]", "[]"), "9:21", "`don_vi_bao_cao` còn trống", "Điền"),
    ("a question about nobody", plan_with("bao_cao:", ABOUT_NOBODY), "7:49", "`co_quan` còn trống", "xoá dòng"),
    ("a cycle of consolidation", WITH_ROUND, "14:8", "thành vòng: mot → hai → mot", "`tong_hop_tu`"),
    ("a report of itself", plan_with("    qua:", "    tong_hop_tu: dinh-ky\n    qua:"), "8:5", "thành vòng", "Bỏ"),
    (
        "an unknown report",
        plan_with("    qua:", "    tong_hop_tu: dinhky\n    qua:"),
        *("11:18", "không có báo cáo `dinhky`", "`dinh-ky`"),
    ),
    (
        "one slug for two entries",
        PLAN + "nhiem_vu:\n  dinh-ky: {dieu_khoan: II, noi_dung: X, thuc_hien: phong-a, thuong_xuyen: có}\n",
        *("15:12", "`dinh-ky` dùng cho hai mục", "dòng 8"),
    ),
    (
        "one period twice",
        PLAN + "      - {ma: quy-1, ten: Quý I, truoc: 17/3}\n",
        *("14:9", "hai kỳ `quy-1` của năm 2022", "Đổi `ma`"),
    ),
    ("a malformed slug", plan_with("dinh-ky", "Định kỳ"), "7:3", "viết sai cách", "`dinh-ky`"),
    ("a slug unlike the file", plan_with("ke_hoach: thu", "ke_hoach: khac"), "1:11", "khác tên tệp", "khac.yaml"),
    ("a secret document", PLAN + "do_mat: mật\n", "14:9", "độ mật “mật”", "văn bản thường"),
    ("a choice left open", PLAN + "mau: Có/Không\n", "14:6", "không nhận giá trị “Có/Không”", "`có` hoặc `không`"),
    ("an unknown roll", PLAN + "doi_ngay: sau\n", "14:11", "“sau”", "`khong` hoặc `ke_tiep`"),
    ("grace in words", PLAN + "so_ngay_cho: nhiều\n", "14:14", "“nhiều”", "từ 0 đến 60"),
    ("an empty value", plan_with("gui_ve: ubnd", "gui_ve:"), "10:12", "`gui_ve` bỏ trống", "Điền giá trị"),
    ("a null", plan_with("gui_ve: ubnd", "gui_ve: ~"), "10:13", "`gui_ve` bỏ trống", "Điền giá trị"),
    ("a list for a value", plan_with("gui_ve: ubnd", "gui_ve: [a]"), "10:13", "một giá trị", "trên một dòng"),
    ("periods in words", PLAN.split("    ky:")[0] + "    ky: hằng quý\n", "12:9", "`ky` phải là", "{ma: quy-1"),
    ("both strict and not", plan_with("truoc: 16/3", "truoc: 16/3, cham_nhat: 1/4"), "13:57", "cùng nhau", "Giữ"),
    ("a period without a day", plan_with(", truoc: 16/3", ""), "13:9", "thiếu ngày gửi", "truoc: 16/3"),
    ("data without an end", plan_with("truoc:", "tu: 1/1, truoc:"), "13:37", "chưa có ngày cuối", "chot_so_lieu"),
    ("tab", plan_with("    qua:", "\tqua:"), "11:1", "dấu tab", "hai dấu cách"),
    ("a tab in a value", plan_with("Kế hoạch thử", "Kế\thoạch"), "2:12", "dấu tab", "hai dấu cách"),
    ("an unquoted ? in braces", plan_with("16/3", "?"), "13:40", "dấu “?” trong ngoặc", 'truoc: "?"}'),
    ("an unquoted ?", PLAN.split("    ky:")[0] + "    ky: ?\n", "12:9", "dấu “?”", 'ky: "?"'),
    ("a comma in braces", plan_with("Quý I,", "Quý I, đầu năm,"), "13:31", "dấu phẩy trong", '"Quý I, đầu năm"'),
    ("a missing comma", plan_with("Quý I,", "Quý I"), "13:37", "thiếu dấu phẩy", "ten: Quý I, truoc: 16/3}"),
    ("a semicolon in braces", plan_with("y-1, t", "y-1; t"), "13:24", "thiếu dấu phẩy", "ma: quy-1, ten: Quý I"),
    ("a brace too many", plan_with("16/3}", "16/3}}"), "13:45", "thừa dấu “}”", "Xoá"),
    ("a colon in braces", plan_with("Quý I,", "Quý I: đầu,"), "13:31", "hai chấm trong ngoặc", '"Quý I: đầu"'),
    ("a colon in a title", plan_with("Kế hoạch thử", "Kế hoạch: thử"), "2:18", "hai chấm phải", '"Kế hoạch: thử"'),
    ("no space after a colon", plan_with("tieu_de: ", "tieu_de:"), "2:9", "phải có một dấu cách", "tieu_de: Kế"),
    ("an open brace", plan_with("16/3}", "16/3"), "13:9", "ngoặc “{” mở ở đây", "Thêm “}”"),
    ("an open quote", plan_with("Kế hoạch thử", '"Kế hoạch'), "2:10", "không được đóng", "cuối giá trị"),
    ("an open single quote", plan_with("Kế hoạch thử", "'Kế hoạch"), "2:10", "dấu ngoặc ' mở", "cuối giá trị"),
    ("a sign of more", METRIC + ">90%\n", "18:10", "dấu “>” phải đặt", 'dat: ">90%"'),
    ("a sign of more, apart", METRIC + "> 90%\n", "18:10", "dấu “>” phải đặt", 'dat: "> 90%"'),
    ("a sign of more or equal", METRIC + ">=90%\n", "18:10", "dấu “>” phải đặt", 'dat: ">=90%"'),
    ("a bar", plan_with("Kế hoạch thử", "| Kế hoạch"), "2:10", "dấu “|” phải đặt", '"| Kế hoạch"'),
    ("no key before a colon", PLAN + ": x\n", "14:1", "thiếu từ khoá", "`từ_khoá: giá trị`"),
    ("a directive of YAML", "%YAML 3.0\n---\n" + PLAN, "1:1", "bắt đầu bằng “%”", "Xoá dòng"),
    ("an end of YAML", "...\n", "1:1", "bắt đầu bằng “...”", "Xoá dòng"),
    ("a hidden control character", plan_with("Kế hoạch thử", '"Kế\\e[31m"'), "2:10", "U+001B", "Bỏ dấu \\"),
    ("a hidden NUL", plan_with("Kế hoạch thử", '"Kế\\0"'), "2:10", "U+0000", "Bỏ dấu \\"),
    ("an override of direction", plan_with("Kế hoạch thử", "Kế\u202ehoạch"), "2:12", "U+202E", "Xoá"),
    ("a bullet of a word processor", plan_with("Kế", "\uf0b7 Kế"), "2:10", "phông chữ (U+F0B7)", "Word"),
    ("a lost letter", plan_with("Kế", "K\ufffd"), "2:11", "chữ đã hỏng", "Gõ lại"),
    ("a tagged list", plan_with("ubnd\n    qua", "!!x [a]\n    qua"), "10:13", "nhãn kiểu dữ liệu", "ngoặc kép"),
    ("an odd indentation", plan_with("    qua:", "   qua:"), "11:4", "thụt dòng", "bằng nhau"),
    ("an alias bomb", BOMB, "1:4", "không dùng neo", "viết đủ ra"),
    ("a Python tag", PLAN + "nguoi_ky: !!python/name:os.system\n", "14:11", "nhãn kiểu dữ liệu", "ngoặc kép"),
    ("a tag of one's own", PLAN + "nguoi_ky: !ten An\n", "14:11", "nhãn kiểu dữ liệu", "ngoặc kép"),
    ("a merge key", PLAN + "<<: {mau: có}\n", "14:1", "“<<”", "viết đủ ra"),
    ("2 MB of one scalar", PLAN + f"nguoi_ky: {'a' * 2_000_000}\n", "14:11", "dài 2000000 ký tự", "tên ngắn"),
    ("too large a file", "#" * 5_000_000, "1:1", "quá giới hạn 4 MB", "một kế hoạch"),
    ("deep nesting", "a: " + "[" * 100_000, "1:27", "lồng quá sâu", "dấu ngoặc"),
    ("another encoding", PLAN.encode("utf-8") + b"nguoi_ky: Nguy\xeen\n", "14:15", "byte 0xEE", "UTF-8"),
    ("UTF-16", PLAN.encode("utf-16"), "1:1", "UTF-16", "UTF-8"),
    ("BOM", b"\xef\xbb\xbf" + PLAN.encode("utf-8"), "1:1", "dấu BOM", "UTF-8"),
    ("NFD text", unicodedata.normalize("NFD", PLAN), "2:11", "NFD", "dựng sẵn"),
    ("a full-width sign", plan_with("tieu_de: ", "tieu_de： "), "2:8", "U+FF1A", "gõ lại “:”"),
    ("a control character", plan_with("thử", "th\x01ử"), "2:21", "U+0001", "Xoá"),
    ("an empty file", "", "1:1", "tệp rỗng", "ke_hoach"),
    ("only a comment", "# chưa viết\n", "1:1", "tệp rỗng", "ke_hoach"),
    ("a list", "- a\n- b\n", "1:1", "phải gồm các mục", "`ke_hoach`"),
    ("a lone word", "xin chào\n", "1:1", "phải gồm các mục", "`ke_hoach`"),
    (
        "a period in a word",
        PLAN.split("      -")[0] + "      - Quý I\n",
        "13:9",
        "các mục",
        "{ma: quy-1, ten: Quý I",
    ),
    ("day key of a period", plan_with("truoc:", "truoc_ngay:"), "13:33", "`truoc_ngay` không có", "`truoc`?"),
    ("two documents", PLAN + "---\n" + PLAN, "14:1", "hai phần", "tách phần sau"),
]


@pytest.mark.parametrize(
    ("plan", "place", "message", "hint"), [row[1:] for row in ERRORS], ids=[r[0] for r in ERRORS]
)
def test_a_wrong_plan_is_told_where_what_and_what_to_do(
    plan: str | bytes, place: str, message: str, hint: str, tmp_path: Path
) -> None:
    folder = read_in(tmp_path, plan)
    assert folder.plans == {}
    told = [shown(problem) for problem in folder.problems]
    assert any(line.startswith(f"{place}: lỗi: ") and message in line and hint in line for line in told), told


SEVERAL = {"an alias bomb"}  # no plan at all, so its keys are told as well


@pytest.mark.parametrize("plan", [pytest.param(r[1], id=r[0]) for r in ERRORS if r[0] not in SEVERAL])
def test_one_mistake_is_one_problem(plan: str | bytes, tmp_path: Path) -> None:
    assert len(read_in(tmp_path, plan).problems) == 1


WARNINGS = [
    (
        "a deadline on the cut-off",
        plan_with("truoc:", "chot_so_lieu: 15/3, truoc:"),
        "trùng ngày chốt số liệu (15/03)",
    ),
    ("a deadline before the cut-off", plan_with("16/3", "10/3"), "trước ngày chốt số liệu tham khảo (14/03)"),
    ("a day off", plan_with("16/3", "17/4"), "16/04/2022 rơi vào ngày nghỉ"),
    ("the January after", plan_with("16/3", "10/1/2023"), "nằm ngoài thời gian thực hiện"),
    ("a value cut short", plan_with("Kế hoạch thử", "Kế hoạch #1"), "bị coi là ghi chú"),
    ("quotation marks of a word processor", plan_with("Kế hoạch thử", "“Kế hoạch”"), "ngoặc kép cong"),
    ("an agency twice", plan_with("hoi-b]", "hoi-b, hoi-b]"), "viết hai lần trong một danh sách"),
]


@pytest.mark.parametrize(("plan", "message"), [row[1:] for row in WARNINGS], ids=[row[0] for row in WARNINGS])
def test_a_doubtful_plan_is_warned_of_and_stays_a_plan(plan: str, message: str, tmp_path: Path) -> None:
    folder = read_in(tmp_path, plan)
    assert "thu" in folder.plans
    assert [problem.severity for problem in folder.problems] == [Severity.WARNING]
    assert message in folder.problems[0].message
    assert folder.problems[0].hint


def test_the_small_plan_itself_has_no_problem(tmp_path: Path) -> None:
    folder = read_in(tmp_path, PLAN)
    assert folder.problems == ()
    assert folder.plans["thu"].text == PLAN


FIVE_TRAPS = """\
ke_hoach: thu
tieu_de: Phòng: chống
co_quan_ban_hanh: ubnd
co_quan_thuong_truc: cong-am
hieu_luc: 2022
bao_cao:
  dinh-ky:
    dieu_khoan: III.1
    don_vi_bao_cao: [phong-a, hoi-b]
    gui_vee: ubnd
\tqua: cong-an
    ky:
      - {ma: quy-1, ten: Quý I, đầu năm, truoc: ?}
      - {ma: quy-2, ten: Quý: II, truoc: 31/6}
"""


def test_every_problem_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    told = [shown(problem) for problem in read_in(tmp_path, FIVE_TRAPS).problems]
    assert told == [
        '2:15: lỗi: giá trị có dấu hai chấm phải đặt trong ngoặc kép | Viết: tieu_de: "Phòng: chống"',
        "4:22: lỗi: danh bạ không có cơ quan hay nhóm `cong-am` | Có phải `cong-an`?",
        "10:5: lỗi: từ khoá `gui_vee` không có trong mục báo cáo | Có phải `gui_ve`?",
        "11:1: lỗi: có dấu tab; tệp kế hoạch chỉ dùng dấu cách | Thay mỗi tab bằng hai dấu cách.",
        "13:31: lỗi: giá trị có dấu phẩy trong ngoặc phải đặt trong ngoặc kép | "
        'Viết: - {ma: quy-1, ten: "Quý I, đầu năm", truoc: "?"}',
        "13:49: lỗi: giá trị có dấu “?” trong ngoặc phải đặt trong ngoặc kép | "
        'Viết: - {ma: quy-1, ten: Quý I, đầu năm, truoc: "?"}',
        "14:29: lỗi: giá trị có dấu hai chấm trong ngoặc phải đặt trong ngoặc kép | "
        'Viết: - {ma: quy-2, ten: "Quý: II", truoc: 31/6}',
        "14:42: lỗi: không có ngày 31/6/2022: tháng 6/2022 chỉ có 30 ngày | Xem lại ngày trong văn bản.",
    ]


@pytest.mark.parametrize(
    "plan",
    [
        plan_with("phong-a", '"Phòng\\nA"'),
        plan_with("gui_ve: ubnd", '"gui\\nve": ubnd'),
        plan_with("16/3", '"16/3\\n\\nnăm"'),
        plan_with("ma: quy-1", 'ma: "quy\\n1"'),
    ],
)
def test_a_problem_stands_on_one_line_whatever_it_quotes(plan: str, tmp_path: Path) -> None:
    for problem in read_in(tmp_path, plan).problems:
        assert "\n" not in problem.message
        assert "\n" not in problem.hint


def test_a_file_of_nothing_but_mistakes_is_cut_short(tmp_path: Path) -> None:
    problems = read_in(tmp_path, "".join(f"k{number}: 1\n" for number in range(3000))).problems
    assert len(problems) == 101
    assert problems[-1].message == "tệp có quá nhiều lỗi: chỉ nêu 100 lỗi đầu"


def test_a_broken_plan_hides_nothing_of_the_others(tmp_path: Path) -> None:
    read_in(tmp_path, PLAN)
    (tmp_path / "hong.yaml").write_text("ke_hoach: [", encoding="utf-8")
    (tmp_path / "cu.yml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "contacts.yaml").write_text("không phải kế hoạch", encoding="utf-8")
    folder = _read_all(tmp_path)
    assert list(folder.plans) == ["thu"]
    assert [Path(problem.position.file).name for problem in folder.problems] == ["cu.yml", "hong.yaml"]


def test_a_plan_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    folder = _read_all(tmp_path / "khong-co.yaml")
    assert "không có tệp này" in [problem.message for problem in folder.problems]


def test_a_plan_without_a_directory_says_so_once(tmp_path: Path) -> None:
    (tmp_path / "thu.yaml").write_text(PLAN, encoding="utf-8")
    assert [problem.message for problem in _read_all(tmp_path).problems] == ["chưa có danh bạ cơ quan"]


def _read_all(path: Path) -> Folder:
    return read_folder(path, calendar=WorkCalendar())
