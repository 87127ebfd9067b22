"""Standing questions of whoever uses the terminal: nothing is sent, what is new is fetched."""

from __future__ import annotations

from dataclasses import dataclass

from bot.follow.digest import Digest, digest_of
from bot.follow.matcher import FollowMatcher
from bot.store import FollowedQuestion, Store, Subscription, SubscriptionSettings
from briefs.briefing import LibrarySnapshot

TERMINAL = SubscriptionSettings(None, "terminal", purpose="follow", cadence="at-once")
_MOST = 1_000_000  # statements: nobody is flooded who asks


@dataclass(frozen=True, slots=True)
class TerminalFollowing:
    """One look: the library as it is now, matched with all standing questions of the state database."""

    store: Store
    snapshot: LibrarySnapshot
    numbers: dict[str, int]

    @classmethod
    async def look(cls, store: Store, snapshot: LibrarySnapshot) -> TerminalFollowing:
        """Number and match what is new, as the bot does. Raises StoreUnavailable."""
        await store.subscriptions.register_statements(list(snapshot.statements))
        numbers = await store.subscriptions.numbers()
        await FollowMatcher(store).match(snapshot, numbers)
        return cls(store, snapshot, numbers)

    async def questions(self) -> tuple[FollowedQuestion, ...]:
        """The terminal's own, the oldest first."""
        return await self.store.follows.of_terminal()

    async def digest(self, most: int = _MOST) -> Digest | None:
        """What was found since it was last fetched; None where nothing is followed."""
        asked = await self.questions()
        if not asked:
            return None
        place = await self._place(asked)
        pending = (await self.store.follows.queue.state(place)).pending
        return digest_of(pending, [one for one in asked if one.paused_at is None], self.snapshot, most=most)

    async def fetched(self, digest: Digest) -> None:
        """What was found up to here counts as told."""
        place = await self._place(await self.questions())
        if digest.seen_to:
            await self.store.follows.queue.pass_over(place, digest.seen_to, "delivered", {"parts": 1})

    async def _place(self, asked: tuple[FollowedQuestion, ...]) -> Subscription:
        """All of the terminal's share one."""
        [place] = (await self.store.follows.places(asked)).values()
        return place
