"""What every request passes: how often an address may ask, what is kept, and faults told without a trace."""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Callable, Hashable
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.crash_log import record_crash
from bot.store import StoreUnavailable
from bot.traces import typed
from bot.web.api.engines import Busy, EngineThreads
from bot.web.api.openapi import API
from bot.web.api.problems import problem
from bot.web.api.rates import RateLimit
from bot.web.api.replies import HttpReply, ReplyStore
from briefs.index import DamagedIndex

log = logging.getLogger(__name__)
LONGEST_ADDRESS = 32_000  # bytes
FEEDS = "/follow/"  # below which people's own feeds lie
_REFERENCE = re.compile(r"\b[0-9a-f]{6}\b")
_READ = ("GET", "HEAD", "OPTIONS")
_POSTED = (f"{API}/reconcile", f"{API}/reconcile/")  # questions too long for an address
_PREFLIGHT = (
    ("access-control-allow-headers", "If-None-Match, Content-Type"),
    ("access-control-max-age", "86400"),
)


class Front:
    """Stands before `app`. `version` is another one with each library and each day: what is kept is of one.

    `rate` is how often one address may ask in a second, 0 for any number; `clock` gives seconds.
    """

    def __init__(
        self,
        app: ASGIApp,
        store: ReplyStore,
        version: Callable[[], Hashable],
        rate: float,
        clock: Callable[[], float],
        threads: EngineThreads,
    ) -> None:
        self._app, self._store, self._version, self._threads = app, store, version, threads
        self._rates = RateLimit(rate, clock)

    def close(self) -> None:
        self._threads.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        own = scope["path"].startswith(FEEDS)
        if not (own or f"{scope['path']}/".startswith(f"{API}/")):
            await self._app(scope, receive, send)
            return
        early = self._early(scope)
        if early is not None:
            await send_reply(early, scope, send)
            return
        if own:  # what one person follows changes without the library, and is not kept
            await self._answer(scope, receive, send)
            return
        key = (self._version(), scope["path"], scope["query_string"])
        if scope["method"] != "POST" and (kept := self._store.get(key)) is not None:
            await send_reply(kept, scope, send)
            return
        scope["onrecord.keep"] = lambda reply: self._store.keep(key, reply)
        await self._answer(scope, receive, send)

    def _early(self, scope: Scope) -> HttpReply | None:
        """What is said before anything is looked at."""
        client, method = scope["client"], scope["method"]
        if wait := self._rates.wait(client[0] if client else ""):
            return _too_often(wait)
        allowed = (*_READ, "POST") if scope["path"] in _POSTED else _READ
        if method not in allowed:
            return problem(405, "this can only be read", "use GET", (("allow", ", ".join(allowed)),))
        if method == "OPTIONS":
            told = ", ".join(allowed)
            may = (("allow", told), ("access-control-allow-methods", told))
            return HttpReply(204, b"", headers=(*may, *_PREFLIGHT))
        if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
            return problem(414, f"the address is longer than {LONGEST_ADDRESS} bytes", "shorten it")
        return None

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Busy:
            told = "more questions wait than can be answered"
            await send_reply(_not_now(told, "ask again in a few seconds", 2), scope, send)
        except StoreUnavailable as away:
            await send_reply(_not_now(away.message, "ask again in a minute", 60), scope, send)
        except DamagedIndex as damaged:
            log.error("%s: %s", damaged.message, damaged.hint)
            told = "ask again when whoever serves has built it anew"
            await send_reply(_not_now(damaged.message, told, 60), scope, send)
        except Exception as fault:
            if not begun:
                await send_reply(_fault(fault, scope["query_string"]), scope, send)


def _not_now(told: str, hint: str, seconds: int) -> HttpReply:
    return problem(503, told, hint, (("retry-after", str(seconds)),))


def _too_often(wait: float) -> HttpReply:
    seconds = max(1, math.ceil(wait))
    return problem(
        429,
        "you ask more often than one address may",
        f"ask again in {seconds} second{'s' * (seconds > 1)}",
        (("retry-after", str(seconds)),),
    )


def _fault(fault: Exception, query: bytes) -> HttpReply:
    """The trace goes to the log of faults, without what was typed; whoever asked gets its reference."""
    words = [value for _, value in parse_qsl(query.decode("utf-8", "replace"))]
    with typed(words):
        told = record_crash(fault)
    log.error("a question over HTTP failed: %s (%s)", told.message, told.hint)
    # where the trace lies is for whoever serves; who asks is given what it can be found by
    reference = _REFERENCE.search(told.hint or "")
    return problem(500, told.message, f"report it as {reference[0]}" if reference else "try again later")


async def send_reply(reply: HttpReply, scope: Scope, send: Send) -> None:
    """The reply, or that it is known already; what may be kept is."""
    if reply.etag is not None and "onrecord.keep" in scope:
        scope["onrecord.keep"](reply)
    known = reply.etag and reply.is_known(_header(scope, b"if-none-match"))
    bare = known or reply.status == 204
    await send(
        {
            "type": "http.response.start",
            "status": 304 if known else reply.status,
            "headers": reply.not_modified_headers if bare else reply.raw_headers,
        }
    )
    body = b"" if bare or scope["method"] == "HEAD" else reply.body
    await send({"type": "http.response.body", "body": body})


def _header(scope: Scope, name: bytes) -> bytes | None:
    return next((value for key, value in scope["headers"] if key == name), None)
