"""Who may change the library from Discord, and the session in which they do."""

from __future__ import annotations

import discord

from bot.discord.core import Core, LocalizedUserError
from bot.ingest import IngestService, ReviewSession, require_writable
from briefs.i18n import N_

CURATORS_ONLY = N_("Only the curators of this library can do that.")


class Curators:
    def __init__(self, core: Core, ingest: IngestService) -> None:
        self._core = core
        self._ingest = ingest

    def reader_session(self) -> ReviewSession:
        """A session of nobody's, which decides nothing."""
        return ReviewSession(self._ingest, lambda: self._core.library.engine, "")

    async def require_writable(self, user: discord.User | discord.Member) -> None:
        """Raises LocalizedUserError for who is no curator, and UserError where nothing can be written."""
        await self.require_curator(user)
        require_writable(self._ingest.root)

    async def require_curator(self, user: discord.User | discord.Member) -> None:
        """Raises LocalizedUserError for who is no curator."""
        if not await self._core.may_curate(user):
            raise LocalizedUserError(CURATORS_ONLY)

    async def session(self, user: discord.User | discord.Member) -> ReviewSession:
        """Who decides; the library's files, which outlive every wish to be forgotten, name a pseudonym."""
        signed = await self._core.store.privacy.pseudonym(user.id)
        return ReviewSession(self._ingest, lambda: self._core.library.engine, str(user.id), signed)
