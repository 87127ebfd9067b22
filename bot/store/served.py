"""The servers whose shards a process holds: what is posted in them is posted by it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, true

_SHARDED_FROM = 1 << 22  # what an id is divided by: the rest of it are numbers of Discord's machines


@dataclass(frozen=True, slots=True)
class Served:
    """`shards` out of `count`. What belongs to no server, such as a direct message, is anybody's."""

    count: int
    shards: frozenset[int]

    def holds(self, guild_id: int) -> bool:
        """Whether the server's events come to this process, by Discord's own rule."""
        return (guild_id // _SHARDED_FROM) % self.count in self.shards


def served_by(guild_id: ColumnElement[int | None], served: Served | None) -> ColumnElement[bool]:
    """The condition that a row is for this process; None serves all."""
    if served is None:
        return true()
    shard = (guild_id // _SHARDED_FROM) % served.count
    return or_(guild_id.is_(None), shard.in_(sorted(served.shards)))
