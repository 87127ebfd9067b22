"""Answers that were posted follow the library: what was withdrawn, corrected or changed is said in them."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import discord

from bot.discord.answers.controls import answer_items
from bot.discord.answers.queries import NotRepeatable, QueryRunner
from bot.discord.answers.responder import Responder, with_page_number
from bot.discord.answers.sent_answers import SentAnswerBuffer, query_of
from bot.discord.core import Core, LocalizedUserError, message_kwargs, stopped
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
from bot.store import PostedAnswer
from bot.traces import note_typed
from briefs.errors import UserError
from briefs.i18n import N_, Translator
from briefs.model import Statement

log = logging.getLogger(__name__)
EDITED = "edited"  # the audit entry that says: the answers with this statement follow it
_BOT = "bot"
_LOOKED_BACK = timedelta(days=30)  # for revisions that no running bot has followed yet
_AT_ONCE = 500  # ids in one question to the index
_MOST_NAMED = 8  # statements in one notice
_CHANGE_LINES = {
    "withdrawn": N_("{id} was withdrawn."),
    "corrected": N_("{id} was corrected."),
    "disputed": N_("{id} is disputed."),
}
_GONE = N_("{id} was taken back and is no longer on record.")
_CHANGED = N_("{id} was changed.")
_SOURCE_LINES = {
    "reworded": N_("The source of {id} was changed and has other words now."),
    "gone": N_("The source of {id} no longer has these words."),
}


class AnswerCorrector:
    """Edits answers that were posted once what they show has changed."""

    def __init__(
        self, core: Core, queries: QueryRunner, responder: Responder, sent_answers: SentAnswerBuffer
    ) -> None:
        self._library = core.library
        self._messenger = core.messenger
        self._clock = core.clock
        self._audit = core.store.review_queue
        self._queries = queries
        self._responder = responder
        self._sent_answers = sent_answers

    async def apply(self, change: LibraryChange) -> int:
        """Edit every posted answer that shows what was changed or removed; how many were edited."""
        touched = (*change.removed, *change.changed)
        if not touched:
            return 0
        current = await self._statements(touched)
        concerned: dict[str, tuple[PostedAnswer, list[str]]] = {}
        for id in touched:
            for posted in await self._sent_answers.showing(id):
                concerned.setdefault(posted.key, (posted, []))[1].append(id)
        done = 0
        for posted, ids in concerned.values():
            done += await self._correct(posted, {id: current.get(id) for id in ids})
        for id in touched:
            shown = sum(id in ids for _, ids in concerned.values())
            if shown or (id in current and current[id].status in _CHANGE_LINES):
                await self._audit.record(_BOT, EDITED, id, {"answers": shown})
        return done

    async def catch_up(self) -> int:
        """Follow what was revised or taken back while no bot was running."""
        since = self._clock.now() - _LOOKED_BACK
        newest: dict[str, str] = {}
        for event in await self._audit.events(limit=1000):  # newest first
            if event.done_at >= since and event.deed in (*_CHANGE_LINES, "published", EDITED):
                newest.setdefault(event.subject, event.deed)
        revised = tuple(id for id, event in newest.items() if event != EDITED)
        shown = await self._sent_answers.all_shown()
        known = await self._statements(shown)
        removed = tuple(id for id in shown if id not in known)
        return await self.apply(LibraryChange((), removed, revised))

    async def _statements(self, ids: tuple[str, ...]) -> dict[str, Statement]:
        found: dict[str, Statement] = {}
        for start in range(0, len(ids), _AT_ONCE):
            found |= await self._library.engine.find_statements(ids[start : start + _AT_ONCE])
        return found

    async def _correct(self, posted: PostedAnswer, statements: dict[str, Statement | None]) -> bool:
        display = self._responder.display_of(posted)
        notice = CorrectionNotice.of(statements, display.translator)
        if posted.message_id is None:
            return False
        if posted.command not in self._queries:
            return await self._add_notice(posted, notice)
        try:
            message, shown, page = await self._render_anew(posted, notice.text, display)
        except NotRepeatable:
            return await self._add_notice(posted, notice)
        if not await self._messenger.edit(posted.channel_id, posted.message_id, **message):
            return False
        await self._sent_answers.page_changed(posted.key, page, shown)
        return True

    async def _render_anew(
        self, posted: PostedAnswer, notice: str, display: Display
    ) -> tuple[dict[str, Any], tuple[str, ...], int]:
        """The same answer from the library as it is now, the notice above it."""
        query = query_of(posted)
        note_typed(value for _, value in query.arguments)  # nobody is here who typed it just now
        try:
            rendered = await self._queries.run(query, display)
        except NotRepeatable:
            raise
        except (LocalizedUserError, UserError) as error:
            log.info("a posted answer is no longer there", extra={"key": posted.key, "detail": str(error)})
            page = fit_page(Page(display.translator.gettext("No longer on record"), notice), display.plain)
            return message_kwargs(page, display), (), 0
        number = min(posted.page, len(rendered.pages) - 1)
        page = with_page_number(rendered, number, display)
        page = fit_page(replace(page, body=f"{notice}\n\n{page.body}"), display.plain)
        buttons = answer_items(posted.key, rendered, number, display)
        return message_kwargs(page, display, *buttons), page.statements, number

    async def _add_notice(self, posted: PostedAnswer, notice: CorrectionNotice) -> bool:
        """A message that cannot be asked for again keeps its words, with the notice above them."""
        channel_id, message_id = posted.channel_id, posted.message_id or 0
        message = await self._messenger.fetch(channel_id, message_id)
        if message is None:
            return False
        changed = _with_notice(message, notice)
        return bool(changed) and await self._messenger.edit(channel_id, message_id, **changed)


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
    def of(cls, statements: dict[str, Statement | None], translator: Translator) -> CorrectionNotice:
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
    said = translator.gettext(_CHANGE_LINES.get(statement.status, _CHANGED), id=f"`{id}`")
    note = next((step.note for step in reversed(statement.history) if step.note), None)
    return f"{said} {safe_within(note, 300)}" if note and statement.status in _CHANGE_LINES else said
