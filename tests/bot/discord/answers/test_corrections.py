"""Corrections always arrive: in every post, once, whoever is ended by whatever in the middle of them."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import text

from bot.discord.answers.correction_notice import CorrectionNotice
from bot.discord.answers.corrections import AnswerCorrector
from bot.discord.answers.digests import statements_of
from bot.discord.ui import translator_for
from tests import forked
from tests.bot.discord.answers.correcting_process import revise
from tests.bot.discord.app import OpenApp, text_of
from tests.bot.discord.briefings.app import OneClock, open_briefing_app
from tests.discord_double import Double
from tests.discord_double.world import Message

POINTS = ("queued", "caught-up", "claimed", "before-edit", "edited", "settled")
LIVES = -(-int(os.environ.get("ONRECORD_SOAK", "200")) // 8)
QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("position", {"person": "sergei-lavrov", "topic": "missile-defence"}),
    ("position", {"person": "anders-fogh-rasmussen", "topic": "missile-defence"}),
    ("person", {"person": "sergei-lavrov"}),
    ("timeline", {"topic": "missile-defence"}),
    ("search", {"words": "Lisbon"}),
    ("search", {"words": "Syria"}),
    ("statement", {"statement": "itar-tass-2011-10-26-29"}),
    ("statement", {"statement": "nato-2012-04-19-05"}),
)


@dataclass
class Tally:
    """What the lives of a run came to."""

    kills: Counter[str] = field(default_factory=Counter)
    revised: int = 0
    posts: int = 0
    edits: int = 0
    twice: int = 0
    beside: int = 0

    def __str__(self) -> str:
        kills = ", ".join(f"{point} {count}" for point, count in sorted(self.kills.items()))
        return (
            f"{self.revised} corrections over {self.posts} posts, {self.kills.total()} kills ({kills}), "
            f"{self.beside} with a second process beside: {self.edits} edits, {self.twice} of them in vain"
        )


@dataclass
class Place:
    """A library, what was posted of it, and the clock of all who are at it."""

    root: Path
    file: Path
    double: Double
    clock: OneClock
    tally: Tally = field(default_factory=Tally)

    def start(self, point: str, skipped: int, seed: int, changes: int) -> Any:
        arguments = [self.file, self.double.address, self.double.token, self.root,
                     self.clock.now().isoformat(), point, skipped, seed, changes]  # fmt: skip
        return forked.start("tests.bot.discord.answers.correcting_process", *map(str, arguments))

    async def life(self, point: str, chance: Random, changes: int, beside: bool = False) -> bool:
        """Whether the process was killed. Two minutes later whatever it was at is free again."""
        second = self.start("nowhere", 0, 0, 0) if beside else None
        process = self.start(point, chance.randrange(4), chance.randrange(10**6), changes)
        status = await asyncio.to_thread(forked.ended, process, 120)
        assert status in (-signal.SIGKILL, 0)
        self.clock.turn(minutes=2)
        assert second is None or await asyncio.to_thread(forked.ended, second, 120) == 0
        self.tally.kills.update([point] if status else [])
        self.tally.beside += beside
        return status != 0

    async def posted(self, count: int) -> list[Message]:
        async with open_briefing_app(self.file, self.double, self.clock, root=self.root) as app:
            for number in range(count):
                command, options = QUESTIONS[number % len(QUESTIONS)]
                record = await app.double.slash(
                    app.double.guild, ("general", "briefings")[number % 2], "reader", command, options=options
                )
                await record.answer()
            await app.bot.answers.sent_answers.flush()
            await app.bot.core.background.finish(20)  # a time chart is an edit too
        found = [m for channel in self.double.world.channels.values() for m in channel.messages.values()
                if m.author is self.double.world.bot]  # fmt: skip
        for message in found:
            message.versions.clear()
        return found

    async def check(self, posts: list[Message]) -> None:
        """Each post says what the library says now, and no edit of it was in vain."""
        async with open_briefing_app(self.file, self.double, self.clock, root=self.root) as app:
            before = sum(len(post.versions) for post in posts)
            corrector, engine = app.bot.answers.corrector, app.bot.core.library.engine
            await corrector.catch_up()
            rows = await app.state.database.fetch_all(text("SELECT * FROM corrections"))
            assert {row["status"] for row in rows} == {"edited"}
            by_message = {post.id: post for post in posts}
            for key in {row["posted_key"] for row in rows}:
                posted = await app.state.sent_answers.answer(key)
                own = sorted((row for row in rows if row["posted_key"] == key), key=_as_told)
                told = [row["statement_id"] for row in own][:8]  # as many as a notice names
                named = await statements_of(engine, told)
                notice = CorrectionNotice.of({id: named.get(id) for id in told}, translator_for("en"))
                said = _letters(text_of(by_message[posted.message_id]))
                assert [line for line in notice.lines.values() if _letters(line) not in said] == []
            assert sum(len(post.versions) for post in posts) == before
        self.tally.posts, self.tally.edits = len(posts), before
        for post in posts:
            states = [*post.versions, (post.content, post.embeds, post.components)]
            self.tally.twice += sum(one == other for one, other in pairwise(states))
        assert not self.tally.twice


def _as_told(row: Any) -> tuple[Any, ...]:
    """The newest first, as the store hands them out."""
    return tuple(-ord(letter) for letter in row["queued_at"]), row["statement_id"]


def _letters(words: str) -> str:
    return "".join(words.split())


@pytest.fixture
async def place(library_copy: Path, tmp_path: Path) -> Any:
    clock = OneClock()
    async with Double(clock=clock.double, openapi_checks=False) as double:
        double.limiter.buckets.clear()  # their pace costs real seconds
        yield Place(library_copy, tmp_path / "state.db", double, clock)


async def test_nobodys_button_ends_the_corrections_of_others(open_app: OpenApp) -> None:
    id = "itar-tass-2011-10-26-29"
    async with open_app() as app:
        posts = [await app.slash("statement", statement=id) for _ in range(14)]
        await app.changes(id)
        privacy = await app.slash("privacy", user="manager")
        sure = await app.click(privacy, "Delete my data", user="manager")
        await app.click(sure, "Delete it now", user="manager")
        await app.slash("gaps", user="owner")
        for post in posts:
            await app.double.until(lambda p=post: "was changed" in text_of(p), what=text_of(post))
        assert [len(post.versions) for post in posts] == [1] * 14


async def test_an_answer_of_a_library_that_has_moved_on_is_looked_at_again(open_app: OpenApp) -> None:
    id = "itar-tass-2011-10-26-29"
    async with open_app() as app:
        followed: list[Any] = []
        app.bot.answers.sent_answers.on_outdated = followed.append
        await app.slash("statement", statement=id)
        await app.bot.core.library.reload()
        await app.written()
        assert [list(ids) for ids in followed] == [[id]]


@pytest.mark.timeout(300)
async def test_a_killed_process_leaves_no_post_behind(place: Place) -> None:
    posts, chance = await place.posted(16), Random(1)
    revise(place.root, chance, 30)
    assert await place.life("edited", chance, 0)
    assert not await place.life("nowhere", chance, 30)
    await place.check(posts)
    assert place.tally.edits > 12


@pytest.mark.soak
@pytest.mark.timeout(3600)
async def test_three_hundred_corrections_over_fifty_posts(
    place: Place, said_at_the_end: Callable[[object], None]
) -> None:
    posts, chance, points = await place.posted(50), Random(17), (*POINTS, "anywhere", "anywhere")
    for life in range(LIVES):
        most = max(1, (300 - place.tally.revised) // (LIVES - life))
        while_away = chance.randint(0, most)
        revise(place.root, chance, while_away)
        place.tally.revised += most
        await place.life(points[life % len(points)], chance, most - while_away, beside=chance.random() < 0.25)
    assert not await place.life("nowhere", chance, 0)
    await place.check(posts)
    said_at_the_end(place.tally)
    assert place.tally.kills.total() > LIVES // 2


def test_the_points_are_those_of_the_program() -> None:
    import inspect

    from bot.delivery import corrections

    code = inspect.getsource(corrections) + inspect.getsource(AnswerCorrector)
    assert all(f'_inject_fault("{point}")' in code for point in POINTS)
