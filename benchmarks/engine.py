"""The engine: process start, and a synthetic library of 100,000 statements, each against its peer.

    python -m benchmarks.engine [--statements N]

Peer of a query's whole process: the bare interpreter. Peer of the build: the same rows written by
sqlite3's executemany into the same schema, and a bare FTS5 rebuild.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from benchmarks.grown_index import grow
from briefs.index import SCHEMA, Filter, IndexReader, ThreadedConnection, build
from briefs.index.schema import unpacked
from briefs.model import Article, ArticleRef, Library, LocalizedText, Person, Speaker, Statement, Topic
from briefs.query import INDEX, QueryEngine
from briefs.text import fold_for_search, parse_edtf

RUNS = 5
PEOPLE, TOPICS, ARTICLES = 500, 60, 5_000


def process_start() -> None:
    """CPU seconds of a whole process, median of five, in turn with the bare interpreter."""
    program = [sys.executable, "-m", "bot", "position", "lavrov", "missile-defence", "--json"]
    bare = [sys.executable, "-c", "pass"]
    subprocess.run(program, stdout=subprocess.DEVNULL)
    pairs = [(_cpu(program), _cpu(bare)) for _ in range(RUNS)]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = ours / theirs
    times = f"{ours * 1000:.0f} ms, bare interpreter {theirs * 1000:.0f} ms"
    print(f"process start: {times}, ratio {ratio:.1f} (must be at most 8.5)")


def _cpu(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def synthetic(statements: int, chance: random.Random) -> Library:
    """A library of invented words: many people and topics, zipfian text, days over ten years."""
    vocabulary = [
        "".join(chance.choices("abcdefghijklmnoprstuvz", k=chance.randint(2, 11))) for _ in range(20_000)
    ]
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    words = iter(chance.choices(vocabulary, weights, k=statements * 48))
    people = tuple(
        Person(f"person-{n}", LocalizedText(f"{vocabulary[n * 3].title()} {vocabulary[n * 7 + 1].title()}"))
        for n in range(PEOPLE)
    )
    topics = tuple(
        Topic(f"topic-{n}", LocalizedText(f"{vocabulary[n * 11]} {vocabulary[n * 5 + 2]}"), broader=_above(n))
        for n in range(TOPICS)
    )
    refs = [
        ArticleRef(f"article-{n}", f"Title {n}", False, "Publisher", "2020", "en", None, f"{n}.txt")
        for n in range(ARTICLES)
    ]
    made = tuple(_statement(n, refs[n % ARTICLES], words, chance, people) for n in range(statements))
    articles = tuple(
        Article(r.id, r.title, False, r.publisher, None, None, None, "en", None, r.file, "", "") for r in refs
    )
    return Library("synthetic", people, topics, (), articles, made, (), "0" * 64)


def _above(n: int) -> tuple[str, ...]:
    return (f"topic-{n // 4}",) if n >= 15 else ()


def _statement(
    n: int, ref: ArticleRef, words: Iterator[str], chance: random.Random, people: tuple[Person, ...]
) -> Statement:
    passage = " ".join(next(words) for _ in range(32))
    who = people[min(int(chance.expovariate(1 / 60)), PEOPLE - 1)]
    day = date(2010, 1, 1) + timedelta(days=chance.randrange(3650))
    return Statement(
        id=f"{ref.id}-{n}",
        status="published",
        speakers=(Speaker(who.id, who.name, LocalizedText("Minister")),),
        topics=tuple({f"topic-{chance.randrange(TOPICS)}", f"topic-{chance.randrange(TOPICS)}"}),
        kind="quotation",
        passage=passage,
        start=n,
        end=n + len(passage),
        quoted=((n, n + len(passage)),),
        summary=" ".join(next(words) for _ in range(14)),
        said=parse_edtf(day.isoformat()),
        said_basis="stated",
        said_note=None,
        article=ref,
    )


def _plain_tables() -> list[str]:
    return [name for file in SCHEMA for name in re.findall(r"CREATE TABLE (\w+)", file.read_text("utf-8"))]


def peer_build(source: Path, target: Path) -> float:
    """CPU seconds to write the rows of a finished index again, as plainly as sqlite3 can."""
    with closing(sqlite3.connect(source)) as old:
        names = [
            name
            for (name,) in old.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name in _plain_tables()
        ]
        rows = {name: old.execute(f"SELECT * FROM {name}").fetchall() for name in names}
        texts = old.execute("SELECT number, text FROM article").fetchall()
    # that index holds no text of its own, from which it could be built again
    folded = [(number, fold_for_search(unpacked(text))) for number, text in texts]
    started = time.process_time()
    with closing(sqlite3.connect(target, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        for file in SCHEMA:
            db.executescript(file.read_text("utf-8"))
        db.execute("BEGIN")
        for name, lines in rows.items():
            if lines:
                db.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(lines[0]))})", lines)
        db.execute("INSERT INTO statement_text (statement_text) VALUES ('rebuild')")
        db.executemany("INSERT INTO article_words (rowid, text) VALUES (?, ?)", folded)
        db.execute("COMMIT")
    return time.process_time() - started


def large_library(statements: int) -> None:
    chance = random.Random(2013)
    view = synthetic(statements, chance)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / INDEX
        pairs = []
        for run in range(RUNS):
            started = time.process_time()
            build(view, path)
            pairs.append((time.process_time() - started, peer_build(path, Path(folder) / f"peer{run}")))
        ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(a / b for a, b in pairs)
        size = path.stat().st_size / 1e6
        times = f"build {ours:.2f} s, peer {theirs:.2f} s, ratio {ratio:.2f} (must be at most 1.8)"
        print(f"{statements} statements: {times}; index {size:.0f} MB")
        sys.stdout.flush()
        del view
        larger = Path(folder) / "larger"
        grow(path, larger)
        for each in (path, larger):
            command = [sys.executable, "-m", "benchmarks.engine", "--queries", str(each)]
            subprocess.run(command, check=True)


async def queries(path: Path) -> None:
    """Warm p50 and p99 of position and search over aiosqlite, and the process's peak memory.

    Each also in time of the processor, which says more where others use the machine.
    """
    index = IndexReader(await ThreadedConnection.open(path))
    engine = QueryEngine(path, index, await index.registry(), ())
    chance = random.Random(8)
    people, topics = list(engine.people), list(engine.topics)
    rows = await index.statements([f"article-{n}-{n}" for n in range(200)])
    vocabulary = [word for s in rows.values() for word in s.passage.split()]

    async def position() -> object:
        return await engine.position(chance.choice(people), chance.choice(topics))

    async def search() -> object:
        return await engine.search(chance.sample(vocabulary, 2), Filter())

    statements = engine.registry.statements
    print(f"  {statements:,} statements (p99 must be {3 if statements <= 100_000 else 5} ms)")
    for name, ask in (("position", position), ("search", search)):
        await _timed(name, ask)
    await engine.close()
    status = Path("/proc/self/status").read_text("ascii")  # ru_maxrss would be the parent's as well
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    print(f"  peak memory of a warm engine: {peak:.0f} MB")


async def _timed(name: str, ask: Callable[[], Awaitable[object]], times: int = 2000) -> None:
    for _ in range(100):
        await ask()
    taken, spent = [], []
    for _ in range(times):
        started, spent_before = time.perf_counter(), time.process_time()
        await ask()
        taken.append((time.perf_counter() - started) * 1000)
        spent.append((time.process_time() - spent_before) * 1000)
    (p50, p99), (own50, own99) = (
        (ordered[times // 2], ordered[int(times * 0.99)]) for ordered in (sorted(taken), sorted(spent))
    )
    print(f"  {name}: p50 {p50:.2f} ms, p99 {p99:.2f} ms; of the processor {own50:.2f} and {own99:.2f} ms")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--statements", type=int, default=100_000)
    options.add_argument("--queries", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.queries:
        asyncio.run(queries(chosen.queries))
        return
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's modules are compiled once
    with tempfile.TemporaryDirectory() as cache:
        os.environ["ONRECORD_CACHE"] = cache
        process_start()
    large_library(chosen.statements)


if __name__ == "__main__":
    main()
