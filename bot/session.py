"""What the terminal's commands share: the library that was chosen, its desk, and the day it is."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from briefs import places
from briefs.connection import run
from briefs.desk import Desk, open_desk
from briefs.model import Answer
from briefs.questions import Questions, answered
from briefs.render.document import Document, answer_document

if TYPE_CHECKING:
    from briefs.render.text import Line

T = TypeVar("T")

ANSWERED, NOTHING, BAD_INPUT = 0, 1, 2  # exit statuses


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

    @property
    def root(self) -> Path:
        return places.library(self.chosen)

    @property
    def cache(self) -> Path:
        return places.cache(self.root)

    @property
    def desk(self) -> Desk:
        if self._desk is None:
            self._desk = run(open_desk(self.root, self.cache))
        return self._desk

    @property
    def questions(self) -> Questions:
        return Questions(self.desk)

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
