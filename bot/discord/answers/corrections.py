"""Answers that were posted follow the library: what was withdrawn, corrected or changed is said in them.

What is to be edited stands in the state database: whatever ends the process, another goes on with it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
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
from bot.discord.answers.digests import digest_of, digests_of, is_known, statements_of
from bot.discord.answers.queries import NotRepeatable, QueryRunner
from bot.discord.answers.responder import Responder, with_page_number
from bot.discord.answers.sent_answers import SentAnswerBuffer, query_of
from bot.discord.core import Core, LocalizedUserError, message_kwargs, stopped, walk_components
from bot.discord.ui import (
    CARD_TEXT,
    CONTENT,
    EMBED_DESCRIPTION,
    EMBEDS_TOTAL,
    Display,
    Page,
    fit_page,
    safe_within,
    truncate_lines,
)
from bot.live_library import LibraryChange
from bot.store import EDITED, CorrectionCount, EditedMessage, PendingEdit, PostedAnswer, StoreUnavailable
from bot.traces import note_typed
from briefs.errors import UserError
from briefs.i18n import N_, Translator
from briefs.model import Statement
from briefs.query import QueryEngine
from briefs.query.questions import Query

log = logging.getLogger(__name__)
_LOOKED_BACK = timedelta(days=30)  # for revisions of what an earlier version of the program posted
_MOST_NAMED = 8  # statements in one notice
_RETRY_SECONDS = 5.0  # until a change is queued again where the state database does not answer
_CHANGE_LINES = {
    "withdrawn": N_("{id} was withdrawn."),
    "corrected": N_("{id} was corrected."),
    "disputed": N_("{id} is disputed."),
}
_GONE = N_("{id} was taken back and is no longer on record.")
_CHANGED = N_("{id} was changed.")
_RESTORED = N_("{id} was changed: it is on record again.")
_SOURCE_LINES = {
    "reworded": N_("The source of {id} was changed and has other words now."),
    "gone": N_("The source of {id} no longer has these words."),
}


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
            if event.done_at >= since and event.deed in (*_CHANGE_LINES, "published", EDITED):
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
        return edited, await self._messenger.edit_now(posted.channel_id, posted.message_id, **edit.message)

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
        found = await self._messenger.read(posted.channel_id, posted.message_id)
        return isinstance(found, discord.Message) and _letters(_texts_of(found)) == _letters(
            _texts_wanted(wanted)
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
            rendered = await self._queries.run(_with_successor(query, shown, self._library.engine), display)
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
        buttons = answer_items(posted.key, rendered, number, display)
        return _Edit(message_kwargs(page, display, *buttons), number, page.statements)

    async def _add_notice(self, posted: PostedAnswer, notice: CorrectionNotice) -> _Edit | Failure:
        """A message that cannot be asked for again keeps its words, with the notice above them."""
        message = await self._messenger.read(posted.channel_id, posted.message_id or 0)
        if not isinstance(message, discord.Message):
            return message
        return _Edit(_with_notice(message, notice))


def _with_successor(query: Query, shown: Collection[Statement | None], engine: QueryEngine) -> Query:
    """A person who was merged into another is asked for as that one: whoever now said what was shown."""
    person = query.get("person")
    if person is None or person in engine.people:
        return query
    now = {tuple(speaker.id for speaker in one.speakers) for one in shown if one is not None}
    if len(now) != 1 or len(speakers := now.pop()) != 1:
        return query
    return Query.of(query.command, **(dict(query.arguments) | {"person": speakers[0]}))


def _texts_of(message: discord.Message) -> Iterator[str | None]:
    """All that is read of a message, as content, embed or card."""
    yield message.content
    for embed in message.embeds:
        yield from (embed.title, embed.description, embed.footer.text)
    for item in walk_components(message.components):
        if isinstance(item, discord.TextDisplay):
            yield item.content


def _texts_wanted(message: Mapping[str, Any]) -> Iterator[str | None]:
    """The same of the arguments of an edit."""
    yield message.get("content")
    for embed in message.get("embeds") or ():
        yield from (embed.title, embed.description, embed.footer.text)
    view = message.get("view")
    for item in view.walk_children() if view else ():
        if isinstance(item, discord.ui.TextDisplay):
            yield item.content


def _letters(texts: Iterable[str | None]) -> str:
    """White space apart: Discord trims what it is sent."""
    return "".join(" ".join(text for text in texts if text).split())


def _with_notice(message: discord.Message, notice: CorrectionNotice) -> dict[str, Any]:
    """The arguments of an edit that puts the notice above the words; empty where it stands there."""
    if message.flags.components_v2:
        return _in_card(message, notice)
    return _in_embed(message, notice) if message.embeds else _in_content(message, notice)


def _in_card(message: discord.Message, notice: CorrectionNotice) -> dict[str, Any]:
    """Under the title, which is the first line of the card's first text."""
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    container = next((item for item in view.children if isinstance(item, discord.ui.Container)), None)
    texts = container.children if container else view.children
    shown = next((item for item in texts if isinstance(item, discord.ui.TextDisplay)), None)
    if shown is None:
        return {}
    title, _, before = shown.content.partition("\n")
    after = notice.above(before, CARD_TEXT - view.content_length() + len(before)).strip()
    shown.content = f"{title}\n{after}"
    return {} if after == before else {"view": stopped(view)}


