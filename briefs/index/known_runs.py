"""Which three words in a row stand anywhere on record: a bitmap that never misses one and is seldom wrong.

Every run has a bit by its checksum, one more of which may be another's (a Bloom filter with one function).
What its bit says is nowhere need not be looked for.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import accumulate
from zlib import crc32

RUN = 3  # words
_WORD = re.compile(r"[^\W_]+")  # as the index splits words
_LETTERS_ALONE = bytes(at if chr(at).isalnum() and at < 128 else 32 for at in range(256))
_ROW = 11  # a row of the table has 1 << 11 bytes
# Of one character of text, two and a half of a word; most runs of natural text are said more than once.
_BITS_A_CHARACTER = 0.4
_FULL = 0.5  # of the bits: then every other run that is nowhere seems to be there
_BIT = tuple(1 << at for at in range(8))


class KnownRuns:
    """The bitmap in memory while it is filled, of a size for texts of so many characters."""

    def __init__(self, characters: int) -> None:
        needed = int(characters * _BITS_A_CHARACTER) >> 3 + _ROW
        self._bits = bytearray(1 << needed.bit_length() + _ROW)

    def add(self, folded: str) -> None:
        """Note all runs of a text, folded (:func:`briefs.text.fold_for_search`)."""
        bits, mask = self._bits, len(self._bits) - 1
        for run in set(_runs(_words(folded))):
            bits[run >> 3 & mask] |= _BIT[run & 7]

    def write(self, connection: sqlite3.Connection) -> None:
        """Make it what the table `known_run` holds."""
        size = 1 << _ROW
        rows = (
            (at, self._bits[start : start + size]) for at, start in enumerate(range(0, len(self._bits), size))
        )
        connection.execute("DELETE FROM known_run")
        connection.executemany("INSERT INTO known_run VALUES (?, ?)", rows)


def note_runs(connection: sqlite3.Connection, folded: Iterable[str]) -> bool:
    """Note the runs of more texts in the table; False where it has become too full to tell them apart.

    A run that no text has any longer stays noted: it is looked for in vain.
    """
    rows = row_count(connection)
    changed: dict[int, bytearray] = {}
    for text in folded:
        for run in set(_runs(_words(text))):
            row, at = _place(run, rows)
            if row not in changed:
                changed[row] = bytearray(_bits(connection, row))
            changed[row][at] |= _BIT[run & 7]
    connection.executemany(
        "UPDATE known_run SET bits = ? WHERE number = ?", ((b, n) for n, b in changed.items())
    )
    noted = sum(int.from_bytes(bits, "big").bit_count() for bits in changed.values())
    return noted <= _FULL * (len(changed) << _ROW + 3)


def row_count(connection: sqlite3.Connection) -> int:
    """How many rows the table has."""
    row: tuple[int] = connection.execute("SELECT count(*) FROM known_run").fetchone()
    return row[0]


def may_be_known(connection: sqlite3.Connection, rows: int, words: Sequence[str]) -> list[bool]:
    """Of each three of these words in a row, folded and in small letters, whether they may be on record."""
    found = []
    for run in _runs([word.encode("utf-8", "surrogatepass") for word in words]):
        row, at = _place(run, rows)
        found.append(bool(_bits(connection, row)[at] & _BIT[run & 7]))
    return found


def _place(run: int, rows: int) -> tuple[int, int]:
    """The row of a run and its byte there."""
    at = run >> 3 & (rows << _ROW) - 1
    return at >> _ROW, at & (1 << _ROW) - 1


def _bits(connection: sqlite3.Connection, row: int) -> bytes:
    found: tuple[bytes] = connection.execute("SELECT bits FROM known_run WHERE number = ?", (row,)).fetchone()
    return found[0]


def _words(folded: str) -> list[bytes]:
    low = folded.lower()
    if low.isascii():
        return low.encode("ascii").translate(_LETTERS_ALONE).split()
    return [word.encode("utf-8", "surrogatepass") for word in _WORD.findall(low)]


def _runs(words: Sequence[bytes]) -> list[int]:
    """A number for each three words in a row, the same in every process."""
    joined = b" ".join(words)
    ends = [at - 1 for at in accumulate(len(word) + 1 for word in words)]
    starts = [0, *(at + 1 for at in ends)]
    return [*map(crc32, map(joined.__getitem__, map(slice, starts, ends[RUN - 1 :])))]
