"""All the words of a message, wherever Discord shows them; and which posted answer it is, if one."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator

import discord

from bot.discord.core import Context, LocalizedUserError, walk_components
from briefs.i18n import N_

_LARGEST_FILE = 100_000  # bytes of a text attachment that is read
_MOST_FILES = 3
_READ_WITHIN = 1.0  # seconds for all files: Discord waits for three in all
_TEXT_FILES = (".txt", ".md", ".markdown", ".text")
_BUTTON = re.compile(r"or:b:[a-z]{1,16}:(?P<key>[a-z0-9-]{1,25})(?::\d+)?")


def text_of(message: discord.Message) -> str:
    """The words of a message: its own, those it forwards, of its cards, its components and its poll."""
    parts = [*_texts(message)]
    for snapshot in message.message_snapshots:
        parts += _texts(snapshot)
    if message.poll is not None:
        parts += [str(message.poll.question), *(answer.text or "" for answer in message.poll.answers)]
    return "\n\n".join(part for part in parts if part)


async def text_with_files(message: discord.Message) -> str:
    """The words of a message with those of the text files that are attached: “message.txt” of a long one.

    A file that Discord does not hand out in time is left out.
    """
    files = [*message.attachments, *(file for each in message.message_snapshots for file in each.attachments)]
    readable = [file for file in files if _is_text(file)][:_MOST_FILES]
    parts = [text_of(message)]
    if readable:
        done, late = await asyncio.wait(
            [asyncio.ensure_future(file.read()) for file in readable], timeout=_READ_WITHIN
        )
        for task in late:
            task.cancel()
        read = [task.result() for task in done if not task.cancelled() and task.exception() is None]
        parts += [raw.decode("utf-8-sig", errors="replace") for raw in read]
    return "\n\n".join(part for part in parts if part)


def answer_key(message: discord.Message, bot_id: int) -> str | None:
    """The key of the posted answer that a message of the bot's own is, from its buttons; else None."""
    if message.author.id != bot_id:
        return None
    for component in walk_components(message.components):
        if found := _BUTTON.fullmatch(getattr(component, "custom_id", None) or ""):
            return found["key"]
    return None


def _texts(message: discord.Message | discord.MessageSnapshot) -> Iterator[str]:
    yield message.content
    for embed in message.embeds:
        # A name over the words is who said them: cards of posts elsewhere have it so.
        yield "\n".join(part for part in (embed.author.name, embed.title, embed.description) if part)
        yield from (f"{field.name}\n{field.value}" for field in embed.fields)
    yield from (
        component.content
        for component in walk_components(message.components)
        if isinstance(component, discord.TextDisplay)
    )


def _is_text(file: discord.Attachment) -> bool:
    named = (file.content_type or "").startswith("text/") or file.filename.lower().endswith(_TEXT_FILES)
    return named and file.size <= _LARGEST_FILE


async def replied_message(ctx: Context) -> discord.Message | None:
    """The message that this one replies to, asked for where Discord did not send it along."""
    reference = ctx.message.reference
    if reference is None or reference.message_id is None:
        return None
    if isinstance(reference.resolved, discord.Message):
        return reference.resolved
    try:
        return await ctx.channel.fetch_message(reference.message_id)
    except (discord.NotFound, discord.Forbidden):
        raise LocalizedUserError(N_("The message that you replied to cannot be read.")) from None
