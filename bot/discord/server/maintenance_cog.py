"""For those who look after the library: what is asked in vain, and taking in what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.answers.answer_pages import bold
from bot.discord.core.cog import Feature
from bot.discord.core.preferences import Reader
from bot.discord.core.refusal import Refusal
from bot.discord.core.replies import parts_of, reply
from bot.discord.ui.fit import pages
from bot.discord.ui.markdown import safe, safe_within
from bot.discord.ui.pages import Block, Deck
from bot.live_library import Change
from bot.store.unanswered import Gap
from briefs.errors import BrokenLibrary, Trouble
from briefs.i18n import mark

if TYPE_CHECKING:
    from bot.discord.client import OnRecord

Pressed = discord.Interaction["OnRecord"]
_MOST_PROBLEMS = 15
_MOST_IDS = 12
_KINDS = {
    "person": mark("nobody of that name"),
    "topic": mark("no such topic"),
    "nothing": mark("nothing on record"),
}


class Curators(Feature):
    @app_commands.command(name="gaps", description=mark("What is asked most and not answered"))
    async def gaps(self, interaction: Pressed) -> None:
        if not await self.bot.may_curate(interaction.user):
            raise Refusal(mark("Only the curators of this library can see that."))
        await self.bot.errands.finish(1)
        reader = self.bot.reader(interaction)
        found = await self.bot.state.gaps.most_asked(25)
        lines = [self._gap(gap, reader) for gap in found]
        nothing = reader.words.say("Nothing was asked in vain by two different people within 90 days.")
        deck = Deck(reader.words.say("Asked and not answered"), "", (Block("\n".join(lines) or nothing),))
        await reply(interaction, **parts_of(pages(deck, reader.plain)[0], reader), ephemeral=True)

    def _gap(self, gap: Gap, reader: Reader) -> str:
        words, named = reader.words, []
        for role, text in (("person", gap.person), ("topic", gap.topic)):
            if text:
                named.append(safe_within(self.bot.answers.label(role, text, reader), 80))
        askers = words.say_n("{n} asked", "{n} asked", gap.askers)
        return f"{bold(' · '.join(named), reader)}: {words.say(_KINDS[gap.kind])}, {askers}"

    @app_commands.command(name="reload", description=mark("Take in what changed in the library"))
    async def reload(self, interaction: Pressed) -> None:
        """A broken library is refused with its problems, and the last good one serves on."""
        if not await self.bot.is_owner(interaction.user):
            raise commands.NotOwner
        await interaction.response.defer(ephemeral=True, thinking=True)
        reader = self.bot.reader(interaction)
        try:
            deck = self._changed(await self.bot.shelf.reload(), reader)
            self.bot.dispatch("library_reload")
        except BrokenLibrary as broken:
            deck = self._refused(broken, reader)
        except (OSError, Trouble) as trouble:
            raise Refusal(
                mark("The library could not be read: {detail}"), detail=safe(str(trouble))
            ) from trouble
        await reply(interaction, **parts_of(pages(deck, reader.plain)[0], reader), ephemeral=True)

    def _changed(self, change: Change, reader: Reader) -> Deck:
        words = reader.words
        parts = (
            (words.say("Added"), change.added),
            (words.say("Changed"), change.changed),
            (words.say("Removed"), change.removed),
        )
        lines = [f"{bold(label, reader)}: {_ids(ids, reader)}" for label, ids in parts]
        return Deck(words.say("The library was taken in"), "\n".join(lines))

    def _refused(self, broken: BrokenLibrary, reader: Reader) -> Deck:
        words = reader.words
        lines = [safe_within(str(problem), 250) for problem in broken.problems[:_MOST_PROBLEMS]]
        title = words.say_n(
            "{n} problem: the last good library serves on",
            "{n} problems: the last good library serves on",
            len(broken.problems),
        )
        return Deck(title, "\n".join(lines))


def _ids(ids: tuple[str, ...], reader: Reader) -> str:
    shown = ", ".join(f"`{id}`" for id in ids[:_MOST_IDS])
    rest = len(ids) - _MOST_IDS
    more = " " + reader.words.say_n("and {n} more", "and {n} more", rest) if rest > 0 else ""
    return (shown + more) or reader.words.say("none")


async def setup(bot: OnRecord) -> None:
    await bot.add_cog(Curators(bot))
