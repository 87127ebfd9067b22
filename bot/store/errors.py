"""What went wrong with the state database, in the words of those who can mend it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from sqlalchemy.exc import DBAPIError

from briefs.errors import UserError

DAMAGED = ("the state database is damaged", "put a backup back: onrecord state restore")
# Part of the driver's own message, what the user reads, and what helps.
PHRASES = (
    ("database is locked", "the state database is busy", "another program holds it; try again"),
    ("disk is full", "there is no room left for the state database", "free some space on its disk"),
    ("readonly database", "the state database cannot be written", "check the file's permissions"),
    ("unable to open", "the state database cannot be opened", "check that its folder exists"),
    ("not a database", *DAMAGED),
    ("malformed", *DAMAGED),
    ("Could not decode", *DAMAGED),
    ("disk I/O error", "the disk of the state database does not answer", "check the disk"),
)


class StoreUnavailable(UserError):
    """The state database did not do what it was asked; nothing of it was changed."""


CapOf = Literal["user", "server", "statement", "twice"]


class CapReached(Exception):
    """There are as many already as one may leave for the curators; nothing was kept.

    `of` says whose cap it is, "twice" that the very same waits already; `most` is how many may be.
    """

    def __init__(self, of: CapOf, most: int) -> None:
        super().__init__(f"{of}: {most}")
        self.of = of
        self.most = most


@contextmanager
def translate_errors() -> Iterator[None]:
    """Turn the driver's errors that somebody can act on into StoreUnavailable; leave the others alone."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        said = str(getattr(error, "orig", error))
        for part, message, hint in PHRASES:
            if part in said:
                raise StoreUnavailable(message, hint) from error
        raise
