"""Which of a curator's decisions is meant when one is to be taken back."""

from __future__ import annotations

from bot.store import Proposals, QueuedCandidate, ReviewQueue
from briefs.errors import UserError

_REVISED = ("withdrawn", "corrected", "disputed", "published", "draft")  # what the audit says of a revision


class DecisionFinder:
    """`names` are those under which the curator stands in the queue and the audit."""

    def __init__(self, queue: ReviewQueue, proposals: Proposals, names: tuple[str, ...]) -> None:
        self._queue, self._proposals, self._names = queue, proposals, names

    async def on(self, what: str) -> QueuedCandidate | None:
        """The candidate of that key, or that became that statement, where it is decided."""
        row = await self._queue.candidate(what)
        row = row or await self._proposals.of_statement(what)
        return row if row is not None and row.status != "waiting" else None

    async def newest(self) -> QueuedCandidate | None:
        """The candidate of this curator's newest decision that still stands.

        Raises UserError where it was on a published statement: that has a history, and is not taken back.
        """
        for event in await self._queue.events(limit=200):
            if event.done_by not in self._names:
                continue
            if event.deed in _REVISED:
                raise UserError(
                    f"your last decision made {event.subject} {event.deed}, which its history keeps",
                    "restore or correct it, or name what is to be taken back",
                )
            if event.deed in ("accepted", "rejected"):
                row = await self._queue.candidate(event.subject)
                # passed over where it was undone, or somebody else decided after that
                if row is not None and row.status == event.deed and row.decided_by == event.done_by:
                    return row
        return None

    async def together(self, article: str) -> tuple[QueuedCandidate, ...]:
        """What this curator decided on at once last in an article."""
        return await self._proposals.last_decision(article, self._names)
