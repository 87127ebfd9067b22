"""The forms that buttons open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.discord.core.preferences import Display
from bot.discord.review.report_form import REASONS, reason_in_words
from bot.discord.ui import limits
from bot.discord.ui.markdown import shortened

SubmitCallback = Callable[[Any, str, str, str], Awaitable[None]]
_LONGEST_REPORT = 1000
_SECONDS = 15 * 60.0  # as long as Discord keeps a form


class BaseModal(discord.ui.Modal):
    """A form whose troubles are told like those of every other face."""

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, /, *_: Any) -> None:
        await interaction.client.errors.report(interaction, error, "a form")


def field_label(
    label: str, component: discord.ui.Item[Any], hint: str | None = None
) -> discord.ui.Label[Any]:
    return discord.ui.Label(
        text=shortened(label, limits.MODAL_LABEL),
        component=component,
        description=shortened(hint, limits.MODAL_HINT) if hint else None,
    )


class ReportForm(BaseModal):
    def __init__(self, statement_id: str, display: Display, filed: SubmitCallback) -> None:
        translator = display.translator
        super().__init__(
            title=shortened(translator.gettext("Report an error"), limits.MODAL_TITLE), timeout=_SECONDS
        )
        self.statement_id, self.filed = statement_id, filed
        options = [
            discord.SelectOption(label=reason_in_words(reason, translator), value=reason)
            for reason in REASONS
        ]
        self.reason = discord.ui.Select[Any](custom_id="reason", options=options)
        self.text = discord.ui.TextInput[Any](
            custom_id="words", style=discord.TextStyle.paragraph, max_length=_LONGEST_REPORT
        )
        self.add_item(field_label(translator.gettext("What is wrong?"), self.reason))
        hint = translator.gettext(
            "If you are the person quoted: your words may be shown beside the statement."
        )
        self.add_item(field_label(translator.gettext("How do you know?"), self.text, hint))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        await self.filed(interaction, self.statement_id, self.reason.values[0], self.text.value)


class DecisionForm(BaseModal):
    def __init__(self, key: str, action: str, display: Display, decided: SubmitCallback) -> None:
        translator = display.translator
        title = (
            translator.gettext("Decline the report")
            if action == "decline"
            else translator.gettext("Accept the report")
        )
        super().__init__(title=shortened(title, limits.MODAL_TITLE), timeout=_SECONDS)
        self.key, self.action, self.decided = key, action, decided
        self.text = discord.ui.TextInput[Any](
            custom_id="outcome", style=discord.TextStyle.paragraph, max_length=_LONGEST_REPORT, required=False
        )
        self.add_item(field_label(translator.gettext("What the reporter is told"), self.text))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        await self.decided(interaction, self.key, self.action, self.text.value)
