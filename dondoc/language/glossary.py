"""The one table of words that YAML files are written in.

It feeds the reader (both forms of a key are the same key), the labels in problems, and whatever documents the
language. Keys are ASCII with underscores; a file uses the English or the Vietnamese form, or mixes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from dondoc.calendar.deadlines import Roll
from dondoc.calendar.recurring import words_of
from dondoc.calendar.stretches import Every
from dondoc.language.directory import Change, Relation, Share
from dondoc.language.spec import QuestionKind, WhenMissing


class Vocabulary(StrEnum):
    """The two forms that every key has; a file uses one, or mixes them."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Term:
    """One key: its English and its Vietnamese form, its label, and what is written under it (Vietnamese)."""

    english: str
    vietnamese: str
    label: str
    meaning: str

    def word(self, vocabulary: Vocabulary) -> str:
        """The key in one of its two forms."""
        return self.english if vocabulary is Vocabulary.ENGLISH else self.vietnamese


TERMS = (
    # The document
    Term("plan", "ke_hoach", "Kế hoạch", "mã của kế hoạch, cũng là tên tệp, ví dụ duc-pho-2022"),
    Term("title", "tieu_de", "Tiêu đề", "tên gọi ngắn của kế hoạch"),
    Term("number", "so_ky_hieu", "Số ký hiệu", "ví dụ 144/KH-UBND; …/KH-UBND khi còn để trống"),
    Term("issued_on", "ngay_ban_hanh", "Ngày ban hành", "ví dụ 07/3/2024; __/4/2022 khi còn để trống ngày"),
    Term("signer", "nguoi_ky", "Người ký", "họ và tên người ký"),
    Term("basis", "can_cu", "Căn cứ", "các văn bản cấp trên hoặc văn bản trước, mỗi văn bản một dòng"),
    Term("document", "so", "Số", "số, ký hiệu của văn bản; số của một phần trong đề cương, ví dụ II.3"),
    Term("of", "cua", "Của", "cơ quan ban hành văn bản ấy"),
    Term("effect", "hieu_luc", "Thời gian thực hiện", "2022, 2016-2020, hoặc {tu: …, den: …}"),
    Term("secrecy", "do_mat", "Độ mật", "chỉ nhận giá trị thuong"),
    Term("issuer", "co_quan_ban_hanh", "Cơ quan ban hành", "mã cơ quan trong danh bạ"),
    Term("standing_body", "co_quan_thuong_truc", "Cơ quan thường trực", "cơ quan theo dõi, đôn đốc, tổng hợp"),
    Term("roll", "doi_ngay", "Dời ngày", "khong (mặc định) hoặc ke_tiep: hạn rơi vào ngày nghỉ có dời không"),
    Term("grace_days", "so_ngay_cho", "Số ngày chờ", "số ngày chờ thêm sau hạn trước khi đôn đốc, mặc định 0"),
    Term("sample", "mau", "Bản mẫu", "có: kế hoạch mẫu, được tự kích hoạt"),
    Term("partial", "thieu_trang", "Thiếu trang", "có: bản lưu bị thiếu phần cuối"),
    Term("amendment", "sua_doi", "Văn bản sửa đổi", "văn bản đã sửa kế hoạch này, theo thứ tự ngày"),
    Term("subject", "ve_viec", "Về việc", "trích yếu, viết ngắn"),
    Term("supersedes", "thay_the", "Thay thế", "kế hoạch cũ mà kế hoạch này thay thế"),
    Term("parent", "ke_hoach_cap_tren", "Kế hoạch cấp trên", "mã kế hoạch cấp trên có theo dõi ở đây"),
    # Sections of a plan
    Term("report", "bao_cao", "Chế độ báo cáo", "ai báo cáo gì, cho ai, qua ai, hạn nào"),
    Term("task", "nhiem_vu", "Nhiệm vụ", "việc giao cho cơ quan thực hiện"),
    Term("campaign", "dot_cao_diem", "Đợt cao điểm", "đợt hoặc ngày ra quân, có ngày đầu và ngày cuối"),
    Term("own_plan", "ke_hoach_rieng", "Kế hoạch riêng", "kế hoạch, văn bản mà đơn vị phải tự ban hành"),
    Term("metric", "chi_tieu", "Chỉ tiêu", "con số phải đạt"),
    Term("event", "su_kien", "Sự kiện", "việc mà khi xảy ra mới bắt đầu tính hạn, ví dụ có chỉ đạo của cấp trên"),
    Term("question", "can_lam_ro", "Cần làm rõ", "điều văn bản để ngỏ, chờ văn phòng trả lời"),
    Term("ladder", "thang_don_doc", "Thang đôn đốc", "các nấc khác mặc định, ví dụ bao_truoc: …"),
    # Words of many entries
    Term("clause", "dieu_khoan", "Mục", "chỗ đứng trong văn bản, ví dụ II.1.b"),
    Term("phrase", "nguyen_van", "Nguyên văn", "trích ngắn, đúng từng chữ của văn bản"),
    Term("id", "ma", "Mã", "chữ thường không dấu, ví dụ quy-1"),
    Term("name", "ten", "Tên", "tên đầy đủ như khi đọc"),
    Term("content", "noi_dung", "Nội dung", "nội dung nhiệm vụ, viết ngắn"),
    Term("from", "don_vi_bao_cao", "Đơn vị báo cáo", "mã cơ quan hoặc nhóm phải báo cáo"),
    Term("to", "gui_ve", "Gửi về", "mã cơ quan nhận báo cáo"),
    Term("via", "qua", "Qua", "mã cơ quan đầu mối nhận thay"),
    Term("drafter", "tham_muu", "Cơ quan tham mưu", "mã cơ quan soạn thảo thay"),
    Term("consolidates", "tong_hop_tu", "Tổng hợp từ", "mã báo cáo mà báo cáo này tổng hợp"),
    Term("of_activity", "cua_dot", "Của đợt", "mã nhiệm vụ hoặc đợt cao điểm mà nơi thực hiện phải báo cáo"),
    Term("ad_hoc", "dot_xuat", "Đột xuất", "có: báo cáo mở khi có yêu cầu, chưa mở thì chưa ai phải gửi"),
    Term("when_missing", "khi_thieu", "Khi còn thiếu", "gui_va_neu_ten (mặc định) hoặc cho: đến hạn mà còn thiếu"),
    Term("outline", "de_cuong", "Đề cương", "các phần của báo cáo, ví dụ {so: II.3, ten: Kết quả điều tra}"),
    Term("period", "ky", "Kỳ báo cáo", "các kỳ, mỗi kỳ một dòng; hoặc theo quy định"),
    Term("year", "nam", "Năm", "năm của kỳ báo cáo, khi không rõ từ hạn"),
    Term("before", "truoc", "Trước ngày", "không kể ngày ghi, ví dụ 16/3, cuối tháng 6"),
    Term("by", "cham_nhat", "Chậm nhất ngày", "kể cả ngày ghi, ví dụ 16/3, cuối tháng 6"),
    Term("within_period", "hoan_thanh_trong", "Hoàn thành trong", "kể cả ngày cuối: tháng 6, quý II, năm 2024"),
    Term("within_days", "trong_vong", "Trong vòng", "ví dụ 5 ngày làm việc kể từ khi nhận được văn bản"),
    Term("repeats", "lap", "Lặp", "hang_thang, hang_quy, 6_thang, 9_thang, hang_nam, hang_tuan hoặc hang_ngay"),
    Term("dates", "cac_ngay", "Các ngày", "mỗi ngày một kỳ, kể cả ngày ghi, ví dụ [15/3, 15/6]"),
    Term("cutoff", "chot_so_lieu", "Thời gian chốt số liệu", "ngày cuối của số liệu"),
    Term("proposed", "de_xuat", "Đề xuất", "có: ngày do người soạn đề xuất, chưa ai xác nhận"),
    Term("brief", "ky_ngan", "Kỳ ngắn", "có: kỳ không quá một tuần, chỉ nhắc một lần"),
    Term("starts", "tu", "Từ", "ngày đầu"),
    Term("ends", "den", "Đến", "ngày cuối, kể cả ngày ấy"),
    Term("day", "ngay", "Ngày", "một ngày"),
    Term("after", "sau_khi", "Sau khi", "mã sự kiện ở `su_kien`, hoặc lời của văn bản"),
    Term("lead", "chu_tri", "Chủ trì", "mã cơ quan chủ trì"),
    Term("supporting", "phoi_hop", "Phối hợp", "mã cơ quan phối hợp"),
    Term("executors", "thuc_hien", "Thực hiện", "mã cơ quan thực hiện"),
    Term("continuing", "thuong_xuyen", "Thường xuyên", "có, hoặc đến 31/12/2022"),
    Term("measure", "do", "Đo", "đại lượng được đo"),
    Term("reaches", "dat", "Đạt", "giá trị phải đạt, ví dụ trên 90%"),
    Term("ask", "hoi", "Hỏi", "câu hỏi, viết trọn câu"),
    Term("about", "ve", "Về", "việc, kỳ và cơ quan phải chờ câu trả lời"),
    Term("answer", "tra_loi", "Trả lời bằng", "ngay, don_vi, co_khong hoặc loi_van"),
    # Directory
    Term("block", "khoi", "Khối", "các cơ quan cùng loại, cùng quan hệ, cùng nguồn"),
    Term("agency", "co_quan", "Cơ quan", "mã cơ quan"),
    Term("group", "nhom", "Nhóm cơ quan", "nhóm mà kế hoạch gọi chung"),
    Term("aliases", "ten_khac", "Tên khác", "những cách viết khác của tên"),
    Term("kind", "loai", "Loại", "loại cơ quan, ví dụ xa-phuong"),
    Term("relation", "quan_he", "Quan hệ", "cap_duoi, doan_the hoặc ngoai_he_thong"),
    Term("protocol_order", "thu_tu", "Thứ tự", "số thứ tự khi liệt kê"),
    Term("head_title", "chuc_danh", "Chức danh", "cách gọi người đứng đầu, ví dụ Trưởng Phòng Tư pháp"),
    Term("successors", "ke_thua", "Kế thừa", "mã các cơ quan kế thừa khi thôi hoạt động"),
    Term("share", "phan", "Phần kế thừa", "toan_bo hoặc mot_phan"),
    Term("scope", "pham_vi", "Phạm vi", "phần việc hoặc địa bàn được kế thừa, ví dụ báo chí, xuất bản"),
    Term("change", "thay_doi", "Thay đổi", "sap_nhap, chia, giai_the hoặc doi_ten: vì sao thôi hoạt động"),
    Term("source", "nguon", "Nguồn", "văn bản hoặc nơi lấy thông tin"),
    # Contacts
    Term("contact", "dau_moi", "Đầu mối", "người của từng cơ quan"),
    Term("role", "vai_tro", "Vai trò", "dau_moi, van_thu, lanh_dao hoặc thu_ky"),
    Term("email", "thu_dien_tu", "Thư điện tử", "địa chỉ thư công vụ"),
    Term("phone", "dien_thoai", "Điện thoại", "số điện thoại, đặt trong ngoặc kép"),
)

