"""Discord's side of the doctor: the token, the intents, and the rights in each channel that is used."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp
import discord

from bot.discord.invite import PERMISSIONS, invite_url
from bot.discord.lifecycle import login_errors, override_api_base
from bot.doctor import Diagnosis, UsedChannels
from bot.settings import API_URL_VARIABLE, Secret
from briefs.errors import UserError

_PATIENCE = 20.0  # seconds for a step of a few requests: discord.py itself waits five minutes for each
_CLOCK_OFF = 5  # seconds: less is the network's delay
_Seen = Mapping[
    int, tuple[discord.abc.GuildChannel, bool]
]  # by id; a thread stands with its parent, and True


async def discord_findings(token: Secret, places: UsedChannels) -> list[Diagnosis]:
    """Logs in without connecting. Never raises for what Discord says: that is a finding."""
    override_api_base(os.environ.get(API_URL_VARIABLE))
    watch = _DateOfAnswers()
    async with discord.Client(intents=discord.Intents.none(), http_trace=watch.trace()) as client:
        try:
            with login_errors():
                async with asyncio.timeout(_PATIENCE):
                    await client.login(token.secret)
        except UserError as error:
            return [Diagnosis("fault", "token", error.message, error.hint or "see docs/discord.md")]
        try:
            return [*await _of_application(client), *watch.findings(), *await _of_channels(client, places)]
        except discord.HTTPException as error:
            said = f"Discord answered with {error.status}: {error.text[:100]}"
        except TimeoutError:
            said = f"Discord says nothing for {_PATIENCE:.0f} seconds"
        return [*watch.findings(), Diagnosis("warning", "Discord", said, "try again later")]


async def _of_application(client: discord.Client) -> list[Diagnosis]:
    assert client.user is not None  # who has logged in
    async with asyncio.timeout(_PATIENCE):
        application = await client.application_info()
    found = [
        Diagnosis("ok", "token", f"Discord knows it as {client.user}, of the application {application.name}")
    ]
    flags = application.flags
    if flags.gateway_message_content or flags.gateway_message_content_limited:
        found.append(Diagnosis("ok", "intents", "message content is granted: `!` lines are read"))
    else:
        advice = (
            "switch it on in the developer portal, under Bot; without it `/` commands and mentions work, and"
            " no quotation is watched"
        )
        found.append(Diagnosis("warning", "intents", "message content is not granted", advice))
    return found


async def _of_channels(client: discord.Client, places: UsedChannels) -> list[Diagnosis]:
    found = list[Diagnosis]()
    unplaced = dict(places.channels.get(0, {}))
    for guild_id, channels in places.channels.items():
        if not guild_id:
            continue
        try:
            async with asyncio.timeout(_PATIENCE):
                guild = await client.fetch_guild(guild_id)
                seen, me = await _server(client, guild)
        except discord.HTTPException:
            advice = f"invite it again: {invite_url(client.application_id or 0)}"
            found.append(Diagnosis("warning", f"server {guild_id}", "the bot is not in it", advice))
            continue
        here = {**channels, **{id: what for id, what in unplaced.items() if id in seen}}
        found += [_of_channel(guild.name, seen.get(id), id, what, me) for id, what in here.items()]
    return found


async def _server(client: discord.Client, guild: discord.Guild) -> tuple[_Seen, discord.Member]:
    assert client.user is not None
    channels = {channel.id: channel for channel in await guild.fetch_channels()}
    seen = {id: (channel, False) for id, channel in channels.items()}
    for thread in await guild.active_threads():
        if thread.parent_id in channels:
            seen[thread.id] = channels[thread.parent_id], True
    return seen, await guild.fetch_member(client.user.id)


def _of_channel(
    server: str, place: tuple[discord.abc.GuildChannel, bool] | None, id: int, what: str, me: discord.Member
) -> Diagnosis:
    subject = f"{server}, {what}"
    if place is None:
        said = f"the channel {id} is not there, or asleep as a thread"
        return Diagnosis("warning", subject, said, "choose another there: /setup, /briefing")
    channel, is_thread = place
    needed = ("view_channel", "send_messages_in_threads" if is_thread else "send_messages")
    granted = channel.permissions_for(me)
    if lacks := [name for name in needed if not getattr(granted, name)]:
        named = ", ".join(name.replace("_", " ").title() for name in lacks)
        return Diagnosis(
            "fault", subject, f"in #{channel} the bot lacks: {named}", "grant it in the channel's settings"
        )
    rest = [name for name, wanted in PERMISSIONS if wanted and not getattr(granted, name)]
    if rest:
        named = ", ".join(name.replace("_", " ").title() for name in rest)
        said = f"in #{channel} the bot writes, and lacks: {named}"
        return Diagnosis(
            "warning", subject, said, "grant it in the channel's settings; what needs it is left out"
        )
    return Diagnosis("ok", subject, f"in #{channel} the bot may do all that it does")


class _DateOfAnswers:
    """How far this machine's clock is from the date in Discord's answers."""

    def __init__(self) -> None:
        self._off: float | None = None

    def trace(self) -> aiohttp.TraceConfig:
        trace = aiohttp.TraceConfig()

        async def ended(_: object, __: object, parameters: aiohttp.TraceRequestEndParams) -> None:
            said = parameters.response.headers.get("Date")
            if said and self._off is None:
                self._off = (datetime.now(UTC) - parsedate_to_datetime(said)).total_seconds()

        trace.on_request_end.append(ended)
        return trace

    def findings(self) -> Iterable[Diagnosis]:
        if self._off is None:
            return
        if abs(self._off) <= _CLOCK_OFF:
            yield Diagnosis("ok", "clock", "agrees with Discord's")
            return
        way = "ahead of" if self._off > 0 else "behind"
        yield Diagnosis(
            "warning", "clock", f"{abs(self._off):.0f} seconds {way} Discord's", "let the system set it (NTP)"
        )
