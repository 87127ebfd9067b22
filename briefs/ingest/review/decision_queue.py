"""The queue of candidates as decisions need it, and how it comes to say what the library does."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Mapping
from typing import Any, Literal, Protocol

from briefs.errors import UserError
from briefs.ingest.review.change_notes import Acceptance, AcceptanceUndone
from briefs.ingest.review.journal import Journal

LIBRARY = "library"  # who did it, where the files say so and nobody's decision does


class QueueEntry(Protocol):
    """Where a candidate stands in the queue: waiting, accepted or rejected."""

    @property
    def status(self) -> str: ...


class DecisionQueue(Protocol):
    """The durable queue of candidates and the audit; each call is one transaction, repeatable.

    Repeatable because a process may die after a call and before the journal knows of it: the next one then
    makes the same call again.
    """

    async def decide(
        self,
        key: str,
        status: Literal["accepted", "rejected"],
        curator: str,
        *,
        statement_id: str | None = None,
        changes: Mapping[str, Any] | None = None,
    ) -> bool:
        """False where it is decided already; `changes` are plain JSON."""
        ...

    async def reopen(self, key: str, curator: str) -> bool:
        """The candidate waits again; False where it waited already."""
        ...

    async def record(
        self, curator: str, action: str, subject: str, facts: Mapping[str, Any] | None = None
    ) -> None:
        """An entry of the audit: who did what to which statement."""
        ...

    async def statuses(self, keys: Collection[str]) -> Mapping[str, str]:
        """Where candidates stand, by key; those that the queue does not have are left out."""
        ...

    async def candidate(self, key: str) -> QueueEntry | None:
        """None where the queue has no such candidate."""
        ...


async def tell_acceptance(queue: DecisionQueue, note: Acceptance, by: str) -> None:
    """The queue knows that the candidate is published; once it does, this changes nothing."""
    await queue.decide(note.key, "accepted", by, statement_id=note.statement, changes=note.changes)


async def reconcile(journal: Journal, queue: DecisionQueue) -> None:
    """The queue says of each candidate what the library does, also where a backup of it was put back.

    Of what the journal no longer knows, and of candidates that the queue does not have, nothing is said.
    Call it under the journal's lock, with nothing due.
    """
    standing = await asyncio.to_thread(journal.standing)
    statuses = await queue.statuses(standing.keys()) if standing else {}
    for key, status in statuses.items():
        note = standing[key]
        accepted = status == "accepted"
        if not accepted and isinstance(note, AcceptanceUndone):
            continue  # mostly so, and then nothing is read
        stands = await asyncio.to_thread(_stands, journal, note, accepted)
        if stands is None or stands == accepted:
            continue
        if not stands:
            # taken back, or gone with a backup of the library that was put back: nobody's act in the queue
            await queue.reopen(key, note.by if isinstance(note, AcceptanceUndone) else LIBRARY)
        elif isinstance(note, Acceptance):
            if status == "rejected":
                await queue.reopen(key, LIBRARY)
            await tell_acceptance(queue, note, note.by)


def _stands(journal: Journal, note: Acceptance | AcceptanceUndone, everywhere: bool) -> bool | None:
    """Whether its dossier has the statement (or any, as it may have been moved); None: it cannot be read."""
    try:
        if _holds(journal.content(f"seeds/dossiers/{note.article}.yaml"), note.statement):
            return True
        return everywhere and any(
            _holds(journal.content(path), note.statement) for path in journal.dossiers()
        )
    except UserError:
        return None


def _holds(dossier: bytes | None, statement: str) -> bool:
    """Looked for in the bytes: this is asked of many at each start."""
    return (
        dossier is not None
        and re.search(rb"\bid: *[\"']?%b\b(?!-)" % re.escape(statement.encode()), dossier) is not None
    )
