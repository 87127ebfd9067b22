"""The double itself: a loopback Discord that the real discord.py connects to."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from email.utils import formatdate
from typing import Any, Self

from aiohttp import web

from . import limits, openapi, payloads, permissions
from .calls import Request
from .clock import Clock, Mint, SystemClock
from .command_api import CommandApi
from .control import Control
from .errors import Violation
from .faults import Faults
from .gateway import Gateway
from .interaction_api import InteractionApi
from .interactions import InteractionRecord
from .message_api import MessageApi
from .people import People
from .place_api import PlaceApi
from .posting import Posting
from .ratelimit import RateLimiter
from .reading import Unread
from .rest import Rest
from .stories import Stories
from .waiting import PATIENCE, Pulse
from .webhook_api import WebhookApi
from .world import Channel, Guild, Message, User, World, furnish

TOKEN = "MTIzNDU2Nzg5.double.for-tests-on-the-loopback-only"
KEPT = 50_000  # requests, records and private messages remembered


class Double(Stories):
    """Use as `async with Double() as d:`; `d.address` is what the bot is pointed at.

    `clock` rules deadlines, tokens, nonces, rate-limit windows and message ids; `openapi_checks=False` saves
    time in benchmarks. `violations` lists whatever Discord would have refused a careless bot for.
    """

    def __init__(
        self, *, port: int = 0, clock: Clock | None = None, token: str = TOKEN, openapi_checks: bool = True,
        rate_limits: bool = False,
    ) -> None:  # fmt: skip
        self.clock = clock or SystemClock()
        self.token, self.port = token, port
        self.mint = Mint()
        self.world = World(self.mint)
        self.guild = furnish(self.world)
        self.owner = self.guild.owner
        self.openapi = openapi.load() if openapi_checks else None
        self.limiter = RateLimiter(self.clock, rate_limits)
        self.faults = Faults(self.clock)
        self.gateway = Gateway(self)
        self.posting = Posting(self)
        self.people = People(self)
        self.commands = CommandApi(self)
        self.violations: list[Violation] = []
        self.refusals: deque[tuple[str, int, int]] = deque(maxlen=KEPT)
        self.requests: deque[Request] = deque(maxlen=KEPT)
        self.interactions: deque[InteractionRecord] = deque()
        self.by_token: dict[str, InteractionRecord] = {}
        self.shown: dict[int, Message] = {}
        self.files: dict[int, bytes] = {}
        self.deduplicated = 0
        self.unread = Unread()
        self._pulse = Pulse(watch=0.02)
        self._runner: web.AppRunner | None = None

    # Life

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=limits.REQUEST_BYTES)
        app.on_response_prepare.append(self._date)
        interactions = InteractionApi(self)
        hooks = WebhookApi(self, interactions)
        tables = (self.commands, MessageApi(self), interactions, hooks, PlaceApi(self))
        Rest(self, *(one.table() for one in tables)).mount(app)
        app.router.add_get("/", self.gateway.handle)
        Control(self).mount(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self.gateway.accepting = False
        await self.gateway.kick()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _date(self, request: web.Request, response: web.StreamResponse) -> None:
        """By the double's clock, as the ids are."""
        response.headers["Date"] = formatdate(self.clock.now(), usegmt=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/"

    @property
    def content_granted(self) -> bool:
        return "message_content" in self.gateway.privileged

    # What went wrong

    def violate(self, rule: str, where: str, detail: str) -> None:
        self.violations.append(Violation(rule, where, detail))

    @property
    def unanswered(self) -> list[InteractionRecord]:
        """Interactions whose three seconds went by in silence; to what is forged silence is an answer."""
        return [one for one in self.interactions if (one.late or one.overdue) and not one.forged]

    def check(self) -> None:
        """Fails with everything that a correct bot would not have caused."""
        wrong = [*map(str, self.violations), *(f"unanswered: {one!r}" for one in self.unanswered)]
        if wrong:
            raise AssertionError("\n".join(wrong))

    # Waiting

    def pulse(self) -> None:
        self._pulse.beat()

    async def until(self, probe: Callable[[], Any], timeout: float = PATIENCE, what: str = "") -> Any:
        """The first true value of `probe`, asked after each thing that happens, once the bot knows of it."""
        value = await self._pulse.until(probe, timeout, lambda: what or "it did not happen")
        await self.unread.read()
        return value

    async def connected(self, sessions: int = 1, timeout: float = PATIENCE) -> None:
        await self.until(lambda: len(self.gateway.connected) >= sessions, timeout, "no connection")

    # Bookkeeping of the parts

    def interaction_id(self) -> int:
        return self.mint.at(time.time())

    def track(self, record: InteractionRecord) -> None:
        self.interactions.append(record)
        self.by_token[record.token] = record
        if len(self.interactions) > KEPT:
            self.by_token.pop(self.interactions.popleft().token, None)

    def keep(self, message: Message) -> None:
        """Remembers a message that no channel lists, so that its buttons can be found."""
        self.shown[message.id] = message
        if len(self.shown) > KEPT:
            self.shown.pop(next(iter(self.shown)))

    async def announce(self, message: Message, *, edited: bool = False) -> None:
        self.pulse()
        bot, channel = self.world.bot, message.channel
        may_view = lambda: bool(permissions.in_channel(bot, channel) & permissions.VIEW_CHANNEL)  # noqa: E731
        event = "MESSAGE_UPDATE" if edited else "MESSAGE_CREATE"
        await self.gateway.tell_message(event, message, may_view)

    async def erase(self, message: Message) -> None:
        message.deleted = True
        self.pulse()
        guild = message.channel.guild
        if message.ephemeral or not permissions.in_channel(self.world.bot, message.channel):
            return
        gone = {"id": str(message.id), "channel_id": str(message.channel.id)}
        if guild is not None:
            gone["guild_id"] = str(guild.id)
        await self.gateway.tell("MESSAGE_DELETE", guild, gone, intent=(1 << 9) if guild else (1 << 12))

    async def remove_bot(self, guild: Guild) -> None:
        """The bot is expelled, or leaves."""
        await self.gateway.tell("GUILD_DELETE", guild, {"id": str(guild.id)})
        guild.members.pop(self.world.bot.id, None)
        for role in [r for r in guild.roles.values() if r.bot_id == self.world.bot.id]:
            guild.roles.pop(role.id)

    async def add_bot(self, guild: Guild, granted: int = permissions.BOT) -> None:
        self.world.admit_bot(guild, granted)
        joined = payloads.guild(guild, self.world.bot)
        del joined["unavailable"]  # it stands in what comes after READY: by this discord.py tells a join
        await self.gateway.tell("GUILD_CREATE", guild, joined)

    def user(self, name: str | int | User) -> User:
        return name if isinstance(name, User) else self.world.user(name)

    def channel(self, name: str | int | Channel) -> Channel:
        return name if isinstance(name, Channel) else self.world.channel(name)
