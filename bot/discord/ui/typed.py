"""What a user typed or chose in an interaction, so that the log leaves it out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord

from bot.traces import note_typed

_OURS = ("id", "custom_id", "name", "type")  # keys of Discord's document whose values nobody typed


def note_interaction(interaction: discord.Interaction[Any]) -> None:
    """Options, fields of a form, entries of a menu, and the messages that come along."""
    note_typed(_strings(interaction.data))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in _OURS:
                yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)
