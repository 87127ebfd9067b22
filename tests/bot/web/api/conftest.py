"""A server on loopback over the repository's library, or a copy of it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from yarl import URL

from bot.live_library import LiveLibrary
from bot.web.api import ApiSettings, record_server
from briefs import paths
from tests.paths import REPOSITORY


class Asker:
    """Asks a server and reads what comes back."""

    def __init__(self, session: aiohttp.ClientSession, address: str, library: LiveLibrary) -> None:
        self.session, self.address, self.library = session, address, library

    async def get(
        self, path: str, method: str = "GET", /, _headers: dict[str, str] | None = None, **arguments: str
    ) -> tuple[int, Any, Any]:
        """Status, document (or text) and headers. `path` goes out as it stands, below /api/v1/ or from /."""
        whole = self.address + (path if path.startswith("/") else f"/api/v1/{path}")
        url = URL(whole, encoded=True)
        url = url.update_query(arguments) if arguments else url
        async with self.session.request(method, url, headers=_headers) as answer:
            body = await answer.text()
            is_json = "json" in answer.headers.get("Content-Type", "") and body
            return answer.status, json.loads(body) if is_json else body, answer.headers


Serving = Callable[..., AbstractAsyncContextManager[Asker]]


@pytest.fixture
def serving() -> Serving:
    @asynccontextmanager
    async def serve(root: Path = REPOSITORY, **settings: Any) -> AsyncIterator[Asker]:
        library = await LiveLibrary.open(root, paths.cache_dir(root))
        try:
            async with (
                record_server(library, ApiSettings(**settings), "127.0.0.1", 0) as port,
                aiohttp.ClientSession() as session,
            ):
                yield Asker(session, f"http://127.0.0.1:{port}", library)
        finally:
            await library.close()

    return serve


@pytest_asyncio.fixture
async def asker(serving: Serving) -> AsyncIterator[Asker]:
    async with serving(rate=0) as found:
        yield found
