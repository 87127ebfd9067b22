"""What curators do in Discord: candidates, reports, feeds, revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.discord.review.setup import setup_review as setup_review
else:
    __getattr__ = lazy_exports(__name__)
