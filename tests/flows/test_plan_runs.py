import json
from pathlib import Path
from typing import Any

import pytest
from prefect.client.schemas.objects import State

import flows.plans
from dondoc.actions.closing import Closing, close_plan, closing_sheet
from dondoc.cli.opening import open_office
from dondoc.tracking.closing import Choice
from flows.delivery import send_notices
from flows.plans import plan_flow
from tests.flows.pages import DEBTORS, SLUG, Pages

pytestmark = pytest.mark.slow


def run_of(state: State[Any]) -> str:
    return str(state.state_details.flow_run_id)


def test_a_run_says_how_many_are_late_and_still_completes(pages: Pages, office: dict[str, str]) -> None:
    state = plan_flow(SLUG)(return_state=True)
    run = pages.run(run_of(state))
    assert (state.name, state.type) == ("Còn 3 đơn vị quá hạn", "COMPLETED")
    assert run["name"] == "Rà soát lúc 8 giờ 00, ngày 17/6/2022"
    assert state.message == "Phòng Tư pháp, UBND phường Phổ Văn, UBND xã Phổ An"


def test_the_graph_has_debtors_in_red_and_first_and_all_feed_the_consolidation(
    pages: Pages, office: dict[str, str]
) -> None:
    boxes = pages.boxes(run_of(plan_flow(SLUG)(return_state=True)))
    late = [(box["name"], box["state"]["name"], box["state_type"]) for box in boxes[: len(DEBTORS)]]
    assert late == [(f"6 tháng · {name}", "Quá hạn 2 ngày", "FAILED") for name in DEBTORS]
    in_time = boxes[len(DEBTORS) : -1]
    assert {(box["state"]["name"], box["state_type"]) for box in in_time} == {("Đúng hạn", "COMPLETED")}
    gathering = boxes[-1]
    assert gathering["name"] == "Báo cáo tổng hợp 6 tháng · Ban Chỉ đạo 138 thị xã Đức Phổ"
    assert gathering["state"]["name"] == "Thiếu 3 đơn vị"
    fed_by = {each["id"] for each in gathering["task_inputs"]["wait_for"]}
    assert fed_by == {box["id"] for box in boxes[:-1]}


def test_the_table_has_debtors_first_and_names_who_is_missing(pages: Pages, office: dict[str, str]) -> None:
    plan_flow(SLUG)(return_state=True)
    artifact = pages.artifact(SLUG)
    lines = json.loads(artifact["data"])
    assert [(line["Đơn vị"], line["Tình trạng"]) for line in lines[:3]] == [
        (name, "Quá hạn 2 ngày") for name in DEBTORS
    ]
    assert lines[3]["Tình trạng"] == "Trong hạn"
    assert "Còn thiếu: Phòng Tư pháp, UBND phường Phổ Văn, UBND xã Phổ An." in artifact["description"]


def test_a_run_of_a_closed_plan_says_that_it_is_closed(pages: Pages, office: dict[str, str]) -> None:
    with open_office() as desk:
        now, calendar = desk.now(), desk.calendar
        sheet = closing_sheet(desk.store, SLUG, calendar=calendar, now=now)
        left = Closing(choices={debt.obligation.id: Choice.LEFT for debt in sheet.debts})
        close_plan(desk.store, SLUG, left, calendar=calendar, by="Nguyễn Thị Hoa", now=now)
    state = plan_flow(SLUG)(return_state=True)
    assert (state.name, state.type) == ("Đã đóng ngày 17/6/2022", "COMPLETED")
    assert f"dondoc close {SLUG}" in (state.message or "")


def test_a_plan_that_is_not_synced_ends_in_peace(pages: Pages, office: dict[str, str]) -> None:
    state = plan_flow("mau-2026")(return_state=True)
    assert (state.name, state.type) == ("Chưa đồng bộ", "COMPLETED")
    assert "dondoc sync mau-2026" in (state.message or "")


def test_a_plan_is_asked_for_by_its_identifier(office: dict[str, str]) -> None:
    flow = flows.plans.duc_pho_2022
    assert flow.name == "Phòng, chống mua bán người năm 2022 (duc-pho-2022)"
    assert "| Báo cáo 6 tháng | trước ngày 16/6 | 15/6/2022 |" in (flow.description or "")


def test_an_unknown_plan_is_one_clean_line_and_python_is_not_misled(office: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="Không có kế hoạch “khong-co”"):
        _ = flows.plans.khong_co
    assert not hasattr(flows.plans, "__path__")


def test_what_a_run_decided_is_sent_by_the_dispatch(pages: Pages, office: dict[str, str]) -> None:
    plan_flow(SLUG)(return_state=True)
    state = send_notices(return_state=True)
    written = list(Path(office["DONDOC_OUTBOX"]).rglob("*.eml"))
    assert (state.name, state.type) == (f"Đã gửi {len(written)} thông báo", "COMPLETED")
    assert written
    assert state.name in pages.artifact("gui-thong-bao")["data"]


def test_a_wrong_setting_is_told_in_one_line_and_nothing_is_lost(
    pages: Pages, office: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DONDOC_SMTP_URL", "http://example.com")
    state = send_notices(return_state=True)
    assert (state.name, state.type) == ("Cấu hình chưa đúng", "FAILED")
    assert "DONDOC_SMTP_URL" in (state.message or "")
    assert "\n" not in (state.message or "")
