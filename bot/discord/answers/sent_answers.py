"""Posted answers: in memory at once, in the database a moment later.

A write to the disk takes longer than an answer may; so answers go out first and are written in
batches. Whoever presses a button in between is served from memory.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress

from bot.clock import Clock
from bot.discord.answers.digests import digests_of
from bot.discord.core import LocalizedUserError, MessageLocation
from bot.live_library import LiveLibrary
from bot.store import ERASED, PostedAnswer, Shown, Store
from briefs.i18n import N_
from briefs.query import QueryEngine
from briefs.query.questions import Query

log = logging.getLogger(__name__)
TOO_OLD = N_("This answer is too old for its buttons. Please ask again.")
_PAUSE = 1.0  # seconds in which a batch gathers, and in which a rush of questions has passed
_MOST_WAITING = 5000  # answers that a database out of order may leave unwritten
# Begins the names of what is kept beside the arguments in their column: no argument is called so.
_METADATA = "~"


class SentAnswerBuffer:
    """`open` starts the writing; `close` ends it and writes what is waiting.

    `on_outdated` is told of statements that were posted as an older library has them: the library has moved
    on between the question and its answer.
    """

    def __init__(self, store: Store, clock: Clock, library: LiveLibrary) -> None:
        self._store = store
        self._clock = clock
        self._library = library
        self.on_outdated: Callable[[Collection[str]], None] = lambda statements: None
        self._waiting: dict[str, tuple[PostedAnswer, Collection[str], QueryEngine]] = {}
        self._lock = asyncio.Lock()
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._ending = asyncio.Event()

    def open(self) -> None:
        """Start writing; needs a running event loop."""
        self._task = asyncio.create_task(self._write_on())

    async def close(self) -> None:
        """A write that is under way ends by itself: cancelled, it would keep the database locked."""
        self._ending.set()
        self._wake.set()
        if self._task is not None:
            await self._task
        await self.flush()

    def new_key(self) -> str:
        """A key for an answer that is about to be posted: its buttons carry it."""
        return self._store.new_token()

    def keep(
        self,
        key: str,
        query: Query,
        place: MessageLocation,
        asker_id: int,
        statements: Collection[str],
        metadata: Mapping[str, str],
        engine: QueryEngine | None = None,
    ) -> None:
        """Remember what stands at `place`, at its first page; `metadata` goes beside the arguments.

        `engine` is the one that the answer was made from.
        """
        arguments = dict(query.arguments) | as_metadata(metadata)
        self._waiting[key] = (
            PostedAnswer(
                key,
                place.guild_id,
                place.channel_id,
                place.message_id,
                asker_id,
                query.command,
                arguments,
                0,
                self._clock.now(),
            ),
            statements,
            engine or self._library.engine,
        )
        self._wake.set()

    async def find(self, key: str) -> PostedAnswer | None:
        """By the key that its buttons carry; None once it was forgotten."""
        waiting = self._waiting.get(key)
        return waiting[0] if waiting else await self._store.sent_answers.answer(key)

    async def statements_in(self, key: str) -> tuple[str, ...]:
        """Ids of the statements that the answer shows at the page it is at."""
        waiting = self._waiting.get(key)
        return tuple(waiting[1]) if waiting else await self._store.sent_answers.shown(key)

    async def page_changed(
        self, key: str, page: int, statements: Collection[str], engine: QueryEngine | None = None
    ) -> None:
        """Another page is shown; what waits is written first, so that nothing older follows it."""
        await self.flush()
        made_from = engine or self._library.engine
        said = await _digests(made_from, statements)
        await self._store.sent_answers.set_page(key, page, said)
        self._look_again(made_from, statements)

    async def forget(self, key: str) -> None:
        """Drop an answer whose message is gone; its buttons then say that it is too old."""
        await self.flush()
        await self._store.sent_answers.forget(key)

    async def flush(self) -> None:
        """Write what is waiting. What cannot be written stays, and is tried again."""
        async with self._lock:
            batch = dict(self._waiting)
            if not batch:
                return
            await self._store.sent_answers.keep_all(await _with_digests(batch.values()))
            for key in batch:
                del self._waiting[key]
        for _, statements, engine in batch.values():
            self._look_again(engine, statements)

    def _look_again(self, engine: QueryEngine, statements: Collection[str]) -> None:
        if engine is not self._library.engine and statements:
            self.on_outdated(statements)

    async def _pause(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ending.wait(), _PAUSE)

    async def _write_on(self) -> None:
        while not self._ending.is_set():
            await self._wake.wait()
            await self._pause()
            self._wake.clear()
            try:
                await self.flush()
            except Exception:
                log.exception("posted answers could not be written; they are tried again with the next")
                self._wake.set()
                if len(self._waiting) > _MOST_WAITING:
                    self._waiting.clear()  # buttons of answers are worth less than the bot's memory
                await self._pause()


async def _with_digests(batch: Collection[tuple[PostedAnswer, Collection[str], QueryEngine]]) -> list[Shown]:
    """What is posted is written with the digests of its statements, by the library it was made from."""
    wanted: dict[QueryEngine, set[str]] = {}
    for _, statements, engine in batch:
        wanted.setdefault(engine, set()).update(statements)
    said = {engine: await _digests(engine, ids) for engine, ids in wanted.items()}
    return [(posted, {id: said[engine].get(id) for id in statements}) for posted, statements, engine in batch]


async def _digests(engine: QueryEngine, ids: Collection[str]) -> Mapping[str, str | None]:
    try:
        return await digests_of(engine, ids)
    except Exception:  # an old library's index is closed after a while: what it said is not known any more
        log.info("the library of a posted answer is closed already", exc_info=True)
        return dict.fromkeys(ids)


def query_of(posted: PostedAnswer) -> Query:
    """What was asked, without what is kept beside the arguments."""
    given = {name: str(value) for name, value in posted.arguments.items() if not name.startswith(_METADATA)}
    return Query(posted.command, tuple(sorted(given.items())))


def as_metadata(values: Mapping[str, str]) -> dict[str, str]:
    """Under names that no argument has."""
    return {_METADATA + name: value for name, value in values.items()}


def metadata_of(posted: PostedAnswer, name: str) -> str | None:
    """What was kept beside the arguments, such as the language it was made in."""
    value = posted.arguments.get(_METADATA + name)
    return None if value is None else str(value)


def require_known(statements: tuple[str, ...]) -> tuple[str, ...]:
    """What stands in an answer. Raises LocalizedUserError where it was forgotten, or shows no statement."""
    if not statements:
        raise LocalizedUserError(TOO_OLD)
    return statements


def require_asker(posted: PostedAnswer, user_id: int) -> None:
    """Raises LocalizedUserError for who did not ask for this answer, and as require_question()."""
    require_question(posted)
    if posted.asker_id != user_id:
        raise LocalizedUserError(
            N_("These buttons belong to the person who asked. Ask for yourself with {command}."),
            command=f"`/{posted.command}`",
        )


def require_question(posted: PostedAnswer) -> None:
    """Raises LocalizedUserError for an answer without its question: who asked has deleted their data."""
    if posted.command == ERASED:
        raise LocalizedUserError(TOO_OLD)
