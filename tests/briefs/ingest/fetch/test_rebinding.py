"""A name whose answers change: the address that is connected to decides, each time anew.

The resolver is the test's own. 127.0.0.2 is allowed and stands for the public internet; 127.0.0.1, where a
page lies that nobody may see, is not.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from briefs.ingest.fetch import http_client
from briefs.ingest.fetch.http_client import Request
from briefs.ingest.fetch.types import FetchRefused, Limits, Policy
from briefs.ingest.fetch.url_policy import is_public

PUBLIC, LOOPBACK = "127.0.0.2", "127.0.0.1"
POLICY = Policy(allowed=(f"{PUBLIC}/32",))
LIMITS = Limits(seconds=5.0)
HOST = "harmless.example"


class Resolver:
    """Answers a name with `answers`, one list of addresses a question, the last one for ever."""

    def __init__(self, *answers: tuple[str, ...]) -> None:
        self.answers = list(answers)
        self.asked = 0

    def __call__(self, host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        assert host == HOST, f"{host} is asked for"
        given = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        return [
            (
                socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM, 6, "",
                (address, port, 0, 0) if ":" in address else (address, port),
            )
            for address in given
        ]  # fmt: skip


@asynccontextmanager
async def two_hosts(page: Callable[[int], web.Response]) -> AsyncIterator[tuple[int, list[str]]]:
    """One port on both addresses, and at which of them each request came in."""
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        assert request.transport is not None
        host, port = request.transport.get_extra_info("sockname")
        asked.append(host)
        return page(port)

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    first = web.TCPSite(runner, PUBLIC, 0)
    await first.start()
    port: int = runner.addresses[0][1]
    await web.TCPSite(runner, LOOPBACK, port).start()
    try:
        yield port, asked
    finally:
        await runner.cleanup()


def text(port: int) -> web.Response:
    return web.Response(text="a page")


def onwards(port: int) -> web.Response:
    """To the same name again, at another path each time."""
    return web.Response(status=302, headers={"Location": f"http://{HOST}:{port}/next"})


@pytest.mark.parametrize("inside", [LOOPBACK, "10.0.0.1", "169.254.169.254", "::1", "fec0::1"])
async def test_the_second_answer_of_a_name_is_looked_at_like_the_first(
    monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    """As between robots.txt and the page: what the first answer was says nothing about the second."""
    resolver = Resolver((PUBLIC,), (inside,))
    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    async with two_hosts(text) as (port, asked):
        url = f"http://{HOST}:{port}/page"
        assert (await http_client.fetch(Request(url), POLICY, LIMITS)).body == b"a page"
        with pytest.raises(FetchRefused, match="is not on the public internet"):
            await http_client.fetch(Request(url), POLICY, LIMITS)
    assert resolver.asked == 2 and asked == [PUBLIC]


async def test_a_redirect_to_the_same_name_does_not_reach_another_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whether the connector asks anew or remembers, nothing is sent to where the name leads then."""
    monkeypatch.setattr(socket, "getaddrinfo", Resolver((PUBLIC,), (LOOPBACK,)))
    async with two_hosts(onwards) as (port, asked):
        with pytest.raises(FetchRefused):
            await http_client.fetch(Request(f"http://{HOST}:{port}/page"), POLICY, LIMITS)
    assert set(asked) == {PUBLIC}


@pytest.mark.parametrize("answer", [(LOOPBACK, PUBLIC), ("10.0.0.1", PUBLIC), ("::1", LOOPBACK)])
async def test_of_several_addresses_none_inside_is_connected_to(
    monkeypatch: pytest.MonkeyPatch, answer: tuple[str, ...]
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Resolver(answer))
    async with two_hosts(text) as (port, asked):
        with pytest.raises(FetchRefused, match="is not on the public internet"):
            await http_client.fetch(Request(f"http://{HOST}:{port}/page"), POLICY, LIMITS)
    assert asked == []


@pytest.mark.parametrize(
    "address",
    ["fec0::1", "feff:ffff::1", "168.63.129.16", "::ffff:168.63.129.16", "192.0.0.9", "192.0.0.192",
     "192.88.99.1", "64:ff9b:1::7f00:1", "100::1", "3fff::1", "5f00::1", "fd00:ec2::254", "100.100.100.200",
     "169.254.169.254"],
)  # fmt: skip
def test_what_stands_in_the_bots_own_network_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["168.63.129.15", "93.184.216.34", "2606:4700::1111", "192.0.1.1"])
def test_their_neighbours_are(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))
