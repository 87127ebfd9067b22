"""Composes briefings: from a snapshot of the library, by what this subscriber was told, in their language."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date

import discord

from bot.delivery import ComposedBriefing
from bot.discord.briefings.briefing_card import BriefingCard, briefing_card
from bot.discord.briefings.briefing_pages import numbered_pages
from bot.discord.briefings.message import BriefingMessage
from bot.discord.core import Core
from bot.discord.ui import Display, Page, library_line
from bot.store import Subscription, SubscriptionSettings
from briefs.briefing import Briefing, BriefingRequest, LibrarySnapshot, compose, snapshot_of
from briefs.index import Filter
from briefs.model import Library

_CHANNEL_MESSAGES = 2  # of one briefing; a longer one goes on in a thread


@dataclass(frozen=True, slots=True)
class BriefingSnapshot:
    """A library, with its statements numbered in the order in which the bot met them.

    `newest` is the highest number, `version` that of the LiveLibrary. A statement with a higher
    number than a subscription has seen is new to it.
    """

    version: int
    library: LibrarySnapshot
    numbers: dict[str, int]
    newest: int


class BriefingComposer:
    """Keeps one snapshot, taken again when the library was swapped."""

    def __init__(self, client: discord.Client, core: Core) -> None:
        self._client = client
        self._library = core.library
        self._preferences = core.preferences
        self._deliveries = core.store.deliveries
        self._site = core.settings.site
        self._subscriptions = core.store.subscriptions
        self._snapshot: BriefingSnapshot | None = None
        self._numbered: int | None = None  # the version of the library whose statements have numbers
        self._lock = asyncio.Lock()

    async def compose(self, subscription: Subscription, slot: str, dated: date) -> ComposedBriefing:
        """The messages of a briefing, as JSON to be kept; none where the subscriber wants silence."""
        snapshot, briefing = await self.briefing(subscription, dated)
        pair = str(briefing.pair.key) if briefing.pair else None
        if briefing.skip:
            return ComposedBriefing((), snapshot.newest)
        settings, display = subscription.settings, self.display(subscription.settings)
        known = snapshot.library.statements
        if not display.plain:
            card = BriefingMessage.from_card(self.card(briefing, display), display, settings.role_id, known)
            return ComposedBriefing((card.to_json(),), snapshot.newest, pair)
        pages = self.pages(briefing, display)
        bodies = tuple(
            BriefingMessage.from_page(
                page,
                display,
                # One ping a briefing, however many messages it has.
                role=settings.role_id if number == 0 else None,
                aside=number > 0 and len(pages) > _CHANNEL_MESSAGES,
                library=known,
            ).to_json()
            for number, page in enumerate(pages)
        )
        return ComposedBriefing(bodies, snapshot.newest, pair)

    async def briefing(self, subscription: Subscription, dated: date) -> tuple[BriefingSnapshot, Briefing]:
        """What `preview`, `now` and the daily delivery all show, with the snapshot it was made from."""
        snapshot, settings = await self.snapshot(), subscription.settings
        wants_pairs = settings.when_empty == "pair"
        history = await self._deliveries.pairs(subscription.key) if wants_pairs else None
        numbers = snapshot.numbers
        fresh = (one for one in snapshot.library.statements if numbers.get(one, 0) > subscription.seen_to)
        wanted = BriefingRequest(
            dated,
            frozenset(fresh),
            settings.topics,
            settings.people,
            settings.when_empty,
            history,
            # A second briefing of the same day does not repeat them.
            anniversaries=subscription.last_dated != dated,
        )
        return snapshot, compose(snapshot.library, wanted)

    def card(self, briefing: Briefing, display: Display) -> BriefingCard:
        """A briefing as one message, with the library's date beneath."""
        footer = library_line(self._library.engine.registry, display.translator)
        return briefing_card(briefing, display, footer, self._site)

    def pages(self, briefing: Briefing, display: Display) -> tuple[Page, ...]:
        """All of a briefing as it stands in plain text, which has no menus, and in a preview."""
        footer = library_line(self._library.engine.registry, display.translator)
        return numbered_pages(briefing, display, footer, self._site)

    def display(self, settings: SubscriptionSettings) -> Display:
        """In the words of the server, or of the person for direct messages."""
        if settings.guild_id is None:
            return self._preferences.display(settings.user_id, None, None)
        guild = self._client.get_guild(settings.guild_id)
        locale = str(guild.preferred_locale) if guild else None
        return self._preferences.display(None, settings.guild_id, locale)

    async def number_statements(self) -> int:
        """What is in the library now is not new to whoever subscribes from here on; the newest number.

        Raises StoreUnavailable.

        It needs the ids alone: a snapshot of a large library takes hundreds of megabytes, which a bot without
        subscriptions never needs.
        """
        async with self._lock:
            version = self._library.version
            if self._numbered != version:
                await self._subscriptions.register_statements(await self._library.engine.statement_ids())
                self._numbered = version
            return await self._subscriptions.newest()

    async def snapshot(self) -> BriefingSnapshot:
        """What is in the library now; statements that are new to the bot are numbered first.

        Raises StoreUnavailable.
        """
        async with self._lock:
            if self._snapshot is None or self._snapshot.version != self._library.version:
                self._snapshot = await self._take_snapshot()
            return self._snapshot

    async def _take_snapshot(self) -> BriefingSnapshot:
        library, subscriptions = self._library, self._subscriptions
        version, engine = library.version, library.engine
        statements, briefs = await engine.select(Filter()), await engine.briefs()
        registry = engine.registry
        content = Library(
            "",
            registry.people,
            registry.topics,
            registry.occasions,
            (),
            statements,
            briefs,
            registry.digest,
        )
        # Beside the event loop: it sorts and groups the whole library.
        snapshot = await asyncio.to_thread(snapshot_of, content)
        await subscriptions.register_statements(list(snapshot.statements))
        numbers = await subscriptions.numbers()
        newest = max((numbers[one] for one in snapshot.statements if one in numbers), default=0)
        return BriefingSnapshot(version, snapshot, numbers, newest)
