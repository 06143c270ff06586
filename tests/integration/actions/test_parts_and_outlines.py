"""What came in part, what came under another plan, what an outline lacks, and what went up without whom."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from dondoc.actions import reports
from dondoc.actions.credits import CreditDraft, credit_from
from dondoc.actions.outlines import mark_sections, outline
from dondoc.actions.partial import receive_part
from dondoc.actions.plans import activate, sync
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Ambiguous, NotFound, Refused
from dondoc.language.spec import OutlineSection
from dondoc.store import Store
from dondoc.store.reads import read_events
from dondoc.store.tables import OUTLINE_MARK
from dondoc.tracking.compiler import Compiled
from dondoc.tracking.obligations import EventKind, State
from dondoc.tracking.outlines import Mark
from tests.factories import SILENT_AGENCIES, a_plan, an_obligation
from tests.integration.actions.stories import BY, at, compiled, follow, id_of, unequal

JUNE_14 = date(2022, 6, 14)
SECTIONS = (
    OutlineSection("tinh-hinh", "I", "Tình hình"),
    OutlineSection("dieu-tra", "II.1", "Kết quả điều tra"),
    OutlineSection("xet-xu", "II.2", "Kết quả xét xử cấp 1"),
)


@pytest.fixture
def active(store: Store, calendar: WorkCalendar) -> Store:
    plan = a_plan(outlines={"dinh-ky": SECTIONS})
    follow(store, calendar, now=at(20, 4), version=replace(compiled(), plan=plan))
    return store


def _draft() -> reports.Draft:
    return reports.Draft(obligation_id=id_of(), kind=EventKind.SUBMITTED, received_on=JUNE_14)


def _marks(store: Store) -> int:
    with store.reading() as connection:
        return len(connection.execute(select(OUTLINE_MARK.c.number)).all())


def test_a_part_keeps_the_standing_and_the_rest_is_awaited(active: Store, calendar: WorkCalendar) -> None:
    part = receive_part(active, _draft(), "phụ lục 2", calendar=calendar, by=BY, now=at(14), key="run-1")
    assert (part.event.kind, part.after.state) == (EventKind.SUBMITTED, State.ON_TIME)
    assert part.awaited is not None
    assert part.awaited.note == "phụ lục 2"
    again = receive_part(active, _draft(), "phụ lục 2", calendar=calendar, by=BY, now=at(15), key="run-1")
    assert (again.is_repeat, again.event, again.awaited) == (True, part.event, part.awaited)
    rest = reports.submit(
        active,
        id_of(),
        received_on=date(2022, 6, 20),
        document_number="46/BC",
        calendar=calendar,
        by=BY,
        now=at(20),
    )
    assert (rest.after.state, rest.after.met_by, rest.awaited) == (State.ON_TIME, part.event, None)
    assert unequal(active, calendar, now=at(20)) == {}


def test_what_a_part_lacked_is_never_taken_for_a_later_report(active: Store, calendar: WorkCalendar) -> None:
    early = replace(_draft(), received_on=date(2022, 5, 10))
    receive_part(active, early, "phụ lục", calendar=calendar, by=BY, now=at(10, 5))
    with pytest.raises(Ambiguous, match="hãy ghi rõ"):
        reports.find(active, agency="phong-tu-phap", calendar=calendar, now=at(12))


def test_a_part_of_which_nothing_is_lacking_is_refused(active: Store, calendar: WorkCalendar) -> None:
    with pytest.raises(Refused, match="còn thiếu gì"):
        receive_part(active, _draft(), "  ", calendar=calendar, by=BY, now=at(14))
    with pytest.raises(Refused, match="sau hôm nay"):
        receive_part(active, _draft(), "phụ lục", calendar=calendar, by=BY, now=at(13))
    with active.reading() as connection:
        assert read_events(connection) == ()


def test_a_section_that_is_not_ours_may_be_noted_before_anything_came(
    active: Store, calendar: WorkCalendar
) -> None:
    with pytest.raises(Refused, match="chưa biết có hay thiếu"):
        mark_sections(active, id_of(), ["I"], Mark.MISSING, calendar=calendar, by=BY, now=at(10))
    found = mark_sections(active, id_of(), ["xét xử"], Mark.NOT_OURS, calendar=calendar, by=BY, now=at(10))
    assert [one.mark for one in found.checked] == [Mark.UNSEEN, Mark.UNSEEN, Mark.NOT_OURS]


def test_a_missing_section_is_asked_for_and_never_a_reason_to_return(
    active: Store, calendar: WorkCalendar
) -> None:
    reports.submit(active, id_of(), received_on=JUNE_14, calendar=calendar, by=BY, now=at(14))
    mark_sections(active, id_of(), ["II.1", "II.2"], Mark.MISSING, calendar=calendar, by=BY, now=at(15))
    rest = mark_sections(active, id_of(), [], Mark.PRESENT, calendar=calendar, by=BY, now=at(15))
    assert ([one.slug for one in rest.missing], rest.written) == (["dieu-tra", "xet-xu"], 1)
    with pytest.raises(Refused, match="lý do để đề nghị bổ sung"):
        reports.return_report(active, id_of(), calendar=calendar, by=BY, now=at(15))
    asked = reports.supplement(active, id_of(), calendar=calendar, by=BY, now=at(15))
    assert (asked.event.note, asked.after.state) == ("mục II.1, mục II.2", State.ON_TIME)
    assert asked.awaited == asked.event
    back = reports.return_report(active, id_of(), calendar=calendar, by=BY, now=at(16), note="sai kỳ số liệu")
    assert back.awaited is None
    assert outline(active, id_of(), calendar=calendar, now=at(16)).missing == ()


def test_a_mark_noted_twice_is_noted_once(active: Store, calendar: WorkCalendar) -> None:
    for _ in range(2):
        mark_sections(active, id_of(), ["I"], Mark.NOT_OURS, calendar=calendar, by=BY, now=at(10))
    assert _marks(active) == 1


def test_the_number_of_a_section_goes_before_its_title(active: Store, calendar: WorkCalendar) -> None:
    found = mark_sections(active, id_of(), ["1"], Mark.NOT_OURS, calendar=calendar, by=BY, now=at(10))
    assert [one.section.slug for one in found.checked if one.mark is Mark.NOT_OURS] == ["dieu-tra"]


def test_a_section_that_is_not_clear_is_asked_back(active: Store, calendar: WorkCalendar) -> None:
    for text, error, words in (("IX", NotFound, "Gần nhất"), ("kết quả", Ambiguous, "2 mục")):
        with pytest.raises(error, match=words):
            mark_sections(active, id_of(), ["I", text], Mark.NOT_OURS, calendar=calendar, by=BY, now=at(10))
    assert _marks(active) == 0


def test_a_report_without_an_outline_has_nothing_to_go_through(store: Store, calendar: WorkCalendar) -> None:
    follow(store, calendar, now=at(20, 4))
    with pytest.raises(NotFound, match="de_cuong"):
        outline(store, id_of(), calendar=calendar, now=at(20, 4))


def _parent(period: str = "2022-6-thang") -> Compiled:
    """The plan of the province, under which the same agencies report the same half-year."""
    rows = tuple(
        an_obligation(agency, id=f"tinh-2022/dinh-ky/{period}/{agency}", plan="tinh-2022", period=period)
        for agency in SILENT_AGENCIES
    )
    return Compiled(a_plan("tinh-2022", number="07/KH-UBND", number_is_blank=False), rows, ())


@pytest.fixture
def two_plans(active: Store, calendar: WorkCalendar) -> Store:
    sync(active, _parent(), text="ke_hoach: tinh-2022", calendar=calendar, by=BY, now=at(20, 4))
    activate(active, "tinh-2022", calendar=calendar, by=BY, now=at(20, 4), without_number=True)
    return active


def test_a_report_of_another_plan_counts_by_its_own_day_and_paper(
    two_plans: Store, calendar: WorkCalendar
) -> None:
    source = _parent().obligations[0].id
    with pytest.raises(NotFound, match="chưa có báo cáo nào ghi nhận"):
        credit_from(two_plans, id_of(), CreditDraft(source="07/KH-UBND"), calendar=calendar, by=BY, now=at(17))
    reports.submit(
        two_plans, source, received_on=JUNE_14, document_number="45/BC", calendar=calendar, by=BY, now=at(14)
    )
    done = credit_from(two_plans, id_of(), CreditDraft(source="07/KH-UBND"), calendar=calendar, by=BY, now=at(17))
    assert (done.event.kind, done.event.received_on, done.event.document_number) == (
        EventKind.CREDITED,
        JUNE_14,
        "45/BC",
    )
    assert done.event.note == "theo kế hoạch số 07/KH-UBND; báo cáo 6 tháng (e1)"
    assert done.after.state is State.ON_TIME
    assert unequal(two_plans, calendar, now=at(17)) == {}


def test_a_plan_that_is_not_followed_here_needs_the_day(two_plans: Store, calendar: WorkCalendar) -> None:
    draft = CreditDraft(source="11/KH-UBND")
    with pytest.raises(Refused, match="không theo dõi ở đây"):
        credit_from(two_plans, id_of(), draft, calendar=calendar, by=BY, now=at(17))
    told = replace(draft, received_on=JUNE_14, document_number="9/BC")
    done = credit_from(two_plans, id_of(), told, calendar=calendar, by=BY, now=at(17))
    assert (done.event.note, done.after.state) == ("theo kế hoạch 11/KH-UBND", State.ON_TIME)
    with pytest.raises(Refused, match="chính là kế hoạch đang ghi"):
        credit_from(two_plans, id_of(), CreditDraft(source="duc-pho-2022"), calendar=calendar, by=BY, now=at(17))


def test_credit_from_one_of_several_reports_is_named(two_plans: Store, calendar: WorkCalendar) -> None:
    for period, name in (("2022-6-thang", "6 tháng"), ("2022-quy-3", "quý III")):
        reports.submit(
            two_plans, id_of(period=period), received_on=JUNE_14, note=name, calendar=calendar, by=BY, now=at(14)
        )
    target = _parent().obligations[0].id
    same = credit_from(two_plans, target, CreditDraft(source="duc-pho"), calendar=calendar, by=BY, now=at(17))
    assert "báo cáo 6 tháng (e1)" in same.event.note
    named = CreditDraft(source="duc-pho", source_report="năm")
    with pytest.raises(Ambiguous, match="2 báo cáo"):
        credit_from(two_plans, target, named, calendar=calendar, by=BY, now=at(17))
