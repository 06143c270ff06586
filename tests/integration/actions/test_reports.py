from datetime import date, time

import pytest

from dondoc.actions import reports
from dondoc.actions.holds import lift
from dondoc.actions.plans import sync
from dondoc.actions.reports import Among, find
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Ambiguous, NotFound, Refused
from dondoc.store import Store
from dondoc.store.reads import read_events
from dondoc.store.tables import EVENT
from dondoc.tracking.obligations import EventKind, State
from tests.integration.actions.stories import BY, at, compiled, follow, id_of, unequal


@pytest.fixture
def active(store: Store, calendar: WorkCalendar) -> Store:
    follow(store, calendar, now=at(20, 4))
    return store


def test_a_receipt_in_time_silences_the_obligation(active: Store, calendar: WorkCalendar) -> None:
    done = reports.submit(
        active,
        id_of(),
        received_on=date(2022, 6, 14),
        document_number="45/BC-TP",
        calendar=calendar,
        by=BY,
        now=at(15),
    )
    assert (done.before.state, done.after.state) == (State.OPEN, State.ON_TIME)
    assert (done.event.id, done.event.recorded_at, done.is_repeat) == ("e1", at(15), False)
    assert unequal(active, calendar, now=at(15)) == {}


def test_the_same_key_is_the_same_fact(active: Store, calendar: WorkCalendar) -> None:
    day = date(2022, 6, 14)
    first = reports.submit(active, id_of(), received_on=day, calendar=calendar, by=BY, now=at(15), key="run-1")
    again = reports.submit(active, id_of(), received_on=day, calendar=calendar, by=BY, now=at(16), key="run-1")
    assert again.is_repeat
    assert again.event == first.event
    with active.reading() as connection:
        assert len(read_events(connection)) == 1


def test_the_same_paper_recorded_by_two_people_is_one_fact(active: Store, calendar: WorkCalendar) -> None:
    for by in ("An", "Bình"):
        reports.submit(
            active,
            id_of(),
            received_on=date(2022, 6, 14),
            document_number="45/BC-TP",
            calendar=calendar,
            by=by,
            now=at(15),
            key=by,
        )
    with active.reading() as connection:
        assert [event.recorded_by for event in read_events(connection)] == ["An"]


def test_a_day_to_come_or_before_the_plan_is_refused(active: Store, calendar: WorkCalendar) -> None:
    for day, words in ((date(2022, 6, 16), "sau hôm nay"), (date(2021, 6, 14), "nhất là năm")):
        with pytest.raises(Refused, match=words):
            reports.submit(active, id_of(), received_on=day, calendar=calendar, by=BY, now=at(15))
    with pytest.raises(Refused, match="dấu đến"):
        reports.submit(
            active,
            id_of(),
            received_on=date(2022, 6, 14),
            document_date=date(2022, 6, 15),
            calendar=calendar,
            by=BY,
            now=at(15),
        )
    with active.reading() as connection:
        assert read_events(connection) == ()


def test_a_return_gives_three_working_days(active: Store, calendar: WorkCalendar) -> None:
    with pytest.raises(Refused, match="chưa có gì để trả lại"):
        reports.return_report(active, id_of(), calendar=calendar, by=BY, now=at(14))
    reports.submit(active, id_of(), received_on=date(2022, 6, 14), calendar=calendar, by=BY, now=at(14))
    back = reports.return_report(active, id_of(), calendar=calendar, by=BY, now=at(17), note="thiếu chữ ký")
    assert back.after.state is State.RETURNED
    assert back.event.new_last_day == date(2022, 6, 22)
    assert back.event.old_last_day == date(2022, 6, 15)
    assert unequal(active, calendar, now=at(17)) == {}


def test_a_supplement_keeps_the_standing(active: Store, calendar: WorkCalendar) -> None:
    reports.submit(active, id_of(), received_on=date(2022, 6, 14), calendar=calendar, by=BY, now=at(14))
    asked = reports.supplement(active, id_of(), calendar=calendar, by=BY, now=at(20), note="phụ lục 2")
    assert (asked.before.state, asked.after.state) == (State.ON_TIME, State.ON_TIME)


