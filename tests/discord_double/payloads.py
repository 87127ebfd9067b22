"""The JSON that Discord sends: one function a shape."""

from __future__ import annotations

from typing import Any

from . import permissions
from .clock import iso
from .world import Channel, Guild, Member, Message, Role, User, Webhook

JOINED = "2024-01-01T00:00:00.000000+00:00"
Json = dict[str, Any]


def user(one: User) -> Json:
    return {
        "id": str(one.id), "username": one.name, "discriminator": "0", "global_name": one.name.title(),
        "avatar": None, "bot": one.bot, "public_flags": 0, "flags": 0,
    }  # fmt: skip


def role(one: Role) -> Json:
    tags = {"tags": {"bot_id": str(one.bot_id)}} if one.bot_id else {}
    return {
        "id": str(one.id), "name": one.name, "color": 0, "colors": {"primary_color": 0}, "hoist": False,
        "position": one.position, "permissions": str(one.permissions), "managed": bool(one.bot_id),
        "mentionable": one.mentionable, "flags": 0, **tags,
    }  # fmt: skip


def member(one: Member, channel: Channel | None = None) -> Json:
    """With `channel`, as interactions carry it: permissions in that channel included."""
    body: Json = {
        "user": user(one.user), "nick": one.nick, "avatar": None, "roles": [str(r) for r in one.roles],
        "joined_at": JOINED, "deaf": False, "mute": False, "flags": 0, "pending": False,
        "communication_disabled_until": None,
    }  # fmt: skip
    if channel is not None:
        body["permissions"] = str(permissions.in_channel(one.user, channel))
    return body


def channel(one: Channel, asker: User | None = None) -> Json:
    """With `asker`, as resolved data carries it: that user's permissions included."""
    last = next(reversed(one.messages), None)
    body: Json = {
        "id": str(one.id),
        "type": one.type,
        "flags": 0,
        "last_message_id": str(last) if last else None,
    }
    if one.guild is None:
        body["recipients"] = [user(recipient) for recipient in one.recipients if not recipient.bot]
        if one.type != 1:
            body["owner_id"] = str(one.recipients[0].id)
            body["name"], body["icon"] = None, None
        return body
    body |= {"guild_id": str(one.guild.id), "name": one.name, "rate_limit_per_user": 0}
    body["parent_id"] = str(one.parent.id) if one.parent else None
    if one.is_thread:
        body |= _thread(one)
    else:
        body |= _placed(one)
    if asker is not None:
        body["permissions"] = str(permissions.in_channel(asker, one))
    return body


def _placed(one: Channel) -> Json:
    guild_roles = one.guild.roles if one.guild else {}
    body: Json = {
        "position": 0, "nsfw": False, "topic": one.topic,
        "permission_overwrites": [
            {"id": str(key), "type": int(key not in guild_roles), "allow": str(allow), "deny": str(deny)}
            for key, (allow, deny) in one.overwrites.items()
        ],
    }  # fmt: skip
    if one.type == 15:
        body |= {"available_tags": one.tags, "default_reaction_emoji": None, "default_sort_order": None}
        body |= {"default_forum_layout": 0, "flags": 16 if one.tag_required else 0}
    return body


def _thread(one: Channel) -> Json:
    created = iso(one.created)
    return {
        "owner_id": str(one.owner_id), "message_count": len(one.messages), "member_count": 1,
        "total_message_sent": len(one.messages), "applied_tags": [str(tag) for tag in one.applied_tags],
        "thread_metadata": {
            "archived": one.archived, "locked": one.locked, "auto_archive_duration": 1440,
            "archive_timestamp": created, "create_timestamp": created,
        },
    }  # fmt: skip


