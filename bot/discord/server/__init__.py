"""Settings, privacy, about and maintenance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.discord.server.setup import setup_server as setup_server
    from bot.discord.server.setup import setup_settings as setup_settings
else:
    __getattr__ = lazy_exports(__name__)
