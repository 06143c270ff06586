"""Every form, in a process of its own choosing: what it says, and that it says so twice."""

from datetime import date
from typing import Any

import pytest
from prefect.client.schemas.objects import State

from flows.operations import (
    activate_plan,
    close_incoming_register,
    extend_deadline,
    hold_or_release_letters,
    pause_reminders,
    record_report,
    return_or_supplement,
    void_entry,
)
from flows.plans import plan_flow
from tests.flows.pages import SLUG

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("pages", "office")]

BY = "Nguyễn Thị Lan"
TODAY = date(2022, 6, 17)


def say(form: Any, **filled: object) -> State[Any]:
    """The final state of a form that was filled in."""
    state: State[Any] = form(**filled, by=BY, return_state=True)
    return state


def test_a_late_paper_is_recorded_as_late() -> None:
    state = say(
        record_report, plan=SLUG, agency="phong tu phap", day=date(2022, 6, 16), document_number="45/BC-TP"
    )
    assert state.name == "Đã ghi nhận: Phòng Tư pháp, báo cáo 6 tháng, gửi chậm 1 ngày"
    assert "số 45/BC-TP" in (state.message or "")
    assert BY in (state.message or "")


@pytest.mark.parametrize(
    ("action", "day", "said"),
    [
        ("Nhận trước bản chụp", TODAY, "đã nhận bản chụp"),
        ("Không phát sinh", TODAY, "gửi chậm 2 ngày"),
        ("Hẹn gửi", date(2022, 6, 20), "hẹn ngày 20/6/2022"),
        ("Không phải báo cáo kỳ này", TODAY, "không phải báo cáo"),
    ],
)
def test_what_an_agency_may_do_instead_is_recorded_too(action: str, day: date, said: str) -> None:
    state = say(record_report, plan=SLUG, agency="Phòng Tư pháp", action=action, day=day)
    assert state.name == f"Đã ghi nhận: Phòng Tư pháp, báo cáo 6 tháng, {said}"


def test_a_return_gives_a_new_day_and_a_supplement_keeps_the_standing() -> None:
    returned = say(return_or_supplement, plan=SLUG, agency="Phòng Y tế", action="Trả lại", day=TODAY)
    asked = say(return_or_supplement, plan=SLUG, agency="Phòng Nội vụ", action="Đề nghị bổ sung", day=TODAY)
    assert returned.name == "Đã trả lại: Phòng Y tế, báo cáo 6 tháng, hạn mới 22/6/2022"
    assert asked.name == "Đã đề nghị bổ sung: Phòng Nội vụ, báo cáo 6 tháng, đúng hạn"


def test_an_extension_may_end_at_an_hour() -> None:
    extended = {"plan": SLUG, "agency": "Phòng Tư pháp", "new_last_day": date(2022, 6, 24)}
    wrong = say(extend_deadline, **extended, new_hour="chiều")
    assert "viết như 17:00" in (wrong.message or "")
    right = say(extend_deadline, **extended, new_hour="17h")
    assert right.name == "Đã gia hạn: Phòng Tư pháp, báo cáo 6 tháng, hạn mới 17:00 24/6/2022"


def test_an_extension_without_a_number_is_an_oral_one() -> None:
    state = say(extend_deadline, plan=SLUG, agency="Phòng Tư pháp", new_last_day=date(2022, 6, 24))
    assert state.name == "Đã gia hạn: Phòng Tư pháp, báo cáo 6 tháng, hạn mới 24/6/2022"
    assert "bằng miệng" in (state.message or "")


