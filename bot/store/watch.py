"""What the watch over quotations answered, for thirty days, and which pairs a server called wrong.

Of a message there is no word here and no id: salted hashes say whether it was answered, and to whom.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update

from bot.store.database import Database
from bot.store.schema import watch_answers, watch_silenced
from bot.store.unanswered import UnansweredQueries

WATCH_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class WatchAnswer:
    """Where an answer stands; `pairs` are the marks of the words and statements that it shows.

    `answer_id` is 0 while it is not known to stand there: a process may have ended while it was posted.
    """

    key: str
    guild_id: int
    channel_id: int
    answer_id: int
    author_mark: str
    pairs: frozenset[str]


class WatchLog:
    """Marks lead to nobody without this database's salt; whoever has it can try every id."""

    def __init__(self, database: Database, unanswered: UnansweredQueries) -> None:
        self._database, self._unanswered = database, unanswered
        self._salt: str | None = None  # it never changes, and every edited message asks for it

    async def author_mark(self, user_id: int) -> str:
        """The pseudonym of whoever wrote a message."""
        return await self._unanswered.asker_hash(user_id)

    async def message_mark(self, message_id: int) -> str:
        """The hash that stands for a message."""
        return await self._mark(f"message:{message_id}")

    async def pair_mark(self, words: str, statement: str) -> str:
        """The hash that stands for words, case and punctuation aside, beside one statement."""
        folded = " ".join("".join(c if c.isalnum() else " " for c in words.casefold()).split())
        return await self._mark(f"pair:{statement}:{folded}")

    async def _mark(self, what: str) -> str:
        salt = self._salt = self._salt or await self._unanswered.salt()
        return hashlib.sha256(f"watch:{salt}:{what}".encode()).hexdigest()[:32]

    async def keep(
        self, message_id: int, author_id: int, place: tuple[int, int, int], pairs: Sequence[str], key: str
    ) -> None:
        """An answer is to be posted, or was: `place` is its server, its channel and its own id, 0 before."""
        guild, channel, answer = place
        row = {
            "key": key, "message_mark": await self.message_mark(message_id),
            "author_mark": await self.author_mark(author_id), "guild_id": guild, "channel_id": channel,
            "answer_id": answer, "answered_at": self._database.clock.now(),
        }  # fmt: skip

        def write(connection: Connection) -> None:
            connection.execute(delete(watch_answers).where(watch_answers.c.key == key))
            connection.execute(watch_answers.insert(), [{**row, "pair_mark": pair} for pair in set(pairs)])

        await self._database.write(write)

    async def place(self, answer: WatchAnswer, channel_id: int, answer_id: int) -> WatchAnswer:
        """Where an answer was found to stand."""
        own = watch_answers.c.key == answer.key
        values = {"channel_id": channel_id, "answer_id": answer_id}
        await self._database.execute(update(watch_answers).where(own).values(values))
        return replace(answer, channel_id=channel_id, answer_id=answer_id)

    async def answer_to(self, message_id: int) -> WatchAnswer | None:
        """The answer to a message, if one was given within thirty days."""
        mark = await self.message_mark(message_id)
        return await self._find(watch_answers.c.message_mark == mark)

    async def answer(self, key: str) -> WatchAnswer | None:
        """The answer whose button has this key."""
        return await self._find(watch_answers.c.key == key)

    async def _find(self, which: object) -> WatchAnswer | None:
        rows = await self._database.fetch_all(select(watch_answers).where(which))  # type: ignore[arg-type]
        if not rows:
            return None
        one, pairs = rows[-1], frozenset(row["pair_mark"] for row in rows)
        return WatchAnswer(
            one["key"], one["guild_id"], one["channel_id"], one["answer_id"], one["author_mark"], pairs
        )

    async def last_answered(self, guild_id: int) -> datetime | None:
        """When something was last answered in a server, and not taken back."""
        newest = func.max(watch_answers.c.answered_at)
        return await self._database.fetch_value(select(newest).where(watch_answers.c.guild_id == guild_id))  # type: ignore[no-any-return]

    async def forget(self, key: str) -> None:
        """The answer was taken back."""
        await self._database.execute(delete(watch_answers).where(watch_answers.c.key == key))

    async def silence(self, answer: WatchAnswer) -> None:
        """What it shows is not said again in that server; how often is counted."""
        now = self._database.clock.now()

        def count(connection: Connection) -> None:
            for pair in sorted(answer.pairs):
                same = watch_silenced.c.guild_id == answer.guild_id, watch_silenced.c.pair_mark == pair
                fresh = {"guild_id": answer.guild_id, "pair_mark": pair, "times": 0, "silenced_at": now}
                self._database.insert_or_leave(connection, watch_silenced, [fresh])
                connection.execute(
                    update(watch_silenced).where(*same).values(times=watch_silenced.c.times + 1)
                )

        await self._database.write(count)

    async def silenced(self, guild_id: int) -> dict[str, int]:
        """The pairs that a server called wrong, and how often it did."""
        query = select(watch_silenced).where(watch_silenced.c.guild_id == guild_id)
        return {row["pair_mark"]: row["times"] for row in await self._database.fetch_all(query)}

    async def forget_older(self) -> None:
        """Drop what was answered longer ago than thirty days."""
        limit = self._database.clock.now() - WATCH_KEPT
        await self._database.execute(delete(watch_answers).where(watch_answers.c.answered_at < limit))
