"""A message that was confirmed is never sent again, be it gone from its channel since."""

from __future__ import annotations

from datetime import time, timedelta

from bot.store.subscriptions import SubscriptionSettings
from tests.bot.delivery.fakes import DeliverySetup, refused


async def test_the_rest_follows_a_first_message_that_somebody_deleted(setup: DeliverySetup) -> None:
    setup.composer.parts, setup.world.dedupes = 2, False
    await setup.state.subscriptions.add(SubscriptionSettings(5, guild_id=1, owner_id=2, local_time=time(9)))
    setup.clock.turn(hours=1)
    sent: list[str] = []

    def fails_after_the_first(name: str) -> None:
        sent.append(name)
        if name == "after-confirm" and sent.count(name) == 1:
            setup.world.faults.append(("before", refused()))

    dispatcher = setup.dispatcher(checkpoint=fails_after_the_first)
    await dispatcher.run_once()
    [first] = setup.world.messages
    setup.world.messages.clear()
    setup.clock.turn(minutes=20)
    await dispatcher.run_once()
    assert [message.nonce for message in setup.world.messages] != [first.nonce]
    assert len(setup.world.messages) == 1 and first.nonce not in {m.nonce for m in setup.world.messages}
    assert setup.clock.now() - first.at >= timedelta(minutes=20)
