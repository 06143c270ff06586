"""The plan of Đức Phổ 2022 as it stands in plan_specs, told from 20/4 to the end of the year, nobody reporting."""

from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar, load_calendar
from dondoc.language.folder import read_folder
from dondoc.tracking.compiler import Compiled, compile_plan
from dondoc.tracking.ladder import Role
from dondoc.tracking.simulation import Sent, simulate

PLANS = Path(__file__).parents[2] / "plan_specs"
STARTS, ENDS = date(2022, 4, 20), date(2022, 12, 31)
DUTY = "duc-pho-2022/dinh-ky/2022-6-thang/phong-tu-phap"


@cache
def calendar() -> WorkCalendar:
    return load_calendar(PLANS / "calendar")


@cache
def compiled() -> Compiled:
    folder = read_folder(PLANS, calendar=calendar())
    return compile_plan(folder.plans["duc-pho-2022"].spec, folder.directory, calendar())


def tell() -> tuple[Sent, ...]:
    return tuple(simulate([compiled()], calendar(), starts=STARTS, ends=ENDS))


@cache
def year() -> tuple[Sent, ...]:
    return tell()


def test_a_year_told_twice_is_the_same() -> None:
    assert tell() == year()
    assert [sent.at for sent in year()] == sorted(sent.at for sent in year())


def test_a_silent_department_hears_each_rung_at_its_hour() -> None:
    heard = {
        (sent.at, str(item.nudge.rung))
        for sent in year()
        for item in sent.notice.items
        if item.obligation.id == DUTY
    }
    assert heard == {
        (datetime(2022, month, day, hour, minute, tzinfo=VIETNAM), rung)
        for month, day, hour, minute, rung in (
            (4, 20, 7, 30, "mo_dau"),
            (6, 8, 8, 0, "bao_truoc"),
            (6, 13, 8, 0, "nhac"),
            (6, 15, 8, 0, "hom_nay"),
            (6, 15, 15, 0, "goi"),
            (6, 16, 8, 0, "chot_so"),
            (6, 16, 14, 0, "qua_han"),
            (6, 16, 14, 0, "tong_hop"),
            (6, 17, 8, 0, "xem_truoc"),
            (6, 20, 8, 0, "lanh_dao"),
            (6, 22, 8, 0, "cong_van"),
            (6, 29, 8, 0, "phieu"),
        )
    }


def test_nothing_goes_outside_office_hours_or_about_what_was_due_before_the_plan() -> None:
    for sent in year():
        assert calendar().office_moment(sent.at) == sent.at
        assert all(item.obligation.last_day != date(2022, 3, 15) for item in sent.notice.items)


def test_nobody_above_the_heads_of_agencies_hears_anything_by_itself() -> None:
    desks = {sent.notice.recipient for sent in year()}
    owing = {row.agency for row in compiled().obligations if row.report == "dinh-ky" and row.last_day}
    assert {desk.agency for desk in desks if desk.role is Role.HEAD} == owing
    assert {desk.agency for desk in desks if desk.role is Role.SECRETARY} == {"cong-an-tx-duc-pho"}
    assert "ubnd-tx-duc-pho" not in {desk.agency for desk in desks}


def test_only_what_is_dated_and_owed_is_ever_spoken_of() -> None:
    spoken = {item.obligation.id for sent in year() for item in sent.notice.items}
    dated = {row.id for row in compiled().obligations if row.period and row.last_day and row.report == "dinh-ky"}
    assert spoken == {row for row in dated if "/2022-quy-1/" not in row}


def test_each_desk_gets_one_message_a_moment_and_a_copy_apart() -> None:
    bundles = [(sent.at, sent.notice.recipient, sent.notice.is_copy) for sent in year()]
    assert len(bundles) == len(set(bundles))
    assert all(time(7, 30) <= sent.at.time() <= time(17) for sent in year())
