"""Messages, threads and forum posts in channels that the bot may or may not use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import limits, message_rules, payloads, permissions
from .calls import Call, Table
from .errors import ApiError, Form, missing_access, missing_permissions, refuse, unknown
from .world import FORUM, PRIVATE_THREAD, Channel, Message

if TYPE_CHECKING:
    from .server import Double

Json = dict[str, Any]
CROSSPOSTED = 1
CHANNEL = "/channels/{channel_id}"
MESSAGE = CHANNEL + "/messages/{message_id}"


class MessageApi:
    def __init__(self, double: Double) -> None:
        self.double = double

    def table(self) -> Table:
        return [
            ("POST", CHANNEL + "/messages", self.create), ("GET", CHANNEL + "/messages", self.list),
            ("GET", MESSAGE, self.get), ("PATCH", MESSAGE, self.edit), ("DELETE", MESSAGE, self.delete),
            ("POST", MESSAGE + "/threads", self.thread_from_message),
            ("POST", MESSAGE + "/crosspost", self.crosspost),
            ("POST", CHANNEL + "/threads", self.thread),
            ("POST", CHANNEL + "/typing", self.typing),
            ("PUT", MESSAGE + "/reactions/{emoji}/@me", self.react),
            ("DELETE", MESSAGE + "/reactions/{emoji}/@me", self.react),
        ]  # fmt: skip

    def _granted(self, channel: Channel) -> int:
        return permissions.in_channel(self.double.world.bot, channel)

    def _channel(self, call: Call) -> tuple[Channel, int]:
        """The channel and what the bot may do there; refused where it may not look."""
        channel = self.double.world.channels.get(call.id("channel_id"))
        if channel is None:
            raise unknown("Channel")
        granted = self._granted(channel)
        if not granted & permissions.VIEW_CHANNEL:
            raise missing_access()
        return channel, granted

    def _message(self, call: Call) -> tuple[Message, int]:
        channel, granted = self._channel(call)
        message = channel.messages.get(call.id("message_id"))
        if message is None or message.deleted:
            raise unknown("Message")
        return message, granted

    def _check_may_send(self, channel: Channel, granted: int, body: Json, files: int) -> None:
        if channel.type == FORUM or channel.type == 4:
            raise ApiError(400, 50008, "Cannot send messages in a non-text channel", violation=True)
        if channel.is_direct and not all(u.accepts_dms for u in channel.recipients):
            raise ApiError(403, 50007, "Cannot send messages to this user")
        if channel.is_thread and channel.locked and not granted & permissions.MANAGE_THREADS:
            raise ApiError(400, 50083, "Thread is archived")
        need = permissions.SEND_MESSAGES_IN_THREADS if channel.is_thread else permissions.SEND_MESSAGES
        self._check_may_show(granted, need, body, files)

    def _check_may_show(self, granted: int, need: int, body: Json, files: int) -> None:
        if body.get("embeds"):
            need |= permissions.EMBED_LINKS
        if files:
            need |= permissions.ATTACH_FILES
        if granted & need != need:
            raise missing_permissions()

    async def create(self, call: Call) -> Any:
        channel, granted = self._channel(call)
        body = call.form()
        self._check_may_send(channel, granted, body, len(call.files))
        posting, bot = self.double.posting, self.double.world.bot
        earlier = posting.earlier(bot, body)
        if earlier is not None:
            self.double.deduplicated += 1
            return payloads.message(earlier)
        target = self._referenced(channel, granted, body)
        message = posting.compose(channel, body, call.files)
        if target is not None:
            message.reference, message.type = target, 19
            posting.notify(message, body.get("allowed_mentions"))
        posting.remember(message)
        channel.archived = False
        await self.double.announce(message)
        return payloads.message(message)

    def _referenced(self, channel: Channel, granted: int, body: Json) -> Message | None:
        reference = body.get("message_reference")
        if reference is None:
            return None
        if not granted & permissions.READ_MESSAGE_HISTORY:
            text = "You cannot reply to a message without permission to read message history"
            raise ApiError(400, 160002, text)
        target = channel.messages.get(int(reference["message_id"]))
        if target is None or target.deleted:
            if reference.get("fail_if_not_exists") is not False:
                refuse(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
            return None
        return target

    def _shown(self, message: Message) -> Json:
        """REST blanks content too where the application was not granted the intent."""
        bot = self.double.world.bot
        exempt = message.channel.is_direct or message.author is bot or bot in message.mentions
        return payloads.message(message, blank=not exempt and not self.double.content_granted)

    async def list(self, call: Call) -> Any:
        channel, granted = self._channel(call)
        query = call.query
        if sum(key in query for key in ("before", "after", "around")) > 1:
            refuse(("before",), "BASE_TYPE_EXCLUSIVE", "before, after and around are mutually exclusive")
        limit = int(query.get("limit", 50))
        if not 1 <= limit <= 100:
            refuse(("limit",), "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
        if not granted & permissions.READ_MESSAGE_HISTORY:
            return []
        found = sorted((m for m in channel.messages.values() if not m.deleted), key=lambda m: m.id)
        return [self._shown(message) for message in reversed(_window(found, query, limit))]

    async def get(self, call: Call) -> Any:
        message, granted = self._message(call)
        if not granted & permissions.READ_MESSAGE_HISTORY:
            raise missing_access()
        return self._shown(message)

    async def edit(self, call: Call) -> Any:
        message, granted = self._message(call)
        body = call.form()
        only_flags = set(body) <= {"flags"}
        if message.author is not self.double.world.bot and not (
            only_flags and granted & permissions.MANAGE_MESSAGES
        ):
            raise ApiError(403, 50005, "Cannot edit a message authored by another user", violation=True)
        if message.channel.archived:
            raise ApiError(400, 50083, "Thread is archived")
        self._check_may_show(granted, 0, body, len(call.files))
        self.double.posting.edit(message, body, call.files)
        await self.double.announce(message, edited=True)
        return payloads.message(message)

    async def delete(self, call: Call) -> None:
        message, granted = self._message(call)
        if message.author is not self.double.world.bot and not granted & permissions.MANAGE_MESSAGES:
            raise missing_permissions()
        await self.double.erase(message)

    async def typing(self, call: Call) -> None:
        self._channel(call)

    async def crosspost(self, call: Call) -> Any:
        """To the followers of an announcement channel: once, and one's own with the right to send alone."""
        message, granted = self._message(call)
        if message.channel.type != 5 or message.author is not self.double.world.bot:
            raise ApiError(400, 50024, "Cannot execute action on this channel type", violation=True)
        if not granted & permissions.SEND_MESSAGES:
            raise missing_permissions()
        if message.flags & CROSSPOSTED:
            raise ApiError(400, 40033, "This message has already been crossposted", violation=True)
        message.flags |= CROSSPOSTED
        return payloads.message(message)

    async def react(self, call: Call) -> None:
        _, granted = self._message(call)
        if not granted & permissions.ADD_REACTIONS:
            raise missing_permissions()

    async def thread_from_message(self, call: Call) -> Any:
        message, granted = self._message(call)
        body = call.form()
        self._check_name(body)
        if not granted & permissions.CREATE_PUBLIC_THREADS:
            raise missing_permissions()
        if message.channel.is_direct or message.channel.is_thread:
            raise ApiError(400, 50024, "Cannot execute action on this channel type", violation=True)
        if message.thread is not None:
            raise ApiError(400, 160004, "A thread has already been created for this message")
        message.thread = await self._open(message.channel, body, message.id)
        return payloads.channel(message.thread)

    async def thread(self, call: Call) -> Any:
        channel, granted = self._channel(call)
        body = call.form()
        self._check_name(body)
        if channel.is_direct or channel.is_thread:
            raise ApiError(400, 50024, "Cannot execute action on this channel type", violation=True)
        if channel.type == FORUM:
            return await self._forum_post(channel, granted, body, call)
        need = permissions.CREATE_PUBLIC_THREADS
        if body.get("type", PRIVATE_THREAD) == PRIVATE_THREAD:
            need = permissions.CREATE_PRIVATE_THREADS
        if not granted & need:
            raise missing_permissions()
        thread = await self._open(channel, body, self.double.mint.at(self.double.clock.now()))
        thread.type = body.get("type", PRIVATE_THREAD)
        return payloads.channel(thread)

    async def _forum_post(self, channel: Channel, granted: int, body: Json, call: Call) -> Json:
        """A post's first message: it has no nonce, so nothing recognises it when it comes twice."""
        first = body.get("message")
        if not isinstance(first, dict):
            refuse(("message",), "BASE_TYPE_REQUIRED", "This field is required")
        self._check_may_show(granted, permissions.SEND_MESSAGES, first, len(call.files))
        tags = [int(tag) for tag in body.get("applied_tags") or ()]
        if channel.tag_required and not tags:
            raise ApiError(400, 40067, "A tag is required to create a forum post in this channel")
        if len(tags) > limits.FORUM_TAGS or not set(tags) <= {int(tag["id"]) for tag in channel.tags}:
            refuse(("applied_tags",), "INVALID_FORUM_TAGS", "Unknown tags, or more than 5")
        message_rules.check(first, len(call.files), at=("message",))
        if message_rules.empty(first, len(call.files)):
            raise message_rules.refuse_empty()
        number = self.double.mint.at(self.double.clock.now())
        thread = await self._open(channel, body, number, tags)
        message = self.double.posting.compose(thread, first, call.files, at=("message",))
        message.nonce = None
        thread.messages = {number: message}
        message.id = number
        await self.double.announce(message)
        return payloads.channel(thread) | {"message": payloads.message(message)}

    async def _open(
        self, parent: Channel, body: Json, number: int, tags: tuple[int, ...] | Any = ()
    ) -> Channel:
        double = self.double
        thread = double.world.add_thread(parent, body["name"], double.world.bot, number, double.clock.now())
        thread.applied_tags = list(tags)
        payload = payloads.channel(thread) | {"newly_created": True}
        await double.gateway.tell("THREAD_CREATE", parent.guild, payload)
        return thread

    def _check_name(self, body: Json) -> None:
        form = Form()
        form.required(("name",), body.get("name"))
        form.length(("name",), body.get("name"), limits.THREAD_NAME)
        form.refuse()


def _window(found: list[Message], query: Any, limit: int) -> list[Message]:
    if "after" in query:
        return [m for m in found if m.id > int(query["after"])][:limit]
    if "before" in query:
        return [m for m in found if m.id < int(query["before"])][-limit:]
    if "around" in query:
        middle = int(query["around"])
        before = [m for m in found if m.id < middle][-(limit // 2) :] if limit > 1 else []
        after = [m for m in found if m.id >= middle]
        return before + after[: limit - len(before)]
    return found[-limit:]
