"""The watch over quotations: channels that a server opened to it, and what it says there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.discord.watch.service import WatchService as WatchService
    from bot.discord.watch.setup import setup_watch as setup_watch
else:
    __getattr__ = lazy_exports(__name__)
