"""What dossiers were found to hold, kept between runs: only changed files are parsed again.

A row is found by the SHA-256 of a dossier's bytes and holds good while the article's text has the SHA-256
it had then. Rows that do not read back are passed over; a file that is no such cache is replaced.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefs.library.dossiers import Dossier

NAME = "parsed.sqlite"
_RULES = (
    "library/brief_rules", "library/cross_checks", "library/dossiers", "library/originals",
    "library/parse_cache", "library/registers", "library/shift_rules", "library/yaml_mapping",
    "library/yaml_parser", "text/edtf", "text/quotation_marks", "text/selectors",
)  # fmt: skip

_NOT_OURS = ("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_ERROR")  # the last: other columns than ours

CachedRow = tuple[str, str | None, Dossier]  # the text file's name and SHA-256, and what the dossier holds


@cache
def rules() -> str:
    """Changes with the code that reads and checks a library: what older code let pass is read again."""
    briefs = Path(__file__).parents[1]
    return sha256(b"".join((briefs / f"{name}.py").read_bytes() for name in _RULES)).hexdigest()[:16]


def load(folder: Path, only: Iterable[str] | None = None) -> dict[str, CachedRow]:
    """All rows of this code's rules that read back, by the dossier's SHA-256; none without a cache.

    With `only` those of no other dossiers than these (SHA-256 each).
    """
    file = folder / NAME
    if not file.is_file():
        return {}
    try:
        with closing(_connect(file)) as db:
            select = "SELECT dossier, name, text, content, digest FROM parsed WHERE rules = ?"
            one = f"{select} AND dossier = ?"
            found: Iterable[Any] = (
                db.execute(select, (rules(),))
                if only is None
                else (row for key in only for row in db.execute(one, (rules(), key)))
            )
            return {key: row for key, *rest in found if (row := _row(key, *rest))}
    except sqlite3.Error:
        return {}


def _row(key: str, name: str, text: str, content: bytes, digest: str) -> CachedRow | None:
    try:
        # The cache is a file that anybody may have cut short or edited: a row proves itself.
        if _digest(key, name, text, content) != digest:
            return None
        article, statements = json.loads(str(content, "utf-8"))  # bytes it would look at first
    except (TypeError, ValueError):
        return None
    return name, text, Dossier(article, statements)


def save(folder: Path, new: Mapping[str, CachedRow], kept: Iterable[str]) -> None:
    """Add rows and drop those of dossiers that are not in `kept` (SHA-256 each).

    Fails silently: without the cache everything is parsed, and nothing is wrong.
    """

    def drop(db: sqlite3.Connection) -> None:
        # A table and no list of values: a library may have more dossiers than SQLite takes values.
        db.execute("CREATE TEMP TABLE kept (dossier TEXT PRIMARY KEY)")
        db.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((key,) for key in kept))
        db.execute(
            "DELETE FROM parsed WHERE rules <> ? OR dossier NOT IN (SELECT dossier FROM kept)", (rules(),)
        )

    _put(folder, new, drop)


def exchange(folder: Path, new: Mapping[str, CachedRow], gone: Iterable[str]) -> None:
    """Add rows and drop those of the dossiers `gone` (SHA-256 each), as :func:`save` does."""
    rows = [(rules(), key) for key in gone]
    _put(folder, new, lambda db: db.executemany("DELETE FROM parsed WHERE rules = ? AND dossier = ?", rows))


def _put(folder: Path, new: Mapping[str, CachedRow], drop: Callable[[sqlite3.Connection], object]) -> None:
    rows = []
    for key, (name, text, dossier) in new.items():
        content = json.dumps(list(dossier), ensure_ascii=False, separators=(",", ":")).encode()
        rows.append((rules(), key, name, text, content, _digest(key, name, text or "", content)))
    with suppress(OSError, sqlite3.Error):
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / NAME
        try:
            _write(file, rows, drop)
        except sqlite3.Error as error:  # a lock or a read-only disk passes by; what is not ours is replaced
            if not error.sqlite_errorname.startswith(_NOT_OURS):
                return
            os.unlink(file)
            _write(file, rows, drop)


def _write(
    file: Path,
    rows: list[tuple[str, str, str, str | None, bytes, str]],
    drop: Callable[[sqlite3.Connection], object],
) -> None:
    with closing(_connect(file)) as db, db:
        db.execute(
            "CREATE TABLE IF NOT EXISTS parsed (rules TEXT, dossier TEXT, name TEXT, text TEXT,"
            " content BLOB, digest TEXT, PRIMARY KEY (rules, dossier)) WITHOUT ROWID"
        )
        drop(db)
        db.executemany("INSERT OR REPLACE INTO parsed VALUES (?, ?, ?, ?, ?, ?)", rows)


def _connect(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=2)  # seconds; another process that saves is soon done


def _digest(key: str, name: str, text: str, content: bytes) -> str:
    return sha256(b"\0".join((key.encode(), name.encode(), text.encode(), content))).hexdigest()
