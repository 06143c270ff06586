"""A plan that leaves much open, synced from its file, for stories about answers, events and ad hoc reports."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dondoc.actions.overview import overview
from dondoc.actions.plans import Difference, activate, sync
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store import Store
from dondoc.tracking.compiler import compile_plan
from dondoc.tracking.obligations import State
from tests.integration.actions.stories import BY
from tests.unit.language.plan_texts import read_in

SLUG = "thu"
OPEN_PLAN = """\
ke_hoach: thu
tieu_de: Kế hoạch thử
so_ky_hieu: …/KH-UBND
ngay_ban_hanh: __/4/2022
co_quan_ban_hanh: ubnd
co_quan_thuong_truc: cong-an
hieu_luc: 2022
su_kien:
  chi-dao: {ten: Có chỉ đạo của cấp trên, dieu_khoan: II.3}
bao_cao:
  dinh-ky:
    dieu_khoan: III.1
    don_vi_bao_cao: phong-hoi
    gui_ve: ubnd
    qua: cong-an
    ky:
      - {ma: 6-thang, ten: 6 tháng, truoc: 16/6}
      - {ma: quy-3, ten: Quý III, truoc: "?"}
      - {ma: nam, ten: Tổng kết năm, truoc: 16/12, de_xuat: có}
  tong-hop:
    dieu_khoan: III.2
    don_vi_bao_cao: cong-an
    gui_ve: ubnd
    tong_hop_tu: dinh-ky
    ky: theo quy định
  sau-chi-dao:
    dieu_khoan: III.3
    ten: Báo cáo sau chỉ đạo
    don_vi_bao_cao: [phong-a]
    gui_ve: ubnd
    ky:
      - {ma: mot, ten: sau chỉ đạo, trong_vong: 5 ngày làm việc kể từ chi-dao}
  khi-co-bao:
    dieu_khoan: III.4
    ten: Báo cáo thiệt hại
    don_vi_bao_cao: phong-hoi
    gui_ve: ubnd
    dot_xuat: có
nhiem_vu:
  ra-soat: {dieu_khoan: II.1, noi_dung: Rà soát địa bàn, truoc: 30/9}
  tap-huan: {dieu_khoan: II.2, noi_dung: Tập huấn, thuc_hien: phong-a}
dot_cao_diem:
  cao-diem: {dieu_khoan: II.3, ten: Cao điểm, thuc_hien: phong-a, tu: 01/7/2022, den: 30/9/2022, sau_khi: chi-dao}
can_lam_ro:
  toa-an-bao-cao:
    hoi: Tòa án, Hội B có phải báo cáo không?
    ve: {bao_cao: dinh-ky, co_quan: [toa-an, hoi-b]}
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the plan is followed: its files, its store, its calendar."""

    store: Store
    folder: Path
    calendar: WorkCalendar

    def sync(self, text: str = OPEN_PLAN, *, now: datetime, reason: str = "") -> Difference:
        """Syncs the plan from its text."""
        folder = read_in(self.folder, text)
        assert not [problem for problem in folder.problems if problem.is_error], folder.problems
        compiled = compile_plan(folder.plans[SLUG].spec, folder.directory, self.calendar)
        return sync(self.store, compiled, text=text, calendar=self.calendar, by=BY, now=now, reason=reason)

    def follow(self, text: str = OPEN_PLAN, *, now: datetime) -> None:
        """Syncs the plan and activates it."""
        self.sync(text, now=now)
        activate(self.store, SLUG, calendar=self.calendar, by=BY, now=now, without_number=True)

    def states(self, now: datetime) -> dict[str, State]:
        """How every duty of the plan stands, by its id without the plan's slug."""
        rows = overview(self.store, SLUG, self.calendar, now=now)
        return {row.obligation.id.removeprefix(f"{SLUG}/"): row.standing.state for row in rows}

    def days(self, now: datetime) -> dict[str, str]:
        """The last day in force of every duty that has one."""
        rows = overview(self.store, SLUG, self.calendar, now=now)
        days = {
            row.obligation.id.removeprefix(f"{SLUG}/"): row.standing.round.last_day
            if row.standing.round
            else row.obligation.last_day
            for row in rows
        }
        return {id_: f"{day:%d/%m/%Y}" for id_, day in days.items() if day is not None}
