"""The test's vocabulary: users act, the world changes, things are read back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from . import payloads, permissions, session
from .interactions import InteractionRecord
from .world import Channel, Guild, Message, User

if TYPE_CHECKING:
    from .gateway import Gateway
    from .people import People
    from .world import World

Json = dict[str, Any]
ChannelLike = Channel | str | int | None
UserLike = User | str | int


class Stories:
    """Users and channels may be given as objects, names or ids; a channel of None is the user's DM."""

    if TYPE_CHECKING:
        people: People
        world: World
        gateway: Gateway
        shown: dict[int, Message]

        def user(self, name: UserLike) -> User: ...
        def channel(self, name: Channel | str | int) -> Channel: ...
        def pulse(self) -> None: ...
        async def announce(self, message: Message, *, edited: bool = False) -> None: ...
        async def erase(self, message: Message) -> None: ...

    def _at(self, channel: ChannelLike, user: UserLike) -> Channel:
        return self.world.dm(self.user(user)) if channel is None else self.channel(channel)

    async def slash(
        self, guild: Guild | None, channel: ChannelLike, user: UserLike, command: str, /, *,
        options: Json | None = None, locale: str | None = None, installed: str = "guild", force: bool = False,
        **values: Any,
    ) -> InteractionRecord:  # fmt: skip
        """Runs `/command`, "group sub" for subcommands; `options` for names that are no Python names.

        `installed` is guild, user or both; `force` sends what Discord's client would not offer.
        """
        return await self.people.command(
            self._at(channel, user), self.user(user), command, {**(options or {}), **values},
            locale=locale, installed=installed, force=force,
        )  # fmt: skip

    async def autocomplete(
        self, guild: Guild | None, channel: ChannelLike, user: UserLike, command: str, /, *, focused: str,
        options: Json | None = None, locale: str | None = None, installed: str = "guild", force: bool = False,
        **values: Any,
    ) -> InteractionRecord:  # fmt: skip
        """One keystroke's question: what is typed so far is the value of the `focused` option."""
        return await self.people.command(
            self._at(channel, user), self.user(user), command, {**(options or {}), **values},
            focused=focused, locale=locale, installed=installed, force=force,
        )  # fmt: skip

    async def keystrokes(
        self, guild: Guild | None, channel: ChannelLike, user: UserLike, command: str, /, *, focused: str,
        text: str, options: Json | None = None, **more: Any,
    ) -> list[list[Json]]:  # fmt: skip
        """The lists shown while `text` is typed, from the empty field on."""
        shown = []
        for end in range(len(text) + 1):
            typed = {**(options or {}), focused: text[:end]}
            record = await self.autocomplete(
                guild, channel, user, command, focused=focused, options=typed, **more
            )
            await record.response()
            shown.append(record.choices)
        return shown

    async def message_menu(
        self, name: str, message: Message, user: UserLike, **more: Any
    ) -> InteractionRecord:
        """Right click on a message, Apps, `name`."""
        return await self.people.command(
            message.channel, self.user(user), name, {}, kind=3, target=message, **more
        )

    async def user_menu(
        self, name: str, target: UserLike, channel: ChannelLike, user: UserLike, **more: Any
    ) -> InteractionRecord:
        """Right click on `target` in `channel`, Apps, `name`."""
        place = self._at(channel, user)
        return await self.people.command(
            place, self.user(user), name, {}, kind=2, target=self.user(target), **more
        )

    async def click(
        self, message: Message, user: UserLike, button: str | None = None, **more: Any
    ) -> InteractionRecord:
        """Clicks the button with that label or custom_id; None where there is only one."""
        return await self.people.website(message, self.user(user), button, None, **more)

    async def select(
        self, message: Message, user: UserLike, *values: str, menu: str | None = None, **more: Any
    ) -> InteractionRecord:
        return await self.people.website(message, self.user(user), menu, values, **more)

    async def forge(
        self,
        message: Message,
        user: UserLike,
        custom_id: str,
        values: Sequence[str] | None = None,
        **more: Any,
    ) -> InteractionRecord:
        """A client of somebody's own sends a press, or a choice, that the message does not offer."""
        return await self.people.forge(message, self.user(user), custom_id, values, **more)

    async def submit(
        self, record: InteractionRecord, values: Json, user: UserLike | None = None, **more: Any
    ) -> InteractionRecord:
        """Sends the form that `record` opened."""
        return await self.people.submit(record, self.user(user or record.user), values, **more)

    async def say(
        self,
        channel: ChannelLike,
        user: UserLike,
        content: str,
        *,
        reply_to: Message | None = None,
        **more: Any,
    ) -> Message:
        """A person writes; `<@id>` mentions work, `d.world.bot.mention` is the bot's."""
        return await self.people.say(self._at(channel, user), self.user(user), content, reply_to, **more)

    async def rewrite(self, message: Message, content: str) -> None:
        """The author edits what they said."""
        message.versions.append((message.content, message.embeds, message.components))
        message.content, message.edited = content, self.clock.now()
        await self.announce(message, edited=True)

    async def delete_message(self, message: Message) -> None:
        """Somebody in the channel deletes a message, the bot's or another."""
        await self.erase(message)

    def messages(self, channel: ChannelLike, user: UserLike = "reader") -> list[Message]:
        """What stands in a channel, oldest first; with None in the user's DM."""
        return [m for m in self._at(channel, user).messages.values() if not m.deleted]

    def posts(self, channel: ChannelLike, user: UserLike = "reader") -> list[Message]:
        """Of those, the bot's own."""
        return [m for m in self.messages(channel, user) if m.author is self.world.bot]

    def message(self, number: int | str) -> Message:
        for channel in self.world.channels.values():
            if int(number) in channel.messages:
                return channel.messages[int(number)]
        return self.shown[int(number)]

    async def delete_channel(self, channel: ChannelLike) -> None:
        """From then on 404 / 10003."""
        gone = self.channel(channel or "")
        payload = payloads.channel(gone)
        self.world.remove_channel(gone)
        event = "THREAD_DELETE" if gone.is_thread else "CHANNEL_DELETE"
        await self.gateway.tell(event, gone.guild, payload)

    async def deny(
        self, channel: ChannelLike, denied: int = permissions.VIEW_CHANNEL, *, tell: bool = True
    ) -> None:
        """Takes permissions from the bot in one channel; VIEW_CHANNEL gives 403 / 50001, others 50013."""
        place = self.channel(channel or "")
        allow, deny = place.overwrites.get(self.world.bot.id, (0, 0))
        place.overwrites[self.world.bot.id] = (allow & ~denied, deny | denied)
        if tell:
            await self.gateway.tell("CHANNEL_UPDATE", place.guild, payloads.channel(place))

    async def allow(self, channel: ChannelLike) -> None:
        place = self.channel(channel or "")
        place.overwrites.pop(self.world.bot.id, None)
        await self.gateway.tell("CHANNEL_UPDATE", place.guild, payloads.channel(place))

    def refuse_message_content(self) -> None:
        """As when the intent is switched off in the developer portal: asking for it closes 4014."""
        self.gateway.privileged.discard("message_content")

    async def kick(self, *, code: int | None = None, resumable: bool = True) -> None:
        """Breaks every gateway connection: as a dead network does, or with a close code."""
        await self.gateway.kick(code=code, resumable=resumable)

    async def set_member(self, guild: Guild, user: UserLike, *role_names: str) -> None:
        """Gives a member exactly these roles."""
        person = self.user(user)
        member = self.world.add_member(guild, person, *(guild.role(name) for name in role_names))
        payload = payloads.member(member) | {"guild_id": str(guild.id)}
        await self.gateway.tell("GUILD_MEMBER_UPDATE", guild, payload, intent=session.MEMBERS)
