"""Why something was, or was not, posted: the last decisions about each subscription."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.schema import decisions

KEPT = 10  # how many are shown


@dataclass(frozen=True, slots=True)
class Decision:
    """`outcome` and `facts` are codes; bot/reasons.py puts them into a reader's words."""

    day: date
    outcome: str
    facts: Mapping[str, Any]
    decided_at: datetime


async def decide(
    connection: AsyncConnection, key: str, day: date, outcome: str, facts: Mapping[str, Any], now: datetime
) -> None:
    """Add a decision within the caller's transaction."""
    own = decisions.c.subscription_key == key
    following = select(func.coalesce(func.max(decisions.c.number), 0) + 1).where(own)
    row = {
        "subscription_key": key, "number": following.scalar_subquery(), "day": day, "outcome": outcome,
        "facts": dict(facts), "decided_at": now,
    }  # fmt: skip
    await connection.execute(decisions.insert().values(row))


async def kept_decisions(connection: AsyncConnection, key: str) -> tuple[Decision, ...]:
    own = decisions.c.subscription_key == key
    query = select(decisions).where(own).order_by(decisions.c.number.desc()).limit(KEPT)
    names = Decision.__slots__
    rows = (await connection.execute(query)).mappings()
    return tuple(Decision(**{name: row[name] for name in names}) for row in rows)
