"""Reads what the check of quotations keeps in the index: see :mod:`briefs.index.article_texts`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from briefs import serialization
from briefs.index.article_texts import COMMON_AT_LEAST, ArticleText, TextSpan
from briefs.index.filters import fts_query
from briefs.index.known_runs import may_be_known, row_count
from briefs.index.schema import SELECT_STATEMENT, STATEMENT_REST, statement_from_row, unpacked
from briefs.model import SHOWN, Speaker, Statement, UncertainDate

_SAID_BY = """
SELECT DISTINCT s.article
  FROM statement_text f
  JOIN statement s ON s.number = f.rowid
  JOIN spoken k ON k.statement = s.number
 WHERE statement_text MATCH ? AND k.topic = 0 AND k.person = (SELECT number FROM person WHERE id = ?)
 LIMIT ?
"""
# CROSS JOIN: the words are looked for first, not all that the person said.
_PASSAGES_OF = """
SELECT s.passage
  FROM statement_text f
 CROSS JOIN statement s ON s.number = f.rowid
 CROSS JOIN spoken k ON k.statement = s.number
 WHERE statement_text MATCH ? AND k.topic = 0 AND k.person = (SELECT number FROM person WHERE id = ?)
 LIMIT ?
"""
_ORIGINALS = f"""{SELECT_STATEMENT.format(marked="")}
  FROM statement s JOIN article a ON a.number = s.article
 WHERE s.number IN (SELECT rowid FROM original_words WHERE original_words MATCH ?)
   AND s.status IN ({", ".join("?" for _ in SHOWN)})
 ORDER BY s.number LIMIT 20
"""  # noqa: S608  # put together of constants
_ORIGINALS_NEAR = _ORIGINALS.replace("MATCH ?)", "MATCH ? ORDER BY rank LIMIT 10)")
_NEAR = 4_000  # characters around a place whose statements are read with it
_SPEAKERS, _DATE = serialization.reader(tuple[Speaker, ...]), serialization.reader(UncertainDate)
_HIDDEN = ("draft", "withdrawn")  # statuses of what no check may rest on


class ArticleStore:
    """Reads the tables of an open index. Not for several threads at once.

    `articles` is their number, `earliest` and `latest` ISO days of publication, `common` words with the
    number of articles that hold them; `has_originals`: some statement has its original words. Every method
    raises :class:`sqlite3.Error` for a damaged file.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        row = connection.execute("SELECT articles, earliest, latest FROM span_of_articles").fetchone()
        self.articles: int = row[0]
        self.earliest: str | None = row[1]
        self.latest: str | None = row[2]
        self._known_rows = row_count(connection)
        # an index of what came in, which has no statements, has none
        self._has_originals = bool(
            connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'original_words'").fetchone()
        )
        self.has_originals = self._has_originals and bool(
            connection.execute("SELECT rowid FROM original_words LIMIT 1").fetchone()
        )
        self.common: dict[str, int] = dict(connection.execute("SELECT word, articles FROM common_word"))

    def numbers(self) -> list[int]:
        """The numbers of all articles, in the order of the library's files."""
        return [row[0] for row in self._db.execute("SELECT number FROM article ORDER BY number")]

    def is_longer(self, characters: int) -> bool:
        """Whether all texts together have more than so many characters."""
        total = 0
        for (length,) in self._db.execute("SELECT characters FROM article"):
            total += length
            if total > characters:  # a large library is not read whole for this
                return True
        return False

    def speakers(self) -> list[str]:
        """The names of all who are on record."""
        return [row[0] for row in self._db.execute("SELECT name FROM speaker")]

    def articles_with(self, phrases: Sequence[str], limit: int, within: int | None = None) -> list[int]:
        """Numbers of articles that hold all these phrases, at most `limit`; any text is safe.

        A phrase is words next to each other, folded (:func:`briefs.text.fold_for_search`). `within` is how
        many words may lie between two phrases.
        """
        expression = fts_query(phrases)
        if within is not None and len(phrases) > 1:
            expression = f"NEAR({expression}, {within})"
        sql = "SELECT rowid FROM article_words WHERE article_words MATCH ? LIMIT ?"
        return [row[0] for row in self._db.execute(sql, (expression, limit))]

    def said_by(self, phrase: str, person: str, limit: int) -> list[int]:
        """Numbers of articles in which a statement of the person with this id holds the phrase."""
        return [row[0] for row in self._db.execute(_SAID_BY, (fts_query([phrase]), person, limit))]

    def passages_of(self, text: str, person: str, limit: int) -> list[str]:
        """Passages of statements of the person with this id that hold these words in a row, endings aside."""
        return [row[0] for row in self._db.execute(_PASSAGES_OF, (fts_query([text]), person, limit))]

    def originals(self, phrase: str) -> list[Statement]:
        """Statements whose original holds the phrase, folded as for articles_with(), in order of time."""
        if not self._has_originals:
            return []
        found = self._db.execute(_ORIGINALS, (fts_query([phrase]), *SHOWN))
        return [statement_from_row(row) for row in found]

    def originals_near(self, words: Sequence[str]) -> list[Statement]:
        """Statements whose original holds most of these folded words; at most ten."""
        if not self._has_originals or not words:
            return []
        found = self._db.execute(_ORIGINALS_NEAR, (fts_query(words, any_word=True), *SHOWN))
        return [statement_from_row(row) for row in found]

    def holding(self, word: str) -> int:
        """How many articles hold a folded word."""
        common = self.common.get(word)
        return len(self.articles_with([word], COMMON_AT_LEAST + 1)) if common is None else common

    def known_runs(self, words: Sequence[str]) -> list[bool]:
        """Of each three of these words in a row, whether they may stand somewhere; False is certain.

        The words are folded and in small letters.
        """
        return may_be_known(self._db, self._known_rows, words)

    def text(self, number: int) -> str:
        """The text of the article with this number, which must be one of :meth:`numbers`."""
        sql = "SELECT text FROM article WHERE number = ?"
        row: tuple[bytes] = self._db.execute(sql, (number,)).fetchone()
        return unpacked(row[0])

    def article_text(self, number: int, places: Sequence[tuple[int, int]] = ()) -> ArticleText:
        """The article with this number, which must be one of :meth:`numbers`.

        With `places`, offsets into its text, only the statements and parts near them: a long speech has
        hundreds, and to read each takes longer than to find the place.
        """
        sql = SELECT_ARTICLE.format(db="main") + " WHERE a.number = ?"
        row: Any = self._db.execute(sql, (number,)).fetchone()
        spans: Iterable[Sequence[Any]] = self._db.execute(SELECT_SPANS.format(db="main"), (number,))
        if places:
            near = [(start - _NEAR, end + _NEAR) for start, end in places]
            every = list(spans)
            # One statement always stays: by it an article is known to be curated.
            first = next((one for one in every if one[3] is not None), None)
            spans = [one for one in every if one is first or any(one[1] < b and a < one[2] for a, b in near)]
        return article_text_from_rows(row, spans)