def test_a_wrong_entry_is_taken_back_and_two_are_listed_to_choose_from() -> None:
    voided = say(void_entry, plan=SLUG, agency="Phòng Y tế")
    assert voided.name == "Đã huỷ ghi nhận: Phòng Y tế, báo cáo 6 tháng, quá hạn 2 ngày"
    say(return_or_supplement, plan=SLUG, agency="Phòng Nội vụ", action="Đề nghị bổ sung", day=TODAY)
    unclear = say(void_entry, plan=SLUG, agency="Phòng Nội vụ", report="6 tháng")
    assert (unclear.type, unclear.name) == ("FAILED", "Chưa rõ, chưa ghi nhận gì")
    lines = (unclear.message or "").splitlines()
    assert [line.split(": ", 1)[1].split(",")[0] for line in lines[1:]] == ["đã gửi", "đề nghị bổ sung"]
    entry = lines[2].removeprefix("- ").split(":")[0]
    chosen = say(void_entry, plan=SLUG, agency="Phòng Nội vụ", report="6 tháng", entry=entry)
    assert chosen.name == "Đã huỷ ghi nhận: Phòng Nội vụ, báo cáo 6 tháng, đúng hạn"


def test_the_register_is_closed_once_and_not_for_a_day_to_come() -> None:
    closed = say(close_incoming_register, body="cong an thi xa duc pho", through=date(2022, 6, 16))
    again = say(close_incoming_register, body="Công an thị xã Đức Phổ", through=date(2022, 6, 16))
    ahead = say(close_incoming_register, body="Công an thị xã Đức Phổ", through=date(2022, 6, 30))
    assert closed.name == "Đã chốt sổ: Công an thị xã Đức Phổ, đến 16/6/2022, không thêm đầu việc quá hạn"
    assert again.name == "Đã chốt sổ từ trước: Công an thị xã Đức Phổ, đến 16/6/2022"
    assert (ahead.type, ahead.name) == ("FAILED", "Không được, chưa ghi nhận gì")


def test_letters_to_heads_are_held_and_released() -> None:
    none = say(hold_or_release_letters, plan=SLUG, action="Giữ lại")
    assert none.name == "Không tìm thấy, chưa ghi nhận gì"
    plan_flow(SLUG)(return_state=True)  # decides to show the batch to the secretariat
    held = say(hold_or_release_letters, plan=SLUG, action="Giữ lại")
    released = say(hold_or_release_letters, plan=SLUG, action="Cho phát hành", agency="Phòng Tư pháp")
    assert held.name == "Đã giữ lại 3 thư gửi lãnh đạo"
    assert released.name == "Đã cho phát hành 1 thư gửi lãnh đạo"
    assert released.message == "Đã cho phát hành thư gửi lãnh đạo: Phòng Tư pháp (báo cáo 6 tháng)."


def test_reminders_are_paused_and_the_pause_is_ended_before_its_time() -> None:
    days = {"plan": "Mọi kế hoạch", "starts": date(2022, 6, 18), "ends": date(2022, 6, 20), "reason": "bão"}
    paused = say(pause_reminders, **days, agencies="Phòng Tư pháp; xã Phổ An")
    wrong = say(pause_reminders, **days, action="Thôi tạm dừng")
    ended = say(pause_reminders, **days, agencies="Phòng Tư pháp; xã Phổ An", action="Thôi tạm dừng")
    assert paused.name == "Đã tạm dừng nhắc: Mọi kế hoạch, từ 18/6/2022 đến 20/6/2022"
    assert "Phòng Tư pháp, UBND xã Phổ An" in (paused.message or "")
    assert (wrong.type, wrong.name) == ("FAILED", "Chưa rõ, chưa ghi nhận gì")
    assert "Mọi kế hoạch: Phòng Tư pháp; UBND xã Phổ An, từ 18/6/2022" in (wrong.message or "")
    assert ended.name == "Đã thôi tạm dừng nhắc: Mọi kế hoạch, từ 18/6/2022 đến 20/6/2022"


def test_a_plan_that_runs_may_still_get_its_number() -> None:
    numbered = say(activate_plan, plan=SLUG, number="144", issued_on=date(2022, 4, 22))
    unknown = say(activate_plan, plan="mau-2026")
    assert numbered.name == f"Đã bổ sung số, ngày ban hành: {SLUG}, theo dõi các thời hạn từ 4/5/2022"
    assert "144/KH-UBND" in (numbered.message or "")
    assert unknown.name == "Không tìm thấy, chưa ghi nhận gì"
