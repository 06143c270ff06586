"""Stories about days: deadlines on days off, stated hours, days of grace, late activation, a late number."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from dondoc.calendar import VIETNAM
from dondoc.tracking.ladder import Role
from dondoc.tracking.obligations import Gate, Obligation
from tests.scenarios.story import CALENDAR, JUNE, JUSTICE, PLAN, Compiled, Town, a_town, messages, owed_by

# The six quarters of 2022–2027 whose 15th is a day off: the working day before, and the next one.
DAYS_OFF = {
    date(2024, 6, 15): (date(2024, 6, 14), date(2024, 6, 17)),
    date(2024, 9, 15): (date(2024, 9, 13), date(2024, 9, 16)),
    date(2024, 12, 15): (date(2024, 12, 13), date(2024, 12, 16)),
    date(2025, 3, 15): (date(2025, 3, 14), date(2025, 3, 17)),
    date(2025, 6, 15): (date(2025, 6, 13), date(2025, 6, 16)),
    date(2026, 3, 15): (date(2026, 3, 13), date(2026, 3, 16)),
}
WINDOWS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17)))


@pytest.mark.parametrize(("last_day", "around"), DAYS_OFF.items(), ids=str)
def test_a_deadline_on_a_day_off_is_reminded_of_before_and_urged_after_it(
    last_day: date, around: tuple[date, date]
) -> None:
    friday, monday = (f"{day:%d}/{day.month}" for day in around)
    lines = a_town(last_day=last_day).tells(since=around[0], until=around[1])
    assert lines == messages(f"""
        {friday} 08:00 contact@phong-tu-phap: hom_nay
        {friday} 15:00 secretary@cong-an-tx-duc-pho: goi(phong-tu-phap)
        {monday} 08:00 secretary@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
        {monday} 14:00 contact@phong-tu-phap: qua_han
        {monday} 14:00 records@phong-tu-phap: qua_han
        {monday} 14:00 secretary@cong-an-tx-duc-pho: tong_hop(phong-tu-phap)
    """)


@pytest.mark.parametrize("last_day", [*DAYS_OFF, JUNE, date(2024, 2, 15), date(2025, 1, 27)], ids=str)
def test_nothing_goes_on_a_day_off_or_outside_office_hours(last_day: date) -> None:
    for sent in a_town(last_day=last_day).sends():
        assert CALENDAR.is_workday(sent.at.date())
        assert any(opens <= sent.at.time() <= closes for opens, closes in WINDOWS)


def test_a_stated_hour_is_reminded_of_two_hours_ahead_and_never_after_it() -> None:
    """Due on 15/6 at 09:00: the reminder of the day goes at the opening of the office."""
    nine = datetime(2022, 6, 15, 9, tzinfo=VIETNAM)
    town = Town([Compiled(PLAN, [replace(owed_by(JUSTICE, JUNE), due=nine)])], date(2022, 6, 1))
    assert town.tells(since=date(2022, 6, 14), until=date(2022, 6, 16)) == messages("""
        15/6 07:30 contact@phong-tu-phap: hom_nay
        15/6 15:00 secretary@cong-an-tx-duc-pho: goi(phong-tu-phap)
        16/6 08:00 secretary@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
        16/6 14:00 contact@phong-tu-phap: qua_han
        16/6 14:00 records@phong-tu-phap: qua_han
        16/6 14:00 secretary@cong-an-tx-duc-pho: tong_hop(phong-tu-phap)
    """)
    late = "- {luc: 15/6/2022 07:00, viec: ngung-chay, den_luc: 15/6/2022 09:30}"
    assert town.tells(late, since=date(2022, 6, 14), until=JUNE) == [
        "15/6 15:00 secretary@cong-an-tx-duc-pho: goi(phong-tu-phap)"
    ]


def test_a_report_of_every_day_gets_one_reminder_and_one_list() -> None:
    """Due at 16:00, of one day's data: reminded two hours ahead, no ladder behind it."""
    four = datetime(2022, 6, 15, 16, tzinfo=VIETNAM)
    daily = replace(owed_by(JUSTICE, JUNE), due=four, data_from=JUNE, data_to=JUNE)
    town = Town([Compiled(replace(PLAN, consolidators={}), [daily])], date(2022, 6, 1))
    assert town.tells(until=date(2022, 7, 15)) == messages("""
        15/6 14:00 contact@phong-tu-phap: hom_nay
        15/6 15:00 secretary@cong-an-tx-duc-pho: goi(phong-tu-phap)
        16/6 08:00 secretary@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
    """)


def test_a_report_of_every_day_without_an_hour_is_reminded_of_at_eight() -> None:
    """Due on Wednesday 15/6; its plan repeats it every day, so it has no data window to tell it by."""
    daily = replace(owed_by(JUSTICE, JUNE), is_brief=True, data_from=None, data_to=None)
    town = Town([Compiled(replace(PLAN, consolidators={}), [daily])], date(2022, 6, 1))
    assert town.tells(until=JUNE) == messages("""
        15/6 08:00 contact@phong-tu-phap: hom_nay
        15/6 15:00 secretary@cong-an-tx-duc-pho: goi(phong-tu-phap)
    """)


