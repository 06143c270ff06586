"""The rules of administrative dates, one row per phrase: from the words in a file to the last permitted moment."""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import pytest

from dondoc.calendar import VIETNAM
from dondoc.calendar.deadlines import deadline_within
from dondoc.calendar.workdays import WorkCalendar, load_calendar
from dondoc.language.folder import read_folder
from dondoc.tracking.compiler import Compiled, compile_plan
from dondoc.tracking.obligations import Gate, Obligation, State
from dondoc.tracking.preview import preview_rows
from tests.unit.language.plan_texts import DIRECTORY, PLAN

ROOT = Path(__file__).parents[3]
CALENDAR = load_calendar(ROOT / "plan_specs" / "calendar")
LINE = "      - {ma: quy-1, ten: Quý I, truoc: 16/3}\n"


@dataclass(frozen=True, slots=True)
class Town:
    """A plan of one report whose periods are written in one way."""

    folder: Path

    def compiles(self, periods: str, *, effect: str = "2022", head: str = "", tail: str = "") -> Compiled:
        (self.folder / "directory").mkdir(exist_ok=True)
        (self.folder / "directory" / "thu.yaml").write_text(DIRECTORY, encoding="utf-8")
        plan = PLAN.replace("hieu_luc: 2022", f"hieu_luc: {effect}\n{head}")
        text = plan.replace(f"\n{LINE}", f" {periods}\n") + tail
        (self.folder / "thu.yaml").write_text(text, encoding="utf-8")
        read = read_folder(self.folder / "thu.yaml", calendar=CALENDAR)
        assert [str(problem) for problem in read.problems if problem.is_error] == []
        return compile_plan(read.plans["thu"].spec, read.directory, CALENDAR)

    def owes(self, periods: str, *, effect: str = "2022", head: str = "") -> list[Obligation]:
        """What one of the two agencies owes."""
        rows = self.compiles(periods, effect=effect, head=head).obligations
        return [row for row in rows if row.agency == "phong-a"]

    def only(self, term: str, *, effect: str = "2022", head: str = "") -> Obligation:
        (row,) = self.owes(f"[{{ma: ky, ten: Kỳ, {term}}}]", effect=effect, head=head)
        return row


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


# What the document says, how a file says it, and the moment at which it is over.
PHRASES = [
    ("trước ngày 16/3", "truoc: 16/3", "2022", "16/03/2022 00:00"),
    ("chậm nhất ngày 16/3", "cham_nhat: 16/3", "2022", "17/03/2022 00:00"),
    ("trong ngày 16/3", "cham_nhat: 16/3", "2022", "17/03/2022 00:00"),
    ("đến hết ngày 16/3", "cham_nhat: 24 giờ 16/3", "2022", "17/03/2022 00:00"),
    ("trước 17 giờ ngày 16/3", "truoc: 17 giờ 16/3", "2022", "16/03/2022 17:00"),
    ("trước 17h30 ngày 16/3", "truoc: 17h30 16/3", "2022", "16/03/2022 17:30"),
    ("trước 0 giờ ngày 16/3", "truoc: 0 giờ 16/3", "2022", "16/03/2022 00:00"),
    ("giữa tháng 6", "cham_nhat: giữa tháng 6", "2022", "16/06/2022 00:00"),
    ("cuối tháng 6", "cham_nhat: cuối tháng 6", "2022", "01/07/2022 00:00"),
    ("cuối tháng 2 của năm nhuận", "cham_nhat: cuối tháng 2", "2024", "01/03/2024 00:00"),
    ("cuối tháng 2 của năm thường", "cham_nhat: cuối tháng 2", "2023", "01/03/2023 00:00"),
    ("giữa năm", "cham_nhat: giữa năm", "2022", "01/07/2022 00:00"),
    ("cuối năm", "cham_nhat: cuối năm", "2022", "01/01/2023 00:00"),
    ("trước cuối năm", "truoc: cuối năm", "2022", "31/12/2022 00:00"),
    ("cuối quý II", "cham_nhat: cuối quý II", "2022", "01/07/2022 00:00"),
    ("hoàn thành trong tháng 6", "hoan_thanh_trong: tháng 6", "2022", "01/07/2022 00:00"),
    ("hoàn thành trong quý II", "hoan_thanh_trong: quý II", "2022", "01/07/2022 00:00"),
    ("hoàn thành trong năm 2022", "hoan_thanh_trong: năm 2022", "2022", "01/01/2023 00:00"),
    ("trước ngày 01/3 của năm nhuận", "truoc: 1/3", "2024", "01/03/2024 00:00"),
    ("trước ngày 29/2", "truoc: 29/2", "2024", "29/02/2024 00:00"),
    ("trước ngày 16/3/2018, kế hoạch nhiều năm", "truoc: 16/3/2018", "2016-2020", "16/03/2018 00:00"),
    ("chậm nhất cuối tháng 6/2018", "cham_nhat: cuối tháng 6/2018", "2016-2020", "01/07/2018 00:00"),
]


