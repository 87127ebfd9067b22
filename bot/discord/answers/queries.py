"""What can be asked, and asked again: a command and its arguments as text give the same pages each time.

Buttons that outlive a restart, the select menu after an ambiguous name, and later corrections all
ask through here, so an answer looks the same whoever asks for it.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date

from bot.discord.answers.answer_pages import answer_deck
from bot.discord.answers.list_pages import citation_deck, people_deck, statement_deck, stats_deck, topics_deck
from bot.discord.answers.lookup_pages import lookup_deck
from bot.discord.core.preferences import Reader
from bot.discord.core.refusal import Refusal
from bot.discord.ui.fit import pages
from bot.discord.ui.pages import Card, Deck
from bot.live_library import Shelf
from briefs.i18n import mark
from briefs.index.reader import Filter
from briefs.model import Answer
from briefs.query.engine import Desk
from briefs.query.resolver import search_tokens

_KEPT = 512  # finished answers in memory


@dataclass(frozen=True, slots=True)
class Ask:
    """A question with its arguments resolved: ids, ISO days, words."""

    command: str
    arguments: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, command: str, **arguments: object) -> Ask:
        given = {name: str(value) for name, value in arguments.items() if value is not None}
        return cls(command, tuple(sorted(given.items())))

    def get(self, name: str) -> str | None:
        return dict(self.arguments).get(name)

    def day(self, name: str) -> date | None:
        text = self.get(name)
        return date.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class Told:
    """The pages of an answer, and the answer itself where the desk gave one."""

    cards: tuple[Card, ...]
    deck: Deck
    answer: Answer | None = None


_Key = tuple[int, Ask, str, bool]
Asking = Callable[[Desk, Ask], Awaitable[Answer]]
Making = Callable[[Ask, Reader], Awaitable[Deck]]


async def _position(desk: Desk, ask: Ask) -> Answer:
    return await desk.position(
        ask_for(ask, "person"), ask_for(ask, "topic"), ask.day("since"), ask.day("until")
    )


async def _compare(desk: Desk, ask: Ask) -> Answer:
    who, other, topic = ask_for(ask, "person"), ask_for(ask, "other"), ask_for(ask, "topic")
    return await desk.compare(who, other, topic, ask.day("since"), ask.day("until"))


async def _timeline(desk: Desk, ask: Ask) -> Answer:
    return await desk.timeline(ask_for(ask, "topic"), ask.day("since"), ask.day("until"))


async def _person(desk: Desk, ask: Ask) -> Answer:
    return await desk.person(ask_for(ask, "person"))


async def _topic(desk: Desk, ask: Ask) -> Answer:
    return await desk.topic(ask_for(ask, "topic"))


async def _search(desk: Desk, ask: Ask) -> Answer:
    tokens = search_tokens(ask_for(ask, "words"))
    if not tokens:
        raise Refusal(
            mark("There is no word to search for."),
            mark("Write for example: {example}"),
            example="`/search strategic guarantees`",
        )
    wanted = Filter(ask.get("person"), ask.get("topic"), None, ask.day("since"), ask.day("until"))
    return await desk.search(tokens, wanted)


async def _on_this_day(desk: Desk, ask: Ask) -> Answer:
    month, _, day = ask_for(ask, "day").partition("-")
    return await desk.on_this_day(int(month), int(day))


async def _article(desk: Desk, ask: Ask) -> Answer:
    return await desk.article(ask_for(ask, "article"))


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


def ask_for(ask: Ask, name: str) -> str:
    value = ask.get(name)
    if value is None:
        raise Refusal(mark("This question lacks its “{name}”."), name=name)
    return value


_LISTED = ("statement", "cite", "stats", "lookup", "people", "topics")


class Repertoire:
    """Answers asks as pages, the newest of them from memory."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.replies: dict[str, tuple[str, ...]] = {}  # statement id: what the quoted answered
        self._told: OrderedDict[_Key, Told] = OrderedDict()
        self._making: dict[_Key, asyncio.Future[Told]] = {}
        self._others: dict[str, Making] = {}

    def also(self, command: str, making: Making) -> None:
        """A feature's own question, asked again like all others."""
        self._others[command] = making

    def __contains__(self, command: str) -> bool:
        return command in _ASKED or command in self._others or command in _LISTED

    def renew(self) -> None:
        """Forget finished answers: something that they show has changed."""
        self._told.clear()

    async def tell(self, ask: Ask, reader: Reader) -> Told:
        key = (self.shelf.generation, ask, reader.language, reader.plain)
        if key in self._told:
            self._told.move_to_end(key)
            return self._told[key]
        if key not in self._making:  # a question that many ask at once is worked out once
            self._making[key] = asyncio.ensure_future(self._made(ask, reader))
            self._making[key].add_done_callback(lambda _: self._making.pop(key, None))
        told = await asyncio.shield(self._making[key])
        self._told[key] = told
        if len(self._told) > _KEPT:
            self._told.popitem(last=False)
        return told

    async def _made(self, ask: Ask, reader: Reader) -> Told:
        answer, deck = await self._deck(ask, reader)
        return Told(pages(deck, reader.plain), deck, answer)

    async def _deck(self, ask: Ask, reader: Reader) -> tuple[Answer | None, Deck]:
        desk = self.shelf.desk
        self._check_names(desk, ask)
        if ask.command in _ASKED:
            answer = await _ASKED[ask.command](desk, ask)
            if note := ask.get("note"):
                answer = replace(answer, note=note)
            return answer, answer_deck(answer, reader, desk.catalogue, self.replies)
        if ask.command in ("statement", "cite"):
            found, article = await desk.statement(ask_for(ask, "statement"))
            if ask.command == "cite":
                return None, citation_deck(found, ask.get("form"), reader)
            return None, statement_deck(
                found, article, reader, desk.catalogue, self.replies.get(found.id, ())
            )
        if ask.command in self._others:
            return None, await self._others[ask.command](ask, reader)
        if ask.command == "stats":
            return None, stats_deck(desk.catalogue, await desk.index.tally(), reader)
        if ask.command == "lookup":
            return None, lookup_deck(self.shelf, ask_for(ask, "kind"), ask_for(ask, "name"), reader)
        listed = {"people": people_deck, "topics": topics_deck}[ask.command]
        return None, listed(desk.catalogue, reader)

    def _check_names(self, desk: Desk, ask: Ask) -> None:
        """An old button may name somebody whom the library no longer has."""
        for name, known in (("person", desk.people), ("other", desk.people), ("topic", desk.topics)):
            value = ask.get(name)
            if value is not None and value not in known:
                raise Refusal(mark("The library changed: this answer is no longer there. Please ask again."))
