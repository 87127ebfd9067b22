"""Published statements are withdrawn, corrected, disputed; posted answers follow what was changed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.answers import Answers, choose_statement
from bot.discord.arguments import StatementArg
from bot.discord.core import (
    BaseCog,
    ComponentAction,
    Context,
    Core,
    Interaction,
    InteractionOrContext,
    LocalizedUserError,
    defer_reply,
    new_message_kwargs,
    offered_to_managers,
    send_reply,
    user_of,
)
from bot.discord.review.curators import Curators
from bot.discord.review.provenance_page import provenance_page
from bot.discord.review.revision_line import read_revision
from bot.discord.ui import limits
from bot.ingest import parse_fields, split_list
from bot.live_library import LibraryChange
from bot.store import CorrectionCount
from briefs.errors import UserError
from briefs.i18n import N_, Translator
from briefs.model import BASES, Brief, Status

log = logging.getLogger(__name__)
NoteText = app_commands.Range[str, 3, 500]
_SOON, _LATER = 2.0, 720.0  # seconds until a count is told, and until it is told as it came out
CHECK_INTERVAL = 2.0  # seconds between two checks whether another process changed the index
_WHICH = N_("Which statement: its id, or words from it")
_EXAMPLE = "itar-tass-2011-10-26-01 the agency corrected it"
_WHY = N_("Why: readers see it")
_ABOUT = {
    "withdraw": N_("Withdraw a statement; its history stays"),
    "dispute": N_("Mark a statement as disputed"),
    "restore": N_("Publish a statement again"),
    "correct": N_("Correct a statement; its history stays"),
}
_DONE: dict[Status, str] = {
    "withdrawn": N_("{id} is withdrawn."),
    "corrected": N_("{id} is corrected."),
    "disputed": N_("{id} is marked as disputed."),
    "published": N_("{id} is published again."),
}
_SUMMARISED = N_("{id} has a summary now.")


class RevisionsCog(BaseCog):
    """The commands that revise a statement, and the loop that sees what other processes changed.

    `announce` is the client's `dispatch`, `ready` its `wait_until_ready`.
    """

    def __init__(
        self,
        core: Core,
        answers: Answers,
        curators: Curators,
        announce: Callable[[str], None],
        ready: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__(core)
        self.library = core.library
        self.clock = core.clock
        self.messenger = core.messenger
        self.corrector = answers.corrector
        self.sent_answers = answers.sent_answers
        self.curators = curators
        self._announce = announce
        self._ready = ready
        core.components.on("audit", self.audit)
        self._loops: tuple[asyncio.Task[None], ...] = ()

    async def cog_load(self) -> None:
        """Listen for every reload, and start the loops."""
        self.library.on_reload.append(self._library_changed)
        self._loops = (
            asyncio.create_task(self._follow_library(), name="following the library"),
            asyncio.create_task(self.corrector.run(), name="following in posted answers"),
        )

    async def cog_unload(self) -> None:
        """Undo what `cog_load` did."""
        self.library.on_reload.remove(self._library_changed)
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)

    # Following the library

    def _library_changed(self, change: LibraryChange) -> None:
        self.corrector.follow((*change.removed, *change.changed))
        self._announce("library_reload")

    async def _follow_library(self) -> None:
        """What curators decide at a terminal is in the next answer too, and in those posted before."""
        await self._ready()
        try:
            await self.corrector.catch_up()
        except Exception:
            log.exception("posted answers could not be compared with the library")
        while True:
            await self.clock.sleep(CHECK_INTERVAL)
            try:  # a library that cannot be taken in now may be whole again at the next check
                if self.library.outdated():
                    await self.library.reload()
            except Exception:
                log.exception("the library changed, and cannot be taken in")

    # Commands

    @offered_to_managers
    @app_commands.command(name="withdraw", description=_ABOUT["withdraw"])
    @app_commands.describe(statement=_WHICH, note=_WHY)
    async def withdraw(self, interaction: Interaction, statement: StatementArg, note: NoteText) -> None:
        """It stays in the library, marked as withdrawn; its history has the note."""
        await self._revise(interaction, statement, "withdrawn", note, {})

    @offered_to_managers
    @app_commands.command(name="dispute", description=_ABOUT["dispute"])
    @app_commands.describe(statement=_WHICH, note=_WHY)
    async def dispute(self, interaction: Interaction, statement: StatementArg, note: NoteText) -> None:
        """Answers go on to show it, marked; its history has the note."""
        await self._revise(interaction, statement, "disputed", note, {})

    @offered_to_managers
    @app_commands.command(name="restore", description=_ABOUT["restore"])
    @app_commands.describe(statement=_WHICH, note=_WHY)
    async def restore(self, interaction: Interaction, statement: StatementArg, note: NoteText) -> None:
        """What was withdrawn or disputed stands again; its history tells of both."""
        await self._revise(interaction, statement, "published", note, {})

    @offered_to_managers
    @app_commands.command(name="correct", description=_ABOUT["correct"])
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
    @app_commands.choices(basis=[app_commands.Choice(name=basis, value=basis) for basis in BASES])
    async def correct(
        self,
        interaction: Interaction,
        statement: StatementArg,
        note: NoteText,
        speakers: str | None = None,
        topics: str | None = None,
        said: str | None = None,
        basis: str | None = None,
        why: str | None = None,
        summary: str | None = None,
    ) -> None:
        """Change the fields that are named. Raises LocalizedUserError where none is."""
        typed = {
            "speakers": speakers, "topics": topics, "said": said, "basis": basis, "why": why,
            "summary": summary,
        }  # fmt: skip
        await self._revise(interaction, statement, "corrected", note, typed)

    @commands.command(
        name="withdraw", description=_ABOUT["withdraw"], extras={"example": f"withdraw {_EXAMPLE}"}
    )
    async def withdraw_line(self, ctx: Context, *, rest: str = "") -> None:
        """`!withdraw`: the statement's id, and why."""
        await self._revise_by_line(ctx, "withdrawn", rest)

    @commands.command(
        name="dispute", description=_ABOUT["dispute"], extras={"example": f"dispute {_EXAMPLE}"}
    )
    async def dispute_line(self, ctx: Context, *, rest: str = "") -> None:
        """As `withdraw_line`."""
        await self._revise_by_line(ctx, "disputed", rest)

    @commands.command(
        name="restore", description=_ABOUT["restore"], extras={"example": f"restore {_EXAMPLE}"}
    )
    async def restore_line(self, ctx: Context, *, rest: str = "") -> None:
        """As `withdraw_line`."""
        await self._revise_by_line(ctx, "published", rest)

    @commands.command(
        name="correct",
        description=_ABOUT["correct"],
        extras={"example": f"correct {_EXAMPLE} speakers: Sergei Lavrov"},
    )
    async def correct_line(self, ctx: Context, *, rest: str = "") -> None:
        """The options of the slash command stand behind the reason, each with a colon."""
        await self._revise_by_line(ctx, "corrected", rest)

    async def _revise_by_line(self, ctx: Context, status: Status, rest: str) -> None:
        await self.curators.require_curator(ctx.author)  # before anything is said of what was typed
        line = read_revision(rest, f"`!{ctx.command.extras['example'] if ctx.command else ''}`")
        statement, _ = await self.library.engine.statement(line.statement)
        await self._revise(ctx, statement.id, status, line.note, line.fields if status == "corrected" else {})

    async def _revise(
        self,
        source: InteractionOrContext,
        id: str,
        status: Status,
        note: str,
        typed: Mapping[str, str | None],
    ) -> None:
        """`typed` are the options of `/correct`, by their names."""
        await self.curators.require_writable(user_of(source))
        if status == "corrected" and not any(typed.values()):
            raise LocalizedUserError(
                N_("Nothing was named to be changed."), N_("Name for example the speaker.")
            )
        await defer_reply(source)
        session = await self.curators.session(user_of(source))
        edits = parse_fields(_fields(typed), self.library.engine)
        await session.revise(id, status, " ".join(note.split()), edits)
        await self.corrector.apply(await self.library.reload())
        translator = self.core.display_for(source).translator
        # A first summary is no correction: such a statement keeps its status.
        now = (await session.provenance(id)).statement.status
        said = translator.gettext(_DONE[status] if now == status else _SUMMARISED, id=f"`{id}`")
        below = [_brief_line(each, translator) for each in await session.briefs(id)]
        found = await self.corrector.count(id, _SOON)
        told = "\n".join([f"{said} {_count_line(found, translator)}", *below])
        place = await send_reply(source, content=told[: limits.CONTENT], ephemeral=True)
        if found.waiting:
            found = await self.corrector.count(id, _LATER)
            told = "\n".join([f"{said} {_count_line(found, translator)}", *below])
            if isinstance(source, discord.Interaction):
                await source.edit_original_response(content=told[: limits.CONTENT])
            elif place is not None and place.message_id is not None:
                await self.messenger.edit(place.channel_id, place.message_id, content=told[: limits.CONTENT])

    # Who did what

    async def audit(self, interaction: Interaction, action: ComponentAction) -> None:
        """Who accepted a statement and when, what was changed. Raises LocalizedUserError for others."""
        if not await self.core.may_curate(interaction.user):
            raise LocalizedUserError(N_("Only the curators of this library can see that."))
        question = N_("Which statement?")
        id = await choose_statement(self.core, self.sent_answers, interaction, action, question)
        if id is None:
            return
        display = self.core.display_for(interaction)
        try:
            record = await self.curators.reader_session().provenance(id)
        except UserError:
            raise LocalizedUserError(N_("There is no statement “{id}”."), id=id) from None
        await send_reply(
            interaction, **new_message_kwargs(provenance_page(record, display), display), ephemeral=True
        )


