"""Plans as people might write them, made up by hypothesis: every key, every way to say a day, odd letters."""

import json
import unicodedata
from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĐÔƯ áàảãạếệợữ0123456789 ,.:;#\"'\\[]{}()-–?&*!|>%@`/~=<_^$+“”…"
SLUG = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
AGENCIES = st.lists(
    st.sampled_from(("phong-a", "hoi-b", "phong-hoi", "toa-an")), min_size=1, max_size=3, unique=True
)
EFFECTS = ("2024", "2024-2026", "01/10/2024 - 31/12/2025")
ENTRY = ("bao_cao", "nhiem_vu", "dot_cao_diem", "ke_hoach_rieng")


def _is_text(text: str) -> bool:
    return bool(text) and any(letter.isalnum() for letter in text)


texts = (
    st.text(alphabet=LETTERS, min_size=1, max_size=40)
    .map(lambda text: unicodedata.normalize("NFC", " ".join(text.split())))
    .filter(_is_text)
)
clauses = st.sampled_from(("I", "II.1.a", "III.2; IV", "II.2.b (gạch đầu dòng thứ nhất)"))
quotes = st.none() | texts
yes = st.sampled_from((None, "có"))


def scalar(value: str) -> str:
    """A value as JSON writes it, which is YAML, too: not the way of the printer."""
    return json.dumps(value, ensure_ascii=False)


def flow(value: object) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items() if each is not None) + "}"
    if isinstance(value, str):
        return scalar(value)
    assert isinstance(value, Sequence)
    return "[" + ", ".join(flow(each) for each in value) + "]"


@st.composite
def terms(draw: st.DrawFn, year: int) -> dict[str, object]:
    """One way to say by when; a day always has its year, for an effect may have several."""
    month, day = draw(st.integers(1, 12)), draw(st.integers(2, 28))
    hour = draw(st.sampled_from(("", "", "17 giờ ", "9h30 ", "16 giờ 45 phút ngày ", "24 giờ ", "ngày ")))
    key = draw(st.sampled_from(("truoc", "cham_nhat")))
    ways: list[dict[str, object]] = [
        {key: f"{hour}{day}/{month}/{year}"},
        {key: f"{hour}{day:02}/{month:02}/{year}"},
        {"cham_nhat": f"cuối tháng {month}/{year}"},
        {key: f"giữa tháng {month}/{year}"},
        {key: f"cuối năm {year}"},
        {"hoan_thanh_trong": f"tháng {month}/{year}"},
        {"hoan_thanh_trong": f"quý II/{year}"},
        {"hoan_thanh_trong": f"năm {year}"},
        {"truoc": "?"},
        {"truoc": "theo quy định"},
        {"trong_vong": f"{draw(st.integers(1, 30))} ngày làm việc kể từ ky-ket"},
        {"trong_vong": f"{draw(st.integers(1, 30))} ngày kể từ khi nhận được văn bản"},
    ]
    return draw(st.sampled_from(ways)) | {"de_xuat": draw(yes)}


@st.composite
def periods(draw: st.DrawFn, year: int) -> object:
    """What stands under `ky`."""
    listed = [
        {"ma": slug, "ten": draw(texts), **draw(terms(year)), "nam": str(year), "nguyen_van": draw(quotes)}
        | draw(st.sampled_from(({}, {"tu": f"1/1/{year}", "chot_so_lieu": f"10/2/{year}"}, {"ky_ngan": "có"})))
        | draw(st.sampled_from(({}, {"dieu_khoan": "V.1"})))
        for slug in draw(st.lists(SLUG, min_size=1, max_size=3, unique=True))
    ]
    usual: list[object] = [
        {"ma": "quy-1", "ten": f"Quý I năm {year}", "truoc": f"16/3/{year}"},
        {"ma": "nam", "ten": f"Tổng kết năm {year}", "cham_nhat": f"16/12/{year}"},
    ]
    repeated = draw(
        st.sampled_from(
            (
                {"lap": "hang_quy", "truoc": "ngày 15 của tháng cuối quý"},
                {"lap": "hang_thang", "cham_nhat": "ngày 25 hằng tháng", "de_xuat": "có"},
                {"lap": "hang_thang", "truoc": "ngày 5 của tháng sau", "nguyen_van": "trước ngày 05 tháng sau"},
                {"lap": ["6_thang", "hang_nam"], "truoc": "ngày 15 của tháng cuối kỳ"},
                {"lap": "hang_tuan", "truoc": "16 giờ thứ sáu", "tu": f"1/10/{year}", "den": f"31/12/{year}"},
                {"lap": "hang_ngay", "truoc": ["9h00", "16h00"], "tu": f"20/12/{year}", "den": f"31/12/{year}"},
                {"cac_ngay": [f"15/11/{year}", f"15/12/{year}"]},
            )
        )
    )
    return draw(st.sampled_from((listed, usual, [repeated], repeated, "theo quy định", "?")))


