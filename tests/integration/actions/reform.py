"""A review in the shape of Gia Lai's of 2025, with the reforms of 1/3 and 1/7/2025: few bodies, the same story."""

from datetime import date, datetime, time
from pathlib import Path

from dondoc.actions.plans import activate, sync
from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.language.folder import LoadedPlan, read_folder
from dondoc.store import Store
from dondoc.tracking.compiler import Compiled, compile_plan

SLUG = "tong-ket-2025"
BY = "Rơ Châm H'Lan"
NUMBER = "1250/UBND-NC"

PLAN = """\
ke_hoach: tong-ket-2025
tieu_de: Tổng kết phòng, chống mua bán người giai đoạn 2021 - 2025
so_ky_hieu: 836/KH-UBND
ngay_ban_hanh: 05/4/2025
co_quan_ban_hanh: ubnd-tinh-cu
co_quan_thuong_truc: cong-an-tinh-cu
hieu_luc: {tu: 05/4/2025, den: 31/12/2025}
bao_cao:
  tong-ket:
    dieu_khoan: III.1
    ten: Báo cáo tổng kết
    don_vi_bao_cao: [huyen, so-noi-vu, so-y-te]
    gui_ve: ubnd-tinh-cu
    qua: cong-an-tinh-cu
    ky:
      - {ma: lan-1, ten: tổng kết, truoc: 20/6/2025}
      - {ma: bo-sung, ten: số liệu bổ sung, truoc: 16/10/2025}
"""

DIRECTORY = """\
nguon: Hư cấu, theo hình dạng của cuộc sắp xếp năm 2025
khoi:
  tinh-cu:
    quan_he: cap_duoi
    den: 30/6/2025
    thay_doi: sap_nhap
    co_quan:
      ubnd-tinh-cu: {ten: UBND tỉnh Gia Lai, thu_tu: 1, ke_thua: ubnd-tinh-moi}
      cong-an-tinh-cu: {ten: Công an tỉnh Gia Lai, thu_tu: 2, ke_thua: cong-an-tinh-moi}
  tinh-moi:
    quan_he: cap_duoi
    tu: 01/7/2025
    co_quan:
      ubnd-tinh-moi: {ten: UBND tỉnh Gia Lai (từ 01/7/2025), thu_tu: 1}
      cong-an-tinh-moi: {ten: Công an tỉnh Gia Lai (từ 01/7/2025), thu_tu: 2}
  so:
    quan_he: cap_duoi
    co_quan:
      so-ldtbxh: {ten: Sở Lao động, den: 28/02/2025, thay_doi: sap_nhap, ke_thua: so-noi-vu}
      so-noi-vu: {ten: Sở Nội vụ, thu_tu: 10}
      so-y-te: {ten: Sở Y tế, thu_tu: 11}
  huyen:
    quan_he: cap_duoi
    thu_tu: 20
    den: 30/6/2025
    thay_doi: giai_the
    co_quan:
      huyen-chu-prong:
        ten: UBND huyện Chư Prông
        chuc_danh: Chủ tịch UBND huyện Chư Prông
        ke_thua:
          - {co_quan: xa-chu-prong, phan: mot_phan, pham_vi: thị trấn Chư Prông}
          - {co_quan: xa-bau-can, phan: mot_phan}
      huyen-krong-pa: {ten: UBND huyện Krông Pa}
  xa:
    quan_he: cap_duoi
    thu_tu: 30
    tu: 01/7/2025
    co_quan:
      xa-chu-prong: {ten: UBND xã Chư Prông, chuc_danh: Chủ tịch UBND xã Chư Prông}
      xa-bau-can: {ten: UBND xã Bàu Cạn, chuc_danh: Chủ tịch UBND xã Bàu Cạn}
      xa-phu-tuc: {ten: UBND xã Phú Túc, chuc_danh: Chủ tịch UBND xã Phú Túc}
nhom:
  huyen: {ten: "UBND các huyện, thị xã, thành phố", loai: huyen}
"""


def moment(day: int, month: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of 2025 (+07:00)."""
    return datetime.combine(date(2025, month, day), time(hour, minute), VIETNAM)


def id_of(agency: str, period: str = "2025-lan-1") -> str:
    return f"{SLUG}/tong-ket/{period}/{agency}"


def loaded(folder: Path, *, plan: str = PLAN, directory: str = DIRECTORY) -> tuple[LoadedPlan, Compiled]:
    """The plan read from files as a secretary writes them, without any problem that is an error."""
    (folder / "directory").mkdir(parents=True, exist_ok=True)
    (folder / "directory" / "gia-lai.yaml").write_text(directory, encoding="utf-8")
    (folder / f"{SLUG}.yaml").write_text(plan, encoding="utf-8")
    calendar = WorkCalendar()
    found = read_folder(folder, calendar=calendar)
    assert not [problem for problem in found.problems if problem.is_error], found.problems
    read = found.plans[SLUG]
    return read, compile_plan(read.spec, found.directory, calendar)


def follow(store: Store, calendar: WorkCalendar, folder: Path, *, now: datetime, plan: str = PLAN) -> None:
    """Syncs the plan and activates it."""
    read, compiled = loaded(folder, plan=plan)
    sync(store, compiled, text=read.text, calendar=calendar, by=BY, now=now)
    activate(store, SLUG, calendar=calendar, by=BY, now=now)
