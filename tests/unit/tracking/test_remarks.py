"""What a plan says beside its duties is told with its clause."""

from dondoc.language.reader import read_plan_text
from dondoc.tracking.remarks import plan_remarks
from tests.unit.language.plan_texts import PLAN

WHOLE = (
    PLAN.replace(
        "    qua: cong-an\n", "    qua: cong-an\n    de_cuong: [{so: I, ten: A}, {ma: x, ten: Kiến nghị}]\n"
    )
    + "  dot-xuat: {dieu_khoan: IV.2, gui_ve: ubnd, dot_xuat: có, nguyen_van: báo cáo đột xuất,"
    + " ten: Báo cáo đột xuất}\n"
    + "  tong-hop: {dieu_khoan: V, don_vi_bao_cao: cong-an, gui_ve: ubnd, tong_hop_tu: dinh-ky, khi_thieu: cho,"
    + " ky: theo quy định}\n"
    + "dot_cao_diem:\n  d: {dieu_khoan: II, tu: 1/7, den: 30/9, sau_khi: có chỉ đạo của cấp trên}\n"
    + "chi_tieu: {m: {dieu_khoan: I, do: Tỷ lệ giải quyết, dat: trên 90%, nguyen_van: đạt trên 90%}}\n"
    + "ke_hoach_cap_tren: tinh\n"
    + "thay_the: [{so: 12/KH, ke_hoach: cu}, {so: 9/KH}]\n"
    + "sua_doi: [{so: 215/CV, ngay: 10/8, cua: Công an tỉnh, ve_viec: lùi hạn}, {so: 216/CV, ngay: 11/8}]\n"
)


def test_what_is_nobodys_duty_is_told_with_its_clause() -> None:
    spec = read_plan_text(WHOLE, file="thu.yaml").spec
    assert spec is not None
    assert plan_remarks(spec) == (
        "Kế hoạch cấp trên: `tinh`.",
        "Thay thế: Kế hoạch số 12/KH (`cu`).",
        "Thay thế: Kế hoạch số 9/KH.",
        "Sửa đổi: văn bản số 215/CV ngày 10/08/2022 của Công an tỉnh, về việc lùi hạn.",
        "Sửa đổi: văn bản số 216/CV ngày 11/08/2022.",
        "Đề cương: báo cáo (mục III.1) gồm 2 phần: I, Kiến nghị.",
        "Đột xuất: báo cáo đột xuất (mục IV.2: “báo cáo đột xuất”): "
        "chưa ai phải gửi cho đến khi mở bằng `dondoc open`.",
        "Chờ đủ: báo cáo tổng hợp (mục V) chờ đủ báo cáo thành phần mới được nhắc.",
        "Chờ sự kiện: có chỉ đạo của cấp trên (mục II); xảy ra thì ghi bằng `dondoc happened`.",
        "Chỉ tiêu: Tỷ lệ giải quyết: trên 90% (mục I: “đạt trên 90%”).",
    )


def test_a_plan_of_reports_alone_has_nothing_more_to_say() -> None:
    spec = read_plan_text(PLAN, file="thu.yaml").spec
    assert spec is not None
    assert plan_remarks(spec) == ()
