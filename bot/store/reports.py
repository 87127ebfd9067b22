"""What readers reported about statements, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, select, update

from bot.store.database import Database, count_rows
from bot.store.errors import CapReached
from bot.store.schema import reports

ReportStatus = Literal["open", "accepted", "declined"]

# Each report is a card that a curator reads beside the article.
FILED_BY_USER = 10  # within a day: more than anybody finds by reading answers
FILED_IN_SERVER = 50  # within a day: five busy readers; a day's work for the curators
OPEN_ON_STATEMENT = 10  # who looks at the first sees what is wrong: the next say nothing new
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Report:
    """`words` are the reporter's, `reply` what is to stand beside the statement if it is accepted.

    `channel_id` and `message_id` are of the curators' card; `told_at` is when its reporter heard the outcome.
    `claimed_name` is under which name the reporter says to be the person quoted, `checked` how a curator made
    sure of that.
    """

    key: str
    guild_id: int | None
    reporter_id: int | None
    statement_id: str
    reason: str
    words: str
    status: ReportStatus
    outcome: str | None
    reply: str | None
    channel_id: int | None
    message_id: int | None
    decided_by: str | None
    created_at: datetime
    decided_at: datetime | None
    told_at: datetime | None
    claimed_name: str | None
    checked: str | None


@dataclass(frozen=True, slots=True)
class QuotedReply:
    """What the person quoted answers, under which name, and how it was checked that it is them.

    Both are None for replies that were accepted before they were asked for.
    """

    words: str
    name: str | None = None
    checked: str | None = None


_Cap = tuple[CapReached, ColumnElement[bool]]  # what to raise, and which rows it counts


class Reports:
    """One row a report. A decided one stays, as its reply stands beside the statement."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def file(
        self,
        *,
        statement_id: str,
        reporter_id: int,
        reason: str,
        words: str,
        guild_id: int | None = None,
        claimed_name: str | None = None,
    ) -> Report:
        """Keeps a new report, open until a curator decides on it. Raises CapReached."""
        database = self._database
        key = database.token()
        row = {
            "key": key, "guild_id": guild_id, "reporter_id": reporter_id, "statement_id": statement_id,
            "reason": reason, "words": words, "status": "open", "created_at": database.clock.now(),
            "claimed_name": claimed_name,
        }  # fmt: skip
        caps = self._caps(statement_id, reporter_id, guild_id)

        def count_and_keep(connection: Connection) -> None:
            # counted where it is written, one after the other: of many at a time each would see none
            database.lock(connection, "reports")
            _check_caps(connection, caps)
            connection.execute(reports.insert().values(row))

        await database.write(count_and_keep)
        found = await self.report(key)
        assert found is not None
        return found

    async def check_caps(self, statement_id: str, reporter_id: int, guild_id: int | None) -> None:
        """Raises CapReached where `file` would: asked before somebody types a report in vain."""
        caps = self._caps(statement_id, reporter_id, guild_id)
        await self._database.read(lambda connection: _check_caps(connection, caps))

    def _caps(self, statement_id: str, reporter_id: int, guild_id: int | None) -> tuple[_Cap, ...]:
        lately = reports.c.created_at > self._database.clock.now() - _DAY
        same = (reports.c.statement_id == statement_id) & (reports.c.status == "open")
        own = reports.c.reporter_id == reporter_id
        caps: tuple[_Cap, ...] = (
            (CapReached("twice", 1), same & own),
            (CapReached("user", FILED_BY_USER), own & lately),
            (CapReached("statement", OPEN_ON_STATEMENT), same),
        )
        # direct messages are no server: everybody's would be counted as one
        if guild_id is not None:
            caps += ((CapReached("server", FILED_IN_SERVER), (reports.c.guild_id == guild_id) & lately),)
        return caps

    async def report(self, key: str) -> Report | None:
        """The report under `key`; None where there is none."""
        found = await self._where(reports.c.key == key)
        return found[0] if found else None

    async def of_reporter(self, user_id: int) -> tuple[Report, ...]:
        """What a user reported, decided or not, oldest first."""
        return await self._where(reports.c.reporter_id == user_id)

    async def without_notification(self) -> tuple[Report, ...]:
        """Decided reports whose reporter does not know yet."""
        return await self._where(
            reports.c.status != "open", reports.c.told_at.is_(None), reports.c.reporter_id.is_not(None)
        )

    async def all_replies(self) -> dict[str, tuple[QuotedReply, ...]]:
        """Every statement with accepted replies, oldest first."""
        found: dict[str, tuple[QuotedReply, ...]] = {}
        for report in await self._where(reports.c.status == "accepted", reports.c.reply.is_not(None)):
            if report.reply:
                reply = QuotedReply(report.reply, report.claimed_name, report.checked)
                found[report.statement_id] = (*found.get(report.statement_id, ()), reply)
        return found

    async def card_posted(self, key: str, channel_id: int, message_id: int) -> None:
        """The curators see it on this message."""
        await self._set(reports.c.key == key, channel_id=channel_id, message_id=message_id)

    async def decide(
        self,
        key: str,
        status: ReportStatus,
        decided_by: str,
        outcome: str | None = None,
        reply: str | None = None,
        checked: str | None = None,
    ) -> bool:
        """Settle an open report; False when another curator was quicker.

        `reply` is shown to readers, with `checked`: how the curator made sure whose it is.
        """
        return await self._set(
            (reports.c.key == key) & (reports.c.status == "open"),
            status=status, outcome=outcome, reply=reply, decided_by=decided_by,
            decided_at=self._database.clock.now(), checked=checked,
        )  # fmt: skip

    async def mark_notified(self, key: str) -> bool:
        """Note that the reporter knows the outcome; False when that was noted before."""
        # notified at once or at the next command: of two attempts one finds the column empty
        which = (reports.c.key == key) & reports.c.told_at.is_(None)
        return await self._set(which, told_at=self._database.clock.now())

    async def _set(self, which: Any, **values: Any) -> bool:
        return await self._database.execute(update(reports).where(which).values(**values)) == 1

    async def _where(self, *conditions: Any) -> tuple[Report, ...]:
        query = select(reports).where(*conditions).order_by(reports.c.created_at, reports.c.key)
        return tuple(Report(**row) for row in await self._database.fetch_all(query))


def _check_caps(connection: Connection, caps: Sequence[_Cap]) -> None:
    for cap, which in caps:
        if count_rows(connection, reports, which) >= cap.most:
            raise cap
