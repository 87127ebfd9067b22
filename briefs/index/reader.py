"""The index as questions: the only SQL that reads it. Its tables are in schema.sql."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import TypeVar

from briefs import serialization
from briefs.index.article_store import SELECT_ARTICLE, SELECT_SPANS, article_text_from_rows
from briefs.index.article_texts import ArticleText
from briefs.index.connection import Connection, address
from briefs.index.filters import Filter, filter_sql, fts_query
from briefs.index.schema import (
    FORMAT,
    SELECT_STATEMENT,
    SHOWN_STATUSES,
    article_from_row,
    ref_from_row,
    statement_from_row,
)
from briefs.model import Article, ArticleRef, Brief, Occasion, Person, Shift, Statement, Topic

T = TypeVar("T")
_LOOKED_AT = 250  # statements among which what is being typed is looked for
MOST_COUNTED = 100  # topics of a person, or people on a topic, that an answer lists

# `main` is the index that is open, `other` the one that it is compared with.
_ADDED = "SELECT id FROM other.statement WHERE id NOT IN (SELECT id FROM main.statement) ORDER BY id"
_REMOVED = "SELECT id FROM main.statement WHERE id NOT IN (SELECT id FROM other.statement) ORDER BY id"
_CHANGED = """
SELECT old.id
  FROM main.statement old
  JOIN other.statement new ON new.id = old.id
  JOIN main.article old_in ON old_in.number = old.article
  JOIN other.article new_in ON new_in.number = new.article
 WHERE (old.passage, old.summary, old.data) IS NOT (new.passage, new.summary, new.data)
    OR (old_in.id, old_in.title, old_in.derived, old_in.publisher, old_in.published, old_in.language,
        old_in.url, old_in.file, old_in.author)
       IS NOT (new_in.id, new_in.title, new_in.derived, new_in.publisher, new_in.published, new_in.language,
        new_in.url, new_in.file, new_in.author)
 ORDER BY old.id
