"""What the keys of an article's screen do, beyond moving and ticking."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol

from bot.ingest import (
    ArticleDecisions,
    ArticleReview,
    CastMember,
    ReviewEntry,
    ReviewSession,
    speakers_line,
    split_list,
    topics_line,
)
from bot.terminal.review import prompts
from briefs.errors import UserError
from briefs.render import counted

PublishProgress = Callable[[], AbstractContextManager[Callable[[int, int], None]]]


class ArticleScreen(Protocol):
    """The screen on which a key was pressed."""

    @property
    def decisions(self) -> ArticleDecisions: ...
    @property
    def review(self) -> ArticleReview: ...
    @property
    def looked_at(self) -> CastMember | ReviewEntry: ...


class ArticleKeys:
    """One curator's decisions, counted; each says in a line what it did."""

    def __init__(self, screen: ArticleScreen, session: ReviewSession, progress: PublishProgress) -> None:
        self._screen, self._session, self._progress = screen, session, progress
        self.accepted = self.rejected = 0
        self._typed: dict[str, dict[str, Any]] = {}  # what was typed of a statement and could not be taken
        self._decided: list[tuple[ArticleDecisions, int]] = []  # and how many statements it published

    async def act(self, key: str) -> str | None:
        """What came of the key, for the status line. Raises UserError where it cannot be done."""
        if key == "p":
            return await self._publish()
        if key in "xR":
            return await self._reject(key == "R")
        if key in "+12345":
            return await self._settle(key)
        if key == "w":
            return await self._who()
        if key in "tT":
            return await self._topics(key == "T")
        if key == "d":
            return await self._day()
        return await self._edit()

    @property
    def decided(self) -> bool:
        """Whether anything was decided here that can be taken back."""
        return bool(self._decided)

    async def undo(self) -> tuple[ArticleDecisions | None, str]:
        """Takes back the newest decision; on which article of these it was, and how many wait again."""
        if not self._decided:
            undone = await self._session.undo()  # of an earlier review
            return None, f"Taken back: {undone.what}."
        decisions, published = self._decided[-1]
        count = await decisions.undo()
        self._decided.pop()
        self.accepted -= published
        self.rejected -= count - published
        return decisions, f"Taken back: {counted(count, 'statement')} again."

    async def _publish(self) -> str:
        review, decisions = self._screen.review, self._screen.decisions
        if not review.ticked:
            raise UserError("nothing is ticked", "space ticks a statement, or all of a speaker's")
        with self._progress() as on_progress:
            done = await decisions.publish(review, on_progress)
        count = len(done.statements)
        self._remember(decisions, count, done.put_away)
        said = f"Published {count}; u takes them back."
        if done.without_topic:
            said += (
                f" {done.without_topic} of them under no topic: no position shows them, and lint lists them."
            )
        for _, error in done.refused[:3]:
            said += f"\nNot published: {error.message}"
        return said

    async def _reject(self, rest: bool) -> str:
        review, row = self._screen.review, self._screen.looked_at
        keys = {row.key} if isinstance(row, ReviewEntry) else set(row.keys)
        chosen = [e for e in review.entries if (not e.ticked if rest else e.key in keys)]
        count = await self._screen.decisions.reject(chosen)
        self._remember(self._screen.decisions, 0, count)
        return f"Rejected {count}; u takes it back."

    def _remember(self, decisions: ArticleDecisions, published: int, put_away: int) -> None:
        self.accepted, self.rejected = self.accepted + published, self.rejected + put_away
        if published or put_away:
            self._decided.append((decisions, published))

    async def _settle(self, key: str) -> str | None:
        member = self._screen.looked_at
        if not isinstance(member, CastMember) or member.who:
            raise UserError("a name that is asked about takes this key", "w says of any row who it is")
        if key == "+":
            line = f"+{member.name}"
        elif int(key) <= len(member.suggested):
            line = member.suggested[int(key) - 1]
        else:
            raise UserError(f"{key} is nobody", "w takes a name")
        await self._screen.decisions.bind(self._screen.review, member, line)
        return None

    async def _who(self) -> str | None:
        row, people = self._screen.looked_at, sorted(self._session.engine.people)
        first = row if isinstance(row, ReviewEntry) else self._screen.review.entry(row.keys[0])
        assert first is not None
        now = speakers_line(first.item.draft)
        if not first.settled:  # who is only supposed stands on the screen: Enter alone must not make it so
            now = f"+{first.item.named}" if first.item.named else ""
        line = await prompts.ask(prompts.SPEAKERS, now, people)
        if isinstance(row, CastMember):
            await self._screen.decisions.bind(self._screen.review, row, line)
        else:
            await self._screen.decisions.set_fields(self._screen.review, [row.key], {"line": line})
        return None

    async def _topics(self, all_ticked: bool) -> str | None:
        """Of a statement, of all of a speaker's, or of all that is ticked and has none."""
        review, row = self._screen.review, self._screen.looked_at
        if all_ticked:
            keys = [each.key for each in review.ticked if not each.item.draft.topics]
        else:
            keys = [row.key] if isinstance(row, ReviewEntry) else list(row.keys)
        if not keys:
            raise UserError("all that is ticked has a topic")
        first = review.entry(keys[0])
        assert first is not None
        known = sorted(self._session.engine.topics)
        typed = await prompts.ask(prompts.TOPICS, topics_line(first.item.draft), known)
        await self._screen.decisions.set_fields(review, keys, {"topics": split_list(typed)})
        return f"{counted(len(keys), 'statement')} under {typed or 'the topics they had'}."

    async def _day(self) -> str:
        """When all that was said of which the article does not tell; of a transcript that is every turn."""
        review = self._screen.review
        if not review.undated:
            raise UserError("each statement has a day", "e changes that of one")
        typed = await prompts.prompt_day("", {})
        if not typed:
            return "Left as it was."
        await self._screen.decisions.set_fields(review, [each.key for each in review.undated], typed)
        return f"{counted(len(review.undated), 'statement')} said on {typed['said']}."

    async def _edit(self) -> str | None:
        row, engine = self._screen.looked_at, self._session.engine
        if not isinstance(row, ReviewEntry):
            return await self._who()
        people, topics = sorted(engine.people), sorted(engine.topics)
        typed = await prompts.prompt_fields(row.item.draft, people, topics, self._typed.get(row.key, {}))
        self._typed[row.key] = typed
        changed = {**typed, "line": typed["line"] if typed["line"] != speakers_line(row.item.draft) else None}
        for name in ("speakers", "new_person", "role"):
            changed.pop(name, None)
        await self._screen.decisions.set_fields(self._screen.review, [row.key], changed)
        del self._typed[row.key]
        return None
