"""Standing questions and what was found for them, as values; and when that is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Literal

from bot.store.subscriptions import FETCHED, Cadence, SubscriptionSettings
from briefs.briefing import Schedule, local_day, next_occurrence, zone_named

HitKind = Literal["new", "corrected"]
CADENCES: tuple[Cadence, ...] = ("at-once", "hourly", "daily", "weekly")
MOST_A_DAY = 10  # messages of one place, where nothing else was chosen
HITS_KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class FollowedQuestion:
    """`asked` is a StandingQuestion's document; `owner_id` is None for whoever uses the terminal.

    `since` is the number of the newest statement that was there before it: older ones are not new to it.
    """

    key: str
    subscription_key: str
    owner_id: int | None
    asked: Mapping[str, Any]
    note: str
    since: int
    paused_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that a standing question found; `digest` is that of a corrected one, as it stands now."""

    number: int
    question_key: str
    statement_id: str
    kind: HitKind
    digest: str
    found_at: datetime
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class FoundHit:
    """A hit before it has a number: the question, its subscription, and the statement."""

    question_key: str
    subscription_key: str
    statement_id: str
    kind: HitKind = "new"
    digest: str = ""


@dataclass(frozen=True, slots=True)
class DigestState:
    """What waits to be told at one place, oldest first.

    `under_way`: a message of it is being sent. `sent_today` counts messages of this local day, `failed` those
    tries at what waits that came to nothing.
    """

    pending: tuple[Hit, ...]
    under_way: bool
    sent_today: int
    failed: int

    @property
    def due_at(self) -> datetime | None:
        """When the first of it is due; None where nothing is."""
        return min((hit.due_at for hit in self.pending if hit.due_at), default=None)


def digest_due(settings: SubscriptionSettings, now: datetime) -> datetime | None:
    """When what is found `now` is to be told by a subscription's cadence; None: when it is fetched.

    Raises UserError for an unknown time zone.
    """
    if settings.kind in FETCHED:
        return None
    match settings.cadence:
        case "hourly":
            return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        case "daily" | "weekly":
            schedule = Schedule("", settings.local_time, settings.timezone, settings.days, now)
            return next_occurrence(schedule, None).at
    return now


def day_started(settings: SubscriptionSettings, now: datetime) -> datetime:
    """When the local day of a subscription began. Raises UserError for an unknown time zone."""
    zone = zone_named(settings.timezone)
    return datetime.combine(local_day(now, settings.timezone), time(), zone)


def tomorrow(settings: SubscriptionSettings, now: datetime) -> datetime:
    """When, on the next local day, what was held back by the daily limit is told."""
    day = local_day(now, settings.timezone) + timedelta(days=1)
    return datetime.combine(day, settings.local_time, zone_named(settings.timezone))
