"""What is noted of an interaction before anything else: what was typed, and until when an answer counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord

from bot.patience import wait_at_most
from bot.traces import note_typed

ANSWER_WITHIN = 2.2  # seconds; Discord gives up after three, and the sentence has to get there
_OURS = ("id", "custom_id", "name", "type")  # keys of Discord's document whose values nobody typed


def note_interaction(interaction: discord.Interaction[Any]) -> None:
    """Options, fields of a form, entries of a menu, and the messages that come: the log leaves them out.

    Until it is answered, the state database is asked for as long as Discord waits.
    """
    wait_at_most(ANSWER_WITHIN, interaction.response.is_done)
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
