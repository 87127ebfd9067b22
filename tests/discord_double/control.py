"""`/_control/<verb>`: the same vocabulary over HTTP, for a test or a hand in another process."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from . import payloads
from .clock import ManualClock
from .errors import UsageError
from .interactions import InteractionRecord
from .waiting import Unanswered
from .world import Message

if TYPE_CHECKING:
    from .server import Double

Json = dict[str, Any]


class Control:
    """Each verb is a method; arguments are JSON by name, people and channels by name or id."""

    VERBS = (
        "slash", "autocomplete", "click", "select", "submit", "menu", "say", "messages", "message",
        "interaction", "requests", "violations", "world", "commands", "status", "kick", "invalidate",
        "reconnect", "fault", "clear_faults", "ratelimit", "privileged", "token", "shards",
        "delete_channel", "deny", "allow", "advance", "openapi", "accept",
    )  # fmt: skip

    def __init__(self, double: Double) -> None:
        self.double = double

    def mount(self, app: web.Application) -> None:
        app.router.add_route("*", "/_control/{verb}", self.handle)

    async def handle(self, request: web.Request) -> web.Response:
        body = json.loads(await request.read() or b"{}") | dict(request.query)
        try:
            result, status = await self.call(request.match_info["verb"], body), 200
        except (UsageError, Unanswered, KeyError, TypeError, ValueError) as error:
            result, status = {"error": f"{type(error).__name__}: {error}"}, 400
        return web.json_response(result, status=status)

    async def call(self, verb: str, body: Json) -> Any:
        if verb not in self.VERBS:
            raise UsageError(f"no verb {verb!r}; there are {', '.join(self.VERBS)}")
        return await getattr(self, verb)(**body)

    async def _finish(self, record: InteractionRecord, wait: bool) -> Json:
        if wait:
            await record.response()
            if record.callback and record.callback["type"] in (4, 5, 6, 7):
                await record.answer()
        return show_record(record)

    async def slash(
        self, command: str, options: Json | None = None, channel: str | None = "general",
        user: str = "reader", wait: bool = True, **more: Any,
    ) -> Json:  # fmt: skip
        record = await self.double.slash(None, channel, user, command, options=options, **more)
        return await self._finish(record, wait)

    async def autocomplete(
        self, command: str, focused: str, options: Json | None = None, channel: str | None = "general",
        user: str = "reader", wait: bool = True, **more: Any,
    ) -> Json:  # fmt: skip
        record = await self.double.autocomplete(
            None, channel, user, command, focused=focused, options=options, **more
        )
        return await self._finish(record, wait)

    async def click(
        self, message: str, button: str | None = None, user: str = "reader", wait: bool = True
    ) -> Json:
        record = await self.double.click(self.double.message(message), user, button)
        return await self._finish(record, wait)

    async def select(
        self,
        message: str,
        values: list[str],
        menu: str | None = None,
        user: str = "reader",
        wait: bool = True,
    ) -> Json:
        record = await self.double.select(self.double.message(message), user, *values, menu=menu)
        return await self._finish(record, wait)

    async def submit(
        self, interaction: str, values: Json, user: str | None = None, wait: bool = True
    ) -> Json:
        record = await self.double.submit(self._record(interaction), values, user)
        return await self._finish(record, wait)

    async def menu(self, name: str, message: str, user: str = "reader", wait: bool = True) -> Json:
        record = await self.double.message_menu(name, self.double.message(message), user)
        return await self._finish(record, wait)

    async def say(
        self, content: str, channel: str | None = "general", user: str = "reader", reply_to: str | None = None
    ) -> Json:
        target = self.double.message(reply_to) if reply_to else None
        content = content.replace("@bot", self.double.world.bot.mention)
        return show_message(await self.double.say(channel, user, content, reply_to=target))

    def _record(self, number: str) -> InteractionRecord:
        return next(one for one in self.double.interactions if one.id == int(number))

    async def messages(self, channel: str | None = "general", user: str = "reader") -> list[Json]:
        return [show_message(one) for one in self.double.messages(channel, user)]

    async def message(self, message: str) -> Json:
        return show_message(self.double.message(message))

    async def interaction(self, interaction: str) -> Json:
        return show_record(self._record(interaction))

    async def requests(self, last: int = 50) -> list[Json]:
        recent = list(self.double.requests)[-int(last) :]
        return [
            {"method": r.method, "path": r.path, "status": r.status, "at": r.at, "body": r.body}
            for r in recent
        ]

    async def violations(self) -> Json:
        double = self.double
        return {
            "violations": [str(v) for v in double.violations],
            "unanswered": [repr(r) for r in double.unanswered],
        }

    async def world(self) -> Json:
        world = self.double.world
        return {
            "bot": str(world.bot.id),
            "users": {one.name: str(one.id) for one in world.users.values()},
            "guilds": {one.name: str(one.id) for one in world.guilds.values()},
            "channels": {one.name: str(one.id) for one in world.channels.values()},
        }

    async def commands(self) -> list[Json]:
        return [command for scope in self.double.commands.registered.values() for command in scope]

    async def status(self) -> Json:
        gateway = self.double.gateway
        sessions = [
            {"id": s.id, "shard": s.shard, "up": s.socket is not None} for s in gateway.sessions.values()
        ]
        counts = {
            "resumes": gateway.resumes,
            "identifies": len(gateway.identifies),
            "heartbeats": gateway.heartbeats,
        }
        return {"sessions": sessions, **counts, "refused": self.double.limiter.refused}

    async def kick(self, code: int | None = None, resumable: bool = True) -> None:
        await self.double.kick(code=code, resumable=resumable)

    async def invalidate(self, resumable: bool = False) -> None:
        await self.double.gateway.invalidate(resumable=resumable)

    async def reconnect(self) -> None:
        await self.double.gateway.ask_reconnect()

    async def accept(self, on: bool) -> None:
        self.double.gateway.accepting = on

    async def fault(self, **fault: Any) -> None:
        self.double.faults.add(**fault)

    async def clear_faults(self) -> None:
        self.double.faults.clear()

    async def ratelimit(self, enforce: bool) -> None:
        self.double.limiter.enforce = enforce

    async def privileged(self, names: list[str]) -> None:
        self.double.gateway.privileged = set(names)

    async def token(self, token: str) -> None:
        self.double.token = token

    async def shards(self, count: int, max_concurrency: int = 1) -> None:
        self.double.gateway.shards, self.double.gateway.max_concurrency = count, max_concurrency

    async def delete_channel(self, channel: str) -> None:
        await self.double.delete_channel(channel)

    async def deny(self, channel: str, permissions: int = 1 << 10) -> None:
        await self.double.deny(channel, permissions)

    async def allow(self, channel: str) -> None:
        await self.double.allow(channel)

    async def advance(self, seconds: float) -> None:
        if not isinstance(self.double.clock, ManualClock):
            raise UsageError("the clock is real; start with --manual-clock")
        self.double.clock.advance(seconds)

    async def openapi(self, on: bool) -> None:
        from . import openapi  # the verb's name hides the module otherwise

        self.double.openapi = openapi.load() if on else None


def show_message(one: Message) -> Json:
    """The payload, and what only the double knows."""
    known = {"ephemeral": one.ephemeral, "deleted": one.deleted, "pinged": one.pinged, "files": one.files}
    return payloads.message(one) | known | {"edits": len(one.versions), "loading": one.loading}


def show_record(one: InteractionRecord) -> Json:
    return {
        "id": str(one.id), "kind": one.kind, "callback": one.callback, "latency": one.latency,
        "late": one.late,
        "choices": one.choices, "message": show_message(one.message) if one.message else None,
        "followups": [show_message(message) for message in one.followups],
    }  # fmt: skip
