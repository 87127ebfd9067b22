"""Which statements are proposed as shifts, and what a curator decides on them. For every face."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefs import shifts
from briefs.errors import NotOnRecord
from briefs.i18n import N_
from briefs.index import Filter
from briefs.ingest import review as ingest_review
from briefs.model import ChangedStatements, ShiftStatus
from briefs.query import QueryEngine

if TYPE_CHECKING:
    from briefs.ingest.review import ReviewService
    from briefs.shifts import ProposedShift

LONGEST_WORDS = 300  # characters of how a curator puts it


@dataclass(frozen=True, slots=True)
class ShiftReview:
    """Proposals and decisions of one library.

    `by` and `signed` are as :class:`bot.ingest.ReviewSession` has them; `refresh` brings the index up to
    files that were written, and `engine` gives that of the library as it is now.
    """

    review: ReviewService
    refresh: Callable[[Sequence[str]], None]
    engine: Callable[[], QueryEngine]
    by: str
    signed: str | None = None

    async def proposals(
        self, person: str | None = None, topic: str | None = None
    ) -> tuple[ProposedShift, ...]:
        """What nobody has decided on yet, the plainest first."""
        engine = self.engine()
        said = await engine.select(Filter(person=person, topic=topic, facts=False))
        decided = {each.id for each in await engine.index.shifts(person)}
        topics = engine.registry.topics
        # off the event loop: pairs grow with the square of what somebody said
        return await asyncio.to_thread(shifts.propose_shifts, said, topics, decided, person, topic)

    async def decided(self, person: str | None = None) -> tuple[ChangedStatements, ...]:
        """Every decision, also on what was put away or revised since, by person."""
        engine = self.engine()
        held = await engine.index.shifts(person)
        both = await engine.find_statements([id for each in held for id in (each.earlier, each.later)])
        return tuple(
            shifts.changed_statements(each, both[each.earlier], both[each.later])
            for each in held
            if each.earlier in both and each.later in both
        )

    async def decide(self, id: str, status: ShiftStatus, words: str | None) -> ingest_review.ShiftPair:
        """Confirms or puts away what is proposed, or was decided before.

        Raises NotOnRecord where there is no such pair, and UserError where the library cannot be written.
        """
        pair, again = await self._pair(id)
        put = " ".join((words or "").split())[:LONGEST_WORDS] or None
        files = await self.review.decide_shift(pair, status, put, self.by, signed=self.signed, again=again)
        await asyncio.to_thread(self.refresh, files)
        return pair

    async def _pair(self, id: str) -> tuple[ingest_review.ShiftPair, bool]:
        for shift in await self.engine().index.shifts():
            if shift.id == id:
                pair = ingest_review.ShiftPair(
                    shift.id, shift.person, shift.topic, shift.earlier, shift.later, shift.differs
                )
                return pair, bool(shift.awaits)
        for each in await self.proposals():
            if each.id == id:
                kind = each.difference.differs
                return ingest_review.ShiftPair(
                    id, each.person, each.topic, each.earlier.id, each.later.id, kind
                ), False
        raise NotOnRecord(
            f"there is no pair “{id[:40]}”",
            "`onrecord shifts` lists those that are proposed",
            N_("There is no such pair any more."),
            N_("{command} lists those that are proposed."),
            command="`/curate shifts`",
        )
