"""What a rehearsal database remembers of its clock."""

from datetime import datetime

from sqlalchemy import Connection, select

from dondoc.store.dialects import insert_or_ignore
from dondoc.store.engine import Store
from dondoc.store.tables import SETTING


def first_use(store: Store, clock_setting: str, present: datetime) -> datetime:
    """The real moment at which a clock setting was first used with this database; `present` if that is now.

    Two processes that ask at once get the same answer. `present` must be aware.
    """
    key = f"clock:{clock_setting}"
    with store.reading() as connection:
        known = _moment(connection, key)
    if known is not None:
        return known
    with store.writing() as connection:
        row = {"key": key, "value": present.isoformat()}
        connection.execute(insert_or_ignore(store.dialect, SETTING), row)
        return _moment(connection, key) or present


def _moment(connection: Connection, key: str) -> datetime | None:
    value = connection.execute(select(SETTING.c.value).where(SETTING.c.key == key)).scalar_one_or_none()
    return datetime.fromisoformat(value) if value else None