@st.composite
def reports(draw: st.DrawFn, year: int) -> dict[str, object]:
    """A report that comes by its periods, or on demand."""
    report: dict[str, object] = {"dieu_khoan": draw(clauses), "ten": draw(quotes), "nguyen_van": draw(quotes)}
    report |= {"gui_ve": "ubnd", "qua": draw(st.sampled_from((None, "cong-an"))), "tham_muu": None}
    sections = draw(st.lists(st.tuples(SLUG, texts), max_size=3, unique_by=lambda pair: pair[0]))
    if sections:
        report["de_cuong"] = [{"ma": slug, "so": f"I.{slug}", "ten": title} for slug, title in sections]
    if draw(st.booleans()):
        return report | {"dot_xuat": "có"}
    return report | {"don_vi_bao_cao": draw(AGENCIES), "ky": draw(periods(year))}


@st.composite
def tasks(draw: st.DrawFn, year: int) -> dict[str, object]:
    """A task: continuing, dated, or neither; with or without somebody to do it."""
    task: dict[str, object] = {"dieu_khoan": draw(clauses), "noi_dung": draw(texts), "nguyen_van": draw(quotes)}
    for key in ("chu_tri", "phoi_hop", "thuc_hien"):
        task[key] = draw(st.none() | AGENCIES)
    ways: list[dict[str, object]] = [{}, {"thuong_xuyen": "có"}, {"thuong_xuyen": f"đến hết ngày 30/11/{year}"}]
    ways.append(draw(terms(year)))
    return task | draw(st.sampled_from(ways))


@st.composite
def campaigns(draw: st.DrawFn, year: int) -> dict[str, object]:
    """A campaign or a day, which may wait for an event."""
    campaign: dict[str, object] = {"dieu_khoan": draw(clauses), "ten": draw(quotes), "nguyen_van": draw(quotes)}
    campaign |= draw(
        st.sampled_from(({"tu": f"01/11/{year}", "den": f"30/12/{year}"}, {"ngay": f"ngày 20/11/{year}"}))
    )
    after = st.sampled_from((None, "ky-ket", "có chỉ đạo", "Có chỉ đạo của cấp trên", "Ký kết thoả thuận"))
    return campaign | {"sau_khi": draw(after), "thuc_hien": draw(AGENCIES)}


@st.composite
def own_plans(draw: st.DrawFn, year: int) -> dict[str, object]:
    """A plan that addressees issue themselves."""
    own = {"dieu_khoan": draw(clauses), "ten": draw(texts), "nguyen_van": draw(quotes)}
    return own | {"thuc_hien": draw(AGENCIES)} | draw(st.just({}) | terms(year))


