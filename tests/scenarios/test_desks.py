"""Stories about who is told: relations, empty desks, one message for several debts."""

from dataclasses import replace
from datetime import date

from dondoc.tracking.ladder import Role
from tests.scenarios.story import (
    COURT,
    JUNE,
    JUSTICE,
    LABOUR,
    PLAN,
    WARD,
    WOMEN,
    Compiled,
    Town,
    a_town,
    messages,
    owed_by,
)

CHILDREN = replace(PLAN, slug="tre-em-2022", title="Bảo vệ trẻ em năm 2022", consolidators={})


def test_an_association_is_asked_more_slowly_and_never_noted_to_the_leader() -> None:
    """The letter goes at +5 working days, the drafted công văn at +7, no phiếu."""
    assert a_town(WOMEN).tells() == messages("""
        08/6 08:00 contact@hoi-phu-nu: bao_truoc
        13/6 08:00 contact@hoi-phu-nu: nhac
        15/6 08:00 contact@hoi-phu-nu: hom_nay
        15/6 15:00 secretary@cong-an-tx-duc-pho: goi(hoi-phu-nu)
        16/6 08:00 secretary@cong-an-tx-duc-pho: chot_so(hoi-phu-nu)
        16/6 14:00 contact@hoi-phu-nu: qua_han
        16/6 14:00 records@hoi-phu-nu: qua_han
        16/6 14:00 secretary@cong-an-tx-duc-pho: tong_hop(hoi-phu-nu)
        21/6 08:00 secretary@cong-an-tx-duc-pho: xem_truoc(hoi-phu-nu)
        22/6 08:00 contact@hoi-phu-nu (đồng gửi): lanh_dao
        22/6 08:00 head@hoi-phu-nu: lanh_dao
        24/6 08:00 secretary@cong-an-tx-duc-pho: cong_van(hoi-phu-nu)
    """)


def test_an_outside_body_gets_two_soft_notes_and_stands_in_no_call_list() -> None:
    """Whoever consolidates is told that it is missing; the body itself hears nothing after the day."""
    lines = a_town(COURT, JUSTICE).tells(until=date(2022, 6, 30))
    assert [line for line in lines if "toa-an" in line] == messages("""
        08/6 08:00 contact@toa-an: bao_truoc
        15/6 08:00 contact@toa-an: hom_nay
        16/6 08:00 secretary@cong-an-tx-duc-pho: chot_so(phong-tu-phap, toa-an)
        16/6 14:00 secretary@cong-an-tx-duc-pho: tong_hop(phong-tu-phap, toa-an)
    """)


def test_what_nobody_at_an_agency_can_read_becomes_lines_of_the_secretariats_list() -> None:
    """Neither contact nor head: the ladder runs on, a level without an addressee counts as told."""
    steps = """
    - {luc: 1/6/2022 07:00, viec: thieu-dau-moi, co_quan: phong-tu-phap}
    - {luc: 1/6/2022 07:00, viec: thieu-dau-moi, co_quan: phong-tu-phap, vai_tro: lanh_dao}
    """
    assert a_town().tells(steps) == messages("""
        08/6 08:00 secretary@cong-an-tx-duc-pho: bao_truoc!contact(phong-tu-phap)
        13/6 08:00 secretary@cong-an-tx-duc-pho: nhac!contact(phong-tu-phap)
        15/6 08:00 secretary@cong-an-tx-duc-pho: hom_nay!contact(phong-tu-phap)
        15/6 15:00 secretary@cong-an-tx-duc-pho: goi(phong-tu-phap)
        16/6 08:00 secretary@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
        16/6 14:00 records@phong-tu-phap: qua_han
        16/6 14:00 secretary@cong-an-tx-duc-pho: qua_han!contact(phong-tu-phap), tong_hop(phong-tu-phap)
        17/6 08:00 secretary@cong-an-tx-duc-pho: xem_truoc(phong-tu-phap)
        20/6 08:00 secretary@cong-an-tx-duc-pho: lanh_dao!contact(phong-tu-phap), lanh_dao!head(phong-tu-phap)
        22/6 08:00 secretary@cong-an-tx-duc-pho: cong_van(phong-tu-phap)
        29/6 08:00 secretary@cong-an-tx-duc-pho: phieu(phong-tu-phap)
    """)


def test_what_the_secretariat_was_told_in_an_agencys_place_is_no_reminder_to_the_agency() -> None:
    steps = """
    - {luc: 1/6/2022 07:00, viec: thieu-dau-moi, co_quan: phong-tu-phap}
    - {luc: 14/6/2022 07:00, viec: co-dau-moi, co_quan: phong-tu-phap}
    """
    sent = a_town().sends(steps, until=date(2022, 6, 20))
    letter = next(one for one in sent if one.notice.recipient.role is Role.HEAD)
    assert letter.notice.items[0].told_on == (date(2022, 6, 15), date(2022, 6, 16))


