"""What is kept so that a deletion is whole, and what is kept for a day."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Table, Text

from bot.store.schema.base import metadata
from bot.store.schema.column_types import JsonText, UtcDateTime

# What somebody typed into a form that could not be taken, for a day.
refused_forms = Table(
    "refused_forms",
    metadata,
    Column("action", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("typed", JsonText, nullable=False),
    Column("kept_at", UtcDateTime, nullable=False),
)

# A copy of the database that is put back may be of before: who is in this list is erased in it again.
erasures = Table(
    "erasures",
    metadata,
    Column("mark", Text, primary_key=True),
    Column("erased_at", UtcDateTime, nullable=False),
)

# Backups that were made by command: what a user deletes is deleted in them too.
copies = Table(
    "copies",
    metadata,
    Column("path", Text, primary_key=True),
    Column("made_at", UtcDateTime, nullable=False),
)
