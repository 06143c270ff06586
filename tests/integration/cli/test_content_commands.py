"""What papers contain, typed and read again: figures, outlines, parts, what went up without whom."""

from pathlib import Path

import pytest

from tests.integration.cli.conftest import Typed
from tests.unit.language.plan_texts import PLAN

METRICS = """\
chi_tieu:
  tin-bao: {dieu_khoan: I.2, do: Tỷ lệ giải quyết tin báo, dat: trên 90%}
  kiem-tra: {dieu_khoan: I.3, do: Số cuộc kiểm tra, dat: theo quy định}
"""
OUTLINE = """\
    de_cuong:
      - {so: I, ten: Tình hình}
      - {so: II.1, ten: Kết quả điều tra}
      - {so: II.2, ten: Kết quả xét xử}
  tong-hop:
    dieu_khoan: III.2
    don_vi_bao_cao: cong-an
    gui_ve: ubnd
    tong_hop_tu: dinh-ky
    ky:
      - {ma: quy-1, ten: Quý I, truoc: 20/3}
"""
MARCH_14 = "2022-03-14T09:00"


@pytest.fixture
def office(typed: Typed, environment: dict[str, str]) -> Typed:
    """An office whose plan has figures to reach."""
    file = Path(environment["DONDOC_PLANS"]) / "thu.yaml"
    file.write_text(PLAN + OUTLINE + METRICS, encoding="utf-8")
    assert typed("sync", "thu", "--yes", "--rehearsal").code == 0
    assert typed("activate", "thu", "--without-number").code == 0
    return typed


def test_a_figure_is_put_down_listed_and_taken_back(office: Typed) -> None:
    answer = office("figures", "set", "tin bao", "--value", "19/20 vụ", "--period", "Quý I", at=MARCH_14)
    assert answer.code == 0
    assert "Đã ghi s1: Tỷ lệ giải quyết tin báo: 19/20 vụ (95%), Quý I (phải đạt trên 90%: đạt)." in answer.out
    assert 'dondoc void s1 --by "Chị Hoa"' in answer.out
    again = office("figures", "set", "tin-bao", "--value", "19/20 vụ", "--period", "quy-1", at=MARCH_14)
    assert "Đã ghi từ trước s1" in again.out
    listed = office("figures", "list", "thu", at=MARCH_14)
    assert "19/20 vụ (95%)" in listed.out
    assert "chưa có" in listed.out
    told = office("status", "thu", at=MARCH_14).out
    assert "Chỉ tiêu: Tỷ lệ giải quyết tin báo (mục I.2, phải đạt trên 90%): 19/20 vụ (95%), Quý I: đạt." in told
    assert "Còn 01 chỉ tiêu chưa có số liệu" in told
    assert "Đã huỷ s1" in office("void", "s1", "--note", "nhầm", at=MARCH_14).out
    assert "19/20 vụ (không tính)" in office("figures", "list", "thu", "--all", at=MARCH_14).out


def test_what_is_no_number_is_kept_as_written(office: Typed) -> None:
    arguments = ("--value", "cơ bản đạt", "--agency", "phong a", "--number", "45/BC", "--format", "json")
    answer = office("figures", "set", "tin-bao", *arguments, at=MARCH_14).json
    assert (answer["value"], answer["is_reached"], answer["agency"]) == ("cơ bản đạt", None, "phong-a")
    book = office("figures", "list", "thu", "--format", "json", at=MARCH_14).json
    assert [one["metric"] for one in book["metrics"]] == ["tin-bao", "kiem-tra"]
    assert book["figures"][0]["document_number"] == "45/BC"


def test_a_metric_that_is_not_clear_is_asked_back(office: Typed) -> None:
    answer = office("figures", "set", "ma tuý", "--value", "1", at=MARCH_14)
    assert (answer.code, answer.out) == (1, "")
    assert "tin-bao" in answer.err


