"""A loopback Discord with the bot in it, and what a test says about both."""

from __future__ import annotations

import asyncio
import pickle
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update

from bot.clock import SystemClock
from bot.discord.client import OnRecordBot
from bot.live_library import LiveLibrary
from bot.settings import Cooldown, Settings
from bot.store import Store
from bot.store.schema import posted_statements
from tests.discord_double import Double, handled, running
from tests.discord_double.component_rules import BUTTON, CONTAINER, SELECTS, TEXT_DISPLAY, walk
from tests.discord_double.interactions import InteractionRecord
from tests.discord_double.world import Message

CONFIG = Settings(cooldown=Cooldown(10_000, 1.0))


@dataclass(slots=True)
class BotInServer:
    """A loopback Discord with the bot in it, and shorthands for what its users do."""

    double: Double
    bot: OnRecordBot
    state: Store
    looked: asyncio.Event
    """Set once the bot has had its first look at the feeds."""

    async def slash(
        self, command: str, /, user: str = "reader", channel: Any = "general", **options: Any
    ) -> Message:
        """The message that answers a slash command."""
        return await (await self.ask(command, user, channel, **options)).answer()

    async def ask(
        self, command: str, user: str = "reader", channel: Any = "general", **options: Any
    ) -> InteractionRecord:
        more = {name: options.pop(name) for name in ("locale", "installed", "force") if name in options}
        return await self.double.slash(self.double.guild, channel, user, command, options=options, **more)

    async def line(self, content: str, user: str = "reader", channel: Any = "general") -> Message:
        """The bot's next message after a line in a channel."""
        before = len(self.double.posts(channel, user))
        await self.double.say(channel, user, content)
        probe = lambda: self.double.posts(channel, user)[before:]  # noqa: E731
        return (await self.double.until(probe, what=f"no answer to {content!r}"))[0]

    async def click(self, message: Message, button: str, user: str = "reader") -> Message:
        return await (await self.double.click(message, user, button)).answer()

    async def written(self) -> None:
        """What the bot writes after it has answered stands in the database."""
        await handled()
        await self.bot.answers.sent_answers.flush()
        await self.bot.core.background.finish(5)

    async def changes(self, statement: str) -> None:
        """What was posted of a statement is as of another library than the one in use."""
        await self.written()
        before = update(posted_statements).where(posted_statements.c.statement_id == statement)
        await self.state.database.execute(before.values(digest="1-of another library"))
        self.bot.answers.corrector.follow((statement,))


OpenApp = Callable[..., AbstractAsyncContextManager[BotInServer]]


_told: list[bytes] = []
"""The commands as the first bot of this process told them, pickled: to tell them costs as much as a test."""


@asynccontextmanager
async def connected(
    double: Double, config: Settings, live_library: LiveLibrary, state: Store, more: dict[str, Any]
) -> AsyncIterator[BotInServer]:
    known = double.commands.registered[None]
    if _told and not known and "sync_at_start" not in more:
        known += [
            command | {"application_id": str(double.world.bot.id)} for command in pickle.loads(_told[0])
        ]
        more = more | {"sync_at_start": False}
    bot = OnRecordBot(config, live_library, state, SystemClock(), guild_ready_timeout=0.05, **more)
    looked = asyncio.Event()

    async def on_candidates_waiting() -> None:
        looked.set()

    bot.add_listener(on_candidates_waiting)
    async with running(double, bot):
        if not _told:
            _told.append(pickle.dumps(double.commands.registered[None]))
        yield BotInServer(double, bot, state, looked)


def text_of(message: Message) -> str:
    """All that a reader sees of a message, buttons aside; of one to a receipt, whose receipt it is."""
    parts = [message.content]
    for embed in message.embeds:
        parts += [
            embed.get("title", ""),
            embed.get("description", ""),
            embed.get("footer", {}).get("text", ""),
        ]
    texts = [one["content"] for _, one in walk(message.components) if one["type"] == TEXT_DISPLAY]
    parts += [re.sub(r"(?m)^-# |\A\*\*(.+)\*\*$", r"\1", text) for text in texts]  # a title, small letters
    parts += [f"`{id.removeprefix('or:p:')}`" for id in ids_of(message) if id.startswith("or:p:")]
    return "\n".join(part for part in parts if part)


def colour_of(message: Message) -> int:
    """Of its card."""
    return int(next(one["accent_color"] for one in message.components if one["type"] == CONTAINER))


def looks_of(message: Message) -> Any:
    """All of a message but the keys of its buttons, which are each answer's own."""
    leaves = [one for _, one in walk(message.components) if "components" not in one]
    kept = [{name: value for name, value in one.items() if name != "custom_id"} for one in leaves]
    return message.content, message.embeds, kept


def controls_of(message: Message) -> list[dict[str, Any]]:
    """Its buttons and menus, wherever they stand, in their order."""
    return [one for _, one in walk(message.components) if one["type"] in (BUTTON, *SELECTS)]


def buttons_of(message: Message) -> list[str]:
    """The labels of its buttons and menus."""
    return [one.get("label") or one.get("placeholder") for one in controls_of(message)]


def ids_of(message: Message) -> list[str]:
    """The custom_ids of its buttons and menus."""
    return [one["custom_id"] for one in controls_of(message) if "custom_id" in one]


def id_of(message: Message, action: str) -> str:
    """The custom_id of its button or menu of this action."""
    return next(id for id in ids_of(message) if f":{action}:" in id)


async def choose(app: Any, panel: Message, action: str, *values: Any) -> Message:
    """What answers a manager who chooses in a menu of a panel; `app` is any with a `double`."""
    record = await app.double.select(panel, "manager", *values, menu=id_of(panel, action))
    return await record.answer()
