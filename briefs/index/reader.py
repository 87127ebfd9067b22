"""The facts index as questions: the only SQL that reads it. Its tables are in schema.sql."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, get_type_hints

from briefs import serialization
from briefs.index.connection import Connection, Row, address
from briefs.model import SHOWN, Article, ArticleRef, Brief, Occasion, Person, Statement, Topic

_HERE = Path(__file__).parent
SCHEMA = (_HERE / "schema.sql", _HERE / "article_texts.sql")
# Another schema or another model makes another format. An index of another format is built anew, never
# migrated: all that it holds is derived from the library.
FORMAT = ";".join(
    (
        *(f"{zlib.crc32(file.read_bytes()):08x}" for file in SCHEMA),
        serialization.signature(Article, Occasion, Person, Brief, Statement, Topic),
    )
)
ANY_TOPIC = 0  # the row of `spoken` that stands for "on whatever topic"

# What the `data` columns hold: the fields that have no column of their own.
ARTICLE_REST = ("published", "published_basis", "place", "sha256", "parts", "note", "same_as")
STATEMENT_REST = tuple(
    name for name in Statement.__dataclass_fields__ if name not in ("article", "passage", "summary")
)

MOST_COUNTED = 100  # topics of a person, or people on a topic, that an answer lists

_STATEMENT = """
SELECT s.passage, s.summary, s.data,
       a.id, a.title, a.derived, a.publisher, a.published, a.language, a.url, a.file{marked}
"""
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
        old_in.url, old_in.file)
       IS NOT (new_in.id, new_in.title, new_in.derived, new_in.publisher, new_in.published, new_in.language,
        new_in.url, new_in.file)
 ORDER BY old.id
"""
_SHOWN = ", ".join(f"'{status}'" for status in SHOWN)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which statements: ids of person, topics and article (None: any), days inclusive.

    `words` are full-text tokens, all or, with `any_word`, some of which a statement must hold. With `facts`
    False, what an article states by itself is left out.
    """

    person: str | None = None
    topic: str | None = None
    article: str | None = None
    since: date | None = None
    until: date | None = None
    facts: bool = True
    words: tuple[str, ...] = ()
    any_word: bool = False
    newest: int | None = None  # at most so many, the newest


@dataclass(frozen=True, slots=True)
class Registry:
    """What fits in memory whole: everything but articles and statements."""

    digest: str
    changed: int  # when a file of the library last changed, nanoseconds since 1970 UTC
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

    async def close(self) -> None:
        """Close the connection."""
        await self._db.close()

    async def registry(self) -> Registry:
        """People, topics and occasions in the order of their files, with the counts of statements."""
        meta: dict[str, str] = dict(await self._db.rows("SELECT key, value FROM meta"))
        people = await self._db.rows("SELECT data, statements, id FROM person ORDER BY number")
        topics = await self._db.rows("SELECT data, statements, id FROM topic ORDER BY number")
        occasions = await self._db.rows("SELECT data FROM occasion ORDER BY id")
        numbers = await self._db.rows(
            "SELECT (SELECT count(*) FROM article), count(*), min(earliest), max(latest)"
            f" FROM statement WHERE status IN ({_SHOWN})"
        )
        articles, statements, first, last = numbers[0]
        return Registry(
            digest=meta["digest"],
            changed=int(meta["changed"]),
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
        return tuple(statement for statement, _ in await self.search(wanted))

    async def search(self, wanted: Filter) -> tuple[tuple[Statement, str], ...]:
        """Like `select`, each with its passage in which \\x02 and \\x03 stand around matched words."""
        sql, values = _filter_sql(wanted)
        rows = await self._db.rows(sql, values)
        found = tuple((_statement(row), row[11]) for row in rows)
        # SQLite took the newest by counting down from the end: turned round, they are in order of time.
        return found[::-1] if wanted.newest else found

    async def statements(self, ids: Sequence[str]) -> dict[str, Statement]:
        """Statements by id, of whatever status; an id that is not in the index has none."""
        marks = ", ".join("?" * len(ids))
        sql = (
            _STATEMENT.format(marked="")
            + f" FROM statement s JOIN article a ON a.number = s.article WHERE s.id IN ({marks})"
        )
        return {one.id: one for one in map(_statement, await self._db.rows(sql, ids))}

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
            _STATEMENT.format(marked="")
            + """
              FROM anniversary y
              JOIN statement s ON s.number = y.statement
              JOIN article a ON a.number = s.article
             WHERE y.month_day = ?
             ORDER BY s.number
            """
        )
        return tuple(map(_statement, await self._db.rows(sql, (f"{month:02}-{day:02}",))))

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

    async def position(self, person: str, topic: str) -> Brief | None:
        """The brief on this person's position on this very topic; None where nobody wrote one."""
        sql = "SELECT data FROM position WHERE person = ? AND topic = ?"
        rows = await self._db.rows(sql, (person, topic))
        return serialization.loads(Brief, rows[0][0]) if rows else None

    async def positions(self) -> tuple[Brief, ...]:
        """All briefs, by person and topic."""
        rows = await self._db.rows("SELECT data FROM position ORDER BY person, topic")
        return tuple(serialization.loads(Brief, row[0]) for row in rows)

    async def articles(self) -> tuple[ArticleRef, ...]:
        """All articles without their texts, in the order of the library's files."""
        rows = await self._db.rows(
            "SELECT id, title, derived, publisher, published, language, url, file"
            " FROM article ORDER BY number"
        )
        return tuple(map(_ref, rows))

    async def article(self, id: str) -> Article | None:
        """The article with its text; None where there is none with this id."""
        rows = await self._db.rows(
            "SELECT id, title, derived, publisher, language, url, file, text, data FROM article WHERE id = ?",
            (id,),
        )
        if not rows:
            return None
        id, title, derived, publisher, language, url, file, text, data = rows[0]
        rest = {
            name: read(value)
            for (name, read), value in zip(_readers(Article, ARTICLE_REST), json.loads(data), strict=False)
        }
        return Article(
            id=id,
            title=title,
            title_derived=bool(derived),
            publisher=publisher,
            language=language,
            url=url,
            file=file,
            text=text,
            **rest,
        )

    async def counts(self) -> dict[str, dict[str, int]]:
        """How many statements there are: {"kind": {kind: number}, "status": {status: number}}."""
        return {
            name: dict(await self._db.rows(f"SELECT {name}, count(*) FROM statement GROUP BY 1 ORDER BY 1"))
            for name in ("kind", "status")
        }


