"""What is kept about a user or a server: shown, erased, forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, or_, select, update

from bot.store.database import Database
from bot.store.schema import (
    audit,
    candidates,
    feeds,
    gap_askers,
    guild_settings,
    posted_answers,
    reports,
    subscriptions,
    user_settings,
)
from bot.store.unanswered import UnansweredQueries

GUILD_KEPT = timedelta(days=30)  # after the server removed the bot


class Privacy:
    """Knows every table in which a user or a server may stand: a new one belongs into each method's list."""

    def __init__(self, database: Database, unanswered: UnansweredQueries) -> None:
        self._database = database
        self._unanswered = unanswered

    async def export_user(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Everything that is kept about a user, by table, as plain JSON values."""
        asker = await self._unanswered.asker_hash(user_id)
        own_id = str(user_id)  # curators stand as text in their tables, beside "terminal" and pseudonyms
        wanted: tuple[tuple[Table, ColumnElement[bool]], ...] = (
            (user_settings, user_settings.c.user_id == user_id),
            (subscriptions, or_(subscriptions.c.user_id == user_id, subscriptions.c.owner_id == user_id)),
            (posted_answers, posted_answers.c.asker_id == user_id),
            (reports, or_(reports.c.reporter_id == user_id, reports.c.decided_by == own_id)),
            (gap_askers, gap_askers.c.asker_hash == asker),
            (candidates, or_(candidates.c.claimed_by == own_id, candidates.c.decided_by == own_id)),
            (audit, audit.c.done_by == own_id),
            (feeds, feeds.c.added_by == own_id),
        )

        def gather(connection: Connection) -> dict[str, list[dict[str, Any]]]:
            found = {}
            for table, which in wanted:
                rows = connection.execute(select(table).where(which)).mappings()
                if kept := [{name: _plain(value) for name, value in row.items()} for row in rows]:
                    found[table.name] = kept
            return found

        return await self._database.read(gather)

    async def pseudonym(self, user_id: int) -> str:
        """What a curator is called in files of the library, from which nobody can be erased later."""
        return f"curator-{(await self._unanswered.asker_hash(user_id))[:8]}"

    async def erase_user(self, user_id: int) -> None:
        """Forget a user. What they did as a curator stays, under a pseudonym that leads nowhere."""
        asker = await self._unanswered.asker_hash(user_id)
        own_id, pseudonym = str(user_id), await self.pseudonym(user_id)
        # the report itself stays: it is about a statement, and what came of it concerns every reader
        own_words = {"reporter_id": None, "words": "", "reply": None}
        steps = (
            delete(user_settings).where(user_settings.c.user_id == user_id),
            delete(subscriptions).where(subscriptions.c.user_id == user_id),
            update(subscriptions).where(subscriptions.c.owner_id == user_id).values(owner_id=None),
            update(posted_answers).where(posted_answers.c.asker_id == user_id).values(asker_id=None),
            update(reports).where(reports.c.reporter_id == user_id).values(own_words),
            update(reports).where(reports.c.decided_by == own_id).values(decided_by=pseudonym),
            delete(gap_askers).where(gap_askers.c.asker_hash == asker),
            update(candidates).where(candidates.c.claimed_by == own_id).values(claimed_by=pseudonym),
            update(candidates).where(candidates.c.decided_by == own_id).values(decided_by=pseudonym),
            update(audit).where(audit.c.done_by == own_id).values(done_by=pseudonym),
            update(feeds).where(feeds.c.added_by == own_id).values(added_by=pseudonym),
        )

        def erase(connection: Connection) -> None:
            for step in steps:
                connection.execute(step)

        await self._database.write(erase)

    async def forget_guilds(self, older_than: timedelta = GUILD_KEPT) -> tuple[int, ...]:
        """Drop all that belongs to servers which removed the bot longer ago than that; their ids."""
        limit = self._database.clock.now() - older_than
        left = select(guild_settings.c.guild_id).where(guild_settings.c.removed_at < limit)

        def drop(connection: Connection) -> tuple[int, ...]:
            gone = tuple(connection.execute(left).scalars())
            for guild in gone:
                for table in (subscriptions, posted_answers, guild_settings):
                    connection.execute(delete(table).where(table.c.guild_id == guild))
                # Reports and feeds concern the one library of all servers: they lose the server's id.
                for table in (reports, feeds):
                    connection.execute(update(table).where(table.c.guild_id == guild).values(guild_id=None))
            return gone

        return await self._database.write(drop)


def _plain(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
