"""What a curator decides becomes the library's: accept, reject, undo, revise, each wholly or not at all.

A decision is checked on the library as it would be, written through the journal, and only then told to
the queue. Where the process dies on the way, `recover()` brings library and queue together again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from briefs.errors import UserError
from briefs.ingest.review.change_folder import JournalEntry
from briefs.ingest.review.change_notes import (
    Acceptance,
    AcceptanceUndone,
    AcceptedTogether,
    CuratorNote,
    Revised,
    ShiftDecided,
    UndoneTogether,
)
from briefs.ingest.review.change_plan import ChangePlanner, PendingCandidate, PlannedRevision
from briefs.ingest.review.decision_queue import DecisionQueue, reconcile, tell_acceptance
from briefs.ingest.review.drafts import Draft
from briefs.ingest.review.journal import Journal
from briefs.ingest.review.recovery import Recovery
from briefs.ingest.review.shift_plan import ShiftPair
from briefs.ingest.review.taking_back import UndoPlanner
from briefs.ingest.review.validation import LibraryCheck, validate_change
from briefs.model import ShiftStatus, Status

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PublishResult:
    """What came of a decision: the statement concerned, and the files that changed."""

    statement: str
    article: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AcceptedCandidates:
    """What came of several: statements by their candidates' keys, the files that changed, and refusals."""

    statements: Mapping[str, str]
    files: tuple[str, ...]
    refused: tuple[tuple[str, UserError], ...] = ()


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
        self._undo_plans = UndoPlanner(self._journal, now)
        self._lock = asyncio.Lock()

    async def recover(self) -> Recovery:
        """Finishes what an earlier process left, and says what could not be. Never fails.

        Call it before the library is read.
        """
        try:
            async with self._exclusive() as recovery:
                if recovery.stuck is None:
                    await reconcile(self._journal, self._queue)
                return recovery
        except UserError as error:
            return Recovery(stuck=error.message)

    async def accept(
        self, waiting: PendingCandidate, by: str, draft: Draft | None = None, signed: str | None = None
    ) -> PublishResult:
        """Publishes the candidate as `draft` has it, or as proposed. After UserError it still waits."""
        final = draft or waiting.draft
        async with self._writing():
            known = await self._queue.candidate(waiting.key)
            if known is None or known.status != "waiting":
                raise _decided()
            # planned under the lock: the number of the next statement depends on what the dossier holds now
            change = await asyncio.to_thread(self._plans.acceptance, waiting, final, signed or by)
            return await self._publish(change, by)

    async def accept_together(
        self, chosen: Sequence[tuple[PendingCandidate, Draft]], by: str, signed: str | None = None
    ) -> AcceptedCandidates:
        """Publishes several candidates in one change; what cannot be is in the result, and waits still.

        Raises ValidationFailed where the library would not be sound with all of them.
        """
        async with self._writing():
            statuses = await self._queue.statuses({each.key for each, _ in chosen})
            waiting = [each for each in chosen if statuses.get(each[0].key) == "waiting"]
            refused = [(each.key, _decided()) for each, _ in chosen if statuses.get(each.key) != "waiting"]
            plan = await asyncio.to_thread(self._plans.acceptances, waiting, signed or by)
            refused += plan.refused
            if plan.change is None:
                return AcceptedCandidates({}, (), tuple(refused))
            await _in_thread(self._write, plan.change)
            await self._report(plan.change, by)
            note, files = plan.change.note, tuple(each.path for each in plan.change.files)
            notes = note.accepted if isinstance(note, AcceptedTogether) else (note,)
            done = {each.key: each.statement for each in notes if isinstance(each, Acceptance)}
            return AcceptedCandidates(done, files, tuple(refused))

    async def reject(self, waiting: PendingCandidate, by: str, reason: str | None = None) -> bool:
        """False where somebody else has decided on it."""
        async with self._alone_if_writable():
            changes = {"reason": reason} if reason else None
            return await self._queue.decide(waiting.key, "rejected", by, changes=changes)

    async def undo(self, by: str, statement: str | None = None, signed: str | None = None) -> PublishResult:
        """Takes back this curator's last acceptance, or that of `statement`; the candidate waits again.

        Raises UserError where there is none that the journal still holds.
        """
        async with self._writing():
            if statement is None:
                statement = await asyncio.to_thread(self._undo_plans.newest, signed or by)
            change = await asyncio.to_thread(self._undo_plans.inverse, signed or by, [statement])
            return await self._publish(change, by)

    async def undo_together(
        self, statements: Sequence[str], by: str, signed: str | None = None
    ) -> tuple[str, ...]:
        """Takes several acceptances back in one change; the files that changed. Raises as undo() does."""
        async with self._writing():
            change = await asyncio.to_thread(self._undo_plans.inverse, signed or by, statements)
            await _in_thread(self._write, change)
            await self._report(change, by)
            return tuple(each.path for each in change.files)

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
        async with self._writing():
            step = PlannedRevision(signed or by, status, note, fields or {})
            change = await asyncio.to_thread(self._plans.revision, article, statement, step)
            return await self._publish(change, by)

    async def decide_shift(
        self,
        pair: ShiftPair,
        status: ShiftStatus,
        words: str | None,
        by: str,
        *,
        signed: str | None = None,
        again: bool = False,
    ) -> tuple[str, ...]:
        """Confirms two statements as changed, or puts the pair away; the files that changed.

        What was decided before stays in the entry's history. The same decision changes nothing, unless it is
        made `again` after a statement was revised.
        """
        async with self._writing():
            change = await asyncio.to_thread(self._plans.shift, pair, status, words, signed or by, again)
            if change.files:
                await _in_thread(self._write, change)
                await self._report(change, by)
            return tuple(each.path for each in change.files)

    @asynccontextmanager
    async def _exclusive(self) -> AsyncIterator[Recovery]:
        """The library to oneself, with all that was due before finished and told to the queue."""
        # two locks: this one keeps tasks of the process apart, the journal's keeps processes apart, and
        # waiting for that one in a thread must not let a second task of ours in
        async with self._lock:
            lock = self._journal.locked()
            await _in_thread(lock.__enter__)
            try:
                recovery = await _in_thread(self._journal.recover)
                for change in recovery.finished:
                    await self._report(change)
                yield recovery
            finally:
                lock.__exit__(None, None, None)

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[None]:
        """As _exclusive(), to write. Raises UserError while an earlier change is due still."""
        async with self._exclusive() as recovery:
            recovery.refuse_if_stuck()
            yield

    @asynccontextmanager
    async def _alone_if_writable(self) -> AsyncIterator[None]:
        """While another process publishes a candidate, nobody may reject it."""
        async with AsyncExitStack() as stack:
            with suppress(UserError):  # where nothing can be written, nobody publishes
                await stack.enter_async_context(self._exclusive())
            yield

    async def _publish(self, entry: JournalEntry, by: str) -> PublishResult:
        await _in_thread(self._write, entry)
        await self._report(entry, by)
        note = entry.note
        assert isinstance(note, CuratorNote)
        return PublishResult(note.statement, note.article, tuple(each.path for each in entry.files))

    def _write(self, entry: JournalEntry) -> None:
        validate_change(self._check, self._root, self._journal, entry)
        self._journal.commit(entry)

    def _forget_alone(self, ids: set[str]) -> None:
        """Acceptances that were taken back; of several that came together the others still can be."""
        together = {d.id for d in self._journal.done() if isinstance(d.note, AcceptedTogether)}
        for id in ids - together:
            self._journal.forget(id)

    async def _report(self, entry: JournalEntry, by: str | None = None) -> None:
        """Tells the queue; of a change that an earlier process left it knows who signed it."""
        # the note alone says what to tell: after a crash there is nothing else left of the decision
        match entry.note:
            case Acceptance() as note:
                await tell_acceptance(self._queue, note, by or note.by)
            case AcceptedTogether() as note:
                for each in note.accepted:
                    await tell_acceptance(self._queue, each, by or each.by)
            case AcceptanceUndone() | UndoneTogether() as note:
                undone = note.undone if isinstance(note, UndoneTogether) else (note,)
                for back in undone:
                    await self._queue.reopen(back.key, by or back.by)
                await _in_thread(self._forget_alone, {back.undoes for back in undone})
            case Revised() as note:
                facts = {"note": note.said, "was": note.was, "change": entry.id}
                await self._queue.record(by or note.by, note.status, note.statement, facts)
            case ShiftDecided() as note:
                of_shift = {"words": note.words, "change": entry.id}
                await self._queue.record(by or note.by, f"shift-{note.status}", note.shift, of_shift)
            case _:
                return  # the journal itself has seen to what no queue is told of
        await _in_thread(self._journal.acknowledge, entry)


def _decided() -> UserError:
    return UserError("this candidate has been decided already", "a decision can be taken back: undo")


async def _in_thread(work: Callable[..., T], *args: Any) -> T:
    """Off the event loop. Who is cancelled meanwhile waits for the end: the lock is given back after it."""
    task = asyncio.ensure_future(asyncio.to_thread(work, *args))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise
