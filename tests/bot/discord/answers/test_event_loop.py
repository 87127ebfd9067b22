"""A large answer keeps nobody waiting: what is made of many statements is made beside the event loop."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from asyncio.events import Handle
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from benchmarks.engine import synthetic
from bot.discord.answers import first_page
from bot.discord.answers.queries import QueryRunner
from bot.discord.ui import Display
from bot.live_library import LiveLibrary
from briefs.i18n import Translator
from briefs.index import MOST_AT_ONCE, Filter, IndexReader, ThreadedConnection, build, reader
from briefs.names import Lookup
from briefs.query import INDEX, QueryEngine
from briefs.query.questions import Argument, Query, all_questions

ENGLISH = Display(Translator("en"))
LONGEST = 0.015  # CPU seconds that one step on the loop may take: 0.010, and half as much for a busy machine
_VALUES = {
    "since": "2010-01-01",
    "until": "2019-12-31",
    "day": "04-23",
    "article": "article-0",
}


@asynccontextmanager
async def opened(folder: Path, statements: int) -> AsyncIterator[LiveLibrary]:
    build(synthetic(statements, random.Random(3)), folder / INDEX)
    index = IndexReader(await ThreadedConnection.open(folder / INDEX))
    library = await LiveLibrary.of_engine(
        folder, folder, QueryEngine(folder, index, await index.registry(), ())
    )
    try:
        yield library
    finally:
        await library.close()


async def queries_of(library: LiveLibrary) -> list[Query]:
    """Every question, of whom and what most is on record, with what it requires alone and with all."""
    [one, *_] = await library.engine.select(Filter("person-0"))
    people = iter(("person-0", "person-1") * 40)
    words, about = one.passage.split()[0], library.engine.registry.statements_about
    values = _VALUES | {"topic": max(about, key=about.__getitem__)}

    def value(argument: Argument) -> str | None:
        if argument.kind == "person":
            return next(people)
        if argument.kind == "choice":
            return argument.choices[0]
        if argument.kind in ("words", "name"):
            return words
        return one.id if argument.kind == "statement" else values.get(argument.kind)

    return [
        Query.of(question.name, **{a.name: value(a) for a in question.arguments if a.required or whole})
        for question in all_questions()
        if question.about  # else it is the shell's alone
        for whole in (False, True)
        if whole or question.name not in ("article", "on-this-day")
    ]


async def test_what_is_made_of_many_statements_is_made_beside_the_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: Counter[bool] = Counter()  # on the loop's thread, or beside it
    loops = threading.get_ident()

    def counted(make: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            made[threading.get_ident() == loops] += 1
            return make(*given)

        return call

    async with opened(tmp_path, 1_000) as library:
        monkeypatch.setattr(first_page, "statement_card", counted(first_page.statement_card))
        monkeypatch.setattr(reader, "statement_from_row", counted(reader.statement_from_row))
        runner, beside = QueryRunner(library), 0
        for query in await queries_of(library):
            made.clear()
            await runner.run(query, ENGLISH)
            assert made[True] <= 3 * MOST_AT_ONCE, query
            beside = max(beside, made[False])
    assert beside > 6 * MOST_AT_ONCE


async def test_what_the_first_names_typed_need_is_built_beside_the_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []
    prepare = Lookup.prepare

    def noted(lookup: Lookup) -> None:
        threads.append(threading.get_ident())
        prepare(lookup)

    monkeypatch.setattr(Lookup, "prepare", noted)
    async with opened(tmp_path, 400) as library:
        await library.prepare()
        engine = library.engine
        assert all("_matcher" in vars(each) for each in (engine.person_lookup, engine.topic_lookup))
    assert len(threads) == 2 and threading.get_ident() not in threads


async def test_a_common_beginning_offers_the_newest_that_have_it(tmp_path: Path) -> None:
    async with opened(tmp_path, 400) as library:
        engine = library.engine
        common = Counter(w for s in await engine.select(Filter()) for w in s.passage.split() if len(w) > 6)
        [(typed, _)] = common.most_common(1)
        offered = await engine.offered(typed[:-2], 25)
        having = [s for s in await engine.select(Filter()) if typed[:-2] in s.passage + s.summary]
        assert len(having) > 50 and offered == tuple(having[:-26:-1])


@pytest.mark.soak
async def test_no_step_takes_ten_milliseconds_in_a_large_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said_at_the_end: Callable[[object], None]
) -> None:
    longest: dict[str, float] = {}
    query, run = Query.of(""), Handle._run

    def timed(handle: Handle) -> None:
        started = time.thread_time()
        run(handle)
        taken = time.thread_time() - started
        longest[query.command] = max(taken, longest.get(query.command, 0.0))

    async with opened(tmp_path, 100_000) as library:
        await library.prepare()
        runner, asked = QueryRunner(library), await queries_of(library)
        monkeypatch.setattr(Handle, "_run", timed)
        for query in asked:
            await runner.run(query, ENGLISH)
            await asyncio.sleep(0)
        monkeypatch.undo()
    said_at_the_end({name: f"{taken * 1000:.1f} ms" for name, taken in longest.items()})
    assert {name: taken for name, taken in longest.items() if taken > LONGEST} == {}
