"""The words of articles that came in and wait for a curator, with whom each names as the speaker.

A file beside the library's index, derived as it is: the library and what waits for it change at different
times. It has the same tables, so that it is read in the same way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from briefs.index.article_texts import CANDIDATE, TextSpan
from briefs.index.connection import address
from briefs.index.schema import FORMAT, SCHEMA
from briefs.model import Article

TAKEN_IN = "taken_in.sqlite"


def candidate_span(start: int, end: int, speaker: str | None, speaker_id: str | None) -> TextSpan:
    """What an article has somebody say: `speaker` as it names them, `speaker_id` where that is known."""
    return TextSpan(CANDIDATE, start, end, speakers=((speaker_id or "", speaker),) if speaker else ())


def build_taken_in(path: Path, stamp: str, taken_in: Sequence[tuple[Article, Iterable[TextSpan]]]) -> None:
    """Write the index of these articles to `path`; `stamp` says of which state of the queue it is.

    Raises :class:`OSError`, and what SQLite raises; the file is as before then.
    """
    from briefs.index import article_texts  # whoever only reads an index does without what builds one
    from briefs.index.builder import add_articles, atomic_replace

    articles = [article for article, _ in taken_in]
    numbers = {article.id: number for number, article in enumerate(articles, 1)}
    with atomic_replace(path) as db:
        db.executescript(SCHEMA[0].read_text("utf-8"))
        db.execute("BEGIN")
        db.executemany("INSERT INTO meta VALUES (?, ?)", [("format", FORMAT), ("stamp", stamp)])
        add_articles(db, articles, numbers)
        article_texts.build(db, articles, {})
        article_texts.add_spans(db, ((numbers[each.id], spans) for each, spans in taken_in))


def taken_in_stamp(path: Path) -> str | None:
    """The stamp of the index at `path`; None where there is none that this program can read."""
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(address(path), uri=True)) as db:
            kept = dict(db.execute("SELECT key, value FROM meta WHERE key IN ('format', 'stamp')"))
    except sqlite3.Error:
        return None
    stamp: str | None = kept.get("stamp")
    return stamp if kept.get("format") == FORMAT else None
