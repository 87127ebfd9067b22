"""The reconciliation service's addresses: manifest, batches, suggestions, previews and extensions."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import urlencode

from starlette.types import Receive, Scope, Send

from bot.web.api.engines import EngineThreads
from bot.web.api.front import send_reply
from bot.web.api.openapi import API
from bot.web.api.parameters import read_parameters
from bot.web.api.problems import problem
from bot.web.api.reconciliation import PROPERTIES, TYPES, Reconciler, named_type, proposed, suggested
from bot.web.api.replies import HttpReply
from briefs.errors import UserError
from briefs.index import DamagedIndex
from briefs.query import QueryEngine
from briefs.render import page_address

PATH = f"{API}/reconcile"
MOST_BODY = 256_000  # bytes of a batch
_FORM = "application/x-www-form-urlencoded"
_HOST = re.compile(rb"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")
_PREVIEW = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{name}</title></head>
<body style="font: 14px/1.4 sans-serif; margin: .6em"><strong>{name}</strong>
<p>{about}</p><p><a href="{address}" target="_blank" rel="noopener">{id}</a></p></body></html>
"""


class TooLarge(UserError):
    """A body with more bytes than are read."""


class ReconcileEndpoint:
    """Everything at and below `/api/v1/reconcile`. `site` is the address of the built site."""

    def __init__(self, threads: EngineThreads, site: str | None) -> None:
        self._threads, self._site = threads, site
        self._below: dict[str, Callable[[QueryEngine, dict[str, str]], HttpReply]] = {
            "/suggest/entity": lambda engine, given: _json(
                Reconciler(engine).entities(given.get("prefix", ""))
            ),
            "/suggest/type": lambda _, given: _json(suggested(TYPES, given.get("prefix", ""))),
            "/suggest/property": lambda _, given: _json(
                suggested({id: each.name for id, each in PROPERTIES.items()}, given.get("prefix", ""))
            ),
            "/properties": lambda _, given: _json(proposed(given.get("type", ""), _limit(given))),
            "/preview": self._preview,
            "/view": self._view,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send_reply(await self._reply(scope, receive), scope, send)

    async def _reply(self, scope: Scope, receive: Receive) -> HttpReply:
        try:
            given = read_parameters(scope["query_string"])
            if scope["method"] == "POST":
                given |= read_parameters(await _form(scope, receive))
            below = scope["path"].removeprefix(PATH)
            if below in ("", "/"):
                if not given.keys() & {"queries", "extend"}:
                    return _json(manifest(_base(scope)))
                return await self._threads.run(lambda engine: _reconciled(engine, given))
            if (answer := self._below.get(below)) is not None:
                return await self._threads.run(lambda engine: answer(engine, given))
        except DamagedIndex:
            raise
        except TooLarge as refused:
            return problem(413, refused.message, refused.hint)
        except UserError as refused:
            return problem(400, refused.message, refused.hint)
        return problem(404, "there is nothing at this address", f"see the manifest at {PATH}")

    def _preview(self, engine: QueryEngine, given: dict[str, str]) -> HttpReply:
        id, reconciler = given.get("id", ""), Reconciler(engine)
        if (one := reconciler.thing(id)) is None:
            return _unknown(id)
        name = one.name.en if hasattr(one, "name") else one.pref_label.en
        shown = {"name": name, "about": reconciler.description(one), "id": id, "address": self._address(id)}
        page = _PREVIEW.format(**{key: escape(value) for key, value in shown.items()})
        return HttpReply(
            200, page.encode(), "text/html; charset=utf-8", (("content-security-policy", _NO_SCRIPT),)
        )

    def _view(self, engine: QueryEngine, given: dict[str, str]) -> HttpReply:
        id = given.get("id", "")
        if Reconciler(engine).thing(id) is None:
            return _unknown(id)
        return HttpReply(303, b"", headers=(("location", self._address(id)),))

    def _address(self, id: str) -> str:
        """The page of an entity on the site; without one its answer."""
        type, _, rest = id.partition("/")
        page = page_address(self._site, "person" if type == "person" else "topic", rest)
        return page or f"{API}/{type}?{urlencode({type: rest})}"


_NO_SCRIPT = "default-src 'none'; style-src 'unsafe-inline'"


def manifest(base: str) -> dict[str, Any]:
    """What the service can do; `base` is the address of the server, without a slash at its end."""
    at = f"{base}{PATH}"
    return {
        "versions": ["0.1", "0.2"],
        "name": "OnRecord: people and topics",
        "identifierSpace": f"{at}/view?id=",
        "schemaSpace": f"{at}/suggest/type",
        "documentation": f"{base}{API}/openapi.json",
        "defaultTypes": [named_type(type) for type in TYPES],
        "view": {"url": f"{at}/view?id={{{{id}}}}"},
        "preview": {"url": f"{at}/preview?id={{{{id}}}}", "width": 400, "height": 160},
        "suggest": {
            kind: {"service_url": base, "service_path": f"{PATH}/suggest/{kind}"}
            for kind in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": base, "service_path": f"{PATH}/properties"},
            "property_settings": [],
        },
    }


def _reconciled(engine: QueryEngine, given: dict[str, str]) -> HttpReply:
    reconciler = Reconciler(engine)
    if "queries" in given:
        return _json(reconciler.batch(_read(given["queries"], "queries")))
    return _json(reconciler.extend(_read(given["extend"], "extend")))


def _read(text: str, name: str) -> Any:
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # half of a surrogate pair is no character
        return found
    except (ValueError, RecursionError):
        raise UserError(f"`{name}` is no JSON", "see the Reconciliation Service API 0.2") from None


async def _form(scope: Scope, receive: Receive) -> bytes:
    """The body of a form. Raises UserError."""
    kind = next((value for key, value in scope["headers"] if key == b"content-type"), b"")
    if kind.partition(b";")[0].strip().lower() != _FORM.encode():
        raise UserError("the body is no form", f"send it as {_FORM}")
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MOST_BODY:
            raise TooLarge(f"the body is longer than {MOST_BODY} bytes", "send it in several batches")
        if not message.get("more_body"):
            return bytes(body)


def _limit(given: dict[str, str]) -> int | None:
    typed = given.get("limit")
    if typed is None:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < 6):
        raise UserError("limit is no number", "it is a number from 0")
    return int(typed)


def _base(scope: Scope) -> str:
    """As whoever asks reached the server; what is no name of a host is not told back."""
    host = next((value for key, value in scope["headers"] if key == b"host"), b"")
    if not _HOST.fullmatch(host):
        name, port = scope["server"] or ("127.0.0.1", 0)
        host = f"{name}:{port}".encode("ascii", "ignore")
    return f"{scope['scheme']}://{host.decode('ascii')}"


def _unknown(id: str) -> HttpReply:
    return problem(404, f"“{id[:80]}” is nobody and nothing on record", "an id is person/… or topic/…")


def _json(document: Any) -> HttpReply:
    return HttpReply(200, json.dumps(document, ensure_ascii=False).encode())
