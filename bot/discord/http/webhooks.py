"""A webhook that somebody named: its address read, and what is done through it by its own secret."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import discord

from bot.store import SubscriptionSettings

_ADDRESS = re.compile(
    r"https://(?:(?:ptb|canary)\.)?discord(?:app)?\.com/api/(?:v\d+/)?webhooks/(\d{15,20})/([\w-]{60,100})/?"
)


@dataclass(frozen=True, slots=True)
class WebhookAddress:
    """Whoever has `token` can post through it, under any name: it is shown to nobody."""

    id: int
    token: str = field(repr=False)

    @classmethod
    def read(cls, typed: str) -> WebhookAddress | None:
        """From what Discord's “Copy Webhook URL” gives; None for any other address."""
        found = _ADDRESS.fullmatch(typed.strip().strip("<>"))
        return cls(int(found[1]), found[2]) if found else None

    @classmethod
    def of(cls, settings: SubscriptionSettings) -> WebhookAddress | None:
        """That of a subscription which goes through one."""
        id, token = settings.webhook_id, settings.webhook_token
        return cls(id, token) if id is not None and token is not None else None

    def open(self, client: discord.Client) -> discord.Webhook:
        """To act through it; asks Discord nothing."""
        return discord.Webhook.partial(self.id, self.token, client=client)
