"""What becomes of published statements: withdrawn, corrected, disputed; and what all that follows from."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.discord.answers.buttons import pick_statement
from bot.discord.arguments.arguments import StatementArg
from bot.discord.core.cog import Feature
from bot.discord.core.components import Press
from bot.discord.core.refusal import Refusal
from bot.discord.core.replies import parts_of, reply
from bot.discord.review.candidate_card import record_card
from bot.discord.ui import limits
from bot.ingest.draft_fields import fields, listed
from bot.ingest.review_session import Curator
from bot.ingest.service import refuse_embedded
from bot.live_library import Change
from briefs.errors import Trouble
from briefs.i18n import Words, mark
from briefs.model import Position, Status

if TYPE_CHECKING:
    from bot.discord.client import OnRecord

log = logging.getLogger(__name__)
Pressed = discord.Interaction["OnRecord"]
Note = app_commands.Range[str, 3, 500]
LOOKS_EVERY = 2.0  # seconds between two looks whether another process changed the index
_CURATORS_ONLY = mark("Only the curators of this library can do that.")
_WHICH = mark("Which statement: its id, or words from it")
_WHY = mark("Why: readers see it")
_DONE: dict[Status, str] = {
    "withdrawn": mark("{id} is withdrawn."),
    "corrected": mark("{id} is corrected."),
    "disputed": mark("{id} is marked as disputed."),
    "published": mark("{id} is published again."),
}
_SUMMED_UP = mark("{id} has a summary now.")


class Revisions(Feature):
    def __init__(self, bot: OnRecord) -> None:
        super().__init__(bot)
        bot.presses.on("audit", self.audit)
        self._loop: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        self.bot.shelf.told.append(self._changed)
        self._loop = asyncio.create_task(self._follow(), name="following the library")

    async def cog_unload(self) -> None:
        self.bot.shelf.told.remove(self._changed)
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)

    # Following the library

    def _changed(self, change: Change) -> None:
        self.bot.errands.run(self.bot.corrections.follow(change), "correcting posted answers")
        self.bot.dispatch("library_reload")

    async def _follow(self) -> None:
        """What curators decide at a terminal is in the next answer too, and in those posted before."""
        await self.bot.wait_until_ready()
        try:
            await self.bot.corrections.catch_up()
        except Exception:
            log.exception("posted answers could not be compared with the library")
        while True:
            await self.bot.clock.sleep(LOOKS_EVERY)
            try:
                if self.bot.shelf.outdated():
                    await self.bot.shelf.reload()
            except Exception:
                log.exception("the library changed, and cannot be taken in")

    # Commands

    @app_commands.command(name="withdraw", description=mark("Withdraw a statement; its history stays"))
    @app_commands.describe(statement=_WHICH, note=_WHY)
    async def withdraw(self, interaction: Pressed, statement: StatementArg, note: Note) -> None:
        await self._revise(interaction, statement, "withdrawn", note, {})

    @app_commands.command(name="dispute", description=mark("Mark a statement as disputed"))
    @app_commands.describe(statement=_WHICH, note=_WHY)
    async def dispute(self, interaction: Pressed, statement: StatementArg, note: Note) -> None:
        await self._revise(interaction, statement, "disputed", note, {})

    @app_commands.command(name="restore", description=mark("Publish a statement again"))
    @app_commands.describe(statement=_WHICH, note=_WHY)
    async def restore(self, interaction: Pressed, statement: StatementArg, note: Note) -> None:
        await self._revise(interaction, statement, "published", note, {})

    @app_commands.command(name="correct", description=mark("Correct a statement; its history stays"))
    @app_commands.describe(
        statement=_WHICH,
        note=_WHY,
        speakers=mark("Who said it: names, with commas between"),
        topics=mark("What it bears on, with commas between"),
        said=mark("When it was said (EDTF)"),
        basis=mark("How the date is known"),
        why=mark("Why the date is this one"),
        summary=mark("One sentence in your own words"),
    )
    @app_commands.choices(
        basis=[
            app_commands.Choice(name=one, value=one)
            for one in ("stated", "dateline", "weekday", "inferred", "outside")
        ]
    )
    async def correct(
        self,
        interaction: Pressed,
        statement: StatementArg,
        note: Note,
        speakers: str | None = None,
        topics: str | None = None,
        said: str | None = None,
        basis: str | None = None,
        why: str | None = None,
        summary: str | None = None,
    ) -> None:
        typed = {
            "speakers": listed(speakers or ""), "topics": listed(topics or ""), "said": said,
            "said_basis": basis, "said_note": why, "summary": summary,
        }  # fmt: skip
        if not any(typed.values()):
            raise Refusal(mark("Nothing was named to be changed."), mark("Name for example the speaker."))
        await self._revise(interaction, statement, "corrected", note, typed)

    async def _revise(
        self, interaction: Pressed, id: str, status: Status, note: str, typed: Mapping[str, Any]
    ) -> None:
        if not await self.bot.may_curate(interaction.user):
            raise Refusal(_CURATORS_ONLY)
        refuse_embedded(self.bot.newsroom.root)
        await interaction.response.defer(ephemeral=True, thinking=True)
        curator = await self.bot.curator(interaction.user)
        edits = fields(typed, self.bot.shelf.desk)
        await curator.revise(id, status, " ".join(note.split()), edits)
        await self.bot.archive.flush()
        shown = len(await self.bot.state.posted.showing(id))
        await self.bot.shelf.reload()
        words = self.bot.reader(interaction).words
        now = (await curator.record(id)).statement.status
        said = words.say(_DONE[status] if now == status else _SUMMED_UP, id=f"`{id}`")
        edited = words.say_n(
            "{n} posted answer shows it and is edited.", "{n} posted answers show it and are edited.", shown
        )
        lines = [f"{said} {edited}", *(_of_a_brief(each, words) for each in await curator.briefs(id))]
        await reply(interaction, content="\n".join(lines)[: limits.CONTENT], ephemeral=True)

    # Who did what

    async def audit(self, interaction: Pressed, press: Press) -> None:
        """Who accepted a statement and when, what was changed; for curators."""
        if not await self.bot.may_curate(interaction.user):
            raise Refusal(mark("Only the curators of this library can see that."))
        shown = press.values or await self.bot.archive.shown(press.key)
        reader = self.bot.reader(interaction)
        if len(shown) > 1:
            question = reader.words.say("Which statement?")
            await pick_statement(self.bot, interaction, Press("audit", press.key), tuple(shown), question)
            return
        if not shown:
            raise Refusal(mark("This answer shows no statement."))
        curator = Curator(self.bot.newsroom, lambda: self.bot.shelf.desk, "")
        try:
            record = await curator.record(shown[0])
        except Trouble:
            raise Refusal(mark("There is no statement “{id}”."), id=shown[0]) from None
        await reply(interaction, **parts_of(record_card(record, reader), reader), ephemeral=True)


def _of_a_brief(brief: Position, words: Words) -> str:
    which = {"person": f"`{brief.person}`", "topic": f"`{brief.topic}`"}
    if brief.awaits:
        return words.say(
            "The brief on {person}, {topic} cites it: it is not shown until a curator has gone over it.",
            **which,
        )
    return words.say("The brief on {person}, {topic} cites it: see whether it holds still.", **which)


async def setup(bot: OnRecord) -> None:
    await bot.add_cog(Revisions(bot))
