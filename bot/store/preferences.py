"""What a server and a user have chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, select, update

from bot.store import news
from bot.store.database import Database
from bot.store.schema import guild_settings, user_settings

WatchWay = Literal["reply", "thread", "note"]
_LISTS = ("asking_channels", "asking_roles", "follow_channels", "watch_channels", "watch_without_roles")
_UNCHOSEN = {"watch_way": "reply", "watch_confirms": False, "watch_pause": 10}


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """`allowed` names, for a command, the roles that may use it; a command not in it is everyone's.

    `asking_channels` and `asking_roles` are where questions are answered, and whose; empty: everywhere,
    everybody's. In `follow_channels` members may have their standing questions told; empty: nowhere.
    In `watch_channels` quotations are watched over: `watch_way` is how it speaks there (notes go to
    `watch_desk_id`), no more often than every `watch_pause` minutes in a channel, and never about messages of
    those with a role of `watch_without_roles`; `watch_confirms` is a reaction to what the record bears out.
    """

    guild_id: int
    curators_channel_id: int | None = None
    curators_role_id: int | None = None
    language: str | None = None
    timezone: str | None = None
    plain_text: bool = False
    allowed: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    removed_at: datetime | None = None
    asking_channels: tuple[int, ...] = ()
    asking_roles: tuple[int, ...] = ()
    follow_channels: tuple[int, ...] = ()
    watch_channels: tuple[int, ...] = ()
    watch_way: WatchWay = "reply"
    watch_desk_id: int | None = None
    watch_confirms: bool = False
    watch_without_roles: tuple[int, ...] = ()
    watch_pause: int = 10


@dataclass(frozen=True, slots=True)
class UserSettings:
    """None means: as the server has it."""

    user_id: int
    language: str | None = None
    timezone: str | None = None
    plain_text: bool | None = None


class StoredPreferences:
    """One row a server, one a user; who chose nothing has none."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def guild(self, guild_id: int) -> GuildSettings:
        """The server's settings, or the defaults where it never chose any."""
        query = select(guild_settings).where(guild_settings.c.guild_id == guild_id)
        row = await self._database.fetch_one(query)
        return _guild(row) if row else GuildSettings(guild_id)

    async def user(self, user_id: int) -> UserSettings:
        """The user's settings, or the defaults."""
        query = select(user_settings).where(user_settings.c.user_id == user_id)
        row = await self._database.fetch_one(query)
        return _user(row) if row else UserSettings(user_id)

    async def all_guilds(self) -> tuple[GuildSettings, ...]:
        """Of every server that chose something."""
        return tuple(map(_guild, await self._database.fetch_all(select(guild_settings))))

    async def all_users(self) -> tuple[UserSettings, ...]:
        """Of every user who chose something."""
        return tuple(map(_user, await self._database.fetch_all(select(user_settings))))

    async def users_changed_since(self, moment: datetime) -> tuple[UserSettings, ...]:
        """Of every user who chose something since then."""
        query = select(user_settings).where(user_settings.c.changed_at >= moment)
        return tuple(map(_user, await self._database.fetch_all(query)))

    async def change_guild(self, guild_id: int, **changes: Any) -> GuildSettings:
        """Set the named fields of a server and leave the others."""
        own = {"guild_id": guild_id, "changed_at": self._database.clock.now()}
        change = update(guild_settings).where(guild_settings.c.guild_id == guild_id).values(own | changes)

        def keep(connection: Connection) -> None:
            # two statements and no upsert: columns without a default must have a value in a new row alone
            fresh = {**own, "plain_text": False, "allowed": {}}
            self._database.insert_or_leave(connection, guild_settings, [fresh])
            connection.execute(change)
            news.tell(self._database, connection, news.of_guild(guild_id))

        await self._database.write(keep)
        return await self.guild(guild_id)

    async def change_user(self, user_id: int, **changes: Any) -> UserSettings:
        """Set the named fields of a user and leave the others."""
        row = {"user_id": user_id, "changed_at": self._database.clock.now(), **changes}

        def keep(connection: Connection) -> None:
            connection.execute(self._database.upsert(user_settings, row))
            news.tell(self._database, connection, news.USERS)  # without whose they are: it stands for a day

        await self._database.write(keep)
        return await self.user(user_id)

    async def guild_left(self, guild_id: int) -> GuildSettings:
        """The server removed the bot: the day is noted from which GUILD_KEPT counts; it is never moved."""
        kept = await self.guild(guild_id)
        if kept.removed_at is not None:
            return kept
        return await self.change_guild(guild_id, removed_at=self._database.clock.now())

    async def guild_joined(self, guild_id: int) -> None:
        """The server has the bot (again): nothing of it is to be forgotten."""
        query = (
            update(guild_settings)
            .where(guild_settings.c.guild_id == guild_id, guild_settings.c.removed_at.is_not(None))
            .values(removed_at=None)
        )

        def keep(connection: Connection) -> None:
            if connection.execute(query).rowcount:
                news.tell(self._database, connection, news.of_guild(guild_id))

        await self._database.write(keep)


def _guild(row: Any) -> GuildSettings:
    fields = {name: row[name] for name in GuildSettings.__slots__ if name != "allowed"}
    # NULL in the rows of earlier versions
    fields |= {name: row[name] or () for name in _LISTS}
    fields |= {name: value for name, value in _UNCHOSEN.items() if row[name] is None}
    allowed = {command: tuple(roles) for command, roles in row["allowed"].items()}  # JSON knows no tuples
    return GuildSettings(allowed=allowed, **fields)


def _user(row: Any) -> UserSettings:
    return UserSettings(**{name: row[name] for name in UserSettings.__slots__})
