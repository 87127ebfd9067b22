"""The log's index: where each line is, the tree's complete subtrees, and the last entry on each thing.

Derived from the file of the entries, in the cache: a proof reads some forty rows of it, whatever the log's
size. All SQL that touches it is here. Lines that it knows are hashed again whenever the file has changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from briefs.errors import UserError
from briefs.log.canonical_json import LogDocument
from briefs.log.entries import THINGS, LogFiles, read_entry
from briefs.log.merkle import Node, consistency_proof, grown, inclusion_proof, leaf_hash, root

T = TypeVar("T")
_FORMAT = 2  # of 2: shifts are things with heads
_KEPT_FROM = 5  # levels of the tree from which on a node that was read is kept
_SCHEMA = """
CREATE TABLE about (format INTEGER, size INTEGER, changed INTEGER, inode INTEGER);
CREATE TABLE leaf (number INTEGER PRIMARY KEY, start INTEGER NOT NULL, length INTEGER NOT NULL);
CREATE TABLE node (level INTEGER, position INTEGER, hash BLOB NOT NULL, PRIMARY KEY (level, position))
  WITHOUT ROWID;
CREATE TABLE head (
  what TEXT, id TEXT, number INTEGER NOT NULL, article TEXT, sha256 TEXT, status TEXT,
  PRIMARY KEY (what, id)
) WITHOUT ROWID;
CREATE INDEX head_article ON head (article);
"""


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry on a thing: its number from 0, the document's hash and the status that it told.

    `sha256` is None where the thing is on record no longer.
    """

    what: str
    id: str
    number: int
    article: str | None
    sha256: str | None
    status: str | None


