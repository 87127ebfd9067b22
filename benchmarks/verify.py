"""Checks quotations against libraries of natural text, beside two other ways to look for them.

    python -m benchmarks.verify [--articles 1000,10000,100000] [--words 500] [--each 100] [--peer-queries 2]

The text is a three-word chain over public-domain speeches (benchmarks/natural_text.py), the claims are made
from it (benchmarks/verify_claims.py). The limits of briefs/verify/claim_search.py and retrieval.py were set
on such text, 1,000 and 10,000 articles of another seed: the figures are in-sample as to the kind of text, not
as to texts and claims.

Prints for each size the share of right verdicts by kind, the time of a check on the processor, and the
index's size against the text's. The peers run on the same articles: an FTS5 phrase search alone, and
rapidfuzz `partial_ratio` over all texts.
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path

from benchmarks.natural_text import TextChain, corpus
from benchmarks.verify_claims import Claim, ClaimMaker
from briefs.index import article_texts
from briefs.index.builder import PAGE_SIZE, add_statements
from briefs.index.schema import packed, unpacked
from briefs.model import Article, ArticleRef, LocalizedText, Speaker, Statement, UncertainDate
from briefs.text import fold_for_search
from briefs.verify import Verifier

WHEN = UncertainDate("2020", None, None)
PEOPLE = [Speaker(f"p{n}", LocalizedText(f"Speaker {n}"), None) for n in range(50)]
SEED = 11  # of texts; the claims have one of their own
Ask = Callable[[Claim], str]


def build(path: Path, source: Iterator[str]) -> int:
    """Write the index; returns the bytes of text in it."""
    size = 0
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.executescript(files("briefs.index").joinpath("schema.sql").read_text("utf-8"))
        db.execute("BEGIN")
        slim, statements = [], []
        for number, text in enumerate(source, 1):
            size += len(text.encode())
            name = f"a{number}"
            row = (number, name, f"{name}.txt", name, False, "Paper", "2020", "en", None, None, "[]")
            db.execute(
                "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, len(text), packed(text)),
            )
            slim.append(
                Article(name, name, False, "Paper", WHEN, None, None, "en", None, f"{name}.txt", "", "")
            )
            statements.append(_statement(name, text, number))
        _people(db, statements)
        article_texts.build(db, slim, {speaker.id: speaker.name.en for speaker in PEOPLE})
        db.execute("COMMIT")
    return size


def _people(db: sqlite3.Connection, statements: list[Statement]) -> None:
    """Who said which statement, as the library's own build notes it."""
    number = {speaker.id: at for at, speaker in enumerate(PEOPLE, 1)}
    db.executemany("INSERT INTO person VALUES (?, ?, '', 0)", [(at, id) for id, at in number.items()])
    numbered = list(enumerate(statements, 1))
    add_statements(db, numbered, {each.article.id: at for at, each in numbered})
    db.executemany(
        "INSERT INTO spoken VALUES (?, 0, ?)", [(number[each.speakers[0].id], at) for at, each in numbered]
    )


def _statement(name: str, text: str, number: int) -> Statement:
    """The first paragraph of every article is somebody's quotation."""
    end = text.find("\n\n") if "\n\n" in text else len(text)
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


def phrase_search(path: Path) -> Ask:
    """The claim as one FTS5 phrase, as it stands."""
    db = sqlite3.connect(path)

    def ask(claim: Claim) -> str:
        words = '"' + fold_for_search(claim.text).replace('"', " ") + '"'
        sql = "SELECT rowid FROM article_words WHERE article_words MATCH ? LIMIT 1"
        return "exact" if db.execute(sql, (words,)).fetchone() else "not-found"

    return ask


def fuzzy_search(path: Path) -> Ask:
    """The claim against every text; the cut-offs are the best of those tried by hand."""
    from rapidfuzz import fuzz, process

    with closing(sqlite3.connect(path)) as db:
        library = [unpacked(row[0]) for row in db.execute("SELECT text FROM article")]

    def ask(claim: Claim) -> str:
        best = process.extractOne(claim.text, library, scorer=fuzz.partial_ratio)
        score = best[1] if best else 0
        return "exact" if score == 100 else "altered" if score >= 75 else "not-found"

    return ask


def measure(name: str, ask: Ask, claims: list[Claim]) -> None:
    """Print the share of right verdicts and the milliseconds of processor time, by kind and in all."""
    times: dict[str, list[float]] = defaultdict(list)
    right: dict[str, list[bool]] = defaultdict(list)
    for claim in claims:
        begun = time.process_time()
        verdict = ask(claim)
        taken = (time.process_time() - begun) * 1000
        times[claim.kind].append(taken)
        right[claim.kind].append(verdict == claim.verdict)
    times["all kinds"] = [each for taken in times.values() for each in taken]
    right["all kinds"] = [each for good in right.values() for each in good]
    print(f"  {name:<38}{'claims':>8}{'right':>8}{'p50 ms':>10}{'p99 ms':>10}")
    for kind, every in times.items():
        share = sum(right[kind]) / len(right[kind])
        last = sorted(every)[int(0.99 * len(every))]
        print(f"    {kind:<36}{len(every):>8}{share:>8.3f}{statistics.median(every):>10.1f}{last:>10.1f}")


def write(path: Path, count: int, words: int) -> None:
    """Write an index of so many articles of so many words."""
    build(path, TextChain(corpus(), SEED).articles(count, words))


def run(path: Path, count: int, chosen: argparse.Namespace) -> None:
    """One size of library, built at `path` if it is not there."""
    if not path.exists():
        # In a process of its own, so that its memory is not counted as the check's.
        writer = get_context("spawn").Process(target=write, args=(path, count, chosen.words))
        writer.start()
        writer.join()
    with closing(sqlite3.connect(path)) as db:
        size = sum(len(unpacked(row[0]).encode()) for row in db.execute("SELECT text FROM article"))
        claims = list(ClaimMaker(db, [each.id for each in PEOPLE]).all(chosen.each))
    print(
        f"{count} articles of {chosen.words} words, {size / 1e6:.0f} MB of text,"
        f" index {path.stat().st_size / size:.2f} times the text"
    )
    checker = Verifier.open(path)
    checker.check(claims[0].text, claims[0].by)
    measure("onrecord verify", lambda claim: checker.check(claim.text, claim.by).verdict, claims)
    print(f"    memory at its peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    measure("FTS5 phrase alone", phrase_search(path), claims)
    few = claims[:: max(1, chosen.each // max(1, chosen.peer_queries))] if chosen.peer_queries else []
    if few:
        measure("rapidfuzz partial_ratio, all texts", fuzzy_search(path), few)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", default="1000,10000,100000")
    parser.add_argument("--words", type=int, default=500)
    parser.add_argument("--each", type=int, default=100, help="claims of each kind")
    parser.add_argument("--peer-queries", type=int, default=2, help="claims of each kind, of the slow peer")
    parser.add_argument("--indexes", type=Path, help="keep the indexes here, and use those that are there")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        for count in map(int, chosen.articles.split(",")):
            run((chosen.indexes or Path(folder)) / f"{count}x{chosen.words}.sqlite", count, chosen)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
