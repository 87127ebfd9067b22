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
from briefs.errors import Trouble
from briefs.index.connection import run
from briefs.model import Answer
from briefs.query.engine import Desk
from briefs.query.open import open_desk, rebuild, unbuildable
from briefs.query.resolver import Questions, answered
from briefs.render.json import Document, answer_document

if TYPE_CHECKING:
    from briefs.library.loader import Progress
    from briefs.model import LibraryView
    from briefs.render.text import Line

T = TypeVar("T")

ANSWERED, NOTHING, BAD_INPUT = 0, 1, 2  # exit statuses


def finish_changes(root: Path) -> None:
    """A change of the library that a process left half done is finished before anything is read."""
    due = root / ".onrecord" / "changes"
    if due.is_dir() and any(not name.endswith(".new") for name in os.listdir(due)):
        from briefs.ingest.review.journal import Journal

        journal = Journal(root)
        with suppress(Trouble, OSError), journal.locked():  # a read-only library serves as it is
            journal.recover()


@dataclass(slots=True)
class Reply:
    """What a command has to say, for either reader; `lines` are made only if they are shown."""

    document: Document
    lines: Callable[[], Iterable[Line]]
    status: int = ANSWERED


@dataclass(slots=True)
class Session:
    """One run of the program. The desk is opened when first asked, and once."""

    today: date
    chosen: str | None = None  # --library
    interactive: bool = False
    _desk: Desk | None = field(default=None, repr=False)

    def choose(self, library: str | None) -> None:
        """The library to ask from now on; a desk that is open on another one is closed."""
        if library != self.chosen:
            self.close()
            self.chosen = library

    @property
    def root(self) -> Path:
        return paths.library(self.chosen)

    @property
    def cache(self) -> Path:
        return paths.cache(self.root)

    @property
    def desk(self) -> Desk:
        if self._desk is None:
            finish_changes(self.root)
            self._desk = run(open_desk(self.root, self.cache))
        return self._desk

    @property
    def questions(self) -> Questions:
        return Questions(self.desk)

    def rebuild(self, progress: Progress | None = None, read: Progress | None = None) -> LibraryView:
        """Close the desk and build the index anew. Raises Trouble."""
        self.close()
        try:
            return rebuild(self.root, self.cache, progress, read)
        except OSError as bad:
            raise unbuildable(bad) from None

    def close(self) -> None:
        if self._desk is not None:
            run(self._desk.close())
            self._desk = None

    def wait(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return run(coroutine)

    def answer(self, ask: Callable[[Questions], Coroutine[Any, Any, Answer]]) -> Reply:
        """The reply to a question that may have to be asked back."""
        return self.reply(run(answered(self.questions, ask)))

    def reply(self, answer: Answer) -> Reply:
        def lines() -> list[Line]:
            from briefs.render.text import answer_lines  # who asks for JSON need not wait for it

            return answer_lines(answer)

        return Reply(answer_document(answer), lines, ANSWERED if answer.outcome == "answered" else NOTHING)
