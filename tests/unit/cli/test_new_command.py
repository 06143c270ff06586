"""`dondoc new`: six questions become a file that passes `dondoc check`."""

import re
from pathlib import Path

import pytest

from dondoc.language.forms import Entries, forms_of
from dondoc.language.new_plan import EXAMPLES
from dondoc.language.schema import SHAPES
from tests.unit.cli.command_line import Answer, dondoc
from tests.unit.language.plan_texts import DIRECTORY

ANSWERS = [
    "Phòng cháy: năm 2026",
    "12/KH-UBND",
    "10/01/2026",
    "UBND thử",
    "phong mot",  # another name of phong-a, without diacritics
    "2026",
]
OPTIONS = ["--title", "--number", "--issued", "--issuer", "--standing-body", "--effect"]


def new(home: Path, *arguments: str, typed: list[str] | None = None) -> Answer:
    lines = "".join(f"{line}\n" for line in typed or ())
    return dondoc("new", "pccc-2026", *arguments, env={"DONDOC_PLANS": str(home)}, typed=lines)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder of plans with a directory and no plan."""
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "thu.yaml").write_text(DIRECTORY, encoding="utf-8")
    return tmp_path


def test_six_questions_make_a_plan_that_passes_check(plans: Path) -> None:
    answer = new(plans, typed=ANSWERS)
    assert answer.code == 0, answer.err
    assert answer.err.count("\n> ") == 6
    text = (plans / "pccc-2026.yaml").read_text(encoding="utf-8")
    for line in (
        'tieu_de: "Phòng cháy: năm 2026" #',
        "so_ky_hieu: 12/KH-UBND #",
        "ngay_ban_hanh: 10/01/2026 #",
        "co_quan_ban_hanh: ubnd #",
        "co_quan_thuong_truc: phong-a #",
        "hieu_luc: 2026 #",
    ):
        assert line in text
    assert sorted(path.name for path in plans.rglob("*.yaml")) == ["pccc-2026.yaml", "thu.yaml"]
    checked = dondoc("check", str(plans / "pccc-2026.yaml"), env={"DONDOC_PLANS": str(plans)})
    assert (checked.code, checked.out) == (0, "")


@pytest.mark.parametrize("effect", ["2026", "2026-2030", "từ 15/3/2026 đến 20/5/2026"])
def test_its_examples_pass_check_once_they_are_uncommented(plans: Path, effect: str) -> None:
    assert new(plans, typed=[*ANSWERS[:5], effect]).code == 0
    path = plans / "pccc-2026.yaml"
    head, _, examples = path.read_text(encoding="utf-8").partition("\n\n")
    uncommented = re.sub(r"^# (?=[a-z_]+:$| )", "", examples, flags=re.MULTILINE)
    path.write_text(f"{head}\n\n{uncommented}", encoding="utf-8")
    checked = dondoc("check", str(path), "--format", "json", env={"DONDOC_PLANS": str(plans)})
    assert [told for told in checked.json if told["severity"] == "error"] == []
    rows = dondoc("preview", str(path), "--format", "json", env={"DONDOC_PLANS": str(plans)}).json
    assert {row["kind"] for row in rows} == {"report", "task", "campaign", "own_plan"}


def test_every_section_of_the_language_has_an_example() -> None:
    sections = {
        key for key in SHAPES["plan"].keys if any(isinstance(form, Entries) for form in forms_of("plan", key))
    }
    assert set(EXAMPLES) == sections


def test_an_agency_that_nobody_knows_goes_into_a_directory_of_its_own(tmp_path: Path) -> None:
    answer = new(tmp_path, typed=[*ANSWERS[:3], "UBND xã Mẫu An", "Công an xã Mẫu An", "2026"])
    assert answer.code == 0, answer.err
    assert "Mới thêm vào danh bạ: UBND xã Mẫu An (`ubnd-xa-mau-an`)" in answer.err
    assert "`dondoc schema`" in answer.err
    checked = dondoc("check", str(tmp_path / "pccc-2026.yaml"), env={"DONDOC_PLANS": str(tmp_path)})
    assert (checked.code, checked.out) == (0, "")
    whole = dondoc("check", str(tmp_path / "directory"), env={"DONDOC_PLANS": str(tmp_path)})
    assert whole.out == ""


def test_a_wrong_answer_is_told_and_asked_again(plans: Path) -> None:
    typed = ["", ANSWERS[0], ANSWERS[1], "31/2/2026", *ANSWERS[2:5], "năm sau", "2026"]
    answer = new(plans, typed=typed)
    assert answer.code == 0, answer.err
    assert answer.err.count("\n> ") == 9
    assert "Câu này phải trả lời." in answer.err
    assert "31/2" in answer.err
    assert "không hiểu thời gian thực hiện “năm sau”" in answer.err


def test_options_answer_instead_of_a_person(plans: Path) -> None:
    options = [word for pair in zip(OPTIONS, ANSWERS, strict=True) for word in pair]
    answer = new(plans, *options, "--format", "json")
    assert answer.json == {"files": [str(plans / "pccc-2026.yaml")], "new_agencies": {}}
    wrong = dondoc(
        "new", "khac", "--effect", "mãi mãi", env={"DONDOC_PLANS": str(plans)}, typed="x\n\n\nubnd\nubnd\n"
    )
    assert wrong.code == 2
    assert "--effect: không hiểu thời gian thực hiện “mãi mãi”" in wrong.err


def test_what_the_copy_leaves_blank_may_stay_blank(plans: Path) -> None:
    assert new(plans, typed=[ANSWERS[0], "", "", *ANSWERS[3:]]).code == 0
    checked = dondoc("check", str(plans / "pccc-2026.yaml"), "--format", "json", env={"DONDOC_PLANS": str(plans)})
    assert {told["severity"] for told in checked.json} == {"question"}


def test_nothing_is_written_while_an_answer_is_missing_or_does_not_fit(plans: Path) -> None:
    silent = new(plans, typed=ANSWERS[:3])
    assert silent.code == 1
    assert "chưa ghi gì. Nêu bằng --issuer." in silent.err
    late = new(plans, typed=[*ANSWERS[:2], "10/01/2027", *ANSWERS[3:]])
    assert late.code == 1
    assert "sau khi hết thời gian thực hiện" in late.err
    assert not (plans / "pccc-2026.yaml").exists()


def test_no_file_is_overwritten_and_no_odd_name_taken(plans: Path) -> None:
    assert new(plans, typed=ANSWERS).code == 0
    again = new(plans, typed=ANSWERS)
    assert again.code == 1
    assert "đã có tệp" in again.err
    odd = dondoc("new", "Kế hoạch 1", env={"DONDOC_PLANS": str(plans)})
    assert odd.code == 2
    assert "viết `ke-hoach-1`" in odd.err