def test_daily_reports_of_a_weekend_are_listed_once_on_the_monday_behind_it() -> None:
    """Two a day from Saturday 18/6 to Monday 20/6: nobody is called at the weekend."""
    town = Town([Compiled(replace(PLAN, consolidators={}), list(_twice_a_day()))], date(2022, 6, 1))
    told = [line for line in town.tells(until=date(2022, 6, 20)) if "chot_so" not in line]
    assert told == messages(f"""
        17/6 08:00 contact@phong-tu-phap: hom_nay
        20/6 07:30 contact@phong-tu-phap: hom_nay
        20/6 14:00 contact@phong-tu-phap: hom_nay
        20/6 15:00 secretary@cong-an-tx-duc-pho: goi({", ".join([JUSTICE] * 6)})
    """)


def _twice_a_day() -> Iterator[Obligation]:
    for day in (date(2022, 6, 18), date(2022, 6, 19), date(2022, 6, 20)):
        for hour in (9, 16):
            due = datetime(day.year, day.month, day.day, hour, tzinfo=VIETNAM)
            daily = replace(owed_by(JUSTICE, day), due=due, is_brief=True, data_from=None, data_to=None)
            yield replace(daily, id=f"{daily.id}/{day.day}-{hour}", period=f"2022-ngay-06-{day.day}-{hour:02}h00")


def test_days_of_grace_delay_the_rungs_after_the_deadline_and_nothing_else() -> None:
    """Three civil days: the first word of missing comes on the working day after Saturday 18/6."""
    lines = a_town(plan=replace(PLAN, grace_days=3)).tells(since=JUNE, until=date(2022, 6, 22))
    assert lines == messages("""
        15/6 08:00 contact@phong-tu-phap: hom_nay
        15/6 15:00 secretary@cong-an-tx-duc-pho: goi(phong-tu-phap)
        16/6 08:00 secretary@cong-an-tx-duc-pho: chot_so(phong-tu-phap)
        20/6 14:00 contact@phong-tu-phap: qua_han
        20/6 14:00 records@phong-tu-phap: qua_han
        20/6 14:00 secretary@cong-an-tx-duc-pho: tong_hop(phong-tu-phap)
        21/6 08:00 secretary@cong-an-tx-duc-pho: xem_truoc(phong-tu-phap)
        22/6 08:00 contact@phong-tu-phap (đồng gửi): lanh_dao
        22/6 08:00 head@phong-tu-phap: lanh_dao
    """)


def test_a_plan_activated_in_mid_year_chases_only_what_is_still_to_come() -> None:
    """Activated on Monday 20/6: of the reports of June and September only the latter was ever heard of."""
    owed = [owed_by(JUSTICE, date(2022, 3, 15)), owed_by(JUSTICE, JUNE), owed_by(JUSTICE, date(2022, 9, 15))]
    town = Town([Compiled(PLAN, owed)], date(2022, 4, 30))
    steps = "- {luc: 20/6/2022 10:00, viec: kich-hoat, ke_hoach: duc-pho-2022}"
    sent = town.sends(steps, until=date(2022, 9, 13))
    assert {item.obligation.last_day for one in sent for item in one.notice.items} == {date(2022, 9, 15)}
    assert town.tells(steps, until=date(2022, 9, 13)) == messages("""
        20/6 10:00 contact@phong-tu-phap: mo_dau
        08/9 08:00 contact@phong-tu-phap: bao_truoc
        13/9 08:00 contact@phong-tu-phap: nhac
    """)


def test_a_plan_activated_between_two_rungs_speaks_from_the_next_one() -> None:
    steps = "- {luc: 13/6/2022 16:00, viec: kich-hoat, ke_hoach: duc-pho-2022}"
    assert a_town().tells(steps, until=JUNE) == messages("""
        13/6 16:00 contact@phong-tu-phap: mo_dau
        15/6 08:00 contact@phong-tu-phap: hom_nay
        15/6 15:00 secretary@cong-an-tx-duc-pho: goi(phong-tu-phap)
    """)


def test_by_default_a_plan_starts_on_its_latest_possible_day_of_issue() -> None:
    """Saturday 30/4/2022, followed by days off: the opening notice goes when the offices open."""
    owed = [owed_by(JUSTICE, date(2022, 3, 15)), owed_by(JUSTICE, JUNE)]
    sent = Town([Compiled(PLAN, owed)], date(2022, 4, 30)).sends(until=date(2022, 5, 31))
    assert [(one.at, [item.obligation.last_day for item in one.notice.items]) for one in sent] == [
        (datetime(2022, 5, 4, 7, 30, tzinfo=VIETNAM), [JUNE])
    ]


def test_a_number_entered_late_stands_in_the_next_message_and_repeats_none() -> None:
    steps = (
        "- {luc: 10/6/2022 10:00, viec: vao-so, ke_hoach: duc-pho-2022, so: 45/KH-UBND, ngay_ban_hanh: 28/4/2022}"
    )
    town = a_town()
    assert town.tells(steps) == town.tells()
    to_contact = [one for one in town.sends(steps) if one.notice.recipient.role is Role.CONTACT]
    printed = [(one.notice.lead, one.notice.sections[0].plan.number) for one in to_contact[:3]]
    assert printed == [("mo_dau", "…/KH-UBND"), ("bao_truoc", "…/KH-UBND"), ("nhac", "45/KH-UBND")]


@pytest.mark.parametrize("gate", [gate for gate in Gate if gate is not Gate.DATED])
def test_what_has_no_clock_is_listed_and_never_chased(gate: Gate) -> None:
    """Questions, continuing tasks, days and campaigns that ask for no paper."""
    town = Town([Compiled(PLAN, [replace(owed_by(JUSTICE, JUNE), gate=gate)])], date(2022, 6, 1))
    assert town.sends() == []
