"""`/verify`, and “Verify quotation” on any message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.discord.verify.cog import VerifyCog as VerifyCog
    from bot.discord.verify.cog import setup_verify as setup_verify
    from bot.discord.verify.verdict_pages import ClaimResult as ClaimResult
    from bot.discord.verify.verdict_pages import pages_of_verdicts as pages_of_verdicts
else:
    __getattr__ = lazy_exports(__name__)
