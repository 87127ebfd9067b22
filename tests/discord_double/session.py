"""One gateway session: numbered events, the buffer that RESUME replays, the socket while there is one."""

from __future__ import annotations

import json
import secrets
import zlib
from collections import deque
from collections.abc import Callable
from typing import Any

from aiohttp import web

GUILDS, MEMBERS, PRESENCES = 1 << 0, 1 << 1, 1 << 8
GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = {MEMBERS: "members", PRESENCES: "presences", MESSAGE_CONTENT: "message_content"}
DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, RESUME, RECONNECT, REQUEST_MEMBERS = 0, 1, 2, 3, 6, 7, 8
INVALID_SESSION, HELLO, HEARTBEAT_ACK = 9, 10, 11
REPLAY = 10_000


encode: Callable[[Any], str] = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


class Socket:
    """A gateway connection; with zlib-stream one shared deflate context, flushed after each frame."""

    def __init__(self, ws: web.WebSocketResponse, request: web.Request, *, compressed: bool) -> None:
        self.ws, self.request = ws, request
        self._deflate = zlib.compressobj() if compressed else None
        self.sends: deque[float] = deque()

    async def send(self, text: str) -> None:
        try:
            if self._deflate is None:
                await self.ws.send_str(text)
            else:
                data = self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
                await self.ws.send_bytes(data)
        except (ConnectionError, RuntimeError):
            return  # the client is gone; what it missed waits in the session's buffer

    async def close(self, code: int, reason: str = "") -> None:
        await self.ws.close(code=code, message=reason.encode())

    def abort(self) -> None:
        """Breaks the connection without a close frame, as a dead network does."""
        if self.request.transport is not None:
            self.request.transport.abort()


class Session:
    def __init__(self, shard: tuple[int, int], intents: int, application: int) -> None:
        self.id = secrets.token_hex(16)
        self.shard, self.intents, self.application = shard, intents, application
        self.sequence = 0
        self.buffer: deque[tuple[int, str]] = deque(maxlen=REPLAY)
        self.socket: Socket | None = None
        self.resumable = True
        self.resumes = 0

    def sees(self, guild_id: int | None) -> bool:
        """A guild belongs to one shard; what is in no guild comes to shard 0."""
        index, count = self.shard
        return (guild_id >> 22) % count == index if guild_id is not None else index == 0

    async def dispatch(self, event: str, data: Any) -> None:
        self.sequence += 1
        text = encode({"op": DISPATCH, "s": self.sequence, "t": event, "d": data})
        self.buffer.append((self.sequence, text))
        if self.socket is not None:
            await self.socket.send(text)

    async def replay(self, after: int) -> None:
        self.resumes += 1
        for sequence, text in list(self.buffer):
            if sequence > after and self.socket is not None:
                await self.socket.send(text)
        await self.dispatch("RESUMED", {"_trace": []})
