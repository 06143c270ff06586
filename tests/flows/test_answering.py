"""The forms about a whole plan: what they say, and that a run that is repeated says so."""

from datetime import date

import pytest

from flows.answering import answer_question, open_ad_hoc_report, record_event, void_plan_entry
from flows.forms import FORMS
from tests.flows.pages import SLUG
from tests.flows.test_operations import say

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("pages", "office")]


def test_a_question_is_answered_and_the_answer_taken_back() -> None:
    told = say(
        answer_question,
        plan=SLUG,
        question="ke-hoach-don-vi-khong-ngay",
        days="30/6/2022",
        document_number="210/UBND-NC",
    )
    assert (told.name or "").startswith(
        "Đã ghi nhận: trả lời câu hỏi ke-hoach-don-vi-khong-ngay: trước ngày 30/6/2022"
    )
    assert "đổi hạn 34 đầu việc" in (told.message or "")
    entry = (told.message or "").split("Mã ghi nhận ")[1].split(";")[0]

    undone = say(void_plan_entry, entry=entry, note="nhầm văn bản")
    assert undone.name == f"Đã ghi nhận: huỷ {entry}, nhầm văn bản"


def test_an_answer_that_does_not_fit_says_what_is_asked() -> None:
    told = say(answer_question, plan=SLUG, question="so-ky-hieu", text="chưa rõ")
    assert (told.type, told.name) == ("FAILED", "Không được, chưa ghi nhận gì")
    assert "cần trả lời: số ký hiệu" in (told.message or "")


def test_periods_and_agencies_are_read_from_one_line() -> None:
    told = say(
        answer_question,
        plan=SLUG,
        question="tong-hop-khong-ngay",
        day_word="Chậm nhất ngày",
        days="Quý III=20/9/2022; nam=20/12/2022",
        text="Công an tỉnh báo",
    )
    assert "Quý III: chậm nhất ngày 20/9/2022, nam: chậm nhất ngày 20/12/2022" in (told.message or "")
    owed = say(
        answer_question,
        plan=SLUG,
        question="ngoai-he-thong-bao-cao",
        whether="Không",
        agencies="Tòa án nhân dân thị xã; Viện Kiểm sát nhân dân thị xã",
        text="theo quy chế phối hợp",
    )
    assert "thôi theo dõi 2 đầu việc" in (owed.message or "")


def test_an_event_and_an_ad_hoc_report_are_recorded() -> None:
    event = say(record_event, plan=SLUG, event="chi-dao-cap-tren", day=date(2022, 6, 16))
    assert event.name == "Đã ghi nhận: sự kiện “có chỉ đạo của cấp trên” xảy ra ngày 16/6/2022"
    opened = say(
        open_ad_hoc_report,
        plan=SLUG,
        report_name="tình hình đường dây nóng",
        day="24/6/2022",
        agencies="Phòng Tư pháp",
    )
    assert "thêm 1 đầu việc" in (opened.message or "")


def test_forms_have_names_of_their_own() -> None:
    assert len({form.name for form in FORMS}) == len(FORMS)
