"""Publishes the index that a library's writer built: whole, under its hash, and only then named newest."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import shutil
from pathlib import Path

from bot.live_library import LibraryChange, LiveLibrary
from bot.replica.pointer import NAME, Pointer, index_name
from bot.store import LIBRARY, NewsLog
from briefs.atomic_files import put_in_place, replace_file
from briefs.file_lock import held

log = logging.getLogger(__name__)
KEPT = 3  # indexes: whoever is fetching an older one may finish
_LOCK = ".publishing"


def publish(index: Path, library: str, folder: Path) -> bool:
    """Bring the index of the library with that digest into `folder`; False where it is there. Raises OSError.

    One process at a time; a web server or the like may serve the folder meanwhile.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with held(folder / _LOCK):
        partial = folder / "index.partial"
        shutil.copyfile(index, partial)
        found = Pointer(_hash_of(partial), partial.stat().st_size, library)
        if _current(folder) == found and (folder / found.file).is_file():
            partial.unlink()
            return False
        put_in_place(partial, folder / found.file)
        replace_file(folder / NAME, found.to_json())
        _forget_older(folder, found)
    return True


class LibraryPublisher:
    """Publishes at the start and after each reload, and tells the others through `news`."""

    def __init__(self, library: LiveLibrary, news: NewsLog, folder: Path) -> None:
        self._library, self._news, self._folder = library, news, folder
        self._woken = asyncio.Event()
        self._woken.set()
        library.on_reload.append(self._reloaded)

    def _reloaded(self, change: LibraryChange) -> None:
        self._woken.set()

    async def run(self) -> None:
        """Until it is cancelled; what fails is said in the log and tried again with the next change."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            engine = self._library.engine
            try:
                if await asyncio.to_thread(publish, engine.path, engine.registry.digest, self._folder):
                    log.info("the library was published", extra={"library": engine.registry.digest})
                    await self._news.tell(LIBRARY)
            except Exception:
                log.exception("the library could not be published")


def _current(folder: Path) -> Pointer | None:
    try:
        return Pointer.read((folder / NAME).read_bytes())
    except (OSError, ValueError):
        return None


def _hash_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _forget_older(folder: Path, newest: Pointer) -> None:
    there = sorted(folder.glob(index_name("*")), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in [file for file in there if file.name != newest.file][KEPT - 1 :]:
        old.unlink(missing_ok=True)
