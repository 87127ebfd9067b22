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
    (
        "disk I/O error",
        "the disk of the state database does not answer",
        "check it, and for room on it",
    ),
)


AWAY = ("the state database does not answer", "start its server, or check the address in ONRECORD_STATE")
TOO_SLOW = ("the state database answers too slowly", "look at what its server is busy with")
_BUSY = ("the state database is busy", "try again")
# PostgreSQL's five characters, or the two of their class: what the user reads, and what helps.
_STATES = {
    "08": AWAY,
    "57P01": AWAY,
    "57P02": AWAY,
    "57P03": AWAY,
    "25P03": AWAY,
    "53300": ("the state database takes no more connections", "raise max_connections of its server"),
    "53100": ("there is no room left for the state database", "free some space on its server's disk"),
    "25006": (
        "the state database cannot be written",
        "it is read-only, such as a replica: name the other",
    ),
    "28": ("the state database refused the user or the password", "check the address in ONRECORD_STATE"),
    "3D000": ("there is no such database on its server", "make it with createdb, or check ONRECORD_STATE"),
    "42501": ("the state database does not let its user do that", "make that user the database's owner"),
    "40": _BUSY,
    "55P03": _BUSY,
    "57014": _BUSY,
    "53": ("the server of the state database is short of memory or the like", "its own log says of what"),
    "58": ("the disk of the state database does not answer", "check its server's disk"),
    "XX": ("the state database is damaged", "its server's log says where; a backup can be put back"),
}


class StoreUnavailable(UserError):
    """The state database did not do what it was asked; nothing of it was changed."""


class StoreUnreachable(StoreUnavailable):
    """Its server is away: nothing is wrong with the settings, and trying again later may do.

    Where it went away at the end of a transaction, nobody knows whether that was heard.
    """


def of_state(code: str | None) -> StoreUnavailable | None:
    """What an SQLSTATE says that somebody can act on; None for another."""
    phrase = _STATES.get(code or "") or _STATES.get((code or "")[:2])
    if phrase is None:
        return None
    return (StoreUnreachable if phrase is AWAY else StoreUnavailable)(*phrase)


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
