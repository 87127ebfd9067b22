"""For those who look after the library: what is asked in vain, and taking in what changed."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.discord.core import (
    COUNTING,
    BaseCog,
    Core,
    Interaction,
    LocalizedUserError,
    offered_to_managers,
    send_page,
)
from bot.discord.ui import Block, Display, PagedAnswer, bold, entity_label, safe, safe_within
from bot.live_library import LibraryChange
from bot.store import UnansweredQuery
from briefs.errors import LibraryInvalid, UserError
from briefs.i18n import N_

_MOST_PROBLEMS = 15
_MOST_IDS = 12
_KINDS = {
    "person": N_("nobody of that name"),
    "topic": N_("no such topic"),
    "nothing": N_("nothing on record"),
}


class MaintenanceCog(BaseCog):
    """`/gaps` for curators, `/reload` for the owner."""

    def __init__(self, core: Core) -> None:
        super().__init__(core)
        self.library = core.library
        self.background = core.background
        self.unanswered = core.store.unanswered

    @offered_to_managers
    @app_commands.command(name="gaps", description=N_("What is asked most and not answered"))
    async def gaps(self, interaction: Interaction) -> None:
        """Raises LocalizedUserError for who is no curator."""
        if not await self.core.may_curate(interaction.user):
            raise LocalizedUserError(N_("Only the curators of this library can see that."))
        await self.background.wait_for(COUNTING, 1)  # of the last questions too
        display = self.core.display_for(interaction)
        found = await self.unanswered.most_asked(25)
        lines = [self._query_line(query, display) for query in found]
        nothing = display.translator.gettext(
            "Nothing was asked in vain by two different people within 90 days."
        )
        paged = PagedAnswer(
            display.translator.gettext("Asked and not answered"), "", (Block("\n".join(lines) or nothing),)
        )
        await send_page(interaction, paged, display)

    def _query_line(self, query: UnansweredQuery, display: Display) -> str:
        translator, named = display.translator, []
        # What was asked is an id, or the words as typed where they named nobody: either is shown.
        for role, text in (("person", query.person), ("topic", query.topic)):
            if text:
                named.append(safe_within(entity_label(self.library.engine, role, text, display), 80))
        askers = translator.ngettext("{n} asked", "{n} asked", query.askers)
        return f"{bold(' · '.join(named), display)}: {translator.gettext(_KINDS[query.kind])}, {askers}"

    @offered_to_managers
    @app_commands.command(name="reload", description=N_("Take in what changed in the library"))
    async def reload(self, interaction: Interaction) -> None:
        """A broken library is refused with its problems, and the last good one stays in use.

        Raises NotOwner; LocalizedUserError where the files cannot be read at all.
        """
        if not await self.core.is_owner(interaction.user):
            raise commands.NotOwner
        # Checking a whole library takes longer than the three seconds for which Discord waits.
        await interaction.response.defer(ephemeral=True, thinking=True)
        display = self.core.display_for(interaction)
        try:
            paged = self._change_page(await self.library.reload(), display)
        except LibraryInvalid as broken:
            paged = self._problems_page(broken, display)
        except (OSError, UserError) as error:
            raise LocalizedUserError(
                N_("The library could not be read: {detail}"), detail=safe(str(error))
            ) from error
        await send_page(interaction, paged, display)

    def _change_page(self, change: LibraryChange, display: Display) -> PagedAnswer:
        translator = display.translator
        parts = (
            (translator.gettext("Added"), change.added),
            (translator.gettext("Changed"), change.changed),
            (translator.gettext("Removed"), change.removed),
        )
        lines = [f"{bold(label, display)}: {_ids_in_words(ids, display)}" for label, ids in parts]
        return PagedAnswer(translator.gettext("The library was taken in"), "\n".join(lines))

    def _problems_page(self, broken: LibraryInvalid, display: Display) -> PagedAnswer:
        translator = display.translator
        lines = [safe_within(str(problem), 250) for problem in broken.problems[:_MOST_PROBLEMS]]
        title = translator.ngettext(
            "{n} problem: the last good library serves on",
            "{n} problems: the last good library serves on",
            len(broken.problems),
        )
        return PagedAnswer(title, "\n".join(lines))


def _ids_in_words(ids: tuple[str, ...], display: Display) -> str:
    shown = ", ".join(f"`{id}`" for id in ids[:_MOST_IDS])
    rest = len(ids) - _MOST_IDS
    more = " " + display.translator.ngettext("and {n} more", "and {n} more", rest) if rest > 0 else ""
    return (shown + more) or display.translator.gettext("none")
