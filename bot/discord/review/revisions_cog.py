"""What becomes of published statements: withdrawn, corrected, disputed; and what all that follows from."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.discord.answers.buttons import send_statement_menu
from bot.discord.arguments.arguments import StatementArg
from bot.discord.core.cog import BaseCog
from bot.discord.core.components import ComponentAction
from bot.discord.core.refusal import LocalizedUserError
from bot.discord.core.replies import message_kwargs, send_reply
from bot.discord.review.candidate_card import provenance_card
from bot.discord.ui import limits
from bot.ingest.draft_fields import parse_fields, split_list
from bot.ingest.review_session import ReviewSession
from bot.ingest.service import require_writable
from bot.live_library import LibraryChange
from briefs.errors import UserError
from briefs.i18n import N_, Translator
from briefs.model import Brief, Status

if TYPE_CHECKING:
    from bot.discord.client import OnRecordBot

log = logging.getLogger(__name__)
Pressed = discord.Interaction["OnRecordBot"]
Note = app_commands.Range[str, 3, 500]
LOOKS_EVERY = 2.0  # seconds between two looks whether another process changed the index
_CURATORS_ONLY = N_("Only the curators of this library can do that.")
_WHICH = N_("Which statement: its id, or words from it")
_WHY = N_("Why: readers see it")
_DONE: dict[Status, str] = {
    "withdrawn": N_("{id} is withdrawn."),
    "corrected": N_("{id} is corrected."),
    "disputed": N_("{id} is marked as disputed."),
    "published": N_("{id} is published again."),
}
_SUMMED_UP = N_("{id} has a summary now.")


class RevisionsCog(BaseCog):
    def __init__(self, bot: OnRecordBot) -> None:
        super().__init__(bot)
        bot.components.on("audit", self.audit)
        self._loop: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        self.bot.library.on_reload.append(self._changed)
        self._loop = asyncio.create_task(self._follow(), name="following the library")

    async def cog_unload(self) -> None:
        self.bot.library.on_reload.remove(self._changed)
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)

    # Following the library

    def _changed(self, change: LibraryChange) -> None:
        self.bot.background.add_task(self.bot.corrector.apply(change), "correcting posted answers")
        self.bot.dispatch("library_reload")

    async def _follow(self) -> None:
        """What curators decide at a terminal is in the next answer too, and in those posted before."""
        await self.bot.wait_until_ready()
        try:
            await self.bot.corrector.catch_up()
        except Exception:
            log.exception("posted answers could not be compared with the library")
        while True:
            await self.bot.clock.sleep(LOOKS_EVERY)
            try:
                if self.bot.library.outdated():
                    await self.bot.library.reload()
            except Exception:
                log.exception("the library changed, and cannot be taken in")

    # Commands

    @app_commands.command(name="withdraw", description=N_("Withdraw a statement; its history stays"))
    @app_commands.describe(statement=_WHICH, note=_WHY)
    async def withdraw(self, interaction: Pressed, statement: StatementArg, note: Note) -> None:
        await self._revise(interaction, statement, "withdrawn", note, {})

    @app_commands.command(name="dispute", description=N_("Mark a statement as disputed"))
    @app_commands.describe(statement=_WHICH, note=_WHY)
    async def dispute(self, interaction: Pressed, statement: StatementArg, note: Note) -> None:
        await self._revise(interaction, statement, "disputed", note, {})

    @app_commands.command(name="restore", description=N_("Publish a statement again"))
    @app_commands.describe(statement=_WHICH, note=_WHY)
    async def restore(self, interaction: Pressed, statement: StatementArg, note: Note) -> None:
        await self._revise(interaction, statement, "published", note, {})

    @app_commands.command(name="correct", description=N_("Correct a statement; its history stays"))
    @app_commands.describe(
        statement=_WHICH,
        note=_WHY,
        speakers=N_("Who said it: names, with commas between"),
        topics=N_("What it bears on, with commas between"),
        said=N_("When it was said (EDTF)"),
        basis=N_("How the date is known"),
        why=N_("Why the date is this one"),
        summary=N_("One sentence in your own words"),
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
            "speakers": split_list(speakers or ""), "topics": split_list(topics or ""), "said": said,
            "said_basis": basis, "said_note": why, "summary": summary,
        }  # fmt: skip
        if not any(typed.values()):
            raise LocalizedUserError(
                N_("Nothing was named to be changed."), N_("Name for example the speaker.")
            )
        await self._revise(interaction, statement, "corrected", note, typed)

    async def _revise(
        self, interaction: Pressed, id: str, status: Status, note: str, typed: Mapping[str, Any]
    ) -> None:
        if not await self.bot.may_curate(interaction.user):
            raise LocalizedUserError(_CURATORS_ONLY)
        require_writable(self.bot.ingest.root)
        await interaction.response.defer(ephemeral=True, thinking=True)
        session = await self.bot.curator(interaction.user)
        edits = parse_fields(typed, self.bot.library.engine)
        await session.revise(id, status, " ".join(note.split()), edits)
        await self.bot.sent_answers.flush()
        shown = len(await self.bot.store.sent_answers.showing(id))
        await self.bot.library.reload()
        translator = self.bot.display_for(interaction).translator
        now = (await session.provenance(id)).statement.status
        said = translator.gettext(_DONE[status] if now == status else _SUMMED_UP, id=f"`{id}`")
        edited = translator.ngettext(
            "{n} posted answer shows it and is edited.", "{n} posted answers show it and are edited.", shown
        )
        lines = [f"{said} {edited}", *(_of_a_brief(each, translator) for each in await session.briefs(id))]
        await send_reply(interaction, content="\n".join(lines)[: limits.CONTENT], ephemeral=True)

    # Who did what

    async def audit(self, interaction: Pressed, action: ComponentAction) -> None:
        """Who accepted a statement and when, what was changed; for curators."""
        if not await self.bot.may_curate(interaction.user):
            raise LocalizedUserError(N_("Only the curators of this library can see that."))
        shown = action.values or await self.bot.sent_answers.statements_in(action.key)
        display = self.bot.display_for(interaction)
        if len(shown) > 1:
            question = display.translator.gettext("Which statement?")
            await send_statement_menu(
                self.bot, interaction, ComponentAction("audit", action.key), tuple(shown), question
            )
            return
        if not shown:
            raise LocalizedUserError(N_("This answer shows no statement."))
        session = ReviewSession(self.bot.ingest, lambda: self.bot.library.engine, "")
        try:
            record = await session.provenance(shown[0])
        except UserError:
            raise LocalizedUserError(N_("There is no statement “{id}”."), id=shown[0]) from None
        await send_reply(
            interaction, **message_kwargs(provenance_card(record, display), display), ephemeral=True
        )


def _of_a_brief(brief: Brief, translator: Translator) -> str:
    which = {"person": f"`{brief.person}`", "topic": f"`{brief.topic}`"}
    if brief.awaits:
        return translator.gettext(
            "The brief on {person}, {topic} cites it: it is not shown until a curator has gone over it.",
            **which,
        )
    return translator.gettext("The brief on {person}, {topic} cites it: see whether it holds still.", **which)


async def setup(bot: OnRecordBot) -> None:
    await bot.add_cog(RevisionsCog(bot))
