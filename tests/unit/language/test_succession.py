"""How bodies end and who succeeds them: every form of `ke_thua`, every kind of change, and what cannot be."""

from pathlib import Path

import pytest

from dondoc.language.directory import Change, Directory, Share, Successor
from dondoc.language.directory_reader import read_directory
from tests.unit.language.plan_texts import shown

TEXT = """\
nguon: Hư cấu
khoi:
  so-cu:
    quan_he: cap_duoi
    den: 28/02/2025
    thay_doi: sap_nhap
    co_quan:
      so-tttt:
        ten: Sở Thông tin và Truyền thông
        ke_thua: [so-khcn]
  so-moi:
    quan_he: cap_duoi
    tu: 01/3/2025
    co_quan:
      so-khcn: {ten: Sở Khoa học và Công nghệ}
      so-vhttdl: {ten: "Sở Văn hóa, Thể thao và Du lịch"}
      so-sau: {ten: Sở lập sau, tu: 01/5/2025}
      so-ngan: {ten: Sở ngắn ngày, tu: 01/01/2025, den: 28/02/2025}
"""
OLD = "ke_thua: [so-khcn]"


def directory_with(new: str, folder: Path) -> tuple[Directory, list[str]]:
    assert OLD in TEXT
    (folder / "thu.yaml").write_text(TEXT.replace(OLD, new), encoding="utf-8")
    directory, problems = read_directory(folder)
    return directory, [shown(problem) for problem in problems]


@pytest.mark.parametrize(
    ("written", "successors"),
    [
        ("ke_thua: so-khcn", (Successor("so-khcn", Share.WHOLE),)),
        ("ke_thua: [so-khcn]", (Successor("so-khcn", Share.WHOLE),)),
        (
            "ke_thua: [so-khcn, so-vhttdl]",
            (Successor("so-khcn", Share.PART), Successor("so-vhttdl", Share.PART)),
        ),
        (
            'ke_thua: [so-khcn, {co_quan: so-vhttdl, phan: mot_phan, pham_vi: "báo chí, xuất bản"}]',
            (Successor("so-khcn", Share.PART), Successor("so-vhttdl", Share.PART, "báo chí, xuất bản")),
        ),
        ("ke_thua: {co_quan: so-khcn, phan: toan_bo}", (Successor("so-khcn", Share.WHOLE),)),
        ("ke_thua: [{co_quan: so-khcn, pham_vi: báo chí}]", (Successor("so-khcn", Share.PART, "báo chí"),)),
        ("successors: [{agency: so-khcn, share: part}]", (Successor("so-khcn", Share.PART),)),
    ],
)
def test_every_form_of_successors(written: str, successors: tuple[Successor, ...], tmp_path: Path) -> None:
    directory, problems = directory_with(written, tmp_path)
    assert problems == []
    assert directory.agencies["so-tttt"].successors == successors


@pytest.mark.parametrize(
    ("written", "change"),
    [
        ("ke_thua: so-khcn", Change.MERGED),
        ("thay_doi: doi_ten\n        ke_thua: so-khcn", Change.RENAMED),
        ("thay_doi: chia\n        ke_thua: [so-khcn, so-vhttdl]", Change.SPLIT),
        ("thay_doi: giai_the", Change.DISSOLVED),
        ("change: dissolved\n        ke_thua: [so-khcn, so-vhttdl]", Change.DISSOLVED),
    ],
)
def test_every_kind_of_change(written: str, change: Change, tmp_path: Path) -> None:
    directory, problems = directory_with(written, tmp_path)
    assert problems == []
    assert directory.agencies["so-tttt"].change is change


def test_a_body_that_goes_on_takes_no_change_from_its_block(tmp_path: Path) -> None:
    directory, _ = directory_with(OLD, tmp_path)
    assert directory.agencies["so-khcn"].change is None


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("thay_doi: xap_nhap\n        ke_thua: so-khcn", "cách thay đổi “xap_nhap” | Có phải `sap_nhap`?"),
        ("ke_thua: [{co_quan: so-khcn, phan: nửa}]", "không hiểu phần kế thừa “nửa” | Viết `toan_bo`"),
        ("ke_thua: [{co_quan: so-khcn, phần: nửa}]", "không có trong mục cơ quan kế thừa"),
        ("ke_thua: [{phan: toan_bo}]", "cơ quan kế thừa thiếu `co_quan`"),
        ("ke_thua: []", "danh sách `ke_thua` còn trống"),
        ("ke_thua: [so-khcn, so-khcn]", "`so-khcn` viết hai lần"),
        ("ke_thua: [so-khoa]", "danh bạ không có cơ quan kế thừa `so-khoa`"),
        ("ke_thua: so-tttt", "không kế thừa chính mình được"),
        ("ke_thua: so-sau", "Sở lập sau chỉ có từ ngày 01/05/2025, sau khi Sở Thông tin và Truyền thông thôi"),
        ("ke_thua: so-ngan", "cũng thôi hoạt động ngày 28/02/2025"),
        ("thay_doi: doi_ten\n        ke_thua: [so-khcn, so-vhttdl]", "đổi tên thì có đúng một cơ quan kế thừa"),
        ("thay_doi: chia\n        ke_thua: so-khcn", "chia mà chưa ghi đủ cơ quan kế thừa"),
        ("thay_doi: sap_nhap", "sáp nhập mà chưa ghi đủ cơ quan kế thừa"),
        ("ke_thua: [{co_quan: so-khcn, phan: toan_bo}, so-vhttdl]", "không cơ quan nào nhận toàn bộ được"),
    ],
)
def test_what_cannot_be_is_told(written: str, told: str, tmp_path: Path) -> None:
    _, problems = directory_with(written, tmp_path)
    assert any(told in problem for problem in problems), problems


def test_successors_without_a_last_day_are_told(tmp_path: Path) -> None:
    (tmp_path / "thu.yaml").write_text(TEXT.replace("    den: 28/02/2025\n", ""), encoding="utf-8")
    _, problems = read_directory(tmp_path)
    assert any("chưa ghi ngày thôi hoạt động" in problem.message for problem in problems)
