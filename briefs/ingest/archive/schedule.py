"""When a page is looked at again. The clock is passed in."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import blake2b

from briefs.ingest.archive.types import SourceOutcome

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_LONGEST: dict[SourceOutcome, timedelta] = {
    "stands": 90 * _DAY,
    "changed": 30 * _DAY,
    "gone": 30 * _DAY,
    "unclear": 30 * _DAY,
    "failed": 7 * _DAY,
}


def next_look(
    url: str, outcome: SourceOutcome, times: int, now: datetime, retry_after: int | None = None
) -> datetime:
    """When to look again: at growing intervals, as long as the outcome is the same `times` in a row.

    A day at first, and hours where the page could not be had. A server's Retry-After, in seconds, is kept to.
    """
    first = _HOUR if outcome == "failed" else _DAY
    wait: timedelta = min(first * 2 ** min(times, 12), _LONGEST[outcome])
    wait = max(wait, timedelta(seconds=retry_after or 0))
    # always the same for one page: so that pages taken in together are not looked at together
    jitter = blake2b(url.encode(), digest_size=1).digest()[0] / 255
    return now + wait * (1 + jitter / 10)
