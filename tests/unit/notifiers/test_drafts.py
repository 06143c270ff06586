"""The drafts that the secretariat lays before those who sign."""

import re
from dataclasses import replace

from dondoc.tracking.notices import Section
from notifiers.drafts import draft_letter, draft_note
from notifiers.wording import compose
from tests.factories import (
    LAST_DAY,
    SECRETARY,
    SILENT_AGENCIES,
    a_notice,
    a_plan,
    an_item,
    an_obligation,
    due_on,
    instant,
)

AT = instant(LAST_DAY)


def section_of(*agencies: str, rung: str = "cong_van") -> Section:
    return Section(a_plan(), tuple(an_item(rung, an_obligation(agency)) for agency in agencies), SECRETARY)


def letter(agency: str = "phong-tu-phap") -> str:
    section = section_of(agency)
    return draft_letter(section, section.items, at=AT)


def test_a_letter_follows_the_order_of_the_rules() -> None:
    text = letter()
    parts = [
        "ỦY BAN NHÂN DÂN THỊ XÃ ĐỨC PHỔ",
        "V/v đôn đốc gửi báo cáo 6 tháng",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Kính gửi: Phòng Tư pháp",
        "Theo Kế hoạch số …/KH-UBND (tháng 4/2022)",
        'mục III.1: "trước ngày 16/6"',
        "ngày cuối cùng: 15/6/2022",
        "Đến nay chưa nhận được báo cáo 6 tháng của Phòng Tư pháp.",
        "yêu cầu Phòng Tư pháp gửi báo cáo 6 tháng về UBND thị xã Đức Phổ, qua Công an thị xã Đức Phổ, trước ngày",
        "Đầu mối liên hệ: Trần Thị Bình, điện thoại 0255 000 0001./.",
        "Nơi nhận:",
        "- Lưu: VT",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_number_day_new_deadline_and_signature_stay_blank() -> None:
    text = letter()
    assert "Số: ……/……" in text
    assert "ngày …… tháng …… năm ……" in text
    assert "trước ngày ……/……/……" in text
    assert "(Họ và tên) ……" in text


def test_the_body_ends_with_its_sign() -> None:
    assert len(re.findall(r"\./\.$", letter(), flags=re.M)) == 1


def test_an_association_is_asked_not_urged() -> None:
    text = letter("hoi-phu-nu")
    assert "trân trọng đề nghị Hội Liên hiệp Phụ nữ thị xã" in text
    assert "đôn đốc" not in text


def test_one_letter_names_all_that_one_agency_owes() -> None:
    second = due_on(LAST_DAY, name="báo cáo chuyên đề")
    section = Section(a_plan(), (an_item("cong_van"), an_item("cong_van", second)), SECRETARY)
    text = draft_letter(section, section.items, at=AT)
    assert "chưa nhận được báo cáo 6 tháng và báo cáo chuyên đề của Phòng Tư pháp" in text


def test_each_debtor_gets_a_letter_and_reads_of_no_other() -> None:
    section = section_of(*SILENT_AGENCIES)
    text = compose(a_notice("cong_van", section.items)).text
    letters = text.split("Dự thảo ")[1:]
    assert [re.findall(r"Kính gửi: (.+)", each) for each in letters] == [
        ["Phòng Tư pháp"],
        ["Phòng Lao động – Thương binh và Xã hội"],
        ["Hội Liên hiệp Phụ nữ thị xã"],
        ["UBND phường Phổ Văn"],
    ]
    assert "Phụ nữ" not in letters[0]


def test_only_the_note_to_the_leader_ranks_by_days_late() -> None:
    section = section_of(*SILENT_AGENCIES, rung="phieu")
    first, *others = section.items
    longest = replace(others[-1], standing=replace(others[-1].standing, working_days_late=12))
    ranked = replace(section, items=(first, *others[:-1], longest))
    text = draft_note(ranked, ranked.items, at=AT)
    assert text.index("UBND phường Phổ Văn") < text.index("Phòng Tư pháp")
    assert "12 ngày làm việc" in text
    assert "Kính trình: Lãnh đạo UBND thị xã Đức Phổ" in text
