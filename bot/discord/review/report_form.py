"""The forms of a report: why a statement is reported, and what its reporter is told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.discord.ui import BaseModal, Display, FormGuard, field_label
from briefs.i18n import N_, Translator

SubmitCallback = Callable[[Any, str, str, str], Awaitable[None]]
_LONGEST_REPORT = 1000  # characters
QUOTED = "quoted"
REASONS = {
    "words": N_("The words are not as in the article"),
    "speaker": N_("Somebody else said it"),
    "date": N_("It was said on another day"),
    "topic": N_("It is not on this topic"),
    "context": N_("It is torn from its context"),
    QUOTED: N_("I am the person quoted"),
    "other": N_("Something else"),
}


def reason_in_words(reason: str, translator: Translator) -> str:
    """A reason that another version of this program kept counts as “something else”."""
    return translator.gettext(REASONS.get(reason, REASONS["other"]))


class ReportForm(BaseModal):
    """`submitted` is called with the statement's id, the reason (a key of REASONS) and the words typed."""

    def __init__(
        self, statement_id: str, display: Display, submitted: SubmitCallback, guard: FormGuard
    ) -> None:
        translator = display.translator
        super().__init__(translator.gettext("Report an error"), guard)
        self.statement_id, self.submitted = statement_id, submitted
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
        await self.submitted(interaction, self.statement_id, self.reason.values[0], self.text.value)


class DecisionForm(BaseModal):
    """`submitted` is called with the report's key, the action (of its button) and the words typed."""

    def __init__(
        self, key: str, action: str, display: Display, submitted: SubmitCallback, guard: FormGuard
    ) -> None:
        translator = display.translator
        title = (
            translator.gettext("Decline the report")
            if action == "decline"
            else translator.gettext("Accept the report")
        )
        super().__init__(title, guard)
        self.key, self.action, self.submitted = key, action, submitted
        self.text = discord.ui.TextInput[Any](
            custom_id="outcome", style=discord.TextStyle.paragraph, max_length=_LONGEST_REPORT, required=False
        )
        self.add_item(field_label(translator.gettext("What the reporter is told"), self.text))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        await self.submitted(interaction, self.key, self.action, self.text.value)
