"""Each plan of the folder runs in Prefect, in its own time, from a database of its own."""

import json
import os
from datetime import datetime, time
from pathlib import Path

import pytest

from dondoc.actions.plans import activate, sync
from dondoc.calendar import VIETNAM
from dondoc.cli.plan_files import open_plan
from flows.plans import plan_flow
from tests.flows.pages import BY, Pages, opened
from tests.flows.running import ROOT

pytestmark = pytest.mark.slow

DUE_LATER, NOTHING_DATED = "Chưa có gì đến hạn", "Chưa có đầu việc có hạn"


@pytest.fixture
def own(office: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An office with an empty database of its own."""
    monkeypatch.setenv("DONDOC_DATABASE_URL", f"sqlite:///{tmp_path / 'own.db'}")
    return monkeypatch


@pytest.mark.parametrize(
    ("slug", "clock", "name", "message"),
    [
        ("duc-pho-2022", "2022-05-10T08:00:00", DUE_LATER, "báo cáo 6 tháng, ngày cuối cùng 15/6/2022, 33 đơn vị"),
        (
            "gia-lai-836-2025",
            "2025-06-10T08:00:00",
            DUE_LATER,
            "báo cáo tổng kết giai đoạn 2021–2025, ngày cuối cùng 19/6/2025, 31 đơn vị",
        ),
        ("lai-chau-bcd-2024", "2024-06-10T08:00:00", NOTHING_DATED, "Không có gì để nhắc"),
        ("lao-cai-144-2024", "2024-07-29T08:00:00", NOTHING_DATED, "Không có gì để nhắc"),
        ("tuyen-quang-14-2016", "2018-03-01T08:00:00", NOTHING_DATED, "Không có gì để nhắc"),
    ],
)
def test_a_plan_runs_in_its_time(
    pages: Pages, own: pytest.MonkeyPatch, *, slug: str, clock: str, name: str, message: str
) -> None:
    own.setenv("DONDOC_CLOCK", clock)
    follow(os.environ["DONDOC_DATABASE_URL"], slug)
    state = plan_flow(slug)(return_state=True)
    assert (state.name, state.type) == (name, "COMPLETED")
    assert message in (state.message or "")
    assert json.loads(pages.artifact(slug)["data"])


def follow(url: str, slug: str) -> None:
    """Syncs a plan and activates it on its latest possible day of issue."""
    plan, calendar = open_plan(slug, ROOT / "plan_specs")
    issued = plan.compiled.plan.latest_issue
    assert issued is not None
    now = datetime.combine(issued, time(8), VIETNAM)
    store = opened(url)
    sync(store, plan.compiled, text=plan.text, calendar=calendar, by=BY, now=now)
    activate(store, slug, calendar=calendar, by=BY, now=now, without_number=True)
    store.close()
