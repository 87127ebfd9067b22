"""Builds the facts index from a checked library: a temporary file, then one atomic swap."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from briefs import codec
from briefs.edtf import widened
from briefs.index import ANY_TOPIC, ARTICLE_REST, FORMAT, SCHEMA, STATEMENT_REST
from briefs.model import SHOWN, Article, LibraryView, Statement, Topic
from briefs.verify import texts

_LONGEST_ANNIVERSARY = timedelta(days=6)  # a date vaguer than a week has no anniversary

Progress = Callable[[int, int], None]  # statements written, statements in all


def build(view: LibraryView, path: Path, progress: Progress | None = None) -> None:
    """Write the index of `view` to `path`; whoever has the old one open keeps reading it.

    Raises OSError where it cannot be written; the old one stays then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    new.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(new, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = OFF")  # a build that dies leaves a file nobody reads
            db.execute("PRAGMA synchronous = OFF")
            db.executescript(SCHEMA[0].read_text("utf-8"))
            db.execute("BEGIN")
            _fill(db, view, progress or (lambda done, total: None))
            db.execute("COMMIT")
        with new.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(new, path)
    except sqlite3.OperationalError as bad:  # SQLite's own word for a full or failing disk
        raise OSError(errno.EIO, str(bad)) from bad
    finally:
        new.unlink(missing_ok=True)


def _fill(db: sqlite3.Connection, view: LibraryView, progress: Progress) -> None:
    meta = {"format": FORMAT, "digest": view.digest, "root": view.root, "changed": _last_change(view)}
    db.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    db.executemany("INSERT INTO file VALUES (?, ?, ?, ?)", view.files)
    db.executemany("INSERT INTO occasion VALUES (?, ?)", [(o.id, codec.dumps(o)) for o in view.occasions])
    db.executemany(
        "INSERT INTO position VALUES (?, ?, ?)", [(p.person, p.topic, codec.dumps(p)) for p in view.positions]
    )
    articles = {article.id: number for number, article in enumerate(view.articles, 1)}
    db.executemany(
        "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_article_row(articles[article.id], article) for article in view.articles),
    )
    ordered = sorted(view.statements, key=lambda s: _place(s, articles))
    people = {person.id: number for number, person in enumerate(view.people, 1)}
    topics = {topic.id: number for number, topic in enumerate(view.topics, 1)}
    wider = _with_broader(view.topics)
    _statements(db, ordered, articles, progress)
    db.executemany("INSERT INTO spoken VALUES (?, ?, ?)", sorted(_spoken(ordered, people, topics, wider)))
    db.executemany("INSERT INTO about VALUES (?, ?)", sorted(_about(ordered, topics, wider)))
    db.executemany("INSERT OR IGNORE INTO anniversary VALUES (?, ?)", sorted(_anniversaries(ordered)))
    texts.build(db, view.articles, ordered)
    db.execute("INSERT INTO tally SELECT person, topic, count(*) FROM spoken GROUP BY person, topic")
    db.execute("INSERT INTO statement_text (statement_text) VALUES ('rebuild')")
    for table, items, counted in (("person", people, view.people), ("topic", topics, view.topics)):
        count = (
            f"SELECT coalesce(sum(statements), 0) FROM tally WHERE person = ? AND topic = {ANY_TOPIC}"
            if table == "person"
            else "SELECT count(*) FROM about WHERE topic = ?"
        )
        db.executemany(
            f"INSERT INTO {table} VALUES (?, ?, ?, ({count}))",
            [(items[each.id], each.id, codec.dumps(each), items[each.id]) for each in counted],
        )


def _last_change(view: LibraryView) -> str:
    """The newest change of any file, nanoseconds since 1970 UTC."""
    return str(max((mtime for _, mtime, _, _ in view.files), default=0))


def _place(statement: Statement, articles: dict[str, int]) -> tuple[bool, str, int, int]:
    latest = statement.said.latest
    return (latest is None, str(latest or ""), articles[statement.article.id], statement.start)


def _article_row(number: int, article: Article) -> tuple[object, ...]:
    published = article.published.edtf if article.published else None
    ref = (article.id, article.file, article.title, article.title_derived, article.publisher, published)
    rest = codec.record(article, ARTICLE_REST)
    return (number, *ref, article.language, article.url, codec.dumps(rest), article.text)


def _statements(
    db: sqlite3.Connection, ordered: list[Statement], articles: dict[str, int], progress: Progress
) -> None:
    def rows() -> Iterator[tuple[object, ...]]:
        for number, s in enumerate(ordered, 1):
            if number % 1000 == 0 or number == len(ordered):
                progress(number, len(ordered))
            wide_from, wide_to = widened(s.said)
            days = [day and day.isoformat() for day in (s.said.earliest, s.said.latest, wide_from, wide_to)]
            rest = codec.dumps(codec.record(s, STATEMENT_REST))
            head = (number, s.id, articles[s.article.id], s.status, s.kind)
            yield (*head, *days, s.start, s.passage, s.summary, rest)

    db.executemany("INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows())


def _with_broader(topics: tuple[Topic, ...]) -> dict[str, frozenset[str]]:
    """Each topic's id with the ids of all that is broader, itself included."""
    broader = {topic.id: topic.broader for topic in topics}
    closed: dict[str, frozenset[str]] = {}
    for topic in broader:
        seen, todo = {topic}, list(broader[topic])
        while todo:
            above = todo.pop()
            if above not in seen:
                seen.add(above)
                todo.extend(broader.get(above, ()))
        closed[topic] = frozenset(seen)
    return closed


def _tags(s: Statement, wider: dict[str, frozenset[str]]) -> set[str]:
    return set().union(*(wider[topic] for topic in s.topics))


def _spoken(
    ordered: list[Statement], people: dict[str, int], topics: dict[str, int], wider: dict[str, frozenset[str]]
) -> Iterator[tuple[int, int, int]]:
    for number, s in enumerate(ordered, 1):
        if s.status in SHOWN:
            on = [ANY_TOPIC, *(topics[topic] for topic in _tags(s, wider))]
            yield from ((people[who.id], topic, number) for who in s.speakers for topic in on)


def _about(
    ordered: list[Statement], topics: dict[str, int], wider: dict[str, frozenset[str]]
) -> Iterator[tuple[int, int]]:
    for number, s in enumerate(ordered, 1):
        if s.status in SHOWN:
            yield from ((topics[topic], number) for topic in _tags(s, wider))


def _anniversaries(ordered: list[Statement]) -> Iterator[tuple[str, int]]:
    for number, s in enumerate(ordered, 1):
        first, last = s.said.earliest, s.said.latest
        if s.status in SHOWN and s.kind != "fact" and first and last and last - first <= _LONGEST_ANNIVERSARY:
            for day in range((last - first).days + 1):
                yield (first + timedelta(days=day)).strftime("%m-%d"), number
