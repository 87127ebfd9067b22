"""Who is briefed, and the outbox of briefings."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, Table, Text

from bot.store.schema.base import metadata
from bot.store.schema.column_types import IsoDate, JsonText, UtcDateTime

# In the order in which the bot first met them, never given anew: what a watermark is compared with.
known_statements = Table(
    "known_statements",
    metadata,
    Column("statement_id", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
)

# `next_due_at` is worked out whenever the schedule or the last day changes, so that looking for who is due
# is one search of an index, however many subscriptions there are.
subscriptions = Table(
    "subscriptions",
    metadata,
    Column("key", Text, primary_key=True),
    Column("guild_id", BigInteger),
    Column("user_id", BigInteger),
    Column("channel_id", BigInteger),
    Column("kind", Text, nullable=False),
    Column("local_time", Text, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("days", Text, nullable=False),
    Column("topics", JsonText, nullable=False),
    Column("people", JsonText, nullable=False),
    Column("role_id", BigInteger),
    Column("when_empty", Text, nullable=False),
    Column("owner_id", BigInteger),
    Column("seen_to", BigInteger, nullable=False),
    Column("last_day", IsoDate),
    Column("last_dated", IsoDate),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("next_due_at", UtcDateTime),
    Column("paused_at", UtcDateTime),
    Column("paused_reason", Text),
    Column("created_at", UtcDateTime, nullable=False),
    Column("tags", JsonText),
    Column("silent", Boolean),
    Column("publish", Boolean),
    Column("purpose", Text),
    Column("cadence", Text),
    Column("most_a_day", Integer),
    Column("webhook_id", BigInteger),
    Column("webhook_token", Text),
)

# The outbox. `id` is made of the three columns that say which message it is, and is Discord's nonce: the
# primary key is what keeps two processes from claiming the same one.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Text, primary_key=True),
    Column("subscription_key", Text, ForeignKey("subscriptions.key", ondelete="CASCADE"), nullable=False),
    Column("slot", Text, nullable=False),
    Column("part", Integer, nullable=False),
    Column("parts", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("dated", IsoDate, nullable=False),
    Column("body", Text),
    Column("seen_to", BigInteger, nullable=False),
    Column("pair", Text),
    Column("give_up_at", UtcDateTime, nullable=False),
    Column("holder", Text),
    Column("held_until", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Column("message_id", BigInteger),
    Column("reason", Text),
    Column("claimed_at", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime),
)

decisions = Table(
    "decisions",
    metadata,
    Column("subscription_key", Text, ForeignKey("subscriptions.key", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("day", IsoDate, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("facts", JsonText, nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
)

# Two statements set side by side on a day without news are not shown again soon.
pairs_shown = Table(
    "pairs_shown",
    metadata,
    Column("subscription_key", Text, ForeignKey("subscriptions.key", ondelete="CASCADE"), primary_key=True),
    Column("pair", Text, primary_key=True),
    Column("last_day", IsoDate, nullable=False),
    Column("times", Integer, nullable=False),
)
