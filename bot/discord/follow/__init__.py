"""`/follow`: standing questions, and the messages that tell what they found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.discord.follow.service import FollowService as FollowService
    from bot.discord.follow.setup import setup_follow as setup_follow
else:
    __getattr__ = lazy_exports(__name__)
