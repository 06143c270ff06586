"""Opening the store: the engine, its transactions, its schema, and whether it is a rehearsal."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from dondoc.errors import Misconfigured, Refused, Unavailable
from dondoc.store.dialects import WRITER, Dialect, dialect_of
from dondoc.store.tables import SETTING

HEAD = "0002"
"""The newest revision of the schema; a test compares it with the migrations."""

_REHEARSAL = "rehearsal"


@contextmanager
def _unavailable_told() -> Iterator[None]:
    """What the world does to a database (locked, full, gone) is told in one sentence."""
    try:
        yield
    except OperationalError as error:
        raise Unavailable(
            f"Cơ sở dữ liệu đang bận hoặc không ghi được ({error.orig}); chưa ghi gì. Hãy thử lại sau ít phút."
        ) from error


@dataclass(frozen=True, slots=True)
class Store:
    """A database. Everything in it is reached through one reading or one writing transaction."""

    engine: Engine
    dialect: Dialect

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment of the database and never waits for a writer."""
        options = self.dialect.reader_options()
        with (
            _unavailable_told(),
            self.engine.connect().execution_options(**options) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed at the end, all of it or, on any error, nothing."""
        with (
            _unavailable_told(),
            self.engine.connect().execution_options(**{WRITER: True}) as connection,
            connection.begin(),
        ):
            yield connection

    @property
    def is_rehearsal(self) -> bool:
        """It was created for rehearsing: only then may another clock be used."""
        with self.reading() as connection:
            return _setting(connection, _REHEARSAL) == "yes"

    @property
    def file(self) -> Path | None:
        """The database file; None if the database is no file."""
        name = self.engine.url.database
        return Path(name) if self.dialect.name == "sqlite" and name and name != ":memory:" else None

    def close(self) -> None:
        """Gives every connection back."""
        self.engine.dispose()


def open_store(url: str, *, rehearsal: bool | None = None) -> Store:
    """The store behind a SQLAlchemy URL; an empty database gets its tables, marked as a rehearsal or not.

    `rehearsal`: True or False demands that kind of database, None takes either (a new one is then none).
    Raises Misconfigured for a URL that cannot be opened, Refused for the wrong kind or an older schema.
    """
    store = _connect(url)
    if _revision(store) is None:
        migrate(store, rehearsal=bool(rehearsal))
    if (found := _revision(store)) != HEAD:
        raise Refused(
            f"Cơ sở dữ liệu đang ở phiên bản {found}, chương trình cần phiên bản {HEAD}. "
            "Hãy sao lưu (`dondoc backup`), rồi chạy `dondoc up` để nâng cấp."
        )
    _demand_kind(store, rehearsal)
    return store


def migrate(store: Store, *, rehearsal: bool = False) -> None:
    """Brings the schema to HEAD; a database without tables is marked as a rehearsal or not, for good."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with store.writing() as connection:
        store.dialect.lock_schema(connection)
        is_new = not inspect(connection).has_table(SETTING.name)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if is_new:
            kind = "yes" if rehearsal else "no"
            connection.execute(SETTING.insert().values(key=_REHEARSAL, value=kind))


def open_and_migrate(url: str, *, rehearsal: bool | None = None) -> Store:
    """The store, its schema brought up to date first (`dondoc up`)."""
    migrate(_connect(url), rehearsal=bool(rehearsal))
    return open_store(url, rehearsal=rehearsal)


def _connect(url: str) -> Store:
    parsed = _parse(url)
    dialect = dialect_of(parsed)
    if dialect is None:
        raise Misconfigured(
            f"DONDOC_DATABASE_URL dùng loại cơ sở dữ liệu chưa hỗ trợ ({parsed.get_backend_name()}); "
            "hãy dùng sqlite hoặc postgresql."
        )
    try:
        if dialect.name == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        return Store(dialect.engine(parsed), dialect)
    except OSError as error:
        raise Misconfigured(
            f"Không lập được thư mục cho cơ sở dữ liệu {parsed.database}: {error.strerror}. "
            "Hãy xem lại DONDOC_DATABASE_URL và quyền ghi."
        ) from error
    except ModuleNotFoundError as error:
        raise Misconfigured(
            f"DONDOC_DATABASE_URL cần thư viện {error.name}, máy này chưa cài. "
            "Hãy cài thư viện đó, hoặc dùng SQLite (bỏ trống DONDOC_DATABASE_URL)."
        ) from error


def _parse(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError as error:
        raise Misconfigured(
            "DONDOC_DATABASE_URL không phải địa chỉ cơ sở dữ liệu; ví dụ đúng: sqlite:///var/dondoc.db"
        ) from error


def _revision(store: Store) -> str | None:
    try:
        with store.engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    except DatabaseError as error:
        raise Misconfigured(
            f"Không mở được cơ sở dữ liệu {store.engine.url!r}: {error.orig}. "
            "Hãy xem lại DONDOC_DATABASE_URL và quyền ghi của thư mục."
        ) from error


def _demand_kind(store: Store, rehearsal: bool | None) -> None:
    if rehearsal is None or rehearsal == store.is_rehearsal:
        return
    if rehearsal:
        raise Refused(
            "Cơ sở dữ liệu này đang dùng thật, không dùng để diễn tập được. "
            "Hãy đặt DONDOC_DATABASE_URL sang một tệp mới cho buổi diễn tập."
        )
    raise Refused(
        "Cơ sở dữ liệu này được lập để diễn tập, không dùng thật được. "
        "Hãy đặt DONDOC_DATABASE_URL sang cơ sở dữ liệu của công việc thật."
    )


def _setting(connection: Connection, key: str) -> str | None:
    return connection.execute(select(SETTING.c.value).where(SETTING.c.key == key)).scalar_one_or_none()
