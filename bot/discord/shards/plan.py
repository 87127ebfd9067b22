"""Which part of Discord a process is to serve, as whoever starts it says."""

from __future__ import annotations

import os
import re
import secrets
import socket
from dataclasses import dataclass, field

from bot.store import LEASE
from briefs.errors import UserError

MOST = 16_384  # shards: more than any bot has
_RANGE = re.compile(r"(?:(\d+)(?:-(\d+))?/)?(\d+)")


def own_name() -> str:
    """Of a process: no other has it, on any machine."""
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"


@dataclass(frozen=True, slots=True)
class ShardPlan:
    """`count` shards in all, None: as many as Discord wants, and at least one for each of `processes`.

    `asked` are held by this process alone; None: its fair share of what nobody was told to hold. `name` is
    the process's own, and the same when it is started again; `slot` numbers those of one machine from 1.
    `lease` is for how many seconds a shard is held.
    """

    count: int | None = None
    asked: frozenset[int] | None = None
    processes: int = 1
    name: str = field(default_factory=own_name)
    slot: int | None = None
    lease: float = LEASE / 1000


def read_shards(text: str) -> tuple[frozenset[int] | None, int]:
    """`0-7/16`, `3/16`: those of 16; `16`: a fair share of 16. Raises UserError."""
    found = _RANGE.fullmatch(text.strip())
    if found and 1 <= (count := int(found[3])) <= MOST:
        first = int(found[1] or 0)
        last = int(found[2] or first)
        if found[1] is None:
            return None, count
        if first <= last < count:
            return frozenset(range(first, last + 1)), count
    raise UserError(
        f"“{text}” names no shards", "such as 0-7/16 for the first eight of 16, or 16 for a share"
    )
