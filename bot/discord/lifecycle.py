"""The bot as a process: connect, serve, stop cleanly within five seconds."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TypeAlias

import aiohttp
import discord
import discord.gateway
import discord.http
import yarl

from bot import ingest
from bot.clock import SystemClock
from bot.discord.client import OnRecordBot
from bot.discord.command_sync import sync
from bot.discord.health import Health
from bot.discord.heap import set_heap_aside
from bot.discord.metrics import Metrics
from bot.discord.retention import run_retention
from bot.discord.shards import ShardPlan, alone_on
from bot.live_library import LiveLibrary
from bot.processes import call_when_alone
from bot.replica import LibraryPublisher, following
from bot.settings import (
    API_URL_VARIABLE,
    Secret,
    Settings,
    health_file,
    health_file_of,
    library_source,
    metrics_address,
    publishing_folder,
    state_address,
)
from bot.stop_signals import call_at_stop
from bot.store import BackupPlan, Store, open_store, run_backups
from briefs import paths
from briefs.errors import UserError
from briefs.ingest import review

log = logging.getLogger(__name__)
Beside: TypeAlias = Callable[[LiveLibrary, Store], AbstractAsyncContextManager[object]]
_STOPPING = 3.5  # seconds for closing; a service manager is told that five are enough


class Unreachable(UserError):
    """Discord cannot be reached: nothing is wrong with the settings, and trying again later may do."""


def override_api_base(address: str | None) -> None:
    """Send all requests elsewhere than to Discord, such as to a test server on loopback.

    discord.py has no setting for it: its class attributes are replaced, for the whole process.
    """
    if address:
        discord.http.Route.BASE = f"{address.rstrip('/')}/api/v10"
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(
            address.replace("http", "ws", 1).rstrip("/") + "/"
        )


async def serve(
    root: Path,
    cache: Path,
    settings: Settings,
    token: Secret,
    beside: Beside | None = None,
    plan: ShardPlan | None = None,
) -> None:
    """Serve until SIGTERM or SIGINT; `beside` serves elsewhere, from the same library and state, meanwhile.

    With a `plan` this is one process of several, and ends too when its supervisor does. Raises UserError for
    what its starter can put right, and Unreachable where it may try again.
    """
    stop = asyncio.Event()
    call_at_stop(stop.set)
    if plan is not None and plan.slot is not None:
        call_when_alone(stop.set)
    override_api_base(os.environ.get(API_URL_VARIABLE))
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(state_address(settings), SystemClock()))
        alone = await stack.enter_async_context(alone_on(store)) if plan is None else None
        library = await _library(stack, root, cache, settings, store)
        metrics = _metrics(settings, plan)
        if beside is not None:
            await stack.enter_async_context(beside(library, store))
        # A client cannot be started twice: without the intent another one is made.
        for message_content in (True, False) if await wants_words(settings, store) else (False,):
            bot = OnRecordBot(
                settings,
                library,
                store,
                SystemClock(),
                message_content=message_content,
                metrics=metrics,
                plan=plan,
            )
            health = _health(bot, settings, metrics, plan)
            try:
                await _run_until_stopped(bot, token, stop, settings, health, alone)
                return
            except discord.PrivilegedIntentsRequired:
                if not message_content:
                    raise UserError("Discord refused the bot's intents", "see docs/discord.md") from None
                log.warning(
                    "Discord refused the message content intent: `!` lines in channels are not seen. Slash "
                    "commands and mentions work. Switch it on in the developer portal, under Bot, Message "
                    "Content Intent"
                )


async def wants_words(settings: Settings, store: Store) -> bool:
    """Whether the message content intent is asked for: by the settings, or by a server's watch."""
    servers = await store.preferences.all_guilds()
    return settings.message_content or any(one.watch_channels and not one.removed_at for one in servers)


async def _library(
    stack: AsyncExitStack, root: Path, cache: Path, settings: Settings, store: Store
) -> LiveLibrary:
    """The library of these files, published where it is to be; or as its writer elsewhere publishes it."""
    if source := library_source(settings):
        return await stack.enter_async_context(following(source, root, paths.followed_dir(cache)))
    await _recover_review(root, cache, store)
    library = await LiveLibrary.open(root, cache)
    stack.push_async_callback(library.close)
    if folder := publishing_folder(settings):
        task = asyncio.create_task(LibraryPublisher(library, store.news, folder).run(), name="publishing")
        stack.callback(task.cancel)
    return library


def _metrics(settings: Settings, plan: ShardPlan | None) -> Metrics | None:
    address = metrics_address(settings)
    if address is None:
        return None
    host, _, port = address.rpartition(":")
    slot = (plan and plan.slot) or 1
    metrics = Metrics()
    metrics.serve(f"{host}:{int(port) + slot - 1}")
    return metrics


