from datetime import date

from dondoc.tracking.obligations import State
from flows.graph import MOST_NODES, draw
from tests.factories import instant
from tests.flows.rows import QUARTER_3, a_consolidation, a_row, outside

NOW = instant(date(2022, 6, 17))


def test_a_box_says_period_agency_and_standing() -> None:
    graph = draw([a_row(state=State.OVERDUE, late=2, told_on=(date(2022, 6, 16),))], now=NOW)
    (box,) = graph.nodes
    assert box.label == "6 tháng · Phòng Tư pháp"
    assert box.state == "Quá hạn 2 ngày"
    assert box.is_red
    assert box.message == ("Ngày cuối cùng 15/6/2022 (“trước ngày 16/6”, mục III.1); nhắc gần nhất 16/6/2022")


def test_debtors_stand_first_and_what_came_is_not_red() -> None:
    graph = draw(
        [
            a_row("phong-tu-phap", State.ON_TIME),
            a_row("phong-ldtbxh", State.LATE, late=1),
            a_row("phuong-pho-van", State.OVERDUE, late=2),
            a_row("hoi-phu-nu", State.OPEN),
        ],
        now=NOW,
    )
    assert [(box.state, box.is_red) for box in graph.nodes] == [
        ("Quá hạn 2 ngày", True),
        ("Trong hạn", False),
        ("Gửi chậm 1 ngày", False),
        ("Đúng hạn", False),
    ]


def test_a_body_outside_is_never_red() -> None:
    graph = draw([outside(a_row("toa-an", State.OVERDUE, late=3))], now=NOW)
    assert not graph.nodes[0].is_red


def test_a_consolidation_waits_for_its_own_period_only() -> None:
    rows = [
        a_row("phong-tu-phap", State.OVERDUE, late=2),
        a_row("phuong-pho-van", State.ON_TIME),
        a_row("phong-tu-phap", State.OPEN, last_day=QUARTER_3),
        a_consolidation(),
        a_consolidation(QUARTER_3),
    ]
    (gathering,) = draw(rows, now=NOW).gatherings
    assert gathering.node.label == "Báo cáo tổng hợp 6 tháng · Ban Chỉ đạo 138 thị xã"
    assert gathering.node.state == "Thiếu 1 đơn vị"
    assert gathering.node.message == "Đã nhận 1/2. Còn thiếu: Phòng Tư pháp."
    assert gathering.feeds == (0, 1)


def test_a_consolidation_of_a_consolidation_waits_for_the_lower_one() -> None:
    lower = a_row("cong-an-tx-duc-pho", State.OPEN, report="tong-hop", consolidates="dinh-ky")
    upper = a_row("ubnd-tx-duc-pho", State.OPEN, report="len-tinh", consolidates="tong-hop")
    graph = draw([upper, lower, a_row("phong-tu-phap", State.OVERDUE, late=2)], now=NOW)
    assert [(one.feeds, one.parts) for one in graph.gatherings] == [((0,), ()), ((), (0,))]
    assert graph.gatherings[1].node.label == "Báo cáo 6 tháng · UBND thị xã Đức Phổ"


def test_the_nearest_open_period_is_shown_whole_and_of_older_ones_the_debts() -> None:
    rows = [
        a_row("phong-tu-phap", State.OVERDUE, late=55),
        a_row("phong-ldtbxh", State.ON_TIME),
        a_row("phong-tu-phap", State.OPEN, last_day=QUARTER_3),
        a_row("phong-ldtbxh", State.OPEN, last_day=QUARTER_3),
    ]
    labels = [box.label for box in draw(rows, now=instant(date(2022, 9, 1))).nodes]
    assert labels == [
        "6 tháng · Phòng Tư pháp",
        "quý III · Phòng Tư pháp",
        "quý III · Phòng Lao động – Thương binh và Xã hội",
    ]


def test_what_was_settled_in_the_last_seven_days_is_still_shown() -> None:
    rows = [a_row(state=State.ON_TIME), a_row(last_day=QUARTER_3)]
    assert [box.state for box in draw(rows, now=instant(date(2022, 6, 20))).nodes] == ["Đúng hạn"]
    assert [box.state for box in draw(rows, now=instant(date(2022, 6, 30))).nodes] == ["Trong hạn"]


def test_many_agencies_become_one_box_a_period_with_counts() -> None:
    rows = [a_row(f"xa-{number}", State.OPEN) for number in range(MOST_NODES)]
    rows += [a_row("phong-tu-phap", State.OVERDUE, late=2), a_consolidation()]
    graph = draw(rows, now=NOW)
    (box,) = graph.nodes
    assert box.label == f"Báo cáo 6 tháng · 0 trên {MOST_NODES + 1} đơn vị đã gửi"
    assert box.state == "Quá hạn 1 đơn vị"
    assert box.is_red
    assert box.message == "Phòng Tư pháp"
    assert [gathering.feeds for gathering in graph.gatherings] == [(0,)]


def test_a_plan_that_is_not_active_draws_nothing() -> None:
    assert draw([a_row(state=State.INACTIVE), a_consolidation()], now=NOW).nodes == ()
