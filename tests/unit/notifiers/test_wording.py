"""What each message says, and what it never says."""

import re
from dataclasses import replace
from datetime import date, time
from html import unescape

import pytest

from dondoc.language.directory import Relation
from dondoc.language.spec import QuestionKind
from dondoc.tracking.ladder import Recipient, Role
from dondoc.tracking.notices import Item, Notice, Section
from dondoc.tracking.obligations import Event, EventKind, Gate, Kind
from dondoc.tracking.plan import PlanQuestion
from notifiers.wording import compose
from tests.factories import (
    ALL_RUNGS,
    LAST_DAY,
    SECRETARY,
    SILENT_AGENCIES,
    a_notice,
    a_plan,
    an_item,
    an_obligation,
    due_on,
    instant,
    received,
    reopened,
)

TO_AGENCIES = ("mo_dau", "bao_truoc", "nhac", "hom_nay", "qua_han", "lanh_dao", "thay_doi", "dinh_chinh")
ANSWERABLE = ("bao_truoc", "nhac", "hom_nay", "qua_han", "lanh_dao")
ALREADY_SENT = "Nếu đã gửi, xin bỏ qua thông báo này và cho biết số, ngày văn bản."
OUTSIDE, ASSOCIATION = "toa-an", "hoi-phu-nu"


def said(notice: Notice) -> str:
    """The plain text on one line, as a claim can be found in it."""
    return " ".join(compose(notice).text.split())


def of(rung: str, agency: str = "phong-tu-phap") -> Notice:
    return a_notice(rung, [an_item(rung, an_obligation(agency))])


def for_all_silent(rung: str) -> Notice:
    return a_notice(rung, [an_item(rung, an_obligation(agency)) for agency in SILENT_AGENCIES])


# What must be said


def test_a_reminder_stands_alone() -> None:
    text = said(a_notice("bao_truoc"))
    assert "Kính gửi: Phòng Tư pháp" in text
    assert "Theo Kế hoạch số …/KH-UBND (tháng 4/2022) của UBND thị xã Đức Phổ" in text
    assert '(mục III.1: "trước ngày 16/6")' in text
    assert "gửi báo cáo 6 tháng về UBND thị xã Đức Phổ, qua Công an thị xã Đức Phổ" in text
    assert "Ngày cuối cùng: thứ Tư, 15/6/2022 (còn 05 ngày làm việc)" in text
    assert "từ 15/12/2021 đến 14/6/2022 (tham khảo, theo Nghị định 09/2019/NĐ-CP)" in text
    assert "Đầu mối tiếp nhận: Trần Thị Bình, điện thoại 0255 000 0001" in text
    assert "http" not in text


def test_subjects_say_what_and_when() -> None:
    subjects = {rung: compose(a_notice(rung)).subject for rung in ALL_RUNGS}
    reminder = "[Nhắc việc] Báo cáo 6 tháng về phòng, chống mua bán người: gửi trước ngày 16/6"
    assert subjects == {
        "mo_dau": "Kế hoạch …/KH-UBND: quý cơ quan có 01 đầu việc có hạn năm 2022",
        "bao_truoc": reminder,
        "nhac": reminder,
        "hom_nay": "[Nhắc việc] Hôm nay là ngày cuối gửi báo cáo 6 tháng (15/6)",
        "goi": "15 giờ hôm nay còn 01 đơn vị chưa ghi nhận được báo cáo 6 tháng",
        "chot_so": "Xin chốt sổ văn bản đến ngày 15/6: 01 đầu việc đang chờ",
        "qua_han": "[Đôn đốc] Báo cáo 6 tháng: đến 14 giờ ngày 16/6 chưa ghi nhận được",
        "tong_hop": "Đã nhận 22/27 báo cáo 6 tháng; còn 05 đơn vị",
        "dinh_chinh": "[Đính chính] Báo cáo 6 tháng: đã ghi nhận số 45/BC-TP, 14/6/2022",
        "xem_truoc": "Xin xem trước 01 thư gửi lãnh đạo, sẽ đi lúc 08 giờ ngày 20/6",
        "lanh_dao": "[Đôn đốc] Phòng Tư pháp còn 01 báo cáo chưa gửi, chậm 03 ngày làm việc",
        "cong_van": "Trình ký 01 công văn đôn đốc gửi báo cáo 6 tháng",
        "phieu": "Trình phiếu lãnh đạo: 01 đơn vị chưa gửi báo cáo 6 tháng",
        "thay_doi": "[Thay đổi] Ngày cuối gửi báo cáo 6 tháng: 15/6 → 20/6",
    }


