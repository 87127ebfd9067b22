"""What a curator does: see what waits, accept, reject, undo, revise, look who did what."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bot.ingest.decision_finder import DecisionFinder
from bot.ingest.review_items import CurrentNames, ReviewItem, known_speakers, known_topics
from bot.ingest.service import IngestService, similar_statements, to_pending
from bot.store import AuditEvent, Proposals, QueuedCandidate, ReviewQueue
from briefs.errors import UserError
from briefs.ingest import review
from briefs.model import Brief, Statement, Status
from briefs.query import QueryEngine
from briefs.text import Similarity

if TYPE_CHECKING:
    from briefs.ingest.review import Draft, PublishResult, ReviewService


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What was taken back, a statement or a candidate, and the key of the candidate that waits again."""

    what: str
    key: str


@dataclass(frozen=True, slots=True)
class Published:
    """Ids of statements by the keys of their candidates, and what was refused: its key and why."""

    statements: Mapping[str, str]
    refused: tuple[tuple[str, UserError], ...] = ()


@dataclass(frozen=True, slots=True)
class TurnsAccepted:
    """Statements that were published, and who is not known yet: a name (“” for none) and how many turns."""

    statements: tuple[str, ...]
    waiting: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Everything that is known about how a statement came to stand here.

    `candidate` is None for a statement that was written by hand; `events` are of both, the oldest first.
    """

    statement: Statement
    candidate: QueuedCandidate | None
    events: tuple[AuditEvent, ...]


class ReviewSession:
    """One curator's decisions. `engine` gives the engine of the library as it is now.

    `by` is the curator's name in the queue and the audit, `signed` what stands for it in the library's
    files. Every decision raises UserError where it is not possible, and then changes nothing.
    """

    def __init__(
        self,
        review: ReviewService,
        queue: ReviewQueue,
        proposals: Proposals,
        refresh: Callable[[Sequence[str]], None],
        engine: Callable[[], QueryEngine],
        by: str,
        signed: str | None = None,
    ) -> None:
        self._review, self._queue, self._proposals, self._refresh_index = review, queue, proposals, refresh
        self.by, self.signed, self._engine = by, signed or by, engine
        self._decisions = DecisionFinder(queue, proposals, (self.by, self.signed))

    @classmethod
    def open(
        cls, ingest: IngestService, engine: Callable[[], QueryEngine], by: str, signed: str | None = None
    ) -> ReviewSession:
        """A session with the services of `ingest`."""
        store = ingest.store
        return cls(
            ingest.review_service, store.review_queue, store.proposals, ingest.refresh, engine, by, signed
        )

    @property
    def engine(self) -> QueryEngine:
        """Asked for anew at each use: the session's own decisions replace it."""
        return self._engine()

    async def waiting_articles(self) -> tuple[tuple[str, int], ...]:
        """Articles of which candidates wait, the newest first, each with how many do."""
        return await self._queue.waiting_articles()

    async def items(self, *articles: str) -> tuple[ReviewItem, ...]:
        """What waits of these articles, each in its order."""
        return await self._items(await self._queue.waiting(articles))

    async def item(self, key: str) -> ReviewItem:
        """One candidate, whether it waits still or not. Raises UserError where there is none such."""
        row = await self._queue.candidate(key)
        if row is None:
            raise UserError(
                f"no candidate has the key “{key}”", "`onrecord review --list` shows those that wait"
            )
        return (await self._items([row]))[0]

    async def _items(self, rows: Sequence[QueuedCandidate]) -> tuple[ReviewItem, ...]:
        pending, names = [to_pending(row) for row in rows], CurrentNames(self.engine)
        drafts = [
            names.draft(row, each.draft) if row.status == "waiting" else each.draft
            for row, each in zip(rows, pending, strict=True)
        ]
        current = [replace(each, draft=draft) for each, draft in zip(pending, drafts, strict=True)]
        likes = await similar_statements(current, self.engine)
        return tuple(
            ReviewItem(
                row,
                each,
                draft,
                _others(likes[each.key], row),
                known_speakers(draft, self.engine),
                known_topics(draft, self.engine),
            )
            for row, each, draft in zip(rows, pending, drafts, strict=True)
        )

    async def keep(self, edits: Mapping[str, Mapping[str, Any]], ticked: Mapping[str, bool]) -> None:
        """Keep what is set of candidates that wait, by key: the fields of a draft, and what is ticked."""
        await self._queue.keep(edits, ticked)

    async def accept(self, item: ReviewItem, draft: Draft) -> PublishResult:
        """Publish the candidate as `draft` has it; it is in the library and its index when this returns.

        Raises UserError, and ValidationFailed where the library would not be sound with it.
        """
        done = await self._review.accept(item.pending, self.by, draft, self.signed)
        await self._refresh(done)
        return done

    async def publish(
        self,
        chosen: Sequence[tuple[ReviewItem, Draft]],
        on_progress: Callable[[int, int], None] = lambda done, of: None,
    ) -> Published:
        """Publish several candidates in one change of the library; the index follows once, for all of them.

        What cannot be published is in the result with its reason, and waits still.
        """
        on_progress(0, len(chosen))
        try:
            together = [(item.pending, draft) for item, draft in chosen]
            done = await self._review.accept_together(together, self.by, self.signed)
        except review.ValidationFailed:  # one of them cannot stand in the library: each is tried alone
            return await self._publish_each(chosen, on_progress)
        if done.files:
            await asyncio.to_thread(self._refresh_index, done.files)
        return Published(done.statements, done.refused)

    async def _publish_each(
        self, chosen: Sequence[tuple[ReviewItem, Draft]], on_progress: Callable[[int, int], None]
    ) -> Published:
        done: list[tuple[str, PublishResult]] = []
        refused: list[tuple[str, UserError]] = []
        for number, (item, draft) in enumerate(chosen):
            on_progress(number, len(chosen))
            try:
                done.append((item.key, await self._review.accept(item.pending, self.by, draft, self.signed)))
            except UserError as error:
                refused.append((item.key, error))
        if done:
            files = sorted({file for _, each in done for file in each.files})
            await asyncio.to_thread(self._refresh_index, files)
        return Published({key: each.statement for key, each in done}, tuple(refused))

    async def accept_turns(
        self,
        article: str,
        bound: Mapping[str, str],
        on_progress: Callable[[int, int], None] = lambda done, of: None,
        day: Mapping[str, Any] = MappingProxyType({}),
    ) -> TurnsAccepted:
        """Publish every turn of a transcript whose speaker is known, word for word, in one decision.

        `bound`: ids of people by a name as the document gives it, for those whom the lookup does not know.
        `day`: fields of a draft that say when turns were said of which neither document nor curator did.
        What has no known speaker waits on. Broken off, it goes on where it stopped when asked again. Raises
        UserError where no turn waits or one has no day, and the first one's where a turn is refused.
        """
        turns = [each for each in await self.items(article) if each.draft.taken_from]
        if not turns:
            raise UserError(f"no turn of “{article}” waits", "`onrecord review --list` shows what waits")
        chosen, open_names = [], Counter[str]()
        for item in turns:
            draft = item.draft
            if item.named in bound:
                draft = replace(draft, speakers=(bound[item.named],), new_person=None)
            if draft.said_basis == "inferred" and "said" not in (item.row.edits or {}):
                draft = replace(draft, **day)
            if not draft.speakers or any(id not in self.engine.people for id in draft.speakers):
                open_names[item.named] += 1
            else:
                chosen.append((item, draft))
        if undated := sum(not draft.said for _, draft in chosen):
            raise UserError(
                f"of {undated} of {len(chosen)} turns it is not known when they were said",
                "give the day of the record: --date 2013-04-23",
            )
        done = await self.publish(chosen, on_progress)
        if done.statements:
            await self.keep_decision(article, list(done.statements))
        for _, error in done.refused:
            raise error
        return TurnsAccepted(tuple(done.statements.values()), tuple(open_names.items()))

    async def reject(self, item: ReviewItem, reason: str | None = None) -> None:
        """It waits no longer, and nothing is written. Raises UserError where somebody has decided already."""
        if not await self._review.reject(item.pending, self.by, reason):
            raise UserError("this candidate has been decided already", "a decision can be taken back: undo")

    async def undo(self, what: str | None = None) -> UndoResult:
        """Take back a decision: of a statement or a candidate, or one's last. The candidate waits again."""
        row = await (self._decisions.on(what) if what else self._decisions.newest())
        if row is None:
            raise UserError(
                f"there is no decision on “{what}” to undo" if what else "there is nothing of yours to undo",
                "a published statement can be withdrawn: onrecord review --withdraw ID --note ...",
            )
        if row.statement_id is None:  # it was rejected: no file was written, so none is restored
            await self._queue.reopen(row.key, self.by)
            return UndoResult(row.key, row.key)
        done = await self._review.undo(self.by, row.statement_id, self.signed)
        await self._refresh(done)
        return UndoResult(done.statement, row.key)

    async def decided_together(self, article: str) -> bool:
        """Whether undo_together() has something to take back in the article."""
        return bool(await self._decisions.together(article))

    async def keep_decision(self, article: str, keys: Collection[str]) -> None:
        """Keep that these were decided on at once, so that undo_together() takes them back at once."""
        await self._proposals.keep_decision(article, keys)

    async def undo_together(self, article: str) -> int:
        """Take back all that this curator decided on at once last in an article; how many wait again.

        What was published goes in one change of the library. Raises UserError where there is nothing.
        """
        rows = await self._decisions.together(article)
        if not rows:
            raise UserError("there is nothing of this article to take back", "onrecord review --undo ID")
        published = [row.statement_id for row in rows if row.statement_id is not None]
        if published:
            files = await self._review.undo_together(published, self.by, self.signed)
            await asyncio.to_thread(self._refresh_index, files)
        for row in rows:
            if row.statement_id is None:
                await self._queue.reopen(row.key, self.by)
        return len(rows)

    async def revise(self, id: str, status: Status, note: str, fields: Mapping[str, Any]) -> PublishResult:
        """Withdraw, correct, dispute or restore a statement; what it was stays in its history."""
        found = await self._statement(id)
        if set(fields) == {"summary"} and not found.summary:
            status = found.status  # one is written at last: nothing that was said before is wrong
        # the dossier is YAML and the history JSON: neither knows tuples
        plain = {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}
        done = await self._review.revise(
            found.article.id, id, self.by, status, note, plain, signed=self.signed
        )
        await self._refresh(done)
        return done

    async def briefs(self, id: str) -> tuple[Brief, ...]:
        """The briefs that cite a statement, as the library has them now."""
        found = await self.engine.briefs()
        return tuple(each for each in found if any(id in one.cites for one in each.sentences))

    async def provenance(self, id: str) -> Provenance:
        """How a statement came to be. Raises UserError where there is none of that id."""
        found = await self._statement(id)
        candidate = await self._proposals.of_statement(id)
        events = await self._queue.events(id)
        if candidate is not None:
            events += await self._queue.events(candidate.key)
        return Provenance(found, candidate, tuple(sorted(events, key=lambda event: event.number)))

    async def _statement(self, id: str) -> Statement:
        found = (await self.engine.find_statements([id])).get(id)
        if found is None:
            raise UserError(f"there is no statement “{id}”", "`onrecord statements` lists all of them")
        return found

    async def _refresh(self, done: PublishResult) -> None:
        """The index follows at once, so that the next question need not wait for it."""
        await asyncio.to_thread(self._refresh_index, done.files)


def _others(likes: Sequence[Similarity], row: QueuedCandidate) -> tuple[Similarity, ...]:
    """Without the statement that the candidate itself has become: it is no other account of the words."""
    return tuple(like for like in likes if row.statement_id not in (like.first, like.second))
