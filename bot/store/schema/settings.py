"""What servers and users have set, and what the bot remembers of itself."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, Table, Text

from bot.store.schema.base import metadata
from bot.store.schema.column_types import JsonText, UtcDateTime

# `removed_at` is when a server removed the bot: its data is kept for a while, in case it comes back.
guild_settings = Table(
    "guild_settings",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("curators_channel_id", BigInteger),
    Column("curators_role_id", BigInteger),
    Column("language", Text),
    Column("timezone", Text),
    Column("plain_text", Boolean, nullable=False),
    Column("allowed", JsonText, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("removed_at", UtcDateTime),
    Column("asking_channels", JsonText),
    Column("asking_roles", JsonText),
    Column("follow_channels", JsonText),
    Column("watch_channels", JsonText),
    Column("watch_way", Text),
    Column("watch_desk_id", BigInteger),
    Column("watch_confirms", Boolean),
    Column("watch_without_roles", JsonText),
    Column("watch_pause", Integer),
)

user_settings = Table(
    "user_settings",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", Text),
    Column("timezone", Text),
    Column("plain_text", Boolean),  # NULL, as the others: whatever the server has
    Column("changed_at", UtcDateTime, nullable=False),
)

meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)

# Discord limits how often commands may be sent: they are only where this hash differs.
command_sync = Table(
    "command_sync",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("tree_hash", Text, nullable=False),
    Column("synced_at", UtcDateTime, nullable=False),
)
