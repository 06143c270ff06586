"""A plan larger than any that an office would write, in the vocabulary of the real ones."""

from collections.abc import Iterator

_LEADS = ("phong-tu-phap", "phong-noi-vu", "phong-y-te", "phong-gd-dt", "phong-ld-tb-xh")
_HEAD = """ke_hoach: ke-hoach-lon
tieu_de: Kế hoạch lớn để đo
so_ky_hieu: 99/KH-UBND
ngay_ban_hanh: 10/01/2022
co_quan_ban_hanh: ubnd-tx-duc-pho
co_quan_thuong_truc: cong-an-tx-duc-pho
hieu_luc: 2022
"""


def large_plan(*, reports: int, tasks: int) -> str:
    """The text of a plan with so many reports of four periods, and so many continuing tasks."""
    return "".join((_HEAD, "bao_cao:\n", *_reports(reports), "nhiem_vu:\n", *_tasks(tasks)))


def _reports(count: int) -> Iterator[str]:
    for number in range(1, count + 1):
        yield f"""  bao-cao-{number}:
    dieu_khoan: III.{number}
    ten: Báo cáo kết quả thực hiện chuyên đề số {number}
    nguyen_van: báo cáo kết quả thực hiện chuyên đề cho UBND thị xã
    don_vi_bao_cao: xa-phuong
    gui_ve: ubnd-tx-duc-pho
    qua: cong-an-tx-duc-pho
    ky: # bốn kỳ, ngày ghi rõ
      - {{ma: quy-1, ten: Quý I, truoc: 16/3, nguyen_van: trước ngày 16/3}}
      - {{ma: 6-thang, ten: 6 tháng, truoc: 16/6, nguyen_van: trước ngày 16/6}}
      - {{ma: quy-3, ten: Quý III, truoc: 16/9, nguyen_van: trước ngày 16/9}}
      - {{ma: nam, ten: Tổng kết năm, truoc: 16/12, nguyen_van: trước ngày 16/12}}
"""


def _tasks(count: int) -> Iterator[str]:
    for number in range(1, count + 1):
        lead = _LEADS[number % len(_LEADS)]
        yield f"""  nhiem-vu-{number}:
    dieu_khoan: II.{number}
    noi_dung: Tuyên truyền, phổ biến pháp luật ở cơ sở, phần việc số {number} trong năm
    nguyen_van: >-
      {lead} chủ trì, phối hợp với các phòng, ban, ngành, địa phương thực hiện phần việc số {number}
    chu_tri: {lead}
    phoi_hop: phong-ban-nganh-dia-phuong
    thuong_xuyen: đến 31/12/2022
"""
