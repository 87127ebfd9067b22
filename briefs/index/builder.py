"""Builds the index from a checked library: a temporary file, then one atomic swap."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefs import serialization
from briefs.atomic_files import put_in_place
from briefs.grouping import anniversary_days, with_broader
from briefs.index import article_texts
from briefs.index.schema import ANY_TOPIC, ARTICLE_REST, FORMAT, SCHEMA, STATEMENT_REST, packed
from briefs.library import rules, stamps_checksum
from briefs.model import SHOWN, Article, Library, Person, Statement, UncertainDate
from briefs.text import fold_for_search, widened_bounds

if TYPE_CHECKING:
    from briefs.library import Progress

_ABANDONED_AFTER = 600.0  # seconds after which nobody is still building a file
PAGE_SIZE = 16_384  # bytes: of SQLite's own 4,096 an article of a page's print leaves a quarter empty
_CACHE = 64 << 20  # bytes of pages in memory while the file is written
GAP = 1024  # between the numbers of two neighbours, so that others find room between them later

Numbered = tuple[int, Statement]
SortKey = tuple[bool, str, int, int, str]


def build(library: Library, path: Path, progress: Progress | None = None) -> None:
    """Write the index of `library` to `path`; whoever has the old one open keeps reading it.

    `progress` is told how many statements are written, and of how many. Raises :class:`OSError` where the
    index cannot be written; the old one stays then.
    """
    try:
        with atomic_replace(path) as db:
            db.executescript(SCHEMA[0].read_text("utf-8"))
            db.execute("BEGIN")
            _fill(db, library, progress or (lambda done, total: None))
    except sqlite3.OperationalError as bad:  # SQLite's own word for a full or failing disk
        raise OSError(errno.EIO, str(bad)) from bad


@contextmanager
def atomic_replace(path: Path, copy_of: Path | None = None) -> Iterator[sqlite3.Connection]:
    """A new database, empty or a copy of the file `copy_of`, that takes the place of `path` if all goes well.

    The caller begins a transaction, which is committed here. Raises :class:`OSError` where a file cannot be
    written, and what SQLite raises; `path` is as before then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    _clear(path)
    try:
        if copy_of is not None:
            shutil.copyfile(copy_of, new)
        with closing(sqlite3.connect(new, isolation_level=None)) as db:
            db.execute(f"PRAGMA page_size = {PAGE_SIZE}")  # of a copy it stays as it is
            db.execute("PRAGMA journal_mode = OFF")  # a build that dies leaves a file nobody reads
            db.execute("PRAGMA synchronous = OFF")
            # The trees that rows go into all over stay in memory: each page is then written once.
            db.execute(f"PRAGMA cache_size = -{_CACHE >> 10}")
            yield db
            db.execute("COMMIT")
        # Without a journal SQLite did not flush: after a power cut the name must not lead to an empty file.
        put_in_place(new, path)
    finally:
        new.unlink(missing_ok=True)


def _clear(path: Path) -> None:
    """What processes left that were killed while they built, and an earlier try of our own."""
    for left in path.parent.glob(f"{path.name}.*.new"):
        with suppress(OSError):
            ours = left.name == f"{path.name}.{os.getpid()}.new"
            if ours or time.time() - left.stat().st_mtime > _ABANDONED_AFTER:
                left.unlink()


def _fill(db: sqlite3.Connection, library: Library, progress: Progress) -> None:
    db.executemany("INSERT INTO meta VALUES (?, ?)", meta(library).items())
    db.executemany("INSERT INTO file VALUES (?, ?, ?, ?)", library.files)
    add_curated(db, library)
    articles = {article.id: number * GAP for number, article in enumerate(library.articles, 1)}
    add_articles(db, library.articles, articles)
    add_days(db, library, articles)
    add_links(db, library, articles)
    ordered = sorted(library.statements, key=lambda s: sort_key(s, articles))
    numbered = [(number * GAP, statement) for number, statement in enumerate(ordered, 1)]
    derived = DerivedRows.from_library(library)
    _statements(db, numbered, articles, progress)
    db.executemany("INSERT INTO spoken VALUES (?, ?, ?)", sorted(derived.spoken(numbered)))
    db.executemany("INSERT INTO about VALUES (?, ?)", sorted(derived.about(numbered)))
    db.executemany("INSERT INTO anniversary VALUES (?, ?)", sorted(derived.anniversaries(numbered)))
    speakers = {who.id: who.name.en for statement in ordered for who in statement.speakers}
    article_texts.build(db, library.articles, speakers)
    db.execute("INSERT INTO tally SELECT person, topic, count(*) FROM spoken GROUP BY person, topic")
    article_texts.buffer_words(db, "statement_text")
    db.execute("INSERT INTO statement_text (statement_text) VALUES ('rebuild')")
    add_people(db, library.people)
    db.executemany(
        "INSERT INTO topic VALUES (?, ?, ?, (SELECT count(*) FROM about WHERE topic = ?))",
        [
            (number, each.id, serialization.dumps(each), number)
            for number, each in enumerate(library.topics, 1)
        ],
    )


