"""What the bot says by itself, to a channel or a person: rights first, then through the request gate."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any
from weakref import WeakValueDictionary

import discord

from bot.delivery import Failure, NotSent, Rejected
from bot.discord.http.request_gate import RequestGate
from bot.discord.http.webhooks import WebhookAddress

_ARCHIVED = 50083  # Discord's code for an edit in an archived thread
_SOON = 100  # messages after another one
log = logging.getLogger(__name__)


class Messenger:
    """Messages that answer nobody: posted, edited, read. A failure is logged, and seen in the result."""

    def __init__(self, client: discord.Client, gate: RequestGate, sees_all: bool = True) -> None:
        self._client = client
        self._sees_all = sees_all  # its servers are all that the bot is in
        self._gate = gate
        self._threads: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def send(self, channel_id: int, **message: Any) -> int | None:
        """A message in a channel; its id, or None where it may not or could not be posted.

        `message` are the arguments of discord.py's `send`. What was surely not posted is tried
        again for five minutes.
        """
        channel = self._client.get_channel(channel_id)
        if channel is None and not self._sees_all:
            return await self._send_elsewhere(channel_id, message)
        if not isinstance(channel, discord.TextChannel | discord.Thread | discord.VoiceChannel):
            log.info("no channel to post in", extra={"channel": channel_id})
            return None
        granted = channel.permissions_for(channel.guild.me)
        # In a thread another permission counts than in the channel that it belongs to.
        thread = isinstance(channel, discord.Thread)
        sending = granted.send_messages_in_threads if thread else granted.send_messages
        if not (granted.view_channel and sending):
            log.info("no permission to post", extra={"channel": channel_id})
            return None

        async def send() -> int:
            return int((await channel.send(**message)).id)

        return _message_id(await self._gate.post(channel_id, send), channel_id)

    async def _send_elsewhere(self, channel_id: int, message: dict[str, Any]) -> int | None:
        """Into a channel that another process sees: Discord says itself whether the bot may."""
        place = self._client.get_partial_messageable(channel_id)

        async def send() -> int:
            return int((await place.send(**message)).id)

        return _message_id(await self._gate.post(channel_id, send), channel_id)

    async def reply(self, message: discord.Message, **given: Any) -> tuple[int, int] | None:
        """A reply in a message's channel, without a ping: that channel and its id, or None as `send`."""
        guild = message.guild
        if guild is not None and message.channel.permissions_for(guild.me).read_message_history:
            reference = message.to_reference(fail_if_not_exists=False)
            given |= {"reference": reference, "mention_author": False}
        id = await self.send(message.channel.id, **given)
        return None if id is None else (message.channel.id, id)

    async def reply_in_thread(
        self, message: discord.Message, name: str, **given: Any
    ) -> tuple[int, int] | None:
        """The same in a thread of its own; where none may be opened, in the channel."""
        place = message.channel
        granted = place.permissions_for(message.guild.me) if message.guild else None
        if isinstance(place, discord.Thread) or granted is None or not granted.create_public_threads:
            return await self.reply(message, **given)

        async def begin() -> discord.Thread:
            return await message.create_thread(name=name)

        thread = await self._gate.attempt(place.id, begin)
        if not isinstance(thread, discord.Thread):
            return await self.reply(message, **given)
        opened = thread

        async def send() -> int:
            return int((await opened.send(**given)).id)

        id = _message_id(await self._gate.post(opened.id, send), opened.id)
        return None if id is None else (opened.id, id)

    async def react(self, message: discord.Message, emoji: str) -> bool:
        """Put a reaction to a message; False where that may not be, or could not."""
        granted = message.channel.permissions_for(message.guild.me) if message.guild else None
        if granted is None or not (granted.add_reactions and granted.read_message_history):
            return False

        async def add() -> int:
            await message.add_reaction(emoji)
            return message.id

        return isinstance(await self._gate.attempt(message.channel.id, add), int)

    async def take_reaction_back(self, message: discord.Message, emoji: str) -> None:
        """The bot's own; where there is none nothing happens."""
        client = self._client.user

        async def remove() -> int:
            assert client is not None
            await message.remove_reaction(emoji, client)
            return message.id

        await self._gate.attempt(message.channel.id, remove)

    async def delete(self, channel_id: int, message_id: int) -> bool:
        """Take a message of the bot back; False where it is gone or out of reach."""
        target = self._client.get_partial_messageable(channel_id).get_partial_message(message_id)

        async def remove() -> int:
            await target.delete()
            return message_id

        return isinstance(await self._gate.post(channel_id, remove), int)

    async def send_dm(self, user_id: int, **message: Any) -> int | None:
        """A direct message; its id, or None where the user takes none."""

        async def send() -> int:
            channel = await self._client.create_dm(discord.Object(user_id))
            return int((await channel.send(**message)).id)

        return _message_id(await self._gate.post(None, send), user_id)

    async def edit(self, channel_id: int, message_id: int, **message: Any) -> bool:
        """Change a message of the bot, in an archived thread too; False where it is gone or out of reach."""
        change = self._change(channel_id, message_id, message)
        return _message_id(await self._gate.post(channel_id, change), channel_id) is not None

    async def wait_turn(self, channel_id: int) -> None:
        """Wait for one's turn in a channel, for `edit_now`."""
        await self._gate.acquire(channel_id)

    async def edit_now(
        self, channel_id: int, message_id: int, webhook: WebhookAddress | None = None, **message: Any
    ) -> Failure | None:
        """Try once to change a message of the bot, or of a webhook, in an archived thread too.

        None where it is changed.
        """
        change = self._change(channel_id, message_id, message)
        if webhook is not None:
            posted = webhook.open(self._client)

            async def change() -> int:
                return int((await posted.edit_message(message_id, **message)).id)

        outcome = await self._gate.attempt_now(change)
        return None if isinstance(outcome, int) else outcome

    async def webhook(self, address: WebhookAddress) -> discord.Webhook | Failure:
        """Where a webhook posts, asked for once."""
        return await self._gate.attempt(None, lambda: address.open(self._client).fetch(prefer_auth=False))

    async def read(
        self, channel_id: int, message_id: int, webhook: WebhookAddress | None = None
    ) -> discord.Message | Failure:
        """A message as it stands, asked for once; what a webhook posted by its own secret."""
        place = webhook.open(self._client) if webhook else self._client.get_partial_messageable(channel_id)
        return await self._gate.attempt(channel_id, lambda: place.fetch_message(message_id))

    async def find_button(self, channel_id: int, after_id: int, custom_id: str) -> int | None:
        """The message with a button of the bot's whose id ends so, soon after another message.

        0 where there is none, None where nobody can know.
        """
        place = self._client.get_partial_messageable(channel_id)

        async def look() -> int:
            async for one in place.history(limit=_SOON, after=discord.Object(after_id), oldest_first=True):
                if any(id.endswith(custom_id) for id in _button_ids(one.components)):
                    return one.id
            return 0

        outcome = await self._gate.attempt(channel_id, look)
        if isinstance(outcome, Rejected) and outcome.reason == "gone":
            return 0
        return outcome if isinstance(outcome, int) else None

    def _change(
        self, channel_id: int, message_id: int, message: dict[str, Any]
    ) -> Callable[[], Awaitable[int]]:
        target = self._client.get_partial_messageable(channel_id).get_partial_message(message_id)

        async def change() -> int:
            try:
                await target.edit(**message)
            except discord.HTTPException as error:
                if error.code != _ARCHIVED:
                    raise
                await self._in_archived_thread(channel_id, lambda: target.edit(**message))
            return message_id

        return change

    async def _in_archived_thread(self, thread_id: int, change: Callable[[], Awaitable[Any]]) -> None:
        """Threads are archived after days, and nothing in them can be edited then: open it for a moment."""
        # One message of a thread at a time: who is done closes it again, over the next one's head.
        async with self._threads.setdefault(thread_id, asyncio.Lock()):
            thread = await self._client.fetch_channel(thread_id)
            assert isinstance(thread, discord.Thread)
            await thread.edit(archived=False)
            await change()
            with suppress(discord.HTTPException):  # not the bot's own thread: Discord archives it by itself
                await thread.edit(archived=True)


def _button_ids(components: Iterable[Any]) -> Iterator[str]:
    for one in components:
        yield str(getattr(one, "custom_id", None) or "")
        yield from _button_ids(getattr(one, "children", ()))


def _message_id(outcome: int | Failure, place: int) -> int | None:
    """Of a message that stands; None, and a line in the log, for one that does not."""
    if isinstance(outcome, int):
        return outcome
    level = logging.INFO if isinstance(outcome, Rejected | NotSent) else logging.WARNING
    log.log(level, "not posted", extra={"place": place, "detail": outcome.detail})
    return None