@pytest.mark.parametrize(("_phrase", "term", "effect", "over"), PHRASES, ids=[row[0] for row in PHRASES])
def test_the_last_permitted_moment(_phrase: str, term: str, effect: str, over: str, town: Town) -> None:
    row = town.only(term, effect=effect)
    assert (row.gate, row.due) == (Gate.DATED, moment(over))


REPEATED = [
    ("hằng quý", "{lap: hang_quy, truoc: ngày 15 của tháng cuối quý}", "2022", ["14/3", "14/6", "14/9", "14/12"]),
    ("định kỳ 6 tháng, năm", "{lap: [6_thang, hang_nam], truoc: 15 tháng cuối kỳ}", "2022", ["14/6", "14/12"]),
    ("9 tháng", "{lap: 9_thang, cham_nhat: 15/9}", "2022", ["15/9"]),
    ("hằng tháng", "{lap: hang_thang, truoc: ngày 25, tu: 1/10}", "2022", ["24/10", "24/11", "24/12"]),
    ("hằng năm", "{lap: hang_nam, truoc: 15/12}", "2016-2018", ["14/12", "14/12", "14/12"]),
    ("hằng tuần", "{lap: hang_tuan, cham_nhat: thứ sáu, tu: 1/8, den: 14/8}", "2022", ["5/8", "12/8"]),
    ("các ngày 15/3, 15/6", "{cac_ngay: [15/3, 15/6]}", "2022", ["15/3", "15/6"]),
]


@pytest.mark.parametrize(("_phrase", "periods", "effect", "days"), REPEATED, ids=[row[0] for row in REPEATED])
def test_the_last_days_of_what_comes_again(
    _phrase: str, periods: str, effect: str, days: list[str], town: Town
) -> None:
    found = [row.last_day for row in town.owes(periods, effect=effect)]
    assert [f"{day.day}/{day.month}" for day in found if day] == days


def test_twice_a_day_ends_at_its_hours(town: Town) -> None:
    rows = town.owes("{lap: hang_ngay, truoc: [9h00, 16h00], tu: 1/8, den: 1/8}")
    assert [row.due for row in rows] == [moment("01/08/2022 09:00"), moment("01/08/2022 16:00")]
    assert all(row.is_brief for row in rows)


@pytest.mark.parametrize(
    ("term", "happened_on", "last_day"),
    [
        ("5 ngày làm việc kể từ khi nhận được văn bản", date(2024, 6, 3), date(2024, 6, 10)),
        ("5 ngày kể từ khi nhận được văn bản", date(2024, 6, 3), date(2024, 6, 10)),  # day 5 is a Saturday
        ("3 ngày làm việc kể từ khi nhận được văn bản", date(2024, 2, 6), date(2024, 2, 16)),  # over Tết
        ("3 ngày làm việc kể từ khi nhận được văn bản", date(2024, 4, 26), date(2024, 5, 4)),  # swap of 29/4
        ("2 ngày kể từ khi nhận được văn bản", date(2023, 12, 30), date(2024, 1, 2)),  # ends on New Year's Day
    ],
)
def test_so_many_days_from_an_event_wait_for_it_and_begin_the_day_after(
    term: str, happened_on: date, last_day: date, town: Town
) -> None:
    compiled = town.compiles(f"[{{ma: ky, ten: Kỳ, trong_vong: {term}}}]", effect="2024")
    row = compiled.obligations[0]
    assert (row.gate, row.due, row.awaits) == (Gate.AWAITING_EVENT, None, "nhan-duoc-van-ban")
    assert compiled.spec is not None
    within = compiled.spec.reports["dinh-ky"].periods[0].within
    assert within is not None
    assert deadline_within(within, happened_on, CALENDAR).last_day == last_day


