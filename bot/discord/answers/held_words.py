"""What somebody wrote and somebody checked: in memory for some hours, never written down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.discord.answers.queries import NotRepeatable
from bot.traces import note_typed
from briefs.i18n import N_

HELD = timedelta(hours=6)  # so long the buttons under a verdict turn its pages and post it for all
_MOST = 1000  # checks; beyond that the oldest goes first
_GONE = N_(
    "The words that were checked are kept for {hours} hours at most, and not beyond a restart. Please check "
    "them again."
)


# Words, claimed speaker, and whom the message only mentions as one who said them.
HeldClaim = tuple[str, str | None, str | None]


@dataclass(slots=True)
class HeldClaims:
    """What each claim holds; `people` are who asked and who wrote the words, by id.

    `results` belong to a version of the library: here they go when the words go.
    """

    claims: tuple[HeldClaim, ...]
    people: frozenset[int]
    results: tuple[int, Sequence[Any]] | None = None


class HeldWords:
    """Words by a key that a query carries in their place. Needs a running event loop."""

    def __init__(self, new_key: Callable[[], str], held: timedelta = HELD) -> None:
        self._new_key = new_key
        self._held = held
        self._by_key: dict[str, HeldClaims] = {}

    def keep(self, claims: Iterable[HeldClaim], people: Iterable[int]) -> str:
        """Hold the words of a check; their key."""
        key, claims = self._new_key(), tuple(claims)
        note_typed(text for text, *_ in claims)
        self._by_key[key] = HeldClaims(claims, frozenset(people))
        if len(self._by_key) > _MOST:
            self._drop(next(iter(self._by_key)))
        # A timer each, and no look at the clock when they are next asked for: in a quiet bot nobody asks.
        asyncio.get_running_loop().call_later(self._held.total_seconds(), self._drop, key)
        return key

    def find(self, key: str | None) -> HeldClaims:
        """What is held under `key`. Raises NotRepeatable where it is gone, or was never held here."""
        held = self._by_key.get(key or "")
        if held is None:
            raise NotRepeatable(_GONE, hours=int(HELD.total_seconds() // 3600))
        note_typed(text for text, *_ in held.claims)
        return held

    def of_user(self, user_id: int) -> list[dict[str, Any]]:
        """What is held of a user's checks, and of checks of their messages, as plain JSON values."""
        return [
            {"words": [list(claim) for claim in held.claims]}
            for held in self._by_key.values()
            if user_id in held.people
        ]

    def forget_user(self, user_id: int) -> None:
        """Drop the checks that a user asked for, and those of their messages."""
        for key in [key for key, held in self._by_key.items() if user_id in held.people]:
            self._drop(key)

    def forget_all(self) -> None:
        """Somebody has deleted their data in another process, which does not say who."""
        self._by_key.clear()

    def _drop(self, key: str) -> None:
        self._by_key.pop(key, None)
