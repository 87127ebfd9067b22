"""The durable state of the bot: everything that is not derived from the library.

`async with opened(file, clock) as state:` migrates the database and gives one object a feature.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.clock import Clock
from bot.store.backup import copy_database, restore_database
from bot.store.database import Database, StateUnavailable, Tokens, connect, probe, random_token
from bot.store.deliveries import Deliveries
from bot.store.feeds import Feeds
from bot.store.fetch_log import Visits
from bot.store.metadata import Ledger
from bot.store.migrate import upgrade
from bot.store.preferences import Settings
from bot.store.privacy import Privacy
from bot.store.proposals import Proposals
from bot.store.reports import Reports
from bot.store.review_queue import Review
from bot.store.sent_answers import Posted
from bot.store.subscriptions import Subscriptions
from bot.store.unanswered import Gaps
from briefs.errors import Trouble

__all__ = ["State", "StateUnavailable", "opened", "restore_database"]


class State:
    """One object a feature, all on one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.ledger = Ledger(database)
        self.settings = Settings(database)
        self.posted = Posted(database)
        self.reports = Reports(database)
        self.gaps = Gaps(database, self.ledger)
        self.subscriptions = Subscriptions(database)
        self.deliveries = Deliveries(database)
        self.feeds = Feeds(database)
        self.review = Review(database)
        self.visits = Visits(database)
        self.proposals = Proposals(database)
        self.privacy = Privacy(database, self.gaps)

    def backup(self, target: Path) -> None:
        """Write a consistent copy to `target` while the bot goes on. Raises Trouble on PostgreSQL."""
        if self.database.file is None:
            raise Trouble("this state database is no file", "use pg_dump")
        copy_database(self.database.file, target)


@asynccontextmanager
async def opened(address: str | Path, clock: Clock, tokens: Tokens = random_token) -> AsyncIterator[State]:
    """The state at a file or an SQLAlchemy address, brought to the newest version.

    Raises Trouble when it cannot be opened, is damaged, or is newer than this program.
    """
    database = connect(address, clock, tokens)
    if database.file:
        probe(database.file)
    try:
        await upgrade(database)
        yield State(database)
    finally:
        await database.close()