def _fields(typed: Mapping[str, str | None]) -> dict[str, Any]:
    """What was named to be changed, by the names that `parse_fields` knows."""
    if not any(typed.values()):
        return {}
    return {
        "speakers": split_list(typed.get("speakers") or ""),
        "topics": split_list(typed.get("topics") or ""),
        "said": typed.get("said"),
        "said_basis": typed.get("basis"),
        "said_note": typed.get("why"),
        "summary": typed.get("summary"),
    }


def _count_line(found: CorrectionCount, translator: Translator) -> str:
    """What became of the posted answers that showed a statement, as it is by now."""
    parts = [
        translator.ngettext(
            "{n} posted answer showed it and was edited.",
            "{n} posted answers showed it and were edited.",
            found.edited,
        )
    ]
    if found.waiting:
        parts.append(
            translator.ngettext("{n} more is being edited.", "{n} more are being edited.", found.waiting)
        )
    if found.unreachable:
        parts.append(
            translator.ngettext(
                "{n} is out of reach: deleted, or in a channel that is closed to me.",
                "{n} are out of reach: deleted, or in channels that are closed to me.",
                found.unreachable,
            )
        )
    return " ".join(parts)


def _brief_line(brief: Brief, translator: Translator) -> str:
    which = {"person": f"`{brief.person}`", "topic": f"`{brief.topic}`"}
    if brief.awaits:
        return translator.gettext(
            "The brief on {person}, {topic} cites it: it is not shown until a curator has gone over it.",
            **which,
        )
    return translator.gettext("The brief on {person}, {topic} cites it: see whether it holds still.", **which)
