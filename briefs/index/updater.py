"""An index brought up to a changed library: a copy of the old one, only what changed is written anew.

What cannot be taken over row by row (other topics, other people than some more or fewer at the end, no
room between two numbers) is for the full build, which gives the same answers.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from briefs import serialization
from briefs.index import article_texts, builder
from briefs.index.builder import GAP, DerivedRows, Numbered, atomic_replace
from briefs.index.reader import numbered
from briefs.index.schema import ANY_TOPIC, FORMAT, unpacked
from briefs.model import Library
from briefs.text import parse_edtf

if TYPE_CHECKING:
    from briefs.library import CheckedLibrary

_MOST = 8  # dossiers, or one in so many: with more that changed the full build is about as quick


class NeedsFullBuild(Exception):
    """Rows cannot be taken over from the old index: it has to be built whole."""


def update(checked: CheckedLibrary, path: Path) -> None:
    """Bring the index at `path` up to the library; built whole where there is none to begin from.

    Whoever has the old one open keeps reading it. Raises :class:`OSError` where the new one cannot be
    written; the old one stays then.
    """
    try:
        with atomic_replace(path, copy_of=path) as db:
            db.execute("BEGIN")
            _Update(db, checked).run()
    except (NeedsFullBuild, FileNotFoundError, sqlite3.DatabaseError):
        builder.build(checked.resolve(), path)


class _Update:
    """One update inside the caller's transaction. Its methods raise :class:`NeedsFullBuild`."""

    def __init__(self, db: sqlite3.Connection, checked: CheckedLibrary) -> None:
        self._db, self._checked = db, checked

    def run(self) -> None:
        """Write the rows of what changed anew, and all that is noted of the library as a whole."""
        changed = self._changed()
        part = self._checked.resolve(changed)
        self._people(part)
        self._articles(part, changed)
        self._library_wide(part)

    def _changed(self) -> set[str]:
        """The dossiers that hold something else now. Raises NeedsFullBuild for too many."""
        db, checked = self._db, self._checked
        if db.execute("SELECT value FROM meta WHERE key = 'format'").fetchone() != (FORMAT,):
            raise NeedsFullBuild
        # By what the files hold, not by their times: a checkout sets every time anew.
        held = dict(db.execute("SELECT path, sha256 FROM file"))
        dossiers = checked.content.dossiers
        changed = {name for name in dossiers if held.get(name) != checked.files[name].sha256}
        if len(changed) > max(_MOST, len(dossiers) // _MOST):
            raise NeedsFullBuild
        return changed

    def _people(self, part: Library) -> None:
        """People may come or go at the end of the list only; no other row names one who is quoted no more."""
        db = self._db
        held = list(db.execute("SELECT id, data FROM person ORDER BY number"))
        now = [(each.id, serialization.dumps(each)) for each in part.people]
        common = min(len(held), len(now))
        self._derived = DerivedRows.from_library(part)
        self._derived.people.update({id: number for number, (id, _) in enumerate(held, 1)})
        topics = list(db.execute("SELECT id, data FROM topic ORDER BY number"))
        same_topics = topics == [(each.id, serialization.dumps(each)) for each in part.topics]
        if held[:common] != now[:common] or not same_topics:
            raise NeedsFullBuild
        db.execute("DELETE FROM person WHERE number > ?", (common,))
        builder.add_people(db, part.people[common:], before=common)

    def _articles(self, part: Library, changed: set[str]) -> None:
        """The changed articles with their statements: the old rows go, the new ones come in."""
        db, dossiers, derived = self._db, self._checked.content.dossiers, self._derived
        ids = [dossier.article["id"] for dossier in dossiers.values()]
        kept = set(ids) - {dossiers[name].article["id"] for name in changed}
        went = [number for number, id in db.execute("SELECT number, id FROM article") if id not in kept]
        texts = [db.execute("SELECT text FROM article WHERE number = ?", (number,)) for number in went]
        gone = [(number, unpacked(text)) for number, [(text,)] in zip(went, texts, strict=True)]
        # Read before anything is deleted: derived rows and full-text entries are found by the old contents.
        old = [one for number, _ in gone for one in numbered(db, number)]
        self._remove_statements(old, derived)
        db.executemany("DELETE FROM article WHERE number = ?", ((number,) for number, _ in gone))
        numbers = dict(db.execute("SELECT id, number FROM article"))
        numbers |= dict(_assign_numbers([(id, numbers.get(id)) for id in ids]))
        db.executemany("DELETE FROM article_day WHERE article = ?", ((number,) for number, _ in gone))
        builder.add_articles(db, part.articles, numbers)
        builder.add_days(db, part, numbers)
        new_statements = self._numbered(part, numbers)
        self._add_statements(new_statements, numbers, derived)
        self._recount([*derived.spoken(old), *derived.spoken(new_statements)])
        article_texts.update(db, gone, part.articles)

    def _numbered(self, part: Library, articles: dict[str, int]) -> list[Numbered]:
        """The new statements with numbers that put each in its place among those that stay."""
        rows = self._db.execute("SELECT latest, article, start, id, number FROM statement ORDER BY number")
        held = [((latest is None, latest or "", *where), number) for latest, *where, number in rows]
        places = [place for place, _ in held]
        new = sorted((builder.sort_key(s, articles), s) for s in part.statements)
        found: list[Numbered] = []
        for at, group in groupby(new, key=lambda each: bisect(places, each[0])):
            between = [statement for _, statement in group]
            low, high = held[at - 1][1] if at else 0, held[at][1] if at < len(held) else None
            found += zip(numbers_between(low, high, len(between)), between, strict=True)
        return found

    def _remove_statements(self, old: Sequence[Numbered], derived: DerivedRows) -> None:
        db = self._db
        # An FTS5 table without contents of its own forgets a row only when told what it held.
        db.executemany(
            "INSERT INTO statement_text (statement_text, rowid, passage, summary) VALUES ('delete', ?, ?, ?)",
            [(number, s.passage, s.summary) for number, s in old],
        )
        db.executemany(
            "DELETE FROM spoken WHERE person = ? AND topic = ? AND statement = ?", derived.spoken(old)
        )
        db.executemany("DELETE FROM about WHERE topic = ? AND statement = ?", derived.about(old))
        db.executemany(
            "DELETE FROM anniversary WHERE month_day = ? AND statement = ?", derived.anniversaries(old)
        )
        db.executemany("DELETE FROM original_words WHERE rowid = ?", ((number,) for number, _ in old))
        db.executemany("DELETE FROM statement WHERE number = ?", ((number,) for number, _ in old))

    def _add_statements(
        self, new_statements: Sequence[Numbered], articles: dict[str, int], derived: DerivedRows
    ) -> None:
        db = self._db
        builder.add_statements(db, new_statements, articles)
        db.executemany("INSERT INTO spoken VALUES (?, ?, ?)", derived.spoken(new_statements))
        db.executemany("INSERT INTO about VALUES (?, ?)", derived.about(new_statements))
        db.executemany("INSERT INTO anniversary VALUES (?, ?)", derived.anniversaries(new_statements))

    def _recount(self, spoken: Sequence[tuple[int, int, int]]) -> None:
        """Count anew for each person and topic of these rows of `spoken`, old and new."""
        db, pairs = self._db, {(person, topic) for person, topic, _ in spoken}
        db.executemany("DELETE FROM tally WHERE person = ? AND topic = ?", pairs)
        db.executemany(
            "INSERT INTO tally SELECT person, topic, count(*) FROM spoken"
            " WHERE person = ? AND topic = ? GROUP BY 1, 2",
            pairs,
        )
        db.execute(
            "UPDATE person SET statements = coalesce("
            "(SELECT statements FROM tally WHERE person = number AND topic = ?), 0)",
            (ANY_TOPIC,),
        )
        db.execute("UPDATE topic SET statements = (SELECT count(*) FROM about WHERE about.topic = number)")

    def _library_wide(self, part: Library) -> None:
        """What is noted of the library as a whole."""
        db, content = self._db, self._checked.content
        db.execute("DELETE FROM occasion")
        db.execute("DELETE FROM position")
        db.execute("DELETE FROM shift")
        builder.add_curated(db, part)
        records = [record for dossier in content.dossiers.values() for record in dossier.statements]
        speakers = {id for record in records for id in record["speakers"]}
        days = {dossier.article["published"] for dossier in content.dossiers.values()}
        names = {person.id: person.name.en for person in part.people if person.id in speakers}
        article_texts.write_summary(db, names, [parse_edtf(day) for day in days if day])
        db.executemany("REPLACE INTO meta VALUES (?, ?)", builder.meta(part).items())
        held = set(db.execute("SELECT path, mtime_ns, size, sha256 FROM file"))
        now = set(part.files)
        db.executemany("DELETE FROM file WHERE path = ?", ((path,) for path, *_ in held - now))
        db.executemany("INSERT INTO file VALUES (?, ?, ?, ?)", now - held)


def _assign_numbers(ordered: Sequence[tuple[str, int | None]]) -> Iterator[tuple[str, int]]:
    """Numbers for those that have none, each between its neighbours'."""
    low = 0
    for has_none, group in groupby(enumerate(ordered), key=lambda each: each[1][1] is None):
        found = list(group)
        if has_none:
            after = found[-1][0] + 1
            high = ordered[after][1] if after < len(ordered) else None
            ids = [id for _, (id, _) in found]
            yield from zip(ids, numbers_between(low, high, len(ids)), strict=True)
        else:
            low = found[-1][1][1] or 0


def numbers_between(low: int, high: int | None, count: int) -> Iterator[int]:
    """Numbers between two others, nearer to the lower one: what comes in next mostly follows it.

    `high` is None at the end of the list. Raises :class:`NeedsFullBuild` where there is too little room.
    """
    # Numbers are left free for seven more, which later updates may put here.
    step = GAP if high is None else max(1, min(GAP, (high - low) // (count + 7)))
    if high is not None and low + step * count >= high:
        raise NeedsFullBuild
    return iter(range(low + step, low + step * count + 1, step))
