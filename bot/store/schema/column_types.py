"""How values stand in the state database: text that sorts, on SQLite and PostgreSQL alike."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from bot.store.errors import DAMAGED, StoreUnavailable

Read = TypeVar("Read")
WIDTH = "%Y-%m-%dT%H:%M:%S.%fZ"  # fixed, so that text sorts as time does


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept as UTC text of fixed width. Raises ValueError for one without a zone."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).strftime(WIDTH)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _read(datetime.fromisoformat, value)


class IsoDate(TypeDecorator[date]):
    """A local calendar day, kept as ISO text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else _read(date.fromisoformat, value)


class EncodedJson(str):
    """A JSON document that is text already: a large one is encoded once, and off the event loop."""

    __slots__ = ()


def encode_json(value: Any) -> EncodedJson:
    """The value as JSON with sorted keys: equal values are equal text."""
    return EncodedJson(json.dumps(value, ensure_ascii=False, sort_keys=True))


class JsonText(TypeDecorator[Any]):
    """A JSON document; lists come back as tuples, as the frozen values hold them."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        # None stays NULL, where SQLAlchemy's own JSON type would store the text "null"
        return value if value is None or isinstance(value, EncodedJson) else encode_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        read = _read(json.loads, value)
        return tuple(read) if isinstance(read, list) else read


def _read(read: Callable[[str], Read], value: str) -> Read:
    """What the value says. Raises StoreUnavailable for what this program never wrote: the file has rotted."""
    try:
        return read(value)
    except (ValueError, TypeError) as error:
        raise StoreUnavailable(*DAMAGED) from error
