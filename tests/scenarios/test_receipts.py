"""Stories about papers: whether, when and how they come. Phòng Tư pháp owes the report of June by 15/6/2022."""

from tests.scenarios.story import JUSTICE, LABOUR, a_town, messages


def test_who_stays_silent_hears_every_rung_to_the_end() -> None:
    assert a_town().tells() == messages("""
        08/6 08:00 contact@phong-tu-phap: bao_truoc
        13/6 08:00 contact@phong-tu-phap: nhac
        15/6 08:00 contact@phong-tu-phap: hom_nay
        15/6 15:00 secretary@cong-an-tx-duc-pho: goi(phong-tu-phap)
        16/6 08:00 secretary@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
        16/6 14:00 contact@phong-tu-phap: qua_han
        16/6 14:00 records@phong-tu-phap: qua_han
        16/6 14:00 secretary@cong-an-tx-duc-pho: tong_hop(phong-tu-phap)
        17/6 08:00 secretary@cong-an-tx-duc-pho: xem_truoc(phong-tu-phap)
        20/6 08:00 contact@phong-tu-phap (đồng gửi): lanh_dao
        20/6 08:00 head@phong-tu-phap: lanh_dao
        22/6 08:00 secretary@cong-an-tx-duc-pho: cong_van(phong-tu-phap)
        29/6 08:00 secretary@cong-an-tx-duc-pho: phieu(phong-tu-phap)
    """)


def test_who_reports_early_hears_nothing_more() -> None:
    steps = "- {luc: 10/6/2022 09:00, viec: da-gui, bao_cao: dinh-ky, so: 45/BC-TP, ngay_nhan: 9/6/2022}"
    assert a_town().tells(steps) == ["08/6 08:00 contact@phong-tu-phap: bao_truoc"]


def test_who_reports_late_is_urged_until_the_paper_is_recorded() -> None:
    steps = "- {luc: 17/6/2022 15:00, viec: da-gui, bao_cao: dinh-ky, so: 45/BC-TP, ngay_nhan: 17/6/2022}"
    assert a_town().tells(steps) == messages("""
        08/6 08:00 contact@phong-tu-phap: bao_truoc
        13/6 08:00 contact@phong-tu-phap: nhac
        15/6 08:00 contact@phong-tu-phap: hom_nay
        15/6 15:00 secretary@cong-an-tx-duc-pho: goi(phong-tu-phap)
        16/6 08:00 secretary@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
        16/6 14:00 contact@phong-tu-phap: qua_han
        16/6 14:00 records@phong-tu-phap: qua_han
        16/6 14:00 secretary@cong-an-tx-duc-pho: tong_hop(phong-tu-phap)
        17/6 08:00 secretary@cong-an-tx-duc-pho: xem_truoc(phong-tu-phap)
    """)


def test_a_supplement_that_is_asked_for_keeps_the_report_on_time_and_urges_nobody() -> None:
    steps = """
    - {luc: 10/6/2022 09:00, viec: da-gui, bao_cao: dinh-ky, so: 45/BC-TP}
    - {luc: 13/6/2022 10:00, viec: de-nghi-bo-sung, bao_cao: dinh-ky, ghi_chu: thiếu phụ lục}
    """
    assert a_town().tells(steps) == ["08/6 08:00 contact@phong-tu-phap: bao_truoc"]


def test_who_is_exempted_hears_nothing_more() -> None:
    steps = "- {luc: 10/6/2022 09:00, viec: mien, bao_cao: dinh-ky}"
    assert a_town().tells(steps) == ["08/6 08:00 contact@phong-tu-phap: bao_truoc"]


def test_nothing_to_report_and_a_report_under_another_plan_both_meet_the_duty() -> None:
    steps = """
    - {luc: 10/6/2022 09:00, viec: khong-phat-sinh, bao_cao: dinh-ky, co_quan: phong-tu-phap}
    - {luc: 10/6/2022 09:05, viec: ghi-nhan, bao_cao: dinh-ky, co_quan: phong-ldtbxh, so: 12/BC-LDTBXH}
    """
    assert a_town(JUSTICE, LABOUR).tells(steps) == messages("""
        08/6 08:00 contact@phong-ldtbxh: bao_truoc
        08/6 08:00 contact@phong-tu-phap: bao_truoc
    """)


def test_a_report_that_is_no_longer_followed_is_told_so_and_urges_nobody() -> None:
    steps = "- {luc: 10/6/2022 09:00, viec: thoi-theo-doi, bao_cao: dinh-ky}"
    assert a_town().tells(steps) == [
        "08/6 08:00 contact@phong-tu-phap: bao_truoc",
        "10/6 09:00 contact@phong-tu-phap: thay_doi",
    ]


