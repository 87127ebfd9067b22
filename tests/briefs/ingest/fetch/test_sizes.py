"""How much may come: counted as it comes, whatever was announced, and again as it is unpacked."""

from __future__ import annotations

import gzip

import pytest
from aiohttp import web

from briefs.ingest.fetch.http_client import Request, fetch
from briefs.ingest.fetch.types import FetchRefused, Limits, Policy
from tests.briefs.ingest.loopback_site import open_website

HOME = Policy(allowed=("127.0.0.0/8",))
SMALL = Limits(wire_bytes=10_000, body_bytes=50_000, seconds=20)


async def unannounced(request: web.Request) -> web.StreamResponse:
    """In pieces, without a length."""
    answer = web.StreamResponse()
    await answer.prepare(request)
    for _ in range(20):
        await answer.write(b"x" * 1000)
    return answer


async def packed(request: web.Request) -> web.Response:
    return web.Response(body=gzip.compress(b"x" * 60_000), headers={"Content-Encoding": "gzip"})


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (unannounced, "larger than 10,000 bytes"),
        ("y" * 20_000, "larger than 10,000 bytes"),
        (packed, "when unpacked"),
    ],
)
async def test_what_is_too_large_is_not_taken(page: object, reason: str) -> None:
    async with open_website(page=page) as site:
        with pytest.raises(FetchRefused, match=reason):
            await fetch(Request(f"{site.base}/page"), HOME, SMALL)
