"""The forms that buttons open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.discord.ui import limits
from bot.discord.ui.markdown import truncate
from bot.discord.ui.typed import note_interaction

ErrorCallback = Callable[[discord.Interaction[Any], BaseException, str], Awaitable[None]]


class BaseModal(discord.ui.Modal):
    """A form; `report` tells whoever sent it of an error, as that of a command is told."""

    def __init__(self, title: str, report: ErrorCallback) -> None:
        super().__init__(title=truncate(title, limits.MODAL_TITLE), timeout=limits.INTERACTION_SECONDS)
        self._report = report

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Nothing is refused: what was typed is noted before anything can go wrong over it."""
        note_interaction(interaction)
        return True

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, /, *_: Any) -> None:
        """discord.py would only log it, and whoever sent the form would wait in vain."""
        await self._report(interaction, error, "a form")


def field_label(
    label: str, component: discord.ui.Item[Any], hint: str | None = None
) -> discord.ui.Label[Any]:
    """A field of a form with its label and hint, both within Discord's limits."""
    return discord.ui.Label(
        text=truncate(label, limits.MODAL_LABEL),
        component=component,
        description=truncate(hint, limits.MODAL_HINT) if hint else None,
    )
