"""Lists: who and what is on record, whom a name means, and the library in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from discord import app_commands
from discord.ext import commands

from bot.discord.answers.queries import Ask
from bot.discord.arguments.text_commands import question
from bot.discord.core.cog import Feature
from briefs.i18n import mark

if TYPE_CHECKING:
    from bot.discord.client import OnRecord

Context = commands.Context["OnRecord"]


class Lists(Feature):
    @question("people", mark("Everybody on record, with the number of statements"), example="people")
    async def people(self, ctx: Context) -> None:
        await self.give(ctx, Ask.of("people"))

    @question("topics", mark("Every topic, with the number of statements"), example="topics")
    async def topics(self, ctx: Context) -> None:
        await self.give(ctx, Ask.of("topics"))

    @question("stats", mark("What the library holds, in numbers"), example="stats")
    async def stats(self, ctx: Context) -> None:
        await self.give(ctx, Ask.of("stats"))

    @question("lookup", mark("Whom or what a name means"), example="lookup person лавров")
    @app_commands.describe(kind=mark("A person or a topic"), name=mark("Any spelling, in any script"))
    async def lookup(
        self, ctx: Context, kind: Literal["person", "topic"], name: commands.Range[str, 1, 200]
    ) -> None:
        await self.give(ctx, Ask.of("lookup", kind=kind, name=name))


async def setup(bot: OnRecord) -> None:
    await bot.add_cog(Lists(bot))
