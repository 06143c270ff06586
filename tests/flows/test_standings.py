from dataclasses import replace
from datetime import date

import pytest

from dondoc.tracking.obligations import State
from flows.artifacts import MOST_ROWS, heading, table
from flows.graph import draw
from flows.standings import verdict
from tests.factories import instant
from tests.flows.rows import HALF_YEAR, QUARTER_3, a_consolidation, a_row, outside

NOW = instant(date(2022, 6, 17))


def test_the_verdict_counts_agencies_not_reports() -> None:
    rows = [
        a_row("phong-tu-phap", State.OVERDUE, late=2),
        a_row("phong-tu-phap", State.OVERDUE, last_day=QUARTER_3),
        a_row("phuong-pho-van", State.OVERDUE, late=2),
    ]
    found = verdict(rows, now=NOW)
    assert found.name == "Còn 2 đơn vị quá hạn"
    assert found.message == "Phòng Tư pháp, UBND phường Phổ Văn"


def test_bodies_outside_are_in_no_verdict() -> None:
    rows = [outside(a_row("toa-an", State.AWAITING_REGISTER)), a_row(state=State.ON_TIME)]
    assert "chốt sổ" not in verdict(rows, now=NOW).name


@pytest.mark.parametrize(
    ("state", "day", "name"),
    [
        (State.OPEN, date(2022, 6, 8), "Chưa có gì đến hạn"),
        (State.OPEN, HALF_YEAR, "Hôm nay là ngày cuối, còn 1 đơn vị"),
        (State.AWAITING_REGISTER, date(2022, 6, 16), "1 đơn vị chờ chốt sổ"),
        (State.ENDED, date(2022, 6, 17), "1 đơn vị đã kết thúc hoạt động, chờ xử lý"),
        (State.ON_TIME, date(2022, 6, 17), "Đã đủ báo cáo"),
        (State.INACTIVE, date(2022, 6, 17), "Chờ kích hoạt"),
        (State.UNRESOLVED, date(2022, 6, 17), "Chưa có đầu việc có hạn"),
    ],
)
def test_a_quiet_plan_says_what_it_waits_for(state: State, day: date, name: str) -> None:
    assert verdict([a_row(state=state)], now=instant(day)).name == name


def test_what_bodies_that_ended_still_owe_is_missing_from_the_consolidation() -> None:
    rows = [a_row("phong-tu-phap", State.ENDED), a_row("phong-ldtbxh", State.ON_TIME), a_consolidation()]
    (gathering,) = draw(rows, now=NOW).gatherings
    assert gathering.node.state == "Thiếu 1 đơn vị"
    assert not any(node.is_red for node in draw(rows, now=NOW).nodes)


def test_the_table_has_debtors_first_in_words() -> None:
    rows = [
        a_row("phong-tu-phap", State.ON_TIME),
        a_row("phong-ldtbxh", State.OPEN, last_day=QUARTER_3),
        a_row("hoi-phu-nu", State.OVERDUE, late=1, told_on=(date(2022, 6, 13), date(2022, 6, 16))),
        a_row("phuong-pho-van", State.OVERDUE, late=2),
        a_consolidation(),
    ]
    lines = table(rows)
    assert [line["Tình trạng"] for line in lines] == [
        "Quá hạn 2 ngày",
        "Quá hạn 1 ngày",
        "Trong hạn",
        "Đúng hạn",
        "Cần làm rõ",
    ]
    assert lines[1] == {
        "Đơn vị": "Hội Liên hiệp Phụ nữ thị xã",
        "Việc": "báo cáo 6 tháng",
        "Tình trạng": "Quá hạn 1 ngày",
        "Ngày cuối": "15/6/2022",
        "Nhắc gần nhất": "16/6/2022",
    }


def test_the_table_ends_with_a_count_of_what_does_not_fit() -> None:
    lines = table([a_row(f"xa-{number}") for number in range(MOST_ROWS + 20)])
    assert len(lines) == MOST_ROWS
    assert lines[-1]["Đơn vị"] == "… và 21 dòng khác"


def test_the_heading_names_who_is_missing_for_the_consolidation() -> None:
    rows = [
        a_row("phuong-pho-van", State.LATE, late=1),
        a_row("phong-tu-phap", State.OVERDUE, late=2),
        a_row("phong-tu-phap", State.OPEN, last_day=QUARTER_3),
        a_consolidation(),
        a_consolidation(QUARTER_3),
    ]
    assert heading(verdict(rows, now=NOW), draw(rows, now=NOW), now=NOW) == (
        "**Còn 1 đơn vị quá hạn**, lúc 8 giờ 00, ngày 17/6/2022.\n\n"
        "Báo cáo tổng hợp 6 tháng · Ban Chỉ đạo 138 thị xã: "
        "Đã nhận 1/2. Còn thiếu: Phòng Tư pháp. Gửi chậm: UBND phường Phổ Văn."
    )


def test_the_heading_ends_with_what_papers_contain_and_the_table_shows_what_is_awaited() -> None:
    sent = a_row("phong-tu-phap", State.ON_TIME)
    row = replace(sent, awaited=sent.last_event)
    said = heading(verdict([row], now=NOW), draw([row], now=NOW), ("Chỉ tiêu: đạt.",), now=NOW)
    assert said.endswith("\n\nChỉ tiêu: đạt.")
    assert table([row])[0]["Tình trạng"] == "Đúng hạn, chờ bổ sung"