def guild(one: Guild, bot: User) -> Json:
    placed = [channel(c) for c in one.channels.values() if not c.is_thread]
    threads = [channel(c) for c in one.channels.values() if c.is_thread and not c.archived]
    bots = [member(m) for m in one.members.values() if m.user is bot]
    return {
        **guild_brief(one), "joined_at": JOINED, "large": False, "unavailable": False,
        "member_count": len(one.members), "members": bots, "channels": placed, "threads": threads,
        "voice_states": [], "presences": [], "stage_instances": [], "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }  # fmt: skip


def guild_brief(one: Guild) -> Json:
    return {
        "id": str(one.id), "name": one.name, "icon": None, "splash": None, "discovery_splash": None,
        "owner_id": str(one.owner.id), "afk_channel_id": None, "afk_timeout": 300, "verification_level": 0,
        "default_message_notifications": 0, "explicit_content_filter": 0, "emojis": [], "features": [],
        "roles": [role(r) for r in one.roles.values()], "stickers": [], "mfa_level": 0, "description": None,
        "application_id": None, "system_channel_id": None, "system_channel_flags": 0, "banner": None,
        "rules_channel_id": None, "vanity_url_code": None, "premium_tier": 0, "preferred_locale": one.locale,
        "public_updates_channel_id": None, "nsfw_level": 0, "premium_progress_bar_enabled": False,
        "premium_subscription_count": 0, "safety_alerts_channel_id": None,
    }  # fmt: skip


def message(one: Message, *, blank: bool = False, gateway: bool = False) -> Json:
    """`blank` is what a bot without the message content intent gets; `gateway` adds guild and member."""
    body: Json = {
        "id": str(one.id), "channel_id": str(one.channel.id), "type": one.type, "author": user(one.author),
        "content": "" if blank else one.content, "embeds": [] if blank else one.embeds,
        "components": [] if blank else one.components, "attachments": [] if blank else one.attachments,
        "timestamp": iso(one.timestamp), "edited_timestamp": iso(one.edited) if one.edited else None,
        "flags": one.flags, "tts": False, "pinned": False, "mention_everyone": one.mention_everyone,
        "mentions": [user(u) for u in one.mentions], "mention_roles": [str(r) for r in one.mention_roles],
    }  # fmt: skip
    if one.nonce is not None:
        body["nonce"] = one.nonce
    if one.application_id is not None:
        body["application_id"] = body["webhook_id"] = str(one.application_id)
    if one.webhook_id is not None:
        body["webhook_id"] = str(one.webhook_id)
    if one.interaction is not None:
        body["interaction_metadata"] = one.interaction
    if one.thread is not None:
        body["thread"] = channel(one.thread)
    if one.reference is not None:
        body |= _reference(one, one.reference, blank)
    if gateway and one.channel.guild is not None:
        guild = one.channel.guild
        body["guild_id"] = str(guild.id)
        if one.author.id in guild.members:
            body["member"] = {k: v for k, v in member(guild.members[one.author.id]).items() if k != "user"}
    return body


def _reference(one: Message, target: Message, blank: bool) -> Json:
    reference: Json = {"type": 0, "message_id": str(target.id), "channel_id": str(target.channel.id)}
    if target.channel.guild is not None:
        reference["guild_id"] = str(target.channel.guild.id)
    body: Json = {"message_reference": reference, "referenced_message": None}
    if not target.deleted:
        inner = message(target, blank=blank and not target.author.bot)
        inner.pop("message_reference", None)
        inner.pop("referenced_message", None)
        body["referenced_message"] = inner
    return body


def webhook(one: Webhook) -> Json:
    """As whoever has its secret is shown it."""
    guild = one.channel.guild
    return {
        "id": str(one.user.id), "type": 1, "channel_id": str(one.channel.id), "name": one.user.name,
        "guild_id": str(guild.id) if guild else None, "avatar": None, "application_id": None,
        "token": one.token,
    }  # fmt: skip


def application(bot: User, owner: User, flags: int) -> Json:
    return {
        "id": str(bot.id), "name": bot.name, "icon": None, "description": "", "summary": "", "type": None,
        "bot_public": True, "bot_require_code_grant": False, "verify_key": "0" * 64, "flags": flags,
        "owner": user(owner), "team": None, "bot": user(bot), "hook": True, "redirect_uris": [],
        "interactions_endpoint_url": None, "role_connections_verification_url": None,
        "approximate_guild_count": 1, "approximate_user_install_count": 0,
        "integration_types_config": {"0": {}, "1": {}},
    }  # fmt: skip