def _health(bot: OnRecordBot, settings: Settings, metrics: Metrics | None, plan: ShardPlan | None) -> Health:
    file, private = health_file(settings)
    keeper, slot = bot.keeper, plan.slot if plan else None
    if plan is None or keeper is None:
        return Health(bot, bot.core, file, private, metrics)
    where = file if slot is None else health_file_of(file, slot)
    slots = (slot, plan.processes) if slot else None
    return Health(bot, bot.core, where, private, metrics, lambda: keeper.held, slots)


def _backup_plan(settings: Settings) -> BackupPlan | None:
    chosen = settings.backups
    if chosen.folder is None:
        return None
    return BackupPlan(Path(chosen.folder).expanduser(), timedelta(hours=chosen.hours), chosen.keep)


async def _recover_review(root: Path, cache: Path, store: Store) -> None:
    """What an earlier process left is carried out, and the queue agrees, before the library is read."""
    if not paths.is_embedded(root) and review.Journal(root).begun():
        await ingest.IngestService(
            root, cache, ingest.FeedSettings(), store, SystemClock()
        ).review_service.recover()


async def _run_until_stopped(
    bot: OnRecordBot,
    token: Secret,
    stop: asyncio.Event,
    settings: Settings,
    health: Health,
    alone: asyncio.Task[None] | None,
) -> None:
    on_duty = bot.core.on_duty
    running = asyncio.create_task(_connect(bot, token))
    stopping = asyncio.create_task(stop.wait())
    background = [
        asyncio.create_task(health.run()),
        asyncio.create_task(prepare_names(bot)),
        asyncio.create_task(set_heap_aside(bot.core.library, bot.wait_until_ready)),
        asyncio.create_task(run_retention(bot.core.store, bot.core.preferences, on_duty)),
    ]
    if plan := _backup_plan(settings):
        backups = run_backups(state_address(settings), plan, bot.core.clock, on_duty)
        background.append(asyncio.create_task(backups))
    try:
        told = {running, *([alone] if alone else ())}  # each may end with what its starter is to know
        await asyncio.wait({*told, stopping}, return_when=asyncio.FIRST_COMPLETED)
        for ended in told:
            if ended.done():
                ended.result()
    finally:
        for task in (*background, stopping):
            task.cancel()
        await _close(bot)  # before its task is cancelled: what is in flight is finished over the gateway
        running.cancel()
        await asyncio.gather(running, stopping, *background, return_exceptions=True)
        health.remove()
        if stop.is_set():
            log.info("stopped")


async def prepare_names(bot: OnRecordBot) -> None:
    """Once it can be asked, not before: commands chosen from menus need nothing of it, and are answered."""
    await bot.wait_for("connect")
    await bot.core.library.prepare()


async def _close(bot: OnRecordBot) -> None:
    try:
        await asyncio.wait_for(bot.close(), _STOPPING)
    except TimeoutError:
        log.warning("closing took too long and was given up")


async def _connect(bot: OnRecordBot, token: Secret) -> None:
    """Run the client until it is closed. Raises UserError for every way in which a start can fail."""
    try:
        with login_errors():
            await bot.start(token.secret)
    except discord.GatewayNotFound:
        raise Unreachable("Discord's gateway cannot be found", "try again later") from None
    except discord.DiscordServerError:
        raise Unreachable("Discord has trouble of its own", "try again later") from None
    except discord.HTTPException as error:
        raise UserError(
            f"Discord refused the start (status {error.status}, code {error.code})", error.text[:200]
        ) from None


@contextmanager
def login_errors() -> Iterator[None]:
    """Turns what a login raises, wherever the bot goes on from there, into what its starter can act on."""
    try:
        yield
    except discord.LoginFailure:
        raise UserError(
            "Discord refused the token", "copy it again from the developer portal, under Bot"
        ) from None
    except (aiohttp.ClientConnectionError, OSError):  # a TimeoutError is an OSError
        raise Unreachable("Discord cannot be reached", "check the network and try again") from None


async def sync_commands(
    root: Path, cache: Path, settings: Settings, token: Secret, guild_id: int | None, clear: bool = False
) -> int:
    """Tell Discord the commands, of one server if named; how many. Nothing is served meanwhile.

    With `clear` that server has no copies of its own any more, only what all have.

    Raises UserError for what its starter can put right.
    """
    override_api_base(os.environ.get(API_URL_VARIABLE))
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(state_address(settings), SystemClock()))
        library = await LiveLibrary.open(root, cache)
        stack.push_async_callback(library.close)
        bot = OnRecordBot(settings, library, store, SystemClock(), sync_at_start=False)
        stack.push_async_callback(bot.close)
        try:
            with login_errors():
                await bot.login(token.secret)
                return await sync(bot, store.metadata, guild_id, clear=clear)
        except discord.Forbidden:
            raise UserError(
                "Discord refused: the bot is not in that server", "invite it first: onrecord invite"
            ) from None
