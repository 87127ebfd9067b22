"""Checks quotations against a large synthetic library, beside three other ways to look for them.

    python -m benchmarks.verify [--articles 100000] [--words 500] [--queries 600] [--peer-queries 2]

Prints one table: time for a check, verdicts right, and the index's size against the text's. The peers run
on the same articles: rapidfuzz `partial_ratio` over all texts, an FTS5 phrase search alone, and Quid
pairwise on a few articles where it is installed.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np

from briefs.index import article_texts
from briefs.model import Article, ArticleRef, LocalizedText, Speaker, Statement, UncertainDate
from briefs.verify import Verifier

COMMON = """
    the of and to a in that is was for on with as by at it from his be this are have had not but they which he
    were or an their one said will been who would its all there more we about can when out than also into some
    could time these two may then do other over new first any like after should such so only what them people
    years no must our between before during through where under while against very because both
""".split()
WHEN = UncertainDate("2020", None, None)
PEOPLE = [Speaker(f"p{n}", LocalizedText(f"Speaker {n}"), None) for n in range(50)]


@dataclass(frozen=True)
class Query:
    text: str
    verdict: str
    by: str | None = None


def vocabulary(rng: random.Random, size: int) -> list[str]:
    """Common English words, then made-up ones, to be drawn by Zipf's law."""
    heads, tails = (
        "b c d f g h l m n p r s t v br cl dr fl gr pl pr sp st tr".split(),
        "a e i o u ai ea ou".split(),
    )
    ends = ["", "n", "r", "s", "t", "l", "nd", "ment", "tion", "ing", "ed", "ly"]
    words: dict[str, None] = dict.fromkeys(COMMON)
    while len(words) < size:
        middle = "".join(rng.choice(heads) + rng.choice(tails) for _ in range(rng.randint(1, 3)))
        words[middle + rng.choice(ends)] = None
    return list(words)


def articles(count: int, length: int, seed: int) -> Iterator[str]:
    rng, draw = random.Random(seed), np.random.default_rng(seed)
    words = np.array(vocabulary(rng, 60_000), dtype=object)
    odds = 1.0 / (np.arange(len(words)) + 2.7)
    edges = np.cumsum(odds / odds.sum())
    for _ in range(count):
        drawn = words[np.minimum(np.searchsorted(edges, draw.random(length)), len(words) - 1)]
        yield _written(rng, drawn.tolist())


def _written(rng: random.Random, drawn: list[str]) -> str:
    """Sentences of 8 to 25 words, with a figure now and then, five to a paragraph."""
    sentences, at = [], 0
    while at < len(drawn):
        size = rng.randint(8, 25)
        part = drawn[at : at + size]
        if rng.random() < 0.2:
            part[rng.randrange(len(part))] = str(rng.randint(2, 5000))
        sentences.append(part[0].capitalize() + " " + " ".join(part[1:]) + ".")
        at += size
    lines = [" ".join(sentences[n : n + 5]) for n in range(0, len(sentences), 5)]
    return "\n\n".join(lines)


def build(path: Path, source: Iterator[str]) -> int:
    """Write the index; returns the bytes of text in it."""
    size = 0
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.executescript(files("briefs.index").joinpath("schema.sql").read_text("utf-8"))
        db.execute("BEGIN")
        slim, statements = [], []
        for number, text in enumerate(source, 1):
            size += len(text.encode())
            name = f"a{number}"
            row = (number, name, f"{name}.txt", name, False, "Paper", "2020", "en", None, "[]", text)
            db.execute("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            slim.append(
                Article(name, name, False, "Paper", WHEN, None, None, "en", None, f"{name}.txt", "", "")
            )
            statements.append(_statement(name, text, number))
        article_texts.build(db, slim, statements)
        db.execute("COMMIT")
    return size


def _statement(name: str, text: str, number: int) -> Statement:
    """The first paragraph of every article is somebody's quotation."""
    end = text.index("\n\n")
    ref = ArticleRef(name, name, False, "Paper", "2020", "en", None, f"{name}.txt")
    who = (PEOPLE[number % len(PEOPLE)],)
    spans = ((0, end),)
    return Statement(
        f"{name}-1",
        "published",
        who,
        (),
        "quotation",
        text[:end],
        0,
        end,
        spans,
        "",
        WHEN,
        "stated",
        None,
        ref,
    )


def queries(path: Path, count: int, seed: int) -> list[Query]:
    rng = random.Random(seed)
    with closing(sqlite3.connect(path)) as db:
        total = db.execute("SELECT max(number) FROM article").fetchone()[0]

        def lead() -> tuple[list[str], str]:
            number = rng.randint(1, total)
            text = db.execute("SELECT text FROM article WHERE number = ?", (number,)).fetchone()[0]
            return text.split("\n\n")[0].split(), PEOPLE[number % len(PEOPLE)].id

        makers = [_exact, _altered, _number, _spliced, _joined, _invented, _swapped]
        return [makers[n % len(makers)](rng, lead) for n in range(count)]


Lead = Callable[[], tuple[list[str], str]]


def _piece(rng: random.Random, words: list[str], low: int = 8, high: int = 30) -> list[str]:
    size = min(rng.randint(low, high), len(words))
    start = rng.randint(0, len(words) - size)
    return words[start : start + size]


def _exact(rng: random.Random, lead: Lead) -> Query:
    words, who = lead()
    return Query(" ".join(_piece(rng, words)), "exact", who)


def _swapped(rng: random.Random, lead: Lead) -> Query:
    words, who = lead()
    other = rng.choice([each.id for each in PEOPLE if each.id != who])
    return Query(" ".join(_piece(rng, words)), "misattributed", other)


