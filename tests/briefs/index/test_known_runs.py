"""What the index knows of three words in a row: it never misses one, and seldom takes another for one."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from briefs.index.known_runs import KnownRuns, may_be_known, note_runs, row_count
from briefs.index.schema import packed, unpacked

WORDS = [a + b for a in "ba ce di fo gu ha ki lo mu na".split() for b in "l n r s t ck nd pe rm".split()]


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.execute("CREATE TABLE known_run (number INTEGER PRIMARY KEY, bits BLOB NOT NULL)")
        yield opened


def texts(count: int, seed: int) -> list[str]:
    rng = random.Random(seed)
    return [" ".join(rng.choices(WORDS, k=80)) for _ in range(count)]


def known(db: sqlite3.Connection, text: str) -> list[bool]:
    return may_be_known(db, row_count(db), text.lower().split())


def test_no_run_is_missed_and_few_others_seem_to_be_there(db: sqlite3.Connection) -> None:
    noted = texts(100, 1)
    runs = KnownRuns(sum(map(len, noted)))
    for text in noted:
        runs.add(text.title())
    runs.write(db)
    assert all(all(known(db, text)) for text in noted)
    others = [flag for text in texts(100, 2) for flag in known(db, text)]
    assert sum(others) < 0.45 * len(others), "words of four letters, and no run twice: at its fullest"


def test_what_comes_in_later_is_noted_too(db: sqlite3.Connection) -> None:
    runs = KnownRuns(8_000)
    runs.add("the ferry left at dawn")
    runs.write(db)
    assert known(db, "left at noon") == [False]
    assert note_runs(db, ["the ferry left at noon", "Ольга сказала: “нет, никогда”"])
    assert known(db, "left at noon") == [True]
    assert known(db, "ольга сказала нет никогда") == [True, True]
    assert known(db, "the ferry left at dawn") == [True] * 3


def test_it_says_when_it_has_become_too_full(db: sqlite3.Connection) -> None:
    KnownRuns(0).write(db)
    assert not note_runs(db, texts(400, 3))


def test_fewer_than_three_words_are_no_run(db: sqlite3.Connection) -> None:
    KnownRuns(0).write(db)
    assert known(db, "two words") == known(db, "") == []


def test_a_text_comes_back_as_it_was_or_is_told_damaged() -> None:
    text = "“Мы сказали”, he said… 😀\r\n" * 20
    kept = packed(text)
    assert unpacked(kept) == text
    with pytest.raises(sqlite3.DatabaseError, match="damaged"):
        unpacked(kept[:20] + b"\x00" + kept[21:])
