"""The bot's life as a process: connect, serve, stop cleanly within five seconds."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import discord
import discord.gateway
import discord.http
import yarl

from bot.clock import SystemClock
from bot.discord.client import OnRecord
from bot.discord.health import Health
from bot.discord.retention import upkeep
from bot.ingest.service import Newsroom
from bot.ingest.settings import Press
from bot.live_library import Shelf
from bot.settings import API, Config, Token, data_folder, state_address
from bot.store import State, opened
from briefs import paths
from briefs.errors import Trouble
from briefs.ingest.review.journal import Journal

log = logging.getLogger(__name__)
_STOPPING = 3.5  # seconds for closing; a service manager is told that five are enough


class Unreachable(Trouble):
    """Discord cannot be reached: nothing is wrong with the settings, and trying again later may do."""


def point_at(address: str | None) -> None:
    """Another address than Discord's, such as a loopback one for trying the bot out."""
    if address:
        discord.http.Route.BASE = f"{address.rstrip('/')}/api/v10"
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(
            address.replace("http", "ws", 1).rstrip("/") + "/"
        )


async def serve(root: Path, cache: Path, config: Config, token: Token) -> None:
    """Serve until SIGTERM or SIGINT. Raises Trouble for what its starter can put right."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    point_at(os.environ.get(API))
    async with AsyncExitStack() as stack:
        state = await stack.enter_async_context(opened(state_address(config), SystemClock()))
        await _recovered(root, cache, state)
        shelf = await Shelf.open(root, cache)
        stack.push_async_callback(shelf.close)
        for message_content in (True, False):
            bot = OnRecord(config, shelf, state, SystemClock(), message_content=message_content)
            try:
                await _one_life(bot, token, stop, config)
                return
            except discord.PrivilegedIntentsRequired:
                if not message_content:
                    raise Trouble("Discord refused the bot's intents", "see docs/discord.md") from None
                log.warning(
                    "Discord refused the message content intent: `!` lines in channels are not seen. Slash "
                    "commands and mentions work. Switch it on in the developer portal, under Bot, Message "
                    "Content Intent"
                )


async def _recovered(root: Path, cache: Path, state: State) -> None:
    """A decision that an earlier process died over is carried out before the library is read."""
    if not paths.is_embedded(root) and Journal(root).unfinished():
        await Newsroom(root, cache, Press(), state, SystemClock()).curation.recover()


async def _one_life(bot: OnRecord, token: Token, stop: asyncio.Event, config: Config) -> None:
    health = Health(bot, _health_file(config))
    running = asyncio.create_task(_connected(bot, token))
    stopping = asyncio.create_task(stop.wait())
    beside = [asyncio.create_task(health.keep()), asyncio.create_task(upkeep(bot))]
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
    finally:
        for task in (*beside, stopping):
            task.cancel()
        await _closed(bot)
        running.cancel()
        await asyncio.gather(running, stopping, *beside, return_exceptions=True)
        health.gone()
        if stop.is_set():
            log.info("stopped")


async def _closed(bot: OnRecord) -> None:
    try:
        await asyncio.wait_for(bot.close(), _STOPPING)
    except TimeoutError:
        log.warning("closing took too long and was given up")


async def _connected(bot: OnRecord, token: Token) -> None:
    try:
        await bot.start(token.secret)
    except discord.LoginFailure:
        raise Trouble(
            "Discord refused the token", "copy it again from the developer portal, under Bot"
        ) from None
    except discord.GatewayNotFound:
        raise Unreachable("Discord's gateway cannot be found", "try again later") from None
    except (aiohttp.ClientConnectionError, OSError, TimeoutError):
        raise Unreachable("Discord cannot be reached", "check the network and try again") from None
    except discord.DiscordServerError:
        raise Unreachable("Discord has trouble of its own", "try again later") from None
    except discord.HTTPException as error:
        raise Trouble(
            f"Discord refused the start (status {error.status}, code {error.code})", error.text[:200]
        ) from None


def _health_file(config: Config) -> Path:
    named = os.environ.get("ONRECORD_HEALTH") or config.health_file
    if named:
        return Path(named).expanduser()
    address = state_address(config)
    return (address.parent if isinstance(address, Path) else data_folder()) / "health.json"


async def synced(root: Path, cache: Path, config: Config, token: Token, guild_id: int | None) -> int:
    """Tell Discord the commands, deliberately; how many. Nothing is served meanwhile."""
    from bot.discord.command_sync import sync

    point_at(os.environ.get(API))
    async with AsyncExitStack() as stack:
        state = await stack.enter_async_context(opened(state_address(config), SystemClock()))
        shelf = await Shelf.open(root, cache)
        stack.push_async_callback(shelf.close)
        bot = OnRecord(config, shelf, state, SystemClock(), sync_at_start=False)
        stack.push_async_callback(bot.close)
        try:
            await bot.login(token.secret)
            return await sync(bot, guild_id)
        except discord.LoginFailure:
            raise Trouble(
                "Discord refused the token", "copy it again from the developer portal, under Bot"
            ) from None
        except (aiohttp.ClientConnectionError, OSError):
            raise Unreachable("Discord cannot be reached", "check the network and try again") from None
        except discord.Forbidden:
            raise Trouble(
                "Discord refused: the bot is not in that server", "invite it first: onrecord invite"
            ) from None
