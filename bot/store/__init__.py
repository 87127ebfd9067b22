"""The durable state of the bot: everything that is not derived from the library.

`async with open_store(file, clock) as store:` migrates the database and gives one object a feature.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.store.backup import back_up, copy_database, restore_database, version_of
from bot.store.copies import wipe_copies
from bot.store.corrections import Corrections
from bot.store.database import Database, Tokens, connect, random_token
from bot.store.deliveries import Deliveries
from bot.store.errors import CapReached, StoreUnavailable, StoreUnreachable
from bot.store.feeds import Feeds
from bot.store.fetch_log import FetchLog
from bot.store.follows import Follows
from bot.store.heartbeat import Heartbeats
from bot.store.metadata import Metadata
from bot.store.migrate import existing_version, upgrade
from bot.store.news import NewsLog
from bot.store.paces import Paces
from bot.store.preferences import StoredPreferences
from bot.store.privacy import Privacy
from bot.store.processes import Processes
from bot.store.proposals import Proposals
from bot.store.refused_forms import RefusedForms
from bot.store.reports import Reports
from bot.store.review_cards import ReviewCards
from bot.store.review_queue import ReviewQueue
from bot.store.scripts import newest_version
from bot.store.sent_answers import SentAnswers
from bot.store.sources import Sources
from bot.store.subscriptions import Subscriptions
from bot.store.taken_in import TakenIn
from bot.store.unanswered import UnansweredQueries
from bot.store.watch import WatchLog
from briefs.errors import UserError
from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.store.copies import COPIES_KEPT as COPIES_KEPT
    from bot.store.corrections import EDITED as EDITED
    from bot.store.corrections import CorrectionCount as CorrectionCount
    from bot.store.corrections import EditedMessage as EditedMessage
    from bot.store.corrections import PendingEdit as PendingEdit
    from bot.store.delivery_log import Decision as Decision
    from bot.store.delivery_types import EARLY as EARLY
    from bot.store.delivery_types import Delivery as Delivery
    from bot.store.delivery_types import DeliveryBatch as DeliveryBatch
    from bot.store.delivery_types import Lease as Lease
    from bot.store.delivery_types import day_begins as day_begins
    from bot.store.erasure import ERASED as ERASED
    from bot.store.fair_share import Share as Share
    from bot.store.feeds import Feed as Feed
    from bot.store.feeds import FeedStatus as FeedStatus
    from bot.store.follow_feeds import FollowFeed as FollowFeed
    from bot.store.follow_queue import digest_slot as digest_slot
    from bot.store.follow_types import CADENCES as CADENCES
    from bot.store.follow_types import HITS_KEPT as HITS_KEPT
    from bot.store.follow_types import MOST_A_DAY as MOST_A_DAY
    from bot.store.follow_types import DigestState as DigestState
    from bot.store.follow_types import FollowedQuestion as FollowedQuestion
    from bot.store.follow_types import FoundHit as FoundHit
    from bot.store.follow_types import Hit as Hit
    from bot.store.follow_types import tomorrow as tomorrow
    from bot.store.heartbeat import Heartbeat as Heartbeat
    from bot.store.news import ERASURE as ERASURE
    from bot.store.news import EVERYTHING as EVERYTHING
    from bot.store.news import LIBRARY as LIBRARY
    from bot.store.news import USERS as USERS
    from bot.store.news import guild_of as guild_of
    from bot.store.portable import back_up_state as back_up_state
    from bot.store.portable import copy_state as copy_state
    from bot.store.portable import restore_into as restore_into
    from bot.store.preferences import GuildSettings as GuildSettings
    from bot.store.preferences import UserSettings as UserSettings
    from bot.store.preferences import WatchWay as WatchWay
    from bot.store.privacy import ERASURES_KEPT as ERASURES_KEPT
    from bot.store.privacy import GUILD_KEPT as GUILD_KEPT
    from bot.store.processes import ALONE as ALONE
    from bot.store.processes import LEASE as LEASE
    from bot.store.processes import ProcessState as ProcessState
    from bot.store.refused_forms import FORMS_KEPT as FORMS_KEPT
    from bot.store.reports import QuotedReply as QuotedReply
    from bot.store.reports import Report as Report
    from bot.store.review_queue import CLAIM as CLAIM
    from bot.store.review_queue import AuditEvent as AuditEvent
    from bot.store.review_queue import QueuedCandidate as QueuedCandidate
    from bot.store.scheduled_backups import BackupPlan as BackupPlan
    from bot.store.scheduled_backups import moment_of as moment_of
    from bot.store.scheduled_backups import run_backups as run_backups
    from bot.store.scheduled_backups import scheduled as scheduled
    from bot.store.schema import FOLLOWED as FOLLOWED
    from bot.store.schema import REFUSED as REFUSED
    from bot.store.sent_answers import ANSWERS_KEPT as ANSWERS_KEPT
    from bot.store.sent_answers import PostedAnswer as PostedAnswer
    from bot.store.sent_answers import Shown as Shown
    from bot.store.served import Served as Served
    from bot.store.statistics import count_all as count_all
    from bot.store.subscriptions import Cadence as Cadence
    from bot.store.subscriptions import Purpose as Purpose
    from bot.store.subscriptions import Subscription as Subscription
    from bot.store.subscriptions import SubscriptionSettings as SubscriptionSettings
    from bot.store.subscriptions import TargetKind as TargetKind
    from bot.store.unanswered import UNANSWERED_KEPT as UNANSWERED_KEPT
    from bot.store.unanswered import UnansweredQuery as UnansweredQuery
    from bot.store.watch import WATCH_KEPT as WATCH_KEPT
    from bot.store.watch import WatchAnswer as WatchAnswer
else:
    __getattr__ = lazy_exports(__name__)

log = logging.getLogger(__name__)
__all__ = [
    "CapReached",
    "Corrections",
    "Deliveries",
    "Follows",
    "Metadata",
    "NewsLog",
    "Paces",
    "Proposals",
    "RefusedForms",
    "ReviewQueue",
    "Store",
    "StoreUnavailable",
    "StoreUnreachable",
    "Subscriptions",
    "UnansweredQueries",
    "WatchLog",
    "back_up",
    "copy_database",
    "newest_version",
    "open_store",
    "restore_database",
    "version_at",
    "version_of",
]


class Store:
    """One object a feature, all on one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.metadata = Metadata(database)
        self.preferences = StoredPreferences(database)
        self.sent_answers = SentAnswers(database)
        self.corrections = Corrections(database)
        self.reports = Reports(database)
        self.refused_forms = RefusedForms(database)
        self.unanswered = UnansweredQueries(database, self.metadata)
        self.subscriptions = Subscriptions(database)
        self.deliveries = Deliveries(database)
        self.follows = Follows(database)
        self.feeds = Feeds(database)
        self.review_queue = ReviewQueue(database)
        self.taken_in = TakenIn(database)
        self.review_cards = ReviewCards(database)
        self.fetch_log = FetchLog(database)
        self.sources = Sources(database)
        self.heartbeats = Heartbeats(database)
        self.proposals = Proposals(database)
        self.processes = Processes(database)
        self.paces = Paces(database)
        self.news = NewsLog(database)
        self.watch = WatchLog(database, self.unanswered)
        self.privacy = Privacy(database, self.unanswered)

    def new_token(self) -> str:
        """A key that nobody can guess, for what buttons carry and leases name."""
        return self.database.token()

    def follow(self, clock: Clock) -> None:
        """From here on moments are this clock's: such as Discord's time, once a bot is there to tell it."""
        self.database.clock = clock

    def backup(self, target: Path) -> None:
        """Write a consistent copy to `target` while the bot goes on. Raises UserError on PostgreSQL."""
        if self.database.file is None:
            raise UserError("this state database is no file", "use pg_dump")
        back_up(self.database.file, target)


@asynccontextmanager
async def open_store(
    address: str | Path, clock: Clock, tokens: Tokens = random_token
) -> AsyncIterator[Store]:
    """The state at a file or an SQLAlchemy address, brought to the newest version.

    Raises UserError when it cannot be opened, is damaged, or is newer than this program.
    """
    database = connect(address, clock, tokens)
    try:
        await upgrade(database)
        await _wipe_once(database)
        yield Store(database)
    finally:
        await database.close()


async def version_at(address: str, clock: Clock) -> int:
    """The version of a PostgreSQL state; 0 where there is none yet. Changes nothing. Raises UserError."""
    database = connect(address, clock)
    try:
        return await existing_version(database)
    finally:
        await database.close()


async def _wipe_once(database: Database) -> None:
    """What versions before this one deleted is still in their files' free pages, and in older copies."""
    if database.file is None:
        return
    try:
        if not await database.compact():
            log.info("the state database is in use: what was deleted in it is wiped at a later start")
    except StoreUnavailable as error:  # such as a full disk: not a reason to serve nobody
        log.warning("what was deleted could not be wiped", extra={"detail": str(error)})
    await asyncio.to_thread(wipe_copies, database.file)
