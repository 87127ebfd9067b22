"""Time charts in answers: drawn off the event loop, and kept."""

from __future__ import annotations

import asyncio
import io
from collections import OrderedDict
from dataclasses import dataclass

import discord

from bot.discord.core import PICTURE
from bot.discord.ui import ALT_TEXT, Display, truncate
from bot.live_library import LiveLibrary
from briefs.i18n import Translator
from briefs.model import QueryResult
from briefs.query.questions import Query
from briefs.render import phrases

_KEPT = 64  # finished pictures in memory
_Key = tuple[int, Query, str]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture (PNG) and what it shows in words, within Discord's limit."""

    png: bytes
    described: str

    def file(self) -> discord.File:
        """A new file each time: discord.py reads one to its end."""
        return discord.File(io.BytesIO(self.png), PICTURE, description=self.described)


class Charts:
    """The newest charts are kept: the same question is asked again and again."""

    def __init__(self, library: LiveLibrary) -> None:
        self._library = library
        self._drawn: OrderedDict[_Key, Chart | None] = OrderedDict()
        self._lock = asyncio.Lock()  # one at a time: a picture takes a processor for a while

    def kept(self, query: Query, display: Display) -> Chart | None:
        """The chart of an answer where it is drawn already: it goes out with the answer itself."""
        return self._drawn.get(self._key(query, display))

    async def draw(self, query: Query, display: Display, answer: QueryResult) -> Chart | None:
        """The chart of an answer, drawn or kept from before; None where there is nothing to draw."""
        key = self._key(query, display)
        async with self._lock:
            if key not in self._drawn:
                self._drawn[key] = await asyncio.to_thread(_draw, answer, display.translator)
                if len(self._drawn) > _KEPT:
                    self._drawn.popitem(last=False)
            self._drawn.move_to_end(key)
            return self._drawn[key]

    def _key(self, query: Query, display: Display) -> _Key:
        return self._library.version, query, display.language


def _draw(answer: QueryResult, translator: Translator) -> Chart | None:
    from briefs.render import alt_text, chart

    title = phrases.heading(answer, translator)
    drawn = chart(title, answer.statements, translator)
    if drawn is None:
        return None
    return Chart(drawn, truncate(alt_text(title, answer.statements, translator), ALT_TEXT))
