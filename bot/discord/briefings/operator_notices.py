"""Tells whoever runs the bot about its clock, in a direct message."""

from __future__ import annotations

import discord

from bot.discord.core import Core
from bot.server_time import ClockNotice
from briefs.i18n import N_, Translator

_TEXTS = {  # by kind, and whether the seconds are more than none
    ("step", True): N_("The clock of the machine that I run on was set forward by {length}."),
    ("step", False): N_("The clock of the machine that I run on was set back by {length}."),
    ("offset", True): N_("The clock of the machine that I run on is ahead of Discord's by {length}."),
    ("offset", False): N_("The clock of the machine that I run on is behind Discord's by {length}."),
    ("gap", True): N_("By the clock of the machine that I run on I was last at work {length} ago."),
    ("late", True): N_("By the clock of the machine that I run on a briefing is late by {length}."),
    ("gap", False): N_(
        "By the clock of the machine that I run on I shall last have been at work in {length}."
    ),
}
_AGREES = N_("The clock of the machine that I run on agrees with Discord's again.")
_WHAT_FOLLOWS = N_(
    "Briefings go by Discord's time, and each is looked for in its channel before it is sent. {command} "
    "compares what was sent with what stands there."
)


class OperatorNotices:
    """One message to each owner: those of the settings, else of the application."""

    def __init__(self, client: discord.Client, core: Core) -> None:
        self._client = client
        self._owners = core.settings.owners
        self._messenger = core.messenger
        self._preferences = core.preferences

    async def tell(self, notice: ClockNotice) -> int | None:
        """The id of a message that stands, by which Discord's time is known; None where there is none.

        Raises what discord.py raises where the application's owner cannot be asked for.
        """
        sent = None
        for owner in sorted(self._owners) or await self._application_owners():
            translator = self._preferences.display(owner, None, None).translator
            sent = await self._messenger.send_dm(owner, content=notice_text(notice, translator)) or sent
        return sent

    async def _application_owners(self) -> list[int]:
        application = await self._client.application_info()
        team = application.team
        return [member.id for member in team.members] if team else [application.owner.id]


def notice_text(notice: ClockNotice, translator: Translator) -> str:
    """What happened, and what the bot makes of it."""
    if notice.kind == "offset" and not notice.seconds:
        said = translator.gettext(_AGREES)
    else:
        length = _length(abs(notice.seconds), translator)
        said = translator.gettext(_TEXTS[notice.kind, notice.seconds > 0], length=length)
    return f"{said}\n{translator.gettext(_WHAT_FOLLOWS, command='`onrecord deliveries check`')}"


def _length(seconds: int, translator: Translator) -> str:
    if seconds < 7200:
        return translator.ngettext("{n} minute", "{n} minutes", max(1, round(seconds / 60)))
    if seconds < 172_800:
        return translator.ngettext("{n} hour", "{n} hours", round(seconds / 3600))
    return translator.ngettext("{n} day", "{n} days", round(seconds / 86_400))
