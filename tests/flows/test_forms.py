from typing import Any

import httpx
import pytest

from dondoc.actions.history import history
from dondoc.actions.plans import synced
from dondoc.calendar.workdays import WorkCalendar
from dondoc.tracking.obligations import Event
from tests.flows.pages import SLUG, Pages, opened
from tests.flows.test_manifest import FORMS, PLANS
from tests.integration.actions.stories import at
from tests.waiting import until

pytestmark = pytest.mark.slow

GOOD = {"plan": SLUG, "report": "quý III", "day": "2022-06-17", "by": "Nguyễn Thị Lan"}


def entries(database_url: str, agency: str, period: str = "2022-quy-3") -> list[Event]:
    """What is recorded about a report, in the order of time."""
    store = opened(database_url)
    try:
        (owed,) = (
            one
            for one in synced(store, SLUG).obligations
            if (one.agency_name, one.period) == (agency, period) and not one.consolidates
        )
        told = history(store, owed.id, calendar=WorkCalendar(), now=at(17))
    finally:
        store.close()
    return [one.event for one in told.entries]


def fields_of(deployment: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = deployment["parameter_openapi_schema"]["properties"]
    return found


def test_plain_deploy_declares_plans_with_hours_and_forms_without(pages: Pages, deployed: str) -> None:
    assert "Deployment" in deployed
    deployments = pages.deployments()
    assert set(deployments) >= {*PLANS, *FORMS, "Gửi thông báo"}
    schedule = deployments[SLUG]["schedules"][0]["schedule"]
    assert (schedule["cron"], schedule["timezone"]) == ("0 8,14,15 * * *", "Asia/Ho_Chi_Minh")
    assert "| Báo cáo 6 tháng | trước ngày 16/6 |" in deployments[SLUG]["description"]
    assert all(not deployments[form]["schedules"] for form in FORMS)


def test_every_field_of_every_form_is_in_vietnamese_and_asks_who_records(pages: Pages, deployed: str) -> None:
    for form in FORMS:
        fields = fields_of(pages.deployments()[form])
        assert fields["by"]["title"] == "Người ghi nhận"
        assert all(field["title"] != name for name, field in fields.items()), form
    assert fields_of(pages.deployments()["Gia hạn"])["plan"]["enum"] == PLANS


def test_the_server_refuses_a_plan_that_is_not_there_and_a_form_without_a_name(
    pages: Pages, deployed: str
) -> None:
    for wrong in ({"plan": "khong-co"}, {"by": ""}, {"by": "  "}):
        with pytest.raises(httpx.HTTPStatusError):
            pages.send_form("Ghi nhận báo cáo", **(GOOD | {"agency": "Phòng Y tế"} | wrong))


def test_two_forms_sent_together_are_both_recorded_and_one_run_twice_only_once(
    pages: Pages, deployed: str, rehearsal: dict[str, str]
) -> None:
    url = rehearsal["DONDOC_DATABASE_URL"]
    resting = pages.processes()
    sent = [pages.send_form("Ghi nhận báo cáo", **GOOD, agency=name) for name in ("phong y te", "Phòng Nội vụ")]
    said = [pages.ended(run)["name"] for run in sent]
    assert said == [
        "Đã ghi nhận: Phòng Y tế, báo cáo quý III, đúng hạn",
        "Đã ghi nhận: Phòng Nội vụ, báo cáo quý III, đúng hạn",
    ]
    until(lambda: pages.processes() <= resting, within=60, what="the end of the runs' processes")
    pages.again(sent[0])
    assert pages.ended(sent[0])["name"] == "Đã ghi nhận từ trước: Phòng Y tế, báo cáo quý III, đúng hạn"
    for agency in ("Phòng Y tế", "Phòng Nội vụ"):
        (event,) = entries(url, agency)
        assert (event.received_on.isoformat(), event.recorded_by) == ("2022-06-17", "Nguyễn Thị Lan")


def test_what_is_not_clear_is_asked_back_with_the_candidates_and_nothing_is_recorded(
    pages: Pages, deployed: str, rehearsal: dict[str, str]
) -> None:
    resting = pages.processes()
    run = pages.send_form("Ghi nhận báo cáo", **GOOD, agency="phường")
    state = pages.ended(run)
    assert (state["type"], state["name"]) == ("FAILED", "Chưa rõ, chưa ghi nhận gì")
    assert "ubnd-phuong-pho-van: UBND phường Phổ Văn" in state["message"]
    assert entries(rehearsal["DONDOC_DATABASE_URL"], "UBND phường Phổ Văn") == []
    until(lambda: pages.processes() <= resting, within=60, what="the end of the run's process")
    until(lambda: "Chưa rõ" in pages.log(run)[-1], what="the sentence as the last line of the run's log")
