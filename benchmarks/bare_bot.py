"""The least that a discord.py bot does: one slash command and one autocomplete, both with a constant.

DISCORD_TOKEN=... ONRECORD_DISCORD_API=... ONRECORD_CARD=card.json python -m benchmarks.bare_bot

The card is what it answers: the components of a message, as Discord has them. It is put together anew for
each answer, as a bot does whose answers differ.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import discord
import yarl
from discord import app_commands, ui
from discord.ext import commands

CARD: list[dict[str, Any]] = []


class Bare(commands.AutoShardedBot):
    async def setup_hook(self) -> None:
        self.tree.add_command(position)
        await self.tree.sync()


@app_commands.command(description="A constant")
async def position(interaction: discord.Interaction, person: str, topic: str) -> None:
    view = ui.LayoutView(timeout=None)
    for component in CARD:
        view.add_item(made(component))
    await interaction.response.send_message(view=view)
    view.stop()


def made(given: dict[str, Any]) -> ui.Item[Any]:
    """A component of discord.py like the one given. Raises KeyError for a kind that no answer has."""
    inside = [made(one) for one in given.get("components", ())]
    match given["type"]:
        case 1:
            return ui.ActionRow(*inside)
        case 2 if "url" in given:
            return ui.Button(label=given.get("label"), url=given["url"])
        case 2:
            style = discord.ButtonStyle(given["style"])
            disabled = given.get("disabled", False)
            return ui.Button(
                label=given.get("label"), style=style, custom_id=given["custom_id"], disabled=disabled
            )
        case 3:
            options = [
                discord.SelectOption(
                    label=one["label"], value=one["value"], description=one.get("description")
                )
                for one in given["options"]
            ]
            return ui.Select(
                custom_id=given["custom_id"], placeholder=given.get("placeholder"), options=options
            )
        case 9:
            return ui.Section(*inside, accessory=made(given["accessory"]))
        case 10:
            return ui.TextDisplay(given["content"])
        case 14:
            return ui.Separator(visible=given.get("divider", True))
        case 17:
            return ui.Container(*inside, accent_colour=given.get("accent_color"))
    raise KeyError(given["type"])


@position.autocomplete("person")
async def offered(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"Constant {n}", value=f"constant-{n}") for n in range(25)]


def main() -> None:
    # as bot.discord.lifecycle does, of which nothing is loaded here: this is a bare bot's start and memory
    address = os.environ["ONRECORD_DISCORD_API"]
    discord.http.Route.BASE = f"{address}/api/v10"
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{address.replace('http', 'ws', 1)}/")
    CARD.extend(json.loads(Path(os.environ["ONRECORD_CARD"]).read_text("utf-8")))
    bot = Bare("!", intents=discord.Intents(guilds=True, guild_messages=True))
    bot.run(os.environ["DISCORD_TOKEN"], log_handler=None)


if __name__ == "__main__":
    main()
