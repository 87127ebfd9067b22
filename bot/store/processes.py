"""Who holds which shards of Discord: leases by the database's own clock, shared out among the living."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, select, update

from bot.store.database import Database
from bot.store.fair_share import Member, Share, shared_out
from bot.store.schema import processes, shard_leases

ALONE = 0  # shards of a process that serves all of them by itself
LEASE = 6_000  # milliseconds for which a shard is held; whoever is silent for as long has lost it
_SOUND = 2 * LEASE  # a lease that ends later was written by a clock that was ahead
_FORGOTTEN = 24 * 3600 * 1000  # milliseconds after which a process is of the past


@dataclass(frozen=True, slots=True)
class ProcessState:
    """One process as it last said: `asked` are the shards that it was told to hold, None a fair share.

    Where `count` is ALONE it shares with nobody: while it lives no other process serves anything.
    `curates`: it has the library's files, and not their index alone. `silent` is in seconds; `shards` are
    those that it holds out of `count`, each for `lease` milliseconds.
    """

    name: str
    count: int
    asked: frozenset[int] | None = None
    curates: bool = True
    library: str = ""
    warning: str = ""
    shards: frozenset[int] = frozenset()
    silent: float = 0.0
    alive: bool = True
    lease: int = LEASE


class Processes:
    """The processes of one bot on one database, and their shards."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def agreed_count(self, own: str, proposed: int) -> int:
        """Into how many shards the living divide Discord; where nobody else lives, as `proposed`."""
        others = [
            one.count for one in await self.all() if one.alive and one.name != own and one.count != ALONE
        ]
        return others[0] if others else proposed

    async def keep(self, me: ProcessState, preferred: Collection[int] = (), *, takes: bool = True) -> Share:
        """Say that one is alive: the shards that are one's own until the lease is over, and which to let go.

        `preferred` are best held by a process with the library's files. Where it does not take, and where one
        was not heard of for a lease oneself, what others held last is left to them: it may have been the
        database that was away, or its clock that was moved. While one process serves all alone there is
        nothing to hold. Raises StoreUnavailable.
        """

        def renew(connection: Connection) -> Share:
            self._database.lock(connection, "shards")
            now = int(connection.execute(select(self._database.moment)).scalar_one())
            if any(one.alive and one.count == ALONE for one in _states(connection, now)):
                return Share(frozenset())
            was_silent = self._say_alive(connection, me, now)
            living = {one.name: one for one in _states(connection, now) if one.alive}
            leases = connection.execute(select(shard_leases)).mappings().all()
            # what one held before one was ended is still one's own, unless another has taken it
            own = {row["shard"] for row in leases if row["holder"] == me.name and row["shard"] < me.count}
            held = {
                row["shard"]: row["holder"]
                for row in leases
                if row["shard"] in own
                or _is_held(row["held_until"], now)
                or ((was_silent or not takes) and row["shard"] < me.count)
            }
            members = {one.name: Member(one.asked, one.curates) for one in living.values()}
            share = replace(shared_out(me.name, me.count, members, held, preferred), was_silent=was_silent)
            for shard in sorted(share.held):
                row = {"shard": shard, "holder": me.name, "held_until": now + me.lease}
                connection.execute(self._database.upsert(shard_leases, row))
            return share

        return await self._database.write(renew)

    async def keep_alone(self, me: ProcessState) -> tuple[ProcessState, ...]:
        """Say that one is alive and serves all, unless others live: these. Raises StoreUnavailable."""

        def renew(connection: Connection) -> tuple[ProcessState, ...]:
            self._database.lock(connection, "shards")
            now = int(connection.execute(select(self._database.moment)).scalar_one())
            others = tuple(one for one in _states(connection, now) if one.alive and one.name != me.name)
            if not others:
                self._say_alive(connection, me, now)
            return others

        return await self._database.write(renew)

    async def release(self, name: str, shards: Collection[int]) -> None:
        """Let go of shards whose connection is closed: others may take them at once."""
        own = (shard_leases.c.holder == name) & shard_leases.c.shard.in_(shards)
        await self._database.execute(delete(shard_leases).where(own))

    async def leave(self, name: str) -> None:
        """The process ends on purpose: what it held is free."""

        def go(connection: Connection) -> None:
            connection.execute(delete(shard_leases).where(shard_leases.c.holder == name))
            connection.execute(delete(processes).where(processes.c.name == name))

        await self._database.write(go)

    async def all(self) -> tuple[ProcessState, ...]:
        """Every process of the last day, with what it holds, by name."""

        def look(connection: Connection) -> tuple[ProcessState, ...]:
            now = int(connection.execute(select(self._database.moment)).scalar_one())
            return _states(connection, now)

        return await self._database.read(look)

    def _say_alive(self, connection: Connection, me: ProcessState, now: int) -> bool:
        """Whether it was known, and its last word is older than its lease."""
        said = {
            "shards": me.count, "asked": sorted(me.asked) if me.asked is not None else None,
            "curates": me.curates, "library": me.library, "warning": me.warning, "held_until": now + me.lease,
        }  # fmt: skip
        own = processes.c.name == me.name
        until = connection.execute(select(processes.c.held_until).where(own)).scalar()
        if until is not None:
            connection.execute(update(processes).where(own).values(said))
            return not _is_held(until, now)
        connection.execute(processes.insert().values({"name": me.name, "started_at": now, **said}))
        old = processes.c.held_until < now - _FORGOTTEN
        connection.execute(delete(processes).where(old))
        connection.execute(delete(shard_leases).where(shard_leases.c.held_until < now - _FORGOTTEN))
        return False


def _is_held(until: int, now: int) -> bool:
    return now < until <= now + _SOUND


def _states(connection: Connection, now: int) -> tuple[ProcessState, ...]:
    holding = dict[str, set[int]]()
    for row in connection.execute(select(shard_leases)).mappings():
        if _is_held(row["held_until"], now):
            holding.setdefault(row["holder"], set()).add(row["shard"])
    return tuple(
        ProcessState(
            row["name"],
            row["shards"],
            None if row["asked"] is None else frozenset(row["asked"]),
            bool(row["curates"]),
            row["library"],
            row["warning"],
            frozenset(holding.get(row["name"], ())),
            max(0, now + LEASE - row["held_until"]) / 1000,
            _is_held(row["held_until"], now),
        )
        for row in connection.execute(select(processes).order_by(processes.c.name)).mappings()
    )
