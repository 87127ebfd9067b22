"""A curator's decisions on a whole article: whom a name means, what is published, what is put away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass

from bot.ingest.article_review import ArticleReview, CastMember, ReviewEntry, review_article
from bot.ingest.draft_fields import TypedFields, kept_edits, parse_speakers
from bot.ingest.review_items import ReviewItem
from bot.ingest.review_session import ReviewSession
from briefs.errors import UserError


@dataclass(frozen=True, slots=True)
class ArticlePublished:
    """Ids of what was published, how many of them are under no topic, and what was refused, with why.

    `put_away` counts what repeats them, and went with them.
    """

    statements: tuple[str, ...]
    without_topic: int
    refused: tuple[tuple[str, UserError], ...]
    put_away: int = 0


class ArticleDecisions:
    """On the article `article`, in a curator's session. What is set is kept: another face shows it too."""

    def __init__(self, session: ReviewSession, article: str) -> None:
        self._session, self.article = session, article

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
            edits[each.key] = kept_edits(each.item, fields, self._session.engine)
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
        published = [each for each in chosen if each.key in done.statements]
        keys = [each.key for each in published]
        for each in published:
            reason = f"the same words as {done.statements[each.key]}"
            keys += await self._put_away(each.copies, reason)
        await self._remember(keys)
        bare = sum(not each.item.draft.topics for each in published)
        put_away = len(keys) - len(published)
        return ArticlePublished(tuple(done.statements.values()), bare, done.refused, put_away)

    async def reject(self, entries: Collection[ReviewEntry], reason: str | None = None) -> int:
        """Puts these away with what repeats them; how many were there still."""
        keys = await self._put_away([i for each in entries for i in (each.item, *each.copies)], reason)
        await self._remember(keys)
        return len(keys)

    async def undo(self) -> int:
        """Takes this curator's last decision on the article back, all of it; how many wait again.

        Raises UserError for none, and leaves it as it is where it cannot be taken back.
        """
        return await self._session.undo_together(self.article)

    async def _put_away(self, items: Iterable[ReviewItem], reason: str | None) -> list[str]:
        keys = []
        for item in items:
            with suppress(UserError):  # somebody else was quicker, and has decided on it
                await self._session.reject(item, reason)
                keys.append(item.key)
        return keys

    async def _remember(self, keys: Collection[str]) -> None:
        if keys:
            await self._session.keep_decision(self.article, keys)
