"""Who and where: the application, users, guilds, members, roles, channels."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from . import payloads, permissions
from .calls import Call, Table
from .errors import missing_access, missing_permissions, refuse, unknown
from .world import Channel, Guild

if TYPE_CHECKING:
    from .server import Double

GUILD = "/guilds/{guild_id}"
CHANNEL = "/channels/{channel_id}"


class PlaceApi:
    def __init__(self, double: Double) -> None:
        self.double = double

    def table(self) -> Table:
        return [
            ("GET", "/oauth2/applications/@me", self.application),
            ("GET", "/applications/@me", self.application),
            ("GET", "/gateway", self.gateway), ("GET", "/gateway/bot", self.gateway_bot),
            ("GET", "/users/@me", self.me), ("GET", "/users/@me/guilds", self.my_guilds),
            ("DELETE", "/users/@me/guilds/{guild_id}", self.leave),
            ("POST", "/users/@me/channels", self.open_dm), ("GET", "/users/{user_id}", self.user),
            ("GET", GUILD, self.guild), ("GET", GUILD + "/channels", self.guild_channels),
            ("GET", GUILD + "/roles", self.roles), ("GET", GUILD + "/members", self.members),
            ("GET", GUILD + "/members/{user_id}", self.member),
            ("GET", GUILD + "/threads/active", self.active_threads),
            ("GET", CHANNEL, self.channel), ("PATCH", CHANNEL, self.edit_channel),
            ("GET", CHANNEL + "/threads/archived/public", self.archived_threads),
            ("PUT", CHANNEL + "/thread-members/@me", self.join_thread),
        ]  # fmt: skip

    def _guild(self, call: Call) -> Guild:
        guild = self.double.world.guilds.get(call.id("guild_id"))
        if guild is None or self.double.world.bot.id not in guild.members:
            raise unknown("Guild")
        return guild

    def _channel(self, call: Call) -> Channel:
        channel = self.double.world.channels.get(call.id("channel_id"))
        if channel is None:
            raise unknown("Channel")
        if not permissions.in_channel(self.double.world.bot, channel):
            raise missing_access()
        return channel

    async def application(self, call: Call) -> Any:
        double = self.double
        return payloads.application(double.world.bot, double.owner, double.gateway.application_flags())

    async def gateway(self, call: Call) -> Any:
        return {"url": self.double.gateway_url}

    async def gateway_bot(self, call: Call) -> Any:
        gateway = self.double.gateway
        limit = {"total": 1000, "remaining": gateway.identifies_left(), "reset_after": 86_400_000}
        limit["max_concurrency"] = gateway.max_concurrency
        return {"url": self.double.gateway_url, "shards": gateway.shards, "session_start_limit": limit}

    async def me(self, call: Call) -> Any:
        return payloads.user(self.double.world.bot) | {"verified": True, "mfa_enabled": True}

    async def my_guilds(self, call: Call) -> Any:
        bot = self.double.world.bot.id
        mine = [guild for guild in self.double.world.guilds.values() if bot in guild.members]
        after = int(call.query.get("after", 0))
        return [payloads.guild_brief(g) | {"owner": False, "permissions": "0"} for g in mine if g.id > after]

    async def leave(self, call: Call) -> None:
        await self.double.remove_bot(self._guild(call))

    async def open_dm(self, call: Call) -> Any:
        body = call.form()
        user = self.double.world.users.get(int(body.get("recipient_id") or 0))
        if user is None or user.bot:
            refuse(("recipient_id",), "BASE_TYPE_REQUIRED", "Unknown recipient")
        return payloads.channel(self.double.world.dm(user))

    async def user(self, call: Call) -> Any:
        user = self.double.world.users.get(call.id("user_id"))
        if user is None:
            raise unknown("User")
        return payloads.user(user)

    async def guild(self, call: Call) -> Any:
        guild = self._guild(call)
        return payloads.guild_brief(guild) | {"approximate_member_count": len(guild.members)}

    async def guild_channels(self, call: Call) -> Any:
        return [payloads.channel(one) for one in self._guild(call).channels.values() if not one.is_thread]

    async def active_threads(self, call: Call) -> Any:
        threads = [one for one in self._guild(call).channels.values() if one.is_thread and not one.archived]
        return {"threads": [payloads.channel(one) for one in threads], "members": []}

    async def archived_threads(self, call: Call) -> Any:
        parent, before = self._channel(call), call.query.get("before")
        limit = int(call.query.get("limit", 50))
        until = datetime.fromisoformat(before).timestamp() if before else float("inf")
        asleep = [
            one
            for one in self.double.world.channels.values()
            if one.parent is parent and one.archived and one.created < until
        ]
        found = sorted(asleep, key=lambda one: one.created, reverse=True)
        threads = [payloads.channel(one) for one in found[:limit]]
        return {"threads": threads, "members": [], "has_more": len(found) > limit}

    async def roles(self, call: Call) -> Any:
        return [payloads.role(one) for one in self._guild(call).roles.values()]

    async def members(self, call: Call) -> Any:
        if "members" not in self.double.gateway.privileged:
            raise missing_access()
        after, limit = int(call.query.get("after", 0)), int(call.query.get("limit", 1))
        found = sorted(self._guild(call).members.values(), key=lambda one: one.user.id)
        return [payloads.member(one) for one in found if one.user.id > after][:limit]

    async def member(self, call: Call) -> Any:
        one = self._guild(call).members.get(call.id("user_id"))
        if one is None:
            raise unknown("Member")
        return payloads.member(one)

    async def channel(self, call: Call) -> Any:
        return payloads.channel(self._channel(call))

    async def edit_channel(self, call: Call) -> Any:
        """Threads only: name, archived, locked. The project has no business with other channels."""
        channel, body = self._channel(call), call.form()
        granted = permissions.in_channel(self.double.world.bot, channel)
        own = channel.owner_id == self.double.world.bot.id
        if not (granted & permissions.MANAGE_THREADS or (own and channel.is_thread and "locked" not in body)):
            raise missing_permissions()
        channel.name = body.get("name", channel.name)
        channel.archived = body.get("archived", channel.archived)
        channel.locked = body.get("locked", channel.locked)
        await self.double.gateway.tell("THREAD_UPDATE", channel.guild, payloads.channel(channel))
        return payloads.channel(channel)

    async def join_thread(self, call: Call) -> None:
        self._channel(call)
