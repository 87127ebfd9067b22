"""What can be asked, and asked again: a question and its arguments as text give the same pages each time.

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
from bot.discord.answers.sent_answers import TOO_OLD
from bot.discord.core import LocalizedUserError
from bot.discord.ui import Display, Page, PagedAnswer, paginate
from bot.live_library import LiveLibrary
from bot.store import QuotedReply
from briefs.i18n import N_
from briefs.index import MOST_AT_ONCE
from briefs.log import LogPlace, place_in_log
from briefs.model import QueryResult
from briefs.query import QueryEngine
from briefs.query.questions import NAMES, Query, question_named, results
from briefs.render import answer_address

_KEPT = 512  # finished answers in memory
_LISTS = (results.PeopleList, results.TopicList)  # of all that the library has, however much that is


class NotRepeatable(LocalizedUserError):
    """A kept question that nobody can ask again, though the library has not changed."""


@dataclass(frozen=True, slots=True)
class RenderedAnswer:
    """The pages of an answer, and the answer itself where the engine gave one."""

    pages: tuple[Page, ...]
    paged: PagedAnswer
    engine: QueryEngine  # of the library that it was made from
    answer: QueryResult | None = None


_Key = tuple[int, Query, str, bool]
QueryHandler = Callable[[Query, Display], Awaitable[PagedAnswer]]


class QueryRunner:
    """Answers queries as pages, the newest of them from memory."""

    def __init__(self, library: LiveLibrary, site: str | None = None) -> None:
        self.library = library
        self._site = site  # the address of the library's site, whose pages answers lead to
        self._replies: Mapping[str, Sequence[QuotedReply]] = {}  # statement id: what the quoted answered
        self._rendered: OrderedDict[_Key, RenderedAnswer] = OrderedDict()
        self._making: dict[_Key, asyncio.Future[RenderedAnswer]] = {}
        self._handlers: dict[str, QueryHandler] = {}
        self._version = library.version

    def register(self, command: str, handler: QueryHandler) -> None:
        """A feature's own question, asked again like all others; its pages are not remembered here."""
        self._handlers[command] = handler

    def __contains__(self, command: str) -> bool:
        return command in NAMES or command in self._handlers

    def show_replies(self, replies: Mapping[str, Sequence[QuotedReply]]) -> None:
        """Rights of reply, by statement's id, stand in every answer from now on."""
        self._replies = replies
        self._rendered.clear()

    async def run(self, query: Query, display: Display) -> RenderedAnswer:
        """The pages of an answer, from the library as it is now.

        Raises LocalizedUserError or UserError, among them for what an old button names and the library
        no longer has.
        """
        if self._version != self.library.version:  # what is remembered would keep its library in memory
            self._version = self.library.version
            self._rendered.clear()
        key = (self._version, query, display.language, display.plain)
        if key in self._rendered:
            self._rendered.move_to_end(key)
            return self._rendered[key]
        if key not in self._making:  # a question that many ask at once is worked out once
            self._making[key] = asyncio.ensure_future(self._make(query, display))
            self._making[key].add_done_callback(lambda _: self._making.pop(key, None))
        # One of many that wait may be cancelled: the others still get their answer.
        rendered = await asyncio.shield(self._making[key])
        # What a feature shows may be somebody's words: how long they are kept is for it to say.
        # What waits for a curator changes without the library.
        if query.command in self._handlers or query.get("everything"):
            return rendered
        if key[0] == self.library.version:
            self._rendered[key] = rendered
        if len(self._rendered) > _KEPT:
            self._rendered.popitem(last=False)
        return rendered

    async def _make(self, query: Query, display: Display) -> RenderedAnswer:
        engine = self.library.engine
        if query.command in self._handlers:
            paged = await self._handlers[query.command](query, display)
            return RenderedAnswer(paginate(paged, display.plain), paged, engine)
        if query.command not in NAMES:
            raise LocalizedUserError(TOO_OLD)
        self._check_names(engine, query)
        result = await question_named(query.command).answer(engine, query)
        place = None
        if isinstance(result, results.StatementInContext):
            where = (self.library.root, self.library.cache)
            place = await asyncio.to_thread(place_in_log, *where, result.statement, result.article.sha256)
        answer = result if isinstance(result, QueryResult) else None
        # what stands on a hundred pages takes its time
        if isinstance(result, _LISTS) or (answer and len(answer.statements) > MOST_AT_ONCE):
            pages, paged = await asyncio.to_thread(self._laid_out, engine, result, display)
        else:
            pages, paged = self._laid_out(engine, result, display, place)
        return RenderedAnswer(pages, paged, engine, answer)

    def _laid_out(
        self, engine: QueryEngine, result: object, display: Display, place: LogPlace | None = None
    ) -> tuple[tuple[Page, ...], PagedAnswer]:
        paged = self._pages(engine, result, display, place)
        return paginate(paged, display.plain), paged

    def _pages(
        self, engine: QueryEngine, result: object, display: Display, place: LogPlace | None
    ) -> PagedAnswer:
        registry = engine.registry
        match result:
            case QueryResult():
                paged = answer_pages(result, display, registry, self._replies)
                return replace(paged, url=answer_address(self._site, result))
            case results.StatementInContext(statement, article):
                replies = self._replies.get(statement.id, ())
                return statement_pages(statement, article, display, registry, replies, self._site, place)
            case results.StatementToCite(statement, form):
                return citation_pages(statement, form, display, self._site)
            case results.LibraryNumbers():
                return stats_pages(registry, result.counts, display)
            case results.LookupAnswer():
                return lookup_pages(engine, result, display)
            case results.PeopleList():
                return people_pages(registry, display)
            case results.TopicList():
                return topics_pages(registry, display)
        raise TypeError(f"no pages are made of {type(result).__name__}")

    def _check_names(self, engine: QueryEngine, query: Query) -> None:
        """An old button may name somebody whom the library no longer has."""
        for name, known in (("person", engine.people), ("other", engine.people), ("topic", engine.topics)):
            value = query.get(name)
            if value is not None and value not in known:
                raise LocalizedUserError(
                    N_("The library changed: this answer is no longer there. Please ask again.")
                )