def meta(library: Library) -> dict[str, str]:
    """The rows of the table `meta`: which library and which format this is an index of."""
    return {
        "format": FORMAT,
        "digest": library.digest,
        "root": library.root,
        "rules": rules(),
        "stamps": stamps_checksum((path, at, size) for path, at, size, _ in library.files),
    }


def add_curated(db: sqlite3.Connection, library: Library) -> None:
    """Into empty tables."""
    db.executemany(
        "INSERT INTO occasion VALUES (?, ?)", [(o.id, serialization.dumps(o)) for o in library.occasions]
    )
    db.executemany(
        "INSERT INTO position VALUES (?, ?, ?)",
        [(p.person, p.topic, serialization.dumps(p)) for p in library.briefs],
    )
    db.executemany(
        "INSERT INTO shift VALUES (?, ?, ?)",
        [(s.person, s.id, serialization.dumps(s)) for s in library.shifts],
    )


def add_people(db: sqlite3.Connection, people: Iterable[Person], before: int = 0) -> None:
    """People with the number of their statements, which `tally` has to hold; `before` are there already."""
    count = f"SELECT coalesce(sum(statements), 0) FROM tally WHERE person = ? AND topic = {ANY_TOPIC}"
    db.executemany(
        f"INSERT INTO person VALUES (?, ?, ?, ({count}))",
        [
            (number, each.id, serialization.dumps(each), number)
            for number, each in enumerate(people, before + 1)
        ],
    )


def add_articles(db: sqlite3.Connection, articles: Iterable[Article], numbers: Mapping[str, int]) -> None:
    """Articles under these numbers, by id."""
    db.executemany(
        "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_article_row(numbers[article.id], article) for article in articles),
    )


def add_statements(db: sqlite3.Connection, numbered: Sequence[Numbered], articles: Mapping[str, int]) -> None:
    """Statements under their numbers, into tables that hold others already; `articles` are numbers by id."""
    _statements(db, numbered, articles, lambda done, total: None)
    rows = [(number, s.passage, s.summary) for number, s in numbered]
    db.executemany("INSERT INTO statement_text (rowid, passage, summary) VALUES (?, ?, ?)", rows)


def add_days(db: sqlite3.Connection, library: Library, numbers: Mapping[str, int]) -> None:
    """The newest day that each article and its statements tell of, by the article's number.

    Published, said, accepted, changed or looked at again: never the time of a file, which is that of a copy
    on this machine.
    """
    days = {each.id: each.published.latest for each in library.articles if each.published}
    newest = {id: day.isoformat() for id, day in days.items() if day}
    for each in library.statements:
        told = [each.accepted_at, each.source_seen, *(step.at for step in each.history)]
        told += [each.said.latest.isoformat()] if each.said.latest else []
        day = max((text[:10] for text in told if text), default="")
        newest[each.article.id] = max(newest.get(each.article.id, ""), day)
    db.executemany(
        "INSERT INTO article_day VALUES (?, ?)", ((numbers[id], day) for id, day in newest.items())
    )