@pytest.mark.parametrize("name", ["Quý I", "6 tháng", "Năm"])
def test_a_period_without_a_date_is_a_question_and_no_deadline(name: str, town: Town) -> None:
    compiled = town.compiles(f'[{{ma: ky, ten: {name}, truoc: "?"}}]')
    assert {(row.gate, row.due) for row in compiled.obligations} == {(Gate.UNRESOLVED, None)}
    assert [each.about_report for each in compiled.questions if each.about_report] == ["dinh-ky"]


def test_a_day_before_the_plan_was_issued_is_listed_and_never_chased(town: Town) -> None:
    compiled = town.compiles("[{ma: ky, ten: Quý I, truoc: 16/3}]", head="ngay_ban_hanh: 20/4/2022\n")
    assert {row.state for row in preview_rows(compiled, CALENDAR)} == {State.BEFORE_EFFECT}


# A last day on a day off: it stays; reminders aim at the working day before; `doi_ngay: ke_tiep` moves it.
DAYS_OFF = [
    ("quý II năm 2024", "truoc: 16/6/2024", date(2024, 6, 15), date(2024, 6, 14), date(2024, 6, 17)),
    ("quý III năm 2024", "truoc: 16/9/2024", date(2024, 9, 15), date(2024, 9, 13), date(2024, 9, 16)),
    ("quý IV năm 2024", "truoc: 16/12/2024", date(2024, 12, 15), date(2024, 12, 13), date(2024, 12, 16)),
    ("quý I năm 2025", "truoc: 16/3/2025", date(2025, 3, 15), date(2025, 3, 14), date(2025, 3, 17)),
    ("quý II năm 2025", "truoc: 16/6/2025", date(2025, 6, 15), date(2025, 6, 13), date(2025, 6, 16)),
    ("quý I năm 2026", "truoc: 16/3/2026", date(2026, 3, 15), date(2026, 3, 13), date(2026, 3, 16)),
    ("Tết Dương lịch", "truoc: 2/1/2024", date(2024, 1, 1), date(2023, 12, 29), date(2024, 1, 2)),
    ("Tết Nguyên đán 2024", "cham_nhat: 10/2/2024", date(2024, 2, 10), date(2024, 2, 7), date(2024, 2, 15)),
    ("Tết Nguyên đán 2025", "cham_nhat: 31/1/2025", date(2025, 1, 31), date(2025, 1, 24), date(2025, 2, 3)),
    ("Tết Nguyên đán 2026", "cham_nhat: 17/2/2026", date(2026, 2, 17), date(2026, 2, 13), date(2026, 2, 23)),
    ("nghỉ hoán đổi 29/4/2024", "cham_nhat: 29/4/2024", date(2024, 4, 29), date(2024, 4, 26), date(2024, 5, 2)),
    ("làm bù thứ Bảy 4/5/2024", "cham_nhat: 4/5/2024", date(2024, 5, 4), date(2024, 5, 4), date(2024, 5, 4)),
    ("nghỉ hoán đổi 2/5/2025", "cham_nhat: 2/5/2025", date(2025, 5, 2), date(2025, 4, 29), date(2025, 5, 5)),
    ("làm bù thứ Bảy 26/4/2025", "cham_nhat: 26/4/2025", date(2025, 4, 26), date(2025, 4, 26), date(2025, 4, 26)),
    ("nghỉ hoán đổi 31/8/2026", "cham_nhat: 31/8/2026", date(2026, 8, 31), date(2026, 8, 28), date(2026, 9, 3)),
    ("làm bù thứ Bảy 22/8/2026", "cham_nhat: 22/8/2026", date(2026, 8, 22), date(2026, 8, 22), date(2026, 8, 22)),
    ("nghỉ hoán đổi 2/1/2026", "cham_nhat: 2/1/2026", date(2026, 1, 2), date(2025, 12, 31), date(2026, 1, 5)),
    ("làm bù thứ Bảy 10/1/2026", "cham_nhat: 10/1/2026", date(2026, 1, 10), date(2026, 1, 10), date(2026, 1, 10)),
    ("24/11 nghỉ từ 2026", "cham_nhat: 24/11/2026", date(2026, 11, 24), date(2026, 11, 23), date(2026, 11, 25)),
]


