"""For those who look after the library: what is asked in vain, and taking in what changed."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.discord.core import (
    COUNTING,
    BaseCog,
    Context,
    Core,
    Interaction,
    InteractionOrContext,
    LocalizedUserError,
    defer_reply,
    new_message_kwargs,
    offered_to_managers,
    send_alone,
    send_page,
    user_of,
)
from bot.discord.ui import Block, Display, PagedAnswer, bold, entity_label, paginate, safe, safe_within
from bot.live_library import LibraryChange
from bot.store import UnansweredQuery
from briefs.errors import LibraryInvalid, UserError
from briefs.i18n import N_

_MOST_PROBLEMS = 15
_MOST_IDS = 12
_GAPS = N_("What is asked most and not answered")
_RELOAD = N_("Take in what changed in the library")
_KINDS = {
    "person": N_("nobody of that name"),
    "topic": N_("no such topic"),
    "nothing": N_("nothing on record"),
}


class MaintenanceCog(BaseCog):
    """`/gaps` for curators, `/reload` for the owner; both as `!` lines too."""

    def __init__(self, core: Core) -> None:
        super().__init__(core)
        self.library = core.library
        self.background = core.background
        self.unanswered = core.store.unanswered

    @offered_to_managers
    @app_commands.command(name="gaps", description=_GAPS)
    async def gaps(self, interaction: Interaction) -> None:
        """Raises LocalizedUserError for who is no curator."""
        await self._gaps(interaction)

    @commands.command(name="gaps", description=_GAPS, extras={"example": "gaps"})
    async def gaps_line(self, ctx: Context) -> None:
        """The same as a line."""
        await self._gaps(ctx)

    async def _gaps(self, source: InteractionOrContext) -> None:
        if not await self.core.may_curate(user_of(source)):
            raise LocalizedUserError(N_("Only the curators of this library can see that."))
        await self.background.wait_for(COUNTING, 1)  # of the last questions too
        display = self.core.display_for(source)
        found = await self.unanswered.most_asked(25)
        lines = [self._query_line(query, display) for query in found]
        nothing = display.translator.gettext(
            "Nothing was asked in vain by two different people within 90 days."
        )
        paged = PagedAnswer(
            display.translator.gettext("Asked and not answered"), "", (Block("\n".join(lines) or nothing),)
        )
        page = paginate(paged, display.plain)[0]
        await send_alone(source, display.translator, new_message_kwargs(page, display))

    def _query_line(self, query: UnansweredQuery, display: Display) -> str:
        translator, named = display.translator, []
        # What was asked is an id, or the words as typed where they named nobody: either is shown.
        for role, text in (("person", query.person), ("topic", query.topic)):
            if text:
                named.append(safe_within(entity_label(self.library.engine, role, text, display), 80))
        askers = translator.ngettext("{n} asked", "{n} asked", query.askers)
        return f"{bold(' · '.join(named), display)}: {translator.gettext(_KINDS[query.kind])}, {askers}"

    @offered_to_managers
    @app_commands.command(name="reload", description=_RELOAD)
    async def reload(self, interaction: Interaction) -> None:
        """A broken library is refused with its problems, and the last good one stays in use.

        Raises NotOwner; LocalizedUserError where the files cannot be read at all.
        """
        await self._reload(interaction)

    @commands.command(name="reload", description=_RELOAD, extras={"example": "reload"})
    async def reload_line(self, ctx: Context) -> None:
        """The same as a line."""
        await self._reload(ctx)

    async def _reload(self, source: InteractionOrContext) -> None:
        if not await self.core.is_owner(user_of(source)):
            raise commands.NotOwner
        # Checking a whole library takes longer than the three seconds for which Discord waits.
        await defer_reply(source)
        display = self.core.display_for(source)
        try:
            paged = self._change_page(await self.library.reload(), display)
        except LibraryInvalid as broken:
            paged = self._problems_page(broken, display)
        except (OSError, UserError) as error:
            raise LocalizedUserError(
                N_("The library could not be read: {detail}"), detail=safe(str(error))
            ) from error
        await send_page(source, paged, display)

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
