"""Time charts beside answers: drawn off the event loop, kept, and attached once the answer stands.

The answer does not wait for its picture: it is there within Discord's three seconds in any case.
"""

from __future__ import annotations

import asyncio
import io
import logging
from collections import OrderedDict

import discord

from bot.discord.answers.queries import RenderedAnswer
from bot.discord.core import InteractionOrContext, MessageLocation, interaction_of
from bot.discord.http import Messenger
from bot.discord.ui import ALT_TEXT, Display, truncate
from bot.live_library import LiveLibrary
from briefs.query.questions import Query
from briefs.render import phrases

log = logging.getLogger(__name__)
_KEPT = 64  # finished pictures in memory
NAME = "timeline.png"
# Only of a first answer can the message be edited by its interaction.
_FIRST = (discord.InteractionResponseType.channel_message, discord.InteractionResponseType.message_update)


class Charts:
    """The newest charts are kept: the same question is asked again and again."""

    def __init__(self, library: LiveLibrary, messenger: Messenger) -> None:
        self._library = library
        self._messenger = messenger
        self._drawn: OrderedDict[tuple[int, Query, str], bytes | None] = OrderedDict()
        self._lock = asyncio.Lock()  # one at a time: a picture takes a processor for a while

    async def attach(
        self,
        source: InteractionOrContext,
        place: MessageLocation,
        query: Query,
        display: Display,
        rendered: RenderedAnswer,
    ) -> None:
        """Add the chart to an answer that stands already."""
        if rendered.answer is None:
            return
        title = phrases.heading(rendered.answer, display.translator)
        drawn = await self._chart(query, display, rendered, title)
        if drawn is None:
            return
        from briefs.render import alt_text

        described = truncate(alt_text(title, rendered.answer.statements, display.translator), ALT_TEXT)
        file = discord.File(io.BytesIO(drawn), NAME, description=described)
        interaction = interaction_of(source)
        if interaction is None:
            if place.message_id is not None:
                await self._messenger.edit(place.channel_id, place.message_id, attachments=[file])
        elif interaction.response.type in _FIRST and not interaction.is_expired():
            try:
                await interaction.edit_original_response(attachments=[file])
            except discord.NotFound:
                log.info("the answer was gone before its chart was drawn")

    async def _chart(
        self, query: Query, display: Display, rendered: RenderedAnswer, title: str
    ) -> bytes | None:
        from briefs.render import chart

        assert rendered.answer is not None
        key = (self._library.version, query, display.language)
        async with self._lock:
            if key not in self._drawn:
                self._drawn[key] = await asyncio.to_thread(
                    chart, title, rendered.answer.statements, display.translator
                )
                if len(self._drawn) > _KEPT:
                    self._drawn.popitem(last=False)
            self._drawn.move_to_end(key)
            return self._drawn[key]