# Of the open index ("main") or of one that is attached.
SELECT_ARTICLE = (
    "SELECT a.number, a.id, a.title, a.publisher, a.published, a.language, a.file, a.text, a.derived, a.url"
    " FROM {db}.article a"
)
SELECT_SPANS = """
SELECT kind, start, end, NULL, speakers FROM {db}.stretch WHERE article = ?1
 UNION ALL
SELECT kind, start, end, id, data FROM {db}.statement WHERE article = ?1
 ORDER BY 2, 3, 1, 4
"""


def article_text_from_rows(row: Sequence[Any], spans: Iterable[Sequence[Any]]) -> ArticleText:
    """The article of a row of :data:`SELECT_ARTICLE` and the rows of :data:`SELECT_SPANS` for it."""
    read = [_span(*each) for each in spans]
    shown = tuple(each for each in read if each.status not in _HIDDEN)
    hidden = tuple((each.start, each.end) for each in read if each.status in _HIDDEN)
    number, name, title, publisher, published, language, file, text, *_ = row
    return ArticleText(
        number, name, title, publisher, published, language, file, unpacked(text), shown, hidden
    )


def _span(kind: str, start: int, end: int, statement: str | None, data: str) -> TextSpan:
    if statement is None:
        return TextSpan(kind, start, end, speakers=tuple((id, name) for id, name in json.loads(data)))
    kept = dict(zip(STATEMENT_REST, json.loads(data), strict=False))
    return TextSpan(
        kind=kind,
        start=start,
        end=end,
        statement=statement,
        speakers=tuple((who.id, who.name.en) for who in _SPEAKERS(kept["speakers"])),
        quoted=tuple((first, last) for first, last in kept["quoted"]),
        english_by=kept.get("english_by"),
        status=kept["status"],
        group=kept.get("group"),
        said=_DATE(kept["said"]).edtf,
    )