@pytest.mark.parametrize("rung", ANSWERABLE)
def test_whoever_has_sent_already_is_told_what_to_answer(rung: str) -> None:
    assert ALREADY_SENT in said(a_notice(rung))


@pytest.mark.parametrize("rung", ALL_RUNGS)
def test_text_and_html_carry_the_same_words(rung: str) -> None:
    message = compose(for_all_silent(rung) if rung not in TO_AGENCIES else a_notice(rung))
    body = message.html.partition("</head>")[2]
    shown = unescape(re.sub(r"<[^>]+>", " ", body))

    def words_of(text: str) -> list[str]:
        return sorted(set(re.findall(r"\w+", text)))

    assert words_of(shown) == words_of(message.text)


@pytest.mark.parametrize("rung", ALL_RUNGS)
def test_html_fetches_nothing_and_links_nowhere(rung: str) -> None:
    html = compose(a_notice(rung)).html
    assert not re.search(r"https?:|src=|href=|url\(|<script|<link|@import", html)


@pytest.mark.parametrize("rung", ALL_RUNGS)
def test_every_table_has_header_cells(rung: str) -> None:
    html = compose(a_notice(rung)).html
    assert html.count("<table") == len(re.findall(r"<table.*?<th scope=.*?</table>", html, flags=re.S))


def test_a_correction_apologises_once_and_names_the_paper() -> None:
    text = said(a_notice("dinh_chinh"))
    assert (
        "Đã ghi nhận báo cáo 6 tháng của Phòng Tư pháp: số 45/BC-TP, 14/6/2022; nhận ngày 14/6/2022, đúng hạn."
        in text
    )
    assert text.count("xin lỗi") == 1
    assert "(ngày 16/6) rằng chưa ghi nhận được" in text  # reminders before the day called nothing missing


def test_a_return_asks_for_the_report_again() -> None:
    notice = a_notice("nhac", [reopened(an_item("nhac"), EventKind.RETURNED, date(2022, 6, 20))])
    assert compose(notice).subject == "[Nhắc việc] Báo cáo 6 tháng: gửi lại chậm nhất ngày 20/6"
    assert "trả lại ngày 14/6/2022 để hoàn thiện" in said(notice)


def test_an_extension_names_its_paper_or_waits_for_it() -> None:
    item = an_item("nhac")
    written = reopened(item, EventKind.EXTENDED, date(2022, 6, 20), document_number="12/UBND-NC")
    oral = reopened(item, EventKind.EXTENDED, date(2022, 6, 20), oral=True)
    assert "gia hạn từ 15/6/2022, theo văn bản số 12/UBND-NC" in said(a_notice("nhac", [written]))
    assert "chờ văn bản" in said(a_notice("nhac", [oral]))


def test_a_dropped_duty_is_said_with_its_letter_and_taken_back_with_an_apology() -> None:
    item = an_item("thay_doi")
    event = Event(
        id="e9",
        obligation_id=item.obligation.id,
        kind=EventKind.WITHDRAWN,
        received_on=date(2022, 6, 1),
        recorded_at=instant(date(2022, 6, 1)),
        recorded_by="Bình",
        document_number="45/UBND-NC",
        document_date=date(2022, 5, 30),
    )
    end = replace(item, nudge=replace(item.nudge, occasion="thay_doi:e9"), withdrawn_by=event)
    dropped = a_notice("thay_doi", [end])
    assert compose(dropped).subject == "[Thay đổi] Không còn phải gửi báo cáo 6 tháng (CV số 45/UBND-NC)"
    assert "không còn phải gửi báo cáo 6 tháng theo Kế hoạch số …/KH-UBND" in said(dropped)
    assert "số 45/UBND-NC ngày 30/5/2022" in said(dropped)
    assert "đã thay đổi" not in said(dropped)

    back = replace(item, nudge=replace(item.nudge, occasion="thay_doi:e9:lai"))
    restored = a_notice("thay_doi", [back])
    assert compose(restored).subject == "[Thay đổi] Báo cáo 6 tháng: vẫn theo kế hoạch, trước ngày 16/6"
    assert "quý cơ quan gửi báo cáo 6 tháng" in said(restored)
    assert "chân thành xin lỗi" in said(restored)