def test_a_part_is_recorded_with_what_it_lacks(office: Typed) -> None:
    answer = office("submit", "phong a", "--partial", "phụ lục 2", "--number", "45/BC", at=MARCH_14)
    assert answer.code == 0
    assert "Hiện nay: gửi đúng hạn." in answer.out
    assert "Chờ bổ sung: phụ lục 2 (đề nghị ngày 14/3/2022)." in answer.out
    listed = office("status", "thu", at="2022-03-15T09:00")
    assert "chờ bổ sung" in listed.out
    rest = office("submit", "phong a", "--period", "Quý I", "--number", "50/BC", at="2022-03-17T09:00")
    assert "Chờ bổ sung" not in rest.out
    assert "chờ bổ sung" not in office("status", "thu", at="2022-03-17T09:00").out


def test_an_outline_is_gone_through_and_what_is_missing_is_asked_for(office: Typed) -> None:
    not_ours = ("--section", "II.2", "--as", "khong_thuoc_chuc_nang")
    assert "Đã ghi 01 mục" in office("outline", "mark", "phong a", *not_ours, at=MARCH_14).out
    assert office("submit", "phong a", at=MARCH_14).code == 0
    assert office("outline", "mark", "phong a", "--section", "II.1", "--as", "thieu", at=MARCH_14).code == 0
    marked = office("outline", "mark", "phong a", "--as", "co", "--format", "json", at=MARCH_14).json
    assert [one["mark"] for one in marked["sections"]] == ["co", "thieu", "khong_thuoc_chuc_nang"]
    shown = office("outline", "show", "phong a", at=MARCH_14)
    assert "Có 01, không thuộc chức năng 01, thiếu 01 (mục II.1)." in shown.err
    refused = office("return", "phong a", at=MARCH_14)
    assert (refused.code, "đề nghị bổ sung" in refused.err) == (1, True)
    assert "Chờ bổ sung: mục II.1 (đề nghị" in office("supplement", "phong a", at=MARCH_14).out
    told = office("history", "phong a", at=MARCH_14).out
    assert "Đề cương: có 01, không thuộc chức năng 01, thiếu 01 (mục II.1)." in told


def test_a_consolidating_report_shows_who_was_missing_when_it_went_up(office: Typed) -> None:
    office("submit", "phong a", at=MARCH_14)
    went_up = office("submit", "cong an", "--report", "tong-hop", at="2022-03-18T09:00")
    assert "Báo cáo quý I: đã nhận 01/02; còn thiếu: Hội B." in went_up.out
    office("submit", "hoi b", at="2022-03-21T09:00")
    told = office("history", "cong an", "--report", "tong-hop", at="2022-03-22T09:00")
    assert "gửi lên e2" in told.out
    assert "đã nhận 01/02; còn thiếu: Hội B" in told.out
    known = office("history", "cong an", "--report", "tong-hop", "--format", "json", at="2022-03-22T09:00").json
    assert known["went_up"][0]["levels"][0]["missing"] == ["thu/dinh-ky/2022-quy-1/hoi-b"]
    assert known["made_of"][0]["missing"] == []


def test_a_report_is_credited_from_another_plan(office: Typed) -> None:
    refused = office("credit", "phong a", "--from", "07/KH-UBND", at=MARCH_14)
    assert (refused.code, "--received" in refused.err) == (1, True)
    done = office("credit", "phong a", "--from", "07/KH-UBND", "--received", "11/3/2022", at=MARCH_14)
    assert "ghi nhận từ kế hoạch khác, ngày 11/3/2022" in done.out


def test_a_version_that_changes_a_target_says_so(office: Typed, environment: dict[str, str]) -> None:
    file = Path(environment["DONDOC_PLANS"]) / "thu.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("trên 90%", "trên 95%"), encoding="utf-8")
    answer = office("sync", "thu", "--yes", at=MARCH_14)
    assert "chỉ tiêu Tỷ lệ giải quyết tin báo: phải đạt trên 90% → trên 95%" in answer.out
    assert "chỉ sửa cách trình bày" not in answer.out
