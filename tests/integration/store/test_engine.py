from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateIndex, CreateTable

from dondoc import store as package
from dondoc.errors import Misconfigured, Refused
from dondoc.store import HEAD, Store, migrate, open_and_migrate, open_store
from dondoc.store.dialects import Postgres, insert_or_ignore, upsert
from dondoc.store.outbox_tables import NOTICE, NUDGE
from dondoc.store.rows import OBLIGATION_FIELDS, event_number, hold_number
from dondoc.store.tables import EVENT, METADATA, OBLIGATION, SETTING
from dondoc.tracking.obligations import Event, Obligation
from dondoc.tracking.outcomes import Envelope


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'sub' / 'dondoc.db'}"


def test_an_empty_database_gets_its_tables_and_stays_as_it_is(url: str) -> None:
    first = open_store(url)
    assert not first.is_rehearsal
    migrate(first, rehearsal=True)
    assert not open_store(url).is_rehearsal


def test_the_migrations_make_the_tables_that_the_code_knows(url: str) -> None:
    store = open_store(url)
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(package.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_database_is_a_rehearsal_for_good_or_never(url: str, tmp_path: Path) -> None:
    rehearsal = open_store(url, rehearsal=True)
    assert rehearsal.is_rehearsal
    assert open_store(url).is_rehearsal
    with pytest.raises(Refused, match="diễn tập"):
        open_store(url, rehearsal=False)
    real = f"sqlite:///{tmp_path / 'real.db'}"
    open_store(real, rehearsal=False)
    with pytest.raises(Refused, match="đang dùng thật"):
        open_and_migrate(real, rehearsal=True)


def test_an_older_schema_is_refused_until_it_is_migrated(url: str) -> None:
    store = open_store(url)
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(Refused, match="dondoc up"):
        open_store(url)


def test_several_processes_may_open_a_new_database_at_once(url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(open_store, [url] * 4))
    assert {store.is_rehearsal for store in stores} == {False}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("nonsense", "không phải địa chỉ"),
        ("mysql://a/b", "chưa hỗ trợ"),
        ("sqlite:////proc/none/x.db", "quyền ghi"),
        ("sqlite:////proc/version", "Không mở được"),
    ],
)
def test_a_url_that_cannot_be_opened_is_answered_in_a_sentence(wrong: str, words: str) -> None:
    with pytest.raises(Misconfigured, match=words):
        open_store(wrong)


def test_a_writer_writes_all_or_nothing(url: str) -> None:
    store = open_store(url)
    with pytest.raises(IntegrityError), store.writing() as connection:
        connection.execute(SETTING.insert(), [{"key": "a", "value": "b"}, {"key": "rehearsal", "value": "yes"}])
    with store.reading() as connection:
        keys = connection.execute(SETTING.select().with_only_columns(SETTING.c.key)).scalars().all()
    assert keys == ["rehearsal"]


def test_a_reader_never_waits_for_a_writer(url: str) -> None:
    store = open_store(url)
    with store.writing() as writer:
        writer.execute(SETTING.insert().values(key="a", value="b"))
        with store.reading() as reader:
            assert len(reader.execute(SETTING.select()).all()) == 1


def test_sqlite_is_set_up_to_survive_and_to_wait(url: str) -> None:
    with open_store(url).reading() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "busy_timeout", "foreign_keys", "synchronous", "secure_delete")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "busy_timeout": 10_000,
        "foreign_keys": 1,
        "synchronous": 2,  # FULL: what is committed outlives a power cut
        "secure_delete": 1,
    }


def test_facts_must_be_about_something(url: str) -> None:
    store = open_store(url)
    with pytest.raises(IntegrityError), store.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO release_decision VALUES (1, 'x', '1', 'r', 'held', '2022-01-01', 'a')"
        )


def test_naive_instants_are_refused(url: str) -> None:
    store = open_store(url)
    with pytest.raises(Exception, match="naive"), store.writing() as connection:
        connection.execute(OBLIGATION.update().values(wake_at=datetime(2022, 6, 15, 8)))  # noqa: DTZ001


def test_rows_have_the_fields_of_their_values_in_order() -> None:
    assert tuple(column.name for column in OBLIGATION.c)[: len(OBLIGATION_FIELDS)] == OBLIGATION_FIELDS
    assert {field.name for field in fields(Obligation)} <= {column.name for column in OBLIGATION.c}
    assert {field.name for field in fields(Event)} - {"id"} <= {column.name for column in EVENT.c}
    assert {field.name for field in fields(Envelope)} <= {column.name for column in NOTICE.c}


@pytest.mark.parametrize(("said", "number"), [("e17", 17), ("E17", 17), ("17", 17), ("h3", None), ("", None)])
def test_an_event_is_named_by_its_id(said: str, number: int | None) -> None:
    assert event_number(said) == number


def test_a_hold_is_named_by_its_id() -> None:
    assert (hold_number("h3"), hold_number("e3")) == (3, None)


def test_every_table_can_be_made_on_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    statements = [str(CreateTable(table).compile(dialect=dialect)) for table in METADATA.sorted_tables]
    indexes = [CreateIndex(index) for table in METADATA.sorted_tables for index in table.indexes]
    statements += [str(index.compile(dialect=dialect)) for index in indexes]
    assert any("TIMESTAMP WITH TIME ZONE" in statement for statement in statements)
    assert any("WHERE state = 'waiting'" in statement for statement in statements)


def test_postgresql_ignores_and_overwrites_as_sqlite_does() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    ignoring = str(insert_or_ignore(Postgres(), NUDGE).compile(dialect=dialect))
    overwriting = str(upsert(Postgres(), SETTING, values=["value"]).compile(dialect=dialect))
    assert ignoring.endswith("ON CONFLICT DO NOTHING")
    assert overwriting.endswith("ON CONFLICT (key) DO UPDATE SET value = excluded.value")


def test_a_store_knows_its_file(url: str, tmp_path: Path) -> None:
    store: Store = open_store(url)
    assert store.file == tmp_path / "sub" / "dondoc.db"
