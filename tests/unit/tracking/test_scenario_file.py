"""A written story: what it says, and every mistake in it with its place and what to do."""

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from textwrap import dedent

import pytest

from dondoc.calendar import VIETNAM
from dondoc.errors import Position
from dondoc.tracking.ladder import Recipient, Role
from dondoc.tracking.obligations import Decision, EventKind
from dondoc.tracking.scenario import (
    Activated,
    Closed,
    Decided,
    DeskEmptied,
    Held,
    LeftOpen,
    Lifted,
    Numbered,
    Outage,
    Recorded,
    Step,
    TakenBack,
)
from dondoc.tracking.scenario_file import read_scenario
from dondoc.tracking.scenario_verbs import VERBS
from tests.scenarios.story import JUNE, JUSTICE, LABOUR, PLAN, Compiled, owed_by

SEPTEMBER = date(2022, 9, 15)
OWED = [owed_by(agency, day) for day in (JUNE, SEPTEMBER) for agency in (JUSTICE, LABOUR)]
TOWN = [Compiled(PLAN, OWED)]


def steps(text: str) -> tuple[Step, ...]:
    story, problems = read_scenario(dedent(text), TOWN)
    assert story is not None, "\n".join(map(str, problems))
    return story.steps


def complaints(text: str) -> list[str]:
    """Of every problem the line, the word that stands at its column, and the message."""
    written = dedent(text).strip()
    story, problems = read_scenario(written, TOWN)
    assert story is None
    return [f"{_place(problem.position, written)} | {problem.message}" for problem in problems]


def _place(position: Position, written: str) -> str:
    rest = written.splitlines()[position.line - 1][position.column - 1 :]
    word = re.split(r"[\s,}]", rest)[0]
    return f"{position.line} {word}"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2022, 6, day, hour, minute, tzinfo=VIETNAM)


def test_a_paper_with_its_number_and_day() -> None:
    assert steps("""
        - {luc: 14/6/2022 09:00, bao_cao: dinh-ky, ky: ky-6, co_quan: phong-tu-phap, viec: da-gui,
           so: 45/BC-TP, ngay_van_ban: 13/6/2022, ngay_nhan: 14/6/2022}
    """) == (
        Recorded(at(14, 9), (OWED[0].id,), EventKind.SUBMITTED, date(2022, 6, 14), "45/BC-TP", date(2022, 6, 13)),
    )


def test_a_period_may_be_named_with_its_year_and_agencies_in_a_list_or_not_at_all() -> None:
    named, both, everybody = steps("""
        - {luc: 14/6/2022 09:00, bao_cao: dinh-ky, ky: 2022-ky-9, co_quan: [phong-tu-phap], viec: mien}
        - {luc: 14/6/2022 09:05, bao_cao: dinh-ky, ky: ky-6, co_quan: [phong-tu-phap, phong-ldtbxh], viec: mien}
        - {luc: 14/6/2022 09:10, bao_cao: dinh-ky, ky: ky-9, viec: mien}
    """)
    assert [getattr(step, "obligations", None) for step in (named, both, everybody)] == [
        (OWED[2].id,),
        (OWED[0].id, OWED[1].id),
        (OWED[2].id, OWED[3].id),
    ]


