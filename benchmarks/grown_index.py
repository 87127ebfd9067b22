"""An index of ten times the statements of another, written by SQL: its YAML alone would take an hour.

Each copy of a statement is by a person of its own on the same topics, so that there are ten times the people
too, and an answer is as long as before; words are met ten times as often.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

TIMES = 10


def grow(source: Path, target: Path) -> None:
    """Write an index of :data:`TIMES` times the statements of `source` to `target`."""
    shutil.copyfile(source, target)
    with closing(sqlite3.connect(target, isolation_level=None)) as db:
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -65536"):
            db.execute(f"PRAGMA {setting}")
        db.execute("BEGIN")
        last, people = (
            db.execute(f"SELECT max(number) FROM {table}").fetchone()[0] for table in ("statement", "person")
        )
        for copy in range(1, TIMES):
            _add_copy(db, {"copy": copy, "last": last, "people": people})
        db.execute("INSERT INTO statement_text (statement_text) VALUES ('rebuild')")
        db.execute("COMMIT")


def _add_copy(db: sqlite3.Connection, values: dict[str, int]) -> None:
    named = """replace(data, '"person-', '"person-' || :copy || '-')"""
    for sql in (
        f"""
        INSERT INTO statement
        SELECT number + :copy * :last, id || '-' || :copy, article, status, kind, earliest, latest, wide_from,
               wide_to, start, end, passage, summary, {named}
          FROM statement WHERE number <= :last
        """,
        """
        INSERT INTO spoken
        SELECT person + :copy * :people, topic, statement + :copy * :last FROM spoken WHERE person <= :people
        """,
        "INSERT INTO about SELECT topic, statement + :copy * :last FROM about WHERE statement <= :last",
        """
        INSERT INTO tally
        SELECT person + :copy * :people, topic, statements FROM tally WHERE person <= :people
        """,
        f"""
        INSERT INTO person
        SELECT number + :copy * :people, replace(id, 'person-', 'person-' || :copy || '-'), {named},
               statements
          FROM person WHERE number <= :people
        """,
    ):
        db.execute(sql, values)
