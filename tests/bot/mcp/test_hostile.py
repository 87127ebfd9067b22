"""Messages that no client would send: each is answered or passed over, and the server goes on."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
from typing import Any, BinaryIO

import pytest

pytest.importorskip("mcp")

from tests.bot.mcp.conftest import ERAS, served_on_pipes

INTERNAL_ERROR = -32603
_NASTY: list[Any] = [
    None, True, -1, 0, 1e308, 10**40, "", " ", "\0", "\u202e", "\ud83d", "'; DROP TABLE statement; --",
    "../" * 40, "a" * 5_000, "“" * 300, "NEAR(a b)", '"', "*", "лавров",
    "𝕷avrov", [], {}, [[]] * 3, {"a": {"b": [1]}},
    "onrecord://", "file:///etc/passwd", "%00", "0000-00-00", "9999999-01", "lavrov\n\nrasmussen",
    "<script>", "{id}",
]  # fmt: skip
_TOOLS = (
    "position", "compare", "timeline", "person", "topic", "statements", "search", "statement", "verify",
    "article", "lookup", "cite_check", "nothing",
)  # fmt: skip
_ARGUMENTS = (
    "person", "other", "topic", "since", "until", "words", "statement", "text", "by", "article", "kind",
    "name", "draft", "format", "limit", "offset", "everything", "colour",
)  # fmt: skip
_METHODS = (
    "tools/call", "tools/list", "resources/list", "resources/read", "resources/templates/list", "ping",
    "initialize", "server/discover", "completion/complete", "prompts/get", "logging/setLevel",
    "resources/subscribe", "notifications/cancelled", "notifications/initialized", "", "a/b",
    "subscriptions/listen",
)  # fmt: skip


def _request(rng: random.Random, id: int, era: str) -> dict[str, Any]:
    method = rng.choice(_METHODS) if rng.random() < 0.4 else "tools/call"
    params: dict[str, Any] = {}
    if method == "tools/call":
        arguments = {name: _value(rng) for name in rng.sample(_ARGUMENTS, rng.randint(0, 5))}
        params = {"name": rng.choice(_TOOLS), "arguments": arguments}
    elif rng.random() < 0.7:
        params = {rng.choice(["uri", "cursor", "name", "ref", "level"]): _value(rng)}
    if era == "2026-07-28":
        params["_meta"] = {
            "io.modelcontextprotocol/protocolVersion": era,
            "io.modelcontextprotocol/clientInfo": {"name": "hostile", "version": "0"},
            "io.modelcontextprotocol/clientCapabilities": {},
        }
    return {"jsonrpc": "2.0", "id": id, "method": method, "params": params}


def _value(rng: random.Random) -> Any:
    if rng.random() < 0.3:
        return rng.choice(["lavrov", "missile-defence", "2012", "person", "itar-tass-2011-10-26-01", 5])
    return rng.choice(_NASTY)


def _line(rng: random.Random, id: int, era: str) -> bytes:
    """A request, or what became of one on the way."""
    message: Any = _request(rng, id, era)
    way = rng.random()
    if way < 0.1:
        message.pop(rng.choice(list(message)))
    elif way < 0.2:
        message[rng.choice(list(message))] = rng.choice(_NASTY)
    elif way < 0.25:
        message = [message, message]
    line = json.dumps(message).encode()
    if way > 0.95:
        cut = rng.randrange(len(line))
        line = line[:cut] + bytes(rng.randrange(256) for _ in range(4)).replace(b"\n", b"") + line[cut:]
    return line + b"\n"


@pytest.mark.parametrize(
    ("era", "count"),
    [
        *((era, 100) for era in ERAS),
        *(pytest.param(era, 5_000, marks=pytest.mark.soak) for era in ERAS),
    ],
)
async def test_hostile_messages(era: str, count: int) -> None:
    rng = random.Random(f"{era} {count}")
    lines = [_line(rng, number, era) for number in range(1, count + 1)]
    hello = {
        "jsonrpc": "2.0", "id": 0, "method": "initialize",
        "params": {"protocolVersion": era, "capabilities": {}, "clientInfo": {"name": "x", "version": "0"}},
    }  # fmt: skip
    if era == "2025-11-25":
        ready = {"jsonrpc": "2.0", "method": "notifications/initialized"}
        lines = [json.dumps(hello).encode() + b"\n", json.dumps(ready).encode() + b"\n", *lines]
    async with served_on_pipes() as (answers, ask):
        heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        reading = asyncio.create_task(asyncio.to_thread(_read, answers, asyncio.get_running_loop(), heard))
        await asyncio.to_thread(_write, ask, lines)
        found = await _until_all_is_answered(ask, heard, era)
        ask.close()
        await reading
    errors = [one["error"] for one in found if "error" in one]
    assert [one for one in errors if one["code"] == INTERNAL_ERROR] == []
    assert len(found) > count / 2


async def _until_all_is_answered(
    ask: BinaryIO, heard: asyncio.Queue[dict[str, Any]], era: str
) -> list[dict[str, Any]]:
    """All that is said up to the answer to a question that waited its turn behind the others."""
    found: list[dict[str, Any]] = []
    for id in itertools.count(1_000_000):
        last = {**_request(random.Random(0), id, era), "method": "tools/call"}
        last["params"] |= {"name": "lookup", "arguments": {"kind": "person", "name": "lavrov"}}
        await asyncio.to_thread(_write, ask, [json.dumps(last).encode() + b"\n"])
        while not found or found[-1].get("id") != id:
            found.append(await asyncio.wait_for(heard.get(), 60))
        if not found[-1]["result"].get("isError"):  # else too many waited before it
            assert found[-1]["result"]["structuredContent"]["answer"] == "sergei-lavrov"
            break
    return found


def _read(pipe: BinaryIO, loop: asyncio.AbstractEventLoop, heard: asyncio.Queue[dict[str, Any]]) -> None:
    for line in pipe:
        loop.call_soon_threadsafe(heard.put_nowait, json.loads(line))


def _write(pipe: BinaryIO, lines: list[bytes]) -> None:
    for line in lines:
        at = 0
        while at < len(line):
            at += pipe.write(line[at:])
