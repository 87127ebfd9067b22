"""What one attempt to post a message can end in, other than a message that is surely posted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ATTEMPT_SECONDS = 40.0  # the longest that one attempt may take, waiting for a turn on its route included


@dataclass(frozen=True, slots=True)
class Rejected:
    """Discord will not take it, now or later: no right, no such place, or a message at fault."""

    reason: Literal["forbidden", "gone", "invalid"]
    detail: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """It was not posted; another try may do. `retry_after` in seconds where Discord said so."""

    detail: str
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Indeterminate:
    """It may have been posted: the answer was lost, or was an error of Discord's own."""

    detail: str


Failure = Rejected | NotSent | Indeterminate
