"""The link that adds the bot to a server."""

from __future__ import annotations

import base64
import binascii

import discord

from bot.settings import Secret
from briefs.errors import UserError

# What answering, briefing and editing one's own posts take, and nothing that moderates.
PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    attach_files=True,
    read_message_history=True,
)


def invite_url(application_id: int) -> str:
    """The address on discord.com that adds the bot, with the permissions it needs, to a server."""
    return discord.utils.oauth_url(
        application_id, permissions=PERMISSIONS, scopes=("bot", "applications.commands")
    )


def application_of(token: Secret) -> int:
    """A token begins with its application's id, in base 64 without padding. Raises UserError otherwise."""
    first = token.secret.partition(".")[0]
    try:
        text = base64.b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
        return int(text)
    except (binascii.Error, ValueError):
        raise UserError("the application cannot be read from the token") from None
