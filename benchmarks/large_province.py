"""A province larger than any: a directory of 3,400 bodies, and a plan of five years that asks every one."""

from collections.abc import Iterator
from pathlib import Path

SLUG = "tinh-lon-2021-2025"
_FIRST_YEAR = 2021
_PERIODS = (
    ("quy-1", "Quý I", "16/3"),
    ("6-thang", "6 tháng", "16/6"),
    ("quy-3", "Quý III", "16/9"),
    ("nam", "Năm", "16/12"),
)


def write_province(folder: Path, *, communes: int, years: int) -> Path:
    """The plan's file in a folder, its directory beside it; every commune owes four reports a year."""
    directory = folder / "directory"
    directory.mkdir(parents=True)
    (directory / "tinh-lon.yaml").write_text("".join(_directory(communes)), encoding="utf-8")
    path = folder / f"{SLUG}.yaml"
    path.write_text("".join(_plan(years)), encoding="utf-8")
    return path


def _directory(communes: int) -> Iterator[str]:
    yield """nguon: Hư cấu, để đo
khoi:
  tinh-lon:
    quan_he: cap_duoi
    thu_tu: 1
    co_quan:
      ubnd-tinh-lon: {ten: UBND tỉnh Lớn}
      so-noi-vu-lon: {ten: Sở Nội vụ tỉnh Lớn}
  xa-lon:
    quan_he: cap_duoi
    thu_tu: 2
    co_quan:
"""
    for number in range(1, communes + 1):
        name = f"xã Số {number:04}"
        yield f"      ubnd-xa-{number:04}: {{ten: UBND {name}, chuc_danh: Chủ tịch UBND {name}}}\n"
    yield "nhom:\n  cac-xa-lon: {ten: UBND các xã, loai: xa-lon}\n"


def _plan(years: int) -> Iterator[str]:
    last_year = _FIRST_YEAR + years - 1
    yield f"""ke_hoach: {SLUG}
tieu_de: Kế hoạch nhiều năm của một tỉnh lớn
so_ky_hieu: 99/KH-UBND
ngay_ban_hanh: 04/01/{_FIRST_YEAR}
co_quan_ban_hanh: ubnd-tinh-lon
co_quan_thuong_truc: so-noi-vu-lon
hieu_luc: {_FIRST_YEAR}-{last_year}
bao_cao:
  dinh-ky:
    dieu_khoan: III.1
    ten: Báo cáo định kỳ kết quả thực hiện
    don_vi_bao_cao: cac-xa-lon
    gui_ve: ubnd-tinh-lon
    qua: so-noi-vu-lon
    ky:
"""
    for year in range(_FIRST_YEAR, last_year + 1):
        for slug, name, day in _PERIODS:
            yield f"      - {{ma: {slug}, ten: {name}, nam: {year}, truoc: {day}/{year}}}\n"
