"""What several processes of one bot share: who holds which shards, the paces they keep, what has changed."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, Table, Text

from bot.store.schema.base import metadata
from bot.store.schema.column_types import JsonText

processes = Table(
    "processes",
    metadata,
    Column("name", Text, primary_key=True),
    Column("shards", Integer, nullable=False),
    Column("asked", JsonText),
    Column("curates", Boolean, nullable=False),
    Column("library", Text, nullable=False),
    Column("warning", Text, nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("held_until", BigInteger, nullable=False),
)

shard_leases = Table(
    "shard_leases",
    metadata,
    Column("shard", Integer, primary_key=True, autoincrement=False),
    Column("holder", Text, nullable=False),
    Column("held_until", BigInteger, nullable=False),
)

paces = Table(
    "paces",
    metadata,
    Column("name", Text, primary_key=True),
    Column("due", BigInteger, nullable=False),
)

news = Table(
    "news",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("subject", Text, nullable=False),
    Column("told_at", BigInteger, nullable=False),
)
