"""What people do in a client: slash commands, keystrokes, clicks, forms, menus, messages."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from . import limits, payloads, permissions
from .component_rules import BUTTON, LINK, SELECTS, walk
from .errors import UsageError
from .forms import attached, form_part
from .interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL_SUBMIT, InteractionRecord
from .options import filled, leaf
from .world import Channel, Message, User

if TYPE_CHECKING:
    from .server import Double

Json = dict[str, Any]


class People:
    def __init__(self, double: Double) -> None:
        self.double = double

    async def command(
        self, channel: Channel, user: User, name: str, values: Json, *, kind: int = 1,
        focused: str | None = None, target: Message | User | None = None, locale: str | None = None,
        force: bool = False, installed: str = "guild",
    ) -> InteractionRecord:  # fmt: skip
        """A slash command (`focused` makes it one autocomplete keystroke) or a context menu on `target`."""
        top, *rest = name.split(" ") if kind == 1 else [name]
        guild = channel.guild
        command = self.double.commands.find(top, kind, guild.id if guild else None)
        if command is None:
            raise UsageError(f"no such command is registered: {name!r}")
        if not force:
            self._check_offered(command, channel, user, installed)
        data: Json = {"id": command["id"], "name": command["name"], "type": kind}
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        option = None
        if kind == 1:
            options, wrap = leaf(command, rest)
            chosen, resolved, option = filled(options, values, (channel, user), self.double.world, focused)
            data["options"] = wrap(chosen)
        else:
            resolved = self._resolve_target(data, channel, target)
        if resolved:
            data["resolved"] = resolved
        what = AUTOCOMPLETE if focused else COMMAND
        return await self.interact(
            what, channel, user, data, locale=locale, installed=installed, option=option
        )

    def _check_offered(self, command: Json, channel: Channel, user: User, installed: str) -> None:
        """Discord's client does not offer a command outside its contexts, installs and permissions."""
        bot, guild = self.double.world.bot, channel.guild
        context = self.context_of(channel)
        contexts = command.get("contexts")
        allowed = [0, *([1] if command["dm_permission"] else []), 2] if contexts is None else contexts
        if context not in allowed:
            raise UsageError(f"/{command['name']} is not offered in context {context}")
        if {"guild": 0, "user": 1}.get(installed, 0) not in command["integration_types"]:
            raise UsageError(f"/{command['name']} is not offered to a {installed} install")
        if installed == "guild" and (context == 2 or (guild and bot.id not in guild.members)):
            raise UsageError("the bot is not installed there")
        granted = permissions.in_channel(user, channel)
        needed = command["default_member_permissions"]
        if not granted & permissions.VIEW_CHANNEL or not granted & permissions.USE_APPLICATION_COMMANDS:
            raise UsageError(f"{user.name} may not use commands in {channel.name}")
        if guild and needed is not None and (granted & int(needed) != int(needed) or needed == "0"):
            if not granted & permissions.ADMINISTRATOR:
                raise UsageError(f"/{command['name']} is not offered to {user.name}: permission")

    def context_of(self, channel: Channel) -> int:
        if channel.guild is not None:
            return 0
        return 1 if self.double.world.bot in channel.recipients and channel.type == 1 else 2

    def _resolve_target(self, data: Json, channel: Channel, target: Message | User | None) -> Json:
        if isinstance(target, Message):
            data["target_id"] = str(target.id)
            return {"messages": {str(target.id): payloads.message(target)}}
        if isinstance(target, User):
            data["target_id"] = str(target.id)
            resolved = {"users": {str(target.id): payloads.user(target)}}
            member = channel.guild.members.get(target.id) if channel.guild else None
            if member is not None:
                resolved["members"] = {str(target.id): payloads.member(member, channel)}
            return resolved
        raise UsageError("a context menu needs a message or a user")

    async def interact(
        self, kind: int, channel: Channel, user: User, data: Json, *, source: Message | None = None,
        locale: str | None = None, installed: str = "guild", option: Json | None = None, forged: bool = False,
    ) -> InteractionRecord:  # fmt: skip
        """Sends INTERACTION_CREATE; its id is fresh by real time, since discord.py reckons expiry from it."""
        double = self.double
        record = InteractionRecord(
            double.interaction_id(), secrets.token_urlsafe(48), kind, data, user=user, channel=channel,
            clock=double.clock, guild_installed=installed in ("guild", "both"),
            user_installed=installed in ("user", "both"), source=source, option=option, unread=double.unread,
            forged=forged,
        )  # fmt: skip
        record.metadata = self._metadata(record)
        double.track(record)
        payload = self._payload(record, locale or user.locale)
        for session in list(double.gateway.sessions.values()):
            if session.resumable and session.sees(channel.guild.id if channel.guild else None):
                await session.dispatch("INTERACTION_CREATE", payload)
        return record

    def _owners(self, record: InteractionRecord) -> dict[str, str]:
        owners = {}
        if record.guild_installed:
            owners["0"] = str(record.guild.id) if record.guild else "0"
        if record.user_installed:
            owners["1"] = str(record.user.id)
        return owners

    def _metadata(self, record: InteractionRecord) -> Json:
        metadata: Json = {"id": str(record.id), "type": record.kind, "user": payloads.user(record.user)}
        metadata["authorizing_integration_owners"] = self._owners(record)
        if record.kind == COMPONENT and record.source is not None:
            metadata["interacted_message_id"] = str(record.source.id)
        if record.kind == MODAL_SUBMIT:
            inner = {"id": str(record.id), "type": COMMAND, "user": payloads.user(record.user)}
            metadata["triggering_interaction_metadata"] = inner | {"authorizing_integration_owners": {}}
        return metadata

    def _payload(self, record: InteractionRecord, locale: str) -> Json:
        channel, guild, bot = record.channel, record.guild, self.double.world.bot
        granted = permissions.in_channel(bot, channel) or permissions.DIRECT
        payload: Json = {
            "id": str(record.id), "application_id": str(bot.id), "type": record.kind, "data": record.data,
            "token": record.token, "version": 1, "channel_id": str(channel.id), "locale": locale,
            "channel": payloads.channel(channel, record.user), "app_permissions": str(granted),
            "entitlements": [], "authorizing_integration_owners": self._owners(record),
            "context": self.context_of(channel), "attachment_size_limit": limits.FILE_BYTES,
        }  # fmt: skip
        if guild is not None:
            payload |= {"guild_id": str(guild.id), "guild_locale": guild.locale}
            payload["guild"] = {"id": str(guild.id), "locale": guild.locale, "features": []}
            payload["member"] = payloads.member(guild.members[record.user.id], channel)
        else:
            payload["user"] = payloads.user(record.user)
        if record.source is not None:
            payload["message"] = payloads.message(record.source)
        return payload

    async def website(
        self, message: Message, user: User, which: str | None, values: Sequence[str] | None, **more: Any
    ) -> InteractionRecord:
        """Clicks a button or, with `values`, chooses in a select; `which` is its custom_id or label."""
        if message.deleted or (message.seen_by not in (None, user)):
            raise UsageError("that message is not there for this user")
        found = self.component(message, which, select=values is not None)
        if found.get("disabled"):
            raise UsageError(f"{which!r} is disabled")
        if found.get("style") == LINK:
            raise UsageError(f"{which!r} is a link")
        data: Json = {"custom_id": found["custom_id"], "component_type": found["type"]}
        if values is not None:
            data |= self._chosen(found, list(values), (message.channel, user))
        return await self.interact(COMPONENT, message.channel, user, data, source=message, **more)

    async def forge(
        self, message: Message, user: User, custom_id: str, values: Sequence[str] | None, **more: Any
    ) -> InteractionRecord:
        data: Json = {"custom_id": custom_id, "component_type": BUTTON if values is None else SELECTS[0]}
        if values is not None:
            data["values"] = list(values)
        return await self.interact(
            COMPONENT, message.channel, user, data, source=message, forged=True, **more
        )

    def component(self, message: Message, which: str | None, *, select: bool = False) -> Json:
        kinds = SELECTS if select else (BUTTON,)
        usable = [one for _, one in walk(message.components) if one.get("type") in kinds]
        if which is None and len(usable) == 1:
            return usable[0]
        for one in usable:
            if which in (one.get("custom_id"), one.get("label"), one.get("placeholder")):
                return one
        there = [one.get("label") or one.get("placeholder") or one.get("custom_id") for one in usable]
        raise UsageError(f"nothing called {which!r} there; there are {there}")

    def _chosen(self, select: Json, values: list[str], where: tuple[Channel, User]) -> Json:
        if not select.get("min_values", 1) <= len(values) <= select.get("max_values", 1):
            raise UsageError(f"{len(values)} values do not fit this select")
        if select["type"] != 3:
            option = {"type": {5: 6, 6: 8, 7: 9, 8: 7}[select["type"]], "name": "it"}
            parts = [filled([option], {"it": v}, where, self.double.world, None) for v in values]
            merged: Json = {}
            for _, part, _ in parts:
                for key, found in part.items():
                    merged.setdefault(key, {}).update(found)
            return {"values": [chosen[0]["value"] for chosen, _, _ in parts], "resolved": merged}
        picked = []
        for value in values:
            match = [o["value"] for o in select["options"] if value in (o["value"], o["label"])]
            if not match:
                raise UsageError(f"no option {value!r}; there are {[o['label'] for o in select['options']]}")
            picked.append(match[0])
        return {"values": picked}

    async def submit(
        self, record: InteractionRecord, user: User, values: Json, **more: Any
    ) -> InteractionRecord:
        """Sends the form that `record` opened; `values` by custom_id or label, a file as (name, bytes)."""
        if record.modal is None:
            raise UsageError("no form was opened")
        store = self.double.posting.upload
        left, files = attached(record.modal, values, lambda *file: store(record.channel, *file))
        components = [form_part(part, left) for part in record.modal["components"]]
        if left:
            raise UsageError(f"the form has no {sorted(left)}")
        data: Json = {"custom_id": record.modal["custom_id"], "components": components}
        if files:
            data["resolved"] = {"attachments": files}
        installed = "guild" if record.guild_installed else "user"
        more = {"installed": installed, **more}
        return await self.interact(MODAL_SUBMIT, record.channel, user, data, source=record.source, **more)

    async def say(
        self, channel: Channel, user: User, content: str, reply_to: Message | None = None, **more: Any
    ) -> Message:
        if not permissions.in_channel(user, channel) & permissions.VIEW_CHANNEL:
            raise UsageError(f"{user.name} is not in {channel.name}")
        now = self.double.clock.now()
        message = Message(self.double.mint.at(now), channel, user, now, content, **more)
        if reply_to is not None:
            message.reference, message.type = reply_to, 19
        self.double.posting.notify(message, None)
        channel.messages[message.id] = message
        await self.double.announce(message)
        return message