@st.composite
def questions(draw: st.DrawFn, sections: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    """A question about nothing, an entry, or agencies of it."""
    question: dict[str, object] = {"hoi": draw(texts), "dieu_khoan": draw(st.none() | clauses)}
    question["tra_loi"] = draw(st.sampled_from((None, "ngay", "don_vi", "co_khong", "loi_van")))
    named = [(key, slug) for key in ENTRY for slug in sections.get(key, {})]
    is_about: bool = draw(st.booleans())
    if named and is_about:
        key, slug = draw(st.sampled_from(named))
        question["ve"] = {key: slug, "co_quan": draw(st.none() | AGENCIES)}
    return question


@st.composite
def heads(draw: st.DrawFn, effect: str) -> dict[str, object]:
    """What stands before the sections."""
    return {
        "ke_hoach": "thu",
        "tieu_de": draw(texts),
        "so_ky_hieu": draw(st.sampled_from((None, "144/KH-UBND", "…/KH-UBND", "Số 7/KH-BCĐ"))),
        "ngay_ban_hanh": draw(st.sampled_from((None, "05/10/2024", "__/10/2024", "__/__/2024"))),
        "nguoi_ky": draw(st.none() | texts),
        "mau": draw(yes),
        "thieu_trang": draw(yes),
        "co_quan_ban_hanh": "ubnd",
        "co_quan_thuong_truc": "cong-an",
        "hieu_luc": effect,
        "doi_ngay": draw(st.sampled_from((None, "ke_tiep", "khong"))),
        "so_ngay_cho": draw(st.sampled_from((None, "0", "3"))),
        "can_cu": draw(st.none() | st.just([{"so": "7/KH", "cua": "UBND tỉnh, thành phố", "ngay": "17/02/2022"}])),
        "thay_the": draw(st.none() | st.just([{"so": "1/KH", "ke_hoach": "cu-2023"}, {"so": "2/KH"}])),
        "sua_doi": draw(
            st.none() | st.just([{"so": "9/QĐ", "ngay": "2/11/2024", "cua": "UBND", "ve_viec": "hạn"}])
        ),
        "ke_hoach_cap_tren": draw(st.sampled_from((None, "tinh-2024"))),
        "thang_don_doc": draw(
            st.none() | st.just({"bao_truoc": "trước 7 ngày làm việc, 8 giờ", "lanh_dao": "sau 4 ngày, 13 giờ 30"})
        ),
        "su_kien": {"ky-ket": {"dieu_khoan": "II", "ten": draw(texts), "nguyen_van": draw(quotes)}},
    }


def links(slugs: Sequence[str]) -> st.SearchStrategy[dict[str, object]]:
    """How a report may hang on another report, a task or a campaign."""
    ways: list[dict[str, object]] = [{}, {"cua_dot": slugs[2]}, {"cua_dot": slugs[4]}]
    ways += [{"tong_hop_tu": slugs[0], "khi_thieu": word} for word in (None, "cho", "gui_va_neu_ten", "wait")]
    return st.sampled_from(ways)


@st.composite
def written_plans(draw: st.DrawFn) -> str:
    """The text of a plan file."""
    effect, year = draw(st.sampled_from(EFFECTS)), 2024
    if effect.startswith("01/10"):
        year = 2025
    slugs = draw(st.lists(SLUG, min_size=6, max_size=6, unique=True))
    sections: dict[str, dict[str, dict[str, object]]] = {
        "bao_cao": {slugs[0]: draw(reports(year)), slugs[1]: draw(reports(year))},
        "nhiem_vu": {slugs[2]: draw(tasks(year)), slugs[3]: draw(tasks(year))},
        "dot_cao_diem": {slugs[4]: draw(campaigns(year))},
        "ke_hoach_rieng": {slugs[5]: draw(own_plans(year))},
        "chi_tieu": {"m": {"dieu_khoan": "I", "do": draw(texts), "dat": draw(texts), "nguyen_van": draw(quotes)}},
    }
    sections["bao_cao"][slugs[1]] |= draw(links(slugs))
    kept = {key: entries for key, entries in sections.items() if draw(st.booleans())}
    asked = {"can_lam_ro": {"q": draw(questions(kept))}}
    whole = draw(heads(effect)) | kept | asked
    return "".join(f"{key}: {flow(value)}\n" for key, value in whole.items() if value is not None)
