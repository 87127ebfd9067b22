"""The daily briefings of the bot as a whole: the desk that composes, the courier that posts, their loop."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from functools import partial
from typing import TYPE_CHECKING

from bot.delivery.dispatcher import Courier
from bot.delivery.explanations import rests
from bot.delivery.message_sender import Checkpoint, no_checkpoint
from bot.delivery.ports import Post, Rules, Sent
from bot.discord.briefings.composer import BriefingDesk
from bot.discord.briefings.destination import DiscordTarget
from bot.discord.briefings.message import shown_in
from bot.discord.http.request_gate import Outlet
from bot.discord.ui.markdown import safe_within
from bot.store import StateUnavailable
from briefs.i18n import mark

if TYPE_CHECKING:
    from bot.discord.client import OnRecord
    from bot.store.delivery_types import Delivery
    from bot.store.sent_answers import Shown
    from bot.store.subscriptions import Subscription, Wish

log = logging.getLogger(__name__)
_FINISHING = 2.0  # seconds for what is in flight when the bot stops; the rest is settled at the next start
_AGAIN = 15.0  # seconds until another try, where the state database does not answer at the start
_RESTS = mark("{reason}\nPlace: {place}. To go on: {command}")


class Briefings:
    """`open` starts the loop, `close` ends it; both are the client's to call."""

    def __init__(
        self,
        bot: OnRecord,
        outlet: Outlet,
        rules: Rules | None = None,
        checkpoint: Checkpoint = no_checkpoint,
    ) -> None:
        self._bot = bot
        self.desk = BriefingDesk(bot)
        post = Post(outlet, self.desk, partial(DiscordTarget, bot), self.tell_owner, self._shown)
        holder = f"{socket.gethostname()}-{os.getpid()}-{bot.state.database.token()}"
        self.courier = Courier(bot.state, post, bot.clock, holder, rules, checkpoint)
        self._stop = asyncio.Event()
        self._loop: asyncio.Task[None] | None = None

    def open(self) -> None:
        self._loop = asyncio.create_task(self._run(), name="briefings")

    async def close(self) -> None:
        """What is in flight is finished; what takes longer is found again after the restart."""
        self._stop.set()
        if self._loop is None:
            return
        await asyncio.wait({self._loop}, timeout=_FINISHING)
        self._loop.cancel()
        await asyncio.gather(self._loop, return_exceptions=True)

    async def _run(self) -> None:
        try:
            await self._known()
            await self._bot.wait_until_ready()
            await self.courier.run(self._stop)
        except Exception:
            log.exception("briefings have stopped")

    async def _known(self) -> None:
        """What is in the library before anybody subscribes is not new to them."""
        while not self._stop.is_set():
            try:
                await self.desk.issue()
                return
            except StateUnavailable as trouble:
                log.warning("briefings wait: %s", trouble.message)
                await asyncio.sleep(_AGAIN)

    async def tell_owner(self, subscription: Subscription, reason: str) -> None:
        """Told once, in a direct message, that a subscription rests and what to do."""
        wish = subscription.wish
        log.info("a subscription rests", extra={"subscription": subscription.key, "reason": reason})
        if wish.owner_id is None:
            return
        words = self._bot.preferences.reader(wish.owner_id, wish.guild_id, None).words
        text = words.say(
            _RESTS,
            reason=rests(reason, words),
            place=self._place(wish),
            command=f"`/briefing resume {subscription.key}`",
        )
        await self._bot.sender.tell(wish.owner_id, content=text)

    def _shown(self, subscription: Subscription, delivery: Delivery, sent: Sent) -> Shown | None:
        return shown_in(subscription, delivery, sent, self._bot.clock.now())

    def _place(self, wish: Wish) -> str:
        guild = self._bot.get_guild(wish.guild_id or 0)
        named = f"<#{wish.channel_id}>"
        return f"{named} · {safe_within(guild.name, 100)}" if guild else named
