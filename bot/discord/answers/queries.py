"""What can be asked, and asked again: a command and its arguments as text give the same pages each time.

Buttons that outlive a restart, the select menu after an ambiguous name, and later corrections all
ask through here, so an answer looks the same whoever asks for it.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.discord.answers.answer_pages import answer_pages
from bot.discord.answers.list_pages import (
    citation_pages,
    lookup_pages,
    people_pages,
    statement_pages,
    stats_pages,
    topics_pages,
)
from bot.discord.core import LocalizedUserError, Query
from bot.discord.ui import Display, Page, PagedAnswer, paginate
from bot.live_library import LiveLibrary
from briefs.i18n import N_
from briefs.index import Filter
from briefs.model import QueryResult
from briefs.query import QueryEngine, search_tokens

_KEPT = 512  # finished answers in memory


@dataclass(frozen=True, slots=True)
class RenderedAnswer:
    """The pages of an answer, and the answer itself where the desk gave one."""

    pages: tuple[Page, ...]
    paged: PagedAnswer
    answer: QueryResult | None = None


_Key = tuple[int, Query, str, bool]
Asking = Callable[[QueryEngine, Query], Awaitable[QueryResult]]
QueryHandler = Callable[[Query, Display], Awaitable[PagedAnswer]]


async def _position(engine: QueryEngine, query: Query) -> QueryResult:
    return await engine.position(
        query.require("person"), query.require("topic"), query.day("since"), query.day("until")
    )


async def _compare(engine: QueryEngine, query: Query) -> QueryResult:
    who, other, topic = query.require("person"), query.require("other"), query.require("topic")
    return await engine.compare(who, other, topic, query.day("since"), query.day("until"))


async def _timeline(engine: QueryEngine, query: Query) -> QueryResult:
    return await engine.timeline(query.require("topic"), query.day("since"), query.day("until"))


async def _person(engine: QueryEngine, query: Query) -> QueryResult:
    return await engine.person(query.require("person"))


async def _topic(engine: QueryEngine, query: Query) -> QueryResult:
    return await engine.topic(query.require("topic"))


async def _search(engine: QueryEngine, query: Query) -> QueryResult:
    tokens = search_tokens(query.require("words"))
    if not tokens:
        raise LocalizedUserError(
            N_("There is no word to search for."),
            N_("Write for example: {example}"),
            example="`/search strategic guarantees`",
        )
    wanted = Filter(query.get("person"), query.get("topic"), None, query.day("since"), query.day("until"))
    return await engine.search(tokens, wanted)


async def _on_this_day(engine: QueryEngine, query: Query) -> QueryResult:
    month, _, day = query.require("day").partition("-")
    return await engine.on_this_day(int(month), int(day))


async def _article(engine: QueryEngine, query: Query) -> QueryResult:
    return await engine.article(query.require("article"))


_ASKED: dict[str, Asking] = {
    "position": _position,
    "compare": _compare,
    "timeline": _timeline,
    "person": _person,
    "topic": _topic,
    "search": _search,
    "on-this-day": _on_this_day,
    "article": _article,
}


_LISTED = ("statement", "cite", "stats", "lookup", "people", "topics")


class QueryRunner:
    """Answers asks as pages, the newest of them from memory."""

    def __init__(self, library: LiveLibrary) -> None:
        self.library = library
        self._replies: Mapping[str, Sequence[str]] = {}  # statement id: what the quoted answered
        self._rendered: OrderedDict[_Key, RenderedAnswer] = OrderedDict()
        self._making: dict[_Key, asyncio.Future[RenderedAnswer]] = {}
        self._handlers: dict[str, QueryHandler] = {}

    def register(self, command: str, making: QueryHandler) -> None:
        """A feature's own question, asked again like all others."""
        self._handlers[command] = making

    def __contains__(self, command: str) -> bool:
        return command in _ASKED or command in self._handlers or command in _LISTED

    def show_replies(self, replies: Mapping[str, Sequence[str]]) -> None:
        """Rights of reply, by statement's id, stand in every answer from now on."""
        self._replies = replies
        self._rendered.clear()

    async def run(self, query: Query, display: Display) -> RenderedAnswer:
        key = (self.library.version, query, display.language, display.plain)
        if key in self._rendered:
            self._rendered.move_to_end(key)
            return self._rendered[key]
        if key not in self._making:  # a question that many ask at once is worked out once
            self._making[key] = asyncio.ensure_future(self._made(query, display))
            self._making[key].add_done_callback(lambda _: self._making.pop(key, None))
        told = await asyncio.shield(self._making[key])
        self._rendered[key] = told
        if len(self._rendered) > _KEPT:
            self._rendered.popitem(last=False)
        return told

    async def _made(self, query: Query, display: Display) -> RenderedAnswer:
        answer, paged = await self._render(query, display)
        return RenderedAnswer(paginate(paged, display.plain), paged, answer)

    async def _render(self, query: Query, display: Display) -> tuple[QueryResult | None, PagedAnswer]:
        engine = self.library.engine
        self._check_names(engine, query)
        if query.command in _ASKED:
            answer = await _ASKED[query.command](engine, query)
            if note := query.get("note"):
                answer = replace(answer, note=note)
            return answer, answer_pages(answer, display, engine.registry, self._replies)
        if query.command in ("statement", "cite"):
            found, article = await engine.statement(query.require("statement"))
            if query.command == "cite":
                return None, citation_pages(found, query.get("form"), display)
            return None, statement_pages(
                found, article, display, engine.registry, self._replies.get(found.id, ())
            )
        if query.command in self._handlers:
            return None, await self._handlers[query.command](query, display)
        if query.command == "stats":
            return None, stats_pages(engine.registry, await engine.counts(), display)
        if query.command == "lookup":
            return None, lookup_pages(self.library, query.require("kind"), query.require("name"), display)
        listed = {"people": people_pages, "topics": topics_pages}[query.command]
        return None, listed(engine.registry, display)

    def _check_names(self, engine: QueryEngine, query: Query) -> None:
        """An old button may name somebody whom the library no longer has."""
        for name, known in (("person", engine.people), ("other", engine.people), ("topic", engine.topics)):
            value = query.get(name)
            if value is not None and value not in known:
                raise LocalizedUserError(
                    N_("The library changed: this answer is no longer there. Please ask again.")
                )
