"""Pointing an unmodified discord.py at the double, in this process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, TypeVar

import aiohttp
import discord
import discord.gateway
import discord.http
import yarl

if TYPE_CHECKING:
    from .server import Double

Bot = TypeVar("Bot", bound=discord.Client)


def point_discord_at(address: str) -> None:
    """`address` as `Double.address` gives it; the bot does the same with ONRECORD_DISCORD_API."""
    discord.http.Route.BASE = f"{address}/api/v10"
    websocket = address.replace("http", "ws", 1) + "/"
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(websocket)


@contextmanager
def pointed_at(address: str) -> Iterator[None]:
    """The same, undone afterwards."""
    route, websocket = discord.http.Route, discord.gateway.DiscordWebSocket
    before = route.BASE, websocket.DEFAULT_GATEWAY
    point_discord_at(address)
    try:
        yield
    finally:
        route.BASE, websocket.DEFAULT_GATEWAY = before


@asynccontextmanager
async def running(double: Double, bot: Bot) -> AsyncIterator[Bot]:
    """`bot` connected, and closed again: an AutoShardedBot left open keeps its loop from ending."""
    bot.http.http_trace = bot.http.http_trace or aiohttp.TraceConfig()
    with pointed_at(double.address), double.unread.stamped(bot.http.http_trace):
        task = asyncio.create_task(bot.start(double.token))
        try:
            waiting = asyncio.create_task(double.connected())
            await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            if task.done():
                task.result()
            yield bot
        finally:
            await bot.close()
            await asyncio.gather(task, return_exceptions=True)
