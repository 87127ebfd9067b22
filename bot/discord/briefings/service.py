"""The daily briefings of the bot as a whole: the composer, the dispatcher that posts, and their loop."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Callable
from datetime import date
from functools import partial

import discord

from bot.delivery import (
    ComposedBriefing,
    Composer,
    DeliveryDispatcher,
    DeliveryPorts,
    DeliverySettings,
    Destination,
    FaultInjector,
    Sent,
    explain_pause,
)
from bot.discord.briefings.composer import BriefingComposer
from bot.discord.briefings.destination import DiscordDestination
from bot.discord.briefings.message import to_sent_answer
from bot.discord.briefings.operator_notices import OperatorNotices
from bot.discord.briefings.webhook_destination import WebhookDestination
from bot.discord.core import Core
from bot.discord.http import RequestGate, WebhookAddress
from bot.discord.ui import safe_within
from bot.store import Delivery, Purpose, Served, Shown, StoreUnavailable, Subscription, SubscriptionSettings
from briefs.i18n import N_

log = logging.getLogger(__name__)
_CLOSE_SECONDS = 2.0  # for what is in flight when the bot stops; the rest is settled at the next start
_RETRY_SECONDS = 15.0  # until another try, where the state database does not answer at the start
_PAUSED = N_("{reason}\nPlace: {place}. To go on: {command}")


class BriefingService:
    """`open` starts the loop, `close` ends it; both are the client's to call."""

    def __init__(
        self,
        client: discord.Client,
        core: Core,
        gate: RequestGate,
        delivery_settings: DeliverySettings,
        inject_fault: FaultInjector,
        served: Callable[[], Served | None],
    ) -> None:
        self._client = client
        self._clock = core.clock
        self._preferences = core.preferences
        self._messenger = core.messenger
        self.composer = BriefingComposer(client, core)
        self._composers: dict[Purpose, Composer] = {"briefing": self.composer}
        ports = DeliveryPorts(
            gate,
            self,
            partial(_destination, client),
            self.tell_owner,
            self._to_sent_answer,
            OperatorNotices(client, core).tell,
            served,
        )
        # Names this run of the process, so that the database knows whose an unfinished delivery is.
        holder = f"{socket.gethostname()}-{os.getpid()}-{core.store.new_token()}"
        self.dispatcher = DeliveryDispatcher(
            core.store, ports, core.clock, holder, delivery_settings, inject_fault
        )
        self._stop = asyncio.Event()
        self._loop: asyncio.Task[None] | None = None

    def compose_with(self, purpose: Purpose, composer: Composer) -> None:
        """What goes to subscriptions of another purpose is put together by `composer`."""
        self._composers[purpose] = composer

    async def compose(self, subscription: Subscription, slot: str, dated: date) -> ComposedBriefing:
        """The Composer of the delivery: by the subscription's purpose."""
        return await self._composers[subscription.settings.purpose].compose(subscription, slot, dated)

    def open(self) -> None:
        """Start the loop; it sends nothing before the gateway is ready."""
        self._loop = asyncio.create_task(self._run(), name="briefings")

    async def close(self) -> None:
        """Finish what is in flight; what takes longer is looked for after the restart."""
        self._stop.set()
        if self._loop is None:
            return
        await asyncio.wait({self._loop}, timeout=_CLOSE_SECONDS)
        self._loop.cancel()
        await asyncio.gather(self._loop, return_exceptions=True)

    async def _run(self) -> None:
        try:
            await self._register_existing_statements()
            await self._client.wait_until_ready()
            await self.dispatcher.run(self._stop)
        except Exception:
            log.exception("briefings have stopped")

    async def _register_existing_statements(self) -> None:
        """What is in the library before anybody subscribes is not new to them."""
        while not self._stop.is_set():
            try:
                await self.composer.number_statements()
                return
            except StoreUnavailable as error:
                log.warning("briefings wait: %s", error.message)
                await asyncio.sleep(_RETRY_SECONDS)

    async def tell_owner(self, subscription: Subscription, reason: str) -> None:
        """Tell once, in a direct message, that a subscription was paused, why, and what to do."""
        settings = subscription.settings
        log.info("a subscription was paused", extra={"subscription": subscription.key, "reason": reason})
        if settings.owner_id is None or (settings.kind == "dm" and reason == "forbidden"):
            return  # whose direct messages are closed is told where they ask
        translator = self._preferences.display(settings.owner_id, settings.guild_id, None).translator
        follows = settings.purpose == "follow"
        text = translator.gettext(
            _PAUSED,
            reason=explain_pause(reason, translator, settings.purpose),
            place=self._place(settings),
            command="`/follow list`" if follows else f"`/briefings resume {subscription.key}`",
        )
        await self._messenger.send_dm(settings.owner_id, content=text)

    def _to_sent_answer(self, subscription: Subscription, delivery: Delivery, sent: Sent) -> Shown | None:
        return to_sent_answer(subscription, delivery, sent, self._clock.now())

    def _place(self, settings: SubscriptionSettings) -> str:
        guild = self._client.get_guild(settings.guild_id or 0)
        named = f"<#{settings.channel_id}>"
        return f"{named} · {safe_within(guild.name, 100)}" if guild else named


def _destination(client: discord.Client, subscription: Subscription) -> Destination:
    address = WebhookAddress.of(subscription.settings)
    if address is not None:
        return WebhookDestination(client, subscription, address)
    return DiscordDestination(client, subscription)