def _altered(rng: random.Random, lead: Lead) -> Query:
    words, who = lead()
    piece = _piece(rng, words, 10)
    piece[rng.randrange(2, len(piece) - 2)] = "zyxomatic"
    return Query(" ".join(piece), "altered", who)


def _number(rng: random.Random, lead: Lead) -> Query:
    words, who = lead()
    figures = [at for at, word in enumerate(words) if word.isdigit()]
    if not figures:
        return _altered(rng, lead)
    at = rng.choice(figures)
    changed = [*words[max(0, at - 8) : at], words[at] + "0", *words[at + 1 : at + 9]]
    return Query(" ".join(changed), "altered", who)


def _spliced(rng: random.Random, lead: Lead) -> Query:
    words, who = lead()
    return Query(" ".join([*words[2:9], "…", *words[-9:-2]]), "spliced", who)


def _joined(rng: random.Random, lead: Lead) -> Query:
    (one, who), (other, _) = lead(), lead()
    return Query(" ".join(one[:9]) + ". " + " ".join(other[:9]), "spliced", who)


def _invented(rng: random.Random, lead: Lead) -> Query:
    words = [rng.choice(lead()[0]).strip(".").lower() for _ in range(rng.randint(6, 20))]
    return Query(" ".join(words), "not-found")


def timed(ask: Callable[[Query], str], asked: list[Query]) -> tuple[list[float], list[float], float]:
    """Milliseconds for each query, on the clock and on the processor, and the share of right verdicts.

    The two differ where other work shares the machine.
    """
    clock, processor, right = [], [], 0
    for query in asked:
        start, begun = time.perf_counter(), time.process_time()
        verdict = ask(query)
        clock.append((time.perf_counter() - start) * 1000)
        processor.append((time.process_time() - begun) * 1000)
        right += verdict == query.verdict
    return clock, processor, right / max(len(asked), 1)


def phrase_search(path: Path) -> Callable[[Query], str]:
    db = sqlite3.connect(path)

    def ask(query: Query) -> str:
        words = '"' + query.text.replace('"', " ") + '"'
        hit = db.execute(
            "SELECT rowid FROM article_words WHERE article_words MATCH ? LIMIT 1", (words,)
        ).fetchone()
        return "exact" if hit else "not-found"

    return ask


def fuzzy_search(path: Path) -> Callable[[Query], str]:
    from rapidfuzz import fuzz, process

    with closing(sqlite3.connect(path)) as db:
        library = [row[0] for row in db.execute("SELECT text FROM article")]

    def ask(query: Query) -> str:
        best = process.extractOne(query.text, library, scorer=fuzz.partial_ratio)
        score = best[1] if best else 0
        return "exact" if score == 100 else "altered" if score >= 75 else "not-found"

    return ask


def quid_search(path: Path, among: int) -> Callable[[Query], str] | None:
    """Quid against the first `among` articles only: it compares two texts at a time."""
    try:
        from quid.core.Quid import Quid
    except ImportError:
        return None
    with closing(sqlite3.connect(path)) as db:
        library = [row[0] for row in db.execute("SELECT text FROM article LIMIT ?", (among,))]

    def ask(query: Query) -> str:
        return "exact" if any(Quid().compare(text, query.text) for text in library) else "not-found"

    return ask


def _row(name: str, clock: list[float], processor: list[float], right: float) -> str:
    middle, last, busy = statistics.median(clock), _p99(clock), _p99(processor)
    return f"{name:<34}{len(clock):>8}{middle:>12.2f}{last:>12.2f}{busy:>14.2f}{100 * right:>9.1f} %"


def _p99(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(0.99 * len(times)))]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--words", type=int, default=500)
    parser.add_argument("--queries", type=int, default=700)
    parser.add_argument("--peer-queries", type=int, default=7)
    parser.add_argument("--quid-articles", type=int, default=20)
    parser.add_argument("--index", type=Path, help="keep the index here, and use it if it is there")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.index or Path(folder) / "index.sqlite"
        if not path.exists():
            start = time.perf_counter()
            build(path, articles(chosen.articles, chosen.words, 1))
            print(f"built in {time.perf_counter() - start:.0f} s")
        with closing(sqlite3.connect(path)) as db:
            count, size = db.execute(
                "SELECT count(*), sum(length(CAST(text AS BLOB))) FROM article"
            ).fetchone()
        index = path.stat().st_size
        print(
            f"{count} articles, {size / 1e6:.0f} MB of text, "
            f"index {index / 1e6:.0f} MB: {index / size:.2f} times the text"
        )
        _compare(path, chosen)
    return 0


def _compare(path: Path, chosen: argparse.Namespace) -> None:
    asked = queries(path, chosen.queries, 7)
    few = asked[: chosen.peer_queries]
    print(f"{'':<34}{'queries':>8}{'p50 ms':>12}{'p99 ms':>12}{'p99 CPU ms':>14}{'right':>11}")
    checker = Verifier.open(path)
    for query in asked[:20]:
        checker.check(query.text, query.by)
    print(_row("onrecord verify", *timed(lambda q: checker.check(q.text, q.by).verdict, asked)))
    print(_row("FTS5 phrase alone", *timed(phrase_search(path), asked)))
    if not few:
        return
    print(_row("rapidfuzz partial_ratio, all texts", *timed(fuzzy_search(path), few)))
    quid = quid_search(path, chosen.quid_articles)
    if quid is None:
        print("Quid is not installed: pip install Quid to have it in the table")
    else:
        print(_row(f"Quid, {chosen.quid_articles} texts only", *timed(quid, few)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
