"""The notice in a posted answer: what became of its statements since, above the words that stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import discord

from bot.discord.core import stopped, walk_components
from bot.discord.ui import (
    CARD_TEXT,
    CONTENT,
    EMBED_DESCRIPTION,
    EMBEDS_TOTAL,
    safe_within,
    truncate_lines,
)
from briefs.i18n import N_, Translator
from briefs.model import Statement

_MOST_NAMED = 8  # statements in one notice
REVISED = {
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


def texts_of(message: discord.Message) -> Iterator[str | None]:
    """All that is read of a message, as content, embed or card."""
    yield message.content
    for embed in message.embeds:
        yield from (embed.title, embed.description, embed.footer.text)
    for item in walk_components(message.components):
        if isinstance(item, discord.TextDisplay):
            yield item.content


def texts_wanted(message: Mapping[str, Any]) -> Iterator[str | None]:
    """The same of the arguments of an edit."""
    yield message.get("content")
    for embed in message.get("embeds") or ():
        yield from (embed.title, embed.description, embed.footer.text)
    view = message.get("view")
    for item in view.walk_children() if view else ():
        if isinstance(item, discord.ui.TextDisplay):
            yield item.content


def letters_of(texts: Iterable[str | None]) -> str:
    """White space apart: Discord trims what it is sent."""
    return "".join(" ".join(text for text in texts if text).split())


def with_notice(message: discord.Message, notice: CorrectionNotice) -> dict[str, Any]:
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
    if statement.source_state and statement.status not in REVISED:
        return translator.gettext(_SOURCE_LINES[statement.source_state], id=f"`{id}`")
    earlier = {step.status for step in statement.history[:-1]}
    restored = statement.status == "published" and bool(earlier & REVISED.keys())
    line = _RESTORED if restored else REVISED.get(statement.status, _CHANGED)
    said = translator.gettext(line, id=f"`{id}`")
    note = next((step.note for step in reversed(statement.history) if step.note), None)
    told = note and (restored or statement.status in REVISED)
    return f"{said} {safe_within(note, 300)}" if note and told else said