def test_every_other_step() -> None:
    body, one, justice = "cong-an-tx-duc-pho", JUSTICE, (OWED[0].id,)
    assert steps(f"""
        - {{luc: 1/6/2022 08:00, viec: kich-hoat, ke_hoach: duc-pho-2022}}
        - {{luc: 2/6/2022 08:00, viec: vao-so, ke_hoach: duc-pho-2022, so: 45/KH-UBND, ngay_ban_hanh: 28/4/2022}}
        - {{luc: 3/6/2022 08:00, viec: tam-dung, tu: 4/6/2022, den: 6/6/2022, co_quan: {one}, ghi_chu: bão}}
        - {{luc: 4/6/2022 08:00, viec: nhac-lai, co_quan: phong-tu-phap}}
        - {{luc: 5/6/2022 08:00, viec: ngung-chay, den_luc: 6/6/2022 10:30}}
        - {{luc: 6/6/2022 08:00, viec: thieu-dau-moi, co_quan: phong-tu-phap, vai_tro: lanh_dao}}
        - {{luc: 7/6/2022 08:00, viec: khong-chot-so, co_quan: {body}}}
        - {{luc: 8/6/2022 08:00, viec: chot-so, co_quan: {body}, den: 7/6/2022}}
        - {{luc: 9/6/2022 08:00, viec: giu-thu, bao_cao: dinh-ky, ky: ky-6, co_quan: phong-tu-phap}}
        - {{luc: 10/6/2022 08:00, viec: hen-gui, bao_cao: dinh-ky, ky: ky-6, co_quan: {one}, hen_ngay: 20/6/2022}}
        - {{luc: 11/6/2022 08:00, viec: huy-ghi-nhan, bao_cao: dinh-ky, ky: ky-6, co_quan: phong-tu-phap}}
    """) == (
        Activated(at(1, 8), PLAN.slug),
        Numbered(at(2, 8), PLAN.slug, "45/KH-UBND", date(2022, 4, 28)),
        Held(at(3, 8), None, (JUSTICE,), date(2022, 6, 4), date(2022, 6, 6), "bão"),
        Lifted(at(4, 8), None, (JUSTICE,)),
        Outage(at(5, 8), at(6, 10, 30)),
        DeskEmptied(at(6, 8), Recipient(Role.HEAD, JUSTICE)),
        LeftOpen(at(7, 8), body),
        Closed(at(8, 8), body, date(2022, 6, 7)),
        Decided(at(9, 8), justice, Decision.HELD),
        Recorded(at(10, 8), justice, EventKind.PROMISED, date(2022, 6, 10), new_last_day=date(2022, 6, 20)),
        TakenBack(at(11, 8), justice),
    )


@pytest.mark.parametrize("written", ["14/6/2022 09:00", "09:00 14/6/2022", "14/6/2022 9h00", "9h00 14/6/2022"])
def test_the_hour_stands_before_or_behind_the_day(written: str) -> None:
    (step,) = steps(f"- {{luc: '{written}', viec: da-gui, bao_cao: dinh-ky, ky: ky-6}}")
    assert step.at == at(14, 9)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{luc: 1/6/2022 08:00, viec: [da-gui, mien], bao_cao: dinh-ky}", "`viec` chỉ nhận một giá trị"),
        ("{luc: [1/6/2022 08:00], viec: da-gui, bao_cao: dinh-ky, ky: ky-6}", "`luc` chỉ nhận một giá trị"),
        (f"{{luc: 1/6/{'9' * 5000} 08:00, viec: da-gui, bao_cao: dinh-ky, ky: ky-6}}", "năm trong"),
    ],
)
def test_a_wrong_value_is_told_once_and_shortly(line: str, message: str) -> None:
    (told,) = complaints(f"- {line}")
    assert message in told


def test_steps_are_told_in_the_order_of_their_moments() -> None:
    told = steps("""
        - {luc: 14/6/2022 09:00, bao_cao: dinh-ky, ky: ky-6, viec: da-gui}
        - {luc: 10/6/2022 09:00, bao_cao: dinh-ky, ky: ky-6, viec: hen-gui}
    """)
    assert [step.at for step in told] == [at(10, 9), at(14, 9)]