def test_an_extension_moves_the_day_and_says_if_it_was_oral(active: Store, calendar: WorkCalendar) -> None:
    with pytest.raises(Refused, match="phải sau hạn đang có"):
        reports.extend(active, id_of(), new_last_day=date(2022, 6, 15), calendar=calendar, by=BY, now=at(14))
    oral = reports.extend(active, id_of(), new_last_day=date(2022, 6, 20), calendar=calendar, by=BY, now=at(14))
    assert oral.event.oral
    assert oral.after.round is not None
    assert oral.after.round.last_day == date(2022, 6, 20)
    paper = reports.extend(
        active,
        id_of(),
        new_last_day=date(2022, 6, 20),
        document_number="99/CA",
        calendar=calendar,
        by=BY,
        now=at(16),
    )
    assert not paper.event.oral
    assert paper.event.old_last_day == date(2022, 6, 15)
    assert paper.after.round is not None
    assert paper.after.round.number == 2
    assert unequal(active, calendar, now=at(16)) == {}


def test_exemption_promise_and_photo(active: Store, calendar: WorkCalendar) -> None:
    promised = reports.promise(
        active, id_of(), promised_day=date(2022, 6, 17), calendar=calendar, by=BY, now=at(14)
    )
    photo = reports.receive_in_advance(
        active, id_of("phong-ldtbxh"), received_on=date(2022, 6, 14), calendar=calendar, by=BY, now=at(14)
    )
    exempt = reports.exempt(active, id_of("hoi-phu-nu"), calendar=calendar, by=BY, now=at(14))
    states = (promised.after.state, photo.after.state, exempt.after.state)
    assert states == (State.OPEN, State.IN_ADVANCE, State.EXEMPT)
    assert unequal(active, calendar, now=at(14)) == {}
    with pytest.raises(Refused, match="đã qua"):
        reports.promise(active, id_of(), promised_day=date(2022, 6, 13), calendar=calendar, by=BY, now=at(14))


def test_what_was_received_is_neither_extended_nor_exempted(active: Store, calendar: WorkCalendar) -> None:
    reports.submit(active, id_of(), received_on=date(2022, 6, 14), calendar=calendar, by=BY, now=at(14))
    with pytest.raises(Refused, match="dondoc void e1"):
        reports.exempt(active, id_of(), calendar=calendar, by=BY, now=at(15))


def test_a_void_takes_back_and_may_be_repeated(active: Store, calendar: WorkCalendar) -> None:
    wrong = reports.submit(active, id_of(), received_on=date(2022, 6, 14), calendar=calendar, by=BY, now=at(14))
    void = reports.void(active, wrong.event.id, calendar=calendar, by=BY, now=at(15), note="nhầm đơn vị")
    assert (void.before.state, void.after.state) == (State.ON_TIME, State.OPEN)
    again = reports.void(active, "1", calendar=calendar, by=BY, now=at(15))
    assert again.is_repeat
    assert again.event == void.event
    with active.reading() as connection:
        assert [event.kind for event in read_events(connection)] == [EventKind.SUBMITTED, EventKind.VOIDED]
    assert unequal(active, calendar, now=at(15)) == {}
    with pytest.raises(NotFound, match="e77"):
        reports.void(active, "e77", calendar=calendar, by=BY, now=at(15))


@pytest.mark.parametrize("text", ["phong-tu-phap", "Phòng Tư pháp", "PHONG TU PHAP", "tư pháp", id_of()])
def test_an_agency_is_found_whatever_the_letters(active: Store, calendar: WorkCalendar, text: str) -> None:
    assert find(active, agency=text, calendar=calendar, now=at(14)).id == id_of()


def test_the_nearest_open_deadline_is_meant(active: Store, calendar: WorkCalendar) -> None:
    early = find(active, agency="phong-tu-phap", calendar=calendar, now=at(20, 5))
    assert early.period == "2022-6-thang"
    reports.submit(active, id_of(), received_on=date(2022, 6, 14), calendar=calendar, by=BY, now=at(14))
    later = find(active, agency="phong-tu-phap", calendar=calendar, now=at(15))
    assert later.period == "2022-quy-3"
    sent = find(active, agency="phong-tu-phap", calendar=calendar, now=at(15), among=Among.RECEIVED)
    assert sent.period == "2022-6-thang"


@pytest.mark.parametrize("period", ["quy-3", "2022-quy-3", "Quy 3"])
def test_a_period_may_be_named(active: Store, calendar: WorkCalendar, period: str) -> None:
    found = find(active, agency="tu phap", period=period, calendar=calendar, now=at(14))
    assert found.id == id_of(period="2022-quy-3")


def test_a_report_may_be_named_by_its_period(active: Store, calendar: WorkCalendar) -> None:
    found = find(active, agency="tu phap", report="quy-3", calendar=calendar, now=at(14))
    assert found.id == id_of(period="2022-quy-3")


