"""The ASGI application: questions under `/api/v1/`, and beside them the pages of the built site."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from bot.live_library import LiveLibrary
from bot.web import PAGE_HEADERS, missing_page, page_file
from bot.web.api.engines import EngineThreads, Lane
from bot.web.api.follow_feed import PATH as FOLLOW_FEED
from bot.web.api.follow_feed import FollowFeedEndpoint, ReadFeed
from bot.web.api.front import Front, send_reply
from bot.web.api.openapi import API, openapi_document
from bot.web.api.problems import problem
from bot.web.api.question_replies import LONG_QUESTIONS, QuestionReplies
from bot.web.api.rates import RATE
from bot.web.api.reconcile_endpoint import PATH as RECONCILE
from bot.web.api.reconcile_endpoint import ReconcileEndpoint
from bot.web.api.replies import HttpReply, ReplyStore
from briefs.documents import known_question, known_questions
from briefs.index import TAKEN_IN

_LANES: dict[str, Lane] = {"verify": "checks", **dict.fromkeys(LONG_QUESTIONS, "long")}


@dataclass(frozen=True, slots=True)
class ApiSettings:
    """`site` is the address of the built site, `pages` the folder that it was built in, where it is shown.

    `rate` is how many questions a second one address may ask, 0 any number. `feeds` reads people's feeds of
    what they follow; None: there are none.
    """

    site: str | None = None
    pages: Path | None = None
    rate: float = RATE
    feeds: ReadFeed | None = None


def record_application(
    library: LiveLibrary,
    settings: ApiSettings,
    today: Callable[[], date] | None = None,
    shared: bool = False,
) -> Front:
    """Made for one event loop; `close()` it at the end. `shared` where other processes have the port, too."""
    threads, store = EngineThreads(library, shared), ReplyStore()
    today = today or (lambda: datetime.now(UTC).date())
    replies = QuestionReplies(settings.site, today)
    library.on_reload.append(lambda change: store.clear())
    routes = [
        Route(f"{API}/{question.name}", _Question(threads, replies, question.name))
        for question in known_questions()
    ]
    reconcile = ReconcileEndpoint(threads, settings.site)
    routes += [
        Route(RECONCILE, reconcile),
        Route(f"{RECONCILE}/{{below:path}}", reconcile),
        Route(f"{API}/openapi.json", _Constant(openapi_document())),
        Route(API, _Constant(_index())),
        Route(f"{API}/", _Constant(_index())),
        Route(f"{API}/{{path:path}}", _NothingThere()),  # as for programs, also where pages are shown
    ]
    if settings.feeds is not None:
        routes.append(Route(FOLLOW_FEED, FollowFeedEndpoint(library, settings.feeds)))
    if settings.pages is not None:
        routes.append(Route("/{path:path}", partial(_page, settings.pages.resolve()), methods=["GET"]))
    app = Router(routes=routes, redirect_slashes=False, default=_NothingThere())

    def version() -> Hashable:
        return library.version, today(), _changed(library.cache / TAKEN_IN)

    return Front(app, store, version, settings.rate, time.monotonic, threads)


def _changed(file: Path) -> int:
    """When a file changed, 0 where there is none."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


class _Question:
    """The endpoint of one question, as an ASGI application: a reply is made of bytes, not of a Response."""

    def __init__(self, threads: EngineThreads, replies: QuestionReplies, name: str) -> None:
        self._threads, self._replies = threads, replies
        self._question, self._lane = known_question(name), _LANES.get(name, "short")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        ask = partial(
            self._replies.reply, question=self._question, path=scope["path"], query=scope["query_string"]
        )
        reply = await self._threads.run(lambda engine: ask(engine), self._lane)
        await send_reply(reply, scope, send)


class _Constant:
    """The endpoint of a document that is always the same."""

    def __init__(self, document: object) -> None:
        body = json.dumps(document, ensure_ascii=False).encode()
        self._reply = HttpReply(200, body, etag=f'"{sha256(body).hexdigest()[:32]}"')

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send_reply(self._reply, scope, send)


def _index() -> dict[str, object]:
    return {
        "openapi": f"{API}/openapi.json",
        "reconciliation": RECONCILE,
        "questions": {each.name: f"{API}/{each.name}" for each in known_questions()},
    }


async def _page(root: Path, request: Request) -> Response:
    path = request.path_params["path"]
    if (file := page_file(root, path)) is not None:
        return FileResponse(file, headers=PAGE_HEADERS)
    return Response(missing_page(root, path), 404, PAGE_HEADERS, "text/html; charset=utf-8")


class _NothingThere:
    """The answer at every other address, as an ASGI application."""

    def __init__(self) -> None:
        names = ", ".join(each.name for each in known_questions())
        self._reply = problem(404, "there is nothing at this address", f"below {API}/ there are: {names}")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send_reply(self._reply, scope, send)
