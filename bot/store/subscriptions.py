"""Who gets a briefing, where, when and about what; and which statements the bot knows already."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import partial
from typing import Any, Literal

from sqlalchemy import Connection, delete, func, select, update

from bot.store.database import Database
from bot.store.schema import known_statements, subscriptions
from bot.store.served import Served, served_by
from briefs.briefing import EVERY_DAY, Schedule, WhenEmpty, next_occurrence

_AT_ONCE = 1000  # statements that are numbered in one transaction
TargetKind = Literal["channel", "thread", "forum", "dm", "webhook", "terminal", "feed"]
FETCHED: tuple[TargetKind, ...] = ("terminal", "feed")  # posted nowhere: whoever wants it fetches it
Purpose = Literal["briefing", "follow"]
Cadence = Literal["at-once", "hourly", "daily", "weekly"]


@dataclass(frozen=True, slots=True)
class SubscriptionSettings:
    """What a subscriber chooses. `local_time` is a wall time in `timezone`; `days` are ISO weekdays.

    No topics: all of them; likewise people. `tags` are those of posts in a forum; a `silent` briefing
    notifies nobody; one in an announcement channel goes to its followers too where `publish` is set.
    One whose `purpose` is to tell of standing questions goes out when there is something to tell, by its
    `cadence`, with at most so many messages a day; a webhook's `channel_id` is where its messages stand.
    """

    channel_id: int | None
    kind: TargetKind = "channel"
    guild_id: int | None = None
    user_id: int | None = None
    local_time: time = time(9)
    timezone: str = "UTC"
    days: tuple[int, ...] = EVERY_DAY
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    role_id: int | None = None
    when_empty: WhenEmpty = "line"
    owner_id: int | None = None
    tags: tuple[int, ...] = ()
    silent: bool = False
    publish: bool = False
    purpose: Purpose = "briefing"
    cadence: Cadence | None = None
    most_a_day: int | None = None
    webhook_id: int | None = None
    webhook_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Subscription:
    """A subscription and how far it is.

    `seen_to` is its watermark: the number of the newest statement that it was sent. `last_day` is the
    newest local day that was decided, `last_dated` the day that stood on the last briefing; `next_due_at` is
    None while it is paused.
    """

    key: str
    settings: SubscriptionSettings
    seen_to: int
    last_day: date | None
    last_dated: date | None
    starts_at: datetime
    next_due_at: datetime | None
    paused_at: datetime | None
    paused_reason: str | None
    created_at: datetime

    @property
    def schedule(self) -> Schedule:
        """When it is due, as the pure functions of briefs.briefing take it."""
        settings = self.settings
        return Schedule(self.key, settings.local_time, settings.timezone, settings.days, self.starts_at)


# NULL in the rows of earlier versions
IS_BRIEFING = subscriptions.c.purpose.is_(None) | (subscriptions.c.purpose == "briefing")


class Subscriptions:
    """One row a subscription, and the numbers of all statements that the bot has met."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, settings: SubscriptionSettings) -> Subscription:
        """A new subscription knows everything that is in the library now, and starts from now.

        Raises UserError for an unknown time zone or no weekday.
        """
        now, key = self._database.clock.now(), self._database.token()
        new = Subscription(key, settings, 0, None, None, now, None, None, None, now)
        new = replace(new, next_due_at=next_occurrence(new.schedule, None).at)

        def insert(connection: Connection) -> Subscription:
            # the first briefing holds what comes after it, not the whole library
            added = replace(new, seen_to=newest_number(connection))
            connection.execute(subscriptions.insert().values(subscription_row(added)))
            return added

        return await self._database.write(insert)

    async def get(self, key: str) -> Subscription | None:
        """The subscription under `key`; None where there is none."""
        found = await self._where(subscriptions.c.key == key)
        return found[0] if found else None

    async def all(self) -> tuple[Subscription, ...]:
        """Every one that is posted somewhere, paused or not, the oldest first; of either purpose."""
        return await self._where(subscriptions.c.kind.not_in(FETCHED))

    async def of_guild(self, guild_id: int) -> tuple[Subscription, ...]:
        """A server's subscriptions to briefings, the oldest first."""
        return await self._where((subscriptions.c.guild_id == guild_id) & IS_BRIEFING)

    async def of_user(self, user_id: int) -> tuple[Subscription, ...]:
        """A user's own subscriptions to briefings in direct messages."""
        return await self._where((subscriptions.c.user_id == user_id) & IS_BRIEFING)

    async def edit(self, key: str, **changes: Any) -> Subscription | None:
        """Change fields of the settings. A new time, zone or set of days counts from now on.

        A local day that was decided before is not decided again, however the zone moves. Raises
        UserError for an unknown zone or no weekday; nothing is changed then.
        """
        now = self._database.clock.now()

        def apply_edit(before: Subscription) -> Subscription:
            after = replace(before, settings=replace(before.settings, **changes))
            if after.schedule != before.schedule:  # a form gives back what was not changed as well
                after = replace(after, starts_at=now)
            return rescheduled(after)

        return await self._change(key, apply_edit)

    async def pause(self, key: str, reason: str) -> bool:
        """False when it was paused before."""
        which = (subscriptions.c.key == key) & subscriptions.c.paused_at.is_(None)
        values = {"paused_at": self._database.clock.now(), "paused_reason": reason, "next_due_at": None}
        return await self._database.execute(update(subscriptions).where(which).values(values)) == 1

    async def resume(self, key: str) -> Subscription | None:
        """Go on from now: what fell due in between is not sent, what is new since then goes into the next."""
        now = self._database.clock.now()

        def go_on(before: Subscription) -> Subscription:
            after = replace(before, paused_at=None, paused_reason=None)
            return rescheduled(replace(after, starts_at=now) if before.paused_at else after)

        return await self._change(key, go_on)

    async def remove(self, key: str) -> bool:
        """Drop the subscription and all that was kept for it; False when there was none."""
        return await self._database.execute(delete(subscriptions).where(subscriptions.c.key == key)) == 1

    async def due(
        self,
        now: datetime,
        limit: int = 500,
        after: tuple[datetime, str] | None = None,
        served: Served | None = None,
    ) -> tuple[Subscription, ...]:
        """Whose time has come, longest waiting first; `after` goes on behind a (next_due_at, key)."""
        column, key = subscriptions.c.next_due_at, subscriptions.c.key
        mine = served_by(subscriptions.c.guild_id, served)
        query = select(subscriptions).where(column <= now, mine).order_by(column, key).limit(limit)
        if after:
            moment, last = after  # by key and not by offset: rows dealt with meanwhile shift nothing
            query = query.where((column > moment) | ((column == moment) & (key > last)))
        return tuple(read_subscription(row) for row in await self._database.fetch_all(query))

    async def register_statements(self, statements: Collection[str]) -> int:
        """Number the statements that the bot did not know yet, in the order given; how many were new.

        Numbers are never given anew: a rebuilt, renamed or re-ordered library makes nothing new. Some at a
        time, so that neither memory nor whoever else writes has to bear a large library at once.
        """

        def number(some: Sequence[str], connection: Connection) -> int:
            self._database.lock(connection, "known_statements")  # two processes may start at once
            name = known_statements.c.statement_id
            known = set(connection.execute(select(name).where(name.in_(some))).scalars())
            fresh = [one for one in some if one not in known]
            first = newest_number(connection) + 1
            rows = [{"statement_id": one, "number": first + place} for place, one in enumerate(fresh)]
            if rows:
                connection.execute(known_statements.insert(), rows)
            return len(rows)

        unknown = dict.fromkeys(statements)

        def leave_out_known(connection: Connection) -> None:
            for (known,) in connection.execute(select(known_statements.c.statement_id)):
                unknown.pop(known, None)

        await self._database.read(leave_out_known)
        left, new = tuple(unknown), 0
        for at in range(0, len(left), _AT_ONCE):
            new += await self._database.write(partial(number, left[at : at + _AT_ONCE]))
        return new

    async def newest(self) -> int:
        """The highest number of a statement, 0 where none was met."""
        return await self._database.read(newest_number)

    async def numbers(self) -> dict[str, int]:
        """The number of every statement that the bot has met."""
        rows = await self._database.fetch_all(select(known_statements))
        return {row["statement_id"]: row["number"] for row in rows}

    async def _where(self, condition: Any) -> tuple[Subscription, ...]:
        order = (subscriptions.c.created_at, subscriptions.c.key)
        query = select(subscriptions).where(condition).order_by(*order)
        return tuple(read_subscription(row) for row in await self._database.fetch_all(query))

    async def _change(self, key: str, change: Callable[[Subscription], Subscription]) -> Subscription | None:
        """The subscription as `change` makes it, read and written in one transaction."""
        own = subscriptions.c.key == key

        def apply(connection: Connection) -> Subscription | None:
            # a lock on the row where several may write at once; SQLite leaves the words out
            row = connection.execute(select(subscriptions).where(own).with_for_update()).mappings().first()
            if row is None:
                return None
            after = change(read_subscription(row))
            connection.execute(update(subscriptions).where(own).values(subscription_row(after)))
            return after

        return await self._database.write(apply)