def test_a_moved_deadline_shows_the_old_and_the_new_day() -> None:
    moved = reopened(an_item("thay_doi"), EventKind.EXTENDED, date(2022, 6, 20), document_number="45/UBND-NC")
    notice = a_notice("thay_doi", [moved])
    assert compose(notice).subject == "[Thay đổi] Ngày cuối gửi báo cáo 6 tháng: 15/6 → 20/6 (CV số 45/UBND-NC)"
    assert "Ngày cuối cùng mới: thứ Hai, 20/6/2022" in said(notice)


def test_a_deadline_on_a_day_off_names_the_last_working_day() -> None:
    sunday = due_on(date(2025, 6, 15), target=date(2025, 6, 13))
    notice = a_notice("hom_nay", [an_item("hom_nay", sunday)], at=instant(date(2025, 6, 13)))
    assert compose(notice).subject.startswith("[Nhắc việc] Hôm nay là ngày làm việc cuối để gửi báo cáo 6 tháng")
    assert "Chủ nhật, 15/6/2025, là ngày nghỉ; ngày làm việc cuối: thứ Sáu, 13/6/2025" in said(notice)


def test_an_hour_of_the_deadline_is_said() -> None:
    obligation = an_obligation(due=instant(LAST_DAY, time(17)), strict=False)
    notice = a_notice("nhac", [an_item("nhac", obligation)])
    assert "trước 17 giờ, thứ Tư, 15/6/2022" in said(notice)
    assert "gửi trước 17 giờ ngày 15/6" in compose(notice).subject


def test_a_task_is_carried_out_not_sent() -> None:
    task = an_obligation(kind=Kind.TASK, name="tổ chức hội nghị sơ kết", to=None, via=None)
    notice = a_notice("nhac", [an_item("nhac", task)])
    assert compose(notice).subject.endswith("hoàn thành trước ngày 16/6")
    assert "quý cơ quan thực hiện việc tổ chức hội nghị sơ kết" in said(notice)


def test_what_remains_is_not_said_once_it_is_over() -> None:
    assert "còn" not in said(a_notice("qua_han", [an_item("qua_han", workdays_left=-1)]))


def test_the_opening_notice_lists_what_is_owed_all_year() -> None:
    later = due_on(date(2022, 12, 15), name="báo cáo tổng kết năm")
    text = said(a_notice("mo_dau", [an_item("mo_dau", workdays_left=30), an_item("mo_dau", later)]))
    assert "quý cơ quan có 02 đầu việc có hạn" in text
    assert re.search(r'Báo cáo tổng kết năm \| thứ Năm, 15/12/2022 +\| mục III.1: "trước ngày 16/12"', text)
    assert "còn 30" not in text  # too early to count days
    assert "xác nhận đầu mối" in text


def test_the_opening_notice_says_what_the_plan_leaves_open_about_its_addressee() -> None:
    asked = PlanQuestion("hoi", "Kế hoạch riêng nộp ngày nào?", QuestionKind.DATE, ("phong-tu-phap",))
    other = PlanQuestion("khac", "Tòa án có báo cáo không?", QuestionKind.DUTY, ("toa-an",))
    notice = a_notice("mo_dau")
    section = replace(notice.sections[0], plan=a_plan(questions=(asked, other)))
    text = said(replace(notice, sections=(section,)))
    assert "còn 01 điểm chưa rõ" in text
    assert "Kế hoạch riêng nộp ngày nào?" in text
    assert "Tòa án" not in text
    assert "chưa rõ" not in said(notice)


