"""Who may change the library from Discord, and the session in which they do."""

from __future__ import annotations

import discord

from bot.discord.core import Core, LocalizedUserError
from bot.ingest import IngestService, ReviewSession, ShiftReview, require_writable
from briefs.i18n import N_

CURATORS_ONLY = N_("Only the curators of this library can do that.")
NOT_HERE = N_(
    "The library cannot be changed from here just now: the process that has its files does not run."
)


class Curators:
    """Checks rights and opens sessions of the review, for all cogs of the curators."""

    def __init__(self, core: Core, ingest: IngestService) -> None:
        self._may_curate = core.may_curate
        self._library = core.library
        self._privacy = core.store.privacy
        self._ingest = ingest

    def reader_session(self) -> ReviewSession:
        """A session of nobody's: for reading, as it has no name to decide under."""
        return ReviewSession.open(self._ingest, lambda: self._library.engine, "")

    async def require_writable(self, user: discord.User | discord.Member) -> None:
        """Raises LocalizedUserError for who is no curator, UserError where the library cannot be written.

        LocalizedUserError too where this process has the library's index alone.
        """
        await self.require_curator(user)
        if not self._library.curates:
            raise LocalizedUserError(NOT_HERE)
        require_writable(self._ingest.root)

    async def require_curator(self, user: discord.User | discord.Member) -> None:
        """Raises LocalizedUserError for who is no curator."""
        if not await self._may_curate(user):
            raise LocalizedUserError(CURATORS_ONLY)

    async def shifts(self, user: discord.User | discord.Member) -> ShiftReview:
        """What is proposed to this curator as a shift, and their decisions; signed as in a session."""
        session, ingest = await self.session(user), self._ingest
        return ShiftReview(
            ingest.review_service, ingest.refresh, lambda: self._library.engine, session.by, session.signed
        )

    async def session(self, user: discord.User | discord.Member) -> ReviewSession:
        """A session in which this curator decides.

        The library's files name a pseudonym: they are copied, and no deletion of data reaches a copy.
        """
        signed = await self._privacy.pseudonym(user.id)
        return ReviewSession.open(self._ingest, lambda: self._library.engine, str(user.id), signed)
