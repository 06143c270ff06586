from datetime import date

import pytest
from sqlalchemy import select

from dondoc.actions.contacts import contacts, empty_desks, forget, sync_contacts
from dondoc.actions.forgetting import SIGNED, WORDED
from dondoc.actions.reports import submit
from dondoc.actions.ticks import tick
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import NotFound
from dondoc.language.contacts import Contacts
from dondoc.store import Store
from dondoc.store.outbox_tables import NOTICE
from dondoc.store.reads import read_events
from dondoc.store.tables import METADATA
from dondoc.tracking.outcomes import Fate
from tests.integration.actions.stories import (
    EVERYBODY,
    SLUG,
    Carrier,
    a_contact,
    at,
    compiled,
    follow,
    id_of,
    seated,
    seated_but,
    send_all,
    tick_and_send,
)

AN = a_contact("contact@phong-tu-phap", name="Lê Văn An", email="an@tuphap.example")


@pytest.fixture
def told(store: Store, calendar: WorkCalendar) -> Store:
    follow(store, calendar, now=at(4, 5, 8), version=compiled(("phong-tu-phap",)))
    sync_contacts(store, seated_but(AN), now=at(4, 5, 8))
    tick_and_send(store, calendar, Carrier(), now=at(4, 5, 8))
    return store


def test_the_file_says_who_sits_where(told: Store) -> None:
    assert "Lê Văn An" in {seat.person.name for seat in contacts(told)}
    sync_contacts(told, seated("contact@phong-tu-phap"), now=at(5, 5, 8))
    assert [(str(seat.desk), seat.agency_name) for seat in contacts(told)] == [
        ("contact@phong-tu-phap", "Phòng Tư pháp")
    ]


def test_desks_without_anybody_are_known_the_secretariat_first(told: Store) -> None:
    sync_contacts(told, seated("contact@phong-tu-phap"), now=at(5, 5, 8))
    assert [str(one.desk) for one in empty_desks(told)] == [
        "secretary@cong-an-tx-duc-pho",
        "head@phong-tu-phap",
        "records@phong-tu-phap",
    ]


def test_a_forgotten_person_leaves_a_role_behind(told: Store, calendar: WorkCalendar) -> None:
    submit(told, id_of(), received_on=date(2022, 6, 1), calendar=calendar, by="Lê Văn An", now=at(1, 6, 9))

    done = forget(told, "AN@tuphap.example", by="Bình", now=at(2, 6, 9))

    assert done.desks == ("contact@phong-tu-phap",)
    with told.reading() as connection:
        row = connection.execute(select(NOTICE)).one()
        (event,) = read_events(connection)
    assert (row.to_name, row.to_address) == ("(đầu mối)", "(đầu mối)")
    assert event.recorded_by == "đầu mối"
    assert "Lê Văn An" not in {seat.person.name for seat in contacts(told)}
    assert told.file is not None
    assert told.file.with_name("dondoc.db-wal").stat().st_size == 0
    for trace in ("Lê Văn An", "an@tuphap.example"):
        assert trace.encode() not in told.file.read_bytes()


def test_no_column_that_names_people_is_left_out_of_forgetting() -> None:
    found = {
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if column.name.endswith("_by") or column.name in ("note", "content", "reason", "remark")
    }
    known = {f"{column.table.name}.{column.name}" for column in (*SIGNED, *WORDED)}
    no_person = {"plan.superseded_by", "plan_version.amended_by", "channel.reason"}
    assert found - known == no_person


def test_an_old_file_does_not_bring_a_forgotten_person_back(told: Store) -> None:
    forget(told, "contact@phong-tu-phap", by="Bình", now=at(2, 6, 9))
    again = sync_contacts(told, seated_but(AN), now=at(3, 6, 8))
    assert again.forgotten == ("contact@phong-tu-phap",)
    successor = a_contact("contact@phong-tu-phap", name="Người kế nhiệm", email="an@tuphap.example")
    assert sync_contacts(told, seated_but(successor), now=at(3, 6, 8)).forgotten == ()


def test_what_has_not_gone_to_a_forgotten_person_goes_to_the_next(told: Store, calendar: WorkCalendar) -> None:
    tick(told, SLUG, calendar, now=at(8, 6, 8))
    send_all(told, calendar, Carrier(always=Fate.RETRY), now=at(8, 6, 8))
    forget(told, "an@tuphap.example", by="Bình", now=at(8, 6, 8))
    carrier = Carrier()
    send_all(told, calendar, carrier, now=at(8, 6, 9))
    assert carrier.to == ["secretary.cong-an-tx-duc-pho@office.example"]
    assert carrier.said == ["bao_truoc phong-tu-phap 6 tháng [contact]"]


def test_nobody_is_forgotten_by_mistake(told: Store) -> None:
    with pytest.raises(NotFound, match="danh bạ đầu mối"):
        forget(told, "ai-do@x.example", by="Bình", now=at(2, 6, 9))
    assert len(contacts(told)) == len(EVERYBODY)


def test_a_contact_of_one_plan_comes_before_that_of_every_plan(told: Store, calendar: WorkCalendar) -> None:
    own = a_contact("contact@phong-tu-phap", name="Riêng", email="rieng@tuphap.example", plan=SLUG)
    sync_contacts(told, seated_but(AN, own), now=at(5, 5, 8))
    carrier = Carrier()
    tick_and_send(told, calendar, carrier, now=at(8, 6, 8))
    assert carrier.to == ["rieng@tuphap.example"]


def test_an_empty_file_empties_every_desk(told: Store) -> None:
    sync_contacts(told, Contacts({}, {}, "contacts.yaml"), now=at(5, 5, 8))
    assert contacts(told) == ()