"""


@dataclass(frozen=True, slots=True)
class Registry:
    """What fits in memory whole: everything but articles and statements."""

    digest: str
    changed: date | None  # the day on which its content last changed, as far as it tells
    people: tuple[Person, ...]
    topics: tuple[Topic, ...]
    occasions: tuple[Occasion, ...]
    statements_by: dict[str, int]  # person id: statements
    statements_about: dict[str, int]  # topic id: statements that bear on it or on anything narrower
    articles: int
    statements: int
    first: date | None  # the bounds of all dated statements
    last: date | None


class IndexReader:
    """Asks one open index; most methods are one query.

    Every method raises :class:`briefs.index.connection.DamagedIndex` where the file is damaged.
    """

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self._attached = count()
        self._briefed: frozenset[tuple[str, str]] | None = None  # person and topic of each brief
        self._shifted: frozenset[str] | None = None  # people of whom a pair was decided on

    async def close(self) -> None:
        """Close the connection."""
        await self._db.close()

    async def beside(self, size: int, work: Callable[[], T]) -> T:
        """What `work` on so many statements gives; of many, in another thread."""
        return await self._db.beside(size, work)

    async def registry(self) -> Registry:
        """People, topics and occasions in the order of their files, with the counts of statements."""
        meta: dict[str, str] = dict(await self._db.rows("SELECT key, value FROM meta"))
        people = await self._db.rows("SELECT data, statements, id FROM person ORDER BY number")
        topics = await self._db.rows("SELECT data, statements, id FROM topic ORDER BY number")
        occasions = await self._db.rows("SELECT data FROM occasion ORDER BY id")
        numbers = await self._db.rows(
            "SELECT (SELECT count(*) FROM article), count(*), min(earliest), max(latest)"
            f" FROM statement WHERE status IN ({SHOWN_STATUSES})"
        )
        articles, statements, first, last = numbers[0]
        ((changed,),) = await self._db.rows("SELECT max(day) FROM article_day")
        return Registry(
            digest=meta["digest"],
            changed=date.fromisoformat(changed) if changed else None,
            people=tuple(serialization.loads(Person, row[0]) for row in people),
            topics=tuple(serialization.loads(Topic, row[0]) for row in topics),
            occasions=tuple(serialization.loads(Occasion, row[0]) for row in occasions),
            statements_by={row[2]: row[1] for row in people},
            statements_about={row[2]: row[1] for row in topics},
            articles=articles,
            statements=statements,
            first=first and date.fromisoformat(first),
            last=last and date.fromisoformat(last),
        )

    async def select(self, wanted: Filter) -> tuple[Statement, ...]:
        """The statements that fit, in order of latest possible day, then place in the article."""
        found = tuple(await self._db.made(statement_from_row, *filter_sql(wanted, marks=False)))
        return found[::-1] if wanted.newest else found

    async def search(self, wanted: Filter) -> tuple[tuple[Statement, str], ...]:
        """Like `select`, each with its passage in which \\x02 and \\x03 stand around matched words."""
        marked = await self._db.made(lambda row: (statement_from_row(row), row[-1]), *filter_sql(wanted))
        found = tuple(marked)
        # SQLite took the newest by counting down from the end: turned round, they are in order of time.
        return found[::-1] if wanted.newest else found

    async def articles_with(
        self, words: Sequence[str], most: int, taken_in: Path | None = None
    ) -> tuple[tuple[ArticleRef, ArticleText], ...]:
        """Articles that hold all these words, the last come first, at most `most`.

        With `taken_in` those of the index at this path, of what came in and is not curated.
        """
        if taken_in is None:
            return await self._articles_with("main", words, most)
        name = f"taken_in_{next(self._attached)}"  # several questions may be under way at once
        await self._db.rows(f"ATTACH ? AS {name}", (address(taken_in),))
        try:
            return await self._articles_with(name, words, most)
        finally:
            await self._db.rows(f"DETACH {name}")

    async def _articles_with(
        self, db: str, words: Sequence[str], most: int
    ) -> tuple[tuple[ArticleRef, ArticleText], ...]:
        found = "JOIN {db}.article_words w ON w.rowid = a.number WHERE article_words MATCH ?"
        sql = f"{SELECT_ARTICLE} {found} ORDER BY w.rowid DESC LIMIT ?".format(db=db)
        articles = []
        for row in await self._db.rows(sql, (fts_query(words), most)):
            text = article_text_from_rows(row, await self._db.rows(SELECT_SPANS.format(db=db), (row[0],)))
            derived, url = row[-2:]
            source = (text.publisher, text.published, text.language, url, text.file)
            articles.append((ArticleRef(text.id, text.title, bool(derived), *source), text))
        return tuple(articles)

    async def statements(self, ids: Sequence[str]) -> dict[str, Statement]:
        """Statements by id, of whatever status; an id that is not in the index has none."""
        marks = ", ".join("?" * len(ids))
        sql = (
            SELECT_STATEMENT.format(marked="")
            + f" FROM statement s JOIN article a ON a.number = s.article WHERE s.id IN ({marks})"
        )
        return {one.id: one for one in await self._db.made(statement_from_row, sql, ids)}

    async def ids(self) -> tuple[str, ...]:
        """Of all statements that readers see, in order of time."""
        sql = f"SELECT id FROM statement WHERE status IN ({SHOWN_STATUSES}) ORDER BY number"
        return tuple(id for (id,) in await self._db.rows(sql))

    async def with_id(self, start: str, most: int) -> tuple[Statement, ...]:
        """Statements whose id begins with `start`, in the order of ids, at most `most`."""
        sql = SELECT_STATEMENT.format(marked="") + (
            " FROM statement s JOIN article a ON a.number = s.article"
            f" WHERE s.id >= ? AND s.id < ? AND s.status IN ({SHOWN_STATUSES}) ORDER BY s.id LIMIT ?"
        )
        return tuple(await self._db.made(statement_from_row, sql, (start, f"{start}\U0010ffff", most)))

    async def begun(self, words: Sequence[str], start: str, most: int) -> tuple[Statement, ...]:
        """The newest statements with `words` and with `start`, at most `most`; () where there may be others.

        They are looked for among the newest that have the words: full-text search gathers every statement
        with a word that begins so before it gives the first. `start` is letters and digits.
        """
        sql, given = "SELECT number FROM statement ORDER BY number", list[object]()
        if words:
            sql = "SELECT rowid FROM statement_text WHERE statement_text MATCH ? ORDER BY rowid"
            given.append(fts_query(words))
        numbers = [row[0] for row in await self._db.rows(f"{sql} DESC LIMIT {_LOOKED_AT}", given)]
        sql = SELECT_STATEMENT.format(marked="") + (
            " FROM statement s JOIN article a ON a.number = s.article"
            f" WHERE s.number IN ({', '.join('?' * len(numbers))}) AND (s.passage LIKE ? OR s.summary LIKE ?)"
            f" AND s.status IN ({SHOWN_STATUSES}) ORDER BY s.number DESC LIMIT ?"
        )
        like = f"%{start}%"
        found = tuple(await self._db.made(statement_from_row, sql, (*numbers, like, like, most)))
        return found if len(found) == most or len(numbers) < _LOOKED_AT else ()

    async def changes(self, path: Path) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Ids of statements that the index at `path` has besides, has no more, and has otherwise."""
        await self._db.rows("ATTACH ? AS other", (address(path),))
        try:
            found = [await self._db.rows(sql) for sql in (_ADDED, _REMOVED, _CHANGED)]
        finally:
            await self._db.rows("DETACH other")
        added, removed, changed = (tuple(id for (id,) in rows) for rows in found)
        return added, removed, changed

    async def on_day(self, month: int, day: int) -> tuple[Statement, ...]:
        """What was, or may have been, said on this day of any year, in order of time.

        `month` and `day` count from 1; dates vaguer than a week have no such day.
        """
        sql = (
            SELECT_STATEMENT.format(marked="")
            + """
              FROM anniversary y
              JOIN statement s ON s.number = y.statement
              JOIN article a ON a.number = s.article
             WHERE y.month_day = ?
             ORDER BY s.number
            """
        )
        return tuple(await self._db.made(statement_from_row, sql, (f"{month:02}-{day:02}",)))

    async def topic_counts(self, person: str) -> tuple[tuple[str, int], ...]:
        """Topic ids with the number of this person's statements, most first, at most :data:`MOST_COUNTED`."""
        return await self._counts(
            """
            SELECT t.id, n.statements
              FROM tally n JOIN topic t ON t.number = n.topic
             WHERE n.person = (SELECT number FROM person WHERE id = ?)
             ORDER BY n.statements DESC, t.number LIMIT ?
            """,
            person,
        )

    async def person_counts(self, topic: str) -> tuple[tuple[str, int], ...]:
        """Person ids with the number of their statements on this topic, most first, likewise."""
        return await self._counts(
            """
            SELECT p.id, n.statements
              FROM tally n JOIN person p ON p.number = n.person
             WHERE n.topic = (SELECT number FROM topic WHERE id = ?)
             ORDER BY n.statements DESC, p.number LIMIT ?
            """,
            topic,
        )

    async def _counts(self, sql: str, value: str) -> tuple[tuple[str, int], ...]:
        return tuple((row[0], row[1]) for row in await self._db.rows(sql, (value, MOST_COUNTED)))

    async def brief(self, person: str, topic: str) -> Brief | None:
        """The brief on this person's position on this very topic; None where nobody wrote one."""
        if self._briefed is None:
            self._briefed = frozenset(await self._db.rows("SELECT person, topic FROM position"))
        if (person, topic) not in self._briefed:  # mostly: that is known without asking the file
            return None
        sql = "SELECT data FROM position WHERE person = ? AND topic = ?"
        rows = await self._db.rows(sql, (person, topic))
        return serialization.loads(Brief, rows[0][0]) if rows else None

    async def briefs(self) -> tuple[Brief, ...]:
        """All briefs, by person and topic."""
        sql = "SELECT data FROM position ORDER BY person, topic"
        return tuple(await self._db.made(lambda row: serialization.loads(Brief, row[0]), sql))

    async def shifts(self, person: str | None = None) -> tuple[Shift, ...]:
        """What curators decided on pairs of statements, of one person or of all, by person and id."""
        if self._shifted is None:
            self._shifted = frozenset(
                id for (id,) in await self._db.rows("SELECT DISTINCT person FROM shift")
            )
        if not self._shifted or (person is not None and person not in self._shifted):
            return ()
        sql = "SELECT data FROM shift WHERE ?1 IS NULL OR person = ?1 ORDER BY person, id"
        return tuple(await self._db.made(lambda row: serialization.loads(Shift, row[0]), sql, (person,)))

    async def articles(self) -> tuple[ArticleRef, ...]:
        """All articles without their texts, in the order of the library's files."""
        sql = (
            "SELECT id, title, derived, publisher, published, language, url, file, author"
            " FROM article ORDER BY number"
        )
        return tuple(await self._db.made(ref_from_row, sql))

    async def article(self, id: str) -> Article | None:
        """The article with its text; None where there is none with this id."""
        rows = await self._db.rows(
            "SELECT id, title, derived, publisher, language, url, file, author, text, data"
            " FROM article WHERE id = ?",
            (id,),
        )
        return article_from_row(rows[0]) if rows else None

    async def counts(self) -> dict[str, dict[str, int]]:
        """How many statements there are: {"kind": {kind: number}, "status": {status: number}}."""
        return {
            name: dict(await self._db.rows(f"SELECT {name}, count(*) FROM statement GROUP BY 1 ORDER BY 1"))
            for name in ("kind", "status")
        }


