"""The forms that buttons open."""

from __future__ import annotations

from typing import Any, Protocol

import discord

from bot.discord.ui import limits
from bot.discord.ui.markdown import truncate
from bot.discord.ui.typed import note_interaction


class FormGuard(Protocol):
    """What a form needs of the bot."""

    def admit(self, interaction: discord.Interaction[Any], /) -> None:
        """Raises what `report` tells where this person sends too many forms."""
        ...

    async def report(self, interaction: discord.Interaction[Any], error: BaseException, what: str, /) -> None:
        """Tell whoever sent the form of an error, as that of a command is told."""
        ...


class BaseModal(discord.ui.Modal):
    """A form; `guard` lets it in when it is sent, and tells whoever sent it what went wrong."""

    def __init__(self, title: str, guard: FormGuard) -> None:
        super().__init__(title=truncate(title, limits.MODAL_TITLE), timeout=limits.INTERACTION_SECONDS)
        self._guard = guard

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Asked by discord.py before `on_submit`; what was typed is noted before anything can go wrong."""
        note_interaction(interaction)
        self._guard.admit(interaction)
        return True

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, /, *_: Any) -> None:
        """discord.py would only log it, and whoever sent the form would wait in vain."""
        await self._guard.report(interaction, error, "a form")


def field_label(
    label: str, component: discord.ui.Item[Any], hint: str | None = None
) -> discord.ui.Label[Any]:
    """A field of a form with its label and hint, both within Discord's limits."""
    return discord.ui.Label(
        text=truncate(label, limits.MODAL_LABEL),
        component=component,
        description=truncate(hint, limits.MODAL_HINT) if hint else None,
    )
