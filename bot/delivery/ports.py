"""What the delivery of briefings needs from outside: messages, targets, and who composes them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from bot.delivery.outcomes import Failure
from bot.server_time import ClockNotice
from bot.store import Delivery, Served, Shown, Subscription
from briefs.briefing import CATCH_UP

T = TypeVar("T")


class HistoryUnavailable:
    """The destination's messages cannot be read, so nobody knows whether one was posted."""


UNREADABLE = HistoryUnavailable()


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """One message. `id` is its nonce and stands in its button; `first` is the message of part 0."""

    id: str
    part: int
    body: str
    first: int | None


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that stands, and where: a thread and a forum's post are channels of their own.

    `as_composed` is False for one that was found and says something else than was asked for.
    """

    message_id: int
    channel_id: int
    as_composed: bool = True


class Destination(Protocol):
    """Where a subscription's messages go. `channel` paces it; None where it is not known yet."""

    channel: int | None

    async def send(self, message: OutgoingMessage) -> Sent:
        """Post it once; what it raises is for the gate to read."""
        ...

    def newest(self) -> int | None:
        """The id of the newest message there, whoever wrote it, 0 where there is none; None if not known.

        What is at hand without a request.
        """
        ...

    async def find(self, message: OutgoingMessage, since: datetime) -> Sent | HistoryUnavailable | None:
        """The message that carries this id, if one was posted since: by Discord's time, as all are."""
        ...


@dataclass(frozen=True, slots=True)
class ComposedBriefing:
    """A briefing as messages (JSON). No bodies: the subscriber wants nothing on such a day.

    `unheard`: all that it tells has come into the library since this process began, so that nothing of it can
    have been posted before.
    """

    bodies: tuple[str, ...]
    seen_to: int
    pair: str | None = None
    unheard: bool = False


# Waiting and acting are two calls, as a lease may run out while one waits: it is renewed in between.
class SendGate(Protocol):
    """Lets each request wait its turn, and returns its outcome. `channel` paces one channel's messages."""

    async def acquire(self, channel: int | None = None) -> None:
        """Wait for one's turn."""
        ...

    async def attempt(self, channel: int | None, action: Callable[[], Awaitable[T]]) -> T | Failure:
        """Do it once, in turn: what `action` returns, or why it came to nothing."""
        ...

    async def attempt_now(self, action: Callable[[], Awaitable[T]]) -> T | Failure:
        """`attempt` for those who waited their turn already."""
        ...

    def backoff_seconds(self, attempts: int, at_least: float | None = None) -> float:
        """Seconds before another try."""
        ...


class Composer(Protocol):
    """Makes the briefing that a subscription gets now."""

    async def compose(self, subscription: Subscription, slot: str, dated: date) -> ComposedBriefing:
        """`slot` is the occurrence that it is for, `dated` the day that stands on it."""
        ...


@dataclass(frozen=True, slots=True)
class DeliverySettings:
    """`lease` is how long a process may be silent before another takes its work over.

    It is longer than one attempt may last, or two processes would be at one message. A
    briefing is tried until `window` is over or the next one is due, whichever comes first. Where some of
    its messages are posted, the others are tried for `partial_retry_window` more. At most `workers`
    briefings are under way at a time; `batch_size` is how many are read from the database at once.
    """

    catch_up: timedelta = CATCH_UP  # how late a missed time may begin
    window: timedelta = timedelta(hours=36)
    partial_retry_window: timedelta = timedelta(days=7)
    lease: timedelta = timedelta(seconds=60)
    workers: int = 32
    batch_size: int = 500
    poll_interval: float = 2.0  # seconds between two rounds


async def nobody_told(notice: ClockNotice) -> int | None:
    """Where nobody is there to tell."""
    return None


def nothing_shown(subscription: Subscription, delivery: Delivery, sent: Sent) -> None:
    """For messages in which no statement stands."""


def all_served() -> Served | None:
    """Where one process serves all servers."""
    return None


@dataclass(frozen=True, slots=True)
class DeliveryPorts:
    """The ways out: where messages go, what is in them, and who hears of a subscription that stopped.

    `tell_operator` tells whoever runs the bot about its clock; the id of the message, which shows Discord's
    time, or None. `shown` says which statements stand in a message that was sent, so that corrections reach
    them. `served` says to which servers this process can post now; None: to all.
    """

    gate: SendGate
    composer: Composer
    target: Callable[[Subscription], Destination]
    tell_owner: Callable[[Subscription, str], Awaitable[None]]
    shown: Callable[[Subscription, Delivery, Sent], Shown | None] = nothing_shown
    tell_operator: Callable[[ClockNotice], Awaitable[int | None]] = nobody_told
    served: Callable[[], Served | None] = all_served