@pytest.mark.parametrize(
    ("_day", "term", "last_day", "target", "rolled"), DAYS_OFF, ids=[row[0] for row in DAYS_OFF]
)
def test_a_day_off_stays_the_last_day_unless_the_plan_lets_it_roll(
    _day: str, term: str, last_day: date, target: date, rolled: date, town: Town
) -> None:
    stays = town.only(term, effect="2024-2026")
    assert (stays.last_day, stays.target) == (last_day, target)
    moves = town.only(term, effect="2024-2026", head="doi_ngay: ke_tiep\n")
    assert (moves.last_day, moves.target) == (rolled, rolled)
    assert moves.phrase == stays.phrase  # the printed words stay


def test_exactly_six_quarters_of_2022_to_2027_end_on_a_day_off(town: Town) -> None:
    rows = town.owes("{lap: hang_quy, cham_nhat: ngày 15 của tháng cuối quý}", effect="2022-2027")
    assert len(rows) == 24
    moved = [row.last_day for row in rows if row.target != row.last_day]
    assert [f"{day.month}/{day.year}" for day in moved if day] == [
        *("6/2024", "9/2024", "12/2024", "3/2025", "6/2025", "3/2026"),
    ]


def test_a_day_that_the_law_fixes_never_rolls(town: Town) -> None:
    day = "dot_cao_diem:\n  ngay: {dieu_khoan: II.1, ten: Ngày 30/7, ngay: 30/7/2022, chu_tri: cong-an}\n"
    compiled = town.compiles("[{ma: ky, ten: Kỳ, truoc: 16/3}]", head="doi_ngay: ke_tiep\n", tail=day)
    (row,) = [row for row in compiled.obligations if row.report == "ngay"]
    assert (row.last_day, row.gate) == (date(2022, 7, 30), Gate.OBSERVED)


def test_tet_of_2027_is_still_a_guess() -> None:
    new_year = date(2027, 2, 6)
    assert not WorkCalendar().is_workday(new_year)
    assert CALENDAR.is_provisional(new_year)


IMPOSSIBLE = [
    ("truoc: 31/6", "không có ngày 31/6/2022: tháng 6/2022 chỉ có 30 ngày"),
    ("cham_nhat: 31/4", "không có ngày 31/4/2022: tháng 4/2022 chỉ có 30 ngày"),
    ("truoc: 30/2", "không có ngày 30/2/2022: tháng 2/2022 chỉ có 28 ngày"),
    ("truoc: 29/2", "không có ngày 29/2/2022: tháng 2/2022 chỉ có 28 ngày"),
    ("truoc: 29/2/2100", "năm trong “29/2/2100” phải đủ bốn chữ số, từ 1990 đến 2098"),
    ("truoc: 0/3", "không có ngày 0/3/2022: tháng 3/2022 chỉ có 31 ngày"),
    ("truoc: 32/12", "không có ngày 32/12/2022: tháng 12/2022 chỉ có 31 ngày"),
    ("truoc: 16/13", "không có tháng 13"),
    ("truoc: 25 giờ 16/3", "không có giờ “25 giờ”"),
    ("truoc: 17h60 16/3", "không có giờ “17h60”"),
    ("truoc: cuối tháng 13", "không hiểu ngày “cuối tháng 13”"),
    ("hoan_thanh_trong: tháng 13", "không hiểu “tháng 13”"),
    ("trong_vong: 0 ngày kể từ khi nhận", "số ngày trong “0 ngày kể từ khi nhận” phải từ 1 đến 366"),
]


@pytest.mark.parametrize(("term", "sentence"), IMPOSSIBLE, ids=[row[0] for row in IMPOSSIBLE])
def test_a_day_that_no_calendar_has_is_refused_with_a_sentence(term: str, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "thu.yaml").write_text(DIRECTORY, encoding="utf-8")
    (tmp_path / "thu.yaml").write_text(PLAN.replace("truoc: 16/3", term), encoding="utf-8")
    read = read_folder(tmp_path / "thu.yaml", calendar=CALENDAR)
    (problem,) = [problem for problem in read.problems if problem.is_error]
    assert problem.message.startswith(sentence)
    assert problem.hint


def test_midnight_is_written_as_the_day_that_it_ends(town: Town) -> None:
    assert town.only("cham_nhat: 16/3").due == datetime.combine(date(2022, 3, 17), time(), VIETNAM)
