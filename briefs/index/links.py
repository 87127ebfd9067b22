"""How the dossiers of the library that an index was built from hang together: by ids and names of texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from briefs.index.reader import of_a_good_one, source_stamps

T = TypeVar("T")
_HELD = """
SELECT name FROM dossier JOIN (
    SELECT number AS article, id AS name FROM article
    UNION ALL SELECT number, file FROM article
    UNION ALL SELECT article, id FROM statement
) USING (article) WHERE path = ?
"""
_HOLDERS = """
SELECT path FROM dossier WHERE article IN (
    SELECT number FROM article WHERE id = ?1
    UNION ALL SELECT number FROM article WHERE file = ?1
    UNION ALL SELECT article FROM statement WHERE id = ?1
)
"""
_REFERRERS = "SELECT path FROM refers_to JOIN dossier USING (article) WHERE name = ?"


class IndexLinks:
    """What :class:`briefs.library.changed_files.LibraryLinks` asks for, of an open index."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        row = db.execute("SELECT value FROM meta WHERE key = 'rules'").fetchone()
        self.rules: str | None = row and row[0]
        self.files: Mapping[str, tuple[int, int, str]] = source_stamps(
            db
        )  # as :func:`briefs.index.reader.read_source_stamps` has them

    def held(self, dossiers: Iterable[str]) -> set[str]:
        """The names of these dossiers' articles, texts and statements."""
        return self._all(_HELD, dossiers)

    def holders(self, names: Iterable[str]) -> set[str]:
        """The dossiers whose article, text or statement has one of these names."""
        return self._all(_HOLDERS, names)

    def referrers(self, names: Iterable[str]) -> set[str]:
        """The dossiers that refer to one of these names."""
        return self._all(_REFERRERS, names)

    def _all(self, sql: str, values: Iterable[str]) -> set[str]:
        return {found for value in values for (found,) in self._db.execute(sql, (value,))}


def ask_links(path: Path, ask: Callable[[IndexLinks], T]) -> T | None:
    """What `ask` answers of the index at `path`; None if it is no good index."""
    return of_a_good_one(path, lambda db: ask(IndexLinks(db)))
