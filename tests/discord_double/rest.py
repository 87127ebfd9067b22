"""The HTTP side: every request passes faults, token, rate limits, the form rules, then its handler."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING, Any

from aiohttp import web

from . import limits
from .calls import Call, Handler, Request, Table
from .errors import ApiError
from .faults import Fault
from .posting import Upload
from .ratelimit import FREE, Verdict
from .reading import STAMP
from .session import encode

if TYPE_CHECKING:
    from .server import Double

log = logging.getLogger(__name__)
PREFIX = "/api/v10"
# aiohttp's json_response would append a charset, which discord.py takes for text.
JSON = {"Content-Type": "application/json"}
# Authorised by the token in the address, and outside the global rate limit.
BY_ADDRESS = ("/interactions/", "/webhooks/")


class Rest:
    def __init__(self, double: Double, *tables: Table) -> None:
        self.double = double
        self.tables = tables

    def mount(self, app: web.Application) -> None:
        for table in self.tables:
            for method, template, handler in table:
                app.router.add_route(method, PREFIX + template, self._endpoint(template, handler))
        app.router.add_route("*", PREFIX + "/{rest:.*}", self._nothing_here)
        app.router.add_get("/attachments/{channel_id}/{attachment_id}/{filename}", self._attachment)

    def _endpoint(self, template: str, handler: Handler) -> Any:
        exempt = template.startswith(BY_ADDRESS)

        async def endpoint(request: web.Request) -> web.StreamResponse:
            path = request.path[len(PREFIX) :]
            fault = self.double.faults.take(request.method, path)
            call = Call(request.method, template, path, request.match_info, request.query)
            if fault is not None:
                return await self._with_fault(fault, request, call, handler, exempt)
            return await self._serve(request, call, handler, exempt)

        return endpoint

    async def _with_fault(
        self, fault: Fault, request: web.Request, call: Call, handler: Handler, exempt: bool
    ) -> web.StreamResponse:
        if fault.delay:
            await asyncio.sleep(fault.delay)
        if fault.hook is not None and not fault.after:
            await _call_hook(fault, call)
        answer = fault.answer()
        if answer is not None and not fault.lost:
            self.double.limiter.invalid(fault.status or 0)
            await request.read()
            self._log(call, fault.status or 0)
            return _respond(fault.status or 500, answer.refusal, answer)
        response = await self._serve(request, call, handler, exempt)
        if fault.hook is not None and fault.after:
            await _call_hook(fault, call)
        if fault.lost and answer is not None:
            return _respond(fault.status or 500, answer.refusal, answer)
        if fault.lost and request.transport is not None:
            request.transport.abort()
        return response

    async def _serve(
        self, request: web.Request, call: Call, handler: Handler, exempt: bool
    ) -> web.StreamResponse:
        verdict = FREE
        try:
            if not exempt and request.headers.get("Authorization") != f"Bot {self.double.token}":
                raise ApiError(401, 0, "401: Unauthorized")
            if self.double.limiter.enforce:
                verdict = self._take(call, exempt)
                if verdict.refusal is not None:
                    await request.read()
                    self._log(call, 429)
                    return _respond(429, verdict.refusal, verdict)
            await self._read(request, call)
            openapi = self.double.openapi
            if openapi is not None and call.body is not None:
                openapi.check(call.method, _documented(call.template), call.body)
            self.double.unread.carried_out(request.headers.get(STAMP))
            result = await handler(call)
        except ApiError as error:
            return self._refuse(call, error, verdict)
        except ConnectionError:  # the bot died before its request had arrived
            self._log(call, 499)
            return web.Response(status=499)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            # Wrongly typed where only the OpenAPI document, which may be absent, would have said so.
            log.exception("%s %s: %r", call.method, call.path, call.body)
            malformed = ApiError(400, 50035, f"Invalid Form Body: {error!r}", violation=True)
            return self._refuse(call, malformed, verdict)
        self._log(call, 200 if result is not None else 204)
        return _respond(200 if result is not None else 204, result, verdict)

    def _take(self, call: Call, exempt: bool) -> Verdict:
        limiter = self.double.limiter
        if limiter.banned:
            self.double.violate("ban", call.path, "10,000 refused requests in ten minutes")
            return Verdict({}, {"message": "banned", "retry_after": 3600, "global": False})
        verdict = limiter.take(call.method, call.template, call.params.get("channel_id", ""), exempt=exempt)
        if verdict.refusal is not None:
            limiter.invalid(429)
        return verdict

    def _refuse(self, call: Call, error: ApiError, verdict: Verdict) -> web.Response:
        where = f"{call.method} {call.path}"
        if error.violation:
            self.double.violate(str(error.code), where, error.detail())
        self.double.refusals.append((where, error.status, error.code))
        self.double.limiter.invalid(error.status)
        self._log(call, error.status)
        return _respond(error.status, error.body(), verdict)

    async def _read(self, request: web.Request, call: Call) -> None:
        if request.content_length and request.content_length > limits.REQUEST_BYTES:
            raise ApiError(413, 40005, "Request entity too large", violation=True)
        kind = request.content_type
        if kind == "multipart/form-data":
            await self._read_form(request, call)
        elif request.can_read_body:
            try:
                call.body = json.loads(await request.read())
            except ValueError:
                raise ApiError(
                    400, 50109, "The request body contains invalid JSON.", violation=True
                ) from None

    async def _read_form(self, request: web.Request, call: Call) -> None:
        parts = await request.post()
        for name, part in parts.items():
            if name == "payload_json":
                text = part.file.read() if isinstance(part, web.FileField) else part
                call.body = json.loads(text)
            elif isinstance(part, web.FileField) and name.startswith("files["):
                call.files.append(Upload(part.filename, part.file.read(), part.content_type))
            else:
                raise ApiError(400, 50035, f"Invalid Form Body: unknown part {name}", violation=True)

    def _log(self, call: Call, status: int) -> None:
        now = self.double.clock.now()
        self.double.requests.append(Request(call.method, call.path, call.template, status, now, call.body))

    async def _nothing_here(self, request: web.Request) -> web.Response:
        where = f"{request.method} {request.path}"
        self.double.violate("route", where, "Discord, or this double, serves no such route")
        return _respond(404, {"message": "404: Not Found", "code": 0}, FREE)

    async def _attachment(self, request: web.Request) -> web.Response:
        data = self.double.files.get(int(request.match_info["attachment_id"]))
        if data is None:
            return web.Response(status=404)
        kind = "image/png" if request.match_info["filename"].endswith(".png") else "application/octet-stream"
        return web.Response(body=data, content_type=kind)


def _documented(template: str) -> str:
    """The document names one parameter differently from discord.py's routes."""
    return template.replace("{emoji}", "{emoji_name}")


async def _call_hook(fault: Fault, call: Call) -> None:
    assert fault.hook is not None
    result = fault.hook(call.method, call.path)
    if result is not None:
        await result


def _respond(status: int, body: Any, verdict: Verdict) -> web.Response:
    headers = {**JSON, **verdict.headers}
    if status == 204:
        return web.Response(status=204, headers=verdict.headers)
    return web.Response(status=status, body=encode(body).encode(), headers=headers)
