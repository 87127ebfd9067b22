"""A small bot of every kind of answer, to try the double with."""

from __future__ import annotations

import asyncio

import discord
from discord import app_commands, ui
from discord.ext import commands


class Form(ui.Modal, title="Report an error"):
    what: ui.TextInput[Form] = ui.TextInput(label="What is wrong?", min_length=5)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Noted: {self.what.value}", ephemeral=True)


class Buttons(ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.button(label="Next", custom_id="page:2")
    async def forward(self, interaction: discord.Interaction, button: ui.Button[Buttons]) -> None:
        await interaction.response.edit_message(content="page 2")

    @ui.button(label="Report an error", custom_id="report")
    async def report(self, interaction: discord.Interaction, button: ui.Button[Buttons]) -> None:
        await interaction.response.send_modal(Form())

    @ui.select(placeholder="Which one?", options=[discord.SelectOption(label="Sergei", value="sergei")])
    async def choose(self, interaction: discord.Interaction, select: ui.Select[Buttons]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content=f"chose {select.values[0]}")


class Small(commands.AutoShardedBot):
    """A bot of one hybrid command, one slow one and one context menu."""

    def __init__(self, *, content: bool = True) -> None:
        intents = discord.Intents.default()
        intents.message_content = content
        super().__init__(
            commands.when_mentioned_or("!"), intents=intents, allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=0.1, help_command=None,
        )  # fmt: skip
        self.heard: list[str] = []
        self.errors: list[BaseException] = []
        self.gate = asyncio.Event()

    async def setup_hook(self) -> None:
        @self.hybrid_command(description="What a person said")
        async def position(ctx: commands.Context[Small], person: str, topic: str = "anything") -> None:
            embed = discord.Embed(title=person, description=topic)
            await ctx.send(embed=embed, view=Buttons())

        @position.autocomplete("person")
        async def people(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
            names = ["sergei lavrov", "ban ki-moon"]
            return [app_commands.Choice(name=n, value=n) for n in names if n.startswith(typed)]

        @self.tree.command(description="Thinks first")
        async def slow(interaction: discord.Interaction) -> None:
            await interaction.response.defer(ephemeral=True)
            await self.gate.wait()
            await interaction.followup.send("at last")

        @self.tree.context_menu(name="Check claims")
        async def check(interaction: discord.Interaction, message: discord.Message) -> None:
            await interaction.response.send_message(f"checked: {message.content}")

        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if message.author != self.user:
            self.heard.append(message.content)
        await self.process_commands(message)

    async def on_command_error(self, context: object, error: BaseException) -> None:
        self.errors.append(error)