def add_links(db: sqlite3.Connection, library: Library, numbers: Mapping[str, int]) -> None:
    """Which dossier each article is of, and which ids it refers to; `numbers` are of articles by id."""
    found = zip(library.dossiers, library.articles, strict=False)  # a library made in memory has no dossiers
    db.executemany("INSERT INTO dossier VALUES (?, ?)", ((path, numbers[each.id]) for path, each in found))
    links = {(each.id, name) for each in library.articles for name in (each.same_as, each.version_of)}
    for s in library.statements:
        original = s.original.article if s.original else None
        links.update((s.article.id, name) for name in (*s.same_as, original))
    rows = sorted((numbers[id], name) for id, name in links if name)
    db.executemany("INSERT INTO refers_to VALUES (?, ?)", rows)


def sort_key(statement: Statement, articles: Mapping[str, int]) -> SortKey:
    """What statements are in order of: the latest possible day, undated ones last, then the place.

    `articles` are the numbers of articles by id.
    """
    latest = statement.said.latest
    where = (articles[statement.article.id], statement.start, statement.id)
    return (latest is None, str(latest or ""), *where)


def _article_row(number: int, article: Article) -> tuple[object, ...]:
    published = article.published.edtf if article.published else None
    ref = (article.id, article.file, article.title, article.title_derived, article.publisher, published)
    rest = serialization.record(article, ARTICLE_REST)
    return (
        number,
        *ref,
        article.language,
        article.url,
        article.author,
        serialization.dumps(rest),
        len(article.text),
        packed(article.text),
    )


@lru_cache(maxsize=4096)
def _days(when: UncertainDate) -> tuple[str | None, ...]:
    """First and last day, and both with a month's margin where the date is uncertain."""
    wide = widened_bounds(when)
    return tuple(day.isoformat() if day else None for day in (when.earliest, when.latest, *wide))


def _statements(
    db: sqlite3.Connection, numbered: Sequence[Numbered], articles: Mapping[str, int], progress: Progress
) -> None:
    def rows() -> Iterator[tuple[object, ...]]:
        for done, (number, s) in enumerate(numbered, 1):
            if done % 1000 == 0 or done == len(numbered):
                progress(done, len(numbered))
            days = _days(s.said)
            rest = serialization.dumps(serialization.record(s, STATEMENT_REST))
            head = (number, s.id, articles[s.article.id], s.status, s.kind)
            yield (*head, *days, s.start, s.end, s.passage, s.summary, rest)

    db.executemany("INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows())
    words = [(n, s.original.text) for n, s in numbered if s.original and s.original.text]
    db.executemany(
        "INSERT INTO original_words (rowid, words) VALUES (?, ?)",
        [(number, fold_for_search(text)) for number, text in words],
    )


class DerivedRows(NamedTuple):
    """The rows by which answers find statements, made of numbers instead of ids.

    `people` are numbers by id, `tags` by a topic's id the numbers of all topics that its statements bear on.
    """

    people: dict[str, int]
    tags: dict[str, frozenset[int]]

    @classmethod
    def from_library(cls, library: Library) -> DerivedRows:
        """Numbered in the order of the files, from 1."""
        people = {person.id: number for number, person in enumerate(library.people, 1)}
        topics = {topic.id: number for number, topic in enumerate(library.topics, 1)}
        wide = with_broader(library.topics)
        return cls(people, {id: frozenset(topics[each] for each in wide[id]) for id in topics})

    def spoken(self, numbered: Iterable[Numbered]) -> Iterator[tuple[int, int, int]]:
        """(person, topic, statement) of what answers show; each also under :data:`ANY_TOPIC`."""
        for number, s in numbered:
            if s.status in SHOWN:
                on = [ANY_TOPIC, *self._tags(s)]
                yield from ((self.people[who.id], topic, number) for who in s.speakers for topic in on)

    def about(self, numbered: Iterable[Numbered]) -> Iterator[tuple[int, int]]:
        """(topic, statement) of what answers show, facts included."""
        for number, s in numbered:
            if s.status in SHOWN:
                yield from ((topic, number) for topic in self._tags(s))

    def anniversaries(self, numbered: Iterable[Numbered]) -> Iterator[tuple[str, int]]:
        """(month and day, statement), such as ("10-26", 1024)."""
        for number, s in numbered:
            if s.status in SHOWN:
                yield from ((f"{day.month:02}-{day.day:02}", number) for day in anniversary_days(s))

    def _tags(self, s: Statement) -> frozenset[int]:
        return frozenset().union(*map(self.tags.__getitem__, s.topics))
