"""What stands in the state database, as no service reads it."""

from __future__ import annotations

from sqlalchemy import select

from bot.store import Delivery, Store
from bot.store.schema import deliveries


async def deliveries_of(state: Store, key: str) -> tuple[Delivery, ...]:
    """Everything that is still kept of a subscription's deliveries, oldest first."""
    order = (deliveries.c.claimed_at, deliveries.c.slot, deliveries.c.part)
    query = select(deliveries).where(deliveries.c.subscription_key == key).order_by(*order)
    return tuple(Delivery(**row) for row in await state.database.fetch_all(query))
