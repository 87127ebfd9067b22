"""Every request to Discord waits its turn here, and every failure gets one meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.discord.http.messenger import Messenger as Messenger
    from bot.discord.http.rate_limiter import REQUESTS_A_SECOND as REQUESTS_A_SECOND
    from bot.discord.http.rate_limiter import RateLimiter as RateLimiter
    from bot.discord.http.request_gate import RequestGate as RequestGate
    from bot.discord.http.request_gate import ServerLeft as ServerLeft
    from bot.discord.http.shared_pace import SharedPace as SharedPace
    from bot.discord.http.webhooks import WebhookAddress as WebhookAddress
else:
    __getattr__ = lazy_exports(__name__)
