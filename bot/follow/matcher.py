"""Matches what is new in the library with all standing questions, and queues what fits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from bot.store import FollowedQuestion, FoundHit, Store
from briefs.briefing import LibrarySnapshot
from briefs.follow import StandingQuestion, Subject, SubjectIndex, fits, subjects_of

MatchPoint = Callable[[str], None]


class FollowMatcher:
    """Each statement is matched once, whichever process is first and whatever ends it.

    `inject_fault` is called with a name at each point at which a crash would matter.
    """

    def __init__(self, store: Store, inject_fault: MatchPoint = lambda name: None) -> None:
        self._follows = store.follows
        self._inject_fault = inject_fault

    async def pass_unasked(self) -> bool:
        """Where nobody asks, what is numbered needs no matching; False where somebody does.

        Raises StoreUnavailable.
        """
        return await self._follows.queue.pass_unasked()

    async def match(self, snapshot: LibrarySnapshot, numbers: Mapping[str, int]) -> int:
        """Queue what is new in `snapshot`, whose statements have `numbers`; how many hits are new.

        Raises StoreUnavailable.
        """
        before, newest = await self._follows.queue.matched_to(), max(numbers.values(), default=0)
        if newest <= before:
            return 0
        fresh = {id for id in snapshot.statements if numbers.get(id, 0) > before}
        subjects = await asyncio.to_thread(subjects_of, snapshot, dict(numbers), fresh)
        index, found = await asyncio.to_thread(SubjectIndex, subjects), list[FoundHit]()
        after = ""
        while page := await self._follows.active(after):
            after = page[-1].key
            # Beside the event loop: there may be a hundred thousand questions.
            found += await asyncio.to_thread(_hits, index, page)
        self._inject_fault("matched")
        return await self._follows.queue.record(found, before, newest)

    async def match_corrections(self, snapshot: LibrarySnapshot, numbers: Mapping[str, int]) -> int:
        """Queue what was corrected of what somebody saw who asks to be told; how many hits are new.

        What is no longer on record fits every such question, as nothing is known of it any more.
        """
        waiting = await self._follows.queue.corrections()
        if not waiting:
            return 0
        ids = {hit.statement_id for _, hit in waiting}
        known = {one.statement.id: one for one in subjects_of(snapshot, dict(numbers), ids)}
        found = [hit for one, hit in waiting if _concerns(one, known.get(hit.statement_id))]
        return await self._follows.queue.add(found)


def _hits(index: SubjectIndex, page: tuple[FollowedQuestion, ...]) -> list[FoundHit]:
    found = []
    for one in page:
        asked = StandingQuestion.from_document(one.asked)
        if asked.corrections:
            continue
        found += [
            FoundHit(one.key, one.subscription_key, subject.statement.id)
            for subject in index.matching(asked)
            if subject.number > one.since
        ]
    return found


def _concerns(one: FollowedQuestion, subject: Subject | None) -> bool:
    return subject is None or fits(StandingQuestion.from_document(one.asked), subject)
