"""What exists: users, guilds, roles, channels, threads, forums, direct messages, messages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from . import permissions
from .clock import Mint
from .errors import UsageError

TEXT, DM, GROUP_DM, CATEGORY, NEWS, PUBLIC_THREAD, PRIVATE_THREAD, FORUM = 0, 1, 3, 4, 5, 11, 12, 15
Named = TypeVar("Named", "User", "Role", "Channel", "Guild")
THREADS = (10, PUBLIC_THREAD, PRIVATE_THREAD)

SUPPRESS_EMBEDS, EPHEMERAL, LOADING, COMPONENTS_V2 = 1 << 2, 1 << 6, 1 << 7, 1 << 15


@dataclass(slots=True, eq=False)
class User:
    id: int
    name: str
    locale: str = "en-US"
    bot: bool = False
    accepts_dms: bool = True

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"


@dataclass(slots=True, eq=False)
class Role:
    id: int
    name: str
    permissions: int = 0
    position: int = 1
    mentionable: bool = False
    bot_id: int | None = None

    @property
    def mention(self) -> str:
        return f"<@&{self.id}>"


@dataclass(slots=True, eq=False)
class Member:
    user: User
    roles: set[int] = field(default_factory=set)
    nick: str | None = None


@dataclass(slots=True, eq=False)
class Message:
    """A message as it stands; `versions` holds every earlier state as (content, embeds, components).

    `files` are all attachments; as on Discord, those that an embed shows are not among `attachments`.
    `pinged` lists who was notified: user names, role names, "@everyone".
    """

    id: int
    channel: Channel
    author: User
    timestamp: float
    content: str = ""
    embeds: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    flags: int = 0
    type: int = 0
    nonce: str | int | None = None
    reference: Message | None = None
    edited: float | None = None
    deleted: bool = False
    mentions: list[User] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    pinged: list[str] = field(default_factory=list)
    application_id: int | None = None
    webhook_id: int | None = None
    interaction: dict[str, Any] | None = None
    seen_by: User | None = None
    thread: Channel | None = None
    versions: list[tuple[str, list[Any], list[Any]]] = field(default_factory=list)

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def loading(self) -> bool:
        return bool(self.flags & LOADING)


@dataclass(slots=True, eq=False)
class Channel:
    id: int
    type: int
    name: str
    guild: Guild | None = None
    parent: Channel | None = None
    overwrites: dict[int, tuple[int, int]] = field(default_factory=dict)  # target id: (allow, deny)
    recipients: list[User] = field(default_factory=list)
    tags: list[dict[str, Any]] = field(default_factory=list)
    applied_tags: list[int] = field(default_factory=list)
    owner_id: int | None = None
    created: float = 0.0
    topic: str | None = None
    archived: bool = False
    locked: bool = False
    tag_required: bool = False
    messages: dict[int, Message] = field(default_factory=dict)

    @property
    def is_thread(self) -> bool:
        return self.type in THREADS

    @property
    def is_direct(self) -> bool:
        return self.guild is None


@dataclass(slots=True, eq=False)
class Webhook:
    """One that a person made in a channel: `user` is who its messages are by."""

    user: User
    token: str
    channel: Channel

    @property
    def address(self) -> str:
        return f"https://discord.com/api/webhooks/{self.user.id}/{self.token}"


@dataclass(slots=True, eq=False)
class Guild:
    id: int
    name: str
    owner: User
    locale: str = "en-US"
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)

    def role(self, name: str) -> Role:
        return _one(self.roles.values(), name, "role")

    def channel(self, name: str) -> Channel:
        return _one(self.channels.values(), name, "channel")


def _one(things: Iterable[Named], name: str, kind: str) -> Named:
    for thing in things:
        if name in (thing.name, str(thing.id)):
            return thing
    raise UsageError(f"no {kind} called {name!r}")


class World:
    """Everything that exists, and how to add to it. The bot's user and application share one id."""

    def __init__(self, mint: Mint, bot_name: str = "onrecord") -> None:
        self.mint = mint
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.direct: dict[int, Channel] = {}
        self.webhooks: dict[int, Webhook] = {}
        self.bot = self.add_user(bot_name, bot=True)

    def add_user(self, name: str, *, locale: str = "en-US", bot: bool = False) -> User:
        user = User(self.mint.fixed(), name, locale, bot)
        self.users[user.id] = user
        return user

    def add_guild(
        self, name: str, owner: User, *, shard: tuple[int, int] | None = None, locale: str = "en-US",
        bot_permissions: int | None = permissions.BOT,
    ) -> Guild:  # fmt: skip
        """A guild with its owner and, unless `bot_permissions` is None, the bot under a role of its own."""
        guild = Guild(self.mint.fixed(shard), name, owner, locale)
        self.guilds[guild.id] = guild
        guild.roles[guild.id] = Role(guild.id, "@everyone", permissions.MEMBER, 0)
        self.add_member(guild, owner)
        if bot_permissions is not None:
            self.admit_bot(guild, bot_permissions)
        return guild

    def admit_bot(self, guild: Guild, granted: int = permissions.BOT) -> None:
        role = self.add_role(guild, self.bot.name, granted, bot_id=self.bot.id)
        self.add_member(guild, self.bot, role)

    def add_role(self, guild: Guild, name: str, granted: int = 0, **more: Any) -> Role:
        role = Role(self.mint.fixed(), name, granted, len(guild.roles), **more)
        guild.roles[role.id] = role
        return role

    def add_member(self, guild: Guild, user: User, *roles: Role) -> Member:
        member = Member(user, {role.id for role in roles})
        guild.members[user.id] = member
        return member

    def add_channel(self, guild: Guild, name: str, type: int = TEXT, **more: Any) -> Channel:
        channel = Channel(self.mint.fixed(), type, name, guild, **more)
        guild.channels[channel.id] = self.channels[channel.id] = channel
        return channel

    def add_webhook(self, channel: Channel, name: str = "wire") -> Webhook:
        user = self.add_user(name, bot=True)
        made = Webhook(user, f"secret-of-{user.id}-".ljust(68, "w"), channel)
        self.webhooks[user.id] = made
        return made

    def add_forum(self, guild: Guild, name: str, *tags: str) -> Channel:
        made = [
            {
                "id": str(self.mint.fixed()),
                "name": tag,
                "moderated": False,
                "emoji_id": None,
                "emoji_name": None,
            }
            for tag in tags
        ]
        return self.add_channel(guild, name, FORUM, tags=made)

    def add_thread(self, parent: Channel, name: str, owner: User, thread_id: int, created: float) -> Channel:
        thread = Channel(
            thread_id, PUBLIC_THREAD, name, parent.guild, parent, owner_id=owner.id, created=created
        )
        assert parent.guild is not None
        parent.guild.channels[thread.id] = self.channels[thread.id] = thread
        return thread

    def dm(self, user: User) -> Channel:
        """The one direct channel between the bot and `user`, opened when first asked for."""
        if user.id not in self.direct:
            channel = Channel(self.mint.fixed(), DM, user.name, recipients=[user, self.bot])
            self.direct[user.id] = self.channels[channel.id] = channel
        return self.direct[user.id]

    def private(self, *users: User) -> Channel:
        """A direct channel among people without the bot, where only user-installed commands work."""
        channel = Channel(self.mint.fixed(), DM if len(users) == 2 else GROUP_DM, "", recipients=list(users))
        self.channels[channel.id] = channel
        return channel

    def user(self, name: str | int) -> User:
        return _one(self.users.values(), str(name), "user")

    def channel(self, name: str | int) -> Channel:
        return _one(self.channels.values(), str(name), "channel")

    def guild(self, name: str | int) -> Guild:
        return _one(self.guilds.values(), str(name), "guild")

    def remove_channel(self, channel: Channel) -> None:
        for thread in [c for c in self.channels.values() if c.parent is channel and c.is_thread]:
            self.remove_channel(thread)
        self.channels.pop(channel.id, None)
        if channel.guild is not None:
            channel.guild.channels.pop(channel.id, None)
        elif self.bot in channel.recipients:
            self.direct = {key: value for key, value in self.direct.items() if value is not channel}


def furnish(world: World) -> Guild:
    """The room most stories happen in: one guild, four channels, an owner, a manager and a reader."""
    owner, manager, reader = (world.add_user(name) for name in ("owner", "manager", "reader"))
    world.add_user("stranger")
    guild = world.add_guild("Newsroom", owner)
    managers = world.add_role(guild, "Managers", permissions.MANAGE_GUILD)
    world.add_role(guild, "Readers", mentionable=True)
    world.add_member(guild, manager, managers)
    world.add_member(guild, reader)
    for name in ("general", "briefings", "curators"):
        world.add_channel(guild, name)
    world.add_forum(guild, "archive", "daily", "weekly")
    return guild
