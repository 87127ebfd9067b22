"""Composes briefings: which edition of the library, what this subscriber was told, in whose words."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.delivery.ports import Composed
from bot.discord.answers.answer_pages import library_line
from bot.discord.briefings.briefing_pages import briefing_cards
from bot.discord.briefings.message import Body
from bot.discord.core.preferences import Reader
from bot.discord.ui.pages import Card
from briefs.briefing.composition import Briefing, Wanted, compose
from briefs.briefing.snapshot import Edition, prepare
from briefs.index.reader import Filter
from briefs.model import LibraryView

if TYPE_CHECKING:
    from bot.discord.client import OnRecord
    from bot.store.subscriptions import Subscription, Wish

_IN_THE_CHANNEL = 2  # messages; what is longer goes on in a thread


@dataclass(frozen=True, slots=True)
class Issue:
    """An edition with the numbers by which the bot knows its statements; `newest` is the highest."""

    generation: int
    edition: Edition
    numbers: dict[str, int]
    newest: int


class BriefingDesk:
    """One edition at a time, prepared again when the library was swapped."""

    def __init__(self, bot: OnRecord) -> None:
        self._bot = bot
        self._issue: Issue | None = None
        self._turn = asyncio.Lock()

    async def compose(self, subscription: Subscription, slot: str, dated: date) -> Composed:
        """The messages of a briefing; none where the subscriber wants silence on such a day."""
        issue, briefing = await self.briefing(subscription, dated)
        pair = str(briefing.pair.key) if briefing.pair else None
        if briefing.skip:
            return Composed((), issue.newest)
        wish, reader = subscription.wish, self.reader(subscription.wish)
        cards = self.cards(briefing, reader)
        bodies = tuple(
            Body.of(
                card,
                reader,
                role=wish.role_id if number == 0 else None,
                aside=number > 0 and len(cards) > _IN_THE_CHANNEL,
            ).written()
            for number, card in enumerate(cards)
        )
        return Composed(bodies, issue.newest, pair)

    async def briefing(self, subscription: Subscription, dated: date) -> tuple[Issue, Briefing]:
        """What preview, `now` and the day's post all show."""
        issue, wish = await self.issue(), subscription.wish
        wants_pairs = wish.when_empty == "pair"
        history = await self._bot.state.deliveries.pairs(subscription.key) if wants_pairs else None
        numbers = issue.numbers
        fresh = (one for one in issue.edition.statements if numbers.get(one, 0) > subscription.seen_to)
        wanted = Wanted(
            dated,
            frozenset(fresh),
            wish.topics,
            wish.people,
            wish.when_empty,
            history,
            anniversaries=subscription.last_dated != dated,
        )
        return issue, compose(issue.edition, wanted)

    def cards(self, briefing: Briefing, reader: Reader) -> tuple[Card, ...]:
        return briefing_cards(briefing, reader, library_line(self._bot.shelf.desk.catalogue, reader.words))

    def reader(self, wish: Wish) -> Reader:
        """In the words of the server, or of the person for direct messages."""
        if wish.guild_id is None:
            return self._bot.preferences.reader(wish.user_id, None, None)
        guild = self._bot.get_guild(wish.guild_id)
        locale = str(guild.preferred_locale) if guild else None
        return self._bot.preferences.reader(None, wish.guild_id, locale)

    async def issue(self) -> Issue:
        """What is in the library now; statements that were never met before are numbered first."""
        async with self._turn:
            if self._issue is None or self._issue.generation != self._bot.shelf.generation:
                self._issue = await self._prepared()
            return self._issue

    async def _prepared(self) -> Issue:
        shelf, state = self._bot.shelf, self._bot.state
        generation, desk = shelf.generation, shelf.desk
        statements, positions = await desk.index.select(Filter()), await desk.index.positions()
        known = desk.catalogue
        view = LibraryView(
            "", known.people, known.topics, known.occasions, (), statements, positions, known.digest
        )
        edition = await asyncio.to_thread(prepare, view)
        await state.subscriptions.learn(list(edition.statements))
        numbers = await state.subscriptions.numbers()
        newest = max((numbers[one] for one in edition.statements if one in numbers), default=0)
        return Issue(generation, edition, numbers, newest)