def test_a_choice_is_answered_with_candidates(active: Store, calendar: WorkCalendar) -> None:
    with pytest.raises(Ambiguous) as two_periods:
        find(active, agency="phong-tu-phap", calendar=calendar, now=at(16, 9))
    assert [line.split(":")[0] for line in two_periods.value.candidates] == [id_of(), id_of(period="2022-quy-3")]
    with pytest.raises(Ambiguous) as two_agencies:
        find(active, agency="phòng", calendar=calendar, now=at(14))
    assert two_agencies.value.candidates[0].startswith("phong-tu-phap: ")


def test_an_unknown_agency_is_answered_with_the_nearest(active: Store, calendar: WorkCalendar) -> None:
    with pytest.raises(NotFound, match="Phòng Tư pháp"):
        find(active, agency="phòng tư phát", calendar=calendar, now=at(14))


def test_a_return_never_shortens_the_time_that_was_left(active: Store, calendar: WorkCalendar) -> None:
    reports.submit(active, id_of(), received_on=date(2022, 5, 16), calendar=calendar, by=BY, now=at(16, 5))
    with pytest.raises(Refused, match="không được sớm hơn hạn đang có"):
        reports.return_report(
            active, id_of(), new_last_day=date(2022, 5, 20), calendar=calendar, by=BY, now=at(17, 5)
        )
    back = reports.return_report(active, id_of(), calendar=calendar, by=BY, now=at(17, 5))
    assert back.event.new_last_day == date(2022, 6, 15)


@pytest.mark.parametrize("slip", [date(2032, 6, 20), date.max])
def test_a_day_in_a_far_year_is_a_slip(active: Store, calendar: WorkCalendar, slip: date) -> None:
    with pytest.raises(Refused, match="nhất là năm"):
        reports.extend(active, id_of(), new_last_day=slip, calendar=calendar, by=BY, now=at(15))
    with pytest.raises(Refused, match="nhất là năm"):
        reports.promise(active, id_of(), promised_day=slip, calendar=calendar, by=BY, now=at(15))
    reports.submit(active, id_of(), received_on=date(2022, 6, 15), calendar=calendar, by=BY, now=at(15))
    with pytest.raises(Refused, match="nhất là năm"):
        reports.return_report(active, id_of(), new_last_day=slip, calendar=calendar, by=BY, now=at(15))


@pytest.mark.parametrize("id_", ["e99999999999999999999999", "17", "e", "'; DROP TABLE event; --", "e²", ""])
def test_an_id_that_no_entry_has_is_not_found(active: Store, calendar: WorkCalendar, id_: str) -> None:
    with pytest.raises(NotFound):
        reports.void(active, id_, calendar=calendar, by=BY, now=at(15))
    with pytest.raises(NotFound):
        lift(active, id_, calendar=calendar, by=BY, now=at(15))


def test_only_a_version_gives_back_what_a_version_took(active: Store, calendar: WorkCalendar) -> None:
    smaller = compiled(("phong-ldtbxh",))
    sync(active, smaller, text="bớt", calendar=calendar, by=BY, now=at(1, 5), reason="CV 9/UBND")
    sync(active, compiled(), text="đủ", calendar=calendar, by=BY, now=at(2, 5))
    with active.reading() as connection:
        made = read_events(connection, EVENT.c.obligation_id == id_of())
    assert [event.kind for event in made] == [EventKind.WITHDRAWN, EventKind.VOIDED]
    for event in made:
        with pytest.raises(Refused, match="dondoc sync"):
            reports.void(active, event.id, calendar=calendar, by=BY, now=at(3, 5))


def test_a_deadline_may_be_put_off_by_hours(active: Store, calendar: WorkCalendar) -> None:
    day = date(2022, 6, 20)
    first = reports.extend(
        active, id_of(), new_last_day=day, new_hour=time(10), calendar=calendar, by=BY, now=at(14)
    )
    assert first.after.round is not None
    assert first.after.round.due == at(20, hour=10)
    with pytest.raises(Refused, match="09:00 20/06/2022 phải sau"):
        reports.extend(active, id_of(), new_last_day=day, new_hour=time(9), calendar=calendar, by=BY, now=at(14))

    paper = reports.extend(
        active, id_of(), new_last_day=day, document_number="210/UBND", calendar=calendar, by=BY, now=at(15)
    )
    assert (paper.event.new_hour, paper.after.round) == (time(10), first.after.round)

    later = reports.extend(
        active, id_of(), new_last_day=day, new_hour=time(17), calendar=calendar, by=BY, now=at(16)
    )
    assert later.after.round is not None
    assert later.after.round.due == at(20, hour=17)
    assert unequal(active, calendar, now=at(16)) == {}