class LogIndex:
    """The index of one library's log, brought up to its file where it is asked. Use it as a context."""

    def __init__(self, files: LogFiles, cache: Path) -> None:
        self._files, self._file = files, cache / "log.sqlite"
        self._connection: sqlite3.Connection | None = None
        self._stamp: tuple[int, int, int] | None = None
        self._upper = dict[tuple[int, int], bytes]()  # what most proofs share

    def __enter__(self) -> LogIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def forget(self) -> None:
        """Throws the index away: it is made anew when it is asked."""
        self.close()
        self._file.unlink(missing_ok=True)

    def close(self) -> None:
        """Lets go of the file; the next question opens it again."""
        if self._connection is not None:
            self._connection.close()
        self._connection = self._stamp = None
        self._upper.clear()

    @property
    def size(self) -> int:
        """How many entries the log has. This and what follows raise UserError where it cannot be read."""
        return self._asked(_count)

    def root(self, size: int) -> bytes:
        """The root of the first `size` entries."""
        return self._asked(lambda db: root(self._reader(db), size))

    def inclusion(self, number: int, size: int) -> list[bytes]:
        """The proof that an entry is among the first `size`."""
        return self._asked(lambda db: inclusion_proof(self._reader(db), number, size))

    def consistency(self, first: int, second: int) -> list[bytes]:
        """The proof that the first `second` entries go on from the first `first`."""
        return self._asked(lambda db: consistency_proof(self._reader(db), first, second))

    def _reader(self, db: sqlite3.Connection) -> Node:
        def node(level: int, position: int) -> bytes:
            if level < _KEPT_FROM:
                return _node(db, level, position)
            found = self._upper.get((level, position))
            if found is None:
                found = self._upper[level, position] = _node(db, level, position)
            return found

        return node

    def entry(self, number: int) -> LogDocument:
        """An entry by its number, as its line has it now."""

        def read(db: sqlite3.Connection) -> LogDocument:
            place = db.execute("SELECT start, length FROM leaf WHERE number = ?", (number,)).fetchone()
            return read_entry(self._files.line(*place), number)

        return self._asked(read)

    def head(self, what: str, id: str) -> Head | None:
        """The last entry on a thing; None where there is none."""
        sql = "SELECT what, id, number, article, sha256, status FROM head WHERE what = ? AND id = ?"
        row = self._asked(lambda db: db.execute(sql, (what, id)).fetchone())
        return Head(*row) if row else None

    def heads(self, articles: Sequence[str] | None = None) -> dict[tuple[str, str], Head]:
        """The last entries, by what and id: all, or those of some articles and on all shifts."""
        sql = "SELECT what, id, number, article, sha256, status FROM head"
        if articles is None:
            rows = self._asked(lambda db: db.execute(sql).fetchall())
        else:
            of, shifts = f"{sql} WHERE article = ?", f"{sql} WHERE what = 'shift'"
            rows = self._asked(
                lambda db: [
                    *(row for id in articles for row in db.execute(of, (id,))),
                    *db.execute(shifts),
                ]
            )
        return {(row[0], row[1]): Head(*row) for row in rows}

    def add(self, lines: Sequence[bytes], stamp_before: tuple[int, int, int] | None) -> None:
        """Takes in lines that were just appended; what it knew before must have been the file then."""
        if self._connection is None or self._stamp is None or self._stamp != stamp_before:
            return  # the next question reads the file

        def write(db: sqlite3.Connection) -> None:
            with _writing(db):
                _add(db, lines)
                self._stamped(db)

        self._trying(write)

    def _asked(self, question: Callable[[sqlite3.Connection], T]) -> T:
        def answered(db: sqlite3.Connection) -> T:
            self._refresh(db)
            return question(db)

        return self._trying(answered)

    def _trying(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Whatever damaged the index: it is derived, and made anew."""
        try:
            try:
                return work(self._opened())
            except sqlite3.DatabaseError:
                self.forget()
                return work(self._opened())
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise UserError(
                f"the index of the log cannot be used: {error}", "look at the cache's folder"
            ) from None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            # a site is built in another thread than the one that opened it; nobody asks two things at once
            self._connection = sqlite3.connect(
                self._file, timeout=30, isolation_level=None, check_same_thread=False
            )
            self._connection.execute("PRAGMA synchronous = OFF")  # derived: made anew after a power cut
        return self._connection

    def _refresh(self, db: sqlite3.Connection) -> None:
        stamp = self._files.stamp()
        if stamp == self._stamp:
            return
        with _writing(db):
            if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'about'").fetchone() is None:
                _make(db)
            self._upper.clear()
            if (_FORMAT, *stamp) != db.execute("SELECT * FROM about").fetchone():
                self._reread(db)
            self._stamp = stamp

    def _reread(self, db: sqlite3.Connection) -> None:
        lines = self._files.read().split(b"\n")[:-1]
        known = [row[0] for row in db.execute("SELECT hash FROM node WHERE level = 0 ORDER BY position")]
        of_format = db.execute("SELECT format FROM about").fetchone()[0] == _FORMAT
        if not of_format or [leaf_hash(line) for line in lines[: len(known)]] != known:
            _drop(db)
            _make(db)
            known = []
        _add(db, lines[len(known) :])
        self._stamped(db)

    def _stamped(self, db: sqlite3.Connection) -> None:
        self._stamp = self._files.stamp()
        db.execute("UPDATE about SET format = ?, size = ?, changed = ?, inode = ?", (_FORMAT, *self._stamp))


@contextmanager
def _writing(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _make(db: sqlite3.Connection) -> None:
    for sql in _SCHEMA.split(";"):
        db.execute(sql)
    db.execute("INSERT INTO about VALUES (?, -1, 0, 0)", (_FORMAT,))


def _drop(db: sqlite3.Connection) -> None:
    for table in ("about", "leaf", "node", "head"):
        db.execute(f"DROP TABLE {table}")


def _add(db: sqlite3.Connection, lines: Sequence[bytes]) -> None:
    """The lines as the leaves after those that are there, and in the file behind them."""
    sql = "SELECT number + 1, start + length + 1 FROM leaf ORDER BY number DESC LIMIT 1"
    size, start = db.execute(sql).fetchone() or (0, 0)
    fresh = dict[tuple[int, int], bytes]()

    def node(level: int, position: int) -> bytes:
        return fresh.get((level, position)) or _node(db, level, position)

    leaves, heads = [], dict[tuple[str, str], tuple[int, LogDocument]]()
    for number, line in enumerate(lines, size):
        for level, position, hashed in grown(node, number, leaf_hash(line)):
            fresh[level, position] = hashed
        leaves.append((number, start, len(line)))
        start += len(line) + 1
        entry = read_entry(line, number)
        if entry["what"] in THINGS:
            heads[entry["what"], entry["id"]] = (number, entry)
    db.executemany("INSERT INTO leaf VALUES (?, ?, ?)", leaves)
    db.executemany("INSERT INTO node VALUES (?, ?, ?)", ((*at, hashed) for at, hashed in fresh.items()))
    db.executemany(
        "INSERT OR REPLACE INTO head VALUES (?, ?, ?, ?, ?, ?)",
        (
            (*key, number, e.get("article", key[1]), e.get("sha256"), e.get("status"))
            for key, (number, e) in heads.items()
        ),
    )


def _count(db: sqlite3.Connection) -> int:
    (found,) = db.execute("SELECT coalesce(max(number) + 1, 0) FROM leaf").fetchone()
    return int(found)


def _node(db: sqlite3.Connection, level: int, position: int) -> bytes:
    sql = "SELECT hash FROM node WHERE level = ? AND position = ?"
    found: bytes = db.execute(sql, (level, position)).fetchone()[0]
    return found
