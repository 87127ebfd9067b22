"""A newspaper on loopback: a real HTTP server whose pages change, move, fail, loop and lie."""

from __future__ import annotations

import asyncio
import gzip
import struct
import zlib
from collections import Counter
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

STORY = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:site_name" content="The Harbour Post"><meta name="author" content="Jo Quill">
<meta property="article:published_time" content="{day}T10:00:00Z"></head><body><header>Menu Home</header>
<article><h1>{title}</h1>{body}</article><script>document.write("never")</script><footer>Imprint</footer>
</body></html>"""
PARAGRAPHS = (
    "Anna Ray said the harbour would open in May after years of work on the northern pier and its lights.",
    "“We are nearly done, and nobody will have to wait much longer,” the mayor told reporters on Thursday.",
    "Bert Lowe, the chief engineer, warned that the old bridge was not safe for heavy lorries this winter.",
    "The council will meet again next week to decide about the money for the bridge and the new ferry.",
)


def story(title: str = "Harbour to open in May", day: str = "2026-04-23", body: str | None = None) -> str:
    body = body or "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return STORY.format(title=title, day=day, body=body)


def rss(*links: str, title: str = "The Harbour Post") -> str:
    items = "".join(
        f"<item><title>Story {n}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>Thu, 23 Apr 2026 10:00:00 GMT</pubDate></item>"
        for n, link in enumerate(links)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


@dataclass
class LoopbackSite:
    """`pages` maps a path to what answers there: text, bytes, a status, or a handler."""

    pages: dict[str, object] = field(default_factory=dict)
    hits: Counter[str] = field(default_factory=Counter)
    asked: list[web.Request] = field(default_factory=list)
    etag: str | None = None
    base: str = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        path = request.path_qs
        self.hits[path] += 1
        self.asked.append(request)
        found = self.pages.get(path)
        if found is None:
            return web.Response(status=404)
        if isinstance(found, int):
            return web.Response(status=found)
        if callable(found):
            return await found(request)
        body = found if isinstance(found, bytes) else str(found).encode()
        if self.etag and request.headers.get("If-None-Match") == self.etag:
            return web.Response(status=304)
        kind = "application/rss+xml" if body.lstrip()[:5] == b"<?xml" else "text/html"
        headers = {"ETag": self.etag} if self.etag else {}
        return web.Response(body=body, content_type=kind, charset="utf-8", headers=headers)


@asynccontextmanager
async def open_website(**pages: object):  # type: ignore[no-untyped-def]
    website = LoopbackSite({f"/{name}": page for name, page in pages.items()})
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", website.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    website.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield website
    finally:
        await runner.cleanup()


def sends(body: bytes, **headers: str) -> Callable[[web.Request], object]:
    """A page with just these headers; `_` in a name stands for `-`."""

    async def handler(request: web.Request) -> web.Response:
        return web.Response(
            body=body, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )

    return handler


def redirects(to: str, status: int = 302) -> Callable[[web.Request], object]:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(status=status, headers={"Location": to})

    return handler


def raw(*parts: bytes, pause: float = 0.0, hang: bool = False) -> Callable[[web.Request], object]:
    """Bytes straight onto the socket, headers included: for answers that no server library would give."""

    async def handler(request: web.Request) -> web.StreamResponse:
        transport = request.transport
        assert transport is not None
        for part in parts:
            transport.write(part)
            await asyncio.sleep(pause)
        if hang:
            await asyncio.sleep(30)
        transport.close()
        return web.Response()

    return handler


def gzip_bomb(size: int) -> bytes:
    """One compressed megabyte again and again: a full flush makes it independent of what is before it."""
    part, count = b"<p>" + b" " * 999_997, size // 1_000_000
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 0
    for _ in range(count):
        check = zlib.crc32(part, check)
    head = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
    return head + block * count + packer.flush() + struct.pack("<II", check, count * len(part))


def zipped(text: str) -> bytes:
    return gzip.compress(text.encode())
