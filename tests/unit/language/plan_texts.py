"""A small plan and its directory, to be written wrongly in one place at a time."""

from pathlib import Path

from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Problem
from dondoc.language.folder import Folder, read_folder

PLAN = """\
ke_hoach: thu
tieu_de: Kế hoạch thử
co_quan_ban_hanh: ubnd
co_quan_thuong_truc: cong-an
hieu_luc: 2022
bao_cao:
  dinh-ky:
    dieu_khoan: III.1
    don_vi_bao_cao: [phong-a, hoi-b]
    gui_ve: ubnd
    qua: cong-an
    ky:
      - {ma: quy-1, ten: Quý I, truoc: 16/3}
"""

DIRECTORY = """\
nguon: Hư cấu
khoi:
  co-quan:
    quan_he: cap_duoi
    co_quan:
      ubnd: {ten: UBND thử}
      cong-an: {ten: Công an thử, thu_tu: 1}
      phong-a: {ten: Phòng A, ten_khac: [Phòng Một], thu_tu: 2}
      hoi-b: {ten: Hội B, quan_he: doan_the, thu_tu: 3}
      toa-an: {ten: Tòa án thử, quan_he: ngoai_he_thong}
nhom:
  phong-hoi: {ten: Các phòng và hội, co_quan: [phong-a, hoi-b]}
"""


def plan_with(old: str, new: str) -> str:
    """The small plan with one piece replaced."""
    assert old in PLAN
    return PLAN.replace(old, new, 1)


def read_in(folder: Path, plan: str | bytes, directory: str = DIRECTORY) -> Folder:
    """The folder as read with this plan in `thu.yaml` and this directory beside it."""
    (folder / "directory").mkdir(exist_ok=True)
    (folder / "directory" / "thu.yaml").write_text(directory, encoding="utf-8")
    data = plan.encode("utf-8") if isinstance(plan, str) else plan
    (folder / "thu.yaml").write_bytes(data)
    return read_folder(folder / "thu.yaml", calendar=WorkCalendar())


def shown(problem: Problem) -> str:
    """A problem as `line:column: severity: message | hint`."""
    place = f"{problem.position.line}:{problem.position.column}"
    return f"{place}: {problem.severity}: {problem.message} | {problem.hint}"