def test_the_opening_notice_names_what_comes_every_day_in_one_row() -> None:
    days = [
        due_on(date(2022, 6, day), name=f"báo cáo ngày {day}/6", id=f"ngay-{day}", is_brief=True)
        for day in (15, 16, 17)
    ]
    text = said(a_notice("mo_dau", [an_item("mo_dau", day) for day in days]))
    assert "quý cơ quan có 03 đầu việc có hạn" in text
    row = "03 báo cáo, từ báo cáo ngày 15/6 đến báo cáo ngày 17/6; Ngày cuối cùng: từ 15/6/2022 đến 17/6/2022"
    assert row in text
    assert "Báo cáo ngày 16/6" not in text


def test_the_opening_notice_promises_no_reminder_of_a_day_without_a_paper() -> None:
    day = due_on(date(2022, 7, 30), kind=Kind.DAY, gate=Gate.OBSERVED, name="ngày 30/7", target=date(2022, 7, 29))
    text = said(a_notice("mo_dau", [an_item("mo_dau", day)]))
    assert "Thời gian" in text
    assert "thứ Bảy, 30/7/2022 |" in text
    assert "nhắc việc" not in text


# Marks


def test_a_full_number_and_day_are_printed_as_they_stand() -> None:
    plan = a_plan(number="144/KH-UBND", number_is_blank=False, issued="07/3/2024")
    notice = a_notice("nhac", sections=(Section(plan, (an_item("nhac"),), SECRETARY),))
    assert "Kế hoạch số 144/KH-UBND ngày 07/3/2024 của UBND thị xã Đức Phổ" in said(notice)


def test_composed_words_stand_without_quotation_marks() -> None:
    text = said(a_notice("nhac", [an_item("nhac", an_obligation(phrase_quoted=False))]))
    assert "(mục III.1: trước ngày 16/6)" in text
    assert '"' not in text


def test_a_stated_data_window_is_not_marked_as_inferred() -> None:
    text = said(a_notice("nhac", [an_item("nhac", an_obligation(data_inferred=False))]))
    assert "từ 15/12/2021 đến 14/6/2022" in text
    assert "tham khảo" not in text


def test_a_proposed_membership_is_shown_as_such() -> None:
    text = said(a_notice("nhac", [an_item("nhac", an_obligation(membership_proposed=True))]))
    assert "danh sách do cơ quan thường trực đề xuất" in text


def test_a_sample_plan_is_marked_in_subject_and_text() -> None:
    plan = a_plan(sample=True, title="Cải cách hành chính (bản mẫu)")
    notice = a_notice("nhac", sections=(Section(plan, (an_item("nhac"),), SECRETARY),))
    assert compose(notice).subject.endswith("(bản mẫu)")
    assert "của UBND thị xã Đức Phổ (bản mẫu) về cải cách hành chính (mục" in said(notice)


def test_a_copy_is_headed_so_and_keeps_the_salutation() -> None:
    notice = a_notice("lanh_dao", is_copy=True, recipient=Recipient(Role.CONTACT, "phong-tu-phap"))
    assert said(notice).startswith("Đồng gửi: Đầu mối Phòng Tư pháp Kính gửi: Đồng chí Trưởng Phòng Tư pháp")


def test_without_a_named_secretary_the_line_is_left_out() -> None:
    notice = a_notice("nhac", sections=(Section(a_plan(), (an_item("nhac"),), None),))
    assert "Đầu mối tiếp nhận" not in said(notice)


# Relations


@pytest.mark.parametrize("rung", ["bao_truoc", "hom_nay"])
def test_outside_bodies_are_softly_reminded(rung: str) -> None:
    message = compose(of(rung, OUTSIDE))
    assert "rất mong nhận được báo cáo 6 tháng của quý cơ quan" in message.text
    assert message.subject.startswith("[Phối hợp]")
    assert "a62b1f" not in message.html  # the red edge


@pytest.mark.parametrize("rung", TO_AGENCIES)
def test_outside_bodies_never_hear_urging_words(rung: str) -> None:
    item = an_item(rung, an_obligation(OUTSIDE))
    message = compose(a_notice(rung, [received(item) if rung == "dinh_chinh" else item]))
    for word in ("đôn đốc", "quá hạn", "yêu cầu", "chỉ đạo gửi ngay"):
        assert word not in f"{message.subject} {message.text}".lower()


@pytest.mark.parametrize("rung", ["bao_truoc", "nhac", "qua_han", "lanh_dao"])
def test_associations_are_respectfully_asked(rung: str) -> None:
    message = compose(of(rung, ASSOCIATION))
    assert "rân trọng đề nghị" in message.text
    assert "đôn đốc" not in f"{message.subject} {message.text}".lower()


