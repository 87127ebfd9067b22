"""The list of breakages: each takes one guard away in one line, and names the tests that must notice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.paths import REPOSITORY

FILE = Path(__file__).with_name("breakages.yaml")


@dataclass(frozen=True, slots=True)
class Breakage:
    """`old` stands once in `file` and becomes `new`; `red` are names of tests, one of which then fails.

    `promise` says what is no longer kept.
    """

    guard: str
    promise: str
    file: str
    old: str
    new: str
    red: tuple[str, ...]

    @property
    def text(self) -> str:
        """The file's text with the guard taken away. Raises ValueError where `old` is not there just once."""
        whole = (REPOSITORY / self.file).read_text("utf-8")
        if whole.count(self.old) != 1:
            raise ValueError(f"{self.file} holds {self.old!r} {whole.count(self.old)} times, not once")
        return whole.replace(self.old, self.new)


def read() -> tuple[Breakage, ...]:
    """All of them, in the order of the file."""
    found = yaml.safe_load(FILE.read_text("utf-8"))
    return tuple(Breakage(**{**each, "red": tuple(each["red"].split())}) for each in found)
