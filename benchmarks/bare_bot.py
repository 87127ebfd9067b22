"""The least that a discord.py bot does: one slash command and one autocomplete, both with a constant.

DISCORD_TOKEN=... ONRECORD_DISCORD_API=... python -m benchmarks.bare_bot
"""

from __future__ import annotations

import os

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.lifecycle import override_api_base

EMBED = discord.Embed(title="Constant", description="The same answer to every question. " * 60)


class Bare(commands.AutoShardedBot):
    async def setup_hook(self) -> None:
        self.tree.add_command(position)
        await self.tree.sync()


@app_commands.command(description="A constant")
async def position(interaction: discord.Interaction, person: str, topic: str) -> None:
    await interaction.response.send_message(embed=EMBED)


@position.autocomplete("person")
async def offered(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"Constant {n}", value=f"constant-{n}") for n in range(25)]


def main() -> None:
    override_api_base(os.environ["ONRECORD_DISCORD_API"])
    bot = Bare("!", intents=discord.Intents(guilds=True, guild_messages=True))
    bot.run(os.environ["DISCORD_TOKEN"], log_handler=None)


if __name__ == "__main__":
    main()