BY_KEY: Mapping[str, Term] = MappingProxyType(
    {key: term for term in TERMS for key in (term.english, term.vietnamese)}
)
BY_ENGLISH: Mapping[str, Term] = MappingProxyType({term.english: term for term in TERMS})


def key_of(english: str) -> str:
    """The key as problems name it: in Vietnamese."""
    return BY_ENGLISH[english].vietnamese


# The number and the day of issue are asked by whoever reads the plan, never by its writer.
_WRITTEN_KINDS = (QuestionKind.DATE, QuestionKind.OWNER, QuestionKind.DUTY, QuestionKind.FREE)

# Values that are words of the language, too: what may be written, and what it means.
YES_NO: Mapping[str, bool] = MappingProxyType(
    {
        **dict.fromkeys(("có", "co", "yes", "true"), True),
        **dict.fromkeys(("không", "khong", "no", "false"), False),
    }
)
RELATIONS: Mapping[str, Relation] = MappingProxyType(
    {
        **{relation.value: relation for relation in Relation},
        **{relation.name.lower(): relation for relation in Relation},
    }
)
CHANGES: Mapping[str, Change] = MappingProxyType(
    {word: change for change in Change for word in (change.value, change.name.lower())}
)
SHARES: Mapping[str, Share] = MappingProxyType(
    {word: share for share in Share for word in (share.value, share.name.lower())}
)
_EVERY_IN_ENGLISH = ("monthly", "quarterly", "half_year", "nine_months", "yearly", "weekly", "daily")
REPEATS: Mapping[str, Every] = MappingProxyType(
    {each.value: each for each in Every}
    | {words_of(each): each for each in Every}
    | {words_of(each).replace("hằng", "hàng"): each for each in Every}
    | dict(zip(_EVERY_IN_ENGLISH, Every, strict=True))
)
ROLLS: Mapping[str, Roll] = MappingProxyType(
    {"khong": Roll.NONE, "không": Roll.NONE, "none": Roll.NONE, "ke_tiep": Roll.NEXT, "next": Roll.NEXT}
)
ROLES: Mapping[str, str] = MappingProxyType(
    {
        **{role: role for role in ("contact", "records", "head", "secretary")},
        "dau_moi": "contact",
        "van_thu": "records",
        "lanh_dao": "head",
        "thu_ky": "secretary",
    }
)
ROLE_LABELS: Mapping[str, str] = MappingProxyType(
    {"contact": "đầu mối", "records": "văn thư", "head": "lãnh đạo", "secretary": "thư ký"}
)
WHEN_MISSING: Mapping[str, WhenMissing] = MappingProxyType(
    {word: each for each in WhenMissing for word in (each.value, each.name.lower())}
)
ANSWERS: Mapping[str, QuestionKind] = MappingProxyType(
    {
        **{kind.value: kind for kind in _WRITTEN_KINDS},
        **{kind.name.lower(): kind for kind in _WRITTEN_KINDS},
    }
)
SECRECY_ALLOWED = frozenset({"thuong", "thường", "normal"})
