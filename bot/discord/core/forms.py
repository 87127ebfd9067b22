"""What every form asks of the bot when it is sent."""

from __future__ import annotations

from bot.discord.core.errors import ErrorReporter
from bot.discord.core.quotas import Quotas
from bot.discord.core.replies import Interaction


class FormGate:
    """The FormGuard of bot/discord/ui: counts forms, and tells of what went wrong in one."""

    def __init__(self, errors: ErrorReporter, quotas: Quotas) -> None:
        self._quotas = quotas
        self.report = errors.report

    def admit(self, interaction: Interaction) -> None:
        """Raises TooFast for one too many: a form that was refused can be sent again and again."""
        self._quotas.take("form", interaction.user.id, interaction.guild_id)
