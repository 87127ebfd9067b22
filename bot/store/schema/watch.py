"""What the watch over quotations answered, as salted hashes, and what it is not to say again."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from bot.store.schema.base import metadata
from bot.store.schema.column_types import UtcDateTime

watch_answers = Table(
    "watch_answers",
    metadata,
    Column("key", Text, primary_key=True),
    Column("pair_mark", Text, primary_key=True),
    Column("message_mark", Text, nullable=False),
    Column("author_mark", Text, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("answer_id", BigInteger, nullable=False),
    Column("answered_at", UtcDateTime, nullable=False),
)

watch_silenced = Table(
    "watch_silenced",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("pair_mark", Text, primary_key=True),
    Column("times", Integer, nullable=False),
    Column("silenced_at", UtcDateTime, nullable=False),
)
