"""Fetches one URL within limits: runs inside the worker process, never in the bot's own."""

from __future__ import annotations

import asyncio
import re
import socket
import time
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from email.utils import mktime_tz, parsedate_tz
from urllib.parse import urljoin

import aiohttp
from aiohttp.abc import ResolveResult

from briefs.ingest.fetch.types import FailureKind, Fetched, FetchFailure, FetchRefused, Limits, Policy
from briefs.ingest.fetch.url_policy import check_address, check_url, redacted_url

_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_LONGEST_WAIT = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Request:
    """`accept` is the Accept header; the validators make the request conditional."""

    url: str
    accept: str = "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.1"
    etag: str | None = None
    last_modified: str | None = None


async def fetch(request: Request, policy: Policy, limits: Limits) -> Fetched:
    """The body behind `request`, after redirects.

    Raises FetchRefused, with the reason, for whatever does not come in whole and within the limits.
    """
    url = request.url
    try:
        async with asyncio.timeout(limits.seconds):
            return await _follow(request, policy, limits)
    except TimeoutError:
        raise _refused(url, "too-slow", f"no complete answer within {limits.seconds:g} seconds") from None
    except aiohttp.ClientConnectorDNSError:
        raise _refused(url, "network", "the host name does not resolve") from None
    except aiohttp.ClientConnectorCertificateError:
        raise _refused(url, "network", "the host's certificate is not valid") from None
    except aiohttp.ClientPayloadError:
        raise _refused(url, "network", "the connection ended before everything had come") from None
    except (aiohttp.InvalidURL, ValueError):
        raise _refused(url, "address", "this is no web address") from None
    except aiohttp.ClientResponseError as problem:
        raise _refused(url, "network", f"the server does not speak HTTP: {problem.message[:80]}") from None
    except (aiohttp.ClientError, OSError) as problem:
        raise _refused(url, "network", f"no connection: {_named(problem)}") from None


async def _follow(request: Request, policy: Policy, limits: Limits) -> Fetched:
    url = check_url(request.url)
    moved = True
    connector = aiohttp.TCPConnector(
        resolver=_CheckedResolver(request.url, policy),
        socket_factory=_checked_sockets(request.url, policy),
        force_close=True,
    )
    async with aiohttp.ClientSession(
        connector=connector,
        auto_decompress=False,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=limits.seconds),
        headers={"User-Agent": policy.agent, "Accept": request.accept, "Accept-Encoding": "gzip, deflate"},
    ) as session:
        for hop in range(limits.redirects + 1):
            async with session.get(url, allow_redirects=False, headers=_conditions(request)) as response:
                if response.status not in _REDIRECTS:
                    fetched = await _read(request.url, response, limits)
                    return replace(fetched, moved_to=url if hop and moved else None)
                moved = moved and response.status in _PERMANENT
                location = response.headers.get("Location")
                if not location:
                    raise _refused(
                        request.url, "redirects", "the server redirects to nowhere", response.status
                    )
                try:
                    url = check_url(urljoin(url, location))
                except FetchRefused as refusal:
                    reason = f"it redirects to where nothing is fetched from: {refusal.message}"
                    raise _refused(request.url, "address", reason, response.status) from None
    raise _refused(request.url, "redirects", f"more than {limits.redirects} redirects")


class _CheckedResolver(aiohttp.ThreadedResolver):
    """Refuses a name as soon as one of its addresses is refused.

    Several are tried at a time, and there a refusal by the socket is lost among failed connections.
    """

    def __init__(self, url: str, policy: Policy) -> None:
        super().__init__()
        self._url, self._policy = url, policy

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await super().resolve(host, port, family)
        for one in found:
            check_address(self._url, one["host"], one["port"], self._policy)
        return found


def _checked_sockets(url: str, policy: Policy) -> aiohttp.SocketFactoryType:
    """A maker of sockets that looks at the very address that will be connected to."""

    def make(info: aiohttp.AddrInfoType) -> socket.socket:
        family, kind, proto, _, address = info
        check_address(url, str(address[0]), int(address[1]), policy)
        return socket.socket(family, kind, proto)

    return make


