"""Stories in which messages wait: outages, promises, photos in advance, holds, Tết, letters that are held."""

from datetime import date

from tests.scenarios.story import JUSTICE, LABOUR, a_town, messages

THE_DAY_AFTER = date(2022, 6, 16)


def test_an_outage_of_a_week_brings_one_message_and_not_five() -> None:
    """Down from Friday 10/6 to Friday 17/6; the register is closed at 09:00 of the first day that it can be."""
    steps = "- {luc: 10/6/2022 07:00, viec: ngung-chay, den_luc: 17/6/2022 08:00}"
    assert a_town().tells(steps) == messages("""
        08/6 08:00 contact@phong-tu-phap: bao_truoc
        17/6 08:00 secretary@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
        17/6 09:00 contact@phong-tu-phap: qua_han
        17/6 09:00 records@phong-tu-phap: qua_han
        17/6 09:00 secretary@cong-an-tx-duc-pho: tong_hop(phong-tu-phap)
        20/6 08:00 secretary@cong-an-tx-duc-pho: xem_truoc(phong-tu-phap)
        21/6 08:00 contact@phong-tu-phap (đồng gửi): lanh_dao
        21/6 08:00 head@phong-tu-phap: lanh_dao
        23/6 08:00 secretary@cong-an-tx-duc-pho: cong_van(phong-tu-phap)
        29/6 08:00 secretary@cong-an-tx-duc-pho: phieu(phong-tu-phap)
    """)


def test_an_outage_before_the_day_brings_the_highest_reminder_reached() -> None:
    steps = "- {luc: 7/6/2022 16:00, viec: ngung-chay, den_luc: 14/6/2022 10:00}"
    assert a_town().tells(steps, until=date(2022, 6, 15)) == messages("""
        14/6 10:00 contact@phong-tu-phap: nhac
        15/6 08:00 contact@phong-tu-phap: hom_nay
        15/6 15:00 secretary@cong-an-tx-duc-pho: goi(phong-tu-phap)
    """)


def test_a_promise_spares_the_second_reminder_and_holds_the_letter_for_two_working_days() -> None:
    """Promised for Tuesday 21/6: the letter of 20/6 goes on 22/6, the day after the promise and the limit."""
    steps = "- {luc: 10/6/2022 10:00, viec: hen-gui, bao_cao: dinh-ky, hen_ngay: 21/6/2022}"
    assert a_town().tells(steps) == messages("""
        08/6 08:00 contact@phong-tu-phap: bao_truoc
        15/6 08:00 contact@phong-tu-phap: hom_nay
        15/6 15:00 secretary@cong-an-tx-duc-pho: goi(phong-tu-phap)
        16/6 08:00 secretary@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
        16/6 14:00 contact@phong-tu-phap: qua_han
        16/6 14:00 records@phong-tu-phap: qua_han
        16/6 14:00 secretary@cong-an-tx-duc-pho: tong_hop(phong-tu-phap)
        21/6 08:00 secretary@cong-an-tx-duc-pho: xem_truoc(phong-tu-phap)
        22/6 08:00 contact@phong-tu-phap (đồng gửi): lanh_dao
        22/6 08:00 head@phong-tu-phap: lanh_dao
        24/6 08:00 secretary@cong-an-tx-duc-pho: cong_van(phong-tu-phap)
        29/6 08:00 secretary@cong-an-tx-duc-pho: phieu(phong-tu-phap)
    """)


def test_a_promise_for_a_far_day_holds_the_letter_no_longer_and_a_kept_one_ends_it() -> None:
    far = "- {luc: 16/6/2022 15:00, viec: hen-gui, bao_cao: dinh-ky, hen_ngay: 30/6/2022}"
    assert "22/6 08:00 head@phong-tu-phap: lanh_dao" in a_town().tells(far)
    kept = far + "\n- {luc: 21/6/2022 10:00, viec: da-gui, bao_cao: dinh-ky, so: 45/BC-TP}"
    assert not [line for line in a_town().tells(kept) if "lanh_dao" in line]


def test_a_photo_in_advance_quiets_until_the_paper_is_recorded() -> None:
    """The photo came on the eve, the paper a day late: nobody was called or urged."""
    steps = """
    - {luc: 14/6/2022 10:00, viec: nhan-truoc, bao_cao: dinh-ky}
    - {luc: 17/6/2022 10:00, viec: da-gui, bao_cao: dinh-ky, so: 45/BC-TP, ngay_nhan: 16/6/2022}
    """
    assert a_town().tells(steps, since=date(2022, 6, 14)) == messages("""
        16/6 08:00 secretary@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
        16/6 14:00 secretary@cong-an-tx-duc-pho: tong_hop(phong-tu-phap)
    """)


def test_a_photo_without_its_paper_quiets_for_three_working_days() -> None:
    """Received on Tuesday 14/6: quiet through Friday 17/6, then level by level; a second photo changes nothing."""
    steps = """
    - {luc: 14/6/2022 10:00, viec: nhan-truoc, bao_cao: dinh-ky}
    - {luc: 17/6/2022 10:00, viec: nhan-truoc, bao_cao: dinh-ky}
    """
    assert a_town().tells(steps, since=date(2022, 6, 17), until=date(2022, 6, 24)) == messages("""
        20/6 08:00 contact@phong-tu-phap: qua_han
        20/6 08:00 records@phong-tu-phap: qua_han
        21/6 08:00 secretary@cong-an-tx-duc-pho: xem_truoc(phong-tu-phap)
        22/6 08:00 contact@phong-tu-phap (đồng gửi): lanh_dao
        22/6 08:00 head@phong-tu-phap: lanh_dao
        24/6 08:00 secretary@cong-an-tx-duc-pho: cong_van(phong-tu-phap)
    """)


