"""What things are called in tables for people."""

from collections.abc import Callable, Mapping

from dondoc.language.directory import Change, Share
from dondoc.language.glossary import ROLE_LABELS
from dondoc.tracking.ladder import RungSlug
from dondoc.tracking.obligations import EventKind

RUNG_LABELS: Mapping[str, str] = {
    RungSlug.BAO_TRUOC: "nhắc trước",
    RungSlug.NHAC: "nhắc lại",
    RungSlug.HOM_NAY: "hôm nay là hạn",
    RungSlug.GOI: "danh sách gọi điện",
    RungSlug.QUA_HAN: "chưa ghi nhận được",
    RungSlug.XEM_TRUOC: "báo trước thư gửi lãnh đạo",
    RungSlug.LANH_DAO: "thư gửi lãnh đạo",
    RungSlug.CONG_VAN: "công văn soạn sẵn",
    RungSlug.PHIEU: "phiếu trình soạn sẵn",
    RungSlug.CHOT_SO: "xin chốt sổ",
    RungSlug.MO_DAU: "thông báo mở đầu",
    RungSlug.TONG_HOP: "tình hình gửi cơ quan tổng hợp",
    RungSlug.THAY_DOI: "thông báo thay đổi",
    RungSlug.DINH_CHINH: "đính chính",
}

EVENT_LABELS: Mapping[EventKind, str] = {
    EventKind.SUBMITTED: "đã gửi",
    EventKind.RECEIVED_IN_ADVANCE: "nhận trước bản chụp",
    EventKind.SUPPLEMENT_REQUESTED: "đề nghị bổ sung",
    EventKind.RETURNED: "trả lại",
    EventKind.EXTENDED: "gia hạn",
    EventKind.EXEMPTED: "không phải báo cáo kỳ này",
    EventKind.NIL_RETURN: "không phát sinh",
    EventKind.PROMISED: "hẹn gửi",
    EventKind.CREDITED: "ghi nhận từ kế hoạch khác",
    EventKind.WITHDRAWN: "thôi theo dõi",
    EventKind.VOIDED: "huỷ ghi nhận",
}

CHANGE_LABELS: Mapping[Change, str] = {
    Change.MERGED: "sáp nhập",
    Change.SPLIT: "chia",
    Change.DISSOLVED: "giải thể",
    Change.RENAMED: "đổi tên",
}
SHARE_LABELS: Mapping[Share, str] = {Share.WHOLE: "toàn bộ", Share.PART: "một phần"}


def desk_text(desk: str, name_of: Callable[[str], str]) -> str:
    """`contact@phong-tu-phap` as a person reads it: đầu mối Phòng Tư pháp."""
    role, _, agency = desk.partition("@")
    return f"{ROLE_LABELS[role]} {name_of(agency)}"
