"""A library whose index comes from elsewhere: fetched, checked, swapped in; till then the last good one."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import aiohttp

from bot.live_library import LiveLibrary
from bot.replica.pointer import MOST, NAME, Pointer
from briefs.atomic_files import put_in_place
from briefs.errors import UserError
from briefs.index import read_source_stamps
from briefs.query import INDEX

log = logging.getLogger(__name__)
LOOKED_AT = 30.0  # seconds between two looks, where nobody says that there is something new
_FETCHED = "fetched.sha256"  # beside the index: the hash of the file that was swapped in
_TIME = aiohttp.ClientTimeout(total=600, connect=10, sock_read=30)
_AT_ONCE = 1 << 20


class Unfit(Exception):
    """What was fetched is not what was named, or not for this version of the program."""


class LibraryFollower:
    """`address` is a folder, or where a web server or object store serves it; the index goes into `cache`."""

    def __init__(self, address: str, cache: Path) -> None:
        self._address = address.rstrip("/")
        self._cache = cache
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """There may be something new: look at once."""
        self._woken.set()

    async def fetch(self) -> bool:
        """Bring the newest index into the cache; False where it is there. Raises Unfit and OSError's kind."""
        self._cache.mkdir(parents=True, exist_ok=True)
        wanted = await self._newest()
        if self._has(wanted):
            return False
        partial = self._cache / f"{INDEX}.fetched"
        try:
            async with _opened(self._address, wanted.file) as parts:
                await _write(parts, partial, wanted)
            if await asyncio.to_thread(read_source_stamps, partial) is None:
                raise Unfit("the index is of another version of the program")
            put_in_place(partial, self._cache / INDEX)
        finally:
            partial.unlink(missing_ok=True)
        (self._cache / _FETCHED).write_text(wanted.index, "ascii")
        return True

    async def trouble(self) -> str | None:
        """Why nothing could be fetched now, in words; None where it could. Nothing is changed."""
        try:
            await self._newest()
        except Exception as error:
            return _said(error)
        return None

    async def run(self, library: LiveLibrary) -> None:
        """Look now and then, and when woken, until it is cancelled."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), LOOKED_AT)
            self._woken.clear()
            await self.follow(library)

    async def follow(self, library: LiveLibrary) -> None:
        """One look: what is new is served, or `library.notices` says why the last good one is."""
        try:
            await self.fetch()
            if library.outdated():
                await library.reload()
        except Exception as error:
            if not library.notices:
                log.warning("the library cannot be fetched: %s", _said(error))
            library.notices = (_notice(error),)
        else:
            library.notices = ()

    async def _newest(self) -> Pointer:
        async with _opened(self._address, NAME) as parts:
            text = b"".join([part async for part in parts])[: MOST + 1]
        try:
            return Pointer.read(text)
        except ValueError as error:
            raise Unfit(f"{NAME}: {error}") from error

    def _has(self, wanted: Pointer) -> bool:
        try:
            return (self._cache / _FETCHED).read_text("ascii") == wanted.index and (
                self._cache / INDEX
            ).is_file()
        except (OSError, ValueError):
            return False


@asynccontextmanager
async def following(address: str, root: Path, cache: Path) -> AsyncIterator[LiveLibrary]:
    """The library as it is published at `address`; `root` has the settings alone.

    Where it cannot be fetched the one of before is served. Raises UserError where there is none.
    """
    follower, notices = LibraryFollower(address, cache), tuple[str, ...]()
    try:
        await follower.fetch()
    except Exception as error:
        if read_source_stamps(cache / INDEX) is None:
            said = f"the library cannot be fetched from {address}: {_said(error)}"
            hint = "check `library_from` in the settings, and that it was published there"
            raise UserError(said, hint) from None
        log.warning("the last good library is served: %s", _said(error))
        notices = (_notice(error),)
    library = await LiveLibrary.open(root, cache, curates=False)
    library.notices = notices
    library.on_news.append(follower.wake)
    running = asyncio.create_task(follower.run(library), name="following the published library")
    try:
        yield library
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await library.close()


@asynccontextmanager
async def _opened(address: str, name: str) -> AsyncIterator[AsyncIterator[bytes]]:
    """The parts of a file there. Raises OSError and aiohttp.ClientError."""
    if not address.startswith(("http://", "https://")):
        yield _parts_of(Path(address).expanduser() / name)
        return
    async with (
        aiohttp.ClientSession(timeout=_TIME, raise_for_status=True) as session,
        session.get(f"{address}/{name}", headers={"Cache-Control": "no-cache"}) as answer,
    ):
        yield answer.content.iter_chunked(_AT_ONCE)


async def _parts_of(file: Path) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(file.open, "rb") as opened:
        while part := await asyncio.to_thread(opened.read, _AT_ONCE):
            yield part


async def _write(parts: AsyncIterator[bytes], file: Path, wanted: Pointer) -> None:
    """Raises Unfit where it is not what was named; never more than that is written."""
    found, size = hashlib.sha256(), 0
    with file.open("wb") as written:
        async for part in parts:
            size += len(part)
            if size > wanted.size:
                break
            found.update(part)
            await asyncio.to_thread(written.write, part)
    if size != wanted.size or found.hexdigest() != wanted.index:
        raise Unfit("what was fetched has another hash than was published")


def _notice(error: Exception) -> str:
    return (
        f"the last library that could be fetched is served, at {datetime.now(UTC):%H:%M} UTC: {_said(error)}"
    )


def _said(error: Exception) -> str:
    return (str(error) or type(error).__name__)[:200]