def _conditions(request: Request) -> dict[str, str]:
    headers = {"If-None-Match": request.etag, "If-Modified-Since": request.last_modified}
    # a server's own words come back to it: nothing in them may end a header
    return {name: value for name, value in headers.items() if value and value.isprintable()}


async def _read(asked: str, response: aiohttp.ClientResponse, limits: Limits) -> Fetched:
    url, headers = str(response.url), response.headers
    if response.status == 304:
        return Fetched(url, 304, None, None, b"", not_modified=True)
    if response.status != 200:
        reason = f"the server answered {response.status} {(response.reason or '')[:60]}".rstrip()
        raise _refused(asked, "http", reason, response.status, _retry_after(headers.get("Retry-After")))
    length = headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > limits.wire_bytes:
        raise _refused(asked, "too-big", f"larger than {limits.wire_bytes:,} bytes", 200)
    kind, _, parameters = headers.get("Content-Type", "").partition(";")
    charset = _CHARSET.search(parameters)
    encoding = headers.get("Content-Encoding", "").strip().lower()
    parts = [part async for part in _decompressed(asked, encoding, _limited(asked, response, limits), limits)]
    return Fetched(
        url,
        200,
        kind.strip().lower()[:100] or None,
        charset[1] if charset else None,
        b"".join(parts),
        _header(headers.get("ETag")),
        _header(headers.get("Last-Modified")),
        headers=tuple((name[:100], value[:2000]) for name, value in headers.items())[:100],
    )


async def _limited(asked: str, response: aiohttp.ClientResponse, limits: Limits) -> AsyncIterator[bytes]:
    seen = 0
    async for chunk in response.content.iter_chunked(_CHUNK):
        seen += len(chunk)
        if seen > limits.wire_bytes:
            raise _refused(asked, "too-big", f"larger than {limits.wire_bytes:,} bytes", 200)
        yield chunk


async def _decompressed(
    asked: str, encoding: str, chunks: AsyncIterator[bytes], limits: Limits
) -> AsyncIterator[bytes]:
    """Inflates with a ceiling, so that a small file cannot become a large memory."""
    if encoding in ("", "identity"):
        async for chunk in chunks:
            yield chunk
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise _refused(asked, "unreadable", f"packed in a way that is not understood: {encoding[:40]}", 200)
    inflater, seen, fresh = zlib.decompressobj(47), 0, True  # 32 + 15: gzip or zlib header, largest window
    try:
        async for chunk in chunks:
            if fresh and encoding == "deflate" and chunk[0] & 0x0F != 8:
                inflater = zlib.decompressobj(-15)  # some servers send it without the zlib header
            fresh = False
            data = chunk
            while data:
                out = inflater.decompress(data, _CHUNK)
                data = inflater.unconsumed_tail
                seen += len(out)
                if seen > limits.body_bytes:
                    raise _refused(
                        asked, "too-big", f"larger than {limits.body_bytes:,} bytes when unpacked", 200
                    )
                yield out
                if inflater.eof and inflater.unused_data[:2] == b"\x1f\x8b":  # another gzip member
                    data, inflater = inflater.unused_data, zlib.decompressobj(47)
    except zlib.error:
        raise _refused(asked, "unreadable", "the packed content is damaged", 200) from None
    if not inflater.eof and not fresh:
        raise _refused(asked, "network", "the packed content ended before everything had come", 200)


def _header(value: str | None) -> str | None:
    return value if value and len(value) <= 500 and value.isprintable() else None


def _retry_after(value: str | None) -> int | None:
    """Seconds, from a number or a date; at most a week."""
    if not value:
        return None
    if value.strip().isdecimal() and len(value.strip()) < 12:
        return min(int(value), _LONGEST_WAIT)
    parsed = parsedate_tz(value)
    if parsed is None:
        return None
    try:
        return min(max(0, int(mktime_tz(parsed) - time.time())), _LONGEST_WAIT)
    except (OverflowError, ValueError):
        return None


def _named(problem: Exception) -> str:
    cause = getattr(problem, "os_error", None) or problem
    text = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    return str(text).splitlines()[0][:120]


def _refused(
    url: str, kind: FailureKind, reason: str, status: int | None = None, retry_after: int | None = None
) -> FetchRefused:
    return FetchRefused(FetchFailure(redacted_url(url), kind, reason, status, retry_after))
