"""What nobody means well with: addresses, bytes, patience. The server has no fault, and answers the next."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from random import Random
from urllib.parse import quote

import aiohttp
import pytest

from bot.web.api import connections
from briefs.documents import known_questions
from tests.bot.web.api.conftest import Asker
from tests.hostile.mutations import BYTES, WORDS

SHORT, LONG = 80, int(os.environ.get("ONRECORD_SOAK", "200")) * 25
GOOD = {
    "person": "lavrov", "topic": "missile-defence", "other": "rasmussen", "words": "treaty", "kind": "topic",
    "name": "syria", "text": "We want real cooperation", "article": "004",
    "statement": "rferl-2013-04-23-03",
}  # fmt: skip


async def raw(asker: Asker, *parts: bytes) -> bytes:
    """All that comes back until the server closes, or has said nothing for a while."""
    host, port = asker.address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    said = b""
    try:
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(0)
        while found := await asyncio.wait_for(reader.read(65_536), 30):
            said += found
    except (ConnectionError, BrokenPipeError):
        pass
    finally:
        writer.close()
    return said


def address(chance: Random) -> str:
    """A question's address in which one to three things are spoilt."""
    question = chance.choice(known_questions())
    arguments = {each.name: GOOD.get(each.name, "2012") for each in question.arguments if each.required}
    pairs = [f"{name}={quote(value)}" for name, value in arguments.items()]
    for _ in range(chance.randint(1, 3)):
        names = [each.name for each in question.arguments] + ["limit", "offset", "", "\0", "__class__"]
        name = quote(chance.choice(names))
        spoilt = chance.choice(
            (quote(chance.choice(WORDS)), quote(chance.choice(BYTES)), "%", "%zz", "%u0041", ";&=")
        )
        at = chance.randrange(len(pairs) + 1)
        pairs[at : at + chance.randint(0, 1)] = [f"{name}={spoilt}"]
    path = question.name + chance.choice(("", "", "", "/", "//", "/..", "%00", ";a"))
    return f"{path}?{'&'.join(pairs)}"


async def ask_spoilt(asker: Asker, count: int, seed: int) -> dict[int, int]:
    chance, statuses = Random(seed), dict[int, int]()
    for _ in range(count):
        asked = address(chance)
        try:
            status, document, headers = await asker.get(asked)
        except aiohttp.ClientResponseError as refused:  # of headers that are too long for aiohttp itself
            pytest.fail(f"{asked[:300]}: {refused}")
        statuses[status] = statuses.get(status, 0) + 1
        assert status in (200, 300, 400, 404, 414, 431), (status, asked[:300], document)
        if "json" in headers.get("Content-Type", ""):
            assert isinstance(document, dict) and (status < 400 or document["detail"]), asked[:300]
    return statuses


async def test_spoilt_addresses_are_refused_or_answered(asker: Asker) -> None:
    assert len(await ask_spoilt(asker, SHORT, 1)) >= 3


@pytest.mark.soak
async def test_thousands_of_spoilt_addresses(asker: Asker, said_at_the_end: Callable[[object], None]) -> None:
    said_at_the_end(f"{LONG} spoilt addresses: {await ask_spoilt(asker, LONG, 2)}")


HEAD = b"GET /api/v1/people HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"


SPOILT = [
    b"\r\n\r\n",
    b"GET\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200,  # TLS
    b"GET /api/v1/people\r\n\r\n",
    b"GET /api/v1/people HTTP/9.9\r\n\r\n",
    b"GET /api/v1/\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    b"GET http://[::1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    b"GET /api/v1/people?" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    HEAD + b"Content-Length: -5\r\n\r\n",
    HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
    HEAD + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\nzz\r\n",
    HEAD + b"A: \0\r\n\r\n",
    HEAD + b"Upgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Key: x\r\n\r\n",
    HEAD + b'If-None-Match: \xff\xfe,,,"\r\nX-Forwarded-For: \xff, nowhere, ::zz\r\n\r\n',
    HEAD + b"Expect: 100-continue\r\n\r\n",
    b"POST /api/v1/reconcile HTTP/1.1\r\nHost: \xff<x>\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\nConnection: close\r\n\r\n"
    b"queries=\xff",
    b"OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    b"CONNECT example.org:443 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
]


async def test_spoilt_bytes_are_no_fault_of_the_server(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.3)
    for said in await asyncio.gather(*(raw(asker, sent) for sent in SPOILT)):
        assert not said.startswith(b"HTTP/1.1 5"), said[:300]
    monkeypatch.undo()
    assert (await asker.get("stats"))[0] == 200


@pytest.mark.parametrize("line", [b"X: " + b"a" * 4_000, b"\r\n".join([b"X: 1"] * 700)])
async def test_headers_without_end_are_cut_off(asker: Asker, line: bytes) -> None:
    said = await raw(asker, HEAD, *[line] * 100, b"\r\n\r\n")
    assert said == b"" or b" 431 " in said  # what was not read yet when it closed may take its words along
    assert (await asker.get("stats"))[0] == 200


async def test_who_sends_slowly_or_reads_nothing_is_let_go(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.2)
    assert await raw(asker, b"") == b"", "nothing at all"
    assert await raw(asker, HEAD) == b"", "half a request"
    posted = b"POST /api/v1/reconcile HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n"
    assert (
        await raw(asker, posted + b"Content-Type: application/x-www-form-urlencoded\r\n\r\nqueries=") == b""
    )
    host, port = asker.address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port), limit=1)
    writer.write(b"GET /api/v1/statements?limit=500 HTTP/1.1\r\nHost: x\r\n\r\n" * 400)
    await asyncio.sleep(1)  # far more than the sockets hold waits to be read
    monkeypatch.undo()
    assert (await asker.get("stats"))[0] == 200
    with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
        await asyncio.wait_for(reader.readexactly(400 * 200_000), 60)
    writer.close()


async def test_who_goes_away_leaves_nothing_behind(asker: Asker) -> None:
    host, port = asker.address.removeprefix("http://").split(":")
    for n in range(60):
        _, writer = await asyncio.open_connection(host, int(port))
        writer.write(f"GET /api/v1/timeline?topic=syria&offset={n} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        if n % 2:
            await writer.drain()
        writer.transport.abort()
    status, document, _ = await asker.get("timeline", topic="syria")
    assert status == 200 and document["outcome"] == "answered"
