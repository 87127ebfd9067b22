"""The durable state of the bot: everything that is not derived from the library.

`async with opened(file, clock) as state:` migrates the database and gives one object a feature.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.clock import Clock
from bot.store.backup import copy_database, restore_database
from bot.store.database import Database, StoreUnavailable, Tokens, check_readable, connect, random_token
from bot.store.deliveries import Deliveries
from bot.store.feeds import Feeds
from bot.store.fetch_log import FetchLog
from bot.store.metadata import Metadata
from bot.store.migrate import upgrade
from bot.store.preferences import StoredPreferences
from bot.store.privacy import Privacy
from bot.store.proposals import Proposals
from bot.store.reports import Reports
from bot.store.review_queue import ReviewQueue
from bot.store.sent_answers import SentAnswers
from bot.store.subscriptions import Subscriptions
from bot.store.unanswered import UnansweredQueries
from briefs.errors import UserError

__all__ = ["Store", "StoreUnavailable", "open_store", "restore_database"]


class Store:
    """One object a feature, all on one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.metadata = Metadata(database)
        self.preferences = StoredPreferences(database)
        self.sent_answers = SentAnswers(database)
        self.reports = Reports(database)
        self.unanswered = UnansweredQueries(database, self.metadata)
        self.subscriptions = Subscriptions(database)
        self.deliveries = Deliveries(database)
        self.feeds = Feeds(database)
        self.review_queue = ReviewQueue(database)
        self.fetch_log = FetchLog(database)
        self.proposals = Proposals(database)
        self.privacy = Privacy(database, self.unanswered)

    def backup(self, target: Path) -> None:
        """Write a consistent copy to `target` while the bot goes on. Raises UserError on PostgreSQL."""
        if self.database.file is None:
            raise UserError("this state database is no file", "use pg_dump")
        copy_database(self.database.file, target)


@asynccontextmanager
async def open_store(
    address: str | Path, clock: Clock, tokens: Tokens = random_token
) -> AsyncIterator[Store]:
    """The state at a file or an SQLAlchemy address, brought to the newest version.

    Raises UserError when it cannot be opened, is damaged, or is newer than this program.
    """
    database = connect(address, clock, tokens)
    if database.file:
        check_readable(database.file)
    try:
        await upgrade(database)
        yield Store(database)
    finally:
        await database.close()
