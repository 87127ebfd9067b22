"""Which shards a process holds among others: as many as the others, and those that it is told to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """A living process: `asked` are the shards that it was told to hold, None a fair share of the rest."""

    asked: frozenset[int] | None
    curates: bool


@dataclass(frozen=True, slots=True)
class Share:
    """`held` are one's own, to be connected; those of them in `let_go` are to be closed and released.

    `was_silent`: the process was not heard of for as long as a lease lasts.
    """

    held: frozenset[int]
    let_go: frozenset[int] = frozenset()
    was_silent: bool = False


def shared_out(
    me: str, count: int, members: Mapping[str, Member], holders: Mapping[int, str], preferred: Collection[int]
) -> Share:
    """One process's share of `count` shards. `holders` are by shard; what nobody holds is free.

    `preferred` shards are held by a process that curates, as long as one lives. Nothing is taken from
    anybody: who has too many lets go of some when another has too few.
    """
    own = frozenset(shard for shard, holder in holders.items() if holder == me)
    free = frozenset(range(count)) - holders.keys()
    asked = members[me].asked
    if asked is not None:
        return Share(own | (free & asked), own - asked)
    told = frozenset().union(*(one.asked for one in members.values() if one.asked is not None))
    sharing = {name: one for name, one in members.items() if one.asked is None}
    mine = frozenset(preferred) - told if members[me].curates else frozenset()
    barred = told | (_of_curators(sharing, preferred) if not members[me].curates else frozenset())
    held = {name: sum(holder == name for holder in holders.values()) for name in sharing}
    least, over = divmod(count - len(told), len(sharing))
    wanting = sum(max(0, least - held[name]) for name in sharing if name != me)
    most = least if wanting or not over else least + 1
    room = max(most - len(own | (free & mine)), 0)
    taken = (free & mine) | frozenset(sorted(free - mine - barred)[:room])
    spare = len(own - barred) - least
    too_many = max(min(wanting - len(free), spare), spare - bool(over))
    return Share(own | taken, own & barred | _highest(own - barred - mine, too_many))


def _of_curators(sharing: Mapping[str, Member], preferred: Collection[int]) -> frozenset[int]:
    """Shards that are left to those who curate, if there is one."""
    return frozenset(preferred) if any(one.curates for one in sharing.values()) else frozenset()


def _highest(shards: frozenset[int], number: int) -> frozenset[int]:
    return frozenset(sorted(shards, reverse=True)[: max(0, number)])