def test_a_receipt_recorded_by_mistake_is_voided_without_a_message_and_corrected() -> None:
    """The paper was another office's: Phòng Tư pháp is urged from the next working morning, as its turn comes."""
    steps = """
    - {luc: 14/6/2022 09:00, viec: da-gui, bao_cao: dinh-ky, co_quan: phong-tu-phap, so: 45/BC}
    - {luc: 17/6/2022 10:00, viec: huy-ghi-nhan, bao_cao: dinh-ky, co_quan: phong-tu-phap}
    - {luc: 17/6/2022 10:05, viec: da-gui, bao_cao: dinh-ky, co_quan: phong-ldtbxh, so: 4/BC, ngay_nhan: 14/6/2022}
    - {luc: 21/6/2022 09:00, viec: da-gui, bao_cao: dinh-ky, co_quan: phong-tu-phap, so: 46/BC-TP}
    """
    lines = a_town(JUSTICE, LABOUR).tells(steps)
    assert [line for line in lines if "@phong-tu-phap" in line] == messages("""
        08/6 08:00 contact@phong-tu-phap: bao_truoc
        13/6 08:00 contact@phong-tu-phap: nhac
        20/6 08:00 contact@phong-tu-phap: qua_han
        20/6 08:00 records@phong-tu-phap: qua_han
    """)
    assert "17/6 10:05 contact@phong-ldtbxh: dinh_chinh" in lines


def test_voiding_and_recording_anew_on_one_day_is_heard_by_nobody() -> None:
    """A wrong number was entered; the paper itself had come in time."""
    steps = """
    - {luc: 14/6/2022 09:00, viec: da-gui, bao_cao: dinh-ky, so: 54/BC-TP}
    - {luc: 20/6/2022 10:00, viec: huy-ghi-nhan, bao_cao: dinh-ky}
    - {luc: 20/6/2022 16:00, viec: da-gui, bao_cao: dinh-ky, so: 45/BC-TP, ngay_nhan: 14/6/2022}
    """
    assert a_town().tells(steps) == messages("""
        08/6 08:00 contact@phong-tu-phap: bao_truoc
        13/6 08:00 contact@phong-tu-phap: nhac
    """)


def test_who_was_said_to_be_missing_though_the_paper_had_come_gets_a_correction() -> None:
    steps = "- {luc: 20/6/2022 09:10, viec: da-gui, bao_cao: dinh-ky, so: 45/BC-TP, ngay_nhan: 15/6/2022}"
    assert a_town().tells(steps)[-5:] == messages("""
        20/6 08:00 contact@phong-tu-phap (đồng gửi): lanh_dao
        20/6 08:00 head@phong-tu-phap: lanh_dao
        20/6 09:10 contact@phong-tu-phap: dinh_chinh
        20/6 09:10 head@phong-tu-phap: dinh_chinh
        20/6 09:10 records@phong-tu-phap: dinh_chinh
    """)


def test_a_paper_that_came_late_corrects_nothing() -> None:
    steps = "- {luc: 20/6/2022 09:10, viec: da-gui, bao_cao: dinh-ky, so: 45/BC-TP, ngay_nhan: 16/6/2022}"
    assert a_town().tells(steps)[-1] == "20/6 08:00 head@phong-tu-phap: lanh_dao"


def test_a_corrected_correction_reaches_only_those_who_heard_the_wrong_thing_again() -> None:
    """Recorded, voided, recorded again after the head was told: the contact hears both, the clerk one."""
    steps = """
    - {luc: 17/6/2022 09:00, viec: da-gui, bao_cao: dinh-ky, so: 45/BC, ngay_nhan: 15/6/2022}
    - {luc: 17/6/2022 16:00, viec: huy-ghi-nhan, bao_cao: dinh-ky}
    - {luc: 22/6/2022 10:00, viec: da-gui, bao_cao: dinh-ky, so: 46/BC, ngay_nhan: 15/6/2022}
    """
    lines = a_town().tells(steps)
    assert [line for line in lines if "dinh_chinh" in line] == messages("""
        17/6 09:00 contact@phong-tu-phap: dinh_chinh
        17/6 09:00 records@phong-tu-phap: dinh_chinh
        22/6 10:00 contact@phong-tu-phap: dinh_chinh
        22/6 10:00 head@phong-tu-phap: dinh_chinh
    """)