def read_source_stamps(path: Path) -> dict[str, tuple[int, int, str]] | None:
    """What the index was built from: {file: (mtime_ns, size, sha256)}; None if it is no good index."""
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
        return {
            path: tuple(rest) for path, *rest in db.execute("SELECT path, mtime_ns, size, sha256 FROM file")
        }
    except sqlite3.Error:
        return None
    finally:
        db.close()


def numbered(db: sqlite3.Connection, article: int) -> list[tuple[int, Statement]]:
    """An article's statements, each with its number, from an index that is being written."""
    sql = _STATEMENT.format(marked=", s.number") + (
        " FROM statement s JOIN article a ON a.number = s.article WHERE s.article = ?"
    )
    return [(row[-1], _statement(row)) for row in db.execute(sql, (article,))]


def fts_query(words: Sequence[str], any_word: bool = False) -> str:
    """Words as an FTS5 expression: each a string, so that none of them is syntax.

    A "word" of several words is met where they stand next to each other.
    """
    joiner = " OR " if any_word else " "
    return joiner.join('"' + word.replace('"', '""') + '"' for word in words)


def _filter_sql(wanted: Filter) -> tuple[str, list[object]]:
    """The SQL for a filter, and its values."""
    joins, where, values = [], [], list[object]()
    if wanted.words:
        joins.append("JOIN statement_text f ON f.rowid = s.number")
        where.append("statement_text MATCH ?")
        values.append(fts_query(wanted.words, wanted.any_word))
    if wanted.person:
        # `spoken` has a row for each topic and one for any: its key finds a person's statements in order.
        number = "(SELECT number FROM person WHERE id = ?)"
        topic = "(SELECT number FROM topic WHERE id = ?)" if wanted.topic else str(ANY_TOPIC)
        joins.append("JOIN spoken k ON k.statement = s.number")
        where.append(f"k.person = {number} AND k.topic = {topic}")
        values += [wanted.person, wanted.topic] if wanted.topic else [wanted.person]
    elif wanted.topic:
        joins.append("JOIN about b ON b.statement = s.number")
        where.append("b.topic = (SELECT number FROM topic WHERE id = ?)")
        values.append(wanted.topic)
    if wanted.article:
        where.append("s.article = (SELECT number FROM article WHERE id = ?)")
        values.append(wanted.article)
    if not wanted.facts:
        where.append("s.kind <> 'fact'")
    # An open or uncertain date is found by any bound that it may lie within.
    if wanted.since:
        where.append("(s.wide_to IS NULL OR s.wide_to >= ?)")
        values.append(wanted.since.isoformat())
    if wanted.until:
        where.append("(s.wide_from IS NULL OR s.wide_from <= ?)")
        values.append(wanted.until.isoformat())
    where.append(f"s.status IN ({_SHOWN})")
    marked = ", highlight(statement_text, 0, char(2), char(3))" if wanted.words else ", ''"
    # In the order of its own row numbers full-text search stops at the limit: it need not find and sort all.
    order = "f.rowid" if wanted.words else "s.number"
    order += f" DESC LIMIT {wanted.newest}" if wanted.newest else ""
    sql = (
        _STATEMENT.format(marked=marked)
        + f" FROM statement s JOIN article a ON a.number = s.article {' '.join(joins)}"
        + f" WHERE {' AND '.join(where)} ORDER BY {order}"
    )
    return sql, values


@cache
def _readers(kind: Any, names: tuple[str, ...]) -> list[tuple[str, Any]]:
    """The fields of a dataclass with what makes their values of JSON; worked out once."""
    hints = get_type_hints(kind)
    return [(name, serialization.reader(hints[name])) for name in names]


def _statement(row: Row) -> Statement:
    # Most fields are text as it stands, and a long answer has many: they are not worth a call each.
    fields = zip(_readers(Statement, STATEMENT_REST), json.loads(row[2]), strict=False)
    rest = {name: value if read is serialization.identity else read(value) for (name, read), value in fields}
    return Statement(passage=row[0], summary=row[1], article=_ref(row[3:11]), **rest)


@lru_cache(maxsize=1024)  # many statements share their article
def _ref(row: Row) -> ArticleRef:
    id, title, derived, publisher, published, language, url, file = row
    return ArticleRef(id, title, bool(derived), publisher, published, language, url, file)
