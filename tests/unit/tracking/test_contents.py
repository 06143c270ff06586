"""Parts that are awaited, outlines, and what a consolidation is made of."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from dondoc.language.spec import OutlineSection
from dondoc.tracking.consolidations import levels, reports_behind
from dondoc.tracking.contents import content_changes
from dondoc.tracking.figures import Metric
from dondoc.tracking.obligations import Event, EventKind, Standing, State
from dondoc.tracking.outlines import Mark, OutlineMark, checklist, missing_sections, named_sections
from dondoc.tracking.supplements import awaited_supplement
from tests.factories import a_plan, an_obligation, instant

NOON = instant(date(2022, 6, 20))
SECTIONS = (
    OutlineSection("tinh-hinh", "I", "Tình hình"),
    OutlineSection("ket-qua", "II.3", "Kết quả điều tra"),
    OutlineSection("kien-nghi", "", "Kiến nghị"),
)


def events(*kinds: EventKind) -> tuple[Event, ...]:
    """Facts of these kinds, an hour apart."""
    first = Event("e0", "x", EventKind.SUBMITTED, NOON.date(), NOON, "Bình")
    return tuple(
        replace(first, id=f"e{place}", kind=kind, recorded_at=NOON + timedelta(hours=place))
        for place, kind in enumerate(kinds, start=1)
    )


@pytest.mark.parametrize(
    ("kinds", "awaited"),
    [
        ((), None),
        ((EventKind.SUBMITTED,), None),
        ((EventKind.SUPPLEMENT_REQUESTED,), None),
        ((EventKind.SUBMITTED, EventKind.SUPPLEMENT_REQUESTED), "e2"),
        ((EventKind.NIL_RETURN, EventKind.SUPPLEMENT_REQUESTED, EventKind.SUPPLEMENT_REQUESTED), "e3"),
        ((EventKind.SUBMITTED, EventKind.SUPPLEMENT_REQUESTED, EventKind.SUBMITTED), None),
        ((EventKind.SUBMITTED, EventKind.SUPPLEMENT_REQUESTED, EventKind.RETURNED), None),
        ((EventKind.SUBMITTED, EventKind.SUPPLEMENT_REQUESTED, EventKind.PROMISED), "e2"),
    ],
)
def test_a_part_is_awaited_until_a_paper_follows(kinds: tuple[EventKind, ...], awaited: str | None) -> None:
    found = awaited_supplement(events(*kinds))
    assert (found.id if found else None) == awaited


def marked(section: str, mark: Mark, at: datetime = NOON) -> OutlineMark:
    return OutlineMark("x", section, mark, "", at, "Bình")


def test_the_latest_mark_of_a_section_counts() -> None:
    marks = [
        marked("ket-qua", Mark.MISSING),
        marked("tinh-hinh", Mark.NOT_OURS),
        marked("kien-nghi", Mark.MISSING),
        marked("ket-qua", Mark.PRESENT, NOON + timedelta(hours=1)),
    ]
    then = checklist(SECTIONS, marks, (), now=NOON)
    assert [one.mark for one in then] == [Mark.NOT_OURS, Mark.MISSING, Mark.MISSING]
    assert named_sections(missing_sections(then)) == "mục II.3, mục “Kiến nghị”"
    now = checklist(SECTIONS, marks, (), now=NOON + timedelta(hours=2))
    assert [one.mark for one in now] == [Mark.NOT_OURS, Mark.PRESENT, Mark.MISSING]
    cleared = checklist(SECTIONS, [*marks, marked("kien-nghi", Mark.UNSEEN)], (), now=NOON)
    assert (cleared[2].mark, cleared[2].by) == (Mark.UNSEEN, None)


def test_a_section_is_named_as_it_is_printed() -> None:
    printed = OutlineSection("phan-i-ii", "Phần I.II", "Chỉ đạo")
    assert named_sections((SECTIONS[1], printed)) == "mục II.3, phần I.II"


def test_a_report_that_was_sent_back_is_looked_at_anew() -> None:
    marks = [marked("ket-qua", Mark.MISSING), marked("tinh-hinh", Mark.NOT_OURS)]
    found = checklist(SECTIONS, marks, events(EventKind.RETURNED), now=NOON + timedelta(days=1))
    assert [one.mark for one in found] == [Mark.NOT_OURS, Mark.UNSEEN, Mark.UNSEEN]


def test_a_consolidation_of_a_consolidation_has_two_levels() -> None:
    above = {"tinh": "huyen", "huyen": "xa", "khac": "la"}
    assert reports_behind("tinh", above) == ("huyen", "xa")
    assert reports_behind("xa", above) == ()
    assert reports_behind("a", {"a": "b", "b": "a"}) == ("b", "a")


def test_what_is_exempt_or_in_question_is_not_expected() -> None:
    rows = [
        (an_obligation("phuong-pho-van"), Standing(State.OVERDUE, None)),
        (an_obligation("phong-tu-phap"), Standing(State.LATE, None)),
        (an_obligation("phong-ldtbxh"), Standing(State.EXEMPT, None)),
        (an_obligation("toa-an"), Standing(State.UNRESOLVED, None)),
        (an_obligation("hoi-phu-nu"), Standing(State.RETURNED, None)),
    ]
    (found,) = levels(("huyen", "dinh-ky"), rows)
    assert (found.name, found.expected) == ("báo cáo 6 tháng", 3)
    assert [row.agency for row in found.received] == ["phong-tu-phap"]
    assert [row.agency for row in found.missing] == ["hoi-phu-nu", "phuong-pho-van"]
    assert levels(("dinh-ky",), rows[2:4]) == ()


def test_another_version_says_what_it_wants_changed_in_papers() -> None:
    metric = Metric("tin-bao", "Tỷ lệ giải quyết", "trên 90%", None, "I.2", "", phrase_quoted=False)
    other = replace(metric, slug="xet-xu", measure="Tỷ lệ xét xử")
    old = a_plan(
        metrics=(metric, other), outlines={"dinh-ky": SECTIONS[:2]}, supporting={"viec": ("phong-tu-phap",)}
    )
    new = a_plan(
        metrics=(replace(metric, reaches="95%"), replace(metric, slug="moi", measure="Số vụ")),
        outlines={"dinh-ky": SECTIONS[1:]},
        waiting=("tong-hop",),
    )
    assert content_changes(old, new) == (
        "chỉ tiêu Tỷ lệ giải quyết: phải đạt trên 90% → 95%",
        "thêm chỉ tiêu: Số vụ, phải đạt trên 90%",
        "bỏ chỉ tiêu: Tỷ lệ xét xử",
        "đề cương dinh-ky: thêm mục “Kiến nghị”",
        "đề cương dinh-ky: bỏ mục I",
        "tong-hop: nay chờ đủ báo cáo thành phần",
        "viec: phối hợp nay là không đơn vị nào",
    )
    assert content_changes(new, new) == ()
