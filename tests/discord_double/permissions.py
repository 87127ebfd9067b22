"""Who may do what where: Discord's permission arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .world import Channel, User

ADMINISTRATOR = 1 << 3
MANAGE_CHANNELS = 1 << 4
MANAGE_GUILD = 1 << 5
ADD_REACTIONS = 1 << 6
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
MANAGE_MESSAGES = 1 << 13
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
MENTION_EVERYONE = 1 << 17
USE_APPLICATION_COMMANDS = 1 << 31
MANAGE_THREADS = 1 << 34
CREATE_PUBLIC_THREADS = 1 << 35
CREATE_PRIVATE_THREADS = 1 << 36
SEND_MESSAGES_IN_THREADS = 1 << 38
USE_EXTERNAL_APPS = 1 << 50
ALL = (1 << 53) - 1

MEMBER = (
    VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS | ATTACH_FILES | READ_MESSAGE_HISTORY | ADD_REACTIONS
    | USE_APPLICATION_COMMANDS | CREATE_PUBLIC_THREADS | SEND_MESSAGES_IN_THREADS | USE_EXTERNAL_APPS
)  # fmt: skip
BOT = (
    VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS | ATTACH_FILES | READ_MESSAGE_HISTORY
    | CREATE_PUBLIC_THREADS | SEND_MESSAGES_IN_THREADS
)  # fmt: skip
DIRECT = (
    VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS | ATTACH_FILES | READ_MESSAGE_HISTORY | ADD_REACTIONS
    | MENTION_EVERYONE | USE_APPLICATION_COMMANDS
)  # fmt: skip


def in_channel(user: User, channel: Channel) -> int:
    """What `user` may do in `channel`; nothing at all where they may not view it."""
    guild = channel.guild
    if guild is None:
        return DIRECT if user in channel.recipients else 0
    member = guild.members.get(user.id)
    if member is None:
        return 0
    granted = guild.roles[guild.id].permissions
    for role_id in member.roles:
        granted |= guild.roles[role_id].permissions
    if guild.owner is user or granted & ADMINISTRATOR:
        return ALL
    granted = _overwritten(granted, channel.parent if channel.is_thread else channel, user.id, member.roles)
    return granted if granted & VIEW_CHANNEL else 0


def _overwritten(granted: int, channel: Channel | None, user_id: int, roles: set[int]) -> int:
    if channel is None or channel.guild is None:
        return granted
    overwrites = channel.overwrites
    allow, deny = overwrites.get(channel.guild.id, (0, 0))
    granted = granted & ~deny | allow
    pairs = [overwrites[role_id] for role_id in roles if role_id in overwrites]
    for _, deny in pairs:
        granted &= ~deny
    for allow, _ in pairs:
        granted |= allow
    allow, deny = overwrites.get(user_id, (0, 0))
    return granted & ~deny | allow
