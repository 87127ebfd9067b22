"""What came in and waits for a curator, and what curators did."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, Table, Text

from bot.store.schema.base import metadata
from bot.store.schema.column_types import JsonText, UtcDateTime

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("guild_id", BigInteger),
    Column("added_by", Text),
    Column("added_at", UtcDateTime, nullable=False),
    Column("status", Text, nullable=False),
    Column("title", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("last_ok_at", UtcDateTime),
    Column("last_error", Text),
    Column("last_error_at", UtcDateTime),
    Column("failures", Integer, nullable=False),
    Column("next_at", UtcDateTime),
)

# An article stands in the row of its first candidate (place 0), `{}` in the others; no row is ever taken out.
# What an earlier version queued has it in each of its rows.
candidates = Table(
    "candidates",
    metadata,
    Column("key", Text, primary_key=True),
    Column("article_id", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("article", JsonText, nullable=False),
    Column("candidate", JsonText, nullable=False),
    Column("status", Text, nullable=False),
    Column("channel_id", BigInteger),
    Column("message_id", BigInteger),
    Column("claimed_by", Text),
    Column("claimed_at", UtcDateTime),
    Column("decided_by", Text),
    Column("decided_at", UtcDateTime),
    Column("changes", JsonText),
    Column("statement_id", Text),
    Column("created_at", UtcDateTime, nullable=False),
    Column("edits", JsonText),
    Column("ticked", Boolean),
    Column("decision", Integer),
)

# Articles in which nobody was found to say anything: they wait for no curator, and their words are searched.
quiet_articles = Table(
    "quiet_articles",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("article", JsonText, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

# The deeds by which a curator decides on a proposed feed: their subject is its address.
FOLLOWED, REFUSED = "followed", "refused"

# Rows are only ever added. A user who is erased is renamed in them.
audit = Table(
    "audit",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("done_at", UtcDateTime, nullable=False),
    Column("done_by", Text, nullable=False),
    Column("deed", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("facts", JsonText, nullable=False),
)
