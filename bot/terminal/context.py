"""What the terminal's commands share: the library that was chosen, its desk, and the day it is."""

from __future__ import annotations

import os
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from briefs import paths
from briefs.errors import UserError
from briefs.index import run
from briefs.model import QueryResult
from briefs.query import QueryEngine, QueryResolver, index_build_error, open_engine, rebuild
from briefs.render import Document, answer_document

if TYPE_CHECKING:
    from briefs.library import Progress
    from briefs.model import Library
    from briefs.render import Line

T = TypeVar("T")

ANSWERED, NOTHING, BAD_INPUT = 0, 1, 2  # exit statuses


def recover_unfinished_changes(root: Path) -> None:
    """A change of the library that a process left half done is finished before anything is read."""
    due = root / ".onrecord" / "changes"
    if due.is_dir() and any(not name.endswith(".new") for name in os.listdir(due)):
        from briefs.ingest.review import Journal

        journal = Journal(root)
        with suppress(UserError, OSError), journal.locked():  # a read-only library serves as it is
            journal.recover()


@dataclass(slots=True)
class Reply:
    """What a command has to say, for either reader; `lines` are made only if they are shown."""

    document: Document
    lines: Callable[[], Iterable[Line]]
    status: int = ANSWERED


def text_reply(text: str) -> Reply:
    """What the program says of itself."""
    return Reply({"outcome": "answered", "text": text}, lambda: [(("", text.rstrip()),)])


@dataclass(slots=True)
class CliContext:
    """One run of the program. The desk is opened when first asked, and once."""

    today: date
    chosen: str | None = None  # --library
    interactive: bool = False
    # Handed in, since a line of it runs a command, and a command (`--jsonl`) serves the lines.
    serve_jsonl: Callable[[CliContext, Iterable[str]], None] | None = None
    _engine: QueryEngine | None = field(default=None, repr=False)

    def choose(self, library: str | None) -> None:
        """The library to ask from now on; a desk that is open on another one is closed."""
        if library != self.chosen:
            self.close()
            self.chosen = library

    @property
    def root(self) -> Path:
        return paths.library_dir(self.chosen)

    @property
    def cache(self) -> Path:
        return paths.cache_dir(self.root)

    @property
    def engine(self) -> QueryEngine:
        if self._engine is None:
            recover_unfinished_changes(self.root)
            self._engine = run(open_engine(self.root, self.cache))
        return self._engine

    @property
    def resolver(self) -> QueryResolver:
        return QueryResolver(self.engine)

    def rebuild(self, progress: Progress | None = None, read: Progress | None = None) -> Library:
        """Close the desk and build the index anew. Raises UserError."""
        self.close()
        try:
            return rebuild(self.root, self.cache, progress, read)
        except OSError as bad:
            raise index_build_error(bad) from None

    def close(self) -> None:
        if self._engine is not None:
            run(self._engine.close())
            self._engine = None

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return run(coroutine)

    def reply(self, answer: QueryResult) -> Reply:
        def lines() -> list[Line]:
            from briefs.render import answer_lines  # who asks for JSON need not wait for it

            return answer_lines(answer)

        return Reply(answer_document(answer), lines, ANSWERED if answer.outcome == "answered" else NOTHING)
