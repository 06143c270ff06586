"""`dondoc fmt` and `dondoc schema`: what they write, and what they leave alone."""

import json
from pathlib import Path

from tests.unit.cli.command_line import dondoc
from tests.unit.language.plan_texts import DIRECTORY, PLAN


def _folder(home: Path) -> Path:
    (home / "directory").mkdir()
    (home / "directory" / "thu.yaml").write_text(DIRECTORY, encoding="utf-8")
    (home / "thu.yaml").write_text(PLAN, encoding="utf-8")
    return home


def test_fmt_rewrites_a_plan_and_says_how_much(tmp_path: Path) -> None:
    env = {"DONDOC_PLANS": str(_folder(tmp_path))}
    answer = dondoc("fmt", "thu", "--to", "en", env=env)
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == f"{tmp_path / 'thu.yaml'}: đã viết lại 14 từ khoá bằng tiếng Anh.\n"
    assert "from: [phong-a, hoi-b]" in (tmp_path / "thu.yaml").read_text(encoding="utf-8")
    assert dondoc("check", str(tmp_path / "thu.yaml"), env=env).code == 0
    assert dondoc("fmt", "thu", "--format", "json", env=env).json == [
        {"file": str(tmp_path / "thu.yaml"), "keys": 14}
    ]
    assert (tmp_path / "thu.yaml").read_text(encoding="utf-8") == PLAN
    assert "không có từ khoá nào phải đổi" in dondoc("fmt", "thu", env=env).err


def test_fmt_touches_nothing_while_one_file_cannot_be_read(tmp_path: Path) -> None:
    _folder(tmp_path)
    broken = tmp_path / "hong.yaml"
    broken.write_text("ke_hoach: hong\n\ttieu_de: x\n", encoding="utf-8")
    answer = dondoc("fmt", str(tmp_path / "thu.yaml"), str(broken), "--to", "en")
    assert answer.code == 1
    assert f"{broken}:2:1: lỗi: có dấu tab" in answer.err
    assert (tmp_path / "thu.yaml").read_text(encoding="utf-8") == PLAN


def test_fmt_keeps_the_rights_of_a_file(tmp_path: Path) -> None:
    path = _folder(tmp_path) / "thu.yaml"
    path.chmod(0o640)
    assert dondoc("fmt", str(path), "--to", "en").code == 0
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in tmp_path.iterdir()) == ["directory", "thu.yaml"]


def test_schema_writes_the_three_files_beside_the_plans(tmp_path: Path) -> None:
    answer = dondoc("schema", "--format", "json", env={"DONDOC_PLANS": str(tmp_path)})
    names = [Path(name) for name in answer.json["files"]]
    assert names == [tmp_path / "schema" / name for name in ("plan.json", "directory.json", "contacts.json")]
    assert all(json.loads(name.read_text(encoding="utf-8"))["$schema"] for name in names)


def test_schema_says_where_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("", encoding="utf-8")
    answer = dondoc("schema", "--output", str(tmp_path / "x"))
    assert answer.code == 1
    assert "không ghi được vào" in answer.err