def _in_embed(message: discord.Message, notice: CorrectionNotice) -> dict[str, Any]:
    first = message.embeds[0].copy()
    before = first.description or ""
    others = sum(map(len, message.embeds)) - len(before)
    first.description = notice.above(before, min(EMBED_DESCRIPTION, EMBEDS_TOTAL - others))
    return {} if first.description == before else {"embeds": [first, *message.embeds[1:]]}


def _in_content(message: discord.Message, notice: CorrectionNotice) -> dict[str, Any]:
    content = notice.above(message.content, CONTENT)
    return {} if content == message.content else {"content": content}


@dataclass(frozen=True, slots=True)
class CorrectionNotice:
    """What became of the statements of an answer since it was posted; `lines` by id."""

    title: str
    lines: dict[str, str]

    @classmethod
    def of(cls, statements: Mapping[str, Statement | None], translator: Translator) -> CorrectionNotice:
        """By id, the statements as they are now, None for one that is gone; at most eight are named."""
        lines = {
            f"`{id}`": _change_line(id, one, translator) for id, one in list(statements.items())[:_MOST_NAMED]
        }
        return cls(translator.gettext("Since this was posted:"), lines)

    @property
    def text(self) -> str:
        """The title, and a line for each statement."""
        return "\n".join([self.title, *(f"• {line}" for line in self.lines.values())])

    def above(self, text: str, most: int) -> str:
        """`text` below this notice and what an earlier one said of other statements.

        The notice gives way where there is no room for all: the words below it stay whole.
        """
        earlier: list[str] = []
        if text.startswith(self.title + "\n"):
            head, _, text = text.partition("\n\n")
            earlier = [line for line in head.split("\n")[1:] if not any(id in line for id in self.lines)]
        notice = "\n".join([self.text, *earlier])
        room = max(most - len(text) - 2, len(self.title))
        return truncate_lines(f"{truncate_lines(notice, room)}\n\n{text}", most)


def _change_line(id: str, statement: Statement | None, translator: Translator) -> str:
    if statement is None or statement.status == "draft":
        return translator.gettext(_GONE, id=f"`{id}`")
    if statement.source_state and statement.status not in _CHANGE_LINES:
        return translator.gettext(_SOURCE_LINES[statement.source_state], id=f"`{id}`")
    earlier = {step.status for step in statement.history[:-1]}
    restored = statement.status == "published" and bool(earlier & _CHANGE_LINES.keys())
    line = _RESTORED if restored else _CHANGE_LINES.get(statement.status, _CHANGED)
    said = translator.gettext(line, id=f"`{id}`")
    note = next((step.note for step in reversed(statement.history) if step.note), None)
    told = note and (restored or statement.status in _CHANGE_LINES)
    return f"{said} {safe_within(note, 300)}" if note and told else said