def test_every_mistake_is_told_with_its_place() -> None:
    assert complaints("""
        - {luc: 14/6/2022 25:00, viec: da-gui, bao_cao: dinh-kỳ, ky: ky-6}
        - {luc: 14/6/2022 09:00, viec: da-gui, bao_cao: dinh-ky, ky: ky-7, ngay_nhan: 31/6/2022}
        - {luc: 14/6/2022 09:00, viec: da-gui, bao_cao: dinh-ky}
        - {luc: 14/6/2022 09:00, viec: da-gui, bao_cao: dinh-ky, ky: ky-6, co_quan: phong-tu-fap}
        - {luc: 14/6/2022 09:00, viec: dagui, bao_cao: dinh-ky}
        - {luc: 14/6/2022 09:00, bao_cao: dinh-ky}
        - {viec: tam-dung, tu: 14/6/2022}
        - {luc: 14/6/2022 09:00, viec: tam-dung, tu: 14/6/2022, den: 13/6/2022, den_ngay: 15/6/2022}
        - {luc: 14/6/2022 09:00, viec: ngung-chay, den_luc: 13/6/2022 09:00}
        - {luc: 14/6/2022 09:00, viec: gia-han, bao_cao: dinh-ky, ky: ky-6, han_moi: 20/6/2022, bang_mieng: ừ}
        - {luc: 14/6/2022 09:00, viec: khong-chot-so, co_quan: [phong-tu-phap, phong-ldtbxh]}
        - {luc: 14/6/2022 08:00, viec: huy-ghi-nhan, bao_cao: dinh-ky, ky: ky-9}
        - chiều nay gửi
    """) == [
        "1 14/6/2022 | không hiểu thời điểm “14/6/2022 25:00”",
        "1 dinh-kỳ | không có báo cáo `dinh-kỳ`",
        "2 ky-7 | không có kỳ `ky-7`",
        "2 31/6/2022 | không có ngày 31/6/2022: tháng 6/2022 chỉ có 30 ngày",
        "3 {luc: | báo cáo này có nhiều kỳ",
        "4 phong-tu-fap | không có đơn vị phải gửi `phong-tu-fap`",
        "5 dagui | không có việc `dagui`",
        "6 {luc: | bước này thiếu `viec`",
        "7 {viec: | bước này thiếu `luc`",
        "7 {viec: | bước này thiếu `den`",
        "8 13/6/2022 | ngày cuối đứng trước ngày đầu",
        "8 den_ngay: | từ khoá `den_ngay` không dùng cho việc này",
        "9 13/6/2022 | lúc chạy lại đứng trước lúc ngừng",
        "10 ừ | `bang_mieng` không nhận giá trị “ừ”",
        "11 [phong-tu-phap | bước này chỉ nhận một cơ quan",
        "12 {luc: | chưa ghi nhận gì để huỷ",
        "13 chiều | mỗi bước phải gồm các mục `từ_khoá: giá trị`",
    ]


def test_the_hint_names_the_nearest_word() -> None:
    _, problems = read_scenario("- {luc: 14/6/2022 09:00, viec: dagui, bao_cao: dinh-ky}", TOWN)
    assert problems[0].hint == "Có phải `da-gui`?"


def test_a_report_of_two_plans_needs_the_plan() -> None:
    other = replace(PLAN, slug="tre-em-2022")
    both = [Compiled(PLAN, [owed_by(JUSTICE, JUNE)]), Compiled(other, [owed_by(JUSTICE, JUNE, plan=other)])]
    story, problems = read_scenario("- {luc: 14/6/2022 09:00, viec: da-gui, bao_cao: dinh-ky}", both)
    assert story is None
    assert problems[0].hint == "Ghi thêm `ke_hoach`."
    step = "- {luc: 14/6/2022 09:00, viec: da-gui, ke_hoach: tre-em-2022, bao_cao: dinh-ky}"
    story, _ = read_scenario(step, both)
    assert story is not None
    assert [getattr(one, "obligations", ()) for one in story.steps] == [(both[1].obligations[0].id,)]


@pytest.mark.parametrize("text", ["luc: 14/6/2022 09:00", "một câu chuyện"])
def test_a_story_is_a_list(text: str) -> None:
    assert complaints(text) == [f"1 {text.split(maxsplit=1)[0]} | kịch bản phải là danh sách các bước"]


def test_broken_yaml_is_told_like_in_a_plan(tmp_path: Path) -> None:
    file = tmp_path / "truyen.yaml"
    file.write_text("- {luc: 14/6/2022 09:00\n", encoding="utf-8")
    story, problems = read_scenario(file, TOWN)
    assert story is None
    assert problems[0].position.file == str(file)


def test_every_verb_says_what_it_means() -> None:
    assert all(verb.meaning for verb in VERBS.values())
