"""The state database: its version and soundness, what was paused, which feeds fail, where the bot writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.clock import SystemClock
from bot.doctor.diagnosis import Diagnosis, UsedChannels
from bot.doctor.processes_check import process_findings
from bot.settings import Backups, Settings, existing_state
from bot.store import (
    Feed,
    Store,
    Subscription,
    moment_of,
    newest_version,
    open_store,
    scheduled,
    version_at,
    version_of,
)
from briefs.briefing import zone_named
from briefs.errors import UserError

_FAILING = 3  # visits in a row: fewer are the weather
_NAMED = 5  # that many feeds are named, the others counted


async def state_findings(settings: Settings) -> tuple[list[Diagnosis], UsedChannels]:
    """Reads only: a database of an older version is not opened, which would bring it to this one."""
    try:
        address = existing_state(settings)
        if address is None:
            return [Diagnosis("ok", "state", "there is none yet: the first start makes it")], UsedChannels()
        if early := await _not_of_this_version(address):
            return [early], UsedChannels()
        async with open_store(address, SystemClock()) as store:
            return await _of_store(store, settings)
    except UserError as error:  # StoreUnavailable is one
        fault = Diagnosis("fault", "state", error.message, error.hint or "see docs/operating.md")
        return [fault], UsedChannels()
    except OSError as error:
        said = f"{error.filename} cannot be read: {error.strerror}"
        return [Diagnosis("fault", "state", said, "look again as the bot's own user")], UsedChannels()


async def _not_of_this_version(address: str | Path) -> Diagnosis | None:
    is_file = isinstance(address, Path)
    found = await version_at(address, SystemClock()) if isinstance(address, str) else version_of(address)
    if found == 0:
        empty = Diagnosis("ok", "state", "empty: the first start makes its tables")
        return _damaged(address) if isinstance(address, Path) else empty
    newest = newest_version()
    if found >= newest:
        return None
    keeps = " and keeps a copy" if is_file else "; make a backup first, with the program that it has now"
    return Diagnosis("ok", "state", f"of version {found}; the next start brings it to {newest}{keeps}")


def _damaged(file: Path) -> Diagnosis:
    return Diagnosis(
        "fault",
        "state",
        f"{file.name} is no whole state database",
        "put a copy back: onrecord state restore FILE",
    )


async def _of_store(store: Store, settings: Settings) -> tuple[list[Diagnosis], UsedChannels]:
    subscriptions, feeds = await store.subscriptions.all(), await store.feeds.all()
    briefings = sum(one.settings.purpose == "briefing" for one in subscriptions)
    found = [Diagnosis("ok", "state", f"version {newest_version()}, {briefings} briefings subscribed")]
    found += _paused(subscriptions)
    found += _zones(subscriptions)
    found += _feeds(feeds)
    found += _backups(settings.backups)
    found += process_findings(await store.processes.all())
    return found, await _places(store, settings, subscriptions)


def _paused(subscriptions: Sequence[Subscription]) -> list[Diagnosis]:
    paused = [one for one in subscriptions if one.paused_at is not None and one.paused_reason != "asked"]
    if not paused:
        return []
    reasons = sorted({one.paused_reason or "unknown" for one in paused})
    said = f"{len(paused)} were paused by the bot itself ({', '.join(reasons)})"
    return [
        Diagnosis("warning", "briefings", said, "`/briefings list` there says what to do, and resumes them")
    ]


def _zones(subscriptions: Sequence[Subscription]) -> list[Diagnosis]:
    """Zones that this machine's time zone data does not hold: what is due there would be paused."""
    unknown = set[str]()
    for zone in {one.settings.timezone for one in subscriptions if one.paused_at is None}:
        try:
            zone_named(zone)
        except UserError:
            unknown.add(zone)
    if not unknown:
        return []
    said = f"briefings go by zones that are not known here: {', '.join(sorted(unknown))}"
    return [Diagnosis("warning", "time zones", said, "pip install --upgrade tzdata")]


def _feeds(feeds: Sequence[Feed]) -> list[Diagnosis]:
    active = [feed for feed in feeds if feed.status == "active"]
    failing = [feed for feed in active if feed.failures >= _FAILING]
    if not failing:
        return [Diagnosis("ok", "feeds", f"{len(active)} are followed")] if active else []
    found = [
        Diagnosis(
            "warning",
            "feeds",
            f"{feed.title or feed.url} failed {feed.failures} times in a row: {feed.last_error}",
            "open its address in a browser; `onrecord feeds remove` ends it",
        )
        for feed in failing[:_NAMED]
    ]
    if (rest := len(failing) - _NAMED) > 0:
        found.append(Diagnosis("warning", "feeds", f"{rest} more fail", "see `onrecord feeds list`"))
    return found


def _backups(chosen: Backups) -> list[Diagnosis]:
    """One that is twice as old as it should be was missed, or the bot did not run."""
    if chosen.folder is None:
        return []
    folder = Path(chosen.folder).expanduser()
    known = scheduled(folder) if folder.is_dir() else []
    if not known:
        advice = "look into its log, unless the bot was never started with it"
        return [Diagnosis("warning", "backups", f"none are in {folder}", advice)]
    hours = (datetime.now(UTC) - moment_of(known[-1])).total_seconds() / 3600
    said = f"{len(known)} are kept, the last of {hours:.0f} hours ago"
    if hours > 2 * chosen.hours:
        return [Diagnosis("warning", "backups", said, "look into the bot's log, and for room on that disk")]
    return [Diagnosis("ok", "backups", said)]


async def _places(store: Store, settings: Settings, subscriptions: Sequence[Subscription]) -> UsedChannels:
    channels = defaultdict[int, dict[int, str]](dict)
    for one in subscriptions:
        chosen = one.settings
        own = chosen.webhook_id is None  # through a webhook the bot itself posts nothing
        if own and chosen.guild_id and chosen.channel_id and one.paused_at is None:
            what = "briefings" if chosen.purpose == "briefing" else "what is followed"
            channels[chosen.guild_id].setdefault(chosen.channel_id, what)
    for server in await store.preferences.all_guilds():
        if server.curators_channel_id and server.removed_at is None:
            channels[server.guild_id][server.curators_channel_id] = "its curators"
        if server.removed_at is None:
            noted = server.watch_way == "note"
            speaks = (
                [server.watch_desk_id] if noted else server.watch_channels if server.watch_channels else []
            )
            for channel in filter(None, speaks):
                channels[server.guild_id].setdefault(channel, "the watch over quotations")
    if settings.curators_channel:
        channels[0][settings.curators_channel] = "the curators"  # of a server that Discord names
    return UsedChannels(dict(channels))
