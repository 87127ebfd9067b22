"""`/curate`: an article handed in, and one proposed shift after the other confirmed, worded or put away."""

from __future__ import annotations

from discord import app_commands

from bot.discord.arguments import autocomplete
from bot.discord.core import (
    FOR_SERVERS,
    IN_SERVERS,
    MANAGERS,
    BaseCog,
    ComponentAction,
    Core,
    FormInput,
    FormPage,
    Interaction,
    defer_reply,
    send_reply,
)
from bot.discord.review.article_intake import ArticleIntake
from bot.discord.review.curators import Curators
from bot.discord.review.shift_card import shift_view, words_form
from bot.ingest import ShiftReview
from briefs.i18n import N_
from briefs.model import ShiftStatus

_DONE: dict[ShiftStatus, str] = {
    "confirmed": N_("{id} is shown as changed."),
    "put-away": N_("{id} is put away."),
}


class CurateCog(BaseCog):
    """The commands, the buttons under a pair and the form for a curator's words."""

    curate = app_commands.Group(
        name="curate",
        description=N_("What curators look through"),
        default_permissions=MANAGERS,
        allowed_contexts=IN_SERVERS,
        allowed_installs=FOR_SERVERS,
    )

    def __init__(self, core: Core, curators: Curators, intake: ArticleIntake) -> None:
        super().__init__(core)
        self.library, self.curators, self._intake = core.library, curators, intake
        core.components.on("shfyes", self.confirm)
        core.components.on("shfaway", self.put_away)
        core.components.on("shfnext", self.turn)
        core.components.on("shfwords", self.ask_words)
        core.forms.on("shfwords", self.form, self.take_words)

    @curate.command(name="add", description=N_("Add an article: a file, the address of a page, or its text"))
    async def add(self, interaction: Interaction) -> None:
        """As a form: a file can be attached."""
        await self._intake.ask(interaction)

    @curate.command(name="shifts", description=N_("Pairs of statements that differ: confirm or put away"))
    @app_commands.describe(
        person=N_("Only of one person"), topic=N_("Only on a topic, with what is narrower")
    )
    async def shifts(
        self, interaction: Interaction, person: str | None = None, topic: str | None = None
    ) -> None:
        """The first of what is proposed, for whoever asked alone."""
        await self.curators.require_curator(interaction.user)
        await defer_reply(interaction)
        resolve = self.library.resolver.resolve_one
        who, what = (
            resolve("curate shifts", role, text) if text else None
            for role, text in (("person", person), ("topic", topic))
        )
        found = await (await self._review(interaction)).proposals(who, what)
        view = shift_view(found, 0, self.core.display_for(interaction))
        await send_reply(interaction, view=view, ephemeral=True)

    @shifts.autocomplete("person")
    async def _people(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return autocomplete.people(self.library, typed, self.core.display_for(interaction))

    @shifts.autocomplete("topic")
    async def _topics(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return autocomplete.topics(self.library, typed, self.core.display_for(interaction))

    async def turn(self, interaction: Interaction, action: ComponentAction) -> None:
        """Show the next pair in the place of this one."""
        await self.curators.require_curator(interaction.user)
        await self._show(interaction, action.value or 0)

    async def confirm(self, interaction: Interaction, action: ComponentAction) -> None:
        """It is shown as changed, in no words but the statements'."""
        await self._decide(interaction, action.key, "confirmed")

    async def put_away(self, interaction: Interaction, action: ComponentAction) -> None:
        """It is proposed no more."""
        await self._decide(interaction, action.key, "put-away")

    async def ask_words(self, interaction: Interaction, action: ComponentAction) -> None:
        """Open the form."""
        await self.core.forms.open(interaction, "shfwords", action.key)

    async def form(self, interaction: Interaction, key: str, typed: FormInput | None) -> FormPage:
        """Raises LocalizedUserError for who is no curator."""
        await self.curators.require_writable(interaction.user)
        return words_form(typed, self.core.display_for(interaction))

    async def take_words(self, interaction: Interaction, key: str, typed: FormInput) -> None:
        """The form is sent: it is shown as changed, in these words."""
        await self._decide(interaction, key, "confirmed", typed.text("words"))

    async def _decide(
        self, interaction: Interaction, id: str, status: ShiftStatus, words: str | None = None
    ) -> None:
        await self.curators.require_writable(interaction.user)
        await interaction.response.defer()
        review = await self._review(interaction)
        await review.decide(id, status, words)
        await self.library.reload()
        translator = self.core.display_for(interaction).translator
        await self._edit(interaction, review, 0, translator.gettext(_DONE[status], id=f"`{id}`"))

    async def _show(self, interaction: Interaction, number: int) -> None:
        await interaction.response.defer()
        await self._edit(interaction, await self._review(interaction), number, "")

    async def _edit(self, interaction: Interaction, review: ShiftReview, number: int, above: str) -> None:
        view = shift_view(await review.proposals(), number, self.core.display_for(interaction), above)
        await interaction.edit_original_response(view=view)

    async def _review(self, interaction: Interaction) -> ShiftReview:
        return await self.curators.shifts(interaction.user)
