"""The forms about what papers contain: what they say, and that they say so twice."""

from datetime import date
from typing import Any

import pytest

from flows.content_forms import credit_report, go_through_outline, record_figure
from flows.operations import record_report
from tests.flows.pages import SLUG
from tests.flows.test_operations import TODAY, say

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("pages", "office")]

FIGURE: dict[str, Any] = {"plan": SLUG, "metric": "tin-bao-giai-quyet", "value": "19/20 vụ", "period": "6 tháng"}


def test_a_figure_is_held_against_what_the_plan_wants() -> None:
    state = say(record_figure, **FIGURE)
    assert state.name == "Đã ghi số liệu: Tỷ lệ giải quyết tố giác, tin báo: 19/20 vụ (95%), 6 tháng"
    assert "Phải đạt trên 90%: đạt." in (state.message or "")
    assert (say(record_figure, **FIGURE).name or "").startswith("Đã ghi từ trước")


def test_a_metric_that_is_not_there_is_asked_back() -> None:
    state = say(record_figure, **FIGURE | {"metric": "ma tuý"})
    assert (state.type, state.name) == ("FAILED", "Không tìm thấy, chưa ghi nhận gì")


def test_a_part_is_received_and_the_rest_is_awaited() -> None:
    filled: dict[str, Any] = {"plan": SLUG, "agency": "Phòng Tư pháp", "action": "Đã nhận một phần", "day": TODAY}
    unsaid = say(record_report, **filled)
    assert (unsaid.type, unsaid.name) == ("FAILED", "Không được, chưa ghi nhận gì")
    state = say(record_report, **filled, note="phụ lục 2")
    assert state.name == "Đã ghi nhận: Phòng Tư pháp, báo cáo 6 tháng, gửi chậm 2 ngày"
    assert "Chờ bổ sung: phụ lục 2" in (state.message or "")


def test_a_report_without_an_outline_says_where_one_is_written() -> None:
    state = say(go_through_outline, plan=SLUG, agency="Phòng Nội vụ", report="6 tháng", action="Có")
    assert (state.type, "de_cuong" in (state.message or "")) == ("FAILED", True)


def test_a_report_under_a_plan_from_elsewhere_needs_its_day() -> None:
    filled: dict[str, Any] = {
        "plan": SLUG,
        "agency": "UBND phường Phổ Văn",
        "report": "Quý III",
        "source": "07/KH-UBND",
    }
    assert say(credit_report, **filled).name == "Không được, chưa ghi nhận gì"
    done = say(credit_report, **filled, received_on=date(2022, 6, 14))
    assert done.name == "Đã ghi nhận: UBND phường Phổ Văn, báo cáo quý III, đúng hạn"
    assert "ghi nhận từ kế hoạch khác, ngày 14/6/2022" in (done.message or "")