@pytest.mark.parametrize("relation", list(Relation))
@pytest.mark.parametrize("rung", ALL_RUNGS)
def test_words_that_nobody_hears(rung: str, relation: Relation) -> None:
    item = an_item(rung, an_obligation(relation=relation))
    message = compose(a_notice(rung, [received(item) if rung == "dinh_chinh" else item]))
    everything = f"{message.subject} {message.text} {message.html}".lower()
    for word in ("chưa nộp", "nộp muộn", "quá hạn", "none", "nudge", "obligation", "tick"):
        assert word not in everything


# Escalation


def test_a_head_sees_dates_and_counts_of_the_own_agency() -> None:
    text = said(a_notice("lanh_dao"))
    assert "Kính gửi: Đồng chí Trưởng Phòng Tư pháp" in text
    assert "chưa ghi nhận được báo cáo 6 tháng của Phòng Tư pháp" in text
    assert "Các lần đã nhắc: 08/6, 13/6, 15/6, 16/6" in text
    assert "Đề nghị đồng chí chỉ đạo gửi ngay" in text


@pytest.mark.parametrize("rung", TO_AGENCIES)
def test_an_agency_reads_no_other_debtors_name(rung: str) -> None:
    message = compose(a_notice(rung))
    for other in ("Lao động", "Phụ nữ", "Tòa án", "Phổ Văn"):
        assert other not in message.text


@pytest.mark.parametrize(
    ("title", "agency", "addressed"),
    [
        ("Trưởng phòng", "Phòng Tư pháp", "Đồng chí Trưởng Phòng Tư pháp"),
        ("Trưởng Phòng Tư pháp", "Phòng Tư pháp", "Đồng chí Trưởng Phòng Tư pháp"),
        ("Chủ tịch", "UBND phường Phổ Văn", "Đồng chí Chủ tịch UBND phường Phổ Văn"),
        ("Trưởng Công an thị xã", "Công an thị xã Đức Phổ", "Đồng chí Trưởng Công an thị xã"),
        ("", "Phòng Tư pháp", "Lãnh đạo Phòng Tư pháp"),
    ],
)
def test_a_head_is_addressed_by_the_own_title(title: str, agency: str, addressed: str) -> None:
    obligation = an_obligation(head_title=title, agency_name=agency)
    text = compose(a_notice("lanh_dao", [an_item("lanh_dao", obligation)])).text
    assert text.splitlines()[0] == f"Kính gửi: {addressed}"


# Lists for the secretariat


def test_the_call_list_names_whom_to_call() -> None:
    text = compose(for_all_silent("goi")).text
    assert re.search(r"Đơn vị +\| Đầu mối +\| Điện thoại +\| Lần nhắc gần nhất", text)
    assert re.search(r"Phòng Tư pháp +\| Lê Văn An +\| 0255 000 0002 +\| 15/6", text)


def test_names_stand_in_protocol_order() -> None:
    notice = a_notice("goi", [an_item("goi", an_obligation(agency)) for agency in reversed(SILENT_AGENCIES)])
    text = compose(notice).text
    places = [text.index(name) for name in ("Phòng Tư pháp", "Phòng Lao động", "Hội Liên hiệp", "UBND phường")]
    assert places == sorted(places)


def test_the_preview_says_when_the_batch_goes_and_how_to_keep_it() -> None:
    text = said(for_all_silent("xem_truoc"))
    assert "04 thư dưới đây sẽ đi lúc 08 giờ ngày 20/6/2022, trừ thư được giữ lại." in text
    assert "biểu mẫu “Giữ hoặc phát hành thư gửi lãnh đạo”" in text
    assert "Trưởng Phòng Tư pháp" in text


def test_the_head_of_the_standing_body_is_asked_to_have_the_register_closed() -> None:
    notice = a_notice("chot_so", recipient=Recipient(Role.HEAD, "cong-an-tx-duc-pho"))
    assert "đề nghị đồng chí chỉ đạo chốt sổ trong hôm nay" in said(notice)


