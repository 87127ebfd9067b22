"""The cards of candidates in the curators' channel: posted while there is room, renewed, posted anew."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.discord.core import Core, message_kwargs, standing_look
from bot.discord.review.candidate_card import ReviewState, buttons_for, candidate_page
from bot.discord.review.channel import ReviewChannel
from bot.discord.review.curators import Curators
from bot.discord.ui import NONCE, Display
from bot.ingest import ReviewItem
from bot.store import CLAIM, QueuedCandidate

MOST_OPEN = 20  # cards that wait at a time; each decision makes room for the next


class CandidateCards:
    """`post_article` posts the card of several candidates of one article, and is set by whoever has it."""

    post_article: Callable[[int, str, int], Awaitable[int | None]]

    def __init__(self, core: Core, curators: Curators, channel: ReviewChannel) -> None:
        self.messenger, self.background, self.clock = core.messenger, core.background, core.clock
        self.curators, self.channel = curators, channel
        self._store = core.store.review_cards
        self._deleted: Counter[str] = Counter()  # how often the card of a candidate was deleted
        self._posting = asyncio.Lock()  # two at a time would post one candidate twice

    async def post_all(self) -> None:
        """Cards for candidates that have none, as many as there is room for."""
        channel_id = self.channel.id
        if channel_id is None:
            return
        async with self._posting:
            room = MOST_OPEN - await self._store.open_card_count()
            waiting = await self._store.without_card(room) if room > 0 else {}
            for keys in waiting.values():
                message_id = await self._post_article(channel_id, keys)
                if message_id is None:  # nor will the others be posted: the channel is out of reach
                    return
                await self._store.card_posted(keys, channel_id, message_id)

    async def _post_article(self, channel_id: int, keys: tuple[str, ...]) -> int | None:
        """One candidate has a card of its own; several of an article share one."""
        if len(keys) == 1:
            return await self._post_card(channel_id, keys[0])
        return await self.post_article(channel_id, keys[0], self._deleted[keys[0]])

    async def post_alone(self, channel_id: int, keys: tuple[str, ...]) -> None:
        """A card for each of these, as many as may wait at a time; the others share one again."""
        async with self._posting:
            await self._store.take_off(keys)
            for key in keys[:MOST_OPEN]:
                if (message_id := await self._post_card(channel_id, key)) is None:
                    return
                await self._store.card_posted((key,), channel_id, message_id)
        self.background.add_task(self.post_all(), "showing candidates")

    async def _post_card(self, channel_id: int, key: str) -> int | None:
        item, display = await self.curators.reader_session().item(key), self.channel.display(channel_id)
        shown = {name: value for name, value in self.kwargs_of(item, display).items() if value}
        nonce = f"{key}-{self._deleted[key]}"  # a second try posts no second card, a deleted one comes anew
        return await self.messenger.send(channel_id, **shown, nonce=nonce[-NONCE:])

    def kwargs_of(self, item: ReviewItem, display: Display, asked: bool = False) -> dict[str, Any]:
        state = replace(_state_of(item.row, self.clock.now()), asked=asked)
        buttons = buttons_for(item, state, display.translator)
        return message_kwargs(candidate_page(item, state, display), display, *buttons)

    async def renew(self, key: str) -> None:
        """The candidate's card as it is now, wherever it stands."""
        item = await self.curators.reader_session().item(key)
        place, message_id = item.row.channel_id, item.row.message_id
        if place is not None and message_id is not None:
            display = await standing_look(self.messenger, place, message_id, self.channel.display(place))
            await self.messenger.edit(place, message_id, **self.kwargs_of(item, display))

    async def deleted(self, message_id: int) -> None:
        """The candidate of a card that was deleted, if it was one, waits for a new one."""
        key = await self._store.card_deleted(message_id)
        if key is not None:
            self._deleted[key] += 1


def _state_of(row: QueuedCandidate, now: datetime) -> ReviewState:
    if row.status != "waiting":
        return ReviewState(row.status, row.decided_by, row.decided_at, row.statement_id)
    if row.claimed_by and row.claimed_at and row.claimed_at > now - CLAIM:
        return ReviewState("claimed", row.claimed_by, row.claimed_at)
    return ReviewState("waiting")
