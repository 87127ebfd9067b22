"""`/undo`: a decision on a candidate is taken back, wherever its card stands."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.discord.core import (
    BaseCog,
    Context,
    Core,
    Interaction,
    InteractionOrContext,
    defer_reply,
    offered_to_managers,
    send_reply,
    user_of,
)
from bot.discord.review.candidate_cards import CandidateCards
from bot.discord.review.curators import Curators
from briefs.i18n import N_

_UNDO = N_("Take back a decision on a candidate")


class UndoCog(BaseCog):
    """The command and the line; the button under a card does the same for that one."""

    def __init__(self, core: Core, curators: Curators, cards: CandidateCards) -> None:
        super().__init__(core)
        self.library, self.background = core.library, core.background
        self.curators, self.cards = curators, cards

    @offered_to_managers
    @app_commands.command(name="undo", description=_UNDO)
    @app_commands.describe(what=N_("A statement's id or a candidate's key; left out: your last decision"))
    async def undo(
        self, interaction: Interaction, what: app_commands.Range[str, 1, 90] | None = None
    ) -> None:
        """The command, for a decision whose card is out of sight."""
        await self._undo(interaction, what)

    @commands.command(name="undo", description=_UNDO, extras={"example": "undo"})
    async def undo_line(self, ctx: Context, *, what: str = "") -> None:
        """The same as a line."""
        await self._undo(ctx, what)

    async def _undo(self, source: InteractionOrContext, what: str | None) -> None:
        await self.curators.require_writable(user_of(source))
        session = await self.curators.session(user_of(source))
        await defer_reply(source)
        undone = await session.undo(what.strip().strip("`") if what and what.strip() else None)
        await self.library.reload()
        self.background.add_task(self.cards.renew(undone.key), "renewing a card")
        translator = self.core.display_for(source).translator
        said = translator.gettext("Taken back: {what}. The candidate waits again.", what=f"`{undone.what}`")
        await send_reply(source, content=said, ephemeral=True)
