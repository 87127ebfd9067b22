"""From one address to the next: not for ever, nothing carried along, and each looked at."""

from __future__ import annotations

import pytest
from aiohttp import web

from briefs.ingest.fetch.http_client import Request, fetch
from briefs.ingest.fetch.types import FetchRefused, Limits, Policy
from tests.briefs.ingest.loopback_site import LoopbackSite, open_website, redirects

HOME = Policy(allowed=("127.0.0.0/8", "::1/128"))


async def fetched(site: LoopbackSite, path: str) -> None:
    await fetch(Request(f"{site.base}/{path}"), HOME, Limits(seconds=20))


async def test_as_many_are_followed_as_are_allowed_and_no_more() -> None:
    chain: dict[str, object] = {f"r{number}": redirects(f"/r{number + 1}") for number in range(7)}
    async with open_website(**chain, r7="the end") as site:
        await fetched(site, "r2")
        with pytest.raises(FetchRefused, match="more than 5 redirects"):
            await fetched(site, "r1")


async def test_a_cookie_of_one_answer_is_not_sent_with_the_next_request() -> None:
    async def sets_cookie(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": "/end", "Set-Cookie": "who=you; Path=/"})

    async with open_website(start=sets_cookie, end="the end") as site:
        # to an address without a name no jar would send one
        site.base = site.base.replace("127.0.0.1", "localhost")
        await fetched(site, "start")
        assert [request.path for request in site.asked] == ["/start", "/end"]
        assert "Cookie" not in site.asked[1].headers


@pytest.mark.parametrize("location", ["ftp://h.example/", "http://u:p@127.0.0.1/", "//127.0.0.1:0/"])
async def test_each_is_looked_at_before_it_is_followed(location: str) -> None:
    async with open_website(start=redirects(location)) as site:
        with pytest.raises(FetchRefused, match="redirects to where nothing is fetched from"):
            await fetched(site, "start")
