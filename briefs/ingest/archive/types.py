"""What is known of a page that was taken in, and of each statement on it, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

SourceState = Literal["stands", "moved", "reworded", "gone", "unseen"]
SourceOutcome = Literal["stands", "changed", "gone", "unclear", "failed"]
ALARMING: tuple[SourceState, ...] = ("reworded", "gone")
CHANGED: tuple[SourceOutcome, ...] = ("changed", "gone")


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one passage; `was` and `now` are its words before and in the page.

    `now` is empty for what is gone. A "moved" passage stands in other surroundings; one that "stands" has a
    `now` only where a typing error was mended, or made. What is "unseen" may stand behind a wall.
    """

    id: str
    state: SourceState
    was: str = ""
    now: str = ""

    @property
    def is_alarm(self) -> bool:
        """Whether the page no longer carries what is on record."""
        return self.state in ALARMING


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A page that was taken in: how it is doing, and when it is looked at again.

    `url` is the address that was asked for, `article` the newest article made of it, `copy` the name of its
    copy in the archive. `times` counts looks in a row with this outcome. "changed": some statement's words
    are no longer there; "gone": the page is not; "unclear": what is there cannot be compared.
    """

    url: str
    article: str
    title: str
    sha256: str
    etag: str | None
    last_modified: str | None
    walled: bool
    copy: str | None
    taken_at: datetime
    looked_at: datetime
    next_at: datetime
    outcome: SourceOutcome = "stands"
    reason: str | None = None
    times: int = 0

    @property
    def is_unseen(self) -> bool:
        """Whether nobody has looked at it yet: its article was curated by hand."""
        return not self.sha256 and self.outcome == "stands" and not self.times


@dataclass(frozen=True, slots=True)
class StatementSource:
    """What became of a statement's words on their page, seen first at `since`."""

    statement: str
    url: str
    finding: Finding
    since: datetime