def read_source_stamps(path: Path) -> dict[str, tuple[int, int, str]] | None:
    """What the index was built from: {file: (mtime_ns, size, sha256)}; None if it is no good index."""
    return of_a_good_one(path, source_stamps)


def source_stamps(db: sqlite3.Connection) -> dict[str, tuple[int, int, str]]:
    """What an open index was built from."""
    rows = db.execute("SELECT path, mtime_ns, size, sha256 FROM file")
    return {path: (at, size, digest) for path, at, size, digest in rows}


def read_stamps_checksum(path: Path) -> str | None:
    """The :func:`briefs.library.stamps_checksum` of what the index was built from; None if it is no good one.

    Of one that was built before there was such a checksum it is empty.
    """

    def read(db: sqlite3.Connection) -> str:
        row = db.execute("SELECT value FROM meta WHERE key = 'stamps'").fetchone()
        return str(row[0]) if row else ""

    return of_a_good_one(path, read)


def of_a_good_one(path: Path, read: Callable[[sqlite3.Connection], T]) -> T | None:
    """What `read` answers of the index at `path`; None if it is no good one, or breaks under it."""
    try:
        with path.open("rb"):
            pass
        db = sqlite3.connect(address(path), uri=True)
    except (OSError, sqlite3.Error):
        return None
    try:
        if db.execute("SELECT value FROM meta WHERE key = 'format'").fetchone() != (FORMAT,):
            return None
        # One of the last tables of the file: where a copy was cut short, its pages are missing.
        db.execute("SELECT count(*) FROM statement_text_docsize").fetchone()
        return read(db)
    except sqlite3.Error:
        return None
    finally:
        db.close()


def numbered(db: sqlite3.Connection, article: int) -> list[tuple[int, Statement]]:
    """An article's statements, each with its number, from an index that is being written."""
    sql = SELECT_STATEMENT.format(marked=", s.number") + (
        " FROM statement s JOIN article a ON a.number = s.article WHERE s.article = ?"
    )
    return [(row[-1], statement_from_row(row)) for row in db.execute(sql, (article,))]
