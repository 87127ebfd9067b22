"""Pages that were taken in, and visits of feeds."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, Table, Text

from bot.store.schema.base import metadata
from bot.store.schema.column_types import JsonText, UtcDateTime

# A page that was taken in, as it is looked at again.
sources = Table(
    "sources",
    metadata,
    Column("url", Text, primary_key=True),
    Column("article", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("walled", Boolean, nullable=False),
    Column("copy", Text),
    Column("taken_at", UtcDateTime, nullable=False),
    Column("looked_at", UtcDateTime, nullable=False),
    Column("next_at", UtcDateTime, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Text),
    Column("times", Integer, nullable=False),
)

source_statements = Table(
    "source_statements",
    metadata,
    Column("url", Text, primary_key=True),
    Column("statement", Text, primary_key=True),
    Column("finding", JsonText, nullable=False),
    Column("since", UtcDateTime, nullable=False),
)

# A page by its feed and the feed's own id of the entry; where that is used again for another page, by its
# address besides.
visits = Table(
    "visits",
    metadata,
    Column("feed", Text, primary_key=True),
    Column("entry", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Text),
    Column("article", Text),
    Column("tries", Integer, nullable=False),
    Column("visited_at", UtcDateTime, nullable=False),
    Column("again_at", UtcDateTime),
)
