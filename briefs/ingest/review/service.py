"""What a curator decides becomes the library's: accept, reject, undo, revise, each wholly or not at all.

A decision is checked on the library as it would be, written through the journal, and only then told to
the queue. Where the process dies on the way, `recover()` brings library and queue together again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Protocol

from briefs.errors import UserError
from briefs.ingest.review.change_plan import ChangePlanner, PendingCandidate, PlannedRevision
from briefs.ingest.review.drafts import Draft
from briefs.ingest.review.journal import Journal, JournalEntry
from briefs.ingest.review.validation import LibraryCheck, validate_change
from briefs.model import Status


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

    async def candidate(self, key: str) -> QueueEntry | None:
        """None where the queue has no such candidate."""
        ...


@dataclass(frozen=True, slots=True)
class PublishResult:
    """What came of a decision: the statement concerned, and the files that changed."""

    statement: str
    article: str
    files: tuple[str, ...]


class ReviewService:
    """The decisions on one library. `check` may be slow: it runs off the event loop, as does all writing.

    `by` is who decides, as the queue knows them, and `signed` what stands for it in the library's files.
    Every method but reject() raises UserError where the library cannot be written, ValidationFailed where it
    would not be sound afterwards, and Conflict where a file was changed meanwhile. Nothing is written then.
    """

    def __init__(
        self, root: Path, check: LibraryCheck, queue: DecisionQueue, now: Callable[[], datetime]
    ) -> None:
        self._root, self._check, self._queue = root, check, queue
        self._journal = Journal(root)
        self._plans = ChangePlanner(self._journal, now)
        self._lock = asyncio.Lock()

    async def recover(self) -> tuple[str, ...]:
        """Finishes what an earlier process left, and names the statements concerned.

        Call it before the library is read.
        """
        async with self._exclusive() as finished:
            return tuple(str(change.note["statement"]) for change in finished)

    async def accept(
        self, waiting: PendingCandidate, by: str, draft: Draft | None = None, signed: str | None = None
    ) -> PublishResult:
        """Publishes the candidate as `draft` has it, or as proposed. After UserError it still waits."""
        final = draft or waiting.draft
        async with self._exclusive():
            known = await self._queue.candidate(waiting.key)
            if known is None or known.status != "waiting":
                raise UserError(
                    "this candidate has been decided already", "a decision can be taken back: undo"
                )
            # planned under the lock: the number of the next statement depends on what the dossier holds now
            change = await asyncio.to_thread(self._plans.acceptance, waiting, final, signed or by)
            return await self._publish(change, by)

    async def reject(self, waiting: PendingCandidate, by: str, reason: str | None = None) -> bool:
        """False where somebody else has decided on it."""
        changes = {"reason": reason} if reason else None
        return await self._queue.decide(waiting.key, "rejected", by, changes=changes)

    async def undo(self, by: str, statement: str | None = None, signed: str | None = None) -> PublishResult:
        """Takes back this curator's last acceptance, or that of `statement`; the candidate waits again.

        Raises UserError where there is none that the journal still holds.
        """
        async with self._exclusive():
            change = await asyncio.to_thread(self._plans.inverse, signed or by, statement)
            return await self._publish(change, by)

    async def revise(
        self,
        article: str,
        statement: str,
        by: str,
        status: Status,
        note: str,
        fields: Mapping[str, Any] | None = None,
        *,
        signed: str | None = None,
    ) -> PublishResult:
        """Withdraws, corrects, disputes or restores a statement; what it was stays in its history."""
        async with self._exclusive():
            step = PlannedRevision(signed or by, status, note, fields or {})
            change = await asyncio.to_thread(self._plans.revision, article, statement, step)
            return await self._publish(change, by)

    @asynccontextmanager
    async def _exclusive(self) -> AsyncIterator[tuple[JournalEntry, ...]]:
        """The library to oneself, with all that was due before finished and told to the queue."""
        # two locks: this one keeps tasks of the process apart, the journal's keeps processes apart, and
        # waiting for that one in a thread must not let a second task of ours in
        async with self._lock:
            lock = self._journal.locked()
            await asyncio.to_thread(lock.__enter__)
            try:
                finished = await asyncio.to_thread(self._journal.recover)
                for change in finished:
                    await self._report(change)
                yield finished
            finally:
                lock.__exit__(None, None, None)

    async def _publish(self, entry: JournalEntry, by: str) -> PublishResult:
        await asyncio.to_thread(self._write, entry)
        await self._report(entry, by)
        note = entry.note
        return PublishResult(note["statement"], note["article"], tuple(each.path for each in entry.files))

    def _write(self, entry: JournalEntry) -> None:
        validate_change(self._check, self._root, self._journal, entry)
        self._journal.commit(entry)

    async def _report(self, entry: JournalEntry, by: str | None = None) -> None:
        """Tells the queue; of a change that an earlier process left it knows who signed it."""
        note, by = entry.note, by or str(entry.note["by"])
        # the note alone says what to tell: after a crash there is nothing else left of the decision
        if note["deed"] == "accept":
            await self._queue.decide(
                note["key"], "accepted", by, statement_id=note["statement"], changes=note["changes"]
            )
        elif note["deed"] == "undo":
            await self._queue.reopen(note["key"], by)
            self._journal.forget(note["undoes"])
        else:
            facts = {"note": note["said"], "was": note["was"], "change": entry.id}
            await self._queue.record(by, note["deed"], note["statement"], facts)
        await asyncio.to_thread(self._journal.acknowledge, entry)
