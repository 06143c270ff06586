"""The forms about bodies that ended, filled in on 2/7/2025 for the plan of Gia Lai."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from prefect.client.schemas.objects import State

from flows.reviewing import decide_debts, replace_body
from tests.flows.running import ROOT
from tests.unit.cli.command_line import dondoc

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("pages")]

SLUG = "gia-lai-836-2025"


@pytest.fixture(autouse=True)
def province(office: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An office that follows Gia Lai's plan since April; its clock stands still on the morning of 2/7/2025."""
    env = {
        **office,
        "DONDOC_DATABASE_URL": f"sqlite:///{tmp_path / 'gia-lai.db'}",
        "DONDOC_PLANS": str(ROOT / "plan_specs"),
        "DONDOC_BY": "Nguyễn Thị Lan",
    }
    april = env | {"DONDOC_CLOCK": "2025-04-07T08:00,0"}
    assert dondoc("sync", SLUG, "--yes", "--rehearsal", env=april).code == 0
    assert dondoc("activate", SLUG, env=april).code == 0
    for name, value in (env | {"DONDOC_CLOCK": "2025-07-02T08:00,0"}).items():
        monkeypatch.setenv(name, value)


def say(form: Any, **filled: object) -> State[Any]:
    state: State[Any] = form(plan=SLUG, **filled, by="Nguyễn Thị Lan", return_state=True)
    return state


def test_a_debt_is_handed_to_the_body_that_is_named() -> None:
    filled = {"agency": "huyện Chư Prông", "successors": "UBND xã Chư Prông; UBND xã Bàu Cạn"}
    late = say(decide_debts, action="Chuyển cho đơn vị khác", **filled)
    assert (late.type, late.name) == ("FAILED", "Không được, chưa ghi nhận gì")
    state = say(decide_debts, action="Chuyển cho đơn vị khác", **filled, new_last_day=date(2025, 7, 15))
    assert state.name == (
        "Đã ghi nhận: UBND huyện Chư Prông, 01 đầu việc chuyển cho UBND xã Chư Prông, UBND xã Bàu Cạn"
    )
    assert "ngày cuối cùng 15/7/2025" in (state.message or "")


def test_nobody_named_is_nothing_recorded() -> None:
    state = say(decide_debts, agency="huyện Chư Prông", action="Chuyển cho đơn vị khác")
    assert "Đơn vị làm tiếp" in (state.message or "")


def test_a_debt_may_be_let_off() -> None:
    state = say(decide_debts, agency="huyện Ia Pa", action="Không phải báo cáo nữa", document_number="12/UBND-NC")
    assert state.name == "Đã ghi nhận: UBND huyện Ia Pa, 01 đầu việc"
    assert "không phải báo cáo nữa" in (state.message or "")


def test_the_standing_body_is_replaced_by_its_successor() -> None:
    state = say(replace_body, agency="Công an tỉnh Gia Lai")
    assert state.name == "Đã ghi nhận: Công an tỉnh Gia Lai thay Công an tỉnh Gia Lai"
    assert f"kế hoạch {SLUG}" in (state.message or "")
