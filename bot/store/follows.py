"""Standing questions: who asks what, and where it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, select, update

from bot.store.database import Database
from bot.store.follow_feeds import FollowFeeds
from bot.store.follow_queue import FollowQueue, counter, next_numbers, rearm
from bot.store.follow_types import FollowedQuestion, digest_due
from bot.store.schema import deliveries, follow_hits, follow_questions, subscriptions
from bot.store.subscriptions import (
    Subscription,
    SubscriptionSettings,
    newest_number,
    read_subscription,
    subscription_row,
)

# Two questions that share these go out in one message.
_PLACE = ("kind", "guild_id", "user_id", "channel_id", "webhook_id")
_WHEN = ("cadence", "local_time", "timezone", "days")
_PAGE = 5000  # questions that are read at once


class Follows:
    """Questions, each with a subscription that says where and when; those alike share one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.queue = FollowQueue(database)
        self.feeds = FollowFeeds(database)

    async def add(
        self, settings: SubscriptionSettings, asked: Mapping[str, Any], note: str, owner_id: int | None
    ) -> FollowedQuestion:
        """A question that is new from now on: what is in the library already is not told."""
        now, key = self._database.clock.now(), self._database.token()

        def insert(connection: Connection) -> FollowedQuestion:
            place = self._place_of(connection, settings)
            added = FollowedQuestion(
                key, place, owner_id, dict(asked), note, newest_number(connection), None, now
            )
            row = {name: getattr(added, name) for name in FollowedQuestion.__slots__}
            connection.execute(follow_questions.insert().values(row))
            return added

        return await self._database.write(insert)

    async def get(self, key: str) -> FollowedQuestion | None:
        """The question under `key`; None where there is none."""
        found = await self._where(follow_questions.c.key == key)
        return found[0] if found else None

    async def of_user(self, user_id: int) -> tuple[FollowedQuestion, ...]:
        """Those that somebody asks, wherever they are told, the oldest first."""
        return await self._where(follow_questions.c.owner_id == user_id)

    async def of_guild(self, guild_id: int) -> tuple[FollowedQuestion, ...]:
        """Those that are told in a server's channels, whoever asks, the oldest first."""
        return await self._where(_told_at(subscriptions.c.guild_id == guild_id))

    async def of_terminal(self) -> tuple[FollowedQuestion, ...]:
        """Those that are fetched at the terminal, the oldest first."""
        return await self._where(_told_at(subscriptions.c.kind == "terminal"))

    async def in_feed(self, user_id: int) -> tuple[FollowedQuestion, ...]:
        """Those that somebody fetches in their feed, the oldest first."""
        return await self._where(
            _told_at((subscriptions.c.kind == "feed") & (subscriptions.c.user_id == user_id))
        )

    async def of_subscription(self, key: str) -> tuple[FollowedQuestion, ...]:
        """Those that share a subscription, the oldest first."""
        return await self._where(follow_questions.c.subscription_key == key)

    async def places(self, questions: tuple[FollowedQuestion, ...]) -> dict[str, Subscription]:
        """Where questions are told, by the subscription's key."""
        keys = {one.subscription_key for one in questions}
        rows = await self._database.fetch_all(select(subscriptions).where(subscriptions.c.key.in_(keys)))
        return {row["key"]: read_subscription(row) for row in rows}

    async def active(self, after: str = "") -> tuple[FollowedQuestion, ...]:
        """A page of those that are not paused, by key, those behind `after`; () at the end."""
        which = and_(follow_questions.c.paused_at.is_(None), follow_questions.c.key > after)
        query = select(follow_questions).where(which).order_by(follow_questions.c.key).limit(_PAGE)
        return tuple(FollowedQuestion(**row) for row in await self._database.fetch_all(query))

    async def edit(
        self,
        key: str,
        *,
        asked: Mapping[str, Any] | None = None,
        note: str | None = None,
        settings: SubscriptionSettings | None = None,
    ) -> FollowedQuestion | None:
        """Change what is given; with another place or time what waits is told there.

        None where there is no such question. Raises UserError for an unknown time zone.
        """
        own = follow_questions.c.key == key

        def change(connection: Connection) -> FollowedQuestion | None:
            row = connection.execute(select(follow_questions).where(own).with_for_update()).mappings().first()
            if row is None:
                return None
            before = FollowedQuestion(**row)
            place = self._place_of(connection, settings) if settings else before.subscription_key
            after = replace(
                before,
                subscription_key=place,
                asked=before.asked if asked is None else dict(asked),
                note=before.note if note is None else note,
            )
            values = {"subscription_key": place, "asked": after.asked, "note": after.note}
            connection.execute(update(follow_questions).where(own).values(values))
            if place != before.subscription_key:
                self._move_hits(connection, before, place)
                self._drop_if_unused(connection, before.subscription_key)
            return after

        return await self._database.write(change)

    async def pause(self, key: str) -> bool:
        """What comes into the library meanwhile is not told; False where it was paused before."""
        which = and_(follow_questions.c.key == key, follow_questions.c.paused_at.is_(None))
        values = {"paused_at": self._database.clock.now()}
        return await self._database.execute(update(follow_questions).where(which).values(values)) == 1

    async def resume(self, key: str) -> FollowedQuestion | None:
        """Go on from now; where its place was paused, as nothing could be sent there, that goes on too."""
        own = follow_questions.c.key == key

        def go_on(connection: Connection) -> FollowedQuestion | None:
            row = connection.execute(select(follow_questions).where(own)).mappings().first()
            if row is None:
                return None
            values: dict[str, Any] = {"paused_at": None}
            if row["paused_at"] is not None:
                values["since"] = newest_number(connection)
            connection.execute(update(follow_questions).where(own).values(values))
            place = subscriptions.c.key == row["subscription_key"]
            connection.execute(update(subscriptions).where(place).values(paused_at=None, paused_reason=None))
            rearm(connection, row["subscription_key"])
            return FollowedQuestion(**{**row, **values})

        return await self._database.write(go_on)

    async def remove(self, key: str) -> bool:
        """Drop a question and what was found for it; its subscription with the last one."""
        own = follow_questions.c.key == key

        def drop(connection: Connection) -> bool:
            place = connection.execute(select(follow_questions.c.subscription_key).where(own)).scalar()
            if place is None:
                return False
            connection.execute(delete(follow_questions).where(own))
            self._drop_if_unused(connection, place)
            return True

        return await self._database.write(drop)

    async def _where(self, condition: Any) -> tuple[FollowedQuestion, ...]:
        order = (follow_questions.c.created_at, follow_questions.c.key)
        query = select(follow_questions).where(condition).order_by(*order)
        return tuple(FollowedQuestion(**row) for row in await self._database.fetch_all(query))

    def _place_of(self, connection: Connection, settings: SubscriptionSettings) -> str:
        """The subscription for a place and a time: the one that is there, or a new one."""
        self._database.lock(connection, "follow_places")
        wanted = subscription_row(_new(settings, self._database.clock.now()))
        same = [subscriptions.c.purpose == "follow"]
        same += [subscriptions.c[name].is_not_distinct_from(wanted[name]) for name in (*_PLACE, *_WHEN)]
        found = connection.execute(select(subscriptions.c.key).where(*same).limit(1)).scalar()
        if found is not None:
            newer = {"most_a_day": settings.most_a_day, "webhook_token": settings.webhook_token}
            connection.execute(update(subscriptions).where(subscriptions.c.key == found).values(newer))
            return str(found)
        digest_due(settings, self._database.clock.now())  # raises UserError for an unknown zone
        new = wanted | {"key": self._database.token(), "seen_to": counter(connection)}
        connection.execute(subscriptions.insert().values(new))
        return str(new["key"])

    def _move_hits(self, connection: Connection, before: FollowedQuestion, place: str) -> None:
        """What waits gets new numbers, or the watermark of the new place might have passed it."""
        old = connection.execute(
            select(subscriptions).where(subscriptions.c.key == before.subscription_key)
        ).mappings().one()  # fmt: skip
        row = connection.execute(select(subscriptions).where(subscriptions.c.key == place)).mappings().one()
        own = follow_hits.c.question_key == before.key
        waiting = select(follow_hits.c.number).where(own, follow_hits.c.number > old["seen_to"])
        numbers = connection.execute(waiting.order_by(follow_hits.c.number)).scalars().all()
        due = digest_due(read_subscription(row).settings, self._database.clock.now())
        fresh = next_numbers(self._database, connection, len(numbers))
        for number, new in zip(numbers, fresh, strict=True):
            values = {"number": new, "subscription_key": place, "due_at": due}
            connection.execute(update(follow_hits).where(follow_hits.c.number == number).values(values))
        connection.execute(
            update(follow_hits)
            .where(own, follow_hits.c.subscription_key != place)
            .values(subscription_key=place)
        )
        rearm(connection, place)
        rearm(connection, before.subscription_key)

    @staticmethod
    def _drop_if_unused(connection: Connection, place: str) -> None:
        """Without a question nothing is told there; one that is being sent is left until that is settled."""
        used = exists().where(follow_questions.c.subscription_key == place)
        under_way = exists().where(deliveries.c.subscription_key == place, deliveries.c.status == "claimed")
        connection.execute(delete(subscriptions).where(subscriptions.c.key == place, ~used, ~under_way))


def _told_at(condition: Any) -> Any:
    return follow_questions.c.subscription_key.in_(
        select(subscriptions.c.key).where(subscriptions.c.purpose == "follow", condition)
    )


def _new(settings: SubscriptionSettings, now: datetime) -> Subscription:
    return Subscription("", settings, 0, None, None, now, None, None, None, now)
