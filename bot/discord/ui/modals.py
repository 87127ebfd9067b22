"""Forms as discord.py has them, within Discord's limits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import discord

from bot.discord.ui import limits
from bot.discord.ui.markdown import truncate


def form_modal(title: str, custom_id: str, fields: Iterable[discord.ui.Item[Any]]) -> discord.ui.Modal:
    """A form of at most five fields.

    It has stopped before it is sent: whoever waits for it would wait in this process alone, and what is sent
    after a restart is answered by its id.
    """
    modal = discord.ui.Modal(title=truncate(title, limits.MODAL_TITLE), custom_id=custom_id)
    for field in fields:
        modal.add_item(field)
    modal.stop()
    return modal


def field_label(
    label: str, component: discord.ui.Item[Any], hint: str | None = None
) -> discord.ui.Label[Any]:
    """A field of a form with its label and hint, both within Discord's limits."""
    return discord.ui.Label(
        text=truncate(label, limits.MODAL_LABEL),
        component=component,
        description=truncate(hint, limits.MODAL_HINT) if hint else None,
    )


def text_field(
    name: str, value: str = "", *, most: int, long: bool = False, required: bool = True
) -> discord.ui.TextInput[Any]:
    """A line, or several, of at most `most` characters; `value` stands in it already."""
    return discord.ui.TextInput(
        custom_id=name,
        style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
        default=value[:most] or None,
        max_length=most,
        required=required,
    )
