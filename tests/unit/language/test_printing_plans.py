"""A printed plan is a file that a person could have written: short lines, a repetition in one."""

import pytest

from dondoc.language.glossary import Vocabulary
from dondoc.language.printer import print_plan
from dondoc.language.reader import read_plan_text
from dondoc.language.yaml_text import scalar
from tests.unit.language.plan_texts import PLAN, plan_with

PERIOD = "{ma: quy-1, ten: Quý I, truoc: 16/3}"


def printed(text: str, vocabulary: Vocabulary = Vocabulary.VIETNAMESE) -> str:
    reading = read_plan_text(text, file="thu.yaml")
    assert reading.spec is not None, [str(problem) for problem in reading.problems]
    return print_plan(reading.spec, vocabulary)


def period_lines(ky: str, effect: str = "2022") -> list[str]:
    text = plan_with(f"\n      - {PERIOD}", f" {ky}").replace("hieu_luc: 2022", f"hieu_luc: {effect}")
    lines = printed(text).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("    ky:"))
    return [line.strip() for line in lines[at:]]


def test_the_small_plan_comes_out_letter_by_letter() -> None:
    with_name = plan_with("    don_vi", "    ten: Báo cáo\n    don_vi").replace("bao_cao:", "\nbao_cao:", 1)
    assert printed(PLAN) == with_name


def test_keys_come_in_either_vocabulary() -> None:
    english = printed(PLAN, Vocabulary.ENGLISH)
    assert "from: [phong-a, hoi-b]" in english
    assert "- {id: quy-1, name: Quý I, before: 16/3}" in english
    assert "bao_cao" not in english


@pytest.mark.parametrize(
    ("ky", "lines"),
    [
        ('"?"', ['ky: "?"']),
        ("theo quy định", ["ky: theo quy định"]),
        (
            "{lap: hang_quy, truoc: ngày 15 của tháng cuối quý}",
            ["ky:", "- {lap: hang_quy, truoc: ngày 15 của tháng cuối quý}"],
        ),
        (
            "{lap: hang_tuan, truoc: 16 giờ thứ sáu, tu: 1/3, den: 31/3}",
            ["ky:", "- {lap: hang_tuan, truoc: 16 giờ thứ sáu hằng tuần, tu: 28/2, den: 27/3}"],
        ),
        (
            "[{ma: a, ten: Đợt a, cham_nhat: cuối tháng 6}, {ma: b, ten: Đợt b, truoc: 17h00 16/9}]",
            ["ky:", "- {ma: a, ten: Đợt a, cham_nhat: cuối tháng 6}", "- {ma: b, ten: Đợt b, truoc: 17h00 16/9}"],
        ),
        (
            '[{ma: a, ten: Đợt a, truoc: 16/3, nguyen_van: "trước ngày 16 tháng 3"}]',
            ["ky:", "- {ma: a, ten: Đợt a, truoc: 16/3, nguyen_van: trước ngày 16 tháng 3}"],
        ),
        (
            "[{ma: a, ten: Đợt a, hoan_thanh_trong: quý II, de_xuat: có, dieu_khoan: IV}]",
            ["ky:", "- {ma: a, ten: Đợt a, hoan_thanh_trong: quý II, de_xuat: có, dieu_khoan: IV}"],
        ),
        (
            "[{ma: a, ten: Đợt a, trong_vong: 5 ngày kể từ khi nhận được văn bản}]",
            ["ky:", "- {ma: a, ten: Đợt a, trong_vong: 5 ngày kể từ nhận được văn bản}"],
        ),
    ],
)
def test_periods_come_out_as_they_were_written(ky: str, lines: list[str]) -> None:
    assert period_lines(ky) == lines


def test_several_hours_of_a_day_come_out_in_one_line() -> None:
    assert period_lines('{lap: hang_ngay, truoc: ["9h00", "16h00"], tu: 1/3, den: 1/3}') == [
        "ky:",
        '- {lap: hang_ngay, truoc: "09h00, 16h00 hằng ngày", tu: 1/3, den: 1/3}',
    ]


def test_repetitions_that_share_their_words_come_out_in_lines_of_their_own() -> None:
    assert period_lines("{lap: [6_thang, 9_thang], truoc: ngày 15 tháng cuối kỳ}") == [
        "ky:",
        "- {lap: 6_thang, truoc: ngày 15 tháng cuối kỳ}",
        "- {lap: 9_thang, truoc: ngày 15 tháng cuối kỳ}",
    ]


def test_a_plan_of_several_years_says_the_year_of_a_period() -> None:
    lines = period_lines("[{ma: quy-1, ten: Quý I, truoc: 16/3/2023}]", effect="2022-2023")
    assert lines == ["ky:", "- {ma: quy-1, ten: Quý I, truoc: 16/3/2023, nam: 2023}"]


@pytest.mark.parametrize("word", ["cuối năm, tổng kết", "Quý I", "144/KH-UBND", "__/4/2022", "…/KH-UBND", "100%"])
def test_usual_words_stand_plainly(word: str) -> None:
    assert scalar(word) == word


@pytest.mark.parametrize(
    "word", ["null", "a: b", "?", "> 90%", "- a", "a #b", "“a”", '"a"', "[a]", "\\", "*", " a"]
)
def test_words_that_would_be_read_otherwise_stand_in_quotation_marks(word: str) -> None:
    assert scalar(word)[0] == scalar(word)[-1] == '"'


def test_a_comma_needs_quotation_marks_only_in_braces() -> None:
    assert (scalar("a, b"), scalar("a, b", in_braces=True)) == ("a, b", '"a, b"')


def test_a_question_says_what_it_is_about_and_how_it_is_answered() -> None:
    asked = "can_lam_ro:\n  q: {hoi: Ai?, ve: {bao_cao: dinh-ky, ky: quy-1, co_quan: hoi-b}}\n"
    assert printed(PLAN + asked).splitlines()[-4:] == [
        "  q:",
        "    hoi: Ai?",
        "    ve: {bao_cao: dinh-ky, ky: 2022-quy-1, co_quan: hoi-b}",
        "    tra_loi: co_khong",
    ]


def test_an_event_in_words_gets_an_entry_with_its_clause() -> None:
    campaign = "dot_cao_diem: {d: {dieu_khoan: II, ngay: 1/7, sau_khi: có chỉ đạo}}\n"
    lines = printed(PLAN + campaign).splitlines()
    assert "    sau_khi: co-chi-dao" in lines
    assert lines[-4:] == ["su_kien:", "  co-chi-dao:", "    dieu_khoan: II", "    ten: có chỉ đạo"]