def test_the_consolidating_body_learns_who_is_missing_and_who_was_late() -> None:
    items = [an_item("tong_hop", an_obligation(agency)) for agency in SILENT_AGENCIES]
    notice = a_notice("tong_hop", [replace(item, late_senders=("UBND xã Phổ An",)) for item in items])
    text = said(notice)
    assert "Đã nhận 22/27 báo cáo 6 tháng; còn 05 đơn vị." in text
    assert "Các đơn vị còn lại đã nêu ở thông báo trước" in text
    everyone = [replace(item, received_of=(27 - len(items), 27)) for item in items]
    assert "Các đơn vị còn lại" not in said(a_notice("tong_hop", everyone))
    assert "Gửi chậm: UBND xã Phổ An." in text


def test_what_has_no_desk_stands_in_a_block_of_its_own() -> None:
    missing = [
        an_item("nhac", an_obligation(agency), missing_role=Role.CONTACT) for agency in SILENT_AGENCIES[1:3]
    ]
    notice = a_notice("chot_so", [an_item("chot_so"), *missing])
    text = said(notice)
    assert "Chưa có đầu mối" in text
    assert text.index("chốt sổ") < text.index("Chưa có đầu mối")
    assert re.search(r"Phòng Lao động – Thương binh và Xã hội \| đầu mối \| Báo cáo 6 tháng \| 15/6/2022", text)


# Several in one


def test_several_duties_make_one_message_earliest_first() -> None:
    later = due_on(date(2022, 6, 23), name="báo cáo chuyên đề")
    notice = a_notice("nhac", [an_item("nhac", later), an_item("nhac")])
    assert compose(notice).subject == "[Nhắc việc] 02 đầu việc, sớm nhất trước ngày 16/6"
    text = said(notice)
    assert text.index("1. Báo cáo 6 tháng") < text.index("2. Báo cáo chuyên đề")


def test_a_missed_duty_among_others_is_counted_in_the_subject() -> None:
    later = due_on(date(2022, 6, 23), name="báo cáo chuyên đề")
    notice = a_notice("qua_han", [an_item("qua_han"), an_item("bao_truoc", later)])
    assert compose(notice).subject == "[Đôn đốc] 02 đầu việc: đến ngày 16/6 chưa ghi nhận được 01 việc"


def test_several_askers_stand_apart() -> None:
    other = a_plan("ma-tuy", title="Phòng, chống ma túy năm 2022", issuer_name="UBND thị xã Đức Phổ")
    first = a_notice("nhac")
    notice = replace(first, sections=(*first.sections, Section(other, (an_item("nhac"),), SECRETARY)))
    text = said(notice)
    assert "UBND thị xã Đức Phổ: Phòng, chống ma túy năm 2022" in text
    assert compose(notice).subject.startswith("[Nhắc việc] 02 đầu việc, sớm nhất")


def test_several_jobs_of_the_secretariat_are_named_in_the_subject() -> None:
    notice = a_notice("chot_so", [an_item("chot_so"), an_item("xem_truoc"), an_item("cong_van")])
    expected = "03 việc ngày 16/6: chốt sổ đến 15/6; xem trước 01 thư; trình ký 01 công văn"
    assert compose(notice).subject == expected


# Safety of the page


def test_names_are_escaped_in_html_and_plain_in_text() -> None:
    obligation = an_obligation(agency_name="Phòng <b>A & B</b>")
    message = compose(a_notice("lanh_dao", [an_item("lanh_dao", obligation)]))
    assert "<b>A" not in message.html
    assert "Phòng <b>A & B</b>" in message.text


def test_a_notice_without_items_is_refused() -> None:
    with pytest.raises(ValueError, match="says nothing"):
        compose(replace(a_notice("nhac"), sections=()))


def test_an_unknown_rung_borrows_the_nearest_words() -> None:
    item = an_item("nhac")
    own = replace(item, nudge=replace(item.nudge, rung="nhac-them"))
    assert compose(a_notice("nhac", [own])).subject.startswith("[Nhắc việc]")


def quoted(items: list[Item]) -> list[str]:
    return re.findall(r'"[^"]*"', said(a_notice("nhac", items)))


def test_only_the_documents_words_are_quoted() -> None:
    assert quoted([an_item("nhac")]) == ['"trước ngày 16/6"']
