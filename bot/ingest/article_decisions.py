"""A curator's decisions on a whole article: whom a name means, what is published, what is put away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any

from bot.ingest.article_review import ArticleReview, CastMember, ReviewEntry, review_article
from bot.ingest.draft_fields import TypedFields, parse_speakers, read_edits
from bot.ingest.review_session import ReviewSession
from briefs.errors import UserError


@dataclass(frozen=True, slots=True)
class ArticlePublished:
    """Ids of what was published, how many of them are under no topic, and what was refused, with why."""

    statements: tuple[str, ...]
    without_topic: int
    refused: tuple[tuple[str, UserError], ...]


class ArticleDecisions:
    """On the article `article`, in a curator's session. What is set is kept: another face shows it too."""

    def __init__(self, session: ReviewSession, article: str) -> None:
        self._session, self.article = session, article
        self._last: tuple[str, ...] = ()  # keys of what the last decision was on, in its order

    async def review(self) -> ArticleReview | None:
        """All that waits of it, by the library as it is now; None where nothing does."""
        items = await self._session.items(self.article)
        return review_article(items, self._session.engine) if items else None

    async def bind(self, review: ArticleReview, member: CastMember, line: str) -> None:
        """Says once whom a name means: all their statements are then that person's.

        `line` is what a curator types for speakers: ids or names, and “+Name” for somebody new. Raises
        UserError where nobody is found by it, or where the article names nobody: each is then decided alone.
        """
        if not member.name:
            raise UserError("nobody is named there", "say of each statement who said it")
        await self.set_fields(review, member.keys, {"line": line})

    async def set_fields(self, review: ArticleReview, keys: Collection[str], typed: TypedFields) -> None:
        """What was typed, of each of these candidates; `line` in it are the speakers, as bind() has them."""
        edits = {}
        for each in (each for each in review.entries if each.key in keys):
            fields = dict(typed)
            line = fields.pop("line", None)
            if line is not None:
                fields |= parse_speakers(line, each.item.draft)
            read = read_edits(fields, self._session.engine, each.item.text)
            edits[each.key] = {**(each.item.row.edits or {}), **_plain(read)}
        await self._session.keep(edits, {})

    async def tick(self, keys: Collection[str], on: bool) -> None:
        """What of the article is to be published."""
        await self._session.keep({}, dict.fromkeys(keys, on))

    async def publish(
        self, review: ArticleReview, on_progress: Callable[[int, int], None] = lambda done, of: None
    ) -> ArticlePublished:
        """Publishes what is ticked, each wholly or not at all; what repeats it is put away with it."""
        chosen = review.ticked
        done = await self._session.publish([(e.item, e.item.draft) for e in chosen], on_progress)
        self._last = tuple(done.statements)
        bare = 0
        for each in (each for each in chosen if each.key in done.statements):
            bare += not each.item.draft.topics
            for copy in each.copies:
                await self._session.reject(copy, f"the same words as {done.statements[each.key]}")
                self._last = (*self._last, copy.key)
        return ArticlePublished(tuple(done.statements.values()), bare, done.refused)

    async def reject(self, entries: Collection[ReviewEntry], reason: str | None = None) -> int:
        """Puts these away with what repeats them; how many were there still."""
        self._last = ()
        for item in (item for each in entries for item in (each.item, *each.copies)):
            try:
                await self._session.reject(item, reason)
            except UserError:  # somebody else was quicker, and has decided on it
                continue
            self._last = (*self._last, item.key)
        return len(self._last)

    async def undo(self) -> int:
        """Takes the last decision here back, all of it; how many wait again. Raises UserError for none."""
        if not self._last:
            raise UserError("there is nothing of this article to take back", "onrecord review --undo ID")
        count = len(self._last)
        while self._last:  # the newest first: what one brought into the library another may rest on
            await self._session.undo(self._last[-1])
            self._last = self._last[:-1]
        return count


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON keeps them."""
    return {name: _plain_value(value) for name, value in fields.items()}


def _plain_value(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return [_plain_value(each) for each in value] if isinstance(value, tuple) else value
