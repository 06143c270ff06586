"""Rows, no rules: a database, SQLite or PostgreSQL, and how values go in and come back."""

from dondoc.store.engine import HEAD, Store, migrate, open_and_migrate, open_store

__all__ = ["HEAD", "Store", "migrate", "open_and_migrate", "open_store"]
