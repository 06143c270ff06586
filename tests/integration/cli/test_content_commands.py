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
MARCH_14 = "2022-03-14T09:00"


@pytest.fixture
def office(typed: Typed, environment: dict[str, str]) -> Typed:
    """An office whose plan has figures to reach."""
    file = Path(environment["DONDOC_PLANS"]) / "thu.yaml"
    file.write_text(PLAN + METRICS, encoding="utf-8")
    assert typed("sync", "thu", "--yes", "--rehearsal").code == 0
    assert typed("activate", "thu", "--without-number").code == 0
    return typed


def test_a_figure_is_put_down_listed_and_taken_back(office: Typed) -> None:
    answer = office("figures", "set", "tin bao", "--value", "19/20 vụ", "--period", "Quý I", at=MARCH_14)
    assert answer.code == 0
    assert "Đã ghi s1: Tỷ lệ giải quyết tin báo: 19/20 vụ (95%), Quý I (phải đạt trên 90%: đạt)." in answer.out
    assert 'dondoc figures void s1 --by "Chị Hoa"' in answer.out
    again = office("figures", "set", "tin-bao", "--value", "19/20 vụ", "--period", "quy-1", at=MARCH_14)
    assert "Đã ghi từ trước s1" in again.out
    listed = office("figures", "list", "thu", at=MARCH_14)
    assert "19/20 vụ (95%)" in listed.out
    assert "chưa có" in listed.out
    assert "Đã huỷ s1" in office("figures", "void", "s1", "--note", "nhầm", at=MARCH_14).out
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
