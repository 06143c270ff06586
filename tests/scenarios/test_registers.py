"""Stories about the incoming register: nobody is called overdue before it is closed."""

from datetime import date

from tests.scenarios.story import JUSTICE, LABOUR, a_town, messages

SECRETARY = "secretary@cong-an-tx-duc-pho"


def test_a_register_that_is_closed_late_holds_back_every_word_of_overdue() -> None:
    """Closed on Tuesday 21/6: asked each morning, from the third one the head too; then level by level."""
    steps = """
    - {luc: 15/6/2022 08:00, viec: khong-chot-so, co_quan: cong-an-tx-duc-pho}
    - {luc: 21/6/2022 10:00, viec: chot-so, co_quan: cong-an-tx-duc-pho, den: 20/6/2022}
    """
    assert a_town().tells(steps, since=date(2022, 6, 16)) == messages("""
        16/6 08:00 secretary@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
        17/6 08:00 secretary@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
        20/6 08:00 head@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
        20/6 08:00 secretary@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
        21/6 08:00 head@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
        21/6 08:00 secretary@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
        21/6 10:00 contact@phong-tu-phap: qua_han
        21/6 10:00 records@phong-tu-phap: qua_han
        21/6 10:00 secretary@cong-an-tx-duc-pho: tong_hop(phong-tu-phap)
        22/6 08:00 secretary@cong-an-tx-duc-pho: xem_truoc(phong-tu-phap)
        23/6 08:00 contact@phong-tu-phap (đồng gửi): lanh_dao
        23/6 08:00 head@phong-tu-phap: lanh_dao
        27/6 08:00 secretary@cong-an-tx-duc-pho: cong_van(phong-tu-phap)
        29/6 08:00 secretary@cong-an-tx-duc-pho: phieu(phong-tu-phap)
    """)


def test_a_register_that_is_never_closed_lets_nobody_be_called_overdue() -> None:
    steps = "- {luc: 15/6/2022 08:00, viec: khong-chot-so, co_quan: cong-an-tx-duc-pho}"
    lines = a_town(JUSTICE, LABOUR).tells(steps, since=date(2022, 6, 16), until=date(2022, 6, 30))
    mornings = ["16/6", "17/6", "20/6", "21/6", "22/6", "23/6", "24/6", "27/6", "28/6", "29/6", "30/6"]
    asked = f"{SECRETARY}: chot_so(phong-tu-phap, phong-ldtbxh)"
    assert [line for line in lines if SECRETARY in line] == [f"{day} 08:00 {asked}" for day in mornings]
    assert [line for line in lines if SECRETARY not in line] == [
        f"{day} 08:00 {asked.replace('secretary', 'head')}" for day in mornings[2:]
    ]


def test_a_paper_entered_while_the_register_is_open_was_never_missing() -> None:
    steps = """
    - {luc: 15/6/2022 08:00, viec: khong-chot-so, co_quan: cong-an-tx-duc-pho}
    - {luc: 17/6/2022 10:00, viec: da-gui, bao_cao: dinh-ky, so: 45/BC-TP, ngay_nhan: 15/6/2022}
    """
    assert a_town().tells(steps, since=date(2022, 6, 16)) == messages("""
        16/6 08:00 secretary@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
        17/6 08:00 secretary@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
    """)
