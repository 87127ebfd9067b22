"""People's feeds over HTTP: there for whoever has the address, and for nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.live_library import LiveLibrary
from tests.bot.web.api.conftest import Serving

FEEDS = {"known": "<feed>one</feed>"}


async def read(library: LiveLibrary, token: str) -> str | None:
    return FEEDS.get(token)


async def test_a_feed_is_read_at_its_address_and_looked_at_anew_each_time(serving: Serving) -> None:
    async with serving(feeds=read) as asker:
        status, body, headers = await asker.get("/follow/known.xml")
        assert (status, body) == (200, "<feed>one</feed>")
        assert headers["Content-Type"].startswith("application/atom+xml")
        assert "noindex" in headers["X-Robots-Tag"]
        assert (headers["Referrer-Policy"], headers["Cache-Control"]) == ("no-referrer", "private, no-cache")
        bare = await asker.get("/follow/known.xml", "HEAD")
        assert bare[:2] == (200, "") and bare[2]["Content-Length"] == headers["Content-Length"]
        tag = {"If-None-Match": headers["ETag"]}
        assert (await asker.get("/follow/known.xml", _headers=tag))[0] == 304
        FEEDS["known"] = "<feed>two</feed>"
        assert (await asker.get("/follow/known.xml", _headers=tag))[1] == "<feed>two</feed>"
        assert (await asker.get("/follow/unknown.xml"))[0] == 404
        assert (await asker.get("/follow/known.xml", "POST"))[0] == 405


async def test_what_fails_there_tells_no_log_the_address(
    serving: Serving, caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(library: LiveLibrary, token: str) -> str | None:
        raise ValueError(f"no row for {token!r}")

    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "cache"))
    async with serving(feeds=fails) as asker:
        status, told, _ = await asker.get("/follow/s3cr3t-of-somebody.xml")
    faults = "".join(file.read_text("utf-8") for file in tmp_path.rglob("faults.log"))
    assert status == 500 and "no row for" in faults
    assert "s3cr3t" not in faults + caplog.text + str(told)


async def test_addresses_cannot_be_tried_without_end(serving: Serving) -> None:
    async with serving(feeds=read, rate=1.0) as asker:
        found = [(await asker.get(f"/follow/guess-{n}.xml"))[0] for n in range(40)]
    assert 429 in found and set(found) <= {404, 429}


async def test_without_feeds_there_is_nothing(serving: Serving) -> None:
    async with serving() as asker:
        assert (await asker.get("/follow/known.xml"))[0] == 404
