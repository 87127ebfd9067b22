"""The websocket side: HELLO, IDENTIFY, READY, heartbeats, RESUME, and every way to lose a connection."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from . import limits, payloads, session
from .session import Session, Socket
from .world import Guild, Message

if TYPE_CHECKING:
    from .server import Double

KEPT_LOST = 16  # sessions without a connection that may still resume


class Gateway:
    """Sessions of all bot processes, and what is sent to them.

    `privileged` names the intents switched on in the developer portal: asking for another closes 4014.
    """

    def __init__(self, double: Double) -> None:
        self.double = double
        self.sessions: dict[str, Session] = {}
        self.sockets: set[Socket] = set()
        self.privileged = {"message_content", "members", "presences"}
        self.shards = 1
        self.max_concurrency = 1
        self.heartbeat_seconds = 41.25
        self.compress = False  # answer zlib-stream when asked for; discord.py takes plain text just as well
        self.enforce_concurrency = False
        self.accepting = True
        self.acknowledge_heartbeats = True
        self.heartbeats = 0
        self.identifies: list[tuple[float, int]] = []
        self.resumes = 0

    @property
    def connected(self) -> list[Session]:
        return [one for one in self.sessions.values() if one.socket is not None]

    def application_flags(self) -> int:
        bits = {"presences": 1 << 12, "members": 1 << 14, "message_content": 1 << 18}
        return sum(bits[name] for name in self.privileged)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if not self.accepting:
            return web.Response(status=503, text="upstream connect error")
        ws = web.WebSocketResponse(compress=False, max_msg_size=0, autoping=True)
        await ws.prepare(request)
        socket = Socket(
            ws, request, compressed=self.compress and request.query.get("compress") == "zlib-stream"
        )
        self.sockets.add(socket)
        interval = int(self.heartbeat_seconds * 1000)
        await socket.send(
            session.encode({"op": session.HELLO, "s": None, "t": None, "d": {"heartbeat_interval": interval}})
        )
        try:
            await self._converse(socket)
        finally:
            self.sockets.discard(socket)
            self._detach(socket)
        return ws

    async def _converse(self, socket: Socket) -> None:
        async for message in socket.ws:
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                continue
            if len(message.data) > limits.GATEWAY_PAYLOAD_BYTES:
                return await self._refuse(socket, 4002, "payload too large")
            try:
                frame = json.loads(message.data)
                op, data = frame["op"], frame.get("d")
            except (ValueError, KeyError, TypeError):
                return await self._refuse(socket, 4002, "decode error")
            if not self._within_rate(socket):
                return await self._refuse(socket, 4008, "more than 120 sends a minute")
            await self._answer(socket, op, data)
        return None

    async def _answer(self, socket: Socket, op: int, data: Any) -> None:
        if op == session.HEARTBEAT:
            self.heartbeats += 1
            if self.acknowledge_heartbeats:
                await socket.send('{"op":11,"s":null,"t":null,"d":null}')
        elif op == session.IDENTIFY:
            await self._identify(socket, data)
        elif op == session.RESUME:
            await self._resume(socket, data)
        elif self._session_of(socket) is None:
            await self._refuse(socket, 4003, "not authenticated")
        elif op == session.REQUEST_MEMBERS:
            await self._send_members(socket, data)
        elif op not in (session.PRESENCE, 4):
            await self._refuse(socket, 4001, f"unknown opcode {op}")

    async def _identify(self, socket: Socket, data: dict[str, Any]) -> None:
        if self._session_of(socket) is not None:
            return await self._refuse(socket, 4005, "already authenticated")
        if data.get("token") != self.double.token:
            return await socket.close(4004, "Authentication failed.")
        shard = tuple(data.get("shard") or (0, 1))
        if len(shard) != 2 or not 0 <= shard[0] < shard[1]:
            return await self._refuse(socket, 4010, "invalid shard")
        intents = data.get("intents")
        if not isinstance(intents, int) or intents < 0 or intents >> 26:
            return await self._refuse(socket, 4013, "invalid intents")
        if any(intents & bit and name not in self.privileged for bit, name in session.PRIVILEGED.items()):
            return await socket.close(4014, "Disallowed intent(s).")
        if not self._may_identify(shard[0]):
            return await self._invalid(socket, resumable=False)
        opened = Session((shard[0], shard[1]), intents, self.double.world.bot.id)
        opened.socket = socket
        self.sessions[opened.id] = opened
        await self._greet(opened)
        self.double.pulse()
        return None

    async def _greet(self, opened: Session) -> None:
        bot = self.double.world.bot
        guilds = [g for g in self.double.world.guilds.values() if bot.id in g.members and opened.sees(g.id)]
        ready = {
            "v": 10, "user": {**payloads.user(bot), "verified": True, "mfa_enabled": True, "email": None},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": opened.id, "session_type": "normal", "resume_gateway_url": self.double.gateway_url,
            "shard": list(opened.shard), "private_channels": [], "relationships": [], "user_settings": {},
            "application": {"id": str(bot.id), "flags": self.application_flags()},
        }  # fmt: skip
        await opened.dispatch("READY", ready)
        if opened.intents & session.GUILDS:
            for guild in guilds:
                await opened.dispatch("GUILD_CREATE", payloads.guild(guild, bot))

    async def _resume(self, socket: Socket, data: dict[str, Any]) -> None:
        if data.get("token") != self.double.token:
            return await socket.close(4004, "Authentication failed.")
        known = self.sessions.get(str(data.get("session_id")))
        sequence = data.get("seq")
        if known is None or not known.resumable or not isinstance(sequence, int):
            return await self._invalid(socket, resumable=False)
        if sequence > known.sequence:
            return await self._refuse(socket, 4007, "invalid seq")
        if known.buffer and sequence + 1 < known.buffer[0][0]:
            return await self._invalid(socket, resumable=False)
        known.socket = socket
        self.resumes += 1
        await known.replay(sequence)
        self.double.pulse()
        return None

    async def _invalid(self, socket: Socket, *, resumable: bool) -> None:
        await socket.send(
            session.encode({"op": session.INVALID_SESSION, "s": None, "t": None, "d": resumable})
        )

    def _may_identify(self, shard: int) -> bool:
        now = self.double.clock.now()
        slot = shard % self.max_concurrency
        recent = [s for at, s in self.identifies if now - at < 5 and s % self.max_concurrency == slot]
        self.identifies.append((now, shard))
        return not (recent and self.enforce_concurrency)

    def identifies_left(self) -> int:
        since = self.double.clock.now() - 86_400
        return limits.IDENTIFIES_A_DAY - sum(at > since for at, _ in self.identifies)

    def _within_rate(self, socket: Socket) -> bool:
        now = asyncio.get_running_loop().time()
        socket.sends.append(now)
        while socket.sends and socket.sends[0] < now - 60:
            socket.sends.popleft()
        return len(socket.sends) <= limits.GATEWAY_SENDS_A_MINUTE

    async def _refuse(self, socket: Socket, code: int, why: str) -> None:
        self.double.violate("gateway", f"close {code}", why)
        await socket.close(code, why)

    def _session_of(self, socket: Socket) -> Session | None:
        return next((one for one in self.sessions.values() if one.socket is socket), None)

    def _detach(self, socket: Socket) -> None:
        opened = self._session_of(socket)
        if opened is not None:
            opened.socket = None
            self.sessions[opened.id] = self.sessions.pop(opened.id)  # the longest lost is the first to go
            lost = [one for one in self.sessions.values() if one.socket is None]
            for stale in lost[:-KEPT_LOST]:
                self.sessions.pop(stale.id)
            if socket.ws.close_code in (1000, 1001):
                opened.resumable = False
                self.sessions.pop(opened.id, None)
        self.double.pulse()

    async def _send_members(self, socket: Socket, data: dict[str, Any]) -> None:
        opened = self._session_of(socket)
        guild = self.double.world.guilds.get(int(data.get("guild_id", 0)))
        if opened is None or guild is None:
            return
        members = list(guild.members.values())
        wanted = data.get("user_ids")
        if wanted is not None:
            ids = {int(one) for one in (wanted if isinstance(wanted, list) else [wanted])}
            members = [m for m in members if m.user.id in ids]
        elif data.get("query"):
            members = [m for m in members if (m.nick or m.user.name).startswith(data["query"])]
        elif not opened.intents & session.MEMBERS:
            return await self._refuse(socket, 4014, "all members asked for without the intent")
        chunk: dict[str, Any] = {"guild_id": str(guild.id), "members": [payloads.member(m) for m in members]}
        chunk |= {"chunk_index": 0, "chunk_count": 1, "not_found": [], "nonce": data.get("nonce")}
        await opened.dispatch("GUILD_MEMBERS_CHUNK", chunk)
        return None

    async def tell(self, event: str, guild: Guild | None, data: Any, *, intent: int = session.GUILDS) -> None:
        """Sends an event to every session whose shard and intents it concerns."""
        for one in list(self.sessions.values()):
            if one.resumable and one.sees(guild.id if guild else None) and one.intents & intent:
                await one.dispatch(event, data)

    async def tell_message(self, event: str, message: Message, may_view: Callable[[], bool]) -> None:
        """Content is blank without its intent, except in direct messages, for mentions, and for its own."""
        guild = message.channel.guild
        bot = self.double.world.bot
        if message.ephemeral or not may_view():
            return
        exempt = guild is None or message.author is bot or bot in message.mentions
        intent = session.GUILD_MESSAGES if guild else session.DIRECT_MESSAGES
        for one in list(self.sessions.values()):
            if one.resumable and one.sees(guild.id if guild else None) and one.intents & intent:
                blank = not exempt and not one.intents & session.MESSAGE_CONTENT
                await one.dispatch(event, payloads.message(message, blank=blank, gateway=True))

    # What a test does to the connection

    async def kick(self, *, code: int | None = None, resumable: bool = True) -> None:
        """Drops every connection: without a close frame, or with `code`."""
        for socket in list(self.sockets):
            if not resumable:
                self._forget(socket)
            if code is None:
                socket.abort()
            else:
                await socket.close(code)

    async def invalidate(self, *, resumable: bool = False) -> None:
        for socket in list(self.sockets):
            if not resumable:
                self._forget(socket)
            await self._invalid(socket, resumable=resumable)

    async def ask_reconnect(self) -> None:
        for socket in list(self.sockets):
            await socket.send('{"op":7,"s":null,"t":null,"d":null}')

    def _forget(self, socket: Socket) -> None:
        opened = self._session_of(socket)
        if opened is not None:
            opened.resumable = False
            self.sessions.pop(opened.id, None)
