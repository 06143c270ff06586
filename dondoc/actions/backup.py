"""A copy of the whole database, consistent while everything goes on running."""

import sqlite3
from contextlib import closing
from pathlib import Path

from dondoc.errors import Refused
from dondoc.store.engine import Store


def backup(store: Store, file: Path) -> int:
    """Writes a copy of the database to a new file and returns its size in bytes.

    To restore it: stop dondoc, put the copy in the place of the database file, start dondoc. Raises Refused
    for a file that is there already, and for PostgreSQL, which brings tools of its own.
    """
    source = store.file
    if source is None:
        raise Refused(
            "Cơ sở dữ liệu PostgreSQL được sao lưu bằng công cụ của nó: `pg_dump --format=custom --file TỆP`, "
            "khôi phục bằng `pg_restore`."
        )
    if file.exists():
        raise Refused(f"Tệp {file} đã có; hãy chọn tên khác để không ghi đè bản sao lưu cũ.")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(file)) as copy:
            original.backup(copy)
            (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
    except (OSError, sqlite3.Error) as error:
        file.unlink(missing_ok=True)
        raise Refused(f"Không ghi được bản sao lưu vào {file}: {error}.") from error
    if verdict != "ok":
        raise Refused(f"Bản sao lưu {file} không toàn vẹn: {verdict}. Cơ sở dữ liệu gốc có thể đã hỏng.")
    return file.stat().st_size
