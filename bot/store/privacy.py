"""What is kept about a user or a server: shown, erased, forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, or_, select, update

from bot.store import news
from bot.store.copies import erase_in_copies, expire_copies, registered_copies
from bot.store.database import Database
from bot.store.erasure import erase
from bot.store.pseudonyms import asker_hash, curator_name, erasure_mark
from bot.store.schema import (
    audit,
    candidates,
    copies,
    erasures,
    feeds,
    follow_feeds,
    follow_questions,
    gap_askers,
    guild_settings,
    posted_answers,
    refused_forms,
    reports,
    subscriptions,
    user_settings,
    watch_answers,
    watch_silenced,
)
from bot.store.unanswered import UnansweredQueries

GUILD_KEPT = timedelta(days=30)  # after the server removed the bot
_SECRET = ("webhook_token", "token")
ERASURES_KEPT = timedelta(days=400)  # an older backup is not to be put back


class Privacy:
    """Knows every table in which a user or a server may stand: a new one belongs into each list.

    docs/privacy.md is the map of them all, which a test compares with the tables.
    """

    def __init__(self, database: Database, unanswered: UnansweredQueries) -> None:
        self._database = database
        self._unanswered = unanswered

    async def export_user(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Everything that is kept about a user, by table, as plain JSON values."""
        asker = await self._unanswered.asker_hash(user_id)
        own_id = str(user_id)  # curators stand as text in their tables, beside "terminal" and pseudonyms
        own = or_(candidates.c.claimed_by == own_id, candidates.c.decided_by == own_id)
        wanted: tuple[tuple[Table, ColumnElement[bool]], ...] = (
            (user_settings, user_settings.c.user_id == user_id),
            (subscriptions, or_(subscriptions.c.user_id == user_id, subscriptions.c.owner_id == user_id)),
            (follow_questions, follow_questions.c.owner_id == user_id),
            (follow_feeds, follow_feeds.c.user_id == user_id),
            (posted_answers, posted_answers.c.asker_id == user_id),
            (reports, or_(reports.c.reporter_id == user_id, reports.c.decided_by == own_id)),
            (refused_forms, refused_forms.c.user_id == user_id),
            (gap_askers, gap_askers.c.asker_hash == asker),
            (watch_answers, watch_answers.c.author_mark == asker),
            (candidates, own),
            (audit, audit.c.done_by == own_id),
            (feeds, feeds.c.added_by == own_id),
        )

        def gather(connection: Connection) -> dict[str, list[dict[str, Any]]]:
            found = {}
            for table, which in wanted:
                rows = connection.execute(select(table).where(which)).mappings()
                kept = [{name: _told(name, value) for name, value in row.items()} for row in rows]
                if kept:
                    found[table.name] = kept
            _place_articles(connection, found.get(candidates.name, ()), own)
            return found

        return await self._database.read(gather)

    async def pseudonym(self, user_id: int) -> str:
        """What a curator is called in files of the library, from which nobody can be erased later."""
        return curator_name(await self._unanswered.asker_hash(user_id))

    async def erase_user(self, user_id: int) -> None:
        """Forget a user, in the files too: in the database, in its log, and in every copy that is known of.

        What they did as a curator stays, under a pseudonym that leads nowhere. bot/store/erasure.py says what
        becomes of each table.
        """
        salt, now = await self._unanswered.salt(), self._database.clock.now()
        row = {"mark": erasure_mark(asker_hash(salt, user_id)), "erased_at": now}

        def forget(connection: Connection) -> tuple[Path, ...]:
            erase(connection, user_id, salt)
            connection.execute(self._database.upsert(erasures, row))
            news.tell(self._database, connection, news.ERASURE)
            return registered_copies(connection)

        named = await self._database.write(forget)
        await self._database.truncate_log()
        if self._database.file is not None or named:
            await asyncio.to_thread(erase_in_copies, self._database.file, named, user_id, salt)

    async def forget_guilds(self, older_than: timedelta = GUILD_KEPT) -> tuple[int, ...]:
        """Drop all that belongs to servers which removed the bot longer ago than that; their ids."""
        limit = self._database.clock.now() - older_than
        left = select(guild_settings.c.guild_id).where(guild_settings.c.removed_at < limit)

        def drop(connection: Connection) -> tuple[int, ...]:
            gone = tuple(connection.execute(left).scalars())
            for guild in gone:
                for table in (subscriptions, posted_answers, watch_answers, watch_silenced, guild_settings):
                    connection.execute(delete(table).where(table.c.guild_id == guild))
                # Reports and feeds concern the one library of all servers: they lose the server's id.
                for table in (reports, feeds):
                    connection.execute(update(table).where(table.c.guild_id == guild).values(guild_id=None))
                news.tell(self._database, connection, news.of_guild(guild))
            return gone

        return await self._database.write(drop)

    async def forget_copies(self) -> int:
        """Remove the copies that the program made by itself and kept long enough; how many.

        With them go the names of backups that are gone, and of who was erased so long ago that no copy knows.
        """
        now = self._database.clock.now()

        def drop(connection: Connection) -> None:
            connection.execute(delete(erasures).where(erasures.c.erased_at < now - ERASURES_KEPT))
            there = [str(path) for path in registered_copies(connection)]
            connection.execute(delete(copies).where(copies.c.path.not_in(there)))

        await self._database.write(drop)
        file = self._database.file
        return await asyncio.to_thread(expire_copies, file, now) if file is not None else 0


def _place_articles(
    connection: Connection, rows: Sequence[dict[str, Any]], which: ColumnElement[bool]
) -> None:
    """`rows` are `which` of `candidates`: an article stands in the first of them that is of it alone."""
    named = select(candidates.c.article_id).where(which)
    holders = select(candidates.c.article_id, candidates.c.article).where(
        candidates.c.place == 0, candidates.c.article_id.in_(named)
    )
    articles = {row.article_id: row.article for row in connection.execute(holders)}
    for row in rows:
        own = row.pop("article")
        if article := articles.pop(row["article_id"], None):
            row["article"] = own or article


def _told(name: str, value: Any) -> Any:
    """As plain JSON; what opens a webhook or a feed to whoever has it is not handed on."""
    if name in _SECRET:
        return None if value is None else "…"
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