def test_a_hold_for_a_storm_keeps_all_messages_back_and_leaves_the_deadline() -> None:
    """Held from the eve to Friday 17/6: on Monday the highest word speaks, and the letter waits its two days."""
    steps = "- {luc: 13/6/2022 16:00, viec: tam-dung, tu: 14/6/2022, den: 17/6/2022, ghi_chu: bão số 1}"
    assert a_town().tells(steps, since=date(2022, 6, 14), until=date(2022, 6, 22)) == messages("""
        20/6 08:00 contact@phong-tu-phap: qua_han
        20/6 08:00 records@phong-tu-phap: qua_han
        20/6 08:00 secretary@cong-an-tx-duc-pho: tong_hop(phong-tu-phap)
        21/6 08:00 secretary@cong-an-tx-duc-pho: xem_truoc(phong-tu-phap)
        22/6 08:00 contact@phong-tu-phap (đồng gửi): lanh_dao
        22/6 08:00 head@phong-tu-phap: lanh_dao
    """)


def test_a_hold_for_one_agency_leaves_the_others_and_ends_when_it_is_lifted() -> None:
    steps = """
    - {luc: 7/6/2022 10:00, viec: tam-dung, co_quan: phong-tu-phap, tu: 8/6/2022, den: 30/6/2022}
    - {luc: 14/6/2022 10:00, viec: nhac-lai, co_quan: phong-tu-phap}
    """
    assert a_town(JUSTICE, LABOUR).tells(steps, until=date(2022, 6, 14)) == messages("""
        08/6 08:00 contact@phong-ldtbxh: bao_truoc
        13/6 08:00 contact@phong-ldtbxh: nhac
        14/6 10:00 contact@phong-tu-phap: nhac
    """)


def test_no_head_gets_a_letter_around_tet() -> None:
    """Due on Thursday 16/1/2025; new year's day is 29/1. The letter of 21/1 waits for Wednesday 5/2."""
    town = a_town(last_day=date(2025, 1, 16))
    assert town.tells(since=date(2025, 1, 17), until=date(2025, 2, 28)) == messages("""
        17/1 08:00 secretary@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
        17/1 14:00 contact@phong-tu-phap: qua_han
        17/1 14:00 records@phong-tu-phap: qua_han
        17/1 14:00 secretary@cong-an-tx-duc-pho: tong_hop(phong-tu-phap)
        04/2 08:00 secretary@cong-an-tx-duc-pho: xem_truoc(phong-tu-phap)
        05/2 08:00 contact@phong-tu-phap (đồng gửi): lanh_dao
        05/2 08:00 head@phong-tu-phap: lanh_dao
        07/2 08:00 secretary@cong-an-tx-duc-pho: phieu(phong-tu-phap)
    """)


def test_a_hold_over_tet_keeps_the_reminders_back_too() -> None:
    """Held from 23/1 to 7/2/2025: the report of 5/2 is heard of on Monday 10/2, its head on 12/2."""
    steps = "- {luc: 20/1/2025 09:00, viec: tam-dung, tu: 23/1/2025, den: 7/2/2025, ghi_chu: nghỉ Tết}"
    town = a_town(last_day=date(2025, 2, 5), starts=date(2025, 1, 2))
    assert town.tells(steps, until=date(2025, 2, 12)) == messages("""
        22/1 08:00 contact@phong-tu-phap: bao_truoc
        10/2 08:00 contact@phong-tu-phap: qua_han
        10/2 08:00 records@phong-tu-phap: qua_han
        10/2 08:00 secretary@cong-an-tx-duc-pho: tong_hop(phong-tu-phap)
        11/2 08:00 secretary@cong-an-tx-duc-pho: xem_truoc(phong-tu-phap)
        12/2 08:00 contact@phong-tu-phap (đồng gửi): lanh_dao
        12/2 08:00 head@phong-tu-phap: lanh_dao
    """)


def test_a_batch_that_is_held_goes_nowhere_until_it_is_released() -> None:
    """Two letters are shown on 17/6 and held; one is released on 22/6 and climbs on from there."""
    steps = """
    - {luc: 17/6/2022 10:00, viec: giu-thu, bao_cao: dinh-ky}
    - {luc: 22/6/2022 09:00, viec: phat-hanh, bao_cao: dinh-ky, co_quan: phong-tu-phap}
    """
    assert a_town(JUSTICE, LABOUR).tells(steps, since=date(2022, 6, 17)) == messages("""
        17/6 08:00 secretary@cong-an-tx-duc-pho: xem_truoc(phong-tu-phap, phong-ldtbxh)
        22/6 09:00 contact@phong-tu-phap (đồng gửi): lanh_dao
        22/6 09:00 head@phong-tu-phap: lanh_dao
        24/6 08:00 secretary@cong-an-tx-duc-pho: cong_van(phong-tu-phap)
        29/6 08:00 secretary@cong-an-tx-duc-pho: phieu(phong-tu-phap)
    """)
