"""What the five source documents demand, row by row in their order, and the entries that carry each row.

An entry is a slug of the plan (a report may add a period, `dinh-ky/quy-1`) or the slug of a question.
"""

from collections.abc import Mapping

ROWS: Mapping[str, Mapping[str, str]] = {
    "lao-cai-144-2024": {
        "R: chưa thấy, bản lưu thiếu phần cuối": "ban-luu-thieu",
        "M1 tiếp nhận, phân loại": "tin-bao-tiep-nhan",
        "M2 giải quyết": "tin-bao-giai-quyet",
        "M3 điều tra": "dieu-tra-kham-pha",
        "M4 truy tố": "giai-quyet-truy-to",
        "M5 xét xử": "giai-quyet-xet-xu",
        "T II.1, gạch đầu dòng thứ nhất và thứ ba": "chi-dao-chuong-trinh kiem-tra-giao-ban",
        "T II.2.1, sáu gạch đầu dòng": (
            "chuyen-trang-chuyen-muc truyen-thong-dai-chung doanh-nghiep-vien-thong "
            "thay-doi-hanh-vi long-ghep-giao-duc mo-hinh-cong-dong sau-gach-dau-dong"
        ),
        "T II.2.2.a": "phong-ngua-co-so an-sinh-xa-hoi",
        "T II.2.2.b": "phong-ngua-nghiep-vu quan-ly-an-ninh-trat-tu quan-ly-an-ninh-trat-tu-khong-don-vi",
        "C ngày 30/7": "ngay-30-7",
        "C thí điểm ở năm nơi": "thi-diem-chuong-trinh",
        "C tổng kết thí điểm, không ngày": "tong-ket-thi-diem tong-ket-thi-diem-khong-ngay",
        "? “2021 - 2015”": "giai-doan-viet-nham",
        "? cơ quan thường trực": "co-quan-thuong-truc",
    },
    "duc-pho-2022": {
        "? số và ngày để trống": "so-ky-hieu ngay-ban-hanh",
        "R1 quý I": "dinh-ky/quy-1",
        "R2 6 tháng": "dinh-ky/6-thang",
        "R3 quý III": "dinh-ky/quy-3",
        "R4 năm": "dinh-ky/nam",
        "R5 tổng hợp, bốn kỳ không ngày": (
            "tong-hop/quy-1 tong-hop/6-thang tong-hop/quy-3 tong-hop/nam tong-hop-khong-ngay"
        ),
        "T theo dõi, hướng dẫn, đôn đốc": "theo-doi-don-doc",
        "P kế hoạch riêng": "ke-hoach-don-vi ke-hoach-don-vi-khong-ngay",
        "M1 tiếp nhận, phân loại": "tin-bao-tiep-nhan",
        "M2 giải quyết": "tin-bao-giai-quyet",
        "M3 điều tra": "dieu-tra-kham-pha",
        "M4 truy tố": "giai-quyet-truy-to",
        "M5 xét xử": "giai-quyet-xet-xu",
        "C ngày 30/7": "ngay-30-7",
        "C cao điểm, có điều kiện": "cao-diem-2022 chi-dao-cap-tren",
        "T mục 1, bốn dòng": "chi-dao-chuong-trinh huong-ung-30-7 nuoi-con-nuoi tap-huan",
        "T mục 2.a, bốn dòng": (
            "tuyen-truyen-30-7 tuyen-truyen-co-so tuyen-truyen-ho-tro-nan-nhan truyen-thong-truong-hoc"
        ),
        "T mục 2.b, hai dòng": "phong-ngua-xa-hoi phong-ngua-nghiep-vu",
        "T mục 3, hai dòng": "dau-tranh truy-to-xet-xu",
        "T mục 4, ba dòng": "tiep-nhan-giai-cuu khao-sat-nhu-cau-ho-tro tro-giup-phap-ly",
        "T mục 5 và 6": "ra-soat-phap-luat hop-tac-quoc-te",
        "? ngoài hệ thống có báo cáo không": "ngoai-he-thong-bao-cao",
        "? Đồn, Đoàn; Phổ, Phò": "ten-don-bien-phong",
    },
    "tuyen-quang-14-2016": {
        "R: chưa thấy, bản lưu bị cắt": "ban-luu-thieu",
        "T 1.1, năm dòng": (
            "truyen-thong-dai-chung tieu-pham-phong-su huong-dan-dich-vu mang-xa-hoi tap-huan-thong-tin-co-so"
        ),
        "T 1.2, năm dòng": (
            "thay-doi-hanh-vi tai-lieu-truyen-thong tap-huan-bao-cao-vien tu-van-hoa-nhap mo-hinh-phong-ngua"
        ),
        "T 1.3": "pho-bien-phap-luat",
        "T II, bốn giải pháp không giao cho ai": (
            "lanh-dao-phoi-hop nghiep-vu-xu-ly da-dang-truyen-thong nguon-luc-giam-sat"
        ),
        "? cơ quan thường trực, cơ quan liên quan": "co-quan-thuong-truc co-quan-lien-quan",
    },
    "lai-chau-bcd-2024": {
        "? số và ngày để trống": "so-ky-hieu ngay-ban-hanh",
        "R1 6 tháng": "dinh-ky/6-thang dinh-ky-6-thang",
        "R2 năm": "dinh-ky/nam dinh-ky-nam",
        "R3 đột xuất": "dot-xuat",
        "R4 tổng hợp": "tong-hop/6-thang tong-hop/nam tong-hop-khong-ngay",
        "R5 sơ kết, tổng kết ở xã, phường": (
            "so-ket-tong-ket so-ket-tong-ket-khong-ngay so-ket-tong-ket-gui-cho-ai"
        ),
        "? “các đơn vị” là ai": "cac-don-vi-bao-cao",
        "P kế hoạch của thành viên": "ke-hoach-thanh-vien ke-hoach-thanh-vien-khong-ngay",
        "M1 tin báo": "tin-bao-giai-quyet",
        "M2 07/07 xã, phường": "xa-phuong-duy-tri",
        "M3 đối tượng tuyên truyền": "doi-tuong-tuyen-truyen",
        "T III.1, bốn dòng": "nam-tinh-hinh bam-dia-ban quan-ly-an-ninh huong-dan-cong-an-xa",
        "T III.2, bốn dòng": "truyen-thong-cong-dong ho-tro-phu-nu ket-noi-dich-vu hoi-phu-nu-xa-phuong",
        "T III.3, hai dòng": "cong-tac-dan-van van-dong-ban-nganh",
        "T III.4, ba dòng": "tiep-nhan-ho-tro chinh-sach-lao-dong danh-sach-phu-nu",
        "T III.5, hai dòng": "duy-tri-mo-hinh phong-ngua-xu-ly",
        "T II, không giao cho ai": (
            "quan-triet-van-ban suc-manh-he-thong tuyen-truyen-nhan-dan pho-bien-khau-hieu nam-doi-song-phu-nu "
            "ho-tro-nan-nhan dau-tranh-kiem-che tiep-nhan-to-giac phong-trao-toan-dan"
        ),
        "T IV": "duy-tri-o-co-so theo-doi-don-doc",
    },
    "gia-lai-836-2025": {
        "R1 tổng kết một lần": "tong-ket/tong-ket",
        "R2 báo cáo của UBND tỉnh": "tong-hop/tong-ket tong-hop-khong-ngay",
        "T II.2, III.2": "tuyen-truyen-ket-qua dau-moi-tham-muu huong-dan-tong-ket",
        "? “cơ quan” nào khác": "co-quan-khac",
        "? việc còn nợ của cấp huyện": "viec-con-no-cua-cap-huyen",
    },
}