def test_without_a_secretariat_nothing_is_lost_it_waits() -> None:
    """The secretary comes back on 16/6 at 10:00: what is out of date by then is not said any more."""
    steps = """
    - {luc: 1/6/2022 07:00, viec: thieu-dau-moi, co_quan: phong-tu-phap}
    - {luc: 1/6/2022 07:00, viec: thieu-dau-moi, co_quan: cong-an-tx-duc-pho, vai_tro: thu_ky}
    - {luc: 14/6/2022 10:00, viec: co-dau-moi, co_quan: cong-an-tx-duc-pho, vai_tro: thu_ky}
    """
    assert a_town().tells(steps, until=date(2022, 6, 15)) == messages("""
        14/6 10:00 secretary@cong-an-tx-duc-pho: nhac!contact(phong-tu-phap)
        15/6 08:00 secretary@cong-an-tx-duc-pho: hom_nay!contact(phong-tu-phap)
        15/6 15:00 secretary@cong-an-tx-duc-pho: goi(phong-tu-phap)
    """)


def test_two_plans_and_one_contact_make_one_message() -> None:
    """Both reports fall due in June, three working days apart; what meets on one morning goes together."""
    first, second = owed_by(JUSTICE, JUNE), owed_by(JUSTICE, date(2022, 6, 20), plan=CHILDREN)
    town = Town([Compiled(PLAN, [first]), Compiled(CHILDREN, [second])], date(2022, 6, 1))
    sent = [one for one in town.sends(until=date(2022, 6, 15)) if one.notice.recipient.role is Role.CONTACT]
    said = [[(s.plan.slug, item.nudge.rung) for s in one.notice.sections for item in s.items] for one in sent]
    assert said == [
        [("duc-pho-2022", "mo_dau"), ("tre-em-2022", "mo_dau")],
        [("duc-pho-2022", "bao_truoc")],
        [("duc-pho-2022", "nhac"), ("tre-em-2022", "bao_truoc")],
        [("duc-pho-2022", "hom_nay")],
    ]


def test_a_list_for_the_secretariat_names_everybody_in_protocol_order() -> None:
    lines = a_town(WARD, WOMEN, LABOUR, JUSTICE).tells(until=date(2022, 6, 15))
    assert lines[-1] == (
        "15/6 15:00 secretary@cong-an-tx-duc-pho: goi(phong-tu-phap, phong-ldtbxh, hoi-phu-nu, phuong-pho-van)"
    )


def test_whoever_consolidates_sees_how_many_have_come_and_who_was_late() -> None:
    steps = """
    - {luc: 14/6/2022 09:00, viec: da-gui, bao_cao: dinh-ky, co_quan: phong-ldtbxh, so: 12/BC}
    - {luc: 16/6/2022 10:00, viec: da-gui, bao_cao: dinh-ky, co_quan: phuong-pho-van, so: 7/BC}
    """
    sent = a_town(JUSTICE, LABOUR, WARD).sends(steps, until=date(2022, 6, 16))
    missing = next(one.notice.items for one in sent if one.notice.lead == "tong_hop")
    assert [(item.obligation.agency, item.received_of) for item in missing] == [(JUSTICE, (2, 3))]
    assert missing[0].late_senders == ("UBND phường Phổ Văn",)


def test_another_drafter_than_the_standing_body_hears_of_the_missing_at_its_own_desk() -> None:
    plan = replace(PLAN, consolidators={"dinh-ky": (LABOUR,)})
    lines = a_town(JUSTICE, plan=plan).tells(until=date(2022, 6, 16))
    assert "16/6 14:00 contact@phong-ldtbxh: tong_hop(phong-tu-phap)" in lines


def test_nothing_goes_by_itself_to_the_head_of_the_committee_that_issued_the_plan() -> None:
    """The committee owes a report itself, and follows the plan itself: its head is the chair."""
    owner = "ubnd-tx-duc-pho"
    plan = replace(PLAN, standing_body=owner, consolidators={})
    steps = "- {luc: 15/6/2022 08:00, viec: khong-chot-so, co_quan: cong-an-tx-duc-pho}"
    for story in ("", steps):
        sent = a_town(owner, JUSTICE, plan=plan).sends(story, until=date(2022, 7, 15))
        assert not [one for one in sent if str(one.notice.recipient) == f"head@{owner}"]
    silent = a_town(owner, plan=plan).tells(until=date(2022, 7, 15))
    assert "22/6 08:00 secretary@ubnd-tx-duc-pho: cong_van" in silent
