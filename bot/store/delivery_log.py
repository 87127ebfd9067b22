"""Why something was, or was not, posted: the last decisions about each subscription."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision about the subscription `key` that is about to be kept; the rest as in Decision."""

    key: str
    day: date
    outcome: str
    facts: Mapping[str, Any]


def decide(
    connection: Connection, key: str, day: date, outcome: str, facts: Mapping[str, Any], now: datetime
) -> None:
    """Add a decision within the caller's transaction."""
    lock_subscriptions(connection, [key])
    decide_all(connection, [NewDecision(key, day, outcome, facts)], now)


def decide_all(connection: Connection, made: Sequence[NewDecision], now: datetime) -> None:
    """Add decisions about subscriptions that the caller's transaction has locked, each after the last."""
    own = decisions.c.subscription_key.in_(padded([one.key for one in made]))
    newest = select(decisions.c.subscription_key, func.max(decisions.c.number)).where(own)
    numbers = Counter({key: last for key, last in connection.execute(
        newest.group_by(decisions.c.subscription_key)
    )})  # fmt: skip
    rows = []
    for one in made:
        numbers[one.key] += 1  # and not by the time, which two decisions may share
        rows.append({
            "subscription_key": one.key, "number": numbers[one.key], "day": one.day,
            "outcome": one.outcome, "facts": dict(one.facts), "decided_at": now,
        })  # fmt: skip
    if rows:
        connection.execute(decisions.insert(), rows)


def lock_subscriptions(connection: Connection, keys: Collection[str]) -> None:
    """Let one transaction at a time decide on subscriptions; SQLite leaves the words out.

    What is read afterwards is as the one before left it. A condition in the same statement as the lock would
    be of the moment before the wait. All take them in one order, so that no two wait for each other.
    """
    locked = select(subscriptions.c.key).where(subscriptions.c.key.in_(padded(keys)))
    connection.execute(locked.order_by(subscriptions.c.key).with_for_update())


def padded(values: Collection[str]) -> list[str]:
    """For IN: as many as a power of two, so that a server has few statements to parse and to remember."""
    some = list(values)
    return some + some[:1] * ((1 << max(len(some) - 1, 0).bit_length()) - len(some))


def newest_decisions(key: str) -> Select[Any]:
    """The last KEPT decisions on a subscription, newest first; rows have the fields of Decision."""
    own = decisions.c.subscription_key == key
    columns = (decisions.c[name] for name in Decision.__slots__)
    return select(*columns).where(own).order_by(decisions.c.number.desc()).limit(KEPT)
