"""Why something was, or was not, posted: the last decisions about each subscription."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from bot.store.schema import decisions, subscriptions

KEPT = 10  # how many are shown


@dataclass(frozen=True, slots=True)
class Decision:
    """`outcome` and `facts` are codes; bot/delivery/explanations.py puts them into a reader's words."""

    day: date
    outcome: str
    facts: Mapping[str, Any]
    decided_at: datetime


def decide(
    connection: Connection, key: str, day: date, outcome: str, facts: Mapping[str, Any], now: datetime
) -> None:
    """Add a decision within the caller's transaction."""
    own = decisions.c.subscription_key == key
    lock_subscription(connection, key)
    # numbered by the same statement that inserts: two decisions at one time would share a timestamp
    following = select(func.coalesce(func.max(decisions.c.number), 0) + 1).where(own)
    row = {
        "subscription_key": key, "number": following.scalar_subquery(), "day": day, "outcome": outcome,
        "facts": dict(facts), "decided_at": now,
    }  # fmt: skip
    connection.execute(decisions.insert().values(row))


def lock_subscription(connection: Connection, key: str) -> None:
    """Let one transaction at a time decide on a subscription; SQLite leaves the words out.

    What is read afterwards is as the one before left it. A condition in the same statement as the lock would
    be of the moment before the wait.
    """
    connection.execute(select(subscriptions.c.key).where(subscriptions.c.key == key).with_for_update())


def newest_decisions(key: str) -> Select[Any]:
    """The last KEPT decisions on a subscription, newest first; rows have the fields of Decision."""
    own = decisions.c.subscription_key == key
    columns = (decisions.c[name] for name in Decision.__slots__)
    return select(*columns).where(own).order_by(decisions.c.number.desc()).limit(KEPT)
