"""Who sits at which desk, and which desks of a plan are empty."""

from dataclasses import replace
from pathlib import Path

import pytest

from dondoc.errors import Severity
from dondoc.language.contacts import Contact, Contacts, read_contacts
from dondoc.language.folder import check_contacts
from tests.unit.language.plan_texts import PLAN, read_in, shown

CONTACTS = """\
dau_moi:
  phong-a:
    - {vai_tro: dau_moi, ten: Lê An, thu_dien_tu: an@example.com, dien_thoai: "0000 000 001"}
    - {vai_tro: dau_moi, ten: Lê Bình, thu_dien_tu: binh@example.com, ke_hoach: thu}
    - {role: head, name: Lê Chi, email: chi@example.com}
  hoi-b:
    - {vai_tro: dau_moi, ten: Hồ Dung, thu_dien_tu: dung@example.com}
    - {vai_tro: lanh_dao, ten: Hồ Giang, thu_dien_tu: giang@example.com}
  cong-an:
    - {vai_tro: thu_ky, ten: Võ Hà, thu_dien_tu: ha@example.com}
    - {vai_tro: lanh_dao, ten: Võ Hoa, thu_dien_tu: hoa@example.com}
"""


def contacts_of(folder: Path, text: str) -> tuple[Contacts, list[str]]:
    path = folder / "contacts.yaml"
    path.write_text(text, encoding="utf-8")
    contacts, problems = read_contacts(path)
    return contacts, [shown(problem) for problem in problems]


def name(contact: Contact | None) -> str | None:
    return contact.name if contact is not None else None


def test_a_person_of_the_plan_comes_before_a_person_of_every_plan(tmp_path: Path) -> None:
    contacts, problems = contacts_of(tmp_path, CONTACTS)
    assert problems == []
    assert name(contacts.person("contact", "phong-a", plan="thu")) == "Lê Bình"
    assert name(contacts.person("contact", "phong-a", plan="khac")) == "Lê An"
    assert name(contacts.person("contact", "phong-a", plan=None)) == "Lê An"
    assert name(contacts.person("head", "phong-a", plan="thu")) == "Lê Chi"
    assert contacts.person("records", "phong-a", plan="thu") is None
    an = contacts.person("contact", "phong-a", plan=None)
    assert an is not None
    assert (an.email, an.phone, an.plan) == ("an@example.com", "0000 000 001", None)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("an@example.com", "an@example", "3:51: lỗi: địa chỉ thư của phong-a viết sai"),
        ("an@example.com", "ân@example.com", "địa chỉ thư của phong-a viết sai"),
        ("an@example.com", '"an@example.com, b@example.com"', "địa chỉ thư của phong-a viết sai"),
        ("an@example.com", '"Lê An <an@example.com>"', "địa chỉ thư của phong-a viết sai"),
        ("an@example.com", '"an@example.com\\nBcc: b@example.com"', "địa chỉ thư của phong-a viết sai"),
        ('"0000 000 001"', "không có", "số điện thoại của phong-a viết sai"),
        ("vai_tro: thu_ky", "vai_tro: thuky", "10:17: lỗi: không có vai trò “thuky” | Có phải `thu_ky`?"),
        (", ke_hoach: thu}", "}", "4:7: lỗi: `phong-a` có hai đầu mối (người kia ở dòng 3)"),
        (", thu_dien_tu: dung@example.com", "", "cảnh báo: Hồ Dung (hoi-b) chưa có địa chỉ thư"),
        ("ten: Hồ Dung, ", "", "đầu mối thiếu `ten`"),
        ("  hoi-b:", "  Hội B:", "6:3: lỗi: mã “Hội B” viết sai cách"),
    ],
)
def test_a_wrong_contacts_file_is_told(old: str, new: str, told: str, tmp_path: Path) -> None:
    assert old in CONTACTS
    _, problems = contacts_of(tmp_path, CONTACTS.replace(old, new, 1))
    assert any(told in problem for problem in problems), problems


def test_no_address_is_repeated_in_a_problem(tmp_path: Path) -> None:
    _, problems = contacts_of(tmp_path, CONTACTS.replace("an@example.com", "an@@example.com"))
    assert problems
    assert not any("@" in problem.replace("vanthu.tuphap@example.com", "") for problem in problems)


def desks(folder: Path, text: str) -> list[str]:
    (folder / "contacts.yaml").write_text(text, encoding="utf-8")
    read = read_in(folder, PLAN)
    assert read.problems == ()
    problems = check_contacts(read, folder / "contacts.yaml")
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [problem.message for problem in problems]


def test_when_everybody_is_there_nothing_is_said(tmp_path: Path) -> None:
    assert desks(tmp_path, CONTACTS) == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("    - {role: head, name: Lê Chi, email: chi@example.com}\n", "Phòng A chưa có lãnh đạo (kế hoạch thu)"),
        ("    - {vai_tro: thu_ky, ten: Võ Hà, thu_dien_tu: ha@example.com}\n", "Công an thử chưa có thư ký"),
    ],
)
def test_an_empty_desk_is_warned_of(line: str, message: str, tmp_path: Path) -> None:
    assert line in CONTACTS
    told = desks(tmp_path, CONTACTS.replace(line, ""))
    assert [message in each for each in told] == [True]


def test_an_agency_without_anybody_is_warned_of_once(tmp_path: Path) -> None:
    only = CONTACTS.split("  hoi-b:", maxsplit=1)[0] + "  cong-an:" + CONTACTS.split("  cong-an:")[1]
    assert desks(tmp_path, only) == ["Hội B chưa có đầu mối, lãnh đạo (kế hoạch thu)"]


def test_an_unknown_agency_is_warned_of(tmp_path: Path) -> None:
    extra = "  phong-aa:\n    - {vai_tro: dau_moi, ten: Lê An, thu_dien_tu: an@example.com}\n"
    assert desks(tmp_path, CONTACTS + extra) == ["danh bạ không có cơ quan `phong-aa`"]


def test_a_contacts_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    problems = check_contacts(read_in(tmp_path, PLAN), tmp_path / "khong-co.yaml")
    assert [problem.message for problem in problems] == ["không có tệp này"]


def test_a_contact_is_the_same_wherever_it_is_written(tmp_path: Path) -> None:
    contacts, _ = contacts_of(tmp_path, CONTACTS)
    contact = contacts.person("head", "hoi-b", plan=None)
    assert contact is not None
    assert contact == replace(contact, position=replace(contact.position, line=99))
