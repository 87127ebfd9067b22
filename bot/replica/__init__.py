"""The library's index from its writer to other machines: published under its hash, fetched, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.replica.follower import LibraryFollower as LibraryFollower
    from bot.replica.follower import following as following
    from bot.replica.publisher import LibraryPublisher as LibraryPublisher
    from bot.replica.publisher import publish as publish
else:
    __getattr__ = lazy_exports(__name__)
