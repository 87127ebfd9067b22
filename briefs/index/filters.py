"""Which statements an answer holds, and the SQL that selects them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefs.index.schema import ANY_TOPIC, SELECT_STATEMENT, SHOWN_STATUSES
from briefs.text import fold_for_search


@dataclass(frozen=True, slots=True)
class Filter:
    """Which statements: ids of person, topics and article (None: any), days inclusive.

    `words` are full-text tokens, all or, with `any_word`, some of which a statement must hold. With `facts`
    False, what an article states by itself is left out. Of an `unfinished` search the last word may go on;
    one of `originals` is of the words as they were said in another language.
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
    unfinished: bool = False
    originals: bool = False


def fts_query(words: Sequence[str], any_word: bool = False) -> str:
    """Words as an FTS5 expression: each a string, so that none of them is syntax.

    A "word" of several words is met where they stand next to each other.
    """
    joiner = " OR " if any_word else " "
    return joiner.join('"' + word.replace('"', '""') + '"' for word in words)


def filter_sql(wanted: Filter, marks: bool = True) -> tuple[str, list[object]]:
    """The SQL for a filter, and its values; with `marks` the last column has the matched words marked."""
    joins, where, values = [], [], list[object]()
    if wanted.words:
        table = "original_words" if wanted.originals else "statement_text"
        words = [fold_for_search(word) for word in wanted.words] if wanted.originals else wanted.words
        joins.append(f"JOIN {table} f ON f.rowid = s.number")
        where.append(f"{table} MATCH ?")
        values.append(fts_query(words, wanted.any_word) + ("*" if wanted.unfinished else ""))
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
    where.append(f"s.status IN ({SHOWN_STATUSES})")
    has_marks = wanted.words and marks and not wanted.originals
    marked = ", highlight(statement_text, 0, char(2), char(3))" if has_marks else ", ''"
    # In the order of its own row numbers full-text search stops at the limit: it need not find and sort all.
    order = "f.rowid" if wanted.words else "s.number"
    order += f" DESC LIMIT {wanted.newest}" if wanted.newest else ""
    sql = (
        SELECT_STATEMENT.format(marked=marked)
        + f" FROM statement s JOIN article a ON a.number = s.article {' '.join(joins)}"
        + f" WHERE {' AND '.join(where)} ORDER BY {order}"
    )
    return sql, values
