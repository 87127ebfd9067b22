"""The built site on loopback: its pages and nothing else; renewed when the library changes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.web import site_server
from bot.web.site_server import serve_site
from briefs.errors import UserError


@pytest_asyncio.fixture
async def served(tmp_path: Path) -> AsyncIterator[str]:
    site = tmp_path / "site"
    (site / ".onrecord-site").mkdir(parents=True)
    (site / ".onrecord-site/manifest.json").write_text("{}")
    (site / "index.html").write_text("home")
    (site / "404.html").write_text("missing")
    (tmp_path / "secret.txt").write_text("secret")
    (site / "way-out.txt").symlink_to(tmp_path / "secret.txt")
    ports = asyncio.Queue[int]()
    nothing = lambda line: None  # noqa: E731
    task = asyncio.create_task(serve_site(site, 0, tmp_path, None, nothing, ports.put_nowait))
    yield f"http://127.0.0.1:{await ports.get()}"
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_pages_and_nothing_else(served: str) -> None:
    async with aiohttp.ClientSession() as session:
        found = {}
        for path in (
            "/",
            "/index.html",
            "/no.html",
            "/.onrecord-site/manifest.json",
            "/way-out.txt",
            "/%2e%2e/secret.txt",
        ):
            async with session.get(served + path) as answer:
                found[path] = answer.status, await answer.text()
                assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert found["/"] == found["/index.html"] == (200, "home")
    assert {*found.values()} == {(200, "home"), (404, "missing")}


async def test_a_port_that_is_taken_is_told(served: str, tmp_path: Path) -> None:
    port = int(served.rpartition(":")[2])
    with pytest.raises(UserError, match=f"port {port}"):
        await serve_site(tmp_path, port, tmp_path, None, lambda line: None)


async def test_a_changed_library_renews_the_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_server, "_INTERVAL", 0.01)
    (tmp_path / "config").mkdir()
    renewed, told = asyncio.Event(), list[str]()

    def renew() -> None:
        loop.call_soon_threadsafe(renewed.set)
        raise UserError("the library has 1 problem")

    loop = asyncio.get_running_loop()
    started = asyncio.Event()
    task = asyncio.create_task(
        serve_site(tmp_path, 0, tmp_path, renew, told.append, lambda port: started.set())
    )
    await started.wait()
    await asyncio.sleep(0.05)
    (tmp_path / "config/topics.yaml").write_text("topics: []\n")
    for _ in range(500):  # the first look at the files may come after they changed: they change again
        if renewed.is_set():
            break
        with (tmp_path / "config/topics.yaml").open("a") as file:
            file.write("\n")
        await asyncio.sleep(0.02)
    assert renewed.is_set()
    while not any("of before" in line for line in told):
        await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
