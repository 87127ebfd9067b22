"""What a user can act on: one exception type, and the problems that the library check finds."""

from __future__ import annotations

from dataclasses import dataclass


class UserError(Exception):
    """Something that the reader of `message` can put right; `hint` says how.

    Both are plain sentences for people: no traceback, no secret, no path of ours.
    """

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a file of the library. `line` and `column` count from 1."""

    file: str
    line: int
    column: int
    message: str
    expected: str | None = None

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}: {self.message}"
        return f"{where}; expected {self.expected}" if self.expected else where


class LibraryInvalid(UserError):
    """The library has faults; `problems` lists all of them, in order of file and line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__(
            f"the library has {count}, the first: {problems[0]}",
            "run `onrecord lint` to see all of them",
        )
        self.problems = problems


class QuestionRefused(UserError):
    """A question that cannot be answered as it was put.

    `message` and `hint` are for the shell. `msgid` and `hint_msgid`, messages of the catalogue, say the
    same on other faces, filled with `values`: text is the user's own and not yet safe to show, a tuple
    lists ids, and `example` is a line that would be answered.
    """

    def __init__(
        self, message: str, hint: str | None, msgid: str, hint_msgid: str | None = None, **values: object
    ) -> None:
        super().__init__(message, hint)
        self.msgid = msgid
        self.hint_msgid = hint_msgid
        self.values = values


class NotOnRecord(QuestionRefused):
    """A question about something that the library does not have, such as the id of no statement."""
