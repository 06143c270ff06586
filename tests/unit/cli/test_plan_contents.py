"""The lines below the table of `dondoc status`."""

from dataclasses import replace
from typing import Any

from dondoc.actions.overview import Row
from dondoc.cli.plan_contents import plan_lines
from dondoc.tracking.obligations import Event, EventKind, Kind, Standing, State
from tests.factories import LAST_DAY, an_obligation, instant

SENT = Event("e1", "x", EventKind.SUBMITTED, LAST_DAY, instant(LAST_DAY), "Bình")


def _row(agency: str, state: State, **changed: Any) -> Row:
    met_by = SENT if state is State.ON_TIME else None
    return Row(an_obligation(agency, **changed), Standing(state, None, met_by), (), met_by)


def test_a_consolidation_names_who_is_missing_of_its_own_period_once_anything_has_come() -> None:
    above = _row(
        "cong-an-tx-duc-pho", State.OPEN, report="tong-hop", consolidates="dinh-ky", name="báo cáo tổng hợp"
    )
    open_row, came = _row("phong-tu-phap", State.OPEN), _row("hoi-phu-nu", State.ON_TIME)
    assert list(plan_lines([open_row, above], ())) == []
    assert list(plan_lines([open_row, came, above], ())) == [
        "Báo cáo tổng hợp, Công an thị xã Đức Phổ: Báo cáo 6 tháng: đã nhận 01/02; còn thiếu: Phòng Tư pháp."
    ]
    other = replace(above, obligation=replace(above.obligation, period="2022-quy-3"))
    assert list(plan_lines([open_row, came, other], ())) == []


def test_plans_of_the_agencies_own_are_counted_without_those_that_need_none() -> None:
    rows = [
        _row(agency, state, kind=Kind.OWN_PLAN, report="ke-hoach-rieng", name="kế hoạch của đơn vị")
        for agency, state in (
            ("phong-tu-phap", State.ON_TIME),
            ("hoi-phu-nu", State.UNRESOLVED),
            ("toa-an", State.EXEMPT),
        )
    ]
    assert list(plan_lines(rows, ())) == ["Kế hoạch của đơn vị: đã có 01/02 đơn vị."]
