"""Composes briefings: which edition of the library, what this subscriber was told, in whose words."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date

import discord

from bot.delivery import ComposedBriefing
from bot.discord.briefings.briefing_pages import briefing_cards
from bot.discord.briefings.message import BriefingMessage
from bot.discord.core import Core
from bot.discord.ui import Display, Page, library_line
from bot.store import Subscription, SubscriptionSettings
from briefs.briefing import Briefing, BriefingRequest, LibrarySnapshot, compose, snapshot_of
from briefs.index import Filter
from briefs.model import Library

_CHANNEL_MESSAGES = 2  # messages; what is longer goes on in a thread


@dataclass(frozen=True, slots=True)
class BriefingSnapshot:
    """An edition with the numbers by which the bot knows its statements; `newest` is the highest."""

    version: int
    library: LibrarySnapshot
    numbers: dict[str, int]
    newest: int


class BriefingComposer:
    """One edition at a time, prepared again when the library was swapped."""

    def __init__(self, client: discord.Client, core: Core) -> None:
        self._client = client
        self._library = core.library
        self._preferences = core.preferences
        self._deliveries = core.store.deliveries
        self._subscriptions = core.store.subscriptions
        self._snapshot: BriefingSnapshot | None = None
        self._lock = asyncio.Lock()

    async def compose(self, subscription: Subscription, slot: str, dated: date) -> ComposedBriefing:
        """The messages of a briefing; none where the subscriber wants silence on such a day."""
        issue, briefing = await self.briefing(subscription, dated)
        pair = str(briefing.pair.key) if briefing.pair else None
        if briefing.skip:
            return ComposedBriefing((), issue.newest)
        settings, display = subscription.settings, self.display(subscription.settings)
        cards = self.cards(briefing, display)
        bodies = tuple(
            BriefingMessage.from_page(
                card,
                display,
                role=settings.role_id if number == 0 else None,
                aside=number > 0 and len(cards) > _CHANNEL_MESSAGES,
            ).to_json()
            for number, card in enumerate(cards)
        )
        return ComposedBriefing(bodies, issue.newest, pair)

    async def briefing(self, subscription: Subscription, dated: date) -> tuple[BriefingSnapshot, Briefing]:
        """What preview, `now` and the day's post all show."""
        issue, settings = await self.snapshot(), subscription.settings
        wants_pairs = settings.when_empty == "pair"
        history = await self._deliveries.pairs(subscription.key) if wants_pairs else None
        numbers = issue.numbers
        fresh = (one for one in issue.library.statements if numbers.get(one, 0) > subscription.seen_to)
        wanted = BriefingRequest(
            dated,
            frozenset(fresh),
            settings.topics,
            settings.people,
            settings.when_empty,
            history,
            anniversaries=subscription.last_dated != dated,
        )
        return issue, compose(issue.library, wanted)

    def cards(self, briefing: Briefing, display: Display) -> tuple[Page, ...]:
        return briefing_cards(
            briefing, display, library_line(self._library.engine.registry, display.translator)
        )

    def display(self, settings: SubscriptionSettings) -> Display:
        """In the words of the server, or of the person for direct messages."""
        if settings.guild_id is None:
            return self._preferences.display(settings.user_id, None, None)
        guild = self._client.get_guild(settings.guild_id)
        locale = str(guild.preferred_locale) if guild else None
        return self._preferences.display(None, settings.guild_id, locale)

    async def snapshot(self) -> BriefingSnapshot:
        """What is in the library now; statements that were never met before are numbered first."""
        async with self._lock:
            if self._snapshot is None or self._snapshot.version != self._library.version:
                self._snapshot = await self._take_snapshot()
            return self._snapshot

    async def _take_snapshot(self) -> BriefingSnapshot:
        library, store = self._library, self._subscriptions
        generation, engine = library.version, library.engine
        statements, positions = await engine.select(Filter()), await engine.briefs()
        known = engine.registry
        view = Library(
            "", known.people, known.topics, known.occasions, (), statements, positions, known.digest
        )
        edition = await asyncio.to_thread(snapshot_of, view)
        await store.register_statements(list(edition.statements))
        numbers = await store.numbers()
        newest = max((numbers[one] for one in edition.statements if one in numbers), default=0)
        return BriefingSnapshot(generation, edition, numbers, newest)
