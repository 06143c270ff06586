import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.actions.asking import OPEN_PLAN
from tests.unit.cli.command_line import Answer

Typed = Callable[..., Answer]


@pytest.fixture
def office(typed: Typed, environment: dict[str, str]) -> Typed:
    """An office that follows the plan that leaves much open, since 4 May 2022."""
    Path(environment["DONDOC_PLANS"], "thu.yaml").write_text(OPEN_PLAN, encoding="utf-8")
    at = "2022-05-04T08:00"
    assert typed("sync", "thu", "--yes", "--rehearsal", at=at).code == 0
    assert typed("activate", "thu", "--without-number", at=at).code == 0

    def run(*arguments: str, at: str = "2022-05-10T09:00") -> Answer:
        return typed(*arguments, at=at)

    return run


def test_questions_say_who_waits_and_what_is_asked(office: Typed) -> None:
    asked = {one["question"]: one for one in json.loads(office("questions", "--format", "json").out)}
    assert asked["toa-an-bao-cao"]["waiting"] == ["thu/dinh-ky/hoi-b", "thu/dinh-ky/toa-an"]
    assert asked["dinh-ky-quy-3"]["kind"] == "ngay"
    assert "đề xuất" in asked["dinh-ky-nam"]["wanted"]
    shown = office("questions", "thu")
    assert "Tòa án thử" in shown.out
    assert "dondoc answer" in shown.err


def test_an_answer_is_told_with_what_it_changes_and_how_to_undo_it(office: Typed) -> None:
    told = office("answer", "thu", "dinh-ky-quy-3", "--before", "16/9/2022", "--document", "12/UBND-NC")
    assert (told.code, told.err) == (0, "")
    assert "Đã ghi nhận f1: trả lời câu hỏi dinh-ky-quy-3: trước ngày 16/9/2022" in told.out
    assert "15/09/2022" in told.out
    assert 'dondoc void f1 --by "Chị Hoa"' in told.out

    undone = office("void", "f1", "--note", "nhầm văn bản")
    assert undone.out.startswith("Đã ghi nhận f2: huỷ f1, nhầm văn bản.")
    listed = office("questions", "thu", "--all")
    assert "(đã huỷ)" in listed.out


def test_periods_are_dated_one_by_one(office: Typed) -> None:
    told = office(
        *("answer", "thu", "tong-hop-khong-ngay", "--before", "6 tháng=20/6/2022"),
        *("--by-day", "nam=20/12/2022", "--text", "Công an tỉnh báo qua điện thoại", "--format", "json"),
    )
    moved = {one["id"]: one["new"] for one in json.loads(told.out)["moved"]}
    assert moved == {
        "thu/tong-hop/2022-6-thang/cong-an": "2022-06-19",
        "thu/tong-hop/2022-nam/cong-an": "2022-12-20",
    }


def test_a_day_that_is_past_is_said_to_be_before_effect(office: Typed) -> None:
    told = office(
        "answer", "thu", "dinh-ky-quy-3", "--before", "16/9/2022", "--text", "bản gốc", at="2022-10-03T09:00"
    )
    assert "chỉ liệt kê là trước hiệu lực, không nhắc: báo cáo quý III, Phòng A" in told.out


def test_an_event_and_an_ad_hoc_report_are_recorded(office: Typed) -> None:
    told = office("happened", "thu", "Có chỉ đạo của cấp trên", "--on", "9/5/2022")
    assert "sự kiện “Có chỉ đạo của cấp trên” xảy ra ngày 9/5/2022" in told.out
    assert "16/05/2022" in told.out

    storm = office(
        *("open", "thu", "--name", "thiệt hại do bão", "--to-report-by", "20/5/2022"),
        *("--agencies", "Phòng A; Hội B", "--document", "300/UBND", "--dated", "9/5/2022"),
    )
    assert (storm.code, storm.err) == (0, "")
    assert "chậm nhất ngày 20/5/2022 theo văn bản số 300/UBND ngày 9/5/2022: Phòng A, Hội B" in storm.out
    assert storm.out.splitlines()[0].count("300/UBND") == 1

    everyone = office(*("open", "thu", "--name", "cháy rừng", "--by-day", "20/5/2022", "--agencies", "phong-hoi"))
    assert "ngày 20/5/2022: Các phòng và hội" in everyone.out
    same = office("open", "thu", "--name", "Thiệt hại do bão", "--by-day", "20/5/2022", "--agencies", "Phòng A")
    assert "Đã mở báo cáo “thiệt hại do bão”, chậm nhất ngày 20/5/2022 theo văn bản số 300/UBND" in same.err


def test_who_owes_nothing_any_more_is_told_by_name(office: Typed) -> None:
    told = office("answer", "thu", "toa-an-bao-cao", "--no", "--agencies", "Tòa án thử", "--text", "theo quy chế")
    assert "không, Tòa án thử, “theo quy chế”" in told.out


def test_the_status_of_a_plan_lists_what_it_leaves_open(office: Typed) -> None:
    assert "thu còn 08 câu hỏi chờ trả lời: dondoc questions thu" in office("status").out
    assert "- dinh-ky-quy-3: Báo cáo quý III (mục III.1)" in office("status", "thu").out
    office("answer", "thu", "so-ky-hieu", "--number", "45", "--document", "45/KH-UBND")
    plan = json.loads(office("status", "--format", "json").out)["plans"][0]
    assert plan["number"] == "45/KH-UBND"
    assert "so-ky-hieu" not in plan["questions"]
    assert "dinh-ky-quy-3" in plan["questions"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("answer", "thu", "dinh-ky-quy-3", "--yes", "--no"), "chỉ chọn một"),
        (
            ("answer", "thu", "dinh-ky-quy-3", "--before", "16/9", "--document", "1/A", "--dated", "11/5/2022"),
            "Ngày văn bản 11/05/2022 ở sau hôm nay (10/05/2022)",
        ),
        (("answer", "thu", "dinh-ky-quy-3", "--before", "31/6/2022", "--text", "x"), "tháng 6"),
        (
            ("answer", "thu", "dinh-ky-quy-3", "--before", "16/9", "--by-day", "20/9", "--text", "x"),
            "“16/9” và “20/9” là hai ngày cho cùng một việc",
        ),
        (
            (
                "answer",
                "thu",
                "tong-hop-khong-ngay",
                "--before",
                "nam=1/12",
                "--before",
                "Năm=2/12",
                "--text",
                "x",
            ),
            "là hai ngày cho cùng một việc",
        ),
        (("open", "thu", "--name", "bão " * 50, "--by-day", "20/5", "--agencies", "Phòng A"), "dài 199 ký tự"),
        (
            ("open", "thu", "--name", "bão", "--by-day", "20/5", "--agencies", "xyz"),
            "Danh bạ của kế hoạch không có",
        ),
        (("answer", "thu", "khong-co", "--text", "x"), "không có câu hỏi “khong-co”"),
        (("open", "thu", "--name", "bão", "--agencies", "Phòng A"), "nêu một hạn"),
        (("happened", "thu", "chi-dao", "--on", "9/6/2022"), "chưa tới"),
        (("void", "f99"), "Không có ghi nhận “f99”"),
    ],
)
def test_what_cannot_be_recorded_is_refused_in_a_line(
    office: Typed, arguments: tuple[str, ...], said: str
) -> None:
    told = office(*arguments)
    assert told.code in (1, 2)
    assert said in told.err
    assert told.out == ""
