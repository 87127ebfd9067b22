"""The engine is opened: the index is brought up to the library first, or the last good one serves."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from briefs.errors import LibraryInvalid, UserError
from briefs.index import (
    BlockingConnection,
    Connection,
    IndexReader,
    ThreadedConnection,
    read_source_stamps,
    read_stamps_checksum,
    reading_copy,
)
from briefs.library import file_stamps, pending_changes, stamps_checksum
from briefs.model import Library
from briefs.query.engine import QueryEngine

if TYPE_CHECKING:
    from briefs.library import FileStamps, Progress

INDEX = "index.sqlite"


async def open_engine(
    root: Path,
    cache: Path,
    *,
    threaded: bool = False,
    progress: Progress | None = None,
    before: QueryEngine | None = None,
    build: bool = True,
) -> QueryEngine:
    """The engine of the library at `root`, its index in `cache` renewed if a file of the library changed.

    With `threaded` the index is read beside the event loop (aiosqlite), else in it, which a single
    command does faster. The engine `before` lends the look-up of people and topics that are the same still.
    Without `build` the index is taken as it is, wherever the library's files are.

    A broken library never takes the place of a good index: the engine then answers from the last
    good one and says so in its warnings. Raises LibraryInvalid, or UserError where no index can be
    written, if there is no good one.
    """
    path = cache / INDEX
    warnings: tuple[str, ...] = ()
    built = read_stamps_checksum(path)
    if not build:
        if built is None:
            hint = "`onrecord run` fetches it; ask elsewhere till then"
            raise UserError("the library comes from another machine, and nothing is fetched yet", hint)
    elif built is not None and pending_changes(root):  # half of a change must reach no reader
        warnings = ("answered from the last good index: a change of the library is not finished yet",)
    elif built is None or (stamps := _newer_stamps(root, path, built)) is not None:
        try:
            refresh(root, cache, progress, None if built is None else stamps)
        except (LibraryInvalid, OSError) as error:
            if built is None:
                raise index_build_error(error) from error
            warnings = (_stale(error),)
    path = reading_copy(path)
    connection: Connection = await ThreadedConnection.open(path) if threaded else BlockingConnection(path)
    index = IndexReader(connection)
    parts = (path, index, await index.registry(), warnings, before)
    if not threaded:
        return QueryEngine(*parts)
    import asyncio  # a single command does without

    return await asyncio.to_thread(QueryEngine, *parts)  # a look-up of many people takes its time to build


def is_up_to_date(root: Path, cache: Path) -> bool:
    """Whether the index holds the library as its files are now."""
    path = cache / INDEX
    built = read_stamps_checksum(path)
    return built is not None and _newer_stamps(root, path, built) is None


def _newer_stamps(root: Path, path: Path, checksum: str) -> FileStamps | None:
    """The stamps of the library's files where the index does not hold them as they are; None where it does.

    Stamps first, contents only where a stamp differs: a touched file is no changed file.
    """
    now = file_stamps(root)
    if checksum == stamps_checksum((name, *stamp) for name, stamp in now.items()):
        return None
    built = read_source_stamps(path)
    if built is None or now.keys() != built.keys():
        return now
    touched = [path for path, stamp in now.items() if stamp != built[path][:2]]
    from hashlib import sha256  # OpenSSL takes longer to load than a query takes

    same = all(sha256((root / path).read_bytes()).hexdigest() == built[path][2] for path in touched)
    return None if same else now


def rebuild(
    root: Path, cache: Path, progress: Progress | None = None, read: Progress | None = None
) -> Library:
    """Check the library and build its index anew. Raises LibraryInvalid, and leaves the old index then.

    `read` hears of the dossiers that are read, `progress` of the statements that are written.
    """
    from briefs import library  # reading YAML and writing SQL: a fresh index needs neither
    from briefs.index import build

    with _uncollected():
        view = library.read(root, cache, read)
        build(view, cache / INDEX, progress)
    return view


def refresh(
    root: Path, cache: Path, progress: Progress | None = None, stamps: FileStamps | None = None
) -> None:
    """Check what changed in the library and bring its index up to it. Raises as `rebuild` does.

    `stamps` are those of the library's files a moment ago, for who has looked at them already.
    """
    from briefs.index import ask_links, try_update, update
    from briefs.library import LibraryChecker, check_changes

    path = cache / INDEX
    with _uncollected():
        part = ask_links(path, lambda links: check_changes(root, cache, links, stamps))
        if part is not None and try_update(part, path):
            return
        if (seen := read_source_stamps(path)) is not None:
            update(LibraryChecker(root, cache).check(seen), path)
            return
    rebuild(root, cache, progress)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Of what is read of a library nothing is let go: to search it for circles again and again finds none."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def index_build_error(error: LibraryInvalid | OSError) -> UserError:
    """Why there is no index, in words for whoever asked."""
    if isinstance(error, LibraryInvalid):
        return error
    return UserError(
        f"the index cannot be written: {error.strerror or error}",
        "free some space, or name a folder that can be written in ONRECORD_CACHE",
    )


def _stale(error: LibraryInvalid | OSError) -> str:
    if isinstance(error, LibraryInvalid):
        return f"answered from the last good index: {error.message}; {error.hint}"
    return f"answered from the last good index, a new one cannot be written: {error.strerror or error}"
