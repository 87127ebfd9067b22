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
