"""What the check of quotations keeps in the index; :mod:`briefs.index.article_store` reads it back.

Its tables are in article_texts.sql: the words of every article (FTS5), who said which part of it, and which
words are too common to look for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefs import serialization
from briefs.index import library_summary
from briefs.index.known_runs import KnownRuns, note_runs
from briefs.index.schema import SCHEMA, unpacked
from briefs.model import Article
from briefs.text import fold_for_search

COMMON_AT_LEAST = 400  # articles; rarer words are cheap to look up
_BUFFER = 64 << 20  # bytes
CANDIDATE = "candidate"  # the kind of a stretch that an article has somebody say, and nobody curated


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A part of an article: `statement` is the id of one, None for a part that is no running text.

    Of kind :data:`CANDIDATE` it is what the article has its `speakers` say, and is no statement yet.

    `start`, `end` and `quoted` are offsets into the article's text; `speakers` are (id, name) pairs.
    """

    kind: str
    start: int
    end: int
    statement: str | None = None
    speakers: tuple[tuple[str, str], ...] = ()
    quoted: tuple[tuple[int, int], ...] = ()
    english_by: str | None = None
    status: str = "published"
    group: str | None = None
    said: str | None = None  # EDTF


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article as a check needs it. `spans` are in order of start and may overlap.

    `hidden` are offsets of drafts and of what was withdrawn: on whose words those are no check may rest.
    """

    number: int
    id: str
    title: str
    publisher: str | None
    published: str | None
    language: str
    file: str
    text: str
    spans: tuple[TextSpan, ...]
    hidden: tuple[tuple[int, int], ...] = ()


def build(connection: sqlite3.Connection, articles: Sequence[Article], speakers: Mapping[str, str]) -> None:
    """Create and fill the tables, inside the caller's transaction; the table `article` is filled already.

    `speakers` are names by id of all who are on record.
    """
    for command in SCHEMA[1].read_text("utf-8").split(";\n"):
        if command.strip():
            connection.execute(command)
    _add_parts(connection, articles, dict(connection.execute("SELECT id, number FROM article")))
    buffer_words(connection, "article_words")
    _add_words(connection)
    _all_words(connection)
    connection.execute(
        "INSERT INTO common_word SELECT term, doc FROM temp.all_words WHERE doc > ?", (COMMON_AT_LEAST,)
    )
    library_summary.write(connection, speakers, [each.published for each in articles if each.published])


def buffer_words(connection: sqlite3.Connection, table: str) -> None:
    """Words that are about to come into a full-text table are gathered in memory.

    A large buffer leaves the index in few pieces, which is what a look-up's time depends on.
    """
    connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', ?)", (_BUFFER,))  # noqa: S608


def _add_words(connection: sqlite3.Connection) -> None:
    """The words of all articles, and which three of them stand in a row anywhere."""
    runs = KnownRuns(_characters(connection))

    def noted() -> Iterator[tuple[int, str]]:
        for number, folded in _folded(_texts(connection)):
            runs.add(folded)
            yield number, folded

    connection.executemany("INSERT INTO article_words (rowid, text) VALUES (?, ?)", noted())
    runs.write(connection)


def update(
    connection: sqlite3.Connection,
    gone: Sequence[tuple[int, str]],
    articles: Sequence[Article],
    numbers: Mapping[str, int],
) -> None:
    """Follow a change of the table `article`: `gone` are number and text of those that it holds no longer.

    `articles` are what came in, their rows of `article` written already, under these `numbers` by id.
    """
    connection.executemany(
        "INSERT INTO article_words (article_words, rowid, text) VALUES ('delete', ?, ?)", _folded(gone)
    )
    new = [*_folded((numbers[article.id], article.text) for article in articles)]
    connection.executemany("INSERT INTO article_words (rowid, text) VALUES (?, ?)", new)
    if not note_runs(connection, (folded for _, folded in new)):
        _note_all_runs(connection)
    connection.executemany("DELETE FROM stretch WHERE article = ?", ((number,) for number, _ in gone))
    _add_parts(connection, articles, numbers)
    _recount(connection, [*(text for _, text in gone), *(article.text for article in articles)])


def _note_all_runs(connection: sqlite3.Connection) -> None:
    """The bitmap of runs anew, of a size for the articles that there are now."""
    runs = KnownRuns(_characters(connection))
    for _, folded in _folded(_texts(connection)):
        runs.add(folded)
    runs.write(connection)


def _characters(connection: sqlite3.Connection) -> int:
    """The length of all texts together."""
    row: tuple[int] = connection.execute("SELECT coalesce(sum(characters), 0) FROM article").fetchone()
    return row[0]


def _texts(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Number and text of every article, in the order of the library's files."""
    rows = connection.execute("SELECT number, text FROM article ORDER BY number")
    return ((number, unpacked(text)) for number, text in rows)


def _add_parts(
    connection: sqlite3.Connection, articles: Sequence[Article], numbers: Mapping[str, int]
) -> None:
    add_spans(
        connection,
        (
            (numbers[article.id], [TextSpan(part.kind, part.start, part.end) for part in article.parts])
            for article in articles
        ),
    )


def add_spans(connection: sqlite3.Connection, found: Iterable[tuple[int, Iterable[TextSpan]]]) -> None:
    """Note parts of articles, by their numbers, that are no statements, and what they have people say."""
    connection.executemany(
        "INSERT OR IGNORE INTO stretch VALUES (?, ?, ?, ?, ?)",
        (
            (number, span.start, span.end, span.kind, serialization.dumps(span.speakers))
            for number, spans in found
            for span in spans
        ),
    )


def _folded(rows: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    return ((number, fold_for_search(text)) for number, text in rows)


def _all_words(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE VIRTUAL TABLE temp.all_words USING fts5vocab(main, article_words, row)")


def _recount(connection: sqlite3.Connection, changed: Iterable[str]) -> None:
    """Note anew which words of these texts stand in very many articles."""
    connection.execute(
        "CREATE VIRTUAL TABLE temp.changed"
        " USING fts5 (text, content='', tokenize='unicode61 remove_diacritics 0')"
    )
    connection.executemany(
        "INSERT INTO temp.changed (text) VALUES (?)", ((fold_for_search(text),) for text in changed)
    )
    # The vocabulary of these texts alone: only for their words can the number of articles have changed.
    connection.execute("CREATE VIRTUAL TABLE temp.changed_words USING fts5vocab(temp, changed, row)")
    _all_words(connection)
    connection.execute("DELETE FROM common_word WHERE word IN (SELECT term FROM temp.changed_words)")
    connection.execute(
        """
        INSERT INTO common_word
        SELECT one.term, every.doc
          FROM temp.changed_words one CROSS JOIN temp.all_words every ON every.term = one.term
         WHERE every.doc > ?
        """,
        (COMMON_AT_LEAST,),
    )
