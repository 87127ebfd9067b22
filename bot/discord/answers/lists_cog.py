"""Lists: who and what is on record, whom a name means, and the library in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from discord import app_commands
from discord.ext import commands

from bot.discord.answers.queries import Query
from bot.discord.arguments.text_commands import text_command
from bot.discord.core.cog import BaseCog
from briefs.i18n import N_

if TYPE_CHECKING:
    from bot.discord.client import OnRecordBot

Context = commands.Context["OnRecordBot"]


class ListsCog(BaseCog):
    @text_command("people", N_("Everybody on record, with the number of statements"), example="people")
    async def people(self, ctx: Context) -> None:
        await self.answer(ctx, Query.of("people"))

    @text_command("topics", N_("Every topic, with the number of statements"), example="topics")
    async def topics(self, ctx: Context) -> None:
        await self.answer(ctx, Query.of("topics"))

    @text_command("stats", N_("What the library holds, in numbers"), example="stats")
    async def stats(self, ctx: Context) -> None:
        await self.answer(ctx, Query.of("stats"))

    @text_command("lookup", N_("Whom or what a name means"), example="lookup person лавров")
    @app_commands.describe(kind=N_("A person or a topic"), name=N_("Any spelling, in any script"))
    async def lookup(
        self, ctx: Context, kind: Literal["person", "topic"], name: commands.Range[str, 1, 200]
    ) -> None:
        await self.answer(ctx, Query.of("lookup", kind=kind, name=name))


async def setup(bot: OnRecordBot) -> None:
    await bot.add_cog(ListsCog(bot))
