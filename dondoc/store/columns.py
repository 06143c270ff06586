"""Column types: instants kept as UTC, enums kept as their values, short lists kept as JSON."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, TypeVar

from sqlalchemy import DateTime, String, Text
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.types import TypeDecorator

from dondoc.calendar import VIETNAM
from dondoc.language.directory import Relation
from dondoc.tracking.obligations import Decision, EventKind, Gate, Kind
from dondoc.tracking.outcomes import Fate

W = TypeVar("W", bound=StrEnum)


# A tick reads thousands of rows that share a few moments: each is worked out once.
@lru_cache(maxsize=4096)
def _without_zone(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


@lru_cache(maxsize=4096)
def _of_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC).astimezone(VIETNAM)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, stored as UTC and returned in +07:00. A naive one raises ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware → UTC; SQLite keeps it without its zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive datetime cannot be stored: {value!r}")
        return _without_zone(value) if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC → +07:00."""
        if value is None:
            return None
        return _of_utc(value) if dialect.name == "sqlite" else value.astimezone(VIETNAM)


class Word(TypeDecorator[W]):
    """A member of one StrEnum (`words`), stored as its value; an unknown value raises ValueError on reading."""

    impl = String(32)
    cache_ok = True
    words: type[W]

    def process_bind_param(self, value: W | None, _dialect: Dialect) -> str | None:
        """The word's value."""
        return None if value is None else str(value)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> W | None:
        """The member."""
        return None if value is None else _member(self.words, value)


@cache
def _member(words: type[W], value: str) -> W:
    """The member with a value; raises ValueError. There are few, and rows with them are many."""
    return words(value)


class RelationWord(Word[Relation]):
    """How an addressee stands to the sender."""

    cache_ok = True
    words = Relation


class KindWord(Word[Kind]):
    """What sort of duty a row is."""

    cache_ok = True
    words = Kind


class GateWord(Word[Gate]):
    """What stands between a duty and its clock."""

    cache_ok = True
    words = Gate


class EventWord(Word[EventKind]):
    """What was recorded."""

    cache_ok = True
    words = EventKind


class DecisionWord(Word[Decision]):
    """Held or released."""

    cache_ok = True
    words = Decision


class FateWord(Word[Fate]):
    """What became of an attempt."""

    cache_ok = True
    words = Fate


class Slugs(TypeDecorator[tuple[str, ...]]):
    """A short tuple of words, stored as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, _dialect: Dialect) -> str | None:
        """The tuple as JSON, letters kept as they are."""
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> tuple[str, ...] | None:
        """The JSON as a tuple."""
        return None if value is None else tuple(json.loads(value))
