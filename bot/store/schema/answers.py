"""What was posted, what is to follow it, what readers report of it, and what was asked in vain."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, Table, Text

from bot.store.schema.base import metadata
from bot.store.schema.column_types import JsonText, UtcDateTime

# Kept, so that buttons work after a restart and a correction reaches what was posted before it.
posted_answers = Table(
    "posted_answers",
    metadata,
    Column("key", Text, primary_key=True),
    Column("guild_id", BigInteger),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),  # NULL until it is posted: the key must be in its buttons before
    Column("asker_id", BigInteger),
    Column("command", Text, nullable=False),
    Column("arguments", JsonText, nullable=False),
    Column("page", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

posted_statements = Table(
    "posted_statements",
    metadata,
    Column("posted_key", Text, ForeignKey("posted_answers.key", ondelete="CASCADE"), primary_key=True),
    Column("statement_id", Text, primary_key=True),
    Column("stands", Boolean, nullable=False),  # False: it stood there once, as on another page
    Column("digest", Text),  # of the statement as it was last said there; NULL where nobody knows
)

# Messages that are to follow a statement. `holder` keeps others away until `held_until`, as in the outbox.
corrections = Table(
    "corrections",
    metadata,
    Column("posted_key", Text, ForeignKey("posted_answers.key", ondelete="CASCADE"), primary_key=True),
    Column("statement_id", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("holder", Text),
    Column("held_until", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Column("queued_at", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime),
)

# No foreign key leads to the library: statements come and go there, and a report on one stays.
reports = Table(
    "reports",
    metadata,
    Column("key", Text, primary_key=True),
    Column("guild_id", BigInteger),
    Column("reporter_id", BigInteger),
    Column("statement_id", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("outcome", Text),
    Column("reply", Text),
    Column("channel_id", BigInteger),
    Column("message_id", BigInteger),
    Column("decided_by", Text),
    Column("created_at", UtcDateTime, nullable=False),
    Column("decided_at", UtcDateTime),
    Column("told_at", UtcDateTime),
    Column("claimed_name", Text),
    Column("checked", Text),
)

# The question and who asked it are apart: askers are forgotten one by one, the question with the last.
gaps = Table(
    "gaps",
    metadata,
    Column("key", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("first_at", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
)

gap_askers = Table(
    "gap_askers",
    metadata,
    Column("gap_key", Text, ForeignKey("gaps.key", ondelete="CASCADE"), primary_key=True),
    Column("asker_hash", Text, primary_key=True),
    Column("asked_at", UtcDateTime, nullable=False),
)
