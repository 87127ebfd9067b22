"""Telling Discord which commands there are: deliberately, or when they are no longer what it was told."""

from __future__ import annotations

import hashlib
import json
import logging

import discord
from discord.ext import commands

from bot.store import Metadata

log = logging.getLogger(__name__)
GLOBAL = "global"  # the scope in the metadata; that of a server is its id


async def tree_hash(bot: commands.AutoShardedBot) -> str:
    """SHA-256, in hex, of all that Discord would be told, translations included.

    The application's id is part of it: another application on the same database is told anew.
    """
    tree, translator = bot.tree, bot.tree.translator
    assert translator is not None
    payload = [await c.get_translated_payload(tree, translator) for c in tree.get_commands(guild=None)]
    payload.sort(key=lambda command: (str(command.get("type")), str(command["name"])))
    return hashlib.sha256(
        json.dumps([bot.application_id, payload], sort_keys=True, default=str).encode()
    ).hexdigest()


async def sync_if_changed(bot: commands.AutoShardedBot, metadata: Metadata) -> bool:
    """Tell Discord the commands if they are not what it was told last; whether that was so.

    Discord counts how often commands are created, so that a restart alone must not sync them.
    Raises discord.HTTPException where Discord refuses them.
    """
    current_hash = await tree_hash(bot)
    if await metadata.synced_hash(GLOBAL) == current_hash:
        return False
    await sync(bot, metadata, None, current_hash)
    return True


async def sync(
    bot: commands.AutoShardedBot,
    metadata: Metadata,
    guild_id: int | None,
    current_hash: str | None = None,
    *,
    clear: bool = False,
) -> int:
    """Tell Discord, for all servers or for one (where changes show at once); how many commands.

    `current_hash` is the tree's where it is known already; `clear` takes back what one server has of its
    own, which its members see beside what all servers have. Raises discord.Forbidden where the bot is not
    in that server.
    """
    if guild_id is None:
        synced = await bot.tree.sync()
        await metadata.note_sync(GLOBAL, current_hash or await tree_hash(bot))
    else:
        guild = discord.Object(guild_id)
        if clear:
            bot.tree.clear_commands(guild=guild)
        else:
            bot.tree.copy_global_to(guild=guild)
        synced = await bot.tree.sync(guild=guild)
        await metadata.note_sync(str(guild_id), current_hash or await tree_hash(bot))
    log.info("commands synced", extra={"commands": len(synced), "scope": guild_id or GLOBAL})
    return len(synced)
