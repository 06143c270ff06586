"""One message to one desk: what goes in it, what is left out, in which order."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dondoc.tracking.items import missing_of, told_days
from dondoc.tracking.ladder import Nudge, Recipient, Role, Told
from dondoc.tracking.notices import MISSING_DESK, Entry, Item, bundle_of, desk_of, group, keep_highest
from dondoc.tracking.obligations import Standing, State
from dondoc.tracking.plan import Plan
from tests.factories import SECRETARY, a_plan, an_item, an_obligation, due_on, instant

PLAN, OTHER = a_plan(), a_plan("tre-em-2022")
CONTACT = Recipient(Role.CONTACT, "phong-tu-phap")
SECRETARIAT = Recipient(Role.SECRETARY, "cong-an-tx-duc-pho")
AT = instant(date(2022, 6, 15))
JUNE = date(2022, 6, 15)


def an_entry(rung: str, last_day: date = JUNE, agency: str = "phong-tu-phap", plan: Plan = PLAN) -> Entry:
    """A duty of an agency as a rung finds it; duties differ by plan, last day and agency."""
    owed = due_on(last_day, agency=agency, id=f"{plan.slug}/{last_day}/{agency}", plan=plan.slug)
    return Entry(plan, an_item(rung, owed))


def nudges(*entries: Entry) -> list[Nudge]:
    return [entry.item.nudge for entry in entries]


def rungs(items: tuple[Item, ...]) -> list[str]:
    return [str(item.nudge.rung) for item in items]


def test_of_several_words_about_one_duty_the_gravest_is_kept() -> None:
    entries = [an_entry(rung) for rung in ("mo_dau", "nhac", "bao_truoc", "hom_nay", "thay_doi")]
    assert [nudge.rung for nudge in keep_highest(nudges(*entries))] == ["hom_nay"]
    assert rungs(group(CONTACT, entries, at=AT).items) == ["hom_nay"]


def test_the_lists_of_the_secretariat_stay_apart_but_its_two_drafts_are_one_matter() -> None:
    entries = [an_entry(rung) for rung in ("goi", "chot_so", "xem_truoc", "tong_hop", "cong_van", "phieu")]
    kept = {nudge.rung for nudge in keep_highest(nudges(*entries))}
    assert kept == {"goi", "chot_so", "xem_truoc", "tong_hop", "phieu"}


def test_words_about_different_duties_and_from_different_desks_are_all_kept() -> None:
    first, second = an_entry("nhac"), an_entry("nhac", date(2022, 9, 15))
    clerk = replace(first.item.nudge, recipient=Recipient(Role.RECORDS, "phong-tu-phap"))
    assert len(keep_highest([*nudges(first, second), clerk])) == 3


def test_sections_and_items_stand_in_the_order_of_their_days_then_of_protocol() -> None:
    entries = [
        an_entry("nhac", date(2022, 9, 15)),
        an_entry("nhac", date(2022, 6, 14), plan=OTHER),
        an_entry("nhac", JUNE, "phuong-pho-van"),
        an_entry("nhac", JUNE),
    ]
    notice = group(CONTACT, entries, at=AT, reply_to={PLAN.slug: SECRETARY})
    assert [section.plan.slug for section in notice.sections] == [OTHER.slug, PLAN.slug]
    assert [(item.obligation.last_day, item.obligation.agency) for item in notice.sections[1].items] == [
        (JUNE, "phong-tu-phap"),
        (JUNE, "phuong-pho-van"),
        (date(2022, 9, 15), "phong-tu-phap"),
    ]
    assert [section.reply_to for section in notice.sections] == [None, SECRETARY]
    assert (notice.recipient_name, notice.at, notice.is_copy) == ("Phòng Tư pháp", AT, False)


def test_the_subject_is_led_by_the_gravest_word() -> None:
    assert group(CONTACT, [an_entry("qua_han"), an_entry("nhac", date(2022, 9, 15))], at=AT).lead == "qua_han"


def test_a_desk_without_anybody_goes_to_the_secretariat_and_nowhere_without_one() -> None:
    nudge = an_entry("nhac").item.nudge
    assert desk_of(nudge, PLAN, lambda desk: True) == CONTACT
    assert desk_of(nudge, PLAN, lambda desk: desk == SECRETARIAT) == SECRETARIAT
    assert desk_of(nudge, PLAN, lambda desk: False) is None


def test_a_list_of_nothing_but_empty_desks_is_led_by_itself() -> None:
    missing = [Entry(PLAN, replace(an_entry("nhac").item, missing_role="contact"))]
    assert group(SECRETARIAT, missing, at=AT).lead == MISSING_DESK
    assert group(SECRETARIAT, [*missing, an_entry("goi")], at=AT).lead == "goi"


def test_a_copy_is_a_message_of_its_own_unless_the_secretariat_reads_it() -> None:
    copy = replace(an_entry("lanh_dao").item.nudge, recipient=CONTACT, is_copy=True)
    assert bundle_of(copy, CONTACT) == (CONTACT, True)
    assert bundle_of(copy, SECRETARIAT) == (SECRETARIAT, False)
    assert group(CONTACT, [Entry(PLAN, replace(an_entry("lanh_dao").item, nudge=copy))], at=AT).is_copy


def test_a_notice_needs_something_to_say() -> None:
    with pytest.raises(ValueError, match="something to say"):
        group(CONTACT, [], at=AT)


def heard(rung: str, day: int, **changed: Any) -> Told:
    """Something that Phòng Tư pháp was told on a day of June, as a step of the escalation."""
    nudge = replace(an_item(rung).nudge, **({"level": 1} | changed))
    return Told(nudge, instant(date(2022, 6, day)))


def test_only_what_reached_the_agency_itself_in_this_round_counts_as_a_reminder() -> None:
    told = [
        heard("mo_dau", 1, level=None),
        heard("bao_truoc", 8),
        heard("nhac", 13),
        heard("nhac", 14, round_key="e7"),
        heard("goi", 15, level=None),
        replace(heard("hom_nay", 15), is_redirected=True),
        replace(heard("qua_han", 16), told_at=None),
        heard("lanh_dao", 20),
    ]
    days = told_days(an_obligation(), told, "1", now=instant(date(2022, 6, 20)))
    assert days == (date(2022, 6, 8), date(2022, 6, 13))


def test_a_consolidation_counts_what_is_owed_and_names_who_was_late() -> None:
    states = {
        "phong-tu-phap": State.ON_TIME,
        "phuong-pho-van": State.LATE,
        "hoi-phu-nu": State.LATE,
        "phong-ldtbxh": State.OVERDUE,
        "toa-an": State.EXEMPT,
    }
    rows = [(an_obligation(agency), Standing(state, None)) for agency, state in states.items()]
    other = (due_on(date(2022, 9, 15), period="2022-quy-3"), Standing(State.ON_TIME, None))
    missing = missing_of(an_obligation("phong-ldtbxh"), [*rows, other])
    assert missing.received_of == (3, 4)
    assert missing.late_senders == ("Hội Liên hiệp Phụ nữ thị xã", "UBND phường Phổ Văn")
