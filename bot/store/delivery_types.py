"""The messages of briefings as values: what is about to be claimed, and what became of it.

A row is `claimed` until it is known what became of the message: `confirmed` (with its id),
`skipped`, `failed` (never posted), or `unsettled` (perhaps posted, and the channel cannot be read).
A holder keeps others away until `held_until`; afterwards anyone may take the row over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from briefs.briefing import zone_named

# How long before its local day begins a message may be sent and still be that day's: the clock was ahead.
EARLY = timedelta(hours=12)

DeliveryStatus = Literal["claimed", "confirmed", "skipped", "failed", "unsettled"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message of a briefing. `slot` is the local day (ISO), or "now-..." for one on request.

    "early-..." is one that a clock that was ahead sent for a day which had not come.

    `part` counts from 0 to `parts` - 1; `dated` is the day that stands on it, `body` the message as JSON
    until it is settled, `give_up_at` after which it is not tried again.
    """

    id: str
    subscription_key: str
    slot: str
    part: int
    parts: int
    status: DeliveryStatus
    dated: date
    body: str | None
    seen_to: int
    pair: str | None
    give_up_at: datetime
    holder: str | None
    held_until: datetime | None
    attempts: int
    message_id: int | None
    reason: str | None
    claimed_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeliveryBatch:
    """The messages of one briefing as they are about to be claimed.

    `bodies` are JSON documents, one a message; `seen_to` is the newest statement known to the
    library that it was made from.
    """

    slot: str
    dated: date
    bodies: tuple[str, ...]
    seen_to: int
    pair: str | None
    give_up_at: datetime


@dataclass(frozen=True, slots=True)
class Lease:
    """Who is at a delivery, and until when."""

    holder: str
    until: datetime


def day_begins(day: date, zone: str) -> datetime:
    """From when on a message can be that local day's (UTC). Raises UserError for an unknown zone."""
    return datetime.combine(day, time(), zone_named(zone)).astimezone(UTC) - EARLY


def delivery_id(subscription_key: str, slot: str, part: int, early: int = 0) -> str:
    """The same for the same message, whoever asks: at most 25 characters, as Discord's nonce.

    `early` is how many briefings of that day were sent too early to be it, by a clock that was ahead.
    Raises ValueError for a longer one.
    """
    # Discord refuses a second message with the same nonce for some minutes: the last safeguard
    short = slot.replace("-", "") if slot[:1].isdigit() else slot
    again = f"e{early}" if early else ""
    nonce = f"{subscription_key}-{short}{again}-{part}"
    if len(nonce) > 25:
        raise ValueError(f"{nonce!r} is longer than a nonce may be")
    return nonce
