"""What somebody sees who writes a plan in an editor with the yaml-language-server: asked of the server itself."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.editor.language_server import LanguageServer, Mark, started
from tests.unit.language.plan_texts import PLAN

PLANS = Path(__file__).parents[2] / "plan_specs"
INSTALLED = Path(__file__).parent / "node_modules" / ".bin" / "yaml-language-server"
MODELINE = "# yaml-language-server: $schema=schema/plan.json\n"
WRITTEN = MODELINE + PLAN
NAMES = (PLANS / f"thu-{number}.yaml" for number in count(1))  # files that are being written and not yet saved
FILES = sorted([*PLANS.glob("*.yaml"), *PLANS.glob("directory/*.yaml")])

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def editor() -> Iterator[LanguageServer]:
    """A server that is running; without node or the server the test is left out with a word."""
    command = str(INSTALLED) if INSTALLED.exists() else shutil.which("yaml-language-server")
    if shutil.which("node") is None or command is None:
        pytest.skip("cần node và yaml-language-server: chạy `make editor`")
    with started([command], PLANS) as server:
        yield server


@pytest.fixture
def new() -> Path:
    """The path of a file that nobody has opened yet."""
    return next(NAMES)


def place(text: str, word: str) -> tuple[int, int]:
    """Line and character (from 0) of the first letter of a word."""
    before = text[: text.index(word)]
    return before.count("\n"), len(before) - before.rfind("\n") - 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_marked_in_the_files_of_the_project(editor: LanguageServer, path: Path) -> None:
    assert editor.open(path, path.read_text(encoding="utf-8")) == []


def test_a_wrong_key_gets_a_red_line_in_vietnamese(editor: LanguageServer, new: Path) -> None:
    marks = editor.open(new, WRITTEN.replace("gui_ve:", "gui_vee:"))
    line, _ = place(WRITTEN, "gui_ve:")
    wrong = next(mark for mark in marks if mark.line == line)
    assert wrong.under == "gui_vee"
    assert wrong.message.startswith("Từ khoá này không có trong mục báo cáo. Ở đây dùng: dieu_khoan, gui_ve,")
    assert Mark(line - 3, "dinh-ky", "Báo cáo thiếu `gui_ve` (Gửi về).") in marks


@pytest.mark.parametrize(
    ("old", "wrong", "mark"),
    [
        ("qua: cong-an", "qua: [a, b]", ("[a, b]", "Viết một giá trị trên một dòng")),
        ("hieu_luc: 2022", "hieu_luc: 2022\neffect: 2023", ("effect", "là một từ khoá, chỉ viết một lần")),
        ("dinh-ky:", "Định kỳ:", ("Định kỳ", "Mã chỉ gồm chữ thường không dấu")),
        ("hieu_luc: 2022", "hieu_luc: 2022\nmau: chắc có", ("chắc có", "Giá trị này không dùng ở đây.")),
        ("hieu_luc: 2022", "hieu_luc: 2022\nnhiem_vu: không", ("không", "viết `mã-của-mục:`")),
        ("[phong-a, hoi-b]", "[]", ("[]", "một danh sách có ít nhất một mục")),
        ("{ma: quy-1, ten: Quý I, truoc: 16/3}", "quy-1", ("quy-1", "Kỳ báo cáo phải gồm các mục")),
    ],
)
def test_a_wrong_value_is_marked_with_what_to_write(
    editor: LanguageServer, new: Path, old: str, wrong: str, mark: tuple[str, str]
) -> None:
    assert old in WRITTEN
    marks = editor.open(new, WRITTEN.replace(old, wrong))
    under, message = mark
    assert [each for each in marks if each.under == under and message in each.message], marks


def test_a_plan_in_english_keys_is_right_as_well(editor: LanguageServer, new: Path) -> None:
    text = WRITTEN.replace("don_vi_bao_cao", "from").replace("gui_ve", "to").replace("tieu_de", "title")
    assert editor.open(new, text) == []


@pytest.mark.parametrize(
    ("word", "title", "meaning"),
    [
        ("don_vi_bao_cao", "Đơn vị báo cáo", "mã cơ quan hoặc nhóm phải báo cáo"),
        ("truoc", "Trước ngày", "không kể ngày ghi"),
        ("hieu_luc", "Thời gian thực hiện", "2016-2020"),
    ],
)
def test_hovering_over_a_key_explains_it(
    editor: LanguageServer, new: Path, word: str, title: str, meaning: str
) -> None:
    editor.open(new, WRITTEN)
    line, character = place(WRITTEN, f"{word}:")
    shown = editor.hover(new, line, character + 1)
    assert shown.startswith(f"#### {title}\n")
    assert meaning in shown
    assert "Example" in shown


def test_hovering_over_the_english_form_says_the_same(editor: LanguageServer, new: Path) -> None:
    text = WRITTEN.replace("gui_ve:", "to:")
    editor.open(new, text)
    line, character = place(text, "to: ubnd")
    assert editor.hover(new, line, character).startswith("#### Gửi về\n")


def test_keys_are_completed_where_they_may_stand(editor: LanguageServer, new: Path) -> None:
    text = WRITTEN.replace("    qua: cong-an\n", "    \n")
    editor.open(new, text)
    line, _ = place(text, "gui_ve")
    offered = editor.completions(new, line + 1, 4)
    assert {"qua", "via", "tham_muu", "tong_hop_tu", "nguyen_van"} <= set(offered)
    assert not {"gui_ve", "dieu_khoan", "chu_tri", "hieu_luc"} & set(offered)
    assert "đầu mối nhận thay" in offered["qua"]


def test_keys_of_a_row_are_completed_too(editor: LanguageServer, new: Path) -> None:
    text = WRITTEN + "      - \n"
    editor.open(new, text)
    offered = editor.completions(new, text.count("\n") - 1, 8)
    assert {"ma", "ten", "truoc", "cham_nhat", "chot_so_lieu"} <= set(offered)


def test_words_that_a_key_takes_are_completed(editor: LanguageServer, new: Path) -> None:
    text = WRITTEN.replace("hieu_luc: 2022", "hieu_luc: 2022\nmau: ")
    editor.open(new, text)
    line, _ = place(text, "mau: ")
    assert {"có", "không"} <= set(editor.completions(new, line, 5))