def newest_number(connection: Connection) -> int:
    """The highest number that a statement was given, within the caller's transaction."""
    newest = select(func.coalesce(func.max(known_statements.c.number), 0))
    return int(connection.execute(newest).scalar_one())


def rescheduled(subscription: Subscription, **changes: Any) -> Subscription:
    """With the changes, and the time that is next due by them. Raises UserError for an unknown zone."""
    subscription = replace(subscription, **changes)
    # Worked out for a paused one too: next_occurrence() raises UserError for a zone that is unknown.
    at = next_occurrence(subscription.schedule, subscription.last_day).at
    return replace(subscription, next_due_at=None if subscription.paused_at else at)


def read_subscription(row: Any) -> Subscription:
    """A subscription from a row of its table."""
    chosen = {name: row[name] for name in SubscriptionSettings.__slots__}
    chosen["local_time"] = time.fromisoformat(row["local_time"])
    chosen["days"] = tuple(int(day) for day in row["days"])
    # NULL in the rows of earlier versions
    chosen["purpose"] = row["purpose"] or "briefing"
    chosen |= {"tags": row["tags"] or (), "silent": bool(row["silent"]), "publish": bool(row["publish"])}
    # fields of both classes are columns of the same names, in one row
    own = {name: row[name] for name in Subscription.__slots__ if name != "settings"}
    return Subscription(settings=SubscriptionSettings(**chosen), **own)


def subscription_row(subscription: Subscription) -> dict[str, Any]:
    """The row that read_subscription() reads."""
    chosen = {name: getattr(subscription.settings, name) for name in SubscriptionSettings.__slots__}
    chosen["local_time"] = subscription.settings.local_time.strftime("%H:%M")
    chosen["days"] = "".join(str(day) for day in sorted(set(subscription.settings.days)))
    own = {name: getattr(subscription, name) for name in Subscription.__slots__ if name != "settings"}
    return chosen | own
