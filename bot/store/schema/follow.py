"""Standing questions, what was found for each, and the feeds in which it is fetched."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Table, Text

from bot.store.schema.base import metadata
from bot.store.schema.column_types import JsonText, UtcDateTime

follow_questions = Table(
    "follow_questions",
    metadata,
    Column("key", Text, primary_key=True),
    Column("subscription_key", Text, ForeignKey("subscriptions.key", ondelete="CASCADE"), nullable=False),
    Column("owner_id", BigInteger),
    Column("asked", JsonText, nullable=False),
    Column("note", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("paused_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
)

# The queue: a hit is told once its subscription's watermark has passed its number.
follow_hits = Table(
    "follow_hits",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("subscription_key", Text, ForeignKey("subscriptions.key", ondelete="CASCADE"), nullable=False),
    Column("question_key", Text, ForeignKey("follow_questions.key", ondelete="CASCADE"), nullable=False),
    Column("statement_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("found_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime),
)

# A feed is one user's; whoever knows its token reads it.
follow_feeds = Table(
    "follow_feeds",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("token", Text, nullable=False, unique=True),
    Column("language", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)
