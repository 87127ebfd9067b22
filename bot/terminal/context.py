"""What the terminal's commands share: the library that was chosen, its engine, and the day it is."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from briefs import paths
from briefs.errors import LibraryInvalid, UserError
from briefs.index import run
from briefs.library import pending_changes
from briefs.model import QueryResult
from briefs.query import QueryEngine, QueryResolver, index_build_error, open_engine, rebuild
from briefs.render import Document, answer_document

if TYPE_CHECKING:
    from briefs.library import Progress
    from briefs.model import Library
    from briefs.render import Line

T = TypeVar("T")

_NAMES_SITE = re.compile(rb"^site:[ \t]*[^\s#]", re.MULTILINE)
ANSWERED, NOTHING, BAD_INPUT = 0, 1, 2  # exit statuses
_NEWEST = {"position": 3, "compare": 2}  # statements, of a comparison of each person


def recover_unfinished_changes(root: Path) -> None:
    """A change of the library that a process left half done is finished before anything is read.

    Looked for by listing one folder, as every command pays for it. Never fails: a library that cannot be
    written to serves as it is.
    """
    if pending_changes(root):
        from briefs.ingest.review import Journal

        journal = Journal(root)
        with suppress(UserError), journal.locked():
            journal.recover()


@dataclass(slots=True)
class Reply:
    """What a command has to say, for either reader.

    `document` is plain JSON for scripts, `lines` of styled text are for people and made only if they are
    shown, `status` is the exit status.
    """

    document: Document
    lines: Callable[[], Iterable[Line]]
    status: int = ANSWERED


def text_reply(text: str) -> Reply:
    """What the program says of itself."""
    return Reply({"outcome": "answered", "text": text}, lambda: [(("", text.rstrip()),)])


def line_reply(document: Document, line: str) -> Reply:
    """What was done: its facts for a script, one line for a person."""
    return Reply({"outcome": "answered", **document}, lambda: [(("", line),)])


@dataclass(slots=True)
class CliContext:
    """One run of the program, or one session. The engine is opened when it is first used, and once."""

    today: date
    chosen: str | None = None  # --library
    interactive: bool = False
    # Handed in by main.py: cli.py calls it, and jsonl.py, in which it stands, imports cli.py.
    serve_jsonl: Callable[[CliContext, Iterable[str]], None] | None = None
    _engine: QueryEngine | None = field(default=None, repr=False)
    _index: object = field(default=None, repr=False)  # the stamp of its file at the last renew()

    def choose(self, library: str | None) -> None:
        """The library to ask from now on; an engine that is open on another one is closed."""
        if library != self.chosen:
            self.close()
            self.chosen = library

    @property
    def root(self) -> Path:
        """The library's folder: as chosen, else ONRECORD_LIBRARY, else the embedded one."""
        return paths.library_dir(self.chosen)

    @property
    def cache(self) -> Path:
        """The folder of that library's index."""
        return paths.cache_dir(self.root)

    @property
    def site(self) -> str | None:
        """The address of the built site, as the settings have it; faults in them are told elsewhere."""
        with suppress(LibraryInvalid, OSError):
            # reading YAML takes longer than a question: only where there is an address to read
            if _NAMES_SITE.search((self.root / "config/settings.yaml").read_bytes()):
                from bot.settings import read_settings

                return read_settings(self.root).site
        return None

    @property
    def engine(self) -> QueryEngine:
        """The engine over the library as it is now; its index is built first where it is missing or old."""
        if self._engine is None:
            recover_unfinished_changes(self.root)
            self._engine = run(open_engine(self.root, self._index_folder, build=not self._follows))
        return self._engine

    @property
    def _follows(self) -> bool:
        """Whether the index comes from another machine: reading the settings for it would take long."""
        return "ONRECORD_LIBRARY_FROM" in os.environ or not (self.root / "seeds").is_dir()

    @property
    def _index_folder(self) -> Path:
        return paths.followed_dir(self.cache) if self._follows else self.cache

    def renew(self) -> None:
        """Where the library or its index changed since the last call, the next use opens the engine anew."""
        from bot.live_library import stamp_of  # what asks once and ends needs none of it
        from briefs.query import is_up_to_date

        before, self._index = self._index, stamp_of(self._index_folder)
        if before != self._index or not (self._follows or is_up_to_date(self.root, self.cache)):
            self.close()

    @property
    def resolver(self) -> QueryResolver:
        """Resolves typed names on this library."""
        return QueryResolver(self.engine)

    def rebuild(self, progress: Progress | None = None, read: Progress | None = None) -> Library:
        """Close the engine and build the index anew. Raises UserError, LibraryInvalid for a broken library.

        `progress` counts statements that are indexed, `read` files that are read.
        """
        self.close()
        recover_unfinished_changes(self.root)
        try:
            return rebuild(self.root, self.cache, progress, read)
        except OSError as error:
            raise index_build_error(error) from None

    def close(self) -> None:
        """Closes the engine, if it is open; the next use opens it again."""
        if self._engine is not None:
            run(self._engine.close())
            self._engine = None

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """What the engine's coroutine returns; it never waits here, so no event loop is started."""
        return run(coroutine)

    def reply(self, answer: QueryResult, *, whole: bool = False, why: bool = False) -> Reply:
        """The reply with statements; exit status 1 for anything but an answer.

        Of a position and of a comparison people are shown the newest unless they ask for the `whole`, and no
        reasons of dates unless they ask `why`. Its document has all.
        """

        def lines() -> list[Line]:
            from briefs.render import View, answer_lines  # who asks for JSON need not wait for it

            newest = None if whole else _NEWEST.get(answer.command)
            return answer_lines(answer, view=View(newest, why))

        return Reply(
            answer_document(answer, self.site), lines, ANSWERED if answer.outcome == "answered" else NOTHING
        )
