"""Answers that are for whoever asked alone, where a `!` line was seen by a whole channel."""

from __future__ import annotations

from typing import Any

import discord

from bot.discord.core.errors import LocalizedUserError
from bot.discord.core.replies import InteractionOrContext, send_reply, user_of
from briefs.i18n import N_, Translator


async def send_alone(source: InteractionOrContext, translator: Translator, *messages: dict[str, Any]) -> None:
    """Each of `messages`, arguments of `send_reply`: to a line in a server as a direct message.

    The channel is told that it was answered so. Raises LocalizedUserError where that person cannot be
    written to.
    """
    if isinstance(source, discord.Interaction) or source.guild is None:
        for given in messages:
            await send_reply(source, **given, ephemeral=True)
        return
    try:
        for given in messages:
            await user_of(source).send(**given)
    except discord.Forbidden:
        raise LocalizedUserError(
            N_("That is for you alone, and I cannot write to you directly. Ask with the slash command.")
        ) from None
    await send_reply(source, content=translator.gettext("I have answered you in a direct message."))
