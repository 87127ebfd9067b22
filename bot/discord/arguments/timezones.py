"""Time zones as people write them: an IANA name in any case, completed with the time that it is there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.core import LocalizedUserError, core_of
from bot.discord.ui import limits, safe_within
from briefs.i18n import N_

_LIKELY = (
    "UTC", "Europe/London", "Europe/Berlin", "Europe/Moscow", "America/New_York", "America/Los_Angeles",
    "Asia/Kolkata", "Asia/Tokyo", "Australia/Sydney",
)  # fmt: skip


@cache
def _zones() -> dict[str, str]:
    """Every zone by its folded name."""
    return {_normalize(name): name for name in sorted(available_timezones()) if "/" in name or name == "UTC"}


def _normalize(text: str) -> str:
    return text.strip().casefold().replace(" ", "_")


def parse_timezone(text: str) -> str:
    """An IANA name, whatever its case. Raises LocalizedUserError."""
    if (name := _zones().get(_normalize(text))) is None:
        raise LocalizedUserError(
            N_("No time zone is called “{text}”."),
            N_("Write for example Europe/Berlin or UTC; the list helps while you type."),
            text=safe_within(text, 60),
        )
    return name


def zone_choices(typed: str, now: datetime, first: Iterable[str] = ()) -> list[app_commands.Choice[str]]:
    """Zones whose names hold what is typed, with the time that it is there."""
    asked = _normalize(typed)
    listed = dict.fromkeys([*first, *_LIKELY] if not asked else _zones().values())
    found = [name for name in listed if asked in name.casefold()]
    found.sort(key=lambda name: not name.casefold().rpartition("/")[2].startswith(asked))
    return [
        app_commands.Choice(name=f"{name} · {now.astimezone(ZoneInfo(name)):%H:%M}", value=name)
        for name in found[: limits.CHOICES]
    ]


class ZoneArgument(app_commands.Transformer, commands.Converter[str]):
    """A time zone as a slash command and a `!` line take it. Raises LocalizedUserError for an unknown one."""

    async def transform(self, interaction: discord.Interaction[Any], value: str, /) -> str:
        return parse_timezone(value)

    async def convert(self, ctx: commands.Context[Any], argument: str) -> str:
        return parse_timezone(argument)

    async def autocomplete(
        self, interaction: discord.Interaction[Any], value: Any, /
    ) -> list[app_commands.Choice[Any]]:
        core = core_of(interaction)
        own = core.preferences.zone(interaction.user.id, interaction.guild_id)
        return zone_choices(str(value), core.clock.now(), [own])
