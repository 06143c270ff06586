"""Stories in which the day moves: returns, extensions, amendments."""

from datetime import date

from tests.scenarios.story import JUSTICE, LABOUR, a_town, messages


def test_a_returned_report_starts_the_ladder_again_from_the_new_day() -> None:
    """Returned on 16/6 until Thursday 23/6: the rung of 16/6 08:00 lies before the return and never speaks."""
    steps = """
    - {luc: 13/6/2022 09:00, viec: da-gui, bao_cao: dinh-ky, so: 45/BC-TP}
    - {luc: 16/6/2022 10:00, viec: tra-lai, bao_cao: dinh-ky, han_moi: 23/6/2022}
    - {luc: 24/6/2022 16:00, viec: da-gui, bao_cao: dinh-ky, so: 50/BC-TP}
    """
    assert a_town().tells(steps) == messages("""
        08/6 08:00 contact@phong-tu-phap: bao_truoc
        13/6 08:00 contact@phong-tu-phap: nhac
        21/6 08:00 contact@phong-tu-phap: nhac
        23/6 08:00 contact@phong-tu-phap: hom_nay
        23/6 15:00 secretary@cong-an-tx-duc-pho: goi(phong-tu-phap)
        24/6 08:00 secretary@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
        24/6 14:00 contact@phong-tu-phap: qua_han
        24/6 14:00 records@phong-tu-phap: qua_han
        24/6 14:00 secretary@cong-an-tx-duc-pho: tong_hop(phong-tu-phap)
    """)


def test_a_return_without_a_day_gives_three_working_days() -> None:
    """Returned on Monday 13/6: the new last day is Thursday 16/6."""
    steps = """
    - {luc: 10/6/2022 09:00, viec: da-gui, bao_cao: dinh-ky, so: 45/BC-TP}
    - {luc: 13/6/2022 10:00, viec: tra-lai, bao_cao: dinh-ky}
    """
    lines = a_town().tells(steps)
    assert lines[1:3] == messages("""
        14/6 08:00 contact@phong-tu-phap: nhac
        16/6 08:00 contact@phong-tu-phap: hom_nay
    """)
    assert "17/6 14:00 contact@phong-tu-phap: qua_han" in lines


def test_a_voided_return_leaves_the_report_where_it_was() -> None:
    steps = """
    - {luc: 13/6/2022 09:00, viec: da-gui, bao_cao: dinh-ky, so: 45/BC-TP}
    - {luc: 16/6/2022 10:00, viec: tra-lai, bao_cao: dinh-ky, han_moi: 23/6/2022}
    - {luc: 16/6/2022 16:00, viec: huy-ghi-nhan, bao_cao: dinh-ky}
    """
    assert a_town().tells(steps) == messages("""
        08/6 08:00 contact@phong-tu-phap: bao_truoc
        13/6 08:00 contact@phong-tu-phap: nhac
    """)


def test_an_oral_extension_moves_the_whole_ladder_and_its_paper_changes_nothing() -> None:
    """By telephone on 14/6 until Wednesday 22/6; the letter of 17/6 confirms the same day."""
    steps = """
    - {luc: 14/6/2022 10:00, viec: gia-han, bao_cao: dinh-ky, han_moi: 22/6/2022, bang_mieng: có}
    - {luc: 17/6/2022 10:00, viec: gia-han, bao_cao: dinh-ky, han_moi: 22/6/2022, so: 88/CAT-TM}
    - {luc: 22/6/2022 16:00, viec: da-gui, bao_cao: dinh-ky, so: 45/BC-TP}
    """
    assert a_town().tells(steps) == messages("""
        08/6 08:00 contact@phong-tu-phap: bao_truoc
        13/6 08:00 contact@phong-tu-phap: nhac
        15/6 08:00 contact@phong-tu-phap: bao_truoc
        20/6 08:00 contact@phong-tu-phap: nhac
        22/6 08:00 contact@phong-tu-phap: hom_nay
        22/6 15:00 secretary@cong-an-tx-duc-pho: goi(phong-tu-phap)
    """)


def test_an_extension_after_the_day_quiets_until_the_new_day_is_near() -> None:
    """Told missing on 16/6, extended on 17/6 until Friday 24/6: no letter to the head, and no apology either."""
    steps = """
    - {luc: 17/6/2022 09:00, viec: gia-han, bao_cao: dinh-ky, han_moi: 24/6/2022, so: 88/CAT-TM}
    - {luc: 23/6/2022 09:00, viec: da-gui, bao_cao: dinh-ky, so: 45/BC-TP}
    """
    lines = a_town().tells(steps)
    assert lines[
        lines.index("17/6 08:00 secretary@cong-an-tx-duc-pho: xem_truoc(phong-tu-phap)") + 1 :
    ] == messages("22/6 08:00 contact@phong-tu-phap: nhac")


def test_an_amendment_tells_everybody_whom_it_touches() -> None:
    """A new version moves the day to 20/6; what lies before the change is not said again."""
    steps = """
    - {luc: 10/6/2022 10:00, viec: doi-han, bao_cao: dinh-ky, han_moi: 20/6/2022, so: 123/UBND}
    - {luc: 14/6/2022 09:00, viec: da-gui, bao_cao: dinh-ky, so: 45/BC-TP}
    """
    assert a_town(JUSTICE, LABOUR).tells(steps) == messages("""
        08/6 08:00 contact@phong-ldtbxh: bao_truoc
        08/6 08:00 contact@phong-tu-phap: bao_truoc
        10/6 10:00 contact@phong-ldtbxh: thay_doi
        10/6 10:00 contact@phong-tu-phap: thay_doi
        13/6 08:00 contact@phong-ldtbxh: bao_truoc
        13/6 08:00 contact@phong-tu-phap: bao_truoc
    """)


def test_a_day_that_moved_before_the_plan_was_activated_is_told_in_the_opening_notice() -> None:
    steps = """
    - {luc: 31/5/2022 10:00, viec: doi-han, bao_cao: dinh-ky, han_moi: 20/6/2022, so: 123/UBND}
    - {luc: 14/6/2022 09:00, viec: da-gui, bao_cao: dinh-ky, so: 45/BC-TP}
    """
    assert a_town().tells(steps, since=date(2022, 6, 1)) == messages("""
        01/6 07:30 contact@phong-tu-phap: mo_dau
        13/6 08:00 contact@phong-tu-phap: bao_truoc
    """)
