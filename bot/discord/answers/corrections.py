"""Answers that were posted follow the library: what was withdrawn, corrected or changed is said in them.

What is to be edited stands in the state database: whatever ends the process, another goes on with it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import discord

from bot.delivery import (
    CorrectionDispatcher,
    EditResult,
    Failure,
    FaultInjector,
    KeepLease,
)
from bot.discord.answers.controls import answer_items
from bot.discord.answers.correction_notice import (
    REVISED,
    CorrectionNotice,
    letters_of,
    texts_of,
    texts_wanted,
    with_notice,
)
from bot.discord.answers.digests import digest_of, digests_of, is_known, statements_of
from bot.discord.answers.queries import NotRepeatable, QueryRunner
from bot.discord.answers.responder import Responder, by_curator, with_page_number
from bot.discord.answers.sent_answers import SentAnswerBuffer, query_of
from bot.discord.answers.successors import with_successor
from bot.discord.core import Core, LocalizedUserError, message_kwargs
from bot.discord.http import WebhookAddress
from bot.discord.ui import (
    Display,
    Page,
    fit_page,
)
from bot.live_library import LibraryChange
from bot.store import EDITED, CorrectionCount, EditedMessage, PendingEdit, PostedAnswer, StoreUnavailable
from bot.traces import note_typed
from briefs.errors import UserError
from briefs.model import Statement

log = logging.getLogger(__name__)
_LOOKED_BACK = timedelta(days=30)  # for revisions of what an earlier version of the program posted
_RETRY_SECONDS = 5.0  # until a change is queued again where the state database does not answer


@dataclass(frozen=True, slots=True)
class _Edit:
    """A message as it is to be: `page` is None where only a notice comes above its words."""

    message: dict[str, Any]
    page: int | None = None
    statements: tuple[str, ...] = ()


class AnswerCorrector:
    """Queues what has changed in posted answers, and edits them: the Editor of the CorrectionDispatcher."""

    def __init__(
        self,
        core: Core,
        queries: QueryRunner,
        responder: Responder,
        sent_answers: SentAnswerBuffer,
        lease: timedelta,
        inject_fault: FaultInjector,
    ) -> None:
        self._library = core.library
        self._messenger = core.messenger
        self._corrections = core.store.corrections
        self._subscriptions = core.store.subscriptions
        self._audit = core.store.review_queue
        self._clock = core.clock
        self._queries = queries
        self._responder = responder
        self._sent_answers = sent_answers
        self._inject_fault = inject_fault
        self._changed: asyncio.Queue[Collection[str]] = asyncio.Queue()
        self._dispatcher = CorrectionDispatcher(
            core.store.corrections, self, core.clock, core.store.new_token(), lease, inject_fault
        )
        sent_answers.on_outdated = self.follow

    # Queueing

    def follow(self, statements: Collection[str]) -> None:
        """These may have changed: `run` looks which posted answers say something else of them."""
        self._changed.put_nowait(statements)

    async def apply(self, change: LibraryChange) -> None:
        """Queue every posted answer that once showed what was changed or removed. Raises StoreUnavailable."""
        await self._queue((*change.removed, *change.changed))

    async def catch_up(self) -> None:
        """Queue what has changed while no bot was running. Raises StoreUnavailable."""
        if self._library.outdated():
            await self._library.reload()
        after = ""
        while said := await self._corrections.digests_said(after):
            after = said[-1][0]
            now = await digests_of(self._library.engine, {id for id, _ in said})
            # What an earlier program posted is taken to be as it is now, unless it is known to be otherwise.
            unknown = {id for id, digest in said if not is_known(digest)}
            revised = await self._revised() if unknown else set()
            same = {id for id in unknown - revised if now[id]}
            await self._corrections.suppose({id: now[id] for id in same})
            outdated = {id for id, digest in said if digest != now[id]} - same
            await self._corrections.queue({id: now[id] for id in outdated})
        self._inject_fault("caught-up")
        self._dispatcher.wake()

    async def _revised(self) -> set[str]:
        """Statements whose last event in the audit is a revision that no posted answer follows yet."""
        since, newest = self._clock.now() - _LOOKED_BACK, dict[str, str]()
        for event in await self._audit.events(limit=1000):  # newest first
            if event.done_at >= since and event.deed in (*REVISED, "published", EDITED):
                newest.setdefault(event.subject, event.deed)
        return {id for id, deed in newest.items() if deed != EDITED}

    async def _queue(self, ids: Collection[str]) -> None:
        if ids:
            await self._sent_answers.flush()
            await self._corrections.queue(await digests_of(self._library.engine, ids))
            self._inject_fault("queued")
            self._dispatcher.wake()

    async def run(self) -> None:
        """Queue and edit until it is cancelled; what is under way then is done or given back."""
        stop = asyncio.Event()
        editing = asyncio.create_task(self._dispatcher.run(stop), name="correcting posted answers")
        try:
            while True:
                await self._queue_when_possible(await self._changed.get())
        finally:
            await self._dispatcher.finish(editing, stop)

    async def _queue_when_possible(self, ids: Collection[str]) -> None:
        while True:
            try:
                return await self._queue(ids)
            except StoreUnavailable as error:
                log.warning("corrections wait: %s", error.message)
                await asyncio.sleep(_RETRY_SECONDS)
            except Exception:  # at the next start all that was posted is compared with the library
                log.exception("posted answers could not be compared with the library")
                return

    async def count(self, statement: str, seconds: float) -> CorrectionCount:
        """How many posted answers follow a statement, after at most `seconds` in which they may."""
        until = asyncio.get_running_loop().time() + seconds
        while True:
            found = await self._corrections.count(statement)
            if not found.waiting or asyncio.get_running_loop().time() >= until:
                return found
            await asyncio.sleep(min(0.1 + seconds / 100, 2.0))

    # Editing

    async def edit(self, pending: PendingEdit, keep_lease: KeepLease) -> EditResult | None:
        """Bring one message up to the library, as Editor says."""
        posted = pending.posted
        while True:
            if self._library.outdated():
                await self._library.reload()
            engine = self._library.engine
            named = await statements_of(engine, (*pending.ids, *pending.told))
            statements = {id: named.get(id) for id in (*pending.ids, *pending.told)}
            edit = await self._prepare(posted, statements)
            if engine is self._library.engine:  # else the words may be of one library, the digests of another
                break
        if isinstance(edit, Failure):
            digests = {id: digest_of(statements[id]) for id in pending.ids}
            return EditedMessage(digests), edit
        digests = await digests_of(engine, edit.statements)
        digests |= {id: digest_of(statements[id]) for id in pending.ids}
        edited = EditedMessage(digests, edit.page, edit.statements)
        if not edit.message or (pending.attempts > 1 and await self._stands(posted, edit.message)):
            return edited, None
        assert posted.message_id is not None
        await self._messenger.wait_turn(posted.channel_id)
        if not await keep_lease():
            return None
        webhook = await self._webhook(posted)
        failure = await self._messenger.edit_now(
            posted.channel_id, posted.message_id, webhook=webhook, **edit.message
        )
        return edited, failure

    async def _webhook(self, posted: PostedAnswer) -> WebhookAddress | None:
        """Through which a digest was posted: a delivery's id begins with its subscription's."""
        sent = await self._subscriptions.get(posted.key.partition("-")[0])
        return WebhookAddress.of(sent.settings) if sent else None

    async def _prepare(
        self, posted: PostedAnswer, statements: Mapping[str, Statement | None]
    ) -> _Edit | Failure:
        """The message as it is to be, or why it cannot be read."""
        display = self._responder.display_of(posted)
        notice = CorrectionNotice.of(statements, display.translator)
        if posted.command not in self._queries:
            return await self._add_notice(posted, notice)
        try:
            return await self._render_anew(posted, notice, display, statements.values())
        except NotRepeatable:
            return await self._add_notice(posted, notice)

    async def _stands(self, posted: PostedAnswer, wanted: Mapping[str, Any]) -> bool:
        """Whether an earlier attempt has edited the message: one that was ended before it could say so."""
        assert posted.message_id is not None
        webhook = await self._webhook(posted)
        found = await self._messenger.read(posted.channel_id, posted.message_id, webhook)
        return isinstance(found, discord.Message) and letters_of(texts_of(found)) == letters_of(
            texts_wanted(wanted)
        )

    async def _render_anew(
        self,
        posted: PostedAnswer,
        notice: CorrectionNotice,
        display: Display,
        shown: Collection[Statement | None],
    ) -> _Edit | Failure:
        """The same answer from the library as it is now, the notice above it."""
        query = query_of(posted)
        note_typed(value for _, value in query.arguments)  # nobody is here who typed it just now
        try:
            rendered = await self._queries.run(with_successor(query, shown, self._library.engine), display)
        except NotRepeatable:
            raise
        except (LocalizedUserError, UserError) as error:
            log.info("a posted answer is no longer there", extra={"key": posted.key, "detail": str(error)})
            if any(shown):
                return await self._add_notice(posted, notice)
            title = display.translator.gettext("No longer on record")
            page = fit_page(Page(title, notice.text), display.plain)
            return _Edit(message_kwargs(page, display), 0)
        number = min(posted.page, len(rendered.pages) - 1)
        page = with_page_number(rendered, number, display)
        page = fit_page(replace(page, body=f"{notice.text}\n\n{page.body}"), display.plain)
        buttons = answer_items(posted.key, rendered, number, display, curates=by_curator(posted))
        return _Edit(message_kwargs(page, display, *buttons), number, page.statements)

    async def _add_notice(self, posted: PostedAnswer, notice: CorrectionNotice) -> _Edit | Failure:
        """A message that cannot be asked for again keeps its words, with the notice above them."""
        webhook = await self._webhook(posted)
        message = await self._messenger.read(posted.channel_id, posted.message_id or 0, webhook)
        if not isinstance(message, discord.Message):
            return message
        return _Edit(with_notice(message, notice))
